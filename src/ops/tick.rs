//! What the passing of time does: timed escalations, tickets whose wait is over, solved ones that stay quiet.
//!
//! Nothing here depends on when it runs, only on whether the moment has come. The event of a step has the place, the
//! name and the words of its moment, so that two clones that tick write the same file, and running it again writes
//! nothing. What was done to a ticket after that moment stays: a level that somebody has changed since then is theirs.

use chrono::{Days, NaiveDateTime, TimeDelta};

use super::clocks::Clocks;
use super::{Deed, Done, Finder, Loaded, OpsError, Outcome, Writer, act};
use crate::config::{Config, QuietSpan};
use crate::desk::Place;
use crate::model::{
    Category, Entry, EntryKind, Field, Instant, PROGRAM, Person, Stamp, Status, Thread, Ticket, Value,
    write_instant,
};
use crate::ops::find;
use crate::sla::{DueStep, step_name};
use crate::when::Standpoint;

/// The reason of a timed escalation, one of those that a person gives.
const REASON: &str = "time";

/// How many moments of one ticket are caught up with at once; each is one step, so that there is an end to it.
const MOST: usize = 64;

/// What the passing of time does to a ticket.
#[derive(Debug)]
pub struct Due {
    /// The ticket.
    pub id: crate::model::TicketId,
    /// Its title.
    pub title: String,
    /// The event.
    pub entry: Entry,
}

/// Does what is due, in one commit.
pub fn tick(writer: &Writer, finder: &Finder<'_>) -> Result<Outcome, OpsError> {
    let places = places(finder)?;
    if places.is_empty() {
        return Ok(Outcome { done: Vec::new(), idle: Vec::new(), receipt: Default::default() });
    }
    let clocks = Clocks::of(&writer.desk.config, writer.now)?;
    let decide = |loaded: &Loaded| Ok(deeds(&clocks, writer, loaded.ticket(), &loaded.thread));
    act::perform_all(writer, &places, named, decide)
}

/// Returns what is due, and does nothing.
pub fn due(writer: &Writer, finder: &Finder<'_>) -> Result<Vec<Due>, OpsError> {
    let clocks = finder.clocks()?;
    let mut all = Vec::new();
    for record in &finder.records.all {
        let deeds = deeds(clocks, writer, &record.ticket, &finder.records.thread(record).0);
        all.extend(deeds.into_iter().map(|deed| Due {
            id: record.place.id.clone(),
            title: record.ticket.title.clone(),
            entry: deed.entry,
        }));
    }
    Ok(all)
}

/// Returns the tickets for which something is due.
fn places(finder: &Finder<'_>) -> Result<Vec<Place>, OpsError> {
    let clocks = finder.clocks()?;
    let moment = |ticket: &Ticket, thread: &Thread| next(clocks, finder.config, finder.now, ticket, thread);
    let records = finder.records.all.iter();
    let is_due = |record: &&crate::desk::cache::Record| {
        moment(&record.ticket, &finder.records.thread(record).0).is_some()
    };
    Ok(records.filter(is_due).map(|record| record.place.clone()).collect())
}

/// Names what was done: the one step, or how many there were.
fn named(done: &[Done]) -> String {
    match done {
        [one] => format!("tick {}", one.after.id),
        many => format!("tick, {} steps", many.len()),
    }
}

/// Returns what is due for a ticket, oldest first, each step on what the one before has left.
fn deeds(clocks: &Clocks<'_>, writer: &Writer, ticket: &Ticket, thread: &Thread) -> Vec<Deed> {
    let (mut ticket, mut thread) = (ticket.clone(), thread.clone());
    let mut deeds = Vec::new();
    while let Some(deed) = next(clocks, &writer.desk.config, writer.now, &ticket, &thread) {
        let Some(stamp) = deed.stamp.clone().filter(|_| deeds.len() < MOST) else { break };
        for change in deed.entry.changes.iter().filter(|change| !deed.settled.contains(&change.field)) {
            // A value that fitted the ticket before fits it again.
            let _ = ticket.set(&change.field, &change.new);
        }
        let mut placed = thread.into_placed();
        placed.push((stamp, deed.entry.clone()));
        thread = Thread::new(placed);
        deeds.push(deed);
    }
    deeds
}

/// Returns the first thing that is due for a ticket.
fn next(
    clocks: &Clocks<'_>,
    config: &Config,
    now: Instant,
    ticket: &Ticket,
    thread: &Thread,
) -> Option<Deed> {
    let moment = Moment { config, now, ticket, thread };
    if config.category(ticket.status.as_str()) == Category::Done {
        return moment.close();
    }
    let steps = clocks.due_steps(ticket, thread);
    let deeds = steps.iter().filter_map(|due| moment.escalate(due)).chain(moment.wake());
    deeds.min_by(|one, other| one.stamp.cmp(&other.stamp))
}

/// A ticket at the moment of a step.
struct Moment<'m> {
    config: &'m Config,
    now: Instant,
    ticket: &'m Ticket,
    thread: &'m Thread,
}

