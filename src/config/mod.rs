//! What `desk.yml` says: the policy of a desk.
//!
//! Text in, plain values out. Nothing here knows files, git, the terminal or the time; a caller reads the file and
//! names it, and gets a [`Config`] with warnings, or one error that says where, what and how to mend it.
//!
//! The way of a text:
//!
//! 1. `guard` refuses what no honest file contains (size, nesting).
//! 2. `tree` parses it to plain values, and refuses keys given twice, tags and multiplying aliases.
//! 3. `node` is a value with its place. Each section (`people`, `levels`, `priority`, `calendar`, `sla`, `statuses`,
//!    `objectives`, `fields`) reads its nodes and checks them against the sections before it.
//! 4. `locate` finds the line of whatever is reported.
//!
//! `questions` and `names` are what the rest of the program asks; `template` is the file that `init` writes.

mod calendar;
mod clock;
mod error;
mod fields;
mod guard;
mod hours;
mod levels;
mod locate;
mod names;
mod node;
mod objectives;
mod people;
mod percent;
mod priority;
mod questions;
mod sla;
mod span;
mod statuses;
mod template;
#[cfg(test)]
mod tests;
mod tree;
mod zone;

use chrono_tz::Tz;
use indexmap::{IndexMap, IndexSet};

pub use calendar::{Calendar, Holiday};
pub use clock::{Clock, Threshold};
pub use error::{ConfigError, Finding, Problem, Warning};
pub use fields::Field;
pub use guard::MAX_BYTES;
pub use hours::Interval;
pub use levels::Level;
pub use names::{Kind, is_name, is_prefix, is_small_name};
pub use objectives::{Objective, TimeKind};
pub use people::{Member, Role, handle_for, is_handle};
pub use percent::Percent;
pub use priority::PriorityMatrix;
pub use sla::{EscalationStep, Policy, Targets};
pub use span::{ClockSpan, QuietSpan, SpanError};
pub use statuses::{StatusRule, Statuses};
pub use template::{Me, TemplateOptions, desk_yml};

use node::{File, Node};

/// The schema that this program reads and writes.
pub const SCHEMA: u32 = 1;

/// The policy of a desk. Every key has a default, so an empty file is a desk too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The version of the file's format.
    pub schema: u32,
    /// What ticket ids begin with.
    pub prefix: String,
    /// The desk's own time zone: for weeks and months, and for calendars that name none. UTC by default, so that
    /// the same file means the same on every machine.
    pub zone: Tz,
    /// Handle → member.
    pub people: IndexMap<String, Member>,
    /// The teams; those that levels and people name when the file lists none.
    pub teams: IndexSet<String>,
    /// The support levels, in the order of escalation.
    pub levels: Vec<Level>,
    /// Priority from impact and urgency.
    pub priority: PriorityMatrix,
    /// Name → calendar. `always` is there in any case; the first one is the default.
    pub calendars: IndexMap<String, Calendar>,
    /// The policies, in the order they are tried. None by default: a promise is made by somebody.
    pub sla: Vec<Policy>,
    /// How long a solved ticket stays quiet before it is closed.
    pub close_solved_after: QuietSpan,
    /// How long a done ticket is reopened by a later word of its requester.
    pub reopen_within: QuietSpan,
    /// How long a ticket has been closed when its entries are packed.
    pub pack_after: QuietSpan,
    /// The statuses and their moves.
    pub statuses: Statuses,
    /// The types of tickets.
    pub types: Vec<String>,
    /// What reports are measured against. None by default.
    pub objectives: Vec<Objective>,
    /// The ages in days between which reports count what is open, rising.
    pub ageing: Vec<u32>,
    /// Name → type of each custom field.
    pub fields: IndexMap<String, Field>,
    /// Name → query text.
    pub views: IndexMap<String, String>,
}

/// The types of tickets of a desk that says nothing (ITIL practices of the same names).
const TYPES: [&str; 5] = ["incident", "request", "question", "problem", "change"];

const AGEING: [u32; 3] = [1, 7, 30];

const CLOSE_SOLVED_AFTER: QuietSpan = QuietSpan::Days(7);
const REOPEN_WITHIN: QuietSpan = QuietSpan::Days(30);
const PACK_AFTER: QuietSpan = QuietSpan::Days(30);

impl Default for Config {
    fn default() -> Self {
        let (levels, people) = (levels::standard(None), IndexMap::new());
        Self {
            schema: SCHEMA,
            prefix: "HD".into(),
            zone: Tz::UTC,
            teams: levels::teams_named(&levels, &people),
            levels,
            people,
            priority: PriorityMatrix::default(),
            calendars: IndexMap::from([("always".into(), Calendar::always(Tz::UTC))]),
            sla: Vec::new(),
            close_solved_after: CLOSE_SOLVED_AFTER,
            reopen_within: REOPEN_WITHIN,
            pack_after: PACK_AFTER,
            statuses: Statuses::default(),
            types: TYPES.map(str::to_owned).to_vec(),
            objectives: Vec::new(),
            ageing: AGEING.to_vec(),
            fields: IndexMap::new(),
            views: IndexMap::new(),
        }
    }
}

