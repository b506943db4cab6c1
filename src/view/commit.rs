//! A commit that names a ticket, as JSON.

use serde_json::{Map, Value, json};

use crate::model::{TicketId, write_instant};
use crate::ops::commits::Tied;

/// The fields of a commit, with what they are.
pub const FIELDS: [(&str, &str); 5] = [
    ("commit", "its name"),
    ("at", "when its author wrote it"),
    ("by", "its author"),
    ("tie", "what it is to the ticket: `fixes`, `ticket` or `text`"),
    ("subject", "the first line of its message"),
];

/// Returns a commit as JSON.
pub fn json(tied: &Tied, id: &TicketId) -> Map<String, Value> {
    let values = [
        json!(tied.commit.as_str()),
        json!(write_instant(tied.at())),
        json!(tied.author().as_str()),
        json!(tied.tie(id).map(|tie| tie.as_str())),
        json!(tied.subject),
    ];
    FIELDS.iter().map(|(key, _)| (*key).to_owned()).zip(values).collect()
}
