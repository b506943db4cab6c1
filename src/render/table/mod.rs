//! A table as a value, and the ways to write it.
//!
//! - [`Table::terminal`]: columns that fit the width of a terminal (`terminal.rs`).
//! - [`Table::plain`]: texts and sides, for a template (`plain.rs`).
//! - [`Table::tsv`], [`Table::csv`], [`Table::markdown`]: for pipes, spreadsheets and pages (`delimited.rs`).

mod delimited;
mod plain;
mod terminal;

use super::Line;
pub use plain::Plain;

/// Columns and rows; a row has one cell for each column.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What the columns are called and how they may change to fit.
    pub columns: Vec<Column>,
    /// The cells, row by row. A missing cell is an empty one.
    pub rows: Vec<Vec<Line>>,
}

impl Table {
    /// Starts a table without rows.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Table { columns: columns.into_iter().collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, row: impl IntoIterator<Item = Line>) {
        self.rows.push(row.into_iter().collect());
    }
}

/// A column of a [`Table`].
#[derive(Clone, Debug)]
pub struct Column {
    title: Line,
    align: Align,
    flexible: bool,
    drop: u8,
    limit: usize,
}

impl Column {
    /// Makes a column that is always shown, aligned to the left, and at most 40 columns wide.
    pub fn new(title: &str) -> Self {
        Column { title: title.into(), align: Align::Left, flexible: false, drop: 0, limit: 40 }
    }

    /// Aligns the cells to the right, for numbers.
    #[must_use]
    pub fn right(self) -> Self {
        Column { align: Align::Right, ..self }
    }

    /// Lets this column have the width that the others leave, however much that is. One column
    /// of a table, usually the title, is flexible.
    #[must_use]
    pub fn flexible(self) -> Self {
        Column { flexible: true, limit: usize::MAX, ..self }
    }

    /// Lets this column go where the terminal is narrow; the highest number goes first.
    #[must_use]
    pub fn drop(self, order: u8) -> Self {
        Column { drop: order, ..self }
    }

    /// Gives the column another title, which may carry styles.
    #[must_use]
    pub fn titled(self, title: Line) -> Self {
        Column { title, ..self }
    }

    /// Cuts longer cells to this many columns on a terminal.
    #[must_use]
    pub fn at_most(self, limit: usize) -> Self {
        Column { limit, ..self }
    }
}

/// The side of its column on which a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}
