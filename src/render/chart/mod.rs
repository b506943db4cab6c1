//! Numbers as a picture.
//!
//! - `marks`: bars and sparklines of characters, for a terminal
//! - `drawing`: where each line and letter of an SVG stands
//!
//! A chart says in words what it shows, and has a table behind it: nobody needs the picture.

mod drawing;
mod marks;

use super::{Column, Line, Table};

pub use drawing::Drawing;
pub use marks::{bar, sparkline};

/// Numbers along an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// What lies along the axis: weeks, spans, priorities.
    pub across: String,
    /// What is counted.
    pub up: String,
    /// What can be seen, in a sentence.
    pub summary: String,
    /// How it is drawn.
    pub kind: Kind,
    /// The places along the axis.
    pub labels: Vec<String>,
    /// The same in few letters, for the axis itself.
    pub short_labels: Vec<String>,
    /// The numbers.
    pub series: Vec<Series>,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Over time: a line for each series.
    Lines,
    /// By what something is: a column for each place. There is one series.
    Columns,
}

/// Numbers of one kind, one for each place.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What they count.
    pub name: String,
    /// The numbers; `None` where there is none.
    pub values: Vec<Option<f64>>,
    /// What is written behind a number: `" %"`, or nothing.
    pub unit: &'static str,
}

impl Series {
    /// Writes a number.
    pub fn shown(&self, value: Option<f64>) -> String {
        match value {
            Some(value) => format!("{value}{}", self.unit),
            None => "–".to_owned(),
        }
    }
}

impl Chart {
    /// Returns the table behind the picture.
    pub fn table(&self) -> Table {
        let numbers = self.series.iter().map(|series| Column::new(&series.name).right());
        let mut table = Table::new([Column::new(&self.across)].into_iter().chain(numbers));
        for (at, label) in self.labels.iter().enumerate() {
            let number = |series: &Series| Line::from(series.shown(series.values.get(at).copied().flatten()));
            table.push([Line::from(label)].into_iter().chain(self.series.iter().map(number)));
        }
        table
    }
}
