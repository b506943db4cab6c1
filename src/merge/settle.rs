//! What the thread says a ticket has come to.
//!
//! A merge without a thread at hand (git's driver, a forge) takes one side's group by the fixed rank. Later, when the
//! entries of both sides are there, each group is set to what its last entry left it with. That is a function of the
//! thread alone, so that every clone comes to the same.
//!
//! Entries are followed in their order. One whose old values are those that the entries before it left was done by
//! somebody who knew of them. Any other was done beside them, and one of the two holds: the later one; of two levels the
//! higher one; against a person, never what time did without knowing of it.

use std::cmp::Ordering;

use super::group::{State, group_of, is_single, rank};
use super::value;
use crate::model::{
    Change, Entry, Field, Shape, Stamp, Status, Thread, Ticket, Value, read_instant, write_instant,
};

/// What a thread says of one group.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The fields, in their order.
    pub group: Vec<Field>,
    /// What they have come to.
    pub settled: State,
    /// What they were on a side that did not hold.
    pub beside: Vec<State>,
    /// The entry that left them so.
    pub stamp: Stamp,
}

impl Verdict {
    /// Returns what a thread says of a field and those that change with it; `None` where it does not speak of them.
    ///
    /// `ticket` tells what no entry tells. `level` is the place of a level, from below.
    pub fn of(
        field: &Field,
        ticket: &Ticket,
        thread: &Thread,
        level: impl Fn(&str) -> Option<usize>,
    ) -> Option<Verdict> {
        let group = group_of(field);
        let entries: Vec<&(Stamp, Entry)> =
            thread.placed().iter().filter(|(_, entry)| mentions(entry, &group)).collect();
        let start: State = group.iter().map(|field| start(ticket, thread, field)).collect();
        let mut course =
            Course { group, known: vec![start.clone()], settled: start, beside: Vec::new(), last: None };
        for (stamp, entry) in entries {
            course.follow(stamp, entry, &level);
        }
        let (stamp, _) = course.last?;
        Some(Verdict { group: course.group, settled: course.settled, beside: course.beside, stamp })
    }

    /// Returns what the group has come to in one field.
    pub fn value(&self, field: &Field) -> Option<&Value> {
        self.group.iter().position(|one| one == field).and_then(|at| self.settled.get(at))
    }

    /// Tells whether a ticket still has what did not hold.
    pub fn is_unsettled(&self, ticket: &Ticket) -> bool {
        let state = self.state(ticket);
        state != self.settled && self.beside.contains(&state)
    }

    /// Tells whether a ticket has what did not hold, and the fixed rank would have chosen that: a merge did it. Anything
    /// else was chosen by a person, who settled a conflict by hand.
    pub fn is_as_ranked(&self, ticket: &Ticket) -> bool {
        self.is_unsettled(ticket)
            && rank(&self.group, &self.state(ticket), &self.settled) == Ordering::Greater
    }

    fn state(&self, ticket: &Ticket) -> State {
        self.group.iter().map(|field| plain(field, &ticket.value(field))).collect()
    }
}

/// How sure it is that a merge, and no person, left a group as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merging {
    /// Both sides are known, and were merged just now.
    Now,
    /// It may have been merged, without a thread at hand or by a person.
    Perhaps,
}

/// Returns the changes that bring a ticket to what its thread says: of each group that a merge left otherwise.
pub fn settle(
    ticket: &Ticket,
    thread: &Thread,
    merging: Merging,
    level: impl Fn(&str) -> Option<usize>,
) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut seen: Vec<Field> = Vec::new();
    for field in fields(thread) {
        if seen.contains(&field) {
            continue;
        }
        let Some(verdict) = Verdict::of(&field, ticket, thread, &level) else { continue };
        let is_open = match merging {
            Merging::Now => verdict.is_unsettled(ticket),
            Merging::Perhaps => verdict.is_as_ranked(ticket),
        };
        if is_open {
            let pairs = verdict.group.iter().zip(&verdict.settled);
            let all = pairs.map(|(field, new)| ticket.change(field.clone(), new.clone()));
            changes.extend(all.filter(|change| plain(&change.field, &change.old) != change.new));
        }
        seen.extend(verdict.group);
    }
    changes
}

