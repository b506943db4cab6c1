//! What a search found, as JSON.

use serde_json::{Map, Value, json};

use crate::ops::search::{Hit, Source};

/// The fields of a hit, with what they are.
pub const FIELDS: [(&str, &str); 8] = [
    ("kind", "`ticket` or `article`"),
    ("id", "its id"),
    ("title", "its title"),
    ("status", "where a ticket stands; null for an article"),
    ("path", "its file, relative to the desk's folder"),
    ("score", "how well it answers; only comparable within one search"),
    ("snippet", "the place in the text that shows why, or null"),
    ("marks", "the words of the snippet that were looked for"),
];

/// Returns a hit as JSON.
pub fn json(hit: &Hit) -> Map<String, Value> {
    let (kind, id, status) = match &hit.source {
        Source::Ticket(record) => ("ticket", json!(record.place.id), json!(record.ticket.status.as_str())),
        Source::Article(found) => ("article", json!(found.article().id), Value::Null),
    };
    let piece = hit.snippet.as_ref();
    let marks =
        piece.map(|piece| piece.marks.iter().map(|mark| &piece.text[mark.clone()]).collect::<Vec<_>>());
    let values = [
        json!(kind),
        id,
        json!(hit.source.title()),
        status,
        json!(hit.source.path()),
        json!((hit.score * 1000.0).round() / 1000.0),
        json!(piece.map(|piece| &piece.text)),
        json!(marks.unwrap_or_default()),
    ];
    FIELDS.iter().map(|(key, _)| (*key).to_owned()).zip(values).collect()
}
