//! The desk as it was, and what has changed since.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::OpsError;
use crate::desk::{Desk, DeskError, Found, Past, Place};
use crate::model::{Change, Field, Instant, Thread, TicketId, fingerprint};
use crate::when::{Looking, Standpoint};

/// Opens the desk as it was in a commit, or at a time: a date means the end of that day.
pub fn at(desk: &Desk, now: Instant, text: &str) -> Result<Past, OpsError> {
    Ok(desk.at(&revision(desk, now, text)?)?)
}

/// Finds the commit that a revision or a time means.
fn revision(desk: &Desk, now: Instant, text: &str) -> Result<String, OpsError> {
    let unknown = || DeskError::NoRevision { revision: text.to_owned() };
    let repository = desk.ground.repository.as_ref().ok_or_else(unknown)?;
    if repository.revision(text)?.is_some() {
        return Ok(text.to_owned());
    }
    let here = Standpoint { now, zone: desk.config.zone };
    let end = match here.period(text, Looking::Back).ok_or_else(unknown)?.to {
        Bound::Included(end) => end.timestamp(),
        Bound::Excluded(end) => end.timestamp() - 1,
        Bound::Unbounded => now.timestamp(),
    };
    let commit = repository.commit_before(end)?;
    Ok(commit.ok_or_else(unknown)?.to_string())
}

/// What became of a ticket between two moments.
#[derive(Debug, PartialEq)]
pub struct Difference {
    /// The ticket.
    pub id: TicketId,
    /// Its title now, or its last one.
    pub title: String,
    /// What became of it.
    pub fate: Fate,
    /// How many entries its thread has more.
    pub entries: usize,
}

/// What became of a ticket.
#[derive(Debug, PartialEq)]
pub enum Fate {
    /// It was made.
    Made,
    /// It is gone.
    Gone,
    /// It is there, with these fields otherwise.
    Changed(Vec<Change>),
}

/// Returns what has changed in a desk since another time, ticket by ticket.
pub fn differences(before: &Desk, after: &Desk) -> Result<Vec<Difference>, OpsError> {
    let (old, new) = (tickets(before)?, tickets(after)?);
    let threads = |desk: &Desk, place: Option<&Found>| -> Result<Thread, OpsError> {
        Ok(place
            .map(|found| desk.thread(&found.place))
            .transpose()?
            .map(|(thread, _)| thread)
            .unwrap_or_default())
    };
    let mut differences = Vec::new();
    let mut places: Vec<&Place> = old.keys().chain(new.keys()).collect();
    places.sort();
    places.dedup();
    for place in places {
        let (one, other) = (old.get(place), new.get(place));
        let (told, tells) = (threads(before, one)?, threads(after, other)?);
        let entries = tells
            .placed()
            .iter()
            .filter(|(stamp, _)| !told.placed().iter().any(|(known, _)| known == stamp))
            .count();
        let (found, fate) = match (one, other) {
            (Some(one), Some(other)) => (other, Fate::Changed(changes(one, other))),
            (None, Some(found)) => (found, Fate::Made),
            (Some(found), None) => (found, Fate::Gone),
            (None, None) => continue,
        };
        let is_same = entries == 0 && matches!(&fate, Fate::Changed(changes) if changes.is_empty());
        if !is_same {
            let ticket = &found.file.ticket;
            differences.push(Difference {
                id: ticket.id.clone(),
                title: ticket.title.clone(),
                fate,
                entries,
            });
        }
    }
    Ok(differences)
}

fn changes(one: &Found, other: &Found) -> Vec<Change> {
    let (one, other) = (&one.file.ticket, &other.file.ticket);
    let body = Change { field: Field::Body, old: fingerprint(&one.body), new: fingerprint(&other.body) };
    let mut changes = one.differences(other);
    changes.extend((!body.is_idle()).then_some(body));
    changes
}

fn tickets(desk: &Desk) -> Result<BTreeMap<Place, Found>, OpsError> {
    let (found, _) = desk.tickets()?;
    Ok(found.into_iter().map(|found| (found.place.clone(), found)).collect())
}
