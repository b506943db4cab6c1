//! What the support levels do.

use super::number::{Number, rate};
use super::{Page, charts, heading, tables};
use crate::render::{Block, Column, Line, Table};

pub(super) fn blocks(page: &Page<'_, '_>) -> Vec<Block> {
    let (core, detail) = (&page.report.core, &page.report.detail);
    let before = page.report.before().filter(|_| page.compare);
    let mut columns =
        vec![Column::new("FIGURE"), Column::new(&page.report.period.name.to_uppercase()).right()];
    columns.extend(before.map(|_| Column::new("CHANGE")));
    let mut moves = Table::new(columns);
    let counts = |core: &crate::report::figures::Core<'_>| {
        let escalation = &core.escalation;
        [escalation.tickets.count(), escalation.returns.count()].map(Number::Count)
    };
    let then = before.map(|past| counts(&past.core));
    for (at, name) in ["Went up a level", "Went down a level"].into_iter().enumerate() {
        let now = counts(core)[at];
        let mut row = vec![Line::from(name), Line::from(now.shown())];
        row.extend(then.map(|then| Line::from(now.change(then[at]))));
        moves.push(row);
    }
    moves.push([Line::from("Share that went up"), Line::from(rate(core.escalation.rate))]);
    let mut solved = Table::new([Column::new("LEVEL"), Column::new("SOLVED").right()]);
    for (level, tickets) in &core.escalation.solved_by_level {
        solved.push([Line::from(level), Line::from(tickets.count().to_string())]);
    }
    let mut blocks =
        vec![Block::Table(moves), heading("Solved, by the level that had it"), Block::Table(solved)];
    if !page.report.trend.is_empty() {
        blocks.extend([heading("In pictures"), Block::Chart(charts::escalations(page))]);
    }
    blocks.extend([
        heading("By level"),
        Block::Table(tables::parts("LEVEL", &detail.by.level, tables::MOST).0),
    ]);
    if detail.time_spent.minutes > 0 {
        blocks.push(heading("Time written down, by level"));
        blocks.push(Block::Table(tables::minutes("LEVEL", &detail.time_spent.by_level)));
    }
    blocks
}
