//! An entry of a thread as an object of JSON.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Map;

use super::{RecordError, is_blank, text_of};
use crate::format::with_unix_lines;
use crate::model::{
    Attachment, Change, Entry, EntryKind, Field, Person, TicketId, Value, read_instant, write_instant,
};

/// The keys of an entry, in the order in which they are written. Others follow.
const KEYS: [&str; 12] = [
    "kind",
    "at",
    "by",
    "body",
    "changes",
    "reason",
    "minutes",
    "via",
    "auto",
    "message_id",
    "attachments",
    "sla",
];

/// Reads an entry of a ticket. Keys nobody knows are kept.
pub(super) fn read(value: Value, ticket: &TicketId) -> Result<Entry, RecordError> {
    let Value::Object(map) = value else {
        return Err(RecordError::bad_value("thread", &value, "a list of objects"));
    };
    let mut keys = Keys(map);
    let kind = EntryKind::new(&keys.required("kind")?);
    let at = keys.required("at")?;
    let at = read_instant(&at).ok_or_else(|| {
        RecordError::bad_value("at", &Value::from(at), "a time such as `2026-11-23T09:12:44Z`")
    })?;
    let by = Person::new(keys.required("by")?);
    let mut entry = Entry::new(ticket.clone(), kind, at, by);
    entry.body = with_unix_lines(&keys.text("body")?.unwrap_or_default());
    entry.changes = keys.take("changes").map(changes).transpose()?.unwrap_or_default();
    entry.reason = keys.word("reason")?;
    entry.minutes = keys.read("minutes", "whole minutes", Value::as_u64)?;
    entry.via = keys.word("via")?;
    entry.auto = keys.read("auto", "`true` or `false`", Value::as_bool)?.unwrap_or_default();
    entry.message_id = keys.word("message_id")?;
    entry.attachments =
        keys.read("attachments", "a list of `{name, sha256, size}`", attachments)?.unwrap_or_default();
    entry.sla = keys.take("sla");
    entry.more = keys.0.into_iter().filter(|(_, value)| !value.is_null()).collect();
    Ok(entry)
}

/// Returns the keys of an entry that an object of JSON cannot carry, since they mean something else there.
pub fn unwritable_keys(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.more.keys().map(String::as_str).filter(|key| KEYS.contains(key))
}

/// An entry as it is written.
pub(super) struct Written<'e>(pub &'e Entry);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entry = self.0;
        let text = |text: &Option<String>| text.clone().map_or(Value::Null, Value::from);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", entry.kind.as_str())?;
        map.serialize_entry("at", &write_instant(entry.at))?;
        map.serialize_entry("by", entry.by.as_str())?;
        if !entry.body.is_empty() {
            map.serialize_entry("body", &entry.body)?;
        }
        if !entry.changes.is_empty() {
            map.serialize_entry("changes", &written_changes(&entry.changes))?;
        }
        for (key, value) in [
            ("reason", text(&entry.reason)),
            ("minutes", entry.minutes.map_or(Value::Null, Value::from)),
            ("via", text(&entry.via)),
            ("auto", if entry.auto { Value::Bool(true) } else { Value::Null }),
            ("message_id", text(&entry.message_id)),
        ] {
            if !is_blank(&value) {
                map.serialize_entry(key, &value)?;
            }
        }
        if !entry.attachments.is_empty() {
            map.serialize_entry("attachments", &entry.attachments)?;
        }
        if let Some(sla) = entry.sla.as_ref().filter(|sla| !sla.is_null()) {
            map.serialize_entry("sla", sla)?;
        }
        let others =
            entry.more.iter().filter(|(key, value)| !KEYS.contains(&key.as_str()) && !value.is_null());
        for (key, value) in others {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

fn written_changes(changes: &[Change]) -> Map<String, Value> {
    let pair = |change: &Change| Value::Array(vec![change.old.clone(), change.new.clone()]);
    changes.iter().map(|change| (change.field.key().to_owned(), pair(change))).collect()
}

fn changes(value: Value) -> Result<Vec<Change>, RecordError> {
    const WANTED: &str = "an object of field to `[old, new]`";
    let Value::Object(map) = value else {
        return Err(RecordError::bad_value("changes", &value, WANTED));
    };
    let read = |(key, pair): (String, Value)| match pair {
        Value::Array(items) => match <[Value; 2]>::try_from(items) {
            Ok([old, new]) => Ok(Change { field: Field::new(&key), old, new }),
            Err(items) => Err(RecordError::bad_value("changes", &Value::Array(items), WANTED)),
        },
        pair => Err(RecordError::bad_value("changes", &pair, WANTED)),
    };
    map.into_iter().map(read).collect()
}

fn attachments(value: &Value) -> Option<Vec<Attachment>> {
    serde_json::from_value(value.clone()).ok()
}

/// The keys of an entry that are not taken yet.
struct Keys(Map<String, Value>);

impl Keys {
    /// Takes a value; `null` is none.
    fn take(&mut self, key: &str) -> Option<Value> {
        self.0.shift_remove(key).filter(|value| !value.is_null())
    }

    fn text(&mut self, key: &'static str) -> Result<Option<String>, RecordError> {
        let Some(value) = self.take(key) else { return Ok(None) };
        text_of(&value).ok_or_else(|| RecordError::bad_value(key, &value, "one text"))
    }

    /// Takes a text that is not empty.
    fn word(&mut self, key: &'static str) -> Result<Option<String>, RecordError> {
        Ok(self.text(key)?.filter(|word| !word.is_empty()))
    }

    fn required(&mut self, key: &'static str) -> Result<String, RecordError> {
        self.text(key)?.ok_or(RecordError::Missing(key))
    }

    fn read<T>(
        &mut self,
        key: &'static str,
        wanted: &'static str,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Result<Option<T>, RecordError> {
        let Some(value) = self.take(key) else { return Ok(None) };
        read(&value).map(Some).ok_or_else(|| RecordError::bad_value(key, &value, wanted))
    }
}
