use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::{Context, complete, list, query};
use crate::desk::cache::Record;
use crate::desk::resolve::{Purpose, ResolveError};
use crate::desk::{Desk, Place};
use crate::error::Failure;
use crate::model::{Category, Instant, Ticket};
use crate::ops::Finder;
use crate::ops::clocks::Clocks;
use crate::ops::show::show;
use crate::query::Subject;
use crate::query::field::names as query_names;
use crate::render::{Column, Line, Table, Text};
use crate::sla::{Explained, Run, Stretch};
use crate::ui::{self, style};
use crate::view;

mod due;

/// Show the clocks of the service level: what is running, how much is used, when it is due
///
/// With an ID it shows all clocks of that ticket, also those that have
/// stopped; with a QUERY those that go on of every ticket that fits, the one
/// that is due first on top. USED is the share of the target that is used, in
/// the working time of the calendar and outside of pauses.
///
/// A clock is worked out anew from the thread each time, under the first
/// policy of desk.yml whose query fits the ticket; one that has stopped is
/// measured by what it ran under then.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// A ticket, or what to look for
    #[arg(value_name = "ID|QUERY")]
    #[arg(add = complete::query())]
    words: Vec<String>,
    /// Also clocks that have stopped
    #[arg(short, long)]
    all: bool,
    /// List the stretches that count, the pauses and the holidays
    #[arg(long)]
    explain: bool,
    /// At most this many tickets
    #[arg(short = 'L', long, value_name = "COUNT")]
    limit: Option<usize>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Due(due::Arguments),
}

/// A ticket with its clocks.
struct Clocked<'c> {
    ticket: &'c Ticket,
    runs: Vec<Run>,
}

/// Runs `sla`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    if let Some(Command::Due(arguments)) = &arguments.command {
        return due::run(context, arguments);
    }
    let desk = context.desk()?;
    match named(context, &desk, &arguments.words)? {
        Some(place) => of_one(context, &desk, &place, arguments),
        None => of_many(context, &desk, arguments),
    }
}

/// Returns the ticket that a single word names; any other word is looked for.
fn named(context: &Context, desk: &Desk, words: &[String]) -> Result<Option<Place>, Failure> {
    let [word] = words else { return Ok(None) };
    if is_term(desk, word) {
        return Ok(None);
    }
    let recent = desk.recent(ui::terminal_name().as_deref());
    match desk.resolve(word, Purpose::Act, &recent) {
        Ok(place) => Ok(Some(place)),
        Err(ResolveError::NotFound { .. } | ResolveError::TooShort { .. }) if !is_id(desk, word) => Ok(None),
        Err(_) => context.place(desk, word, Purpose::Look).map(Some),
    }
}

/// Tells whether a word is a term of a query, `is:open`; another word with a colon may be a name in another system.
fn is_term(desk: &Desk, word: &str) -> bool {
    let is_name =
        |key: &str| query_names(Subject::Tickets, &desk.config).any(|name| name.eq_ignore_ascii_case(key));
    word.trim_start_matches([' ', '-']).split_once(':').is_some_and(|(key, _)| is_name(key))
}

/// Tells whether a word can only be meant as an id.
fn is_id(desk: &Desk, word: &str) -> bool {
    let prefix = format!("{}-", desk.config.prefix).to_lowercase();
    word.to_lowercase().starts_with(&prefix) || word.starts_with('@') || word == "."
}

fn of_one(context: &mut Context, desk: &Desk, place: &Place, arguments: &Arguments) -> Result<(), Failure> {
    let shown = show(desk, place)?;
    context.report_broken(desk, &shown.broken);
    let clocks = Clocks::of(&desk.config, context.clock.now)?;
    let ticket = &shown.found.file.ticket;
    let runs = clocks.runs(ticket, &shown.thread);
    desk.remember_last(ui::terminal_name().as_deref(), &place.id);
    if arguments.json {
        let item = json(&Clocked { ticket, runs }, arguments, &clocks);
        let item = item.as_object().cloned().unwrap_or_default();
        return Ok(context.ui.data(format!("{}\n", view::item(item)))?);
    }
    if runs.is_empty() {
        context.ui.say(format!("`{}` has no clocks: no policy in desk.yml has a target for it", place.id));
        return Ok(());
    }
    print(context, desk, &clocks, &[Clocked { ticket, runs }], arguments)
}

fn of_many(context: &mut Context, desk: &Desk, arguments: &Arguments) -> Result<(), Failure> {
    let asked = query::read(desk, &arguments.words)?;
    let is_sorted = asked.is_sorted();
    let query = query::pressing_by_default(query::open_by_default(asked)?)?;
    let finder = context.finder_for(&query, desk, desk)?;
    let matches = finder.find(&query)?;
    context.report_broken(desk, matches.broken);
    let clocks = finder.clocks()?;
    let mut all: Vec<Clocked<'_>> = Vec::new();
    for record in matches.records {
        let runs = wanted(&finder, clocks, record, arguments);
        if !runs.is_empty() {
            all.push(Clocked { ticket: &record.ticket, runs });
        }
    }
    if !is_sorted {
        all.sort_by_key(|one| first_due(&one.runs));
    }
    all.truncate(arguments.limit.unwrap_or(usize::MAX));
    if arguments.json {
        let items: Vec<Value> = all.iter().map(|one| json(one, arguments, clocks)).collect();
        let answer = json!({"schema": view::SCHEMA, "items": items});
        return Ok(context.ui.data(format!("{answer}\n"))?);
    }
    if all.is_empty() {
        let why = if clocks.is_idle() { ": desk.yml has no policy under `sla`" } else { "" };
        context.ui.say(format!("no clock is running{why}"));
        return Ok(());
    }
    if context.ui.is_stdout_terminal() {
        let rows = all.iter().map(|one| one.ticket.id.clone()).collect();
        desk.remember_rows(ui::terminal_name().as_deref(), rows);
        context.ui.page();
    }
    print(context, desk, clocks, &all, arguments)
}

