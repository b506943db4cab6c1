//! A ticket as reports see it: what became of it until the instant that a report is made for.

use std::borrow::Cow;
use std::ops::Deref;

use super::article::Article;
use super::period::Period;
use super::story::{LevelChange, Move, Spent, Story};
use crate::config::{Clock, Config, Objective, Policy};
use crate::model::{Entry, Instant, Resolution, Thread, Ticket, TicketId};
use crate::sla::{self, Clockwork, Run, Standstill, State};

/// The tickets of a report.
#[derive(Debug, Default)]
pub struct Cases<'c> {
    /// Those that count.
    pub counted: Vec<Case<'c>>,
    /// Those that were no matter of their own: duplicates, merged ones, spam.
    pub left_out: Vec<Case<'c>>,
    /// Problem tickets that are not done, also those that the report's query leaves out.
    pub problems: Vec<Held<'c>>,
    /// The articles of the knowledge base.
    pub articles: Vec<Article>,
}

/// A ticket with its history, nothing of which lies after the instant that the report is made for.
#[derive(Debug)]
pub struct Case<'c> {
    /// The ticket as it stood at that instant.
    pub ticket: Held<'c>,
    /// Its priority: the override, else what the matrix gives.
    pub priority: Option<String>,
    /// It was done when it was made.
    was_done: bool,
    /// When it became done, or was reopened, in turn.
    pub moves: Vec<Move>,
    /// When it changed its level.
    pub level_changes: Vec<LevelChange>,
    /// When somebody other than the requester spoke to them.
    pub answers: Vec<Instant>,
    /// When it stood still.
    pub standstill: Standstill,
    /// The calendar that its working time is counted in.
    pub calendar: &'c str,
    /// What the clocks of its service level came to.
    pub verdicts: Vec<Verdict>,
    /// Minutes of work that somebody wrote down.
    pub spent: Vec<Spent>,
    /// For each objective of the desk: when it was decided, and whether the ticket stayed within it.
    pub decisions: Vec<Option<(Instant, bool)>>,
}

/// A ticket as it stands, or as it stood before.
#[derive(Clone, Debug)]
pub enum Held<'t> {
    /// As it stands.
    Borrowed(&'t Ticket),
    /// As it stood: few tickets of a report change after it.
    Owned(Box<Ticket>),
}

impl Deref for Held<'_> {
    type Target = Ticket;

    fn deref(&self) -> &Ticket {
        match self {
            Held::Borrowed(ticket) => ticket,
            Held::Owned(ticket) => ticket,
        }
    }
}

/// What a clock came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The clock.
    pub clock: Clock,
    /// When its target was first exceeded, else when it last stopped.
    pub at: Instant,
    /// It was in time.
    pub is_met: bool,
}

/// Returns a ticket and its thread as they stood at an instant; `None` if it was made later.
pub fn as_of<'t, 'h>(
    ticket: &'t Ticket,
    thread: &'h Thread,
    instant: Instant,
) -> Option<(Held<'t>, Cow<'h, Thread>)> {
    if ticket.created > instant {
        return None;
    }
    if thread.entries().all(|entry| entry.at <= instant) {
        return Some((Held::Borrowed(ticket), Cow::Borrowed(thread)));
    }
    let mut earlier = ticket.clone();
    let later = thread.changes().rev().filter(|(entry, _)| entry.at > instant);
    for (_, change) in later {
        // A value that fitted the ticket before fits it again.
        let _ = earlier.set(&change.field, &change.old);
    }
    let seen = thread.placed().iter().filter(|(_, entry)| entry.at <= instant);
    Some((Held::Owned(Box::new(earlier)), Cow::Owned(Thread::new(seen.cloned().collect()))))
}

/// What a case is made with.
pub struct Maker<'c> {
    /// The desk's policy.
    pub config: &'c Config,
    /// What counts its clocks.
    pub clockwork: &'c Clockwork<'c>,
    /// The instant that the report is made for.
    pub as_of: Instant,
}

