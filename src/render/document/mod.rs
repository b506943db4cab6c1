//! Headings, tables and charts: one value for a terminal, a Markdown page or an HTML file.
//!
//! - [`Document::terminal`]: tables that fit, bars and sparklines (`terminal.rs`)
//! - [`Document::markdown`]: for a forge's wiki, pull request or job summary (`markdown.rs`)
//! - [`Document::html`]: one file that needs nothing else, from the templates beside it (`html.rs`)

mod html;
mod markdown;
mod terminal;

use super::{Chart, Table};

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// What it is about.
    pub title: String,
    /// What it is made of: period, moment, query.
    pub lead: Vec<String>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Clone, Debug)]
pub enum Block {
    /// What follows.
    Heading(String),
    /// Words.
    Paragraph(String),
    /// Numbers in rows.
    Table(Table),
    /// Numbers as a picture.
    Chart(Chart),
}
