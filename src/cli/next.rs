use clap::Args;

use super::{Context, complete, list, query};
use crate::error::Failure;
use crate::ops::next::{PARTS, Urgent, next};
use crate::query::parse;
use crate::render::{Column, Line, Table};
use crate::ui::{self, style};
use crate::view;

/// Show what to do next, the most urgent first
///
/// Looks at what the desk must act on now and you or nobody has; QUERY narrows
/// it, and `--all` adds what others have. How urgent a ticket is, is a sum, and
/// WHY shows its parts.
#[derive(Debug, Args)]
#[command(after_long_help = parts())]
pub struct Arguments {
    /// Only tickets that fit this query, or this view
    #[arg(value_name = "QUERY")]
    #[arg(add = complete::query())]
    query: Vec<String>,
    /// Also what others have
    #[arg(long)]
    all: bool,
    /// At most this many
    #[arg(short = 'L', long, value_name = "COUNT", default_value_t = 10)]
    limit: usize,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs `next`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let me = context.me(&desk)?;
    let mut query = query::read(&desk, &arguments.query)?.and(parse("is:active")?);
    if !arguments.all {
        query = query.and(parse(if me.is_some() { "(is:mine OR is:unassigned)" } else { "is:unassigned" })?);
    }
    let finder = context.finder_for(&query, &desk, &desk)?;
    let mut urgent = next(&finder, &query)?;
    let count = urgent.len();
    urgent.truncate(arguments.limit);
    context.report_broken(&desk, &finder.records.broken);
    if arguments.json {
        let items = urgent.iter().map(|urgent| view::urgent::json(&desk.config, urgent)).collect();
        return Ok(context.ui.data(format!("{}\n", view::items(items)))?);
    }
    if urgent.is_empty() {
        context.ui.say("nothing is waiting for you");
        return Ok(());
    }
    if context.ui.is_stdout_terminal() {
        let rows = urgent.iter().map(|urgent| urgent.record.place.id.clone()).collect();
        desk.remember_rows(ui::terminal_name().as_deref(), rows);
    }
    let enough = desk.shortest_prefixes()?;
    let mut table = Table::new([
        Column::new("URGENCY").right(),
        Column::new("ID"),
        Column::new("TITLE").flexible(),
        Column::new("WHY").at_most((context.ui.width() * 2 / 5).max(36)),
    ]);
    for urgent in &urgent {
        let ticket = &urgent.record.ticket;
        let length = enough.get(&ticket.id).copied().filter(|_| context.ui.is_stdout_terminal());
        table.push([
            Line::new().plain(&format!("{:.1}", urgent.urgency)),
            list::id(ticket, length.unwrap_or(usize::MAX)),
            Line::new().plain(&ticket.title),
            Line::styled(&why(urgent), style::DIM),
        ]);
    }
    context.ui.table(&table)?;
    if count > urgent.len() {
        context.ui.hint(format!("{} more: `git desk next -L {count}`", count - urgent.len()));
    }
    Ok(())
}

fn why(urgent: &Urgent<'_>) -> String {
    let parts = urgent.parts.iter().map(|(name, value)| format!("{name} {value:+}"));
    parts.collect::<Vec<_>>().join(", ")
}

/// Says what the sum is made of.
fn parts() -> String {
    let lines = PARTS.iter().map(|(name, meaning)| format!("  {name:10}  {meaning}"));
    format!("Urgency is the sum of:\n{}", lines.collect::<Vec<_>>().join("\n"))
}
