//! A ticket as reports see it: what became of it until the instant that a report is made for.

use std::borrow::Cow;
use std::ops::Deref;

use super::article::Article;
use super::period::Period;
use crate::config::{Clock, Config, Objective, Policy};
use crate::model::{Category, Entry, Field, Instant, Resolution, Thread, Ticket, TicketId, Value};
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

/// A ticket becomes done, or is reopened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// When.
    pub at: Instant,
    /// It became done.
    pub is_solve: bool,
    /// The level that had it then.
    pub level: Option<String>,
    /// The event names the commit that did it.
    pub has_commit: bool,
}

/// A ticket goes to another support level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelChange {
    /// When.
    pub at: Instant,
    /// Up, and not down.
    pub is_up: bool,
    /// The level it went to.
    pub to: String,
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

/// Minutes of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    /// When they were written down.
    pub at: Instant,
    /// How many.
    pub minutes: u64,
    /// The team that had the ticket then.
    pub team: Option<String>,
    /// The level that had it then.
    pub level: Option<String>,
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
        let mut story = Story::begin(config, &ticket, thread);
        let was_done = story.is_done;
        let (mut moves, mut level_changes) = (Vec::new(), Vec::new());
        let (mut answers, mut spent) = (Vec::new(), Vec::new());
        for entry in thread.entries() {
            story.tell(entry, &mut moves, &mut level_changes);
            if entry.is_word() && !is_requester(config, &ticket, entry) {
                answers.push(entry.at);
            }
            if let Some(minutes) = entry.minutes.filter(|minutes| *minutes > 0) {
                let (team, level) = (story.team.clone(), story.level.clone());
                spent.push(Spent { at: entry.at, minutes, team, level });
            }
        }
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

/// The fields of a ticket while its thread is told.
struct Story<'c> {
    config: &'c Config,
    is_done: bool,
    last: Instant,
    level: Option<String>,
    team: Option<String>,
}

impl<'c> Story<'c> {
    /// Begins with what the first event of each field calls the old value; with the present one where there is none.
    fn begin(config: &'c Config, ticket: &Ticket, thread: &Thread) -> Story<'c> {
        let first = |field: Field| {
            let old =
                thread.changes().find(|(_, change)| change.field == field).map(|(_, change)| &change.old);
            old.cloned().unwrap_or_else(|| ticket.value(&field)).as_str().map(str::to_owned)
        };
        let is_done = first(Field::Status).is_some_and(|status| config.category(&status) == Category::Done);
        let (level, team) = (first(Field::Level), first(Field::Team));
        Story { config, is_done, last: ticket.created, level, team }
    }

    fn tell(&mut self, entry: &Entry, moves: &mut Vec<Move>, level_changes: &mut Vec<LevelChange>) {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        if entry.changes.is_empty() {
            return;
        }
        // A clock that went wrong makes no time that runs backwards.
        let at = entry.at.max(self.last);
        self.last = at;
        for change in &entry.changes {
            match change.field {
                Field::Level => {
                    let to = text(&change.new);
                    if !entry.is_bookkeeping() {
                        level_changes.extend(level_change(
                            self.config,
                            at,
                            self.level.as_deref(),
                            to.as_deref(),
                        ));
                    }
                    self.level = to;
                }
                Field::Team => self.team = text(&change.new),
                _ => {}
            }
        }
        // After its level: a change made in the same entry belongs to the solve.
        let status = entry.changes.iter().rev().find(|change| change.field == Field::Status);
        let Some(status) = status.and_then(|change| change.new.as_str()) else { return };
        let is_solve = self.config.category(status) == Category::Done;
        if is_solve != self.is_done {
            self.is_done = is_solve;
            moves.push(Move {
                at,
                is_solve,
                level: self.level.clone(),
                has_commit: entry.commit().is_some(),
            });
        }
    }
}

fn level_change(config: &Config, at: Instant, from: Option<&str>, to: Option<&str>) -> Option<LevelChange> {
    let to = to?;
    let (before, after) = (config.level_index(from?)?, config.level_index(to)?);
    (before != after).then(|| LevelChange { at, is_up: before < after, to: to.to_owned() })
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
