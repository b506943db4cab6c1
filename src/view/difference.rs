//! What became of a ticket between two moments, as JSON.

use serde_json::{Map, Value, json};

use crate::model::Change;
use crate::ops::past::{Difference, Fate};

/// The fields of a difference, with what they are.
pub const FIELDS: [(&str, &str); 5] = [
    ("id", "the ticket"),
    ("title", "its title, or its last one"),
    ("fate", "`made`, `gone` or `changed`"),
    ("changes", "each field that changed, with its old and its new value"),
    ("entries", "how many entries its thread has more"),
];

/// Returns a difference as JSON.
pub fn json(one: &Difference) -> Map<String, Value> {
    let pair = |change: &Change| (change.field.key().to_owned(), json!([change.old, change.new]));
    let (fate, changes) = match &one.fate {
        Fate::Made => ("made", Map::new()),
        Fate::Gone => ("gone", Map::new()),
        Fate::Changed(changes) => ("changed", changes.iter().map(pair).collect()),
    };
    let values = [json!(one.id), json!(one.title), json!(fate), Value::Object(changes), json!(one.entries)];
    FIELDS.iter().map(|(key, _)| (*key).to_owned()).zip(values).collect()
}
