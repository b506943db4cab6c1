//! Who has how much.

use super::number::rate;
use super::week::rest_of;
use super::{Page, heading, paragraph, tables};
use crate::render::Block;

/// The most people on a page.
const PEOPLE: usize = 30;

pub(super) fn blocks(page: &Page<'_, '_>) -> Vec<Block> {
    let detail = &page.report.detail;
    let (table, rest) = tables::parts("PERSON", &detail.load, PEOPLE);
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(rest_of(rest));
    let (table, rest) = tables::parts("TEAM", &detail.by.team, PEOPLE);
    blocks.extend([heading("By team"), Block::Table(table)]);
    blocks.extend(rest_of(rest));
    blocks
        .extend([heading("Open at the end, by age"), Block::Table(tables::ageing(&page.report.core.ageing))]);
    if detail.time_spent.minutes > 0 {
        blocks.push(heading("Time written down, by team"));
        blocks.push(Block::Table(tables::minutes("TEAM", &detail.time_spent.by_team)));
        let share = rate(detail.time_spent.share);
        blocks.push(paragraph(format!("{share} of the solved tickets have any time written down.")));
    }
    blocks
}
