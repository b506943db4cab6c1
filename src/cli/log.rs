use chrono_tz::Tz;
use clap::Args;

use super::{Context, complete};
use crate::desk::resolve::Purpose;
use crate::error::Failure;
use crate::model::EntryKind;
use crate::ops::log::{Event, Logged, history, log, patches};
use crate::ops::people;
use crate::render::{Column, Line, Table};
use crate::ui::style;
use crate::view;

/// Show what happened, latest first
///
/// Entries of threads, and commits that name tickets, in one line of time.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ticket; without one, all of them
    #[arg(add = complete::tickets())]
    id: Option<String>,
    /// At most this many entries; 50 where no ticket is named
    #[arg(short = 'L', long, value_name = "COUNT")]
    limit: Option<usize>,
    /// Show what each commit changed in the files, as git does
    #[arg(short = 'p', long, conflicts_with = "json")]
    patch: bool,
    /// Print JSON: the entries
    #[arg(long)]
    json: bool,
}

/// The entries shown of all tickets, unless the user says otherwise.
const LIMIT: usize = 50;

/// Runs `log`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let place = arguments.id.as_ref().map(|id| context.place(&desk, id, Purpose::Look)).transpose()?;
    let limit = arguments.limit.or(place.is_none().then_some(LIMIT));
    if arguments.patch {
        let patches = patches(&desk, place.as_ref())?;
        context.ui.page();
        for line in patches.lines() {
            context.ui.line(Line::new().plain(line))?;
        }
        return Ok(());
    }
    if arguments.json {
        let (entries, broken) = log(&desk, place.as_ref(), limit)?;
        context.report_broken(&desk, &broken);
        let items = entries.iter().map(|logged| view::entry::json(&logged.stamp, &logged.entry)).collect();
        return Ok(context.ui.data(format!("{}\n", view::items(items)))?);
    }
    let (events, broken) = history(&desk, place.as_ref(), limit)?;
    context.report_broken(&desk, &broken);
    if events.is_empty() {
        context.ui.say("nothing has happened yet");
        return Ok(());
    }
    let columns = [
        Column::new("WHEN"),
        Column::new("ID"),
        Column::new("WHO").at_most(20),
        Column::new("WHAT").flexible(),
    ];
    let mut table = Table::new(columns);
    for event in &events {
        let (at, id, who, what) = match event {
            Event::Entry(logged) => {
                let entry = &logged.entry;
                (entry.at, entry.ticket.to_string(), entry.by.clone(), what(logged, desk.config.zone))
            }
            Event::Commit(tied) => {
                let ids: Vec<&str> = tied.ties.iter().map(|(id, _)| id.as_str()).collect();
                let id = place.as_ref().map_or_else(|| ids.join(" "), |place| place.id.to_string());
                (tied.at(), id, tied.author(), format!("commit {} {}", tied.commit.short(), tied.subject))
            }
        };
        table.push([
            Line::styled(&view::time::local(at, desk.config.zone), style::DIM),
            Line::styled(&id, style::ID),
            Line::new().plain(&people::shown(&desk.config, &who)),
            Line::new().plain(&what),
        ]);
    }
    context.ui.page();
    Ok(context.ui.table(&table)?)
}

/// Says in a line what an entry did and said.
fn what(logged: &Logged, zone: Tz) -> String {
    let entry = &logged.entry;
    let mut parts = view::changes::clauses(&entry.changes, zone);
    match &entry.kind {
        EntryKind::Event => {}
        kind => parts.insert(0, kind.to_string()),
    }
    parts.extend(entry.reason.as_ref().map(|reason| format!("reason {reason}")));
    let said = entry.body.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    match (parts.is_empty(), said.is_empty()) {
        (true, _) => said.to_owned(),
        (false, true) => parts.join(", "),
        (false, false) => format!("{}: {said}", parts.join(", ")),
    }
}
