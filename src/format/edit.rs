//! One field set, that field's lines only.
//!
//! Comments, key order, quoting, unknown keys and line ends of everything else
//! survive. The result is read again and compared with what was meant; where
//! the two differ (front matter too clever to be edited by line) nothing is
//! changed and the error says so.

use similar::{Algorithm, DiffOp};

use super::front::{FrontMatter, Key};
use super::problem::Problem;
use super::scalar::{self, Place};
use crate::model::{Field, Shape, Value};

/// Why a field could not be set in place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The text cannot be read.
    #[error("{0}")]
    Broken(#[from] Problem),
    /// The edited text would not say what was meant.
    #[error("`{key}` cannot be changed in place on line {line}")]
    NotInPlace {
        /// The key.
        key: String,
        /// Its line in the file, from 1.
        line: usize,
    },
}

/// Returns the text with one key set. `Null` leaves the key empty; a key that is not there is added.
pub fn set(text: &str, key: &str, value: &Value) -> Result<String, EditError> {
    let front = FrontMatter::read(text)?;
    let confirmed = |edited: String| confirm(&front, &edited, key, value).map(|()| edited);
    match front.key(key) {
        Some(old) if old.value == *value => Ok(text.to_owned()),
        Some(old) => confirmed(replace(&front, old, value)),
        None if value.is_null() => Ok(text.to_owned()),
        // A block of text above (`|+`) takes a blank line for its own.
        None => confirmed(insert(&front, key, value, true))
            .or_else(|_| confirmed(insert(&front, key, value, false))),
    }
}

/// Returns the text with another body. The front matter keeps its bytes.
pub fn set_body(text: &str, body: &str) -> Result<String, EditError> {
    let front = FrontMatter::read(text)?;
    if front.body() == body {
        return Ok(text.to_owned());
    }
    let newline = front.newline();
    let mut edited = text[..front.rest.start].to_owned();
    if !edited.ends_with('\n') {
        edited.push_str(newline);
    }
    let body = if newline == "\n" { body.to_owned() } else { body.replace('\n', newline) };
    edited.push_str(&written_body(&body, newline));
    Ok(edited)
}

/// Writes a body as it stands after the second `---` line.
pub(super) fn written_body(body: &str, newline: &str) -> String {
    if body.is_empty() { String::new() } else { format!("{newline}{body}{newline}") }
}

/// Writes a key with its value as one or more lines.
pub fn written_key(key: &str, value: &Value, newline: &str) -> String {
    let name = scalar::write_key(key);
    match value {
        Value::Null => format!("{name}:{newline}"),
        Value::Array(items) if is_line_list(items) => {
            let lines: String = items.iter().map(|item| written_item(item, "  ", newline)).collect();
            format!("{name}:{newline}{lines}")
        }
        value => format!("{name}: {}{newline}", written_value(key, value)),
    }
}

fn written_value(key: &str, value: &Value) -> String {
    match value {
        // An instant is one to readers of YAML 1.1 and text to those of 1.2; both are meant.
        Value::String(text)
            if Field::new(key).shape() == Shape::Instant && scalar::read_simple(text).is_some() =>
        {
            text.clone()
        }
        value => scalar::write_flow(value, Place::Block),
    }
}

fn is_line_list(items: &[Value]) -> bool {
    !items.is_empty() && items.iter().all(|item| !item.is_array() && !item.is_object())
}

/// Writes an item of a list on a line of its own.
pub fn written_item(item: &Value, indent: &str, newline: &str) -> String {
    format!("{indent}- {}{newline}", scalar::write_flow(item, Place::Block))
}

fn replace(front: &FrontMatter, old: &Key, value: &Value) -> String {
    let (text, newline) = (front.text, front.newline());
    let lines = &text[old.span.clone()];
    let written =
        replaced_list(old, lines, value, newline).unwrap_or_else(|| replaced_value(front, old, value));
    format!("{}{written}{}", &text[..old.span.start], &text[old.span.end..])
}

/// Changes a value and keeps the key as written and the remark at the end of its line.
fn replaced_value(front: &FrontMatter, old: &Key, value: &Value) -> String {
    let newline = front.newline();
    let head = &front.text[old.span.start..old.value_start];
    let inline = front.text[old.value_start..old.span.end].lines().next().unwrap_or_default();
    let remark = remark(inline.trim());
    let gap = if remark.is_empty() { "" } else { " " };
    let (word, below) = match value {
        Value::Null => (String::new(), String::new()),
        Value::Array(items) if is_line_list(items) => {
            (String::new(), items.iter().map(|item| written_item(item, "  ", newline)).collect())
        }
        value => (format!(" {}", written_value(&old.name, value)), String::new()),
    };
    format!("{head}{word}{gap}{remark}{newline}{below}")
}

