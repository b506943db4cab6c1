//! A loose entry's file: one word of a thread.

use indexmap::IndexMap;

use super::edit::written_body;
use super::front::{FrontMatter, Key};
use super::problem::{Problem, ProblemKind};
use super::scalar::{self, Place};
use crate::model::{Change, Entry, EntryKind, Field, Person, TicketId, Value, read_instant, write_instant};

/// Reads an entry's file.
pub fn read(text: &str) -> Result<Entry, Problem> {
    let front = FrontMatter::read(text)?;
    let mut reader = Reader::new(&front.keys);
    let ticket = reader.required("ticket", "a ticket id", |text| text.parse::<TicketId>().ok())?;
    let kind = reader.required("kind", "`reply`, `note` or `event`", |text| Some(EntryKind::new(text)))?;
    let at = reader.required("at", "a time such as `2026-11-23T09:12:44Z`", read_instant)?;
    let by = reader.required("by", "a person", |text| Some(Person::new(text)))?;
    let mut entry = Entry::new(ticket, kind, at, by);
    reader.take_rest(&mut entry)?;
    entry.body = front.body();
    Ok(entry)
}

/// Writes an entry's file.
pub fn write(entry: &Entry) -> String {
    let word = |text: &str| scalar::write(text, Place::Block);
    format!(
        "---\nticket: {}\nkind: {}\nat: {}\nby: {}\n{}---\n{}",
        entry.ticket,
        word(entry.kind.as_str()),
        write_instant(entry.at),
        word(entry.by.as_str()),
        write_rest(entry),
        written_body(&entry.body, "\n"),
    )
}

/// Writes the keys after `ticket`, `kind`, `at` and `by`, a line each.
pub(super) fn write_rest(entry: &Entry) -> String {
    let mut text = String::new();
    if !entry.changes.is_empty() {
        text.push_str("changes:\n");
    }
    for change in &entry.changes {
        let pair = Value::Array(vec![change.old.clone(), change.new.clone()]);
        let key = scalar::write_key(change.field.key());
        text.push_str(&format!("  {key}: {}\n", scalar::write_flow(&pair, Place::Block)));
    }
    for (key, value) in single_keys(entry) {
        text.push_str(&format!(
            "{}: {}\n",
            scalar::write_key(&key),
            scalar::write_flow(&value, Place::Block)
        ));
    }
    text
}

/// Returns the keys that stand on one line, in the order of the format.
fn single_keys(entry: &Entry) -> Vec<(String, Value)> {
    let text = |text: &Option<String>| text.clone().map(Value::from);
    let attachments = (!entry.attachments.is_empty()).then(|| {
        let item = |a: &crate::model::Attachment| serde_json::json!({"name": a.name, "sha256": a.sha256, "size": a.size});
        Value::Array(entry.attachments.iter().map(item).collect())
    });
    let known = [
        ("reason", text(&entry.reason)),
        ("minutes", entry.minutes.map(Value::from)),
        ("via", text(&entry.via)),
        ("auto", entry.auto.then_some(Value::Bool(true))),
        ("message_id", text(&entry.message_id)),
        ("attachments", attachments),
        ("sla", entry.sla.clone()),
    ];
    let known = known.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    known.chain(entry.more.iter().map(|(key, value)| (key.clone(), value.clone()))).collect()
}

/// Reads keys in any order, each once.
pub(super) struct Reader<'k> {
    keys: IndexMap<&'k str, &'k Key>,
}