impl Moment<'_> {
    /// Moves the ticket to the level of a step, as it stood at that moment.
    fn escalate(&self, due: &DueStep<'_>) -> Option<Deed> {
        let (step, level) = (due.step, self.config.level(&due.step.to)?);
        let words = format!("{} to {}", step.after, step.to);
        let tail = step_name(&self.ticket.id, &due.run.clock.to_string(), due.run.cycle, &words);
        let stamp = Stamp::after(due.at, None, tail);
        let from = self.value_at(&Field::Level, &stamp);
        let index = |level: &str| self.config.level_index(level);
        let is_below = from.as_str().and_then(index) < index(&level.name);
        if self.is_taken(&stamp) || self.is_settled(&Field::Level, &stamp) || !is_below {
            return None;
        }
        let mut deed = self.deed(due.at, stamp.clone());
        deed.entry.reason = Some(REASON.to_owned());
        deed.entry.set_timed();
        let (target, calendar) = (due.run.terms.target, &due.run.terms.calendar);
        deed.entry.body = format!("{}: {target} in `{calendar}`.", step.after);
        let team = level.team.clone().map_or(Value::Null, Value::from);
        for (field, new) in
            [(Field::Level, level.name.clone().into()), (Field::Team, team), (Field::Assignee, Value::Null)]
        {
            self.change(&mut deed, &stamp, field, new);
        }
        Some(deed)
    }

    /// Opens the ticket whose wait is over.
    fn wake(&self) -> Option<Deed> {
        let until = self.ticket.until.filter(|until| *until <= self.now)?;
        let status = self.ticket.status.as_str();
        let is_waiting = self.config.category(status) == Category::Waiting;
        if !is_waiting || !self.config.may_move(status, Status::Open.as_str()) {
            return None;
        }
        let tail = step_name(&self.ticket.id, "until", 1, &write_instant(until));
        let stamp = self.after(until, &[Field::Status, Field::Until], tail);
        let mut deed = self.deed(until, stamp.clone());
        self.change(&mut deed, &stamp, Field::Status, Status::Open.as_str().into());
        self.change(&mut deed, &stamp, Field::Until, Value::Null);
        Some(deed).filter(|_| !self.is_taken(&stamp))
    }

    /// Closes the solved ticket to which nothing has happened for as long as the desk wants.
    fn close(&self) -> Option<Deed> {
        let (from, to) = (Status::Solved, Status::Closed);
        if self.ticket.status != from || !self.config.may_move(from.as_str(), to.as_str()) {
            return None;
        }
        let last = find::updated(self.ticket, self.thread);
        let at = quiet_end(self.config, last).filter(|at| *at <= self.now)?;
        let tail = step_name(&self.ticket.id, from.as_str(), 1, &write_instant(at));
        let last = self.thread.last_stamp().map(|last| Stamp::after(at, Some(last), tail.clone()));
        let stamp = last.unwrap_or_else(|| Stamp::after(at, None, tail));
        let mut deed = self.deed(at, stamp.clone());
        self.change(&mut deed, &stamp, Field::Status, to.as_str().into());
        Some(deed).filter(|_| !self.is_taken(&stamp))
    }

    fn deed(&self, at: Instant, stamp: Stamp) -> Deed {
        let entry = Entry::new(self.ticket.id.clone(), EntryKind::Event, at, Person::new(PROGRAM));
        Deed { stamp: Some(stamp), ..Deed::of(entry) }
    }

    /// Adds a change of a field from what it was at the moment; what was changed since then stays in the file.
    fn change(&self, deed: &mut Deed, stamp: &Stamp, field: Field, new: Value) {
        let old = self.value_at(&field, stamp);
        if self.is_settled(&field, stamp) {
            deed.settled.push(field.clone());
        }
        let change = crate::model::Change { field, old, new };
        if !change.is_idle() {
            deed.entry.changes.push(change);
        }
    }

    /// Returns the stamp of a moment, which comes after the last change of some fields.
    fn after(&self, at: Instant, fields: &[Field], tail: String) -> Stamp {
        let is_of = |entry: &Entry| entry.changes.iter().any(|change| fields.contains(&change.field));
        let last = self.thread.placed().iter().rev().find(|(_, entry)| is_of(entry));
        Stamp::after(at, last.map(|(stamp, _)| stamp), tail)
    }

    /// Tells whether the step was taken: its name is in the thread.
    fn is_taken(&self, stamp: &Stamp) -> bool {
        let (_, tail) = stamp.parts();
        self.thread.placed().iter().any(|(stamp, _)| stamp.parts().1 == tail)
    }

    /// Tells whether a field was changed after a moment.
    fn is_settled(&self, field: &Field, stamp: &Stamp) -> bool {
        self.changes(field).any(|(at, _)| at > stamp)
    }

    /// Returns the value of a field at a moment.
    fn value_at(&self, field: &Field, stamp: &Stamp) -> Value {
        let later = self.changes(field).find(|(at, _)| *at > stamp);
        later.map_or_else(|| self.ticket.value(field), |(_, change)| change.old.clone())
    }

    fn changes(&self, field: &Field) -> impl Iterator<Item = (&Stamp, &crate::model::Change)> {
        let changes = self.thread.placed().iter();
        changes.flat_map(move |(stamp, entry)| {
            entry
                .changes
                .iter()
                .filter(move |change| change.field == *field)
                .map(move |change| (stamp, change))
        })
    }
}

/// Returns when a solved ticket has been quiet for as long as the desk wants: days of its zone, at the same time of
/// the day, or hours.
fn quiet_end(config: &Config, last: Instant) -> Option<Instant> {
    let here = Standpoint { now: last, zone: config.zone };
    let local: NaiveDateTime = last.with_timezone(&config.zone).naive_local();
    match config.close_solved_after {
        QuietSpan::Never => None,
        QuietSpan::Hours(count) => last.checked_add_signed(TimeDelta::try_hours(count.into())?),
        QuietSpan::Days(count) => here.instant(local.checked_add_days(Days::new(count.into()))?),
    }
}
