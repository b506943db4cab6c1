//! All that is looked at, read once: every file of the desk, and what git has to say of each.

use std::collections::{BTreeMap, BTreeSet};

use super::super::OpsError;
use crate::desk::transaction::Mode;
use crate::desk::{Broken, Desk, DeskError, Files, Found, Inventory, Place, layout};
use crate::format::TicketFile;
use crate::git::FileState;
use crate::model::{Instant, Thread};

/// A desk as it was found.
pub(super) struct Survey<'d> {
    pub desk: &'d Desk,
    pub now: Instant,
    /// Whether acts are committed, so that what is not committed is odd.
    pub commits: bool,
    pub inventory: Inventory,
    pub tickets: BTreeMap<Place, Found>,
    pub threads: BTreeMap<Place, Thread>,
    pub broken: Vec<Broken>,
    /// What differs from the last commit, by the path in the desk.
    pub states: BTreeMap<String, FileState>,
}

impl<'d> Survey<'d> {
    /// Reads the desk, on all cores.
    pub fn read(desk: &'d Desk, now: Instant, mode: Mode) -> Result<Survey<'d>, OpsError> {
        let inventory = desk.inventory()?;
        let (found, mut broken) = desk.tickets()?;
        let tickets = found.into_iter().map(|found| (found.place.clone(), found)).collect();
        let mut threads = BTreeMap::new();
        for (place, thread, faulty) in desk.threads(inventory.tickets.clone().into_iter().collect()) {
            threads.insert(place, thread);
            broken.extend(faulty);
        }
        let states = states(desk)?;
        let commits = mode == Mode::Auto;
        Ok(Survey { desk, now, commits, inventory, tickets, threads, broken, states })
    }

    /// Returns the tickets that can be read, with their threads and the names of their files.
    pub fn readable(&self) -> impl Iterator<Item = (&Found, &Thread, &Files)> {
        self.tickets.iter().filter_map(|(place, found)| {
            Some((found, self.threads.get(place)?, self.inventory.tickets.get(place)?))
        })
    }

    /// Returns the paths of files that cannot be read.
    pub fn broken_paths(&self) -> BTreeSet<&str> {
        self.broken.iter().map(|broken| broken.path.as_str()).collect()
    }

    /// Returns a ticket as it is in the last commit, where it is there and can be read.
    pub fn committed(&self, place: &Place) -> Option<TicketFile> {
        let repository = self.desk.ground.repository.as_ref()?;
        let head = repository.head().ok()?;
        let path = self.desk.in_repository(&place.path())?;
        let bytes = repository.file_at(head.commit(), &path).ok()??;
        TicketFile::read(crate::format::with_unix_lines(&String::from_utf8(bytes).ok()?)).ok()
    }

    /// Tells whether a file is one that the last commit does not have.
    pub fn is_new(&self, path: &str) -> bool {
        matches!(self.states.get(path), Some(FileState::Untracked | FileState::Staged))
    }

    /// Returns the path of a loose entry, if the thread has it as a file of its own.
    pub fn loose(&self, place: &Place, stamp: &crate::model::Stamp) -> Option<String> {
        let files = self.inventory.tickets.get(place)?;
        let is_loose = files.entries.binary_search(stamp).is_ok();
        is_loose.then(|| layout::entry(&place.month, &place.id, stamp))
    }
}

/// Asks git what is not committed; nothing, where the desk is in no work tree.
fn states(desk: &Desk) -> Result<BTreeMap<String, FileState>, OpsError> {
    let (Some(repository), Some(prefix)) = (&desk.ground.repository, desk.in_repository("")) else {
        return Ok(BTreeMap::new());
    };
    let folder = prefix.trim_end_matches('/');
    let paths: &[&str] = if folder.is_empty() { &[] } else { &[folder] };
    let states = repository.status_of(paths).map_err(DeskError::Git)?;
    let inside = |(path, state): (String, FileState)| {
        let inner = path.strip_prefix(&prefix)?.to_owned();
        // A file behind a filter differs from its blob by nature, and the filter is not run to look at it.
        let is_unknown = state == FileState::Modified && repository.is_converted(&path);
        (!is_unknown).then_some((inner, state))
    };
    Ok(states.into_iter().filter_map(inside).collect())
}
