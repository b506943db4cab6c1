//! What happened, latest first.

use super::OpsError;
use crate::desk::{Broken, Desk, Place};
use crate::model::{Entry, Stamp};

/// One entry of a history.
#[derive(Debug)]
pub struct Logged {
    /// Its place in its thread.
    pub stamp: Stamp,
    /// The entry.
    pub entry: Entry,
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
