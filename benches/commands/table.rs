//! How it is shown.

use std::fmt::Write as _;

use super::measure::Times;

/// One command beside its floor.
pub struct Row {
    pub name: String,
    pub times: Times,
    pub floor: Option<Floor>,
}

/// What a command is measured against.
pub struct Floor {
    /// With its own times, where it was run.
    pub name: String,
    /// In milliseconds.
    pub median: f64,
    /// How many times the floor a command may take, where that is promised.
    pub bound: Option<f64>,
}

/// The most memory a command had, in megabytes.
pub struct Memory {
    pub name: String,
    pub peak: Option<f64>,
    pub bound: Option<f64>,
}

pub fn times(rows: &[Row]) -> String {
    let mut table = String::from(
        "| command | median, ms | spread | floor | ratio | bound | verdict |\n|---|---:|---:|---|---:|---:|---|\n",
    );
    for Row { name, times, floor } in rows {
        let median = times.median();
        let _ = write!(table, "| {name} | {median:.1} | {times} |");
        let rest = floor.as_ref().map_or_else(|| " | | | |".to_owned(), |floor| floor.against(median));
        let _ = writeln!(table, "{rest}");
    }
    table
}

pub fn memory(rows: &[Memory]) -> String {
    let mut table = String::from("| command | peak memory, MB | bound | verdict |\n|---|---:|---:|---|\n");
    for Memory { name, peak, bound } in rows {
        let shown = peak.map_or_else(|| "unknown".to_owned(), |peak| format!("{peak:.0}"));
        let verdict = peak.map_or("", |peak| verdict(peak, *bound));
        let _ = writeln!(table, "| {name} | {shown} | {} | {verdict} |", number(*bound));
    }
    table
}

impl Floor {
    fn against(&self, median: f64) -> String {
        let Floor { name, median: floor, bound } = self;
        let ratio = median / floor;
        format!(" {name} | {ratio:.2} | {} | {} |", number(*bound), verdict(ratio, *bound))
    }
}

fn verdict(value: f64, bound: Option<f64>) -> &'static str {
    match bound {
        Some(bound) if value <= bound => "ok",
        Some(_) => "MISSED",
        None => "",
    }
}

fn number(bound: Option<f64>) -> String {
    bound.map(|bound| bound.to_string()).unwrap_or_default()
}
