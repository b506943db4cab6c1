//! The figures of a report as one list: each with its key and its number.

use crate::model::Value;

/// A figure with its key.
#[derive(Clone, Debug, PartialEq)]
pub struct Flat {
    /// The key, with points: `sla.resolution.rate`.
    pub key: String,
    /// The value.
    pub value: Value,
}

/// Returns the figures of a report that was written as JSON. What stands in a list goes by its `name`, else by its
/// number, from 1.
pub fn flat(report: &Value) -> Vec<Flat> {
    let mut all = Vec::new();
    add(&mut all, String::new(), report);
    all
}

fn add(all: &mut Vec<Flat>, key: String, value: &Value) {
    let beneath = |word: &str| if key.is_empty() { word.to_owned() } else { format!("{key}.{word}") };
    match value {
        Value::Object(values) => values.iter().for_each(|(word, value)| add(all, beneath(word), value)),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                let number = (at + 1).to_string();
                let name = item.get("name").and_then(Value::as_str).unwrap_or(&number);
                add(all, beneath(name), item);
            }
        }
        value => all.push(Flat { key, value: value.clone() }),
    }
}