impl<'k> Reader<'k> {
    pub(super) fn new(keys: &'k [Key]) -> Reader<'k> {
        Reader { keys: keys.iter().map(|key| (key.name.as_str(), key)).collect() }
    }

    /// Takes a key that must be there and reads it.
    pub(super) fn required<T>(
        &mut self,
        name: &str,
        wanted: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, Problem> {
        let missing = || Problem::new(1, ProblemKind::Missing(name.to_owned()));
        let key = self.keys.shift_remove(name).ok_or_else(missing)?;
        text_of(key).and_then(|text| read(&text)).ok_or_else(|| bad_value(key, wanted))
    }

    /// Takes all other keys into an entry; those nobody knows are kept.
    pub(super) fn take_rest(self, entry: &mut Entry) -> Result<(), Problem> {
        for (name, key) in self.keys {
            match name {
                "changes" => entry.changes = changes(key)?,
                "reason" => entry.reason = text_of(key),
                "minutes" => {
                    entry.minutes = Some(key.value.as_u64().ok_or_else(|| bad_value(key, "whole minutes"))?)
                }
                "via" => entry.via = text_of(key),
                "auto" => {
                    entry.auto = key.value.as_bool().ok_or_else(|| bad_value(key, "`true` or `false`"))?
                }
                "message_id" => entry.message_id = text_of(key),
                "attachments" => {
                    entry.attachments = serde_json::from_value(key.value.clone())
                        .map_err(|_| bad_value(key, "a list of `{name, sha256, size}`"))?;
                }
                "sla" => entry.sla = Some(key.value.clone()),
                _ => {
                    entry.more.insert(name.to_owned(), key.value.clone());
                }
            }
        }
        Ok(())
    }
}

fn changes(key: &Key) -> Result<Vec<Change>, Problem> {
    let wanted = "a map of field to `[old, new]`";
    let map = key.value.as_object().ok_or_else(|| bad_value(key, wanted))?;
    map.iter()
        .map(|(field, pair)| match pair.as_array().map(Vec::as_slice) {
            Some([old, new]) => Ok(Change { field: Field::new(field), old: old.clone(), new: new.clone() }),
            _ => Err(bad_value(key, wanted)),
        })
        .collect()
}

fn text_of(key: &Key) -> Option<String> {
    match (&key.value, &key.raw) {
        (Value::Null, _) => None,
        (Value::String(text), _) => Some(text.clone()),
        (_, Some(raw)) => Some(raw.clone()),
        (value, None) => Some(value.to_string()),
    }
}

fn bad_value(key: &Key, wanted: &str) -> Problem {
    let value = text_of(key).unwrap_or_default();
    Problem::new(key.line, ProblemKind::BadValue { key: key.name.clone(), value, wanted: wanted.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Attachment;
    use serde_json::json;

    const ENTRY: &str = "---\nticket: HD-7k3m2q\nkind: event\nat: 2026-11-23T11:45:30Z\nby: Bob Stone <bob@example.com>\nchanges:\n  level: [N1, N2]\n  team: [support, network]\nreason: skill\n---\n\nRouter access needed; cache and cookies already ruled out.\n";

    #[test]
    fn an_entry_is_written_as_the_format_says() {
        let entry = read(ENTRY).unwrap();
        assert_eq!(write(&entry), ENTRY);
        assert_eq!(entry.changes[0].field, Field::Level);
        assert_eq!(entry.reason.as_deref(), Some("skill"));
    }

    #[test]
    fn all_keys_come_back() {
        let mut entry = read(ENTRY).unwrap();
        entry.kind = EntryKind::Reply;
        entry.minutes = Some(5);
        entry.via = Some("mail".into());
        entry.auto = true;
        entry.message_id = Some("<a@b>".into());
        entry.attachments = vec![Attachment { name: "a, b.png".into(), sha256: "0a".into(), size: 3 }];
        entry.sla = Some(json!({"resolution": {"target": "8h", "calendar": "office"}}));
        entry.more.insert("x-key".into(), json!([1, null]));
        entry.changes.push(Change { field: Field::Labels, old: Value::Null, new: json!(["a", "b"]) });
        entry.body = "---\n## 2026\n\n".into();
        assert_eq!(read(&write(&entry)), Ok(entry));
    }

    #[test]
    fn a_body_that_ends_within_a_line_end_comes_back() {
        let entry = read(&format!("{}\r", ENTRY.trim_end())).unwrap();
        assert_eq!(read(&write(&entry)), Ok(entry));
    }
}