/// Returns the remark after a value, from its `#`.
pub fn remark(inline: &str) -> &str {
    // Quotes mean something only where they begin a value or stand in a collection.
    let quotes = inline.starts_with(['"', '\'', '[', '{', '&', '!']);
    let (mut open, mut before) = (None, ' ');
    let mut characters = inline.char_indices();
    while let Some((at, c)) = characters.next() {
        match open {
            Some('"') if c == '\\' => drop(characters.next()),
            Some(quote) if c == quote => open = None,
            Some(_) => {}
            None if quotes && matches!(c, '"' | '\'') && !before.is_alphanumeric() => open = Some(c),
            None if c == '#' && before.is_whitespace() => return &inline[at..],
            None => {}
        }
        before = c;
    }
    ""
}

/// Adds and removes single items of a block list; the others keep their lines and what is said below them.
fn replaced_list(old: &Key, lines: &str, value: &Value, newline: &str) -> Option<String> {
    let (Value::Array(before), Value::Array(after)) = (&old.value, value) else { return None };
    let BlockList { head, indent, items } = BlockList::read(lines)?;
    if items.len() != before.len() || after.is_empty() {
        return None;
    }
    let mut written = head.to_owned();
    let (before, keys): (Vec<String>, Vec<String>) = (keys_of(before), keys_of(after));
    for operation in similar::capture_diff_slices(Algorithm::Myers, &before, &keys) {
        let (_, kept, new) = operation.as_tag_tuple();
        match operation {
            DiffOp::Equal { .. } => written.extend(items[kept].iter().copied()),
            _ => written.extend(after[new].iter().map(|item| written_item(item, indent, newline))),
        }
    }
    Some(written)
}

/// The lines of a list with one item a line.
pub struct BlockList<'t> {
    /// The line of the key, and what stands before the first item.
    pub head: &'t str,
    /// What stands before the hyphens.
    pub indent: &'t str,
    /// Each item's lines, with what is said below it.
    pub items: Vec<&'t str>,
}