/// Returns the clocks that are shown of a ticket: those that go on; all of one that is done, and for JSON.
fn wanted(finder: &Finder<'_>, clocks: &Clocks<'_>, record: &Record, arguments: &Arguments) -> Vec<Run> {
    if clocks.is_idle() {
        return Vec::new();
    }
    let is_done = finder.config.category(record.ticket.status.as_str()) == Category::Done;
    let mut runs = clocks.runs(&record.ticket, &finder.records.thread(record).0);
    if !(arguments.all || arguments.json || is_done) {
        runs.retain(Run::goes_on);
    }
    runs
}

/// Returns when the first clock is due that goes on; those that stand still come last.
fn first_due(runs: &[Run]) -> (bool, Option<Instant>) {
    let due = runs.iter().filter(|run| run.goes_on()).filter_map(|run| run.due).min();
    (due.is_none(), due)
}

fn json(clocked: &Clocked<'_>, arguments: &Arguments, clocks: &Clocks<'_>) -> Value {
    let clock = |run: &Run| {
        let explained = arguments.explain.then(|| clocks.explain(run));
        Value::Object(view::clock::json(run, explained.as_ref()))
    };
    let ticket = clocked.ticket;
    json!({
        "id": ticket.id,
        "title": ticket.title,
        "status": ticket.status.as_str(),
        "clocks": clocked.runs.iter().map(clock).collect::<Value>(),
    })
}

fn print(
    context: &mut Context,
    desk: &Desk,
    clocks: &Clocks<'_>,
    all: &[Clocked<'_>],
    arguments: &Arguments,
) -> Result<(), Failure> {
    if arguments.explain {
        return explain(context, desk, clocks, all);
    }
    let (zone, now) = (desk.config.zone, context.clock.now);
    let mut table = Table::new([
        Column::new("ID"),
        Column::new("CLOCK"),
        Column::new("STATE"),
        Column::new("USED").right(),
        Column::new("DUE"),
        Column::new("TITLE").flexible(),
    ]);
    for Clocked { ticket, runs } in all {
        for run in runs {
            let state = run.state.as_str();
            table.push([
                list::id(ticket, usize::MAX),
                Line::new().plain(&view::clock::name(run)),
                Line::styled(state, style::clock(state)),
                Line::new().plain(&view::clock::used(run)),
                Line::new().plain(&view::clock::ending(run, zone, now)),
                Line::new().plain(&ticket.title),
            ]);
        }
    }
    Ok(context.ui.table(&table)?)
}

/// Lists what makes each figure.
fn explain(
    context: &mut Context,
    desk: &Desk,
    clocks: &Clocks<'_>,
    all: &[Clocked<'_>],
) -> Result<(), Failure> {
    let mut text = Text::new();
    for Clocked { ticket, runs } in all {
        for run in runs {
            text.push(heading(context, desk, ticket, run));
            for line in parts(desk, run, &clocks.explain(run)) {
                text.push(Line::new().plain(&line));
            }
        }
    }
    Ok(context.ui.show(&text)?)
}

fn heading(context: &Context, desk: &Desk, ticket: &Ticket, run: &Run) -> Line {
    let state = run.state.as_str();
    let target = view::time::span(chrono::TimeDelta::seconds(run.terms.target.seconds()));
    let calendar = &run.terms.calendar;
    let due = match run.due {
        Some(due) => {
            let local = view::time::local(due, zone_of(desk, run));
            format!("due {local} ({})", view::time::distance(due, context.clock.now))
        }
        None => "not due while it is paused".to_owned(),
    };
    let figure = format!(", {} of {target} in `{calendar}`, {due}", view::time::span(run.elapsed));
    let line = Line::styled(ticket.id.as_str(), style::ID).plain(&format!(" {}: ", view::clock::name(run)));
    line.paint(state, style::clock(state)).plain(&figure)
}

/// Lists the stretches that count and the pauses in their order, then the holidays.
fn parts(desk: &Desk, run: &Run, explained: &Explained) -> Vec<String> {
    let local = |instant| view::time::local(instant, zone_of(desk, run));
    let line = |what: &str, one: &Stretch, figure: String| {
        (one.from, format!("  {what:8} {} to {}  {figure}", local(one.from), local(one.to)))
    };
    let counted = explained.counted.iter();
    let counted = counted.map(|one| line("counted", one, view::time::span(one.to - one.from)));
    let pauses = explained.pauses.iter();
    let pauses =
        pauses.map(|(one, back)| line("paused", one, format!("gives back {}", view::time::span(*back))));
    let mut lines: Vec<(Instant, String)> = counted.chain(pauses).collect();
    lines.sort_by_key(|(from, _)| *from);
    let holidays = explained.holidays.iter().map(|date| format!("  holiday  {date}"));
    lines.into_iter().map(|(_, line)| line).chain(holidays).collect()
}

fn zone_of(desk: &Desk, run: &Run) -> chrono_tz::Tz {
    desk.config.calendar(&run.terms.calendar).map_or(desk.config.zone, |calendar| calendar.zone)
}
