//! A ticket with its thread as a record: one object of JSON on one line.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, json};

use super::strict::Strict;
use super::{RecordError, entry, is_blank, text_of};
use crate::format::with_unix_lines;
use crate::model::{Entry, Field, Instant, Ticket, TicketId, Value};

/// The fields of a ticket in the order in which they are written; `fields` and `thread` follow.
const ORDER: [Field; 22] = [
    Field::Id,
    Field::External,
    Field::Title,
    Field::Body,
    Field::Type,
    Field::Status,
    Field::Resolution,
    Field::Urgency,
    Field::Impact,
    Field::Priority,
    Field::Level,
    Field::Team,
    Field::Assignee,
    Field::Reporter,
    Field::Source,
    Field::Labels,
    Field::Watchers,
    Field::Links,
    Field::Articles,
    Field::Until,
    Field::Due,
    Field::Created,
];

/// A line as read.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The ticket.
    pub ticket: Ticket,
    /// The line gave it its id.
    pub has_id: bool,
    /// Its thread, in the order of the line.
    pub thread: Vec<Entry>,
    /// Keys that are none of ours, kept as custom fields.
    pub unknown: Vec<String>,
}

impl Record {
    /// Reads a line. A ticket without an id gets `id`, one without a time that of its first entry, else `now`.
    pub fn read(line: &str, id: &TicketId, now: Instant) -> Result<Record, RecordError> {
        let mut keys = parse(line)?;
        match keys.shift_remove("record") {
            None => {}
            Some(Value::String(record)) if record == "ticket" => {}
            Some(Value::String(record)) if record == "article" => return Err(RecordError::Article),
            Some(other) => {
                return Err(RecordError::UnknownRecord(text_of(&other).flatten().unwrap_or_default()));
            }
        }
        let has_id = !keys.get("id").is_none_or(is_blank);
        let mut record = Record {
            ticket: Ticket::new(id.clone(), now, ""),
            has_id,
            thread: Vec::new(),
            unknown: Vec::new(),
        };
        let (fields, thread) = (keys.shift_remove("fields"), keys.shift_remove("thread"));
        if !keys.contains_key("title") {
            return Err(RecordError::Missing("title"));
        }
        let has_time = keys.contains_key("created");
        record.take_fields(fields)?;
        for (key, value) in keys {
            record.take(key, value)?;
        }
        record.take_thread(thread)?;
        if let (false, Some(first)) = (has_time, record.thread.iter().map(|entry| entry.at).min()) {
            record.ticket.created = first;
        }
        Ok(record)
    }

    fn take_fields(&mut self, fields: Option<Value>) -> Result<(), RecordError> {
        let fields = match fields {
            None => return Ok(()),
            Some(Value::Object(fields)) => fields,
            Some(other) => {
                return Err(RecordError::bad_value("fields", &other, "an object of custom fields"));
            }
        };
        for (key, value) in fields.into_iter().filter(|(_, value)| !value.is_null()) {
            match Field::new(&key) {
                Field::Custom(_) => self.ticket.fields.insert(key, value),
                _ => return Err(RecordError::BuiltIn(key)),
            };
        }
        Ok(())
    }

    /// Takes a key that stands beside `fields`.
    fn take(&mut self, key: String, value: Value) -> Result<(), RecordError> {
        match Field::new(&key) {
            Field::Custom(_) if self.ticket.fields.contains_key(&key) => return Err(RecordError::Twice(key)),
            Field::Custom(_) => {
                self.ticket.fields.insert(key.clone(), value);
                self.unknown.push(key);
            }
            Field::Links => self.ticket.set(&Field::Links, &read_links(value)?)?,
            Field::Body => {
                let body =
                    text_of(&value).ok_or_else(|| RecordError::bad_value("body", &value, "one text"))?;
                self.ticket.body = with_unix_lines(&body.unwrap_or_default());
            }
            // An empty text is no value, but for the two fields that every ticket has.
            field if is_blank(&value) && !matches!(field, Field::Title | Field::Status) => {}
            field => self.ticket.set(&field, &value)?,
        }
        Ok(())
    }

    fn take_thread(&mut self, thread: Option<Value>) -> Result<(), RecordError> {
        let entries = match thread {
            None => return Ok(()),
            Some(Value::Array(entries)) => entries,
            Some(other) => return Err(RecordError::bad_value("thread", &other, "a list of entries")),
        };
        for (index, value) in entries.into_iter().enumerate() {
            let read = entry::read(value, &self.ticket.id);
            let named = |error| RecordError::Entry { number: index + 1, error: Box::new(error) };
            self.thread.push(read.map_err(named)?);
        }
        Ok(())
    }
}

/// Writes a ticket with its thread as one line, with its newline.
pub fn write<'e>(
    ticket: &Ticket,
    thread: impl IntoIterator<Item = &'e Entry>,
) -> Result<Vec<u8>, serde_json::Error> {
    let thread = thread.into_iter().map(entry::Written).collect();
    let mut line = serde_json::to_vec(&Written { ticket, thread })?;
    line.push(b'\n');
    Ok(line)
}

struct Written<'t> {
    ticket: &'t Ticket,
    thread: Vec<entry::Written<'t>>,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ticket = self.ticket;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("record", "ticket")?;
        for field in &ORDER {
            let value = match field {
                Field::Links => written_links(ticket),
                field => ticket.value(field),
            };
            if !is_blank(&value) || matches!(field, Field::Title | Field::Status) {
                map.serialize_entry(field.key(), &value)?;
            }
        }
        if !ticket.fields.is_empty() {
            map.serialize_entry("fields", &ticket.fields)?;
        }
        if !self.thread.is_empty() {
            map.serialize_entry("thread", &self.thread)?;
        }
        map.end()
    }
}

