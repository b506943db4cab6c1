//! What leaves the program: the JSON contract, and the words for ages and changes.
//!
//! The fields of the JSON are a promise: a test pins them.

pub mod article;
pub mod changes;
pub mod clock;
pub mod commit;
pub mod difference;
pub mod entry;
pub mod finding;
pub mod hit;
pub mod report;
pub mod ticket;
pub mod time;
pub mod urgent;

use serde_json::{Map, Value, json};

/// The version of the JSON contract. Fields may be added; one is never removed or changed within a version.
pub const SCHEMA: u32 = 1;

/// Wraps the items of a list.
pub fn items(items: Vec<Map<String, Value>>) -> Value {
    json!({"schema": SCHEMA, "items": items})
}

/// Wraps a single item.
pub fn item(item: Map<String, Value>) -> Value {
    json!({"schema": SCHEMA, "item": item})
}
