//! An entry of a thread as JSON.

use serde_json::{Map, Value, json};

use crate::model::{Entry, Field, Stamp, write_instant};

/// The fields of an entry, with what they are.
pub const FIELDS: [(&str, &str); 15] = [
    ("stamp", "its place in the thread"),
    ("ticket", "the ticket's id"),
    ("kind", "`reply` (public), `note` (internal) or `event` (a change)"),
    ("at", "when, RFC 3339"),
    ("by", "who"),
    ("changes", "field → `[old, new]`"),
    ("reason", "why, in a word"),
    ("escalation", "of one to another level: `{kind, trigger, reason, from, to}`"),
    ("sla", "on what stopped a clock: the target and the calendar it ran under"),
    ("minutes", "time spent"),
    ("via", "the way it came"),
    ("auto", "written by a machine"),
    ("message_id", "the mail it came with"),
    ("attachments", "`{name, sha256, size}` each"),
    ("body", "Markdown"),
];

/// Returns an entry as JSON; keys without a value are left out.
pub fn json(stamp: &Stamp, entry: &Entry) -> Map<String, Value> {
    let changes: Map<String, Value> = entry
        .changes
        .iter()
        .map(|change| (change.field.key().to_owned(), json!([change.old, change.new])))
        .collect();
    let values = [
        ("stamp", json!(stamp.to_string())),
        ("ticket", json!(entry.ticket)),
        ("kind", json!(entry.kind.as_str())),
        ("at", json!(write_instant(entry.at))),
        ("by", json!(entry.by)),
        ("changes", if changes.is_empty() { Value::Null } else { Value::Object(changes) }),
        ("reason", json!(entry.reason)),
        ("escalation", escalation(entry)),
        ("sla", json!(entry.sla)),
        ("minutes", json!(entry.minutes)),
        ("via", json!(entry.via)),
        ("auto", if entry.auto { json!(true) } else { Value::Null }),
        ("message_id", json!(entry.message_id)),
        ("attachments", if entry.attachments.is_empty() { Value::Null } else { json!(entry.attachments) }),
        ("body", if entry.body.is_empty() { Value::Null } else { json!(entry.body) }),
    ];
    values
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

/// Says how a ticket went up a level; the team and who has it are among the changes.
fn escalation(entry: &Entry) -> Value {
    let change = entry.changes.iter().find(|change| change.field == Field::Level);
    let (Some(kind), Some(change)) = (entry.escalation(), change) else { return Value::Null };
    let trigger = if entry.is_timed() { "timer" } else { "manual" };
    json!({"kind": kind, "trigger": trigger, "reason": entry.reason, "from": change.old, "to": change.new})
}
