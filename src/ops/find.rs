//! Which tickets fit a query, in which order.

use std::collections::{BTreeSet, HashSet};
use std::io;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::clocks::{Clocks, Standing};
use super::{OpsError, people};
use crate::config::Config;
use crate::desk::cache::{EVERY, Looked, NONE, Record, Records, Wanted};
use crate::desk::{Broken, Desk, DeskError, layout};
use crate::model::{Category, Change, Field, Instant, LinkKind, Person, Thread, Ticket, TicketId, Value};
use crate::query::{self, Fact, Phrase, Plan, Query, Subject, Terms, Values};
use crate::sla::State;

/// The order of lists: the most pressing first, then the oldest.
pub const PRESSING: &str = "sort:priority,created";

/// The tickets of a desk, ready to be asked.
pub struct Finder<'d> {
    /// The desk's policy.
    pub config: &'d Config,
    me: Option<Person>,
    /// The present moment.
    pub now: Instant,
    /// All tickets.
    pub records: Records,
    undone: OnceLock<HashSet<TicketId>>,
    /// How each ticket that is listed stands with its clocks, once somebody has asked.
    standings: OnceLock<Vec<OnceLock<Standing>>>,
    clocks: OnceLock<Clocks<'d>>,
}

/// Which tickets are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    All,
    /// Those that are not done: enough for a query that wants no others, and quicker.
    Undone,
    /// None yet: a search knows only at its end which ones it shows.
    None,
}

/// What fits a query.
pub struct Matches<'f> {
    /// The tickets, in the order that the query asks for.
    pub records: Vec<&'f Record>,
    /// Files that cannot be read, unless the query rules them out.
    pub broken: &'f [Broken],
}

impl<'d> Finder<'d> {
    /// Reads the tickets of a desk. `progress` is told how many of how many are read, if that takes its time.
    pub fn read(
        desk: &'d Desk,
        scope: Scope,
        me: Option<Person>,
        now: Instant,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Finder<'d>, OpsError> {
        let config = &desk.config;
        let is_undone = |status: &str| config.category(status) != Category::Done;
        let wanted: Wanted<'_> = match scope {
            Scope::All => EVERY,
            Scope::Undone => &is_undone,
            Scope::None => NONE,
        };
        let records =
            desk.cache().records(desk.root(), wanted, progress).map_err(|source| unlisted(desk, source))?;
        Ok(Finder::of(config, me, now, records))
    }

    /// Asks tickets that were read already.
    pub fn of(config: &'d Config, me: Option<Person>, now: Instant, records: Records) -> Finder<'d> {
        let (undone, clocks, standings) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Finder { config, me, now, records, undone, standings, clocks }
    }

    /// Reads a query of ours; the most pressing come first.
    pub fn query(&self, text: &str) -> Result<Query, OpsError> {
        let query = query::parse(text).map_err(|error| OpsError::Query(Box::new(error)))?;
        Ok(if query.is_sorted() { query } else { Query { sort: self.query(PRESSING)?.sort, ..query } })
    }

    /// Finds the tickets that fit a query, in its order.
    pub fn find(&self, query: &Query) -> Result<Matches<'_>, OpsError> {
        let plan = self.plan(query)?;
        let looked = self.records.look_up(plan.phrases());
        let seen = self.records.all.par_iter().map(|record| self.seen(record, &looked));
        let mut fitting: Vec<Seen<'_, '_, '_>> = seen.filter(|seen| plan.matches(seen)).collect();
        plan.sort(&mut fitting);
        let broken = if plan.admits_broken() { self.records.broken.as_slice() } else { &[] };
        Ok(Matches { records: fitting.into_iter().map(|seen| seen.record).collect(), broken })
    }

    /// Tells of each ticket that is listed whether it fits a query.
    pub fn fits(&self, query: &Query) -> Result<Vec<bool>, OpsError> {
        let mut fits = vec![false; self.records.count()];
        for record in self.find(query)?.records {
            fits[record.listed] = true;
        }
        Ok(fits)
    }

    /// Gives the words of a query their meaning at this desk.
    pub fn plan(&self, query: &Query) -> Result<Plan<'_>, OpsError> {
        self.clocks()?;
        let terms = Terms {
            config: self.config,
            now: self.now,
            me: self.me.as_ref(),
            in_use: &self.records,
            subject: Subject::Tickets,
        };
        query::resolve(query, &terms).map_err(|error| OpsError::Query(Box::new(error)))
    }

    fn seen<'f, 'l>(&'f self, record: &'f Record, looked: &'l Looked) -> Seen<'f, 'd, 'l> {
        Seen { finder: self, record, looked, body: OnceLock::new() }
    }

    /// Returns the policies of the desk.
    pub fn clocks(&self) -> Result<&Clocks<'d>, OpsError> {
        if let Some(clocks) = self.clocks.get() {
            return Ok(clocks);
        }
        let clocks = Clocks::of(self.config, self.now)?;
        Ok(self.clocks.get_or_init(|| clocks))
    }

    /// Returns how a ticket stands with its clocks. Where nothing is promised, its thread is not read.
    pub fn standing(&self, record: &Record) -> Result<Standing, OpsError> {
        let clocks = self.clocks()?;
        let count = || clocks.standing(&record.ticket, || &self.records.thread(record).0);
        let standings = self.standings.get_or_init(|| vec![OnceLock::new(); self.records.count()]);
        Ok(standings.get(record.listed).map_or_else(count, |standing| *standing.get_or_init(count)))
    }

    /// Returns how each of some tickets stands.
    pub fn standings(&self, records: &[&Record]) -> Result<Vec<Standing>, OpsError> {
        records.par_iter().map(|record| self.standing(record)).collect()
    }

    /// Returns the tickets that are not done.
    pub fn undone(&self) -> &HashSet<TicketId> {
        let is_undone = |ticket: &Ticket| self.config.category(ticket.status.as_str()) != Category::Done;
        let tickets = self.records.all.iter().map(|record| &record.ticket);
        self.undone
            .get_or_init(|| tickets.filter(|ticket| is_undone(ticket)).map(|it| it.id.clone()).collect())
    }
}

