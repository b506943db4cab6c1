//! What there is to say about one ticket, and what needs somebody now.

use std::collections::HashSet;

use super::{Finder, OpsError};
use crate::desk::cache::Record;
use crate::desk::{Broken, Desk, Found, Place};
use crate::model::Thread;

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
pub struct Needs<'f> {
    /// Active tickets that the person has.
    pub yours: Vec<&'f Record>,
    /// Tickets of others, or nobody, whose requester waits for an answer.
    pub unanswered: Vec<&'f Record>,
    /// Active tickets that nobody has.
    pub unassigned: Vec<&'f Record>,
    /// How many tickets are not done, in all.
    pub open: usize,
}

/// Finds what needs somebody now. A ticket stands in the first list it fits.
pub fn needs<'f>(finder: &'f Finder<'_>, is_known: bool) -> Result<Needs<'f>, OpsError> {
    let mut seen = HashSet::new();
    let mut list = |text: &str| -> Result<Vec<&'f Record>, OpsError> {
        let mut records = finder.find(&finder.query(text)?)?.records;
        records.retain(|record| seen.insert(&record.place));
        Ok(records)
    };
    Ok(Needs {
        yours: if is_known { list("is:active is:mine")? } else { Vec::new() },
        unanswered: list("is:unanswered")?,
        unassigned: list("is:active is:unassigned")?,
        open: finder.find(&finder.query("is:open")?)?.records.len(),
    })
}
