//! The report of a week or a month: all that a team looks at together.

use super::{Page, charts, heading, headlines, paragraph, tables};
use crate::render::Block;

pub(super) fn blocks(page: &Page<'_, '_>) -> Vec<Block> {
    let (core, detail) = (&page.report.core, &page.report.detail);
    let mut blocks = vec![Block::Table(headlines::table(page, &headlines::ALL))];
    let left_out = core.volume.left_out.count();
    if left_out > 0 {
        blocks
            .push(paragraph(format!("{left_out} opened as a duplicate, merged or spam: not counted above.")));
    }
    if !core.objectives.is_empty() {
        blocks.extend([heading("Objectives"), Block::Table(tables::objectives(&core.objectives))]);
    }
    blocks.push(heading("In pictures"));
    if !page.report.trend.is_empty() {
        blocks.extend([Block::Chart(charts::flow(page)), Block::Chart(charts::backlog(page))]);
    }
    blocks.extend([Block::Chart(charts::distribution(page)), Block::Chart(charts::kept_by_priority(page))]);
    blocks.extend([heading("Open at the end, by age"), Block::Table(tables::ageing(&core.ageing))]);
    for (title, parts) in
        [("Priority", &detail.by.priority), ("Type", &detail.by.kind), ("Team", &detail.by.team)]
    {
        let (table, rest) = tables::parts(&title.to_uppercase(), parts, tables::MOST);
        if !table.rows.is_empty() {
            blocks.extend([heading(&format!("By {}", title.to_lowercase())), Block::Table(table)]);
            blocks.extend(rest_of(rest));
        }
    }
    if !detail.recurring.is_empty() {
        blocks.push(heading("Recurring, without a problem ticket"));
        blocks.push(Block::Table(tables::recurring(&detail.recurring, 5)));
        blocks.extend(rest_of(detail.recurring.len().saturating_sub(5)));
    }
    blocks
}

/// Says how many rows are not shown.
pub(super) fn rest_of(rest: usize) -> Option<Block> {
    (rest > 0).then(|| paragraph(format!("and {rest} more: `--format json` has all.")))
}