fn unlisted(desk: &Desk, source: io::Error) -> OpsError {
    DeskError::Folder { path: desk.root().join(layout::TICKETS), source }.into()
}

impl query::InUse for Records {
    fn words(&self, field: &Field) -> BTreeSet<String> {
        let text = |value: Value| match value {
            Value::String(text) => vec![text],
            Value::Array(items) => items.iter().filter_map(|item| Some(item.as_str()?.to_owned())).collect(),
            Value::Null => Vec::new(),
            other => vec![other.to_string()],
        };
        self.all.iter().flat_map(|record| text(record.ticket.value(field))).collect()
    }

    fn keys(&self) -> BTreeSet<String> {
        self.all.iter().flat_map(|record| record.ticket.fields.keys().cloned()).collect()
    }
}

/// A ticket as a query sees it.
struct Seen<'f, 'd, 'l> {
    finder: &'f Finder<'d>,
    record: &'f Record,
    looked: &'l Looked,
    body: OnceLock<String>,
}

impl Seen<'_, '_, '_> {
    fn config(&self) -> &Config {
        self.finder.config
    }

    fn thread(&self) -> &Thread {
        &self.finder.records.thread(self.record).0
    }

    fn standing(&self) -> Standing {
        self.finder.standing(self.record).unwrap_or_default()
    }
}

