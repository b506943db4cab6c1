use std::collections::HashMap;

use clap::Args;

use super::{Context, complete, query};
use crate::config::{Config, Kind};
use crate::desk::cache::Record;
use crate::desk::{Broken, Desk};
use crate::error::Failure;
use crate::model::{Category, Ticket};
use crate::ops::clocks::Standing;
use crate::ops::find::{self, Matches};
use crate::ops::{Finder, fields, people};
use crate::query::{Query, parse};
use crate::render::{Column, Line, Table};
use crate::ui::{self, style};
use crate::view;

/// List tickets
///
/// QUERY is words, and fields with their values: `git desk list
/// 'assignee:@me level:>=N2 vpn'`, or the name of a view in desk.yml. Shows
/// what is not done, unless the query names a state, the most pressing first;
/// `-` before a term negates it. docs/query.md has the language. In a terminal `@1` is the first row from
/// then on; in a pipe the columns are separated by tabs, and how clocks stand is told where the query asks for it.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What to look for, or the name of a view
    #[arg(value_name = "QUERY")]
    #[arg(add = complete::query())]
    query: Vec<String>,
    /// `open` (what is not done), `closed` (what is done), `all`, or statuses
    #[arg(short, long, value_name = "STATE")]
    #[arg(add = complete::names(Kind::Status))]
    state: Option<String>,
    /// Whose: a handle, an address, `@me`, or `@none`
    #[arg(short, long, value_name = "WHO", value_delimiter = ',')]
    #[arg(add = complete::people())]
    assignee: Vec<String>,
    /// With this label; several: with all of them
    #[arg(short, long, value_name = "LABEL", value_delimiter = ',')]
    #[arg(add = complete::labels())]
    label: Vec<String>,
    /// At this support level
    #[arg(long, value_name = "LEVEL", value_delimiter = ',')]
    #[arg(add = complete::names(Kind::Level))]
    level: Vec<String>,
    /// With this team
    #[arg(long, value_name = "TEAM", value_delimiter = ',')]
    #[arg(add = complete::names(Kind::Team))]
    team: Vec<String>,
    /// With this priority
    #[arg(long, value_name = "P1..P4", value_delimiter = ',')]
    #[arg(add = complete::names(Kind::Priority))]
    priority: Vec<String>,
    /// Of this type
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
    #[arg(add = complete::names(Kind::Type))]
    kind: Vec<String>,
    /// At most this many
    #[arg(short = 'L', long, value_name = "COUNT")]
    limit: Option<usize>,
    /// Order by these fields, the first decides first; `-` turns one round [default: priority,created]
    #[arg(long, value_name = "KEYS", allow_hyphen_values = true)]
    sort: Option<String>,
    /// List the desk as it was in this commit, branch or tag
    #[arg(long = "ref", value_name = "REV")]
    revision: Option<String>,
    /// Print JSON with these fields, or `all`
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    json: Vec<String>,
    /// Print CSV, for a spreadsheet
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Print nothing but the ids, a line each
    #[arg(long, conflicts_with_all = ["json", "csv"])]
    ids: bool,
}

/// Runs `list`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let here = context.desk()?;
    let past = arguments.revision.as_ref().map(|revision| here.at(revision)).transpose()?;
    let desk = past.as_ref().map_or(&here, |past| &past.desk);
    let wanted = json_fields(&arguments.json, &view::ticket::FIELDS)?;
    let query = asked(&here, arguments)?;
    let finder = context.finder_for(&query, &here, desk)?;
    let mut matches = finder.find(&query)?;
    matches.records.truncate(arguments.limit.unwrap_or(usize::MAX));
    context.report_broken(desk, matches.broken);
    if let Some(wanted) = wanted {
        let items = json(desk, &finder, &matches, &wanted)?;
        return Ok(context.ui.data(format!("{}\n", view::items(items)))?);
    }
    if arguments.ids || (context.globals.quiet && !arguments.csv) {
        let ids = matches.records.iter().map(|record| format!("{}\n", record.place.id));
        return Ok(context.ui.data(ids.collect::<String>())?);
    }
    if context.ui.is_stdout_terminal() && !arguments.csv {
        let rows = matches.records.iter().map(|record| record.place.id.clone()).collect();
        here.remember_rows(ui::terminal_name().as_deref(), rows);
        context.ui.page();
    }
    let with_clocks = finder.plan(&query)?.needs().clocks;
    let mut table = table(context, desk, &finder, &matches.records, with_clocks)?;
    table.rows.extend(matches.broken.iter().map(broken_row));
    if arguments.csv {
        return Ok(context.ui.data(table.csv())?);
    }
    if table.rows.is_empty() {
        context.ui.say("no ticket fits");
        return Ok(());
    }
    Ok(context.ui.table(&table)?)
}

/// Puts the query together of words and flags.
fn asked(desk: &Desk, arguments: &Arguments) -> Result<Query, Failure> {
    let mut query = query::read(desk, &arguments.query)?;
    let fields = [
        ("assignee", &arguments.assignee),
        ("level", &arguments.level),
        ("team", &arguments.team),
        ("priority", &arguments.priority),
        ("type", &arguments.kind),
    ];
    for (key, words) in fields.into_iter().filter(|(_, words)| !words.is_empty()) {
        query = query.and(Query::field(key, words)?);
    }
    for label in &arguments.label {
        query = query.and(Query::field("label", [label])?);
    }
    if let Some(sort) = &arguments.sort {
        query = Query { sort: parse(&format!("sort:{sort}"))?.sort, ..query };
    }
    query = match arguments.state.as_deref() {
        None => query::open_by_default(query)?,
        Some("all") => query,
        Some("open") => query.and(parse("is:open")?),
        Some("closed" | "done") => query.and(parse("is:closed")?),
        Some(statuses) => query.and(Query::field("status", statuses.split(',').map(str::trim))?),
    };
    query::pressing_by_default(query)
}

