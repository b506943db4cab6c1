//! Whether the service level and the objectives were kept.

use super::{Page, charts, heading, paragraph, tables};
use crate::render::Block;

pub(super) fn blocks(page: &Page<'_, '_>) -> Vec<Block> {
    let (core, detail) = (&page.report.core, &page.report.detail);
    let clocks = core.sla.0.iter().map(|(clock, kept)| (clock.replace('_', " "), kept));
    let mut blocks = vec![Block::Table(tables::promises("CLOCK", clocks))];
    if page.config.sla.is_empty() {
        blocks.push(paragraph("Nothing is promised: desk.yml has no policy under `sla`."));
    }
    if !core.objectives.is_empty() {
        blocks.extend([heading("Objectives"), Block::Table(tables::objectives(&core.objectives))]);
    }
    blocks.push(heading("In pictures"));
    if !page.report.trend.is_empty() {
        blocks.push(Block::Chart(charts::kept(page)));
    }
    blocks.push(Block::Chart(charts::kept_by_priority(page)));
    for (title, parts) in [("priority", &detail.by.priority), ("team", &detail.by.team)] {
        let (table, _) = tables::parts(&title.to_uppercase(), parts, tables::MOST);
        if !table.rows.is_empty() {
            blocks.extend([heading(&format!("By {title}")), Block::Table(table)]);
        }
    }
    blocks
}