impl query::Record for Seen<'_, '_, '_> {
    fn value(&self, field: &Field) -> Values<'_> {
        let ticket = &self.record.ticket;
        match field {
            Field::Priority => self.config().priority_of(ticket).map_or(Values::None, Values::Text),
            Field::Body => {
                let body = || self.finder.records.words(self.record).body;
                Values::Text(self.body.get_or_init(body))
            }
            Field::Due => next_due(ticket, &self.standing()).map_or(Values::None, Values::Instant),
            field => Values::of(ticket, field),
        }
    }

    fn updated(&self) -> Instant {
        updated(&self.record.ticket, self.thread())
    }

    fn closed(&self) -> Option<Instant> {
        closed(self.config(), &self.record.ticket, self.thread())
    }

    fn is(&self, fact: Fact) -> bool {
        let (config, ticket) = (self.config(), &self.record.ticket);
        match fact {
            Fact::Blocked => is_blocked(ticket, self.finder.undone()),
            Fact::Unanswered => people::is_unanswered(config, ticket, self.thread()),
            Fact::Reopened => is_reopened(config, self.thread()),
            Fact::Escalated => is_escalated(config, self.thread()),
            Fact::Overdue => is_overdue(ticket, &self.standing(), self.finder.now),
        }
    }

    fn sla(&self) -> Option<State> {
        self.standing().state
    }

    fn holds(&self, phrase: &Phrase) -> bool {
        self.finder.records.holds(self.record, phrase, self.looked)
    }
}

fn is_blocked(ticket: &Ticket, undone: &HashSet<TicketId>) -> bool {
    let mut blockers = ticket.links.iter().filter(|link| link.kind == LinkKind::BlockedBy);
    blockers.any(|link| undone.contains(&link.to))
}

/// Returns when something was last said or changed; else when the ticket was made.
pub fn updated(ticket: &Ticket, thread: &Thread) -> Instant {
    let last = thread.entries().map(|entry| entry.at).max();
    last.map_or(ticket.created, |last| last.max(ticket.created))
}

/// Returns when a ticket is next due: by a person's word, or by a clock that goes on.
pub fn next_due(ticket: &Ticket, standing: &Standing) -> Option<Instant> {
    ticket.due.into_iter().chain(standing.due).min()
}

/// Tells whether a ticket is late: by a person's word, or since a clock that goes on is breached. A target that was
/// used up at closing is due since then, and yet not exceeded before somebody works again.
pub fn is_overdue(ticket: &Ticket, standing: &Standing, now: Instant) -> bool {
    ticket.due.is_some_and(|due| due < now) || standing.is_breached
}

/// Tells whether a ticket went up a level, at least once.
pub fn is_escalated(config: &Config, thread: &Thread) -> bool {
    moves(thread, &Field::Level).any(|(from, to)| config.level_index(from) < config.level_index(to))
}

/// Returns when a ticket was last done, if it is: the last event that made it so.
pub fn closed(config: &Config, ticket: &Ticket, thread: &Thread) -> Option<Instant> {
    let is_done = |status: &str| config.category(status) == Category::Done;
    if !is_done(ticket.status.as_str()) {
        return None;
    }
    let ends = |change: &Change| {
        change.field == Field::Status
            && change.new.as_str().is_some_and(is_done)
            && !change.old.as_str().is_some_and(is_done)
    };
    thread.changes().rev().find(|(_, change)| ends(change)).map(|(entry, _)| entry.at)
}

/// Tells whether a ticket was done and then not, at least once.
pub fn is_reopened(config: &Config, thread: &Thread) -> bool {
    let is_done = |status| config.category(status) == Category::Done;
    moves(thread, &Field::Status).any(|(from, to)| is_done(from) && !is_done(to))
}

/// Counts how often a ticket came back to the level that it had just left: N2, N1, N2 is once.
pub fn bounces(thread: &Thread) -> usize {
    let moves: Vec<(&str, &str)> = moves(thread, &Field::Level).filter(|(from, to)| from != to).collect();
    moves.windows(2).filter(|pair| matches!(pair, [(from, _), (_, to)] if from == to)).count()
}

/// Returns the moves of a field, oldest first.
fn moves<'t>(thread: &'t Thread, field: &'t Field) -> impl Iterator<Item = (&'t str, &'t str)> {
    let changes = thread.changes().filter(move |(_, change)| change.field == *field);
    changes.filter_map(|(_, change)| Some((change.old.as_str()?, change.new.as_str()?)))
}