/// Reads the keys of a line that have a value.
pub(super) fn parse(line: &str) -> Result<Map<String, Value>, RecordError> {
    let Strict(value) = serde_json::from_str(line).map_err(|error| {
        // Each line is a text of its own, in which there is no other line to name.
        RecordError::Json { message: error.to_string().replace(" at line 1 column ", ", at column ") }
    })?;
    let Value::Object(mut keys) = value else { return Err(RecordError::NotAnObject) };
    // JSON can write a NUL as an escape only.
    if line.contains("\\u0000") && keys.iter().any(|(key, value)| key.contains('\0') || holds_nul(value)) {
        return Err(RecordError::Nul);
    }
    keys.retain(|_, value| !value.is_null());
    Ok(keys)
}

fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(holds_nul),
        Value::Object(map) => map.iter().any(|(key, value)| key.contains('\0') || holds_nul(value)),
        _ => false,
    }
}

/// Turns `{"kind": …, "to": …}` into the words of a ticket's file; those are taken as well.
fn read_links(value: Value) -> Result<Value, RecordError> {
    const WANTED: &str = "links such as `{\"kind\": \"blocked-by\", \"to\": \"HD-7k3m2q\"}`";
    let items = match value {
        Value::Array(items) => items,
        single => vec![single],
    };
    let read = |item: Value| match &item {
        Value::Object(link) if link.contains_key("kind") => {
            let word = |key: &str| link.get(key).and_then(Value::as_str);
            match (word("kind").filter(|kind| !kind.contains(char::is_whitespace)), word("to")) {
                (Some(kind), Some(to)) => Ok(Value::from(format!("{kind} {to}"))),
                _ => Err(RecordError::bad_value("links", &item, WANTED)),
            }
        }
        _ => Ok(item),
    };
    items.into_iter().map(read).collect::<Result<_, _>>().map(Value::Array)
}

fn written_links(ticket: &Ticket) -> Value {
    ticket.links.iter().map(|link| json!({"kind": link.kind.as_str(), "to": link.to.as_str()})).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"record":"ticket","id":"HD-7k3m2q","external":["github:owner/repo#12"],"title":"a: b","body":"text\n","type":"incident","status":"open","urgency":"high","level":"N2","assignee":"ann","labels":["sso"],"links":[{"kind":"blocked-by","to":"HD-9x8w7v"}],"due":"2026-12-01T00:00:00Z","created":"2026-11-23T09:12:44.500Z","fields":{"customer":"x","score":1.5,"empty":""},"thread":[{"kind":"event","at":"2026-11-23T10:00:00Z","by":"Bob <b@example.com>","changes":{"level":["N1","N2"]},"reason":"skill","minutes":0,"via":"mail","auto":true,"attachments":[{"name":"a.png","sha256":"0a","size":3}],"x-key":[null]}]}"#;

    fn read(line: &str) -> Result<Record, RecordError> {
        let now = "2026-11-24T00:00:00Z".parse().unwrap();
        Record::read(line, &"HD-0000".parse().unwrap(), now)
    }

    #[test]
    fn a_record_is_written_as_it_is_read() {
        let record = read(LINE).unwrap();
        assert!(record.has_id && record.unknown.is_empty());
        let written = write(&record.ticket, &record.thread).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), format!("{LINE}\n"));
    }

    #[test]
    fn reading_is_generous() {
        let record = read(r#"{"title":7,"id":null,"labels":null,"team":"","status":"odd","body":"a\r\r\nb\r","mine":{"x":[1]},"thread":[{"kind":"note","at":"2026-01-02","by":"ann","reason":null}]}"#).unwrap();
        let ticket = &record.ticket;
        assert_eq!((ticket.title.as_str(), ticket.body.as_str()), ("7", "a\nb"));
        assert_eq!((ticket.id.as_str(), ticket.team.as_deref()), ("HD-0000", None));
        assert_eq!((record.has_id, record.unknown.as_slice()), (false, ["mine".to_owned()].as_slice()));
        assert_eq!((ticket.status.as_str(), ticket.created), ("odd", record.thread[0].at));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let check = |line: &str, why: &str| assert_eq!(read(line).unwrap_err().to_string(), why, "{line}");
        check("{", "it is not JSON: EOF while parsing an object, at column 1");
        check("[]", "it is not a JSON object: a line is one record, `{\"record\": \"ticket\", …}`");
        check(r#"{"record":"article"}"#, "it is an article, and no ticket");
        check(r#"{"record":"x"}"#, "`record` is `x`: it is `ticket` or `article`");
        check(r#"{"record":"ticket"}"#, "`title` is missing");
        check(r#"{"title":"a","title":"b"}"#, "it is not JSON: `title` is given twice, at column 25");
        check(r#"{"title":"a","id":"../x"}"#, "`id` cannot hold `\"../x\"`: it takes a ticket id");
        check(
            r#"{"title":"a\u0000"}"#,
            "a text holds a NUL character, which git would take for a binary file",
        );
        check(
            r#"{"title":"a","fields":{"status":"x"}}"#,
            "`fields` holds `status`, which every ticket has: write it beside `fields`",
        );
        check(r#"{"title":"a","x":1,"fields":{"x":2}}"#, "`x` is given twice, beside `fields` and in it");
        check(
            r#"{"title":"a","thread":[{"kind":"note","at":"2026-01-01"}]}"#,
            "entry 1 of `thread`: `by` is missing",
        );
        check(
            r#"{"title":"a","links":[{"kind":"a b","to":"HD-0000"}]}"#,
            "`links` cannot hold `{\"kind\":\"a b\",\"to\":\"HD-0000\"}`: it takes links such as `{\"kind\": \"blocked-by\", \"to\": \"HD-7k3m2q\"}`",
        );
    }
}
