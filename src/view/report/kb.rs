//! How far the knowledge base helps.

use super::number::rate;
use super::week::rest_of;
use super::{Page, heading, paragraph, tables};
use crate::render::{Block, Column, Line, Table};

pub(super) fn blocks(page: &Page<'_, '_>) -> Vec<Block> {
    let kb = &page.report.detail.kb;
    let mut shares = Table::new([
        Column::new("SOLVED TICKETS"),
        Column::new("NUMBER").right(),
        Column::new("SHARE").right(),
    ]);
    for (name, tickets, share) in [
        ("with an article", &kb.linked, kb.linked_rate),
        ("with one older than the ticket", &kb.known, kb.known_rate),
    ] {
        shares.push([Line::from(name), Line::from(tickets.count().to_string()), Line::from(rate(share))]);
    }
    let mut top =
        Table::new([Column::new("ARTICLE"), Column::new("TICKETS").right(), Column::new("TITLE").flexible()]);
    for used in kb.top.iter().take(tables::MOST) {
        let title = used.title.as_deref().unwrap_or("not in the knowledge base");
        top.push([Line::from(&used.id), Line::from(used.tickets.count().to_string()), Line::from(title)]);
    }
    let mut gaps = Table::new([Column::new("LABEL").flexible(), Column::new("TICKETS").right()]);
    for gap in kb.gaps.iter().take(tables::MOST) {
        gaps.push([Line::from(&gap.name), Line::from(gap.tickets.count().to_string())]);
    }
    let mut blocks = vec![Block::Table(shares)];
    for (title, table, all, nothing) in [
        ("Most used", top, kb.top.len(), "No solved ticket has an article."),
        (
            "Many tickets and no article",
            gaps,
            kb.gaps.len(),
            "No label has three solved tickets and no article.",
        ),
    ] {
        blocks.push(heading(title));
        blocks.push(if table.rows.is_empty() { paragraph(nothing) } else { Block::Table(table) });
        blocks.extend(rest_of(all.saturating_sub(tables::MOST)));
    }
    blocks
}
