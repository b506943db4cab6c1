//! A table as texts, for templates: they escape what they write.

use serde::Serialize;

use super::{Align, Table};

/// The texts of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plain {
    /// The titles of the columns.
    pub titles: Vec<Cell>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A text, and its side of the column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// It stands on the right, as numbers do.
    pub is_right: bool,
}

impl Table {
    /// Returns the texts.
    pub fn plain(&self) -> Plain {
        let sides = || self.columns.iter().map(|column| column.align == Align::Right);
        let cell = |(text, is_right): (&str, bool)| Cell { text: text.to_owned(), is_right };
        let titles = self.columns.iter().map(|column| column.title.text()).zip(sides()).map(cell).collect();
        let row = |cells: Vec<&crate::render::Line>| {
            cells.iter().map(|line| line.text()).zip(sides()).map(cell).collect()
        };
        Plain { titles, rows: self.all_rows().map(row).collect() }
    }
}
