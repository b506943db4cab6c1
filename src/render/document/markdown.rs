//! A document as a Markdown page.

use super::{Block, Document};
use crate::render::Line;

impl Document {
    /// Writes the document as Markdown (GitHub's and GitLab's, with tables). Words in it cannot become markup.
    pub fn markdown(&self) -> String {
        let mut out = format!("## {}\n", escaped(&self.title));
        if !self.lead.is_empty() {
            let lead: Vec<String> = self.lead.iter().map(|line| escaped(line)).collect();
            out += &format!("\n{}\n", lead.join("  \n"));
        }
        for block in &self.blocks {
            out.push('\n');
            match block {
                Block::Heading(heading) => out += &format!("### {}\n", escaped(heading)),
                Block::Paragraph(words) => out += &format!("{}\n", escaped(words)),
                Block::Table(table) => out += &table.markdown(),
                Block::Chart(chart) => {
                    out += &format!("**{}**\n\n{}", escaped(&chart.title), chart.table().markdown());
                }
            }
        }
        out
    }
}

/// Returns a text of one line in which no character is markup.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for (at, character) in Line::from(text).text().chars().enumerate() {
        let is_mark = "\\`*_[]<>|~&".contains(character) || (at == 0 && "#-+>=".contains(character));
        if is_mark {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
