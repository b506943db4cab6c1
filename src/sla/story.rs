//! What a thread tells that clocks care about: who spoke when, and when the ticket waited, was done, changed hands.
//!
//! Pauses are found here, before any policy is looked at: they belong to the ticket. The first value of a field is
//! what its first change calls the old one, so that a ticket without any event is told by its file alone.

use std::borrow::Cow;

use super::pauses::{Pauses, Stretch};
use crate::config::{Clock, Config};
use crate::model::{
    Category, Entry, Field, Instant, Person, Resolution, Thread, Ticket, Value, read_instant,
};

/// From the start of a clock to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stint<'t> {
    pub clock: Clock,
    /// Which one of its clock it is, from 1.
    pub cycle: usize,
    /// The level, where it is the clock of one.
    pub level: Option<String>,
    pub start: Instant,
    pub stop: Option<Instant>,
    pub pauses: Pauses,
    /// What the events that stopped it kept, each with its time; the last one may be the end.
    pub kept: Vec<(Instant, &'t Value)>,
    /// It was stopped by the end of the ticket, and nobody had answered.
    pub is_unanswered: bool,
}

/// What became of a ticket.
pub(super) struct Story<'t> {
    pub stints: Vec<Stint<'t>>,
    /// Urgency, impact and override from their instant on, oldest first.
    pub priorities: Vec<(Instant, Option<String>)>,
    /// When it stood still.
    pub standstill: Standstill,
    /// It was no matter of its own: merged, a duplicate, spam.
    pub is_cancelled: bool,
}

/// One status, from when to when.
struct Period {
    whole: Stretch,
    status: String,
    until: Option<Instant>,
}

/// The values of a field, each from its instant on.
type Values<'t> = Vec<(Instant, Cow<'t, Value>)>;

pub(super) fn tell<'t>(config: &Config, ticket: &'t Ticket, thread: &'t Thread, now: Instant) -> Story<'t> {
    let teller = Teller { config, ticket, thread, now };
    let periods = teller.periods();
    let done = teller.done(&periods);
    let mut stints = Vec::from_iter(teller.first_response(&done));
    stints.extend(teller.next_responses(&done));
    let resolution = teller.resolution(&periods, done.clone());
    let is_waiting = |status: &str| config.category(status) == Category::Waiting;
    let standstill = Standstill {
        pauses: resolution.pauses.clone(),
        waits: Pauses::new(teller.waits(&periods, is_waiting)),
    };
    stints.push(resolution);
    stints.extend(teller.levels(&done, &standstill.waits));
    Story { standstill, stints, priorities: teller.priorities(), is_cancelled: teller.is_cancelled() }
}

/// When a ticket stood still.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standstill {
    /// When its resolution was not counted: in statuses that pause, and between solved and reopened.
    pub pauses: Pauses,
    /// When it waited for somebody else, paused or not.
    pub waits: Pauses,
}

/// Returns from when to when somebody waited for an answer: for the first one, or for each one after it. `None` is
/// one that has not come.
pub fn waits_for(
    clock: Clock,
    config: &Config,
    ticket: &Ticket,
    thread: &Thread,
    now: Instant,
) -> Vec<(Instant, Option<Instant>)> {
    let story = tell(config, ticket, thread, now);
    let waits = story.stints.into_iter().filter(|stint| stint.clock == clock);
    waits.map(|stint| (stint.start, stint.stop)).collect()
}

struct Teller<'c, 't> {
    config: &'c Config,
    ticket: &'t Ticket,
    thread: &'t Thread,
    now: Instant,
}