fn json(
    desk: &Desk,
    finder: &Finder<'_>,
    matches: &Matches<'_>,
    wanted: &[String],
) -> Result<Vec<serde_json::Map<String, serde_json::Value>>, Failure> {
    let has_clocks = wanted.iter().any(|field| matches!(field.as_str(), "sla" | "next_due"));
    let has_body = wanted.iter().any(|field| field == "body");
    let mut items = Vec::with_capacity(matches.records.len());
    for record in &matches.records {
        // Only who wants the description has its file read.
        let whole = if has_body { Some(desk.ticket(record.place.clone())?.file.ticket) } else { None };
        let ticket = whole.as_ref().unwrap_or(&record.ticket);
        let standing = if has_clocks { finder.standing(record)? } else { Standing::default() };
        items.push(view::ticket::json(&desk.config, &record.place, ticket, None, standing, wanted));
    }
    items.extend(matches.broken.iter().map(|one| view::ticket::broken(one, wanted)));
    Ok(items)
}

/// Reads the fields named for JSON; `None` where no JSON is wanted.
pub fn json_fields(named: &[String], known: &[(&str, &str)]) -> Result<Option<Vec<String>>, Failure> {
    let all = || known.iter().map(|(name, _)| (*name).to_owned());
    match named {
        [] => Ok(None),
        [one] if one == "all" => Ok(Some(all().collect())),
        named => named
            .iter()
            .map(|name| fields::one_of("field of the JSON", all().collect(), name).map_err(Failure::from))
            .collect::<Result<_, _>>()
            .map(Some),
    }
}

/// Lays tickets out as a table. The id shows how little of it is enough to name the ticket. A desk that promises
/// something has columns for how its clocks stand, where a person looks or `with_clocks`: their threads must be read.
pub fn table(
    context: &Context,
    desk: &Desk,
    finder: &Finder<'_>,
    records: &[&Record],
    with_clocks: bool,
) -> Result<Table, Failure> {
    let is_terminal = context.ui.is_stdout_terminal();
    // Only a terminal shows how much of an id is enough.
    let enough = if is_terminal { desk.shortest_prefixes()? } else { HashMap::new() };
    let has_clocks = (is_terminal || with_clocks) && !finder.clocks()?.is_idle();
    let standings = if has_clocks { finder.standings(records)? } else { Vec::new() };
    let clocks = [Column::new("SLA").drop(4), Column::new("DUE").drop(5)].into_iter().filter(|_| has_clocks);
    let columns = [
        Column::new("ID"),
        Column::new("PRI"),
        Column::new("STATUS"),
        Column::new("LVL"),
        Column::new("TITLE").flexible(),
        Column::new("ASSIGNEE").at_most(18).drop(2),
        Column::new("LABELS").at_most(24).drop(1),
        Column::new("AGE").right().drop(3),
    ];
    let mut table = Table::new(columns.into_iter().chain(clocks));
    for (at, record) in records.iter().enumerate() {
        let length = enough.get(&record.place.id).copied().unwrap_or(usize::MAX);
        let clocks = standings.get(at).map(|standing| clocks_of(context, finder, record, standing));
        table.push(
            row(&desk.config, &record.ticket, length, context)
                .into_iter()
                .chain(clocks.into_iter().flatten()),
        );
    }
    Ok(table)
}

/// Writes what the clocks of a ticket have come to, and when it is next due.
fn clocks_of(context: &Context, finder: &Finder<'_>, record: &Record, standing: &Standing) -> [Line; 2] {
    let state = standing
        .state
        .map_or_else(Line::new, |state| Line::styled(state.as_str(), style::clock(state.as_str())));
    let is_done = finder.config.category(record.ticket.status.as_str()) == Category::Done;
    let due = find::next_due(&record.ticket, standing).filter(|_| !is_done);
    let due = due.map(|due| view::time::distance(due, context.clock.now)).unwrap_or_default();
    [state, Line::new().plain(&due)]
}

fn row(config: &Config, ticket: &Ticket, enough: usize, context: &Context) -> [Line; 8] {
    let priority = fields::priority(config, ticket).unwrap_or_default();
    let category = config.category(ticket.status.as_str());
    let assignee = ticket.assignee.as_ref().map(|who| people::shown(config, who)).unwrap_or_default();
    [
        id(ticket, enough),
        Line::styled(&priority, style::priority(&priority)),
        Line::styled(ticket.status.as_str(), style::status(category.as_str())),
        Line::new().plain(ticket.level.as_deref().unwrap_or_default()),
        Line::new().plain(&ticket.title),
        Line::new().plain(&assignee),
        Line::styled(&ticket.labels.join(" "), style::LABEL),
        Line::styled(&view::time::age(ticket.created, context.clock.now), style::DIM),
    ]
}

/// Writes an id, of which the first characters are enough to name the ticket.
pub fn id(ticket: &Ticket, enough: usize) -> Line {
    let (prefix, random) = (ticket.id.prefix(), ticket.id.random());
    let (bright, dim) = random.split_at(enough.min(random.len()));
    Line::styled(&format!("{prefix}-"), style::DIM).paint(bright, style::ID).paint(dim, style::DIM)
}

fn broken_row(broken: &Broken) -> Vec<Line> {
    let id = Line::styled(broken.id.as_str(), style::DIM);
    let cells = [id, Line::new(), Line::styled("broken", style::ERROR), Line::new()];
    let rest =
        [Line::new().plain("cannot be read: see `git desk check`"), Line::new(), Line::new(), Line::new()];
    cells.into_iter().chain(rest).collect()
}
