//! An imported thread: its entries put in their order, and what the ticket says otherwise than its last events.

use std::collections::HashMap;

use crate::model::{Change, Entry, EntryKind, Field, Person, Stamp, Ticket, Value};

/// Who writes what nobody wrote.
const AUTHOR: &str = "git-desk";

/// Gives each entry its place: its own time, or one millisecond after the entry before it. `tails` end the stamps.
pub fn in_order(entries: Vec<Entry>, tails: impl IntoIterator<Item = String>) -> Vec<(Stamp, Entry)> {
    let mut placed: Vec<(Stamp, Entry)> = Vec::with_capacity(entries.len());
    for (entry, tail) in entries.into_iter().zip(tails) {
        let last = placed.last().map(|(stamp, _)| stamp);
        placed.push((Stamp::after(entry.at, last, tail), entry));
    }
    placed
}

/// Returns the event that says where the fields of a ticket are otherwise than its last events left them.
///
/// `body` is how an event names the ticket's description.
pub fn drift(ticket: &Ticket, entries: &[Entry], body: Value) -> Option<Entry> {
    let mut last: HashMap<&Field, &Value> = HashMap::new();
    let mut order: Vec<&Field> = Vec::new();
    for change in entries.iter().flat_map(|entry| &entry.changes) {
        if last.insert(&change.field, &change.new).is_none() {
            order.push(&change.field);
        }
    }
    let changes: Vec<Change> = order
        .into_iter()
        .filter(|field| !field.is_immutable())
        .filter_map(|field| {
            let (old, new) = ((*last.get(field)?).clone(), present(ticket, field, &body));
            Some(Change { field: field.clone(), old, new })
        })
        .filter(|change| !means_same(ticket, change))
        .collect();
    if changes.is_empty() {
        return None;
    }
    let at = entries.last().map_or(ticket.created, |entry| entry.at);
    let mut event = Entry::new(ticket.id.clone(), EntryKind::Event, at, Person::new(AUTHOR));
    event.via = Some("import".to_owned());
    event.changes = changes;
    Some(event)
}

fn present(ticket: &Ticket, field: &Field, body: &Value) -> Value {
    match field {
        Field::Body => body.clone(),
        field => ticket.value(field),
    }
}

/// Tells whether the old value is the new one in other words: `2026-01-01` for midnight, an empty list for nothing.
fn means_same(ticket: &Ticket, change: &Change) -> bool {
    let is_nothing = |value: &Value| super::is_blank(value);
    if change.is_idle() || (is_nothing(&change.old) && is_nothing(&change.new)) {
        return true;
    }
    if change.field == Field::Body {
        return false;
    }
    let mut read = Ticket::new(ticket.id.clone(), ticket.created, "");
    read.set(&change.field, &change.old).is_ok() && read.value(&change.field) == change.new
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn event(at: &str, field: Field, old: Value, new: Value) -> Entry {
        let id = "HD-7k3m2q".parse().unwrap();
        let mut entry = Entry::new(id, EntryKind::Event, at.parse().unwrap(), Person::new("ann"));
        entry.changes.push(Change { field, old, new });
        entry
    }

    #[test]
    fn the_order_of_a_thread_is_that_of_its_lines() {
        let times = [
            "2026-01-03T00:00:00.5Z",
            "2026-01-03T00:00:00.5Z",
            "2026-01-01T00:00:00Z",
            "2026-01-04T00:00:00Z",
        ];
        let entries = times.map(|at| event(at, Field::Level, json!("N1"), json!("N2"))).to_vec();
        let placed = in_order(entries.clone(), std::iter::repeat("bbbb".to_owned()));
        let stamps: Vec<String> = placed.iter().map(|(stamp, _)| stamp.to_string()).collect();
        assert_eq!(
            stamps,
            [
                "20260103T000000.500Z-bbbb",
                "20260103T000000.501Z-bbbb",
                "20260103T000000.502Z-bbbb",
                "20260104T000000.000Z-bbbb"
            ]
        );
        assert_eq!(placed.into_iter().map(|(_, entry)| entry).collect::<Vec<_>>(), entries);
    }

    #[test]
    fn a_field_that_its_last_event_denies_gets_an_event() {
        let mut ticket =
            Ticket::new("HD-7k3m2q".parse().unwrap(), "2026-01-01T00:00:00Z".parse().unwrap(), "x");
        ticket.level = Some("N3".to_owned());
        ticket.due = Some("2026-02-01T00:00:00Z".parse().unwrap());
        let entries = [
            event("2026-01-02T00:00:00Z", Field::Level, json!("N1"), json!("N2")),
            event("2026-01-03T00:00:00Z", Field::Due, Value::Null, json!("2026-02-01")),
            event("2026-01-03T00:00:00Z", Field::Labels, json!(["a"]), json!([])),
        ];
        let event = drift(&ticket, &entries, Value::Null).unwrap();
        assert_eq!(event.changes, [Change { field: Field::Level, old: json!("N2"), new: json!("N3") }]);
        assert_eq!((event.at, event.by.as_str(), event.is_bookkeeping()), (entries[2].at, "git-desk", true));
        ticket.level = Some("N2".to_owned());
        assert_eq!(drift(&ticket, &entries, Value::Null), None);
    }
}
