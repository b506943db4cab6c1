//! What the commits of a period had to do with tickets.
//!
//! The only kind that is counted from the history, and not from the files: a shallow clone knows less of it.

use serde_json::json;

use super::super::SCHEMA;
use super::{Page, paragraph};
use crate::model::{Value, write_instant};
use crate::ops::commits::Summary;
use crate::render::{Block, Column, Line, Table};
use crate::report::Report;

pub(super) fn blocks(page: &Page<'_, '_>) -> Vec<Block> {
    let Some(summary) = page.commits else { return Vec::new() };
    let mut table = Table::new([Column::new("COMMITS"), Column::new("NUMBER").right()]);
    for (name, number) in rows(summary) {
        table.push([Line::from(name), Line::from(number.to_string())]);
    }
    let mut blocks = vec![Block::Table(table)];
    if !summary.fixed.is_empty() {
        let fixed: Vec<&str> = summary.fixed.iter().map(String::as_str).collect();
        blocks.push(paragraph(format!("Fixed: {}.", fixed.join(", "))));
    }
    blocks
        .push(paragraph("Counted from the messages of the history that is here, by the time of the author."));
    blocks
}

fn rows(summary: &Summary) -> [(&'static str, usize); 5] {
    [
        ("that name a ticket", summary.commits),
        ("that solve one", summary.fixing),
        ("tickets named", summary.tickets.len()),
        ("tickets solved by them", summary.fixed.len()),
        ("people who wrote them", summary.authors.len()),
    ]
}

/// Writes the figures of commits as JSON.
pub fn commits_json(report: &Report<'_>, summary: &Summary) -> Value {
    json!({
        "schema": SCHEMA,
        "period": {
            "name": report.period.name,
            "since": write_instant(report.period.since),
            "until": write_instant(report.period.until),
        },
        "commits": {
            "naming": summary.commits,
            "fixing": summary.fixing,
            "tickets": summary.tickets,
            "fixed": summary.fixed,
            "authors": summary.authors.len(),
        },
    })
}
