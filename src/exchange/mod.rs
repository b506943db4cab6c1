//! Tickets and articles on their way in and out: JSON Lines, one record a line. Text ↔ model; no file, git or terminal.
//!
//! - [`json_lines`]: the lines of a file, one at a time, the bad ones named
//! - [`ticket`], [`entry`]: a record ↔ a ticket with its thread; reading is generous, writing exact
//! - [`article`]: a record ↔ an article
//! - [`history`]: an imported thread put in order, and what its ticket says otherwise
//! - [`error`]: what can be wrong with a line
//!
//! Keys with no value are left out; `null` is no value. What is written is read back as the same model, so that an
//! export, imported into an empty desk and exported again, is the same to the byte.

pub mod article;
pub mod entry;
pub mod error;
pub mod history;
pub mod json_lines;
mod strict;
pub mod ticket;

pub use error::RecordError;
pub use json_lines::{Line, Lines};
pub use ticket::Record;

use crate::model::Value;

/// Returns the text of a value: numbers and booleans as written, nothing for `null`; `None` for what is no text.
fn text_of(value: &Value) -> Option<Option<String>> {
    match value {
        Value::Null => Some(None),
        Value::String(text) => Some(Some(text.clone())),
        Value::Number(_) | Value::Bool(_) => Some(Some(value.to_string())),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// Tells whether a value says nothing: `null`, an empty text, an empty list.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}
