//! A change as one clause: `level N1 → N2`.

use chrono_tz::Tz;

use super::time;
use crate::model::{Change, Field, Shape, Value, read_instant};

/// Writes changes as clauses, times in a zone.
pub fn clauses(changes: &[Change], zone: Tz) -> Vec<String> {
    changes.iter().map(|change| clause(change, zone)).collect()
}

fn clause(change: &Change, zone: Tz) -> String {
    let field = &change.field;
    let word = |value: &Value| match value.as_str().and_then(read_instant) {
        Some(instant) if field.shape() == Shape::Instant => time::local(instant, zone),
        _ => word(value),
    };
    match (field, &change.old, &change.new) {
        (Field::Body, ..) => "description rewritten".to_owned(),
        (_, Value::Array(_), _) | (_, _, Value::Array(_)) => list_clause(field, &change.old, &change.new),
        (_, old, Value::Null) => format!("{field} {} removed", word(old)),
        (_, Value::Null, new) => format!("{field} {}", word(new)),
        (Field::Title, old, new) => format!("title “{}” → “{}”", word(old), word(new)),
        (_, old, new) => format!("{field} {} → {}", word(old), word(new)),
    }
}

fn list_clause(field: &Field, old: &Value, new: &Value) -> String {
    let items = |value: &Value| -> Vec<String> {
        value.as_array().map(|items| items.iter().map(word).collect()).unwrap_or_default()
    };
    let (old, new) = (items(old), items(new));
    let added = new.iter().filter(|item| !old.contains(item)).map(|item| format!("+{item}"));
    let removed = old.iter().filter(|item| !new.contains(item)).map(|item| format!("-{item}"));
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_change_is_one_clause() {
        let check = |field: &str, old: Value, new: Value, expected: &str| {
            let change = Change { field: Field::new(field), old, new };
            assert_eq!(clause(&change, chrono_tz::Europe::Brussels), expected);
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
}