/// Returns the changes that bring level, team and assignee of a merged ticket to what its thread says, where on both sides
/// they were what the thread of that side said: who takes a ticket and who escalates it change different fields of one
/// group, and neither knows of the other. Status, resolution and `until` only make sense together, and stay one side's.
pub fn settle_owner(
    sides: [(&Ticket, &Thread); 2],
    ticket: &Ticket,
    thread: &Thread,
    level: impl Fn(&str) -> Option<usize> + Copy,
) -> Vec<Change> {
    let agrees = |(ticket, thread): &(&Ticket, &Thread)| {
        let verdict = Verdict::of(&Field::Level, ticket, thread, level);
        verdict.is_none_or(|verdict| verdict.state(ticket) == verdict.settled)
    };
    let Some(verdict) = Verdict::of(&Field::Level, ticket, thread, level) else { return Vec::new() };
    if verdict.state(ticket) == verdict.settled || !sides.iter().all(agrees) {
        return Vec::new();
    }
    let pairs = verdict.group.iter().zip(&verdict.settled);
    let all = pairs.map(|(field, new)| ticket.change(field.clone(), new.clone()));
    all.filter(|change| plain(&change.field, &change.old) != change.new).collect()
}

/// Returns the changes that bring the lists of a merged ticket to what its thread says, where on both sides they were what
/// the thread of that side said. Entries know of an item that was taken away and put back; three texts do not.
pub fn settle_lists(sides: [(&Ticket, &Thread); 2], ticket: &Ticket, thread: &Thread) -> Vec<Change> {
    let lists = fields(thread).into_iter().filter(|field| field.shape() == Shape::List);
    let agrees = |ticket: &Ticket, thread: &Thread, field: &Field| {
        let value = set(&ticket.value(field));
        thread.told(field).is_none_or(|told| set(&told) == value)
            || thread.last_value(field).is_some_and(|last| set(last) == value)
    };
    let change = |field: Field| {
        let told = thread.told(&field)?;
        let is_open =
            !agrees(ticket, thread, &field) && sides.iter().all(|(side, own)| agrees(side, own, &field));
        is_open.then(|| ticket.change(field, told))
    };
    lists.filter_map(change).collect()
}

/// Returns the fields that a merge takes from one side, and lists, of which a thread speaks.
fn fields(thread: &Thread) -> Vec<Field> {
    let mut fields: Vec<Field> = thread.changes().map(|(_, change)| change.field.clone()).collect();
    fields.sort();
    fields.dedup();
    fields.retain(|field| is_single(field) || matches!(field.shape(), Shape::List | Shape::Any));
    fields
}

/// The entries of a group followed so far.
struct Course {
    group: Vec<Field>,
    /// All states that somebody saw.
    known: Vec<State>,
    settled: State,
    beside: Vec<State>,
    /// The entry that `settled` is of, and whether it was time's.
    last: Option<(Stamp, bool)>,
}

impl Course {
    fn follow(&mut self, stamp: &Stamp, entry: &Entry, level: &impl Fn(&str) -> Option<usize>) {
        let changes: Vec<(usize, Value, Value)> =
            entry.changes.iter().filter_map(|change| self.place(change)).collect();
        let fits = |state: &State| changes.iter().all(|(at, old, _)| state[*at] == *old);
        let with = |state: &State| {
            let mut after = state.clone();
            changes.iter().for_each(|(at, _, new)| after[*at] = new.clone());
            self.leave_out(&changes, &mut after);
            after
        };
        let is_timed = entry.is_by_program();
        // An importer, or a repair, brings the thread and the file together.
        if fits(&self.settled) || entry.is_bookkeeping() {
            self.settled = with(&self.settled);
            self.beside.retain(|state| *state != self.settled);
            self.last = Some((stamp.clone(), is_timed));
            self.known.push(self.settled.clone());
            return;
        }
        let own = with(self.known.iter().rev().find(|state| fits(state)).unwrap_or(&self.settled));
        let was_timed = self.last.as_ref().is_some_and(|(_, timed)| *timed);
        let next = match (was_timed, is_timed) {
            // Time's own step stands at its moment, and what a person did after it was done on top of it.
            (true, false) => Some(with(&self.settled)),
            (false, true) => (self.compare(&own, level) == Ordering::Greater).then(|| own.clone()),
            _ => (self.compare(&own, level) != Ordering::Less).then(|| own.clone()),
        };
        self.known.push(own.clone());
        match next {
            Some(next) => {
                let before = std::mem::replace(&mut self.settled, next);
                self.beside.extend([before, own]);
                self.last = Some((stamp.clone(), is_timed));
                self.known.push(self.settled.clone());
            }
            None => self.beside.push(own),
        }
        self.beside.retain(|state| *state != self.settled);
    }

