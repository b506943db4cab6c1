//! Values, three-way, by their shape: maps key by key, lists as sets, and of single values one.

use std::cmp::Ordering;

use crate::model::{Value, read_instant};

/// Merges two values that come from a third; `choose` decides between two single values.
pub fn merge(
    base: &Value,
    ours: &Value,
    theirs: &Value,
    choose: &mut impl FnMut(&Value, &Value) -> Value,
) -> Value {
    if ours == theirs || theirs == base {
        return ours.clone();
    }
    if ours == base {
        return theirs.clone();
    }
    match (ours, theirs) {
        // A mapping that says when is one thing that happened then, and is not taken apart.
        (Value::Object(one), Value::Object(other)) if !has_time(one) || !has_time(other) => {
            let nothing = serde_json::Map::new();
            let base = base.as_object().unwrap_or(&nothing);
            let mut keys: Vec<&String> = [base, one, other].iter().flat_map(|map| map.keys()).collect();
            keys.sort_unstable();
            keys.dedup();
            let null = Value::Null;
            let of = |map: &serde_json::Map<String, Value>, key: &String| map.get(key).cloned();
            let mut merged = serde_json::Map::new();
            for key in keys {
                let [base, one, other] = [base, one, other].map(|map| of(map, key));
                // An edit beats a removal.
                let value = match (&one, &other) {
                    (Some(kept), None) if one != base => Some(kept.clone()),
                    (None, Some(kept)) if other != base => Some(kept.clone()),
                    (Some(one), Some(other)) => {
                        Some(merge(base.as_ref().unwrap_or(&null), one, other, choose))
                    }
                    _ => None,
                };
                merged.extend(value.map(|value| (key.clone(), value)));
            }
            Value::Object(merged)
        }
        _ if is_set(base) && is_set(ours) && is_set(theirs) && (ours.is_array() || theirs.is_array()) => {
            joined(base, ours, theirs)
        }
        _ => choose(ours, theirs),
    }
}

/// Merges two lists as sets: what either side added is there, what either side removed is not.
pub fn joined(base: &Value, ours: &Value, theirs: &Value) -> Value {
    let [base, ours, theirs] = [base, ours, theirs].map(items);
    let (skeleton, other) = if ours.len() == theirs.len() {
        if written(ours) <= written(theirs) { (ours, theirs) } else { (theirs, ours) }
    } else if ours.len() > theirs.len() {
        (ours, theirs)
    } else {
        (theirs, ours)
    };
    // Added by one side, or in the base and on both.
    let is_kept = |item: &Value| !base.contains(item) || (ours.contains(item) && theirs.contains(item));
    let mut merged: Vec<Value> = Vec::new();
    for item in skeleton.iter().filter(|item| is_kept(item)) {
        if !merged.contains(item) {
            merged.push(item.clone());
        }
    }
    let is_sorted = merged.is_sorted_by(|one, other| text(one) <= text(other));
    for (at, item) in other.iter().enumerate().filter(|(_, item)| is_kept(item)) {
        if merged.contains(item) {
            continue;
        }
        let in_order =
            || merged.iter().position(|present| text(present) > text(item)).unwrap_or(merged.len());
        let after = || {
            let before =
                other[..at].iter().rev().find_map(|before| merged.iter().position(|one| one == before));
            before.map_or(0, |place| place + 1)
        };
        let place = if is_sorted { in_order() } else { after() };
        merged.insert(place, item.clone());
    }
    if merged.is_empty() { Value::Null } else { Value::Array(merged) }
}

/// Returns the greater of two single values by the fixed rank: numbers as numbers, instants as instants, a mapping with
/// a time by that, any value over none, and else by what is written.
pub fn greater(one: &Value, other: &Value) -> Value {
    if compare(one, other) == Ordering::Less { other.clone() } else { one.clone() }
}

/// Orders two values, never equal unless they are the same.
pub fn compare(one: &Value, other: &Value) -> Ordering {
    let by_kind = match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64().partial_cmp(&other.as_f64()),
        (Value::String(one), Value::String(other)) => {
            read_instant(one).zip(read_instant(other)).map(|(one, other)| one.cmp(&other))
        }
        (Value::Object(one), Value::Object(other)) => Some(time(one).cmp(&time(other))),
        _ => Some(other.is_null().cmp(&one.is_null())),
    };
    by_kind.unwrap_or(Ordering::Equal).then_with(|| natural(&text(one), &text(other)))
}

/// Orders texts with the numbers at their ends as numbers: `N2` before `N10`.
pub fn natural(one: &str, other: &str) -> Ordering {
    let split = |text: &str| {
        let stem = text.trim_end_matches(|c: char| c.is_ascii_digit());
        (stem.to_owned(), text[stem.len()..].parse::<u64>().unwrap_or_default())
    };
    split(one).cmp(&split(other)).then_with(|| one.cmp(other))
}

/// Returns the items of a list; a single value is a list of itself.
pub fn items(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        Value::Null => &[],
        single => std::slice::from_ref(single),
    }
}

fn is_set(value: &Value) -> bool {
    items(value).iter().all(|item| !item.is_array() && !item.is_object())
}

fn has_time(map: &serde_json::Map<String, Value>) -> bool {
    time(map).is_some()
}

fn time(map: &serde_json::Map<String, Value>) -> Option<crate::model::Instant> {
    read_instant(map.get("at")?.as_str()?)
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn written(items: &[Value]) -> Vec<String> {
    items.iter().map(Value::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(base: Value, ours: Value, theirs: Value, merged: Value) {
        assert_eq!(merge(&base, &ours, &theirs, &mut greater), merged);
        assert_eq!(merge(&base, &theirs, &ours, &mut greater), merged);
    }

    #[test]
    fn a_value_is_merged_by_its_shape() {
        check(json!(1), json!(1), json!(2), json!(2));
        check(json!(1), json!(3), json!(20), json!(20));
        check(json!("N1"), json!("N2"), json!("N10"), json!("N10"));
        check(
            json!(null),
            json!("2026-12-01T00:00:00Z"),
            json!("2026-12-01T01:30:00+01:00"),
            json!("2026-12-01T01:30:00+01:00"),
        );
        check(json!("a"), json!(null), json!("b"), json!("b"));
        check(json!({"a": 1, "b": 1}), json!({"a": 2, "b": 1}), json!({"a": 1}), json!({"a": 2}));
        check(json!({"a": 1}), json!({}), json!({"a": 2}), json!({"a": 2}));
        check(
            json!(null),
            json!({"at": "2026-01-02", "by": "ann"}),
            json!({"at": "2026-01-01", "by": "zoe"}),
            json!({"at": "2026-01-02", "by": "ann"}),
        );
    }

    #[test]
    fn lists_are_sets() {
        check(json!(["a", "b"]), json!(["b"]), json!(["a", "b", "c"]), json!(["b", "c"]));
        check(json!(null), json!(["x"]), json!(["y"]), json!(["x", "y"]));
        check(json!(["a"]), json!(null), json!(["a", "b"]), json!(["b"]));
        check(json!(["a"]), json!(null), json!(["b"]), json!(["b"]));
        check(json!(["z", "a"]), json!(["z", "m", "a"]), json!(["z", "a", "q"]), json!(["z", "m", "a", "q"]));
    }
}
