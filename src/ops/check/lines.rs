//! The line of a key, looked for only when there is something to say about it.

use crate::format::front::FrontMatter;
use crate::model::Field;

/// Returns the line of a field in a file with front matter.
pub(super) fn of_field(text: &str, field: &Field) -> Option<usize> {
    of_key(text, field.key())
}

/// Returns the line of a key in a file with front matter.
pub(super) fn of_key(text: &str, key: &str) -> Option<usize> {
    FrontMatter::read(text).ok()?.key(key).map(|key| key.line)
}

/// Returns the line of an item of a list, where each stands on a line of its own; else that of the list.
pub(super) fn of_item(text: &str, field: &Field, index: usize) -> Option<usize> {
    let front = FrontMatter::read(text).ok()?;
    let key = front.key(field.key())?;
    let below =
        front.text.get(key.span.clone())?.lines().skip(1).filter(|line| line.trim_start().starts_with("- "));
    let is_plain = below.count() == key.value.as_array().map_or(0, Vec::len);
    Some(if is_plain { key.line + 1 + index } else { key.line })
}
