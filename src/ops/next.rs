//! What to do next: how urgent each ticket is, as a sum whose parts are told.

use std::collections::HashSet;

use chrono::TimeDelta;

use super::clocks::Standing;
use super::{Finder, OpsError, fields, find, people};
use crate::config::Config;
use crate::desk::cache::Record;
use crate::model::{EntryKind, Instant, LinkKind, Thread, Ticket, TicketId};
use crate::query::Query;

/// The parts of the sum, as help and page show them.
pub const PARTS: [(&str, &str); 7] = [
    ("priority", "8 for the first, 5 for the second, 2 for the third or none, 0 for the others"),
    ("unanswered", "3 while the requester waits for an answer, and 1 more for each day, 7 at most"),
    ("overdue", "6 after the due time or a breach, 3 in the last day before it is due"),
    ("level", "1 for each level above the first"),
    ("reopened", "2 where it was done and is not any more"),
    ("age", "1 for each ten days since it was made, 3 at most"),
    ("blocked", "8 less while a ticket that it is blocked by is not done"),
];

/// A ticket with how urgent it is.
#[derive(Debug)]
pub struct Urgent<'f> {
    /// The ticket.
    pub record: &'f Record,
    /// The sum.
    pub urgency: f64,
    /// What it is the sum of, the largest first.
    pub parts: Vec<(&'static str, f64)>,
}

/// Returns the tickets that fit a query, the most urgent first; of equals the oldest.
pub fn next<'f>(finder: &'f Finder<'_>, query: &Query) -> Result<Vec<Urgent<'f>>, OpsError> {
    let scale = Scale { config: finder.config, now: finder.now, undone: finder.undone() };
    let clocks = finder.clocks()?;
    let urgent = |record: &'f Record| {
        let thread = &finder.records.thread(record).0;
        let standing = clocks.standing(&record.ticket, || thread);
        let mut parts = scale.parts(&record.ticket, thread, &standing);
        parts.retain(|(_, value)| *value != 0.0);
        parts.sort_by(|(_, one), (_, other)| other.abs().total_cmp(&one.abs()));
        Urgent { record, urgency: parts.iter().map(|(_, value)| value).sum(), parts }
    };
    let mut all: Vec<Urgent<'f>> = finder.find(query)?.records.into_iter().map(urgent).collect();
    all.sort_by(|one, other| {
        let age = |urgent: &Urgent<'_>| (urgent.record.ticket.created, urgent.record.place.id.clone());
        other.urgency.total_cmp(&one.urgency).then_with(|| age(one).cmp(&age(other)))
    });
    Ok(all)
}

struct Scale<'s> {
    config: &'s Config,
    now: Instant,
    undone: &'s HashSet<TicketId>,
}

impl Scale<'_> {
    fn parts(&self, ticket: &Ticket, thread: &Thread, standing: &Standing) -> Vec<(&'static str, f64)> {
        let is_blocked = ticket
            .links
            .iter()
            .any(|link| link.kind == LinkKind::BlockedBy && self.undone.contains(&link.to));
        let level = ticket.level.as_deref().and_then(|level| self.config.level_index(level));
        let is_reopened = find::is_reopened(self.config, thread);
        vec![
            ("priority", self.priority(ticket)),
            ("unanswered", self.unanswered(ticket, thread)),
            ("overdue", self.overdue(ticket, standing)),
            ("level", level.unwrap_or_default() as f64),
            ("reopened", if is_reopened { 2.0 } else { 0.0 }),
            ("age", tenths(self.days(ticket.created) / 10.0).min(3.0)),
            ("blocked", if is_blocked { -8.0 } else { 0.0 }),
        ]
    }

    fn priority(&self, ticket: &Ticket) -> f64 {
        let priority = fields::priority(self.config, ticket);
        match priority.and_then(|priority| self.config.priority_rank(&priority)) {
            Some(0) => 8.0,
            Some(1) => 5.0,
            Some(2) | None => 2.0,
            Some(_) => 0.0,
        }
    }

    /// The longer somebody waits for a word, the more urgent it is.
    fn unanswered(&self, ticket: &Ticket, thread: &Thread) -> f64 {
        if !people::is_unanswered(self.config, ticket, thread) {
            return 0.0;
        }
        let replies = thread.entries().filter(|entry| entry.kind == EntryKind::Reply && !entry.auto);
        let is_theirs =
            |by| ticket.reporter.as_ref().is_some_and(|who| people::is_same(self.config, who, by));
        // Several words without an answer wait since the first of them.
        let since = replies.rev().take_while(|entry| is_theirs(&entry.by)).last().map(|entry| entry.at);
        (3.0 + tenths(self.days(since.unwrap_or(ticket.created)))).min(7.0)
    }

    fn overdue(&self, ticket: &Ticket, standing: &Standing) -> f64 {
        match find::next_due(ticket, standing) {
            _ if find::is_overdue(ticket, standing, self.now) => 6.0,
            Some(due) if due - self.now < TimeDelta::days(1) => 3.0,
            _ => 0.0,
        }
    }

    fn days(&self, since: Instant) -> f64 {
        (self.now - since).num_minutes().max(0) as f64 / (24.0 * 60.0)
    }
}

/// Cuts a number to one decimal: more of it would be noise.
fn tenths(number: f64) -> f64 {
    (number * 10.0).floor() / 10.0
}