impl<'t> Teller<'_, 't> {
    /// Returns the values of a field since the ticket was made. What an importer wrote down to explain a value is no
    /// change, unless `with_bookkeeping`; what somebody wrote into the file since the last event holds from now on.
    fn values(&self, field: &Field, with_bookkeeping: bool) -> Values<'t> {
        let changes = self.thread.changes().filter(|(entry, change)| {
            change.field == *field && (with_bookkeeping || !entry.is_bookkeeping())
        });
        let mut values: Values<'t> = Vec::new();
        for (entry, change) in changes {
            if values.is_empty() {
                values.push((self.ticket.created, Cow::Borrowed(&change.old)));
            }
            // A clock that went wrong makes no time that runs backwards.
            let last = values.last().map_or(entry.at, |(last, _)| *last);
            values.push((entry.at.max(last), Cow::Borrowed(&change.new)));
        }
        let present = self.ticket.value(field);
        match values.last() {
            None => values.push((self.ticket.created, Cow::Owned(present))),
            Some((at, last)) if **last != present => values.push((self.now.max(*at), Cow::Owned(present))),
            Some(_) => {}
        }
        values
    }

    /// Returns the statuses, one period for each change of the status or of the end of a wait.
    fn periods(&self) -> Vec<Period> {
        let statuses = self.values(&Field::Status, true);
        let untils = self.values(&Field::Until, true);
        let instants = instants_of([&statuses, &untils]);
        let ends = instants.iter().skip(1).copied().chain([Stretch::ENDLESS]);
        let period = |(from, to): (&Instant, Instant)| Period {
            whole: Stretch::new(*from, to),
            status: text_at(&statuses, *from).unwrap_or_default().to_owned(),
            until: text_at(&untils, *from).and_then(read_instant),
        };
        instants.iter().zip(ends).map(period).collect()
    }

    fn is_done(&self, status: &str) -> bool {
        self.config.category(status) == Category::Done
    }

    /// Returns the stretches in which the ticket was done, each from the first status that was.
    fn done(&self, periods: &[Period]) -> Vec<Stretch> {
        let done = periods.iter().filter(|period| self.is_done(&period.status));
        let mut joined: Vec<Stretch> = Vec::new();
        for period in done {
            match joined.last_mut() {
                Some(last) if last.to == period.whole.from => last.to = period.whole.to,
                _ => joined.push(period.whole),
            }
        }
        joined
    }

    /// Returns the stretches in which it waited, in a status that is meant: until its end, or the end of the wait.
    fn waits(&self, periods: &[Period], is_meant: impl Fn(&str) -> bool) -> Vec<Stretch> {
        let meant = periods.iter().filter(|period| is_meant(&period.status));
        meant
            .map(|period| {
                let end = period.until.unwrap_or(Stretch::ENDLESS);
                Stretch::new(period.whole.from, period.whole.to.min(end.max(period.whole.from)))
            })
            .collect()
    }

    /// From creation to the first time it was done; on reopening it goes on, and the time between is a pause.
    fn resolution(&self, periods: &[Period], mut done: Vec<Stretch>) -> Stint<'t> {
        let stop = match done.last() {
            Some(last) if last.to == Stretch::ENDLESS => done.pop().map(|last| last.from),
            _ => None,
        };
        let pauses = |status: &str| {
            self.config.status(status).is_some_and(|rule| rule.pauses && rule.category != Category::Done)
        };
        let stops = done.iter().map(|done| done.from).chain(stop);
        let kept = stops.filter_map(|at| self.kept(at, Clock::Resolution)).collect();
        done.extend(self.waits(periods, pauses));
        Stint { stop, pauses: Pauses::new(done), kept, ..self.stint(Clock::Resolution, self.ticket.created) }
    }

    /// One stint for each stay at a level. A ticket that is reopened arrives again.
    fn levels(&self, done: &[Stretch], pauses: &Pauses) -> Vec<Stint<'t>> {
        let levels = self.values(&Field::Level, false);
        let ends = levels.iter().skip(1).map(|(at, _)| *at).chain([Stretch::ENDLESS]);
        let mut stints: Vec<Stint<'t>> = Vec::new();
        for ((from, level), to) in levels.iter().zip(ends) {
            let Some(level) = level.as_str() else { continue };
            for stay in apart(Stretch::new(*from, to), done) {
                let stop = Some(stay.to).filter(|stop| *stop != Stretch::ENDLESS);
                let kept = stop.and_then(|stop| self.kept(stop, Clock::Level)).into_iter().collect();
                let (pauses, cycle) = (Pauses::new(pauses.within(stay).collect()), stints.len() + 1);
                let level = Some(level.to_owned());
                stints.push(Stint {
                    stop,
                    pauses,
                    kept,
                    cycle,
                    level,
                    ..self.stint(Clock::Level, stay.from)
                });
            }
        }
        stints
    }

    /// From creation to the first word of somebody else; else to the end, which answers nothing but is one.
    fn first_response(&self, done: &[Stretch]) -> Option<Stint<'t>> {
        if self.came_in_person() {
            return None;
        }
        let end = done.first().map(|done| done.from);
        let answer = self.thread.entries().find(|entry| self.is_answer(entry)).map(|entry| entry.at);
        let answer = answer.filter(|at| end.is_none_or(|end| *at <= end));
        let stop = answer.or(end);
        let kept = stop.and_then(|stop| self.kept(stop, Clock::FirstResponse)).into_iter().collect();
        let is_unanswered = answer.is_none() && stop.is_some();
        Some(Stint { stop, kept, is_unanswered, ..self.stint(Clock::FirstResponse, self.ticket.created) })
    }

    /// One stint for each time the requester waits after the first response: who spoke last decides.
    fn next_responses(&self, done: &[Stretch]) -> Vec<Stint<'t>> {
        let stint = |(at, (start, stop)): (usize, (Instant, Option<Instant>))| {
            let kept = stop.and_then(|stop| self.kept(stop, Clock::NextResponse)).into_iter().collect();
            Stint { stop, kept, cycle: at + 1, ..self.stint(Clock::NextResponse, start) }
        };
        waits_for_answers(self.moments(done), self.came_in_person())
            .into_iter()
            .enumerate()
            .map(stint)
            .collect()
    }

    fn moments(&self, done: &[Stretch]) -> Vec<(Instant, Moment)> {
        let word = |entry: &Entry| match () {
            () if self.is_answer(entry) => Some((entry.at, Moment::Answer)),
            () if self.is_question(entry) => Some((entry.at, Moment::Question)),
            () => None,
        };
        let ends = done.iter().flat_map(|done| [(done.from, Moment::Done), (done.to, Moment::Reopened)]);
        let mut moments: Vec<_> = self.thread.entries().filter_map(word).chain(ends).collect();
        moments.sort();
        moments
    }

    /// Tells whether an entry is a public word of a person who is not the requester.
    fn is_answer(&self, entry: &Entry) -> bool {
        entry.is_word() && !self.is_requester(&entry.by)
    }

    /// Tells whether an entry is a public word of the requester.
    fn is_question(&self, entry: &Entry) -> bool {
        entry.is_word() && self.is_requester(&entry.by)
    }

    fn is_requester(&self, person: &Person) -> bool {
        self.ticket.reporter.as_ref().is_some_and(|reporter| self.config.is_same_person(reporter, person))
    }

    /// Tells whether the requester was spoken to when the ticket was made.
    fn came_in_person(&self) -> bool {
        let source = self.ticket.source.as_deref().unwrap_or_default().to_lowercase();
        matches!(source.as_str(), "phone" | "chat" | "walk-in" | "walkin")
    }

    /// Returns the priority from each instant on at which it changed.
    fn priorities(&self) -> Vec<(Instant, Option<String>)> {
        let [urgencies, impacts, overrides] =
            [Field::Urgency, Field::Impact, Field::Priority].map(|field| self.values(&field, false));
        let mut priorities: Vec<(Instant, Option<String>)> = Vec::new();
        for instant in instants_of([&urgencies, &impacts, &overrides]) {
            let by_matrix = || {
                let (urgency, impact) = (text_at(&urgencies, instant)?, text_at(&impacts, instant)?);
                self.config.priority_for(urgency, impact)
            };
            let priority = text_at(&overrides, instant).or_else(by_matrix);
            if priorities.last().is_none_or(|(_, last)| last.as_deref() != priority) {
                priorities.push((instant, priority.map(str::to_owned)));
            }
        }
        priorities
    }

    fn is_cancelled(&self) -> bool {
        let counts = |resolution: &Resolution| self.config.counts_for_quality(resolution);
        self.is_done(self.ticket.status.as_str()) && !self.ticket.resolution.as_ref().is_none_or(counts)
    }

    /// Returns what the event of an instant kept of a clock.
    fn kept(&self, at: Instant, clock: Clock) -> Option<(Instant, &'t Value)> {
        let kept = |entry: &'t Entry| entry.sla.as_ref().filter(|sla| sla.get(clock.to_string()).is_some());
        self.thread.entries().filter(|entry| entry.at == at).find_map(kept).map(|sla| (at, sla))
    }

    fn stint(&self, clock: Clock, start: Instant) -> Stint<'t> {
        let (stop, level, pauses, kept) = (None, None, Pauses::default(), Vec::new());
        Stint { clock, cycle: 1, level, start, stop, pauses, kept, is_unanswered: false }
    }
}

