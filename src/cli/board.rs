use clap::Args;
use serde_json::{Value, json};

use super::{Context, complete, list, query};
use crate::desk::cache::Record;
use crate::error::Failure;
use crate::model::Category;
use crate::ops::fields;
use crate::query::parse;
use crate::render::{Column, Line, Table};
use crate::ui::{self, style};
use crate::view;

/// Show tickets as a board, a column for what each status means
///
/// ACTIVE is what the desk must act on, WAITING what waits for the requester
/// or a third party, DONE what was done in the last seven days. In each the
/// most pressing are on top.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Only tickets that fit this query, or this view
    #[arg(value_name = "QUERY")]
    #[arg(add = complete::query())]
    query: Vec<String>,
    /// At most this many rows
    #[arg(short = 'L', long, value_name = "COUNT", default_value_t = 20)]
    limit: usize,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// The columns: what is in them, and the query that says so.
const COLUMNS: [(Category, &str); 3] = [
    (Category::Active, "is:active sort:priority,created"),
    (Category::Waiting, "is:waiting sort:priority,created"),
    (Category::Done, "closed:<7d sort:-closed"),
];

/// Runs `board`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let asked = query::read(&desk, &arguments.query)?;
    let finder = context.finder(&desk)?;
    let mut columns: Vec<(Category, Vec<&Record>)> = Vec::new();
    for (category, text) in COLUMNS {
        columns.push((category, finder.find(&asked.clone().and(parse(text)?))?.records));
    }
    context.report_broken(&desk, &finder.records.broken);
    if arguments.json {
        let column = |(category, records): &(Category, Vec<&Record>)| {
            let card = |record: &&Record| view::ticket::card(&desk.config, &record.place, &record.ticket);
            let items: Vec<Value> = records.iter().map(|record| card(record).into()).collect();
            json!({"category": category.as_str(), "count": records.len(), "items": items})
        };
        let columns: Vec<Value> = columns.iter().map(column).collect();
        return Ok(context.ui.data(format!("{}\n", json!({"schema": view::SCHEMA, "columns": columns})))?);
    }
    let rows = columns.iter().map(|(_, records)| records.len()).max().unwrap_or_default();
    if rows == 0 {
        context.ui.say("the board is empty");
        return Ok(());
    }
    if context.ui.is_stdout_terminal() {
        let shown = columns.iter().flat_map(|(_, records)| records.iter().take(arguments.limit));
        desk.remember_rows(
            ui::terminal_name().as_deref(),
            shown.map(|record| record.place.id.clone()).collect(),
        );
        context.ui.page();
    }
    let room = (context.ui.width() / columns.len()).saturating_sub(2).max(12);
    let titles = columns.iter().map(|(category, records)| {
        let title = format!("{} ({})", category.as_str().to_uppercase(), records.len());
        Column::new(&title).at_most(room)
    });
    let mut table = Table::new(titles);
    let enough = desk.shortest_prefixes()?;
    for row in 0..rows.min(arguments.limit) {
        let card = |(_, records): &(Category, Vec<&Record>)| {
            let Some(record) = records.get(row) else { return Line::new() };
            let length = enough.get(&record.place.id).copied().filter(|_| context.ui.is_stdout_terminal());
            let priority = fields::priority(&desk.config, &record.ticket).unwrap_or_default();
            let mut line = list::id(&record.ticket, length.unwrap_or(usize::MAX));
            line = line.plain(" ").paint(&priority, style::priority(&priority)).plain(" ");
            line.plain(&record.ticket.title)
        };
        table.push(columns.iter().map(card));
    }
    context.ui.table(&table)?;
    if rows > arguments.limit {
        context.ui.hint(format!("{} more rows: `git desk board -L {rows}`", rows - arguments.limit));
    }
    Ok(())
}