impl<'t> BlockList<'t> {
    /// Finds the items in the lines of a key; `None` where they do not stand on lines of their own.
    pub fn read(lines: &'t str) -> Option<BlockList<'t>> {
        let first =
            lines.split_inclusive('\n').skip(1).find(|line| line.trim_start_matches(' ').starts_with('-'))?;
        let indent = &first[..first.find('-')?];
        let is_item = |line: &str| {
            line.strip_prefix(indent)
                .and_then(|line| line.strip_prefix('-'))
                .is_some_and(|rest| rest.starts_with([' ', '\r', '\n']))
        };
        let mut starts = Vec::new();
        let mut offset = 0;
        for (number, line) in lines.split_inclusive('\n').enumerate() {
            if number > 0 && is_item(line) {
                starts.push(offset);
            }
            offset += line.len();
        }
        let ends = starts.iter().skip(1).copied().chain([lines.len()]);
        let items = starts.iter().zip(ends).map(|(start, end)| &lines[*start..end]).collect();
        Some(BlockList { head: &lines[..*starts.first()?], indent, items })
    }
}

/// Makes items comparable: JSON values have no order and no hash of their own.
fn keys_of(items: &[Value]) -> Vec<String> {
    items.iter().map(Value::to_string).collect()
}

fn insert(front: &FrontMatter, key: &str, value: &Value, may_part: bool) -> String {
    let (text, newline) = (front.text, front.newline());
    let field = Field::new(key);
    let place = front.keys.iter().rev().find(|present| Field::new(&present.name) < field);
    let custom_end = matches!(field, Field::Custom(_)).then(|| front.keys.last()).flatten();
    let at = custom_end.or(place).map_or(front.span.start, |present| present.span.end);
    let above = text[front.span.start..at].lines().last();
    let is_wanted = may_part && has_blank_before(&field) && above.is_some_and(|line| !line.trim().is_empty());
    let blank = if is_wanted { newline } else { "" };
    format!("{}{blank}{}{}", &text[..at], written_key(key, value, newline), &text[at..])
}

/// Tells whether the layout keeps a field apart from the one above, so that git merges changes to both.
pub(super) fn has_blank_before(field: &Field) -> bool {
    use Field::*;
    matches!(
        field,
        Impact | Priority | Due | Title | Labels | Links | Articles | Watchers | External | Custom(_)
    )
}

/// Reads the edited text and compares all of it with what was meant.
fn confirm(before: &FrontMatter, edited: &str, key: &str, value: &Value) -> Result<(), EditError> {
    let line = before.key(key).map_or(1, |key| key.line);
    let refuse = || EditError::NotInPlace { key: key.to_owned(), line };
    let after = FrontMatter::read(edited).map_err(|problem| match problem.kind {
        super::ProblemKind::FrontTooLong { .. } => EditError::Broken(problem),
        _ => refuse(),
    })?;
    let others = |front: &FrontMatter| -> Vec<(String, Value)> {
        let others = front.keys.iter().filter(|present| present.name != key);
        others.map(|present| (present.name.clone(), present.value.clone())).collect()
    };
    let is_meant = after.key(key).is_some_and(|key| key.value == *value)
        && others(before) == others(&after)
        && before.text[before.rest.clone()] == edited[after.rest.clone()];
    if is_meant { Ok(()) } else { Err(refuse()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const TICKET: &str = "---\nid: HD-7k3m2q\nstatus: open # since monday\n\n# a remark\ntitle: 'It''s'\n\nlabels:\n  - auth # why\n  - sso\n\nlinks:\nodd:   [1,2]\n---\n\nText\n";

    fn check(key: &str, value: Value, from: &str, to: &str) {
        let edited = set(TICKET, key, &value).unwrap();
        assert_eq!(edited, TICKET.replacen(from, to, 1), "{key}");
        assert_ne!(edited, TICKET);
    }

    #[test]
    fn one_field_set_changes_its_lines_only() {
        check("status", json!("solved"), "open # since", "solved # since");
        check("status", Value::Null, "status: open # since", "status: # since");
        check("title", json!("a: b"), "'It''s'", "\"a: b\"");
        check("labels", json!(["auth", "sso", "vpn"]), "  - sso\n", "  - sso\n  - vpn\n");
        check("labels", json!(["api", "auth"]), "  - auth # why\n  - sso\n", "  - api\n  - auth # why\n");
        check("labels", Value::Null, "labels:\n  - auth # why\n  - sso\n", "labels:\n");
        check("links", json!(["related HD-9x8w7v"]), "links:\n", "links:\n  - related HD-9x8w7v\n");
        check("odd", json!("x"), "odd:   [1,2]", "odd: x");
        check("odd", json!("x\u{2000}"), "odd:   [1,2]", "odd: x\u{2000}");
        check("level", json!("N2"), "# since monday\n", "# since monday\nlevel: N2\n");
        check(
            "due",
            json!("2026-12-01T00:00:00Z"),
            "# since monday\n",
            "# since monday\n\ndue: 2026-12-01T00:00:00Z\n",
        );
        check("new field", json!(true), "[1,2]\n", "[1,2]\n\n\"new field\": true\n");
    }

    #[test]
    fn a_field_added_below_a_block_of_text_leaves_it_alone() {
        let text = "---\nid: |+\n  one\n---\n";
        let edited = set(text, "title", &json!("a")).unwrap();
        assert_eq!(edited, "---\nid: |+\n  one\ntitle: a\n---\n");
    }

    #[test]
    fn line_ends_survive() {
        let text = TICKET.replace('\n', "\r\n");
        let edited = set(&text, "labels", &json!(["auth", "sso", "vpn"])).unwrap();
        assert_eq!(edited, text.replace("  - sso\r\n", "  - sso\r\n  - vpn\r\n"));
        let edited = set_body(&text, "a\nb").unwrap();
        assert!(edited.ends_with("---\r\n\r\na\r\nb\r\n"));
    }

    #[test]
    fn a_body_is_replaced_whole() {
        assert_eq!(set_body(TICKET, "---\nx: 1\n").unwrap(), TICKET.replace("Text\n", "---\nx: 1\n\n"));
        assert_eq!(set_body(TICKET, "").unwrap(), TICKET.replace("\nText\n", ""));
        assert_eq!(set_body("---\na: 1\n---", "x").unwrap(), "---\na: 1\n---\n\nx\n");
    }

    #[test]
    fn what_cannot_be_edited_by_line_is_refused() {
        let anchored = "---\na: &x 1\nb: *x\n---\n";
        assert_eq!(set(anchored, "a", &json!(2)), Err(EditError::NotInPlace { key: "a".into(), line: 2 }));
        assert!(set(TICKET, "title", &json!("x".repeat(70_000))).is_err());
    }
}
