//! The tickets behind the figures, in rows.

use chrono_tz::Tz;

use super::number::{NONE, seconds};
use crate::model::{Value, write_instant};
use crate::render::{Column, Line, Table};
use crate::report::figures::Row;
use crate::report::flat;
use crate::view::time;

/// Writes each figure with its key, for a spreadsheet.
pub fn figures_csv(json: &Value) -> String {
    let mut table = Table::new([Column::new("figure"), Column::new("value")]);
    for figure in flat(json) {
        let value = match figure.value {
            Value::Null => String::new(),
            Value::String(text) => text,
            value => value.to_string(),
        };
        table.push([Line::from(figure.key), Line::from(value)]);
    }
    table.csv()
}

/// Writes the tickets behind each figure, for a spreadsheet.
pub fn rows_csv(rows: &[(String, Vec<Row<'_>>)]) -> String {
    let titles = ["figure", "ticket", "at", "seconds", "level", "title"];
    let mut table = Table::new(titles.map(Column::new));
    for (figure, rows) in rows {
        for row in rows {
            let seconds = row.seconds.map(|seconds| seconds.to_string()).unwrap_or_default();
            table.push([
                Line::from(figure),
                Line::from(row.case.id().as_str()),
                Line::from(write_instant(row.at)),
                Line::from(seconds),
                Line::from(row.word.unwrap_or_default()),
                Line::from(&row.case.ticket.title),
            ]);
        }
    }
    table.csv()
}

/// Shows the tickets behind some figures.
pub fn tickets(rows: &[(String, Vec<Row<'_>>)], zone: Tz) -> Table {
    let mut table = Table::new([
        Column::new("ID"),
        Column::new("AT"),
        Column::new("TOOK").right(),
        Column::new("FIGURE").drop(1),
        Column::new("TITLE").flexible(),
    ]);
    for (figure, rows) in rows {
        for row in rows {
            table.push([
                Line::from(row.case.id().as_str()),
                Line::from(time::local(row.at, zone)),
                Line::from(row.seconds.map_or_else(|| NONE.to_owned(), seconds)),
                Line::from(figure),
                Line::from(&row.case.ticket.title),
            ]);
        }
    }
    table
}
