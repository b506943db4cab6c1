use clap::Args;

use super::list::json_fields;
use super::{Context, complete};
use crate::config::{Clock, Config};
use crate::desk::Desk;
use crate::desk::resolve::Purpose;
use crate::error::Failure;
use crate::model::{Category, Entry, EntryKind, FUNCTIONAL, Field, Person, Thread, Ticket};
use crate::ops::articles::suggest::About;
use crate::ops::clocks::Clocks;
use crate::ops::commits::of;
use crate::ops::show::{Shown, show};
use crate::ops::{fields, find, past, people};
use crate::render::{Line, Text, markdown};
use crate::sla::Run;
use crate::ui::{self, style};
use crate::view;

/// Show a ticket with its thread
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ticket
    #[arg(add = complete::tickets())]
    id: String,
    /// Print the file as it is
    #[arg(long, conflicts_with = "json")]
    raw: bool,
    /// Show articles and tickets that may answer it, also where stderr is no terminal
    #[arg(long)]
    suggest: bool,
    /// Show the commits that name it, too
    #[arg(long, conflicts_with_all = ["json", "raw"])]
    commits: bool,
    /// Show it as it was in a commit, or at a time
    #[arg(long, value_name = "REV|DATE")]
    at: Option<String>,
    /// Print JSON with these fields, or `all`
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    json: Vec<String>,
}

/// Runs `show`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let past = arguments.at.as_ref().map(|at| past::at(&desk, context.clock.now, at)).transpose()?;
    let now = desk;
    let desk = past.as_ref().map_or(&now, |past| &past.desk);
    let wanted = json_fields(&arguments.json, &view::ticket::FIELDS)?;
    let place = context.place(desk, &arguments.id, Purpose::Look)?;
    let shown = show(desk, &place)?;
    context.report_broken(desk, &shown.broken);
    now.remember_last(ui::terminal_name().as_deref(), &place.id);
    if arguments.raw {
        return Ok(context.ui.data(&shown.found.file.text)?);
    }
    if let Some(wanted) = wanted {
        let clocks = Clocks::of(&desk.config, context.clock.now)?;
        let standing = clocks.standing(&shown.found.file.ticket, || &shown.thread);
        let item = view::ticket::json(
            &desk.config,
            &shown.found.place,
            &shown.found.file.ticket,
            Some(&shown.thread),
            standing,
            &wanted,
        );
        return Ok(context.ui.data(format!("{}\n", view::item(item)))?);
    }
    context.ui.page();
    let mut text = text(context, desk, &shown)?;
    if arguments.commits {
        text.append(commits(&now, &shown)?);
    }
    context.ui.show(&text)?;
    let ticket = &shown.found.file.ticket;
    let is_done = desk.config.category(ticket.status.as_str()) == Category::Done;
    // Whoever looks at a done ticket, or at the past, looks for what was said.
    if !arguments.suggest && (is_done || arguments.at.is_some()) {
        return Ok(());
    }
    context.suggest(desk, &About::ticket(ticket), arguments.suggest, "this may answer it:")
}

fn text(context: &Context, desk: &Desk, shown: &Shown) -> Result<Text, Failure> {
    let ticket = &shown.found.file.ticket;
    let width = context.ui.prose_width();
    let mut text = Text::new();
    let title = Line::styled(ticket.id.as_str(), style::ID).plain("  ").paint(&ticket.title, style::HEADING);
    for line in [title, state(&desk.config, ticket, &shown.thread)].iter().flat_map(|line| line.wrap(width)) {
        text.push(line);
    }
    text.blank();
    for line in facts(context, desk, shown).into_iter().chain(clocks(context, desk, shown)?) {
        text.push(line);
    }
    if !ticket.body.is_empty() {
        text.blank().append(markdown::render(&ticket.body, width));
    }
    for entry in shown.thread.entries() {
        text.blank().push(heading(context, desk, ticket, entry));
        let clauses = view::changes::clauses(&entry.changes, desk.config.zone);
        if !clauses.is_empty() {
            text.append_indented(&Text::from(Line::styled(&clauses.join(", "), style::DIM)), 2);
        }
        for attachment in &entry.attachments {
            let line = format!("attached {} ({} bytes)", attachment.name, attachment.size);
            text.append_indented(&Text::from(Line::styled(&line, style::DIM)), 2);
        }
        if !entry.body.is_empty() {
            text.append_indented(&markdown::render(&entry.body, width.saturating_sub(2)), 2);
        }
    }
    Ok(text)
}

/// The commits that name the ticket, a line each.
fn commits(desk: &Desk, shown: &Shown) -> Result<Text, Failure> {
    let mut text = Text::new();
    for tied in of(desk, &shown.found.place.id)? {
        let tie = tied.tie(&shown.found.place.id).map_or("", |tie| tie.as_str());
        let line = Line::styled("── ", style::DIM)
            .paint(tied.commit.short(), style::ID)
            .plain(&format!(" {} ", tied.subject))
            .paint(&format!("· {tie} · {}", people::shown(&desk.config, &tied.author())), style::DIM);
        text.blank()
            .push(line.paint(&format!(" · {}", view::time::local(tied.at(), desk.config.zone)), style::DIM));
    }
    Ok(text)
}

