use super::{Change, Entry, Field, Instant, Stamp, Value};

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
