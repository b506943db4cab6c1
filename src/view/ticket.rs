//! A ticket as JSON.

use serde_json::{Map, Value, json};

use super::entry;
use crate::config::Config;
use crate::desk::{Broken, Place};
use crate::model::{Category, Field, Thread, Ticket, write_instant};
use crate::ops::clocks::Standing;
use crate::ops::{fields, find};
use crate::sla::State;

/// The fields of a ticket, with what they are.
pub const FIELDS: [(&str, &str); 30] = [
    ("id", "the ticket's id"),
    ("title", "one line that says what it is about"),
    ("status", "where it stands; `broken` where the file cannot be read"),
    ("category", "what the status means: `active`, `waiting` or `done`"),
    ("resolution", "how it ended"),
    ("priority", "the override, else what the matrix gives"),
    ("level", "the support level that has it"),
    ("team", "the team that has it"),
    ("assignee", "the person who has it"),
    ("reporter", "the person who asked"),
    ("type", "`incident`, `request`, …"),
    ("urgency", "how soon it hurts"),
    ("impact", "how many it hurts"),
    ("source", "the way it came"),
    ("created", "when it was made, RFC 3339"),
    ("until", "when a pending ticket counts as open again, RFC 3339"),
    ("due", "a time set by a person, RFC 3339"),
    ("next_due", "when it is next due: a time set by a person, or a clock of its service level, RFC 3339"),
    (
        "sla",
        "the worst of what its clocks have come to: `breached`, `warning`, `running`, `paused`, `met`, `cancelled`",
    ),
    ("labels", "list of words"),
    ("links", "list of `{kind, to}`"),
    ("articles", "list of article ids"),
    ("watchers", "list of people"),
    ("external", "its names in other systems"),
    ("fields", "the desk's own fields, as an object"),
    ("priority_override", "the override of the matrix, or null"),
    ("path", "its file, relative to the desk's folder"),
    ("body", "Markdown"),
    ("bounces", "how often it came back to the level it had just left (only `show`)"),
    ("thread", "its entries, oldest first (only `show`)"),
];

/// The fields of a card: what a board shows of a ticket.
pub const CARD: [&str; 6] = ["id", "title", "status", "priority", "level", "assignee"];

/// Returns a card.
pub fn card(config: &Config, place: &Place, ticket: &Ticket) -> Map<String, Value> {
    json(config, place, ticket, None, Standing::default(), &CARD.map(str::to_owned))
}

/// Returns the given fields of a ticket; `null` where one is empty.
pub fn json(
    config: &Config,
    place: &Place,
    ticket: &Ticket,
    history: Option<&Thread>,
    standing: Standing,
    wanted: &[String],
) -> Map<String, Value> {
    let value = |key: &String| match key.as_str() {
        "sla" => json!(standing.state.map(State::as_str)),
        "next_due" if config.category(ticket.status.as_str()) == Category::Done => Value::Null,
        "next_due" => json!(find::next_due(ticket, &standing).map(write_instant)),
        key => value(config, place, ticket, history, key),
    };
    wanted.iter().map(|key| (key.clone(), value(key))).collect()
}

/// Returns the given fields of a ticket that cannot be read: its id, its path, and `broken` for a status.
pub fn broken(broken: &Broken, wanted: &[String]) -> Map<String, Value> {
    let value = |key: &str| match key {
        "id" => json!(broken.id),
        "status" => json!("broken"),
        "path" => json!(broken.path),
        _ => Value::Null,
    };
    wanted.iter().map(|key| (key.clone(), value(key))).collect()
}

fn value(config: &Config, place: &Place, ticket: &Ticket, thread: Option<&Thread>, key: &str) -> Value {
    match key {
        "category" => json!(config.category(ticket.status.as_str())),
        "priority" => json!(fields::priority(config, ticket)),
        "priority_override" => json!(ticket.priority),
        "links" => {
            ticket.links.iter().map(|link| json!({"kind": link.kind.as_str(), "to": link.to})).collect()
        }
        "fields" => json!(ticket.fields),
        "path" => json!(place.path()),
        "bounces" => json!(thread.map(find::bounces)),
        "thread" => thread.map_or(Value::Null, |thread| {
            thread.placed().iter().map(|(stamp, one)| Value::Object(entry::json(stamp, one))).collect()
        }),
        key => match ticket.value(&Field::new(key)) {
            // A list is a list, also when nothing is in it.
            Value::Null if matches!(key, "labels" | "articles" | "watchers" | "external") => json!([]),
            value => value,
        },
    }
}