const KEYS: [&str; 19] = [
    "schema",
    "prefix",
    "zone",
    "people",
    "teams",
    "levels",
    "priority",
    "calendars",
    "sla",
    "close_solved_after",
    "reopen_within",
    "pack_after",
    "statuses",
    "transitions",
    "types",
    "objectives",
    "ageing",
    "fields",
    "views",
];

impl Config {
    /// Reads a desk.yml. `path` is what messages call it.
    pub fn parse(text: &str, path: &str) -> Result<(Self, Vec<Warning>), ConfigError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file = File::new(path, text);
        guard::admit(text).map_err(|(problem, line)| file.finding(problem, line))?;
        let tree = tree::read(text).map_err(|(problem, line)| file.finding(problem, line))?;
        let config = Self::read(&Node::root(&file, &tree))?;
        Ok((config, file.into_warnings()))
    }

    fn read(desk: &Node) -> Result<Self, ConfigError> {
        desk.expect_keys(&KEYS, "keys and values, such as `prefix: HD`")?;
        let schema = schema(desk.get("schema"))?;
        let zone = desk.optional("zone", zone::read)?.unwrap_or(Tz::UTC);
        let teams = levels::read_teams(desk.get("teams"))?;
        let people = people::read(desk.get("people"), teams.as_ref())?;
        let levels = levels::read(desk.get("levels"), teams.as_ref())?;
        let priority = priority::read(desk.get("priority"))?;
        let calendars = calendar::read(desk.get("calendars"), zone)?;
        let known = sla::Known { calendars: &calendars, priority: &priority, levels: &levels };
        Ok(Self {
            schema,
            prefix: prefix(desk.get("prefix"))?,
            zone,
            teams: teams.unwrap_or_else(|| levels::teams_named(&levels, &people)),
            sla: sla::read(desk.get("sla"), &known)?,
            people,
            levels,
            priority,
            calendars,
            close_solved_after: quiet(desk.get("close_solved_after"), CLOSE_SOLVED_AFTER)?,
            reopen_within: quiet(desk.get("reopen_within"), REOPEN_WITHIN)?,
            pack_after: quiet(desk.get("pack_after"), PACK_AFTER)?,
            statuses: statuses::read(desk.get("statuses"), desk.get("transitions"))?,
            types: types(desk.get("types"))?,
            objectives: objectives::read(desk.get("objectives"))?,
            ageing: ageing(desk.get("ageing"))?,
            fields: fields::read(desk.get("fields"))?,
            views: fields::read_views(desk.get("views"))?,
        })
    }
}

fn schema(node: Option<Node>) -> Result<u32, Finding> {
    let Some(node) = node else { return Ok(SCHEMA) };
    let schema = node.parse("`1`", |text| text.parse().ok().filter(|schema| *schema > 0))?;
    if schema > SCHEMA {
        node.warn(|| Problem::NewerSchema { found: schema, known: SCHEMA });
    }
    Ok(schema)
}

fn prefix(node: Option<Node>) -> Result<String, Finding> {
    const PREFIX: &str = "a capital letter and up to nine capitals or digits, such as `HD`";
    let read = |node: Node| node.parse(PREFIX, |text| is_prefix(text).then(|| text.to_owned()));
    Ok(node.map(read).transpose()?.unwrap_or_else(|| "HD".into()))
}

fn quiet(node: Option<Node>, default: QuietSpan) -> Result<QuietSpan, Finding> {
    Ok(node.map(|node| node.parse(span::QUIET, QuietSpan::parse)).transpose()?.unwrap_or(default))
}

fn ageing(node: Option<Node>) -> Result<Vec<u32>, Finding> {
    const DAYS: &str = "rising numbers of days, such as `[1, 7, 30]`";
    let Some(node) = node else { return Ok(AGEING.to_vec()) };
    let mut days: Vec<u32> = Vec::new();
    for item in node.items(DAYS)? {
        let least = days.last().map_or(1, |last| last + 1);
        days.push(item.parse(DAYS, |text| text.parse().ok().filter(|day| (least..=9999).contains(day)))?);
    }
    Ok(days)
}

fn types(node: Option<Node>) -> Result<Vec<String>, Finding> {
    let Some(node) = node else {
        return Ok(TYPES.map(str::to_owned).to_vec());
    };
    let name = |item: &Node| item.parse(names::NAME, |text| is_name(text).then(|| text.to_owned()));
    node.items("a list of types")?.iter().map(name).collect()
}