/// What somebody who waits for an answer lives through; of what happens at the same instant, in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Moment {
    Reopened,
    Question,
    Answer,
    Done,
}

/// Returns from when to when the requester waited for an answer, once there had been one.
fn waits_for_answers(
    moments: Vec<(Instant, Moment)>,
    mut is_responded: bool,
) -> Vec<(Instant, Option<Instant>)> {
    let (mut waits, mut since) = (Vec::new(), None);
    // What is said while the ticket is done waits from its reopening on.
    let (mut is_done, mut is_left) = (false, false);
    for (at, moment) in moments {
        match moment {
            Moment::Reopened => {
                is_done = false;
                since = Some(at).filter(|_| std::mem::take(&mut is_left));
            }
            Moment::Question if is_done => is_left = true,
            Moment::Question if is_responded => since = since.or(Some(at)),
            Moment::Question => {}
            Moment::Answer | Moment::Done => {
                (is_responded, is_left, is_done) = (true, false, is_done || moment == Moment::Done);
                waits.extend(since.take().map(|since| (since, Some(at))));
            }
        }
    }
    waits.extend(since.map(|since| (since, None)));
    waits
}

/// Returns the instants at which one of some fields got a value.
fn instants_of<'v>(fields: impl IntoIterator<Item = &'v Values<'v>>) -> Vec<Instant> {
    let mut instants: Vec<Instant> = fields.into_iter().flatten().map(|(at, _)| *at).collect();
    instants.sort();
    instants.dedup();
    instants
}

/// Returns the text that a field had at an instant.
fn text_at<'v>(values: &'v Values<'_>, instant: Instant) -> Option<&'v str> {
    let last = values.iter().rev().find(|(at, _)| *at <= instant).or(values.first());
    last.and_then(|(_, value)| value.as_str())
}

/// Returns the parts of a stretch that lie outside of others, which are in order.
fn apart(whole: Stretch, others: &[Stretch]) -> Vec<Stretch> {
    let (mut parts, mut from) = (Vec::new(), whole.from);
    for other in others.iter().map(|other| other.clipped(whole)).filter(|other| !other.is_empty()) {
        parts.push(Stretch::new(from, other.from));
        from = other.to;
    }
    parts.push(Stretch::new(from, whole.to));
    parts.retain(|part| !part.is_empty());
    parts
}