impl<'c> Maker<'c> {
    /// Makes the case of a ticket that stands as it did at the instant, with its thread until then and the policy of
    /// its service level.
    pub fn case(&self, ticket: Held<'c>, thread: &Thread, policy: Option<&'c Policy>) -> Case<'c> {
        let config = self.config;
        let (runs, standstill) = self.clockwork.told(policy, &ticket, thread, self.as_of);
        let priority = config.priority_of(&ticket).map(str::to_owned);
        let calendar = policy.map_or(config.default_calendar(), |policy| {
            policy.calendar_for(priority.as_deref().unwrap_or_default())
        });
        let answers =
            thread.entries().filter(|entry| entry.is_word() && !is_requester(config, &ticket, entry));
        let answers = answers.map(|entry| entry.at).collect();
        let Story { was_done, moves, level_changes, spent, .. } = Story::told(config, &ticket, thread);
        let mut case = Case {
            priority,
            was_done,
            moves,
            level_changes,
            answers,
            standstill,
            calendar,
            verdicts: verdicts(&runs),
            spent,
            decisions: Vec::new(),
            ticket,
        };
        let decided = |one: &Objective| self.decided(*one, &case, &self.waits(one, &case, thread));
        case.decisions = config.objectives.iter().map(decided).collect();
        case
    }

    /// Returns from when to when somebody waited for what an objective is about.
    fn waits(
        &self,
        objective: &Objective,
        case: &Case<'_>,
        thread: &Thread,
    ) -> Vec<(Instant, Option<Instant>)> {
        match objective.clock {
            Clock::Resolution => vec![(case.created(), case.solves().next().map(|solve| solve.at))],
            clock => sla::waits_for(clock, self.config, &case.ticket, thread, self.as_of),
        }
    }
}

impl Case<'_> {
    /// Returns the id of the ticket.
    pub fn id(&self) -> &TicketId {
        &self.ticket.id
    }

    /// Returns when the ticket was made.
    pub fn created(&self) -> Instant {
        self.ticket.created
    }

    /// Tells whether it was done just before an instant.
    pub fn is_done_at(&self, instant: Instant) -> bool {
        self.moves.iter().rev().find(|one| one.at < instant).map_or(self.was_done, |one| one.is_solve)
    }

    /// Tells whether it was made and not done before an instant.
    pub fn is_open_at(&self, instant: Instant) -> bool {
        self.created() < instant && !self.is_done_at(instant)
    }

    /// Tells whether anything can have happened to it in a period: it was made before the end, and was not done and
    /// quiet all the time.
    pub fn is_active_in(&self, period: &Period) -> bool {
        let changes =
            || self.moves.iter().map(|one| one.at).chain(self.level_changes.iter().map(|one| one.at));
        let words = || self.answers.iter().copied().chain(self.spent.iter().map(|one| one.at));
        let is_touched = || changes().chain(words()).any(|at| period.contains(at));
        let decided = || self.decisions.iter().flatten().map(|(at, _)| *at);
        let is_decided =
            || self.verdicts.iter().map(|one| one.at).chain(decided()).any(|at| period.contains(at));
        let is_new = period.contains(self.created());
        self.created() < period.until && (is_new || is_touched() || is_decided())
    }

    /// Returns when it became done.
    pub fn solves(&self) -> impl DoubleEndedIterator<Item = &Move> {
        self.moves.iter().filter(|one| one.is_solve)
    }

    /// Returns when it was reopened.
    pub fn reopenings(&self) -> impl DoubleEndedIterator<Item = &Move> {
        self.moves.iter().filter(|one| !one.is_solve)
    }
}

/// Tells whether a ticket ended as no matter of its own.
pub fn is_left_out(config: &Config, ticket: &Ticket) -> bool {
    let counts = |resolution: &Resolution| config.counts_for_quality(resolution);
    !ticket.resolution.as_ref().is_none_or(counts)
}

fn is_requester(config: &Config, ticket: &Ticket, entry: &Entry) -> bool {
    ticket.reporter.as_ref().is_some_and(|reporter| config.is_same_person(reporter, &entry.by))
}

/// Sums up the clocks of each kind: breached when one of them first was, else met when the last one stopped.
fn verdicts(runs: &[Run]) -> Vec<Verdict> {
    let verdict = |clock: Clock| {
        let of_clock = || runs.iter().filter(move |run| run.clock == clock && run.state != State::Cancelled);
        if let Some(at) = of_clock().filter_map(|run| run.breached).min() {
            return Some(Verdict { clock, at, is_met: false });
        }
        let stops = of_clock().map(|run| run.stop).collect::<Option<Vec<_>>>()?;
        stops.into_iter().max().map(|at| Verdict { clock, at, is_met: true })
    };
    Clock::ALL.into_iter().filter_map(verdict).collect()
}
