use super::{Change, Entry, Field, Instant, Shape, Stamp, Value};

/// The history of one ticket: its entries, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thread {
    entries: Vec<(Stamp, Entry)>,
}

impl Thread {
    /// Puts entries in the order of their stamps. The same stamp twice is the same entry.
    pub fn new(mut entries: Vec<(Stamp, Entry)>) -> Thread {
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        entries.dedup_by(|(a, _), (b, _)| a == b);
        Thread { entries }
    }

    /// Returns the entries with their stamps, oldest first.
    pub fn placed(&self) -> &[(Stamp, Entry)] {
        &self.entries
    }

    /// Gives up the entries with their stamps, oldest first.
    pub fn into_placed(self) -> Vec<(Stamp, Entry)> {
        self.entries
    }

    /// Returns the entries, oldest first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().map(|(_, entry)| entry)
    }

    /// Returns the stamp of the last entry.
    pub fn last_stamp(&self) -> Option<&Stamp> {
        self.entries.last().map(|(stamp, _)| stamp)
    }

    /// Returns all changes with their entry, oldest first.
    pub fn changes(&self) -> impl DoubleEndedIterator<Item = (&Entry, &Change)> {
        self.entries().flat_map(|entry| entry.changes.iter().map(move |change| (entry, change)))
    }

    /// Returns the value the last event gave a field.
    pub fn last_value(&self, field: &Field) -> Option<&Value> {
        self.changes().rev().find(|(_, change)| change.field == *field).map(|(_, change)| &change.new)
    }

    /// Returns what the events leave a field with; `None` where none of them can say.
    ///
    /// Of a list each event tells what it added and removed, so that two clones that merged add up. A body that two
    /// clones rewrote was merged by git, and no event knows how.
    pub fn told(&self, field: &Field) -> Option<Value> {
        let changes: Vec<&Change> =
            self.changes().map(|(_, change)| change).filter(|change| change.field == *field).collect();
        let last = changes.last()?;
        let is_list = field.shape() == Shape::List
            || changes.iter().any(|change| change.new.is_array() || change.old.is_array());
        match field {
            Field::Body => told_of_body(&changes),
            _ if is_list => Some(told_of_list(&changes)),
            _ => Some(last.new.clone()),
        }
    }

    /// Returns when the ticket last arrived at its present value of a field; `None` if it never changed.
    pub fn since(&self, field: &Field) -> Option<Instant> {
        let genuine = |entry: &&Entry| !entry.is_bookkeeping();
        self.entries()
            .rev()
            .filter(genuine)
            .find(|entry| entry.changes.iter().any(|change| change.field == *field))
            .map(|entry| entry.at)
    }
}

/// Adds up what events did to a list. An item that no event has named before was there without being told.
fn told_of_list(changes: &[&Change]) -> Value {
    let (mut items, mut seen): (Vec<&Value>, Vec<&Value>) = (Vec::new(), Vec::new());
    for change in changes {
        let (old, new) = (items_of(&change.old), items_of(&change.new));
        items.extend(old.iter().filter(|item| !seen.contains(item)));
        items.retain(|item| new.contains(item) || !old.contains(item));
        let added: Vec<&Value> = new.iter().filter(|item| !items.contains(item)).collect();
        items.extend(added.iter().filter(|item| !old.contains(item)));
        seen.extend(old.iter().chain(new));
    }
    if items.is_empty() { Value::Null } else { items.into_iter().cloned().collect() }
}

fn items_of(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        Value::Null => &[],
        single => std::slice::from_ref(single),
    }
}

/// Follows the fingerprints of a body; two events that replaced the same one leave two ends.
fn told_of_body(changes: &[&Change]) -> Option<Value> {
    let (mut ends, mut seen): (Vec<&Value>, Vec<&Value>) = (Vec::new(), Vec::new());
    for change in changes {
        if ends.contains(&&change.old) || !seen.contains(&&change.old) {
            // The present text, or one that a merge made: what came before is settled.
            ends.retain(|end| **end != change.old && seen.contains(&&change.old));
        }
        ends.push(&change.new);
        seen.extend([&change.old, &change.new]);
    }
    match ends.as_slice() {
        [only] => Some((*only).clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntryKind, Person};
    use serde_json::json;

    fn check(field: Field, changes: &[(Value, Value)], expected: Option<Value>) {
        let entry = |(index, (old, new)): (usize, &(Value, Value))| {
            let stamp: Stamp = format!("20261123T10000{index}.000Z-bbbb").parse().unwrap();
            let id = "HD-7k3m2q".parse().unwrap();
            let mut entry = Entry::new(id, EntryKind::Event, stamp.instant(), Person::new("ann"));
            entry.changes = vec![Change { field: field.clone(), old: old.clone(), new: new.clone() }];
            (stamp, entry)
        };
        let thread = Thread::new(changes.iter().enumerate().map(entry).collect());
        assert_eq!(thread.told(&field), expected, "{changes:?}");
    }

    #[test]
    fn the_last_event_tells_a_value() {
        check(Field::Level, &[], None);
        let forked = [(json!("N1"), json!("N2")), (json!("N1"), json!("N3"))];
        check(Field::Level, &forked, Some(json!("N3")));
    }

    #[test]
    fn events_of_two_clones_add_up_to_a_list() {
        let (a, ax, ay) = (json!(["a"]), json!(["a", "x"]), json!(["a", "y"]));
        check(
            Field::Labels,
            &[(a.clone(), ax.clone()), (a.clone(), ay.clone())],
            Some(json!(["a", "x", "y"])),
        );
        check(Field::Labels, &[(ax.clone(), a.clone()), (ax.clone(), json!(["x"]))], Some(Value::Null));
        check(Field::Labels, &[(Value::Null, a), (ax, json!(["a", "x", "z"]))], Some(json!(["a", "x", "z"])));
    }

    #[test]
    fn a_body_that_two_clones_rewrote_is_told_by_nobody() {
        check(Field::Body, &[(json!("0"), json!("1")), (json!("1"), json!("2"))], Some(json!("2")));
        let forked = [(json!("0"), json!("1")), (json!("0"), json!("2"))];
        check(Field::Body, &forked, None);
        let settled = [&forked[..], &[(json!("12"), json!("3"))]].concat();
        check(Field::Body, &settled, Some(json!("3")));
    }
}
