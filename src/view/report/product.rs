//! The page for the product owner and the developers: what comes again, what reached them, what waits for them.

use super::week::rest_of;
use super::{Page, charts, heading, paragraph, tables};
use crate::render::Block;
use crate::report::figures::Row;

/// The first support level that develops: N3, where there are four.
const FIRST: usize = 2;

pub(super) fn blocks(page: &Page<'_, '_>) -> Vec<Block> {
    let (core, detail, config) = (&page.report.core, &page.report.detail, page.config);
    let end = page.report.period.until.min(page.report.as_of);
    let levels: Vec<&str> = config.levels.iter().skip(FIRST).map(|level| level.name.as_str()).collect();
    let names = levels.join(" and ");
    let is_theirs = |level: &str| levels.contains(&level);
    let mut blocks = vec![heading("Recurring, without a problem ticket")];
    blocks.push(match detail.recurring.is_empty() {
        true => paragraph("No three tickets of the last 30 days have anything in common."),
        false => Block::Table(tables::recurring(&detail.recurring, tables::MOST)),
    });
    blocks.extend(rest_of(detail.recurring.len().saturating_sub(tables::MOST)));
    let risen = core.escalation.tickets.0.iter().filter(|row| row.word.is_some_and(is_theirs));
    let waiting =
        detail.by.level.iter().filter(|part| is_theirs(&part.name)).flat_map(|part| &part.open_end.0);
    for (title, rows, nothing) in [
        (format!("Passed to {names}"), Vec::from_iter(risen.cloned()), "Nothing was passed to them."),
        (format!("Waiting at {names}"), Vec::from_iter(waiting.cloned()), "Nothing waits for them."),
    ] {
        blocks.push(heading(&title));
        blocks.push(list(page, &rows, end, nothing));
        blocks.extend(rest_of(rows.len().saturating_sub(tables::MOST)));
    }
    blocks.push(heading("Labels that grew most"));
    blocks.push(match detail.by.label.is_empty() {
        true => paragraph("No ticket has a label."),
        false => Block::Table(tables::movers(&detail.by.label)),
    });
    if !page.report.trend.is_empty() {
        blocks.extend([
            heading("In pictures"),
            Block::Chart(charts::escalations(page)),
            Block::Chart(charts::flow(page)),
        ]);
    }
    blocks
}

fn list(page: &Page<'_, '_>, rows: &[Row<'_>], end: crate::model::Instant, nothing: &str) -> Block {
    match rows.is_empty() {
        true => paragraph(nothing),
        false => Block::Table(tables::tickets(page.config, rows, end, tables::MOST)),
    }
}