/// One line that says where the ticket stands and why it is as pressing as it is.
fn state(config: &Config, ticket: &Ticket, thread: &Thread) -> Line {
    let category = config.category(ticket.status.as_str());
    let mut line = Line::styled(ticket.status.as_str(), style::status(category.as_str()));
    if let Some(resolution) = &ticket.resolution {
        line = line.plain(&format!(" ({resolution})"));
    }
    if let Some(priority) = fields::priority(config, ticket) {
        let reason = match (&ticket.priority, &ticket.urgency, &ticket.impact) {
            (Some(_), ..) => match override_reason(thread) {
                Some(reason) => format!(" (set by hand: {reason})"),
                None => " (set by hand)".to_owned(),
            },
            (None, Some(urgency), Some(impact)) => format!(" ({urgency} urgency, {impact} impact)"),
            _ => String::new(),
        };
        line = line.plain(" · ").paint(&priority, style::priority(&priority)).paint(&reason, style::DIM);
    }
    let has = [ticket.level.clone(), ticket.team.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    if !has.is_empty() {
        line = line.plain(" · ").plain(&has);
    }
    let assignee = ticket.assignee.as_ref().map(|who| people::shown(config, who));
    line.plain(" · ").plain(assignee.as_deref().unwrap_or("nobody has it"))
}

/// Returns why the priority was set by hand, as who did it said.
fn override_reason(thread: &Thread) -> Option<&str> {
    let has_set = |entry: &&Entry| entry.changes.iter().any(|change| change.field == Field::Priority);
    thread.entries().rev().find(has_set)?.reason.as_deref()
}

fn facts(context: &Context, desk: &Desk, shown: &Shown) -> Vec<Line> {
    let ticket = &shown.found.file.ticket;
    let (zone, now) = (desk.config.zone, context.clock.now);
    let time =
        |instant| format!("{} ({})", view::time::local(instant, zone), view::time::relative(instant, now));
    let person = |person: &Option<Person>| person.as_ref().map(ToString::to_string);
    let joined = |items: Vec<String>| (!items.is_empty()).then(|| items.join(", "));
    let facts = [
        ("Reporter", person(&ticket.reporter)),
        ("Type", ticket.kind.clone()),
        ("Source", ticket.source.clone()),
        ("Created", Some(time(ticket.created))),
        ("Until", ticket.until.map(time)),
        ("Due", ticket.due.map(time)),
        ("Labels", joined(ticket.labels.clone())),
        ("Links", joined(ticket.links.iter().map(ToString::to_string).collect())),
        ("Articles", joined(ticket.articles.clone())),
        ("Watchers", joined(ticket.watchers.iter().map(ToString::to_string).collect())),
        ("External", joined(ticket.external.clone())),
        ("Bounced", bounced(find::bounces(&shown.thread))),
    ];
    let custom = ticket.fields.iter().map(|(key, value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        (key.as_str(), Some(value))
    });
    let line = |(name, value): (&str, Option<String>)| {
        Some(Line::styled(&format!("{name:<9} "), style::DIM).plain(&value?))
    };
    facts.into_iter().chain(custom).filter_map(line).collect()
}

/// Says of each clock what it has come to; of each kind the last one.
fn clocks(context: &Context, desk: &Desk, shown: &Shown) -> Result<Vec<Line>, Failure> {
    let clocks = Clocks::of(&desk.config, context.clock.now)?;
    let mut runs = clocks.runs(&shown.found.file.ticket, &shown.thread);
    let kinds: Vec<Clock> = runs.iter().map(|run| run.clock).collect();
    let mut at = 0..;
    runs.retain(|run| at.next().is_some_and(|at| !kinds[at + 1..].contains(&run.clock)));
    let line = |(index, run): (usize, &Run)| {
        let heading = if index == 0 { "SLA" } else { "" };
        let (name, state) = (view::clock::name(run), run.state.as_str());
        let ending = view::clock::ending(run, desk.config.zone, context.clock.now);
        Line::styled(&format!("{heading:<9} "), style::DIM)
            .plain(&format!("{name} "))
            .paint(state, style::clock(state))
            .plain(&format!(", {} used: {ending}", view::clock::used(run)))
    };
    Ok(runs.iter().enumerate().map(line).collect())
}

/// Says how often a ticket came back to the level that it had just left.
fn bounced(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("once between levels".to_owned()),
        count => Some(format!("{count} times between levels")),
    }
}

fn heading(context: &Context, desk: &Desk, ticket: &Ticket, entry: &Entry) -> Line {
    let is_requester =
        ticket.reporter.as_ref().is_some_and(|who| people::is_same(&desk.config, who, &entry.by));
    let what = match &entry.kind {
        EntryKind::Reply if is_requester => "reply of the requester".to_owned(),
        EntryKind::Reply => "reply".to_owned(),
        EntryKind::Note => "note, internal".to_owned(),
        EntryKind::Event => "event".to_owned(),
        EntryKind::Other(name) => name.clone(),
    };
    let time = view::time::local(entry.at, desk.config.zone);
    let age = view::time::relative(entry.at, context.clock.now);
    let extras = [
        entry.escalation().filter(|kind| *kind != FUNCTIONAL).map(|kind| format!(" · {kind} escalation")),
        entry.reason.as_ref().map(|reason| format!(" · reason {reason}")),
        entry.minutes.map(|minutes| format!(" · {minutes} min spent")),
        entry.via.as_ref().map(|via| format!(" · via {via}")),
    ];
    let extras: String = extras.into_iter().flatten().collect();
    Line::styled("── ", style::DIM)
        .paint(&people::shown(&desk.config, &entry.by), style::HEADING)
        .plain(&format!(" · {what}{extras} "))
        .paint(&format!("· {time} ({age})"), style::DIM)
}
