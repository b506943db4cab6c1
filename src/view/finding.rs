//! A finding of `check` as JSON.

use serde_json::{Map, Value, json};

use crate::ops::check::Finding;

/// The fields of a finding, with what they are.
pub const FIELDS: [(&str, &str); 7] = [
    ("path", "the file, as a person would type it"),
    ("line", "the line, or null"),
    ("ticket", "the id of the ticket it belongs to, or null"),
    ("kind", "the kind of trouble: a word that stays the same"),
    ("message", "what is wrong"),
    ("mend", "what to do about it"),
    ("fixable", "whether `check --fix` does it"),
];

/// Returns a finding as JSON; `path` is how the file is shown.
pub fn json(finding: &Finding, path: &str) -> Map<String, Value> {
    let values = [
        json!(path),
        json!(finding.line),
        json!(finding.ticket),
        json!(finding.problem.kind()),
        json!(finding.problem.to_string()),
        json!(finding.mend()),
        json!(finding.is_fixable()),
    ];
    FIELDS.iter().map(|(key, _)| (*key).to_owned()).zip(values).collect()
}
