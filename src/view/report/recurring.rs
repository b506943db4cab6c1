//! What comes again and again.

use super::week::rest_of;
use super::{Page, paragraph, tables};
use crate::render::Block;

/// The most groups on a page.
const GROUPS: usize = 30;

pub(super) fn blocks(page: &Page<'_, '_>) -> Vec<Block> {
    let groups = &page.report.detail.recurring;
    if groups.is_empty() {
        return vec![paragraph("In the 30 days that end here no three tickets have anything in common.")];
    }
    let mut blocks = vec![
        paragraph(
            "Three tickets or more in 30 days that have something in common, and no open problem ticket.",
        ),
        Block::Table(tables::recurring(groups, GROUPS)),
    ];
    blocks.extend(rest_of(groups.len().saturating_sub(GROUPS)));
    blocks
}
