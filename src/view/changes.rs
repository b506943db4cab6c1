//! A change as one clause: `level N1 → N2`.

use chrono_tz::Tz;

use super::time;
use crate::model::{Change, Field, Shape, Value, read_instant};
use crate::render::Line;

/// How many columns of a value say which one it is.
const ENOUGH: usize = 60;

/// Writes changes as clauses, times in a zone.
pub fn clauses(changes: &[Change], zone: Tz) -> Vec<String> {
    changes.iter().map(|change| clause(change, zone, word)).collect()
}

/// Writes changes as clauses for whoever just made them: a long value is cut.
pub fn brief_clauses(changes: &[Change], zone: Tz) -> Vec<String> {
    changes.iter().map(|change| clause(change, zone, brief_word)).collect()
}

fn clause(change: &Change, zone: Tz, plain: fn(&Value) -> String) -> String {
    let field = &change.field;
    let word = |value: &Value| match value.as_str().and_then(read_instant) {
        Some(instant) if field.shape() == Shape::Instant => time::local(instant, zone),
        _ => plain(value),
    };
    match (field, &change.old, &change.new) {
        (Field::Body, ..) => "description rewritten".to_owned(),
        (_, Value::Array(_), _) | (_, _, Value::Array(_)) => {
            list_clause(field, &change.old, &change.new, plain)
        }
        (_, old, Value::Null) => format!("{field} {} removed", word(old)),
        (_, Value::Null, new) => format!("{field} {}", word(new)),
        (Field::Title, old, new) => format!("title “{}” → “{}”", word(old), word(new)),
        (_, old, new) => format!("{field} {} → {}", word(old), word(new)),
    }
}

fn list_clause(field: &Field, old: &Value, new: &Value, word: fn(&Value) -> String) -> String {
    let items = |value| Value::as_array(value).map(Vec::as_slice).unwrap_or_default();
    let (old, new) = (items(old), items(new));
    let added = new.iter().filter(|item| !old.contains(item)).map(|item| format!("+{}", word(item)));
    let removed = old.iter().filter(|item| !new.contains(item)).map(|item| format!("-{}", word(item)));
    let words: Vec<String> = added.chain(removed).collect();
    if words.is_empty() { format!("{field} reordered") } else { format!("{field} {}", words.join(" ")) }
}

fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "nothing".to_owned(),
        other => other.to_string(),
    }
}

fn brief_word(value: &Value) -> String {
    Line::new().plain(&word(value)).truncate(ENOUGH).text().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_change_is_one_clause() {
        let check = |field: &str, old: Value, new: Value, expected: &str| {
            let change = Change { field: Field::new(field), old, new };
            assert_eq!(clauses(&[change], chrono_tz::Europe::Brussels), [expected]);
        };
        check("level", json!("N1"), json!("N2"), "level N1 → N2");
        check("assignee", Value::Null, json!("ann"), "assignee ann");
        check("assignee", json!("ann"), Value::Null, "assignee ann removed");
        check("labels", json!(["a", "b"]), json!(["b", "c"]), "labels +c -a");
        check("labels", Value::Null, json!(["a"]), "labels +a");
        check("body", json!("sha256:1"), json!("sha256:2"), "description rewritten");
        check("due", Value::Null, json!("2026-11-30T09:00:00Z"), "due 2026-11-30 10:00");
        check("title", json!("2026-11-30"), json!("b"), "title “2026-11-30” → “b”");
        check("severity", json!(1), json!(2), "severity 1 → 2");
    }

    #[test]
    fn a_long_value_is_cut_for_whoever_wrote_it() {
        let check = |field: &str, old: Value, new: Value, expected: &str| {
            let change = Change { field: Field::new(field), old, new };
            assert_eq!(brief_clauses(&[change], chrono_tz::Europe::Brussels), [expected]);
        };
        let (long, cut) = ("é".repeat(300), format!("{}…", "é".repeat(59)));
        check("title", json!("a"), json!(long), &format!("title “a” → “{cut}”"));
        check("title", json!(long), json!("a\u{1b}[1mb"), &format!("title “{cut}” → “a␛[1mb”"));
        check("assignee", json!(long), Value::Null, &format!("assignee {cut} removed"));
        check("labels", json!([long]), json!([format!("{long}2")]), &format!("labels +{cut} -{cut}"));
        check("due", Value::Null, json!("2026-11-30T09:00:00Z"), "due 2026-11-30 10:00");
    }
}
