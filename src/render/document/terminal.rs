//! A document on a terminal.

use anstyle::Style;

use super::{Block, Document};
use crate::render::{Line, Text};

const HEADING: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

impl Document {
    /// Lays the document out for so many columns.
    pub fn terminal(&self, columns: usize) -> Text {
        let mut text = Text::new();
        text.push(Line::styled(&self.title, HEADING));
        for line in &self.lead {
            text.append(Line::styled(line, DIM).wrap(columns).into_iter().collect());
        }
        for block in &self.blocks {
            text.blank();
            match block {
                Block::Heading(heading) => {
                    text.push(Line::styled(heading, HEADING));
                    continue;
                }
                Block::Paragraph(words) => {
                    text.append(Line::from(words).wrap(columns).into_iter().collect());
                }
                Block::Table(table) => {
                    text.append(table.terminal(columns));
                }
                Block::Chart(chart) => {
                    text.push(Line::styled(&chart.title, DIM));
                    text.append(chart.terminal(columns));
                }
            }
        }
        text
    }
}
