//! What happened, latest first.

use super::OpsError;
use super::commits::{self, Tied};
use crate::desk::{Broken, Desk, Place, layout};
use crate::model::{Entry, Instant, Stamp};

/// One entry of a history.
#[derive(Debug)]
pub struct Logged {
    /// Its place in its thread.
    pub stamp: Stamp,
    /// The entry.
    pub entry: Entry,
}

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// An entry of a thread.
    Entry(Box<Logged>),
    /// A commit that names tickets.
    Commit(Tied),
}

impl Event {
    /// Returns when it happened.
    pub fn at(&self) -> Instant {
        match self {
            Event::Entry(logged) => logged.stamp.instant(),
            Event::Commit(tied) => tied.at(),
        }
    }
}

/// Returns the entries and the commits of one ticket, or of all, in one line of time, latest first, and what could not be
/// read.
pub fn history(
    desk: &Desk,
    place: Option<&Place>,
    limit: Option<usize>,
) -> Result<(Vec<Event>, Vec<Broken>), OpsError> {
    let (entries, broken) = log(desk, place, limit)?;
    let commits = match place {
        Some(place) => commits::of(desk, &place.id)?,
        None => commits::tied(desk)?,
    };
    let mut events: Vec<Event> = entries.into_iter().map(|logged| Event::Entry(Box::new(logged))).collect();
    events.extend(commits.into_iter().map(Event::Commit));
    // Entries of one moment keep their order.
    events.sort_by_key(|event| std::cmp::Reverse(event.at()));
    events.truncate(limit.unwrap_or(usize::MAX));
    Ok((events, broken))
}

/// Returns what git knows of the files of one ticket, or of all: each commit with what it changed in them.
pub fn patches(desk: &Desk, place: Option<&Place>) -> Result<String, OpsError> {
    let (Some(repository), Some(top)) = (&desk.ground.repository, desk.in_repository("")) else {
        return Ok(String::new());
    };
    let paths = match place {
        None => vec![format!("{top}{}", layout::TICKETS)],
        Some(place) => {
            let files = desk.files_of(place)?;
            let (month, id) = (&place.month, &place.id);
            let entries = files.entries.iter().map(|stamp| layout::entry(month, id, stamp));
            let others = [place.path(), layout::thread(month, id), layout::attachments(month, id)];
            entries.chain(others).map(|path| format!("{top}{path}")).collect()
        }
    };
    Ok(repository.patches(&paths)?)
}

/// Returns the entries of one ticket, or of all, latest first, and what could not be read.
pub fn log(
    desk: &Desk,
    place: Option<&Place>,
    limit: Option<usize>,
) -> Result<(Vec<Logged>, Vec<Broken>), OpsError> {
    let tickets = match place {
        Some(place) => vec![(place.clone(), desk.files_of(place)?)],
        None => desk.inventory()?.tickets.into_iter().collect(),
    };
    let (mut entries, mut broken) = (Vec::new(), Vec::new());
    for (_, thread, faulty) in desk.threads(tickets) {
        entries.extend(thread.into_placed().into_iter().map(|(stamp, entry)| Logged { stamp, entry }));
        broken.extend(faulty);
    }
    entries.sort_by(|a, b| b.stamp.cmp(&a.stamp).then_with(|| b.entry.ticket.cmp(&a.entry.ticket)));
    entries.truncate(limit.unwrap_or(usize::MAX));
    Ok((entries, broken))
}
