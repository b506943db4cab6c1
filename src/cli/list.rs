use std::collections::HashMap;

use clap::Args;

use super::Context;
use crate::config::Config;
use crate::desk::{Desk, Found};
use crate::error::Failure;
use crate::model::Field;
use crate::ops::list::{Filter, list};
use crate::ops::{fields, people};
use crate::render::{Column, Line, Table};
use crate::ui::{self, style};
use crate::view;

/// List tickets
///
/// Shows what is not done, the most pressing first. In a terminal `@1` is the
/// first row from then on; in a pipe the columns are separated by tabs.
#[derive(Debug, Args)]
pub struct Arguments {
    /// `open` (what is not done), `closed` (what is done), `all`, or statuses
    #[arg(short, long, default_value = "open", value_name = "STATE")]
    state: String,
    /// Whose: a handle, an address, `@me`, or `@none`
    #[arg(short, long, value_name = "WHO", value_delimiter = ',')]
    assignee: Vec<String>,
    /// With this label; several: with all of them
    #[arg(short, long, value_name = "LABEL", value_delimiter = ',')]
    label: Vec<String>,
    /// At this support level
    #[arg(long, value_name = "LEVEL", value_delimiter = ',')]
    level: Vec<String>,
    /// With this team
    #[arg(long, value_name = "TEAM", value_delimiter = ',')]
    team: Vec<String>,
    /// With this priority
    #[arg(long, value_name = "P1..P4", value_delimiter = ',')]
    priority: Vec<String>,
    /// Of this type
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
    kind: Vec<String>,
    /// At most this many
    #[arg(short = 'L', long, value_name = "COUNT")]
    limit: Option<usize>,
    /// Order by `priority`, `created`, `level`, `status`, `assignee`, `due`, `title`, `id`; `-` turns one round
    #[arg(long, value_name = "KEYS", allow_hyphen_values = true, default_value = "priority,created")]
    sort: String,
    /// Print JSON with these fields, or `all`
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    json: Vec<String>,
}

/// Runs `list`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let wanted = json_fields(&arguments.json, &view::ticket::FIELDS)?;
    let filter = filter(&desk.config, arguments)?;
    let me = context.me(&desk)?;
    let (mut found, broken) = list(&desk, &filter, me.as_ref())?;
    found.truncate(arguments.limit.unwrap_or(usize::MAX));
    context.report_broken(&desk, &broken);
    if let Some(wanted) = wanted {
        let readable = found.iter().map(|found| view::ticket::json(&desk.config, found, None, &wanted));
        let items = readable.chain(broken.iter().map(|one| view::ticket::broken(one, &wanted))).collect();
        return Ok(context.ui.data(format!("{}\n", view::items(items)))?);
    }
    if context.ui.is_stdout_terminal() {
        let rows = found.iter().map(|found| found.place.id.clone()).collect();
        desk.remember_rows(ui::terminal_name().as_deref(), rows);
        context.ui.page();
    }
    let mut table = table(context, &desk, &found)?;
    table.rows.extend(broken.iter().map(|broken| broken_row(broken.id.as_str())));
    if table.rows.is_empty() {
        context.ui.say("no ticket fits");
        return Ok(());
    }
    Ok(context.ui.table(&table)?)
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

/// Lays tickets out as a table. The id shows how little of it is enough to name the ticket.
pub fn table(context: &Context, desk: &Desk, found: &[Found]) -> Result<Table, Failure> {
    // Only a terminal shows how much of an id is enough.
    let enough = if context.ui.is_stdout_terminal() { desk.shortest_prefixes()? } else { HashMap::new() };
    let mut table = Table::new([
        Column::new("ID"),
        Column::new("PRI"),
        Column::new("STATUS"),
        Column::new("LVL"),
        Column::new("TITLE").flexible(),
        Column::new("ASSIGNEE").at_most(18).drop(2),
        Column::new("LABELS").at_most(24).drop(1),
        Column::new("AGE").right().drop(3),
    ]);
    for found in found {
        let length = enough.get(&found.place.id).copied().unwrap_or(usize::MAX);
        table.push(row(&desk.config, found, length, context));
    }
    Ok(table)
}

fn row(config: &Config, found: &Found, enough: usize, context: &Context) -> [Line; 8] {
    let ticket = &found.file.ticket;
    let priority = fields::priority(config, ticket).unwrap_or_default();
    let category = config.category(ticket.status.as_str());
    let (prefix, random) = (ticket.id.prefix(), ticket.id.random());
    let (bright, dim) = random.split_at(enough.min(random.len()));
    let id = Line::styled(&format!("{prefix}-"), style::DIM).paint(bright, style::ID).paint(dim, style::DIM);
    let assignee = ticket.assignee.as_ref().map(|who| people::shown(config, who)).unwrap_or_default();
    [
        id,
        Line::styled(&priority, style::priority(&priority)),
        Line::styled(ticket.status.as_str(), style::status(category.as_str())),
        Line::new().plain(ticket.level.as_deref().unwrap_or_default()),
        Line::new().plain(&ticket.title),
        Line::new().plain(&assignee),
        Line::styled(&ticket.labels.join(" "), style::LABEL),
        Line::styled(&view::time::age(ticket.created, context.clock.now), style::DIM),
    ]
}

fn broken_row(id: &str) -> Vec<Line> {
    let cells =
        [Line::styled(id, style::DIM), Line::new(), Line::styled("broken", style::ERROR), Line::new()];
    let rest =
        [Line::new().plain("cannot be read: see `git desk check`"), Line::new(), Line::new(), Line::new()];
    cells.into_iter().chain(rest).collect()
}

fn filter(config: &Config, arguments: &Arguments) -> Result<Filter, Failure> {
    let words = [
        (Field::Level, &arguments.level),
        (Field::Team, &arguments.team),
        (Field::Priority, &arguments.priority),
        (Field::Type, &arguments.kind),
    ];
    let check = |(field, words): (Field, &Vec<String>)| -> Result<_, Failure> {
        let words =
            words.iter().map(|word| fields::word(config, &field, word)).collect::<Result<Vec<_>, _>>()?;
        Ok((field, words))
    };
    let words =
        words.into_iter().filter(|(_, words)| !words.is_empty()).map(check).collect::<Result<_, _>>()?;
    Ok(Filter {
        state: Filter::state(config, &arguments.state)?,
        assignees: arguments.assignee.clone(),
        labels: arguments.label.clone(),
        words,
        sort: Filter::sort(&arguments.sort)?,
    })
}
