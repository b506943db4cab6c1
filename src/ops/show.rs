//! What there is to say about one ticket, and what needs somebody now.

use super::{OpsError, fields, people};
use crate::desk::{Broken, Desk, Files, Found, Place};
use crate::model::{Instant, Person, Thread};

/// A ticket with its thread and the files of it that could not be read.
#[derive(Debug)]
pub struct Shown {
    /// The ticket.
    pub found: Found,
    /// Its history.
    pub thread: Thread,
    /// Entries that cannot be read, or belong to another ticket.
    pub broken: Vec<Broken>,
}

/// Reads a ticket with its thread.
pub fn show(desk: &Desk, place: &Place) -> Result<Shown, OpsError> {
    let found = desk.ticket(place.clone())?;
    let (thread, broken) = desk.thread(place)?;
    Ok(Shown { found, thread, broken })
}

/// What needs somebody now, each list the most pressing first.
#[derive(Debug, Default)]
pub struct Needs {
    /// Active tickets that the person has.
    pub yours: Vec<Found>,
    /// Tickets of others, or nobody, whose requester waits for an answer.
    pub unanswered: Vec<Found>,
    /// Active tickets that nobody has.
    pub unassigned: Vec<Found>,
    /// How many tickets are not done, in all.
    pub open: usize,
    /// Files that cannot be read.
    pub broken: Vec<Broken>,
}

/// Finds what needs somebody now. A ticket stands in the first list it fits.
pub fn needs(desk: &Desk, me: Option<&Person>, now: Instant) -> Result<Needs, OpsError> {
    let inventory = desk.inventory()?;
    let (found, broken) = super::list::list(desk, &super::list::Filter::default(), me)?;
    let mut needs = Needs { open: found.len(), broken, ..Needs::default() };
    for found in found {
        let ticket = &found.file.ticket;
        let is_active = fields::is_active(&desk.config, ticket, now);
        let is_mine =
            matches!((me, &ticket.assignee), (Some(me), Some(who)) if people::is_same(&desk.config, me, who));
        if is_mine && is_active {
            needs.yours.push(found);
        } else if is_unanswered(desk, &found, inventory.tickets.get(&found.place)) {
            needs.unanswered.push(found);
        } else if ticket.assignee.is_none() && is_active {
            needs.unassigned.push(found);
        }
    }
    Ok(needs)
}

fn is_unanswered(desk: &Desk, found: &Found, files: Option<&Files>) -> bool {
    let thread = files.map(|files| desk.thread_of(&found.place, files).0).unwrap_or_default();
    people::is_unanswered(desk, &found.file.ticket, &thread)
}