    /// Empties what an act empties and its entry does not speak of: it was empty already where the entry was made, and the
    /// state it is put on may be another side's. Only some statuses have a time to wait until, or a resolution.
    fn leave_out(&self, changes: &[(usize, Value, Value)], after: &mut State) {
        if self.group.first() != Some(&Field::Status) {
            return;
        }
        let is_told = |at: usize| changes.iter().any(|(told, ..)| *told == at);
        let status = Status::new(after[0].as_str().unwrap_or_default());
        let is_done = matches!(status, Status::Solved | Status::Closed);
        let may_wait = matches!(status, Status::Pending | Status::Other(_));
        let may_end = is_done || matches!(status, Status::Other(_));
        if is_told(0) && !is_told(1) && !may_end {
            after[1] = Value::Null;
        }
        if is_told(0) && !is_told(2) && !may_wait {
            after[2] = Value::Null;
        }
    }

    fn place(&self, change: &Change) -> Option<(usize, Value, Value)> {
        let at = self.group.iter().position(|field| *field == change.field)?;
        Some((at, plain(&change.field, &change.old), plain(&change.field, &change.new)))
    }

    /// Compares the level of a state with that which is settled; where there is no level all are alike.
    fn compare(&self, own: &State, level: &impl Fn(&str) -> Option<usize>) -> Ordering {
        if self.group.first() != Some(&Field::Level) {
            return Ordering::Equal;
        }
        let [one, other] = [own, &self.settled].map(|state| state[0].as_str().unwrap_or_default());
        match (level(one), level(other)) {
            (Some(one), Some(other)) => one.cmp(&other),
            _ => value::natural(one, other),
        }
    }
}

fn mentions(entry: &Entry, group: &[Field]) -> bool {
    entry.changes.iter().any(|change| group.contains(&change.field))
}

/// Returns the value of a field before any entry.
fn start(ticket: &Ticket, thread: &Thread, field: &Field) -> Value {
    let first = thread.changes().find(|(_, change)| change.field == *field);
    plain(field, &first.map_or_else(|| ticket.value(field), |(_, change)| change.old.clone()))
}

/// Writes a value in one way: an instant in UTC, an empty text as nothing.
fn plain(field: &Field, value: &Value) -> Value {
    match value {
        Value::String(text) if text.is_empty() => Value::Null,
        Value::String(text) if field.shape() == Shape::Instant => {
            read_instant(text).map_or_else(|| value.clone(), |instant| write_instant(instant).into())
        }
        value => value.clone(),
    }
}

