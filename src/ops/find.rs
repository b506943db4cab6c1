//! Which tickets fit a query, in which order.

use std::collections::{BTreeSet, HashSet};
use std::io;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::{OpsError, people};
use crate::config::Config;
use crate::desk::cache::{EVERY, Looked, NONE, Record, Records, Wanted};
use crate::desk::{Broken, Desk, DeskError, layout};
use crate::model::{Category, Change, Field, Instant, LinkKind, Person, Thread, Ticket, TicketId, Value};
use crate::query::{self, Fact, Phrase, Plan, Query, Terms, Values};

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
        Finder { config, me, now, records, undone: OnceLock::new() }
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
        let mut fitting: Vec<Seen<'_, '_>> = seen.filter(|seen| plan.matches(seen)).collect();
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
        let terms = Terms { config: self.config, now: self.now, me: self.me.as_ref(), in_use: &self.records };
        query::resolve(query, &terms).map_err(|error| OpsError::Query(Box::new(error)))
    }

    fn seen<'f, 'l>(&'f self, record: &'f Record, looked: &'l Looked) -> Seen<'f, 'l> {
        Seen { finder: self, record, looked, body: OnceLock::new() }
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
struct Seen<'f, 'l> {
    finder: &'f Finder<'f>,
    record: &'f Record,
    looked: &'l Looked,
    body: OnceLock<String>,
}

impl Seen<'_, '_> {
    fn config(&self) -> &Config {
        self.finder.config
    }

    fn thread(&self) -> &Thread {
        &self.finder.records.thread(self.record).0
    }
}

impl query::Record for Seen<'_, '_> {
    fn value(&self, field: &Field) -> Values<'_> {
        let ticket = &self.record.ticket;
        match field {
            Field::Priority => self.config().priority_of(ticket).map_or(Values::None, Values::Text),
            Field::Body => {
                let body = || self.finder.records.words(self.record).body;
                Values::Text(self.body.get_or_init(body))
            }
            field => Values::of(ticket, field),
        }
    }

    fn updated(&self) -> Instant {
        let created = self.record.ticket.created;
        self.thread().entries().map(|entry| entry.at).max().map_or(created, |last| last.max(created))
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
            Fact::Escalated => moves(self.thread(), &Field::Level)
                .any(|(from, to)| config.level_index(from) < config.level_index(to)),
        }
    }

    fn holds(&self, phrase: &Phrase) -> bool {
        self.finder.records.holds(self.record, phrase, self.looked)
    }
}

fn is_blocked(ticket: &Ticket, undone: &HashSet<TicketId>) -> bool {
    let mut blockers = ticket.links.iter().filter(|link| link.kind == LinkKind::BlockedBy);
    blockers.any(|link| undone.contains(&link.to))
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

/// Returns the moves of a field, oldest first.
fn moves<'t>(thread: &'t Thread, field: &'t Field) -> impl Iterator<Item = (&'t str, &'t str)> {
    let changes = thread.changes().filter(move |(_, change)| change.field == *field);
    changes.filter_map(|(_, change)| Some((change.old.as_str()?, change.new.as_str()?)))
}