fn set(value: &Value) -> Vec<String> {
    let mut items: Vec<String> = value::items(value).iter().map(Value::to_string).collect();
    items.sort();
    items.dedup();
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntryKind, Person};
    use serde_json::json;

    type Told<'a> = (&'a str, &'a [(Field, Value, Value)]);

    fn thread(entries: &[Told]) -> Thread {
        let entry = |(index, (who, changes)): (usize, &Told)| {
            let stamp: Stamp = format!("20261123T1000{index:02}.000Z-bbbb").parse().unwrap();
            let id = "HD-7k3m2q".parse().unwrap();
            let mut entry = Entry::new(id, EntryKind::Event, stamp.instant(), Person::new(*who));
            let change = |(field, old, new): &(Field, Value, Value)| Change {
                field: field.clone(),
                old: old.clone(),
                new: new.clone(),
            };
            entry.changes = changes.iter().map(change).collect();
            (stamp, entry)
        };
        Thread::new(entries.iter().enumerate().map(entry).collect())
    }

    fn verdict(field: Field, entries: &[Told]) -> (State, Vec<State>) {
        let ticket = Ticket::new("HD-7k3m2q".parse().unwrap(), "2026-11-23T09:00:00Z".parse().unwrap(), "x");
        let level = |name: &str| ["N1", "N2", "N3"].iter().position(|known| *known == name);
        let verdict = Verdict::of(&field, &ticket, &thread(entries), level).unwrap();
        (verdict.settled, verdict.beside)
    }

    fn status(old: &str, new: &str) -> (Field, Value, Value) {
        (Field::Status, json!(old), json!(new))
    }

    fn level(old: &str, new: &str) -> (Field, Value, Value) {
        (Field::Level, json!(old), json!(new))
    }

    #[test]
    fn the_last_entry_of_a_group_tells_all_of_it() {
        let wait = [status("open", "pending"), (Field::Until, json!(null), json!("2026-12-01T00:00:00Z"))];
        let solve = [status("open", "solved"), (Field::Resolution, json!(null), json!("solved"))];
        let (settled, beside) = verdict(Field::Status, &[("ann", &wait), ("bob", &solve)]);
        assert_eq!(settled, [json!("solved"), json!("solved"), json!(null)]);
        assert_eq!(beside, [vec![json!("pending"), json!(null), json!("2026-12-01T00:00:00Z")]]);
        let (settled, _) = verdict(Field::Status, &[("bob", &solve), ("ann", &wait)]);
        assert_eq!(settled, [json!("pending"), json!(null), json!("2026-12-01T00:00:00Z")]);
    }

    #[test]
    fn who_acts_on_what_is_settled_goes_on_from_there() {
        let acts: &[Told] = &[
            ("ann", &[status("open", "pending")]),
            ("bob", &[status("open", "closed")]),
            ("ann", &[status("closed", "open")]),
        ];
        let (settled, beside) = verdict(Field::Status, acts);
        assert_eq!((settled[0].clone(), beside.len()), (json!("open"), 1));
        // Two acts of one side, of which the second knew the first.
        let acts: &[Told] = &[
            ("ann", &[status("open", "closed")]),
            ("bob", &[status("open", "pending")]),
            ("bob", &[status("pending", "open")]),
        ];
        let (settled, beside) = verdict(Field::Status, acts);
        assert!(
            settled[0] == "open" && beside.iter().any(|state| state[0] == "closed"),
            "{settled:?} {beside:?}"
        );
    }

    #[test]
    fn a_state_has_nothing_of_another_sides_that_it_cannot_have() {
        // Bob's pending ticket had no time to wait until; Ann's has.
        let until = (Field::Until, json!(null), json!("2026-12-01T00:00:00Z"));
        let acts: &[Told] = &[
            ("bob", &[status("open", "pending")]),
            ("ann", &[status("open", "pending"), until]),
            ("bob", &[status("pending", "on-hold")]),
        ];
        assert_eq!(verdict(Field::Until, acts).0, [json!("on-hold"), json!(null), json!(null)]);
    }

    #[test]
    fn the_higher_of_two_levels_holds_and_a_return_from_it() {
        let up = |to: &str| [level("N1", to)];
        let (two, three) = (up("N2"), up("N3"));
        assert_eq!(verdict(Field::Team, &[("ann", &three), ("bob", &two)]).0[0], "N3");
        assert_eq!(verdict(Field::Team, &[("ann", &two), ("bob", &three)]).0[0], "N3");
        let back = [level("N3", "N1")];
        assert_eq!(verdict(Field::Team, &[("ann", &three), ("bob", &two), ("ann", &back)]).0[0], "N1");
        // Who had the ticket at the lower level has it no more.
        let take = [(Field::Assignee, json!(null), json!("bob"))];
        let moved = [level("N1", "N2"), (Field::Assignee, json!("ann"), json!(null))];
        let (settled, _) = verdict(
            Field::Level,
            &[("ann", &[(Field::Assignee, json!(null), json!("ann"))]), ("ann", &moved), ("bob", &take)],
        );
        assert_eq!((settled[0].clone(), settled[2].clone()), (json!("N2"), json!("bob")));
    }

    #[test]
    fn time_does_nothing_against_a_person_who_did_not_know() {
        let (wake, close) = ([status("pending", "open")], [status("pending", "closed")]);
        assert_eq!(verdict(Field::Status, &[("ann", &close), ("git-desk", &wake)]).0[0], "closed");
        assert_eq!(verdict(Field::Status, &[("git-desk", &wake), ("ann", &close)]).0[0], "closed");
    }

    #[test]
    fn a_ticket_is_settled_only_where_it_has_what_did_not_hold() {
        let thread = thread(&[("ann", &[status("open", "pending")]), ("bob", &[status("open", "closed")])]);
        let mut ticket =
            Ticket::new("HD-7k3m2q".parse().unwrap(), "2026-11-23T09:00:00Z".parse().unwrap(), "x");
        let check = |ticket: &Ticket, changes: usize| {
            assert_eq!(settle(ticket, &thread, Merging::Now, |_| None).len(), changes, "{}", ticket.status)
        };
        for (status, changes) in [("pending", 1), ("closed", 0), ("solved", 0)] {
            ticket.status = Status::new(status);
            check(&ticket, changes);
        }
    }
}
