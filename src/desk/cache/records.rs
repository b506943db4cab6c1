//! The tickets of a desk, from the snapshot where their files are the same, else from the files.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::Cache;
use super::keep::keep;
use super::listing::{Known, Listed, Listing};
use super::signature::Signature;
use super::snapshot::{Draft, Part, Snapshot};
use super::stored;
use crate::desk::read::{self, Broken, Place};
use crate::model::{Thread, Ticket};
use crate::search::{Index, IndexBytes};

/// How many changed tickets are read at every command before the next snapshot is made, beside one in a hundred.
const FEW: usize = 64;

/// A ticket as it is now. Its description is left out: who shows it reads the file.
#[derive(Debug)]
pub struct Record {
    /// Where it is.
    pub place: Place,
    /// What its file says, but for the description.
    pub ticket: Ticket,
    /// Its place in the listing.
    pub(super) listed: usize,
    /// Its file is that of the snapshot.
    pub(super) is_same: bool,
    pub(super) has_same_thread: OnceLock<bool>,
    pub(super) thread: OnceLock<(Thread, Vec<Broken>)>,
}

/// The tickets of a desk.
#[derive(Debug)]
pub struct Records {
    /// Those that can be read, in the order of their places.
    pub all: Vec<Record>,
    /// Those that cannot.
    pub broken: Vec<Broken>,
    pub(super) root: PathBuf,
    pub(super) cache: Cache,
    pub(super) listing: Listing,
    pub(super) snapshot: Option<Snapshot>,
    pub(super) threads: OnceLock<Option<Rows>>,
    pub(super) index: OnceLock<Option<TextIndex>>,
}

/// The index of words of a snapshot, and which text of it is that of each ticket.
#[derive(Debug)]
pub(super) struct TextIndex {
    pub index: Index,
    pub texts: Vec<u32>,
}

/// Rows of a snapshot, one after the other.
#[derive(Debug)]
pub(super) struct Rows {
    ends: Vec<u8>,
    bytes: Vec<u8>,
}

impl Rows {
    pub fn read(snapshot: &Snapshot, ends: Part, bytes: Part) -> Option<Rows> {
        Some(Rows { ends: snapshot.part(ends)?, bytes: snapshot.part(bytes)? })
    }

    /// Returns a row.
    pub fn get(&self, number: usize) -> Option<&[u8]> {
        let end = |at: usize| {
            let four = self.ends.get(at * 4..at * 4 + 4)?.try_into().ok()?;
            usize::try_from(u32::from_le_bytes(four)).ok()
        };
        let start = if number == 0 { 0 } else { end(number - 1)? };
        self.bytes.get(start..end(number)?)
    }
}

impl Cache {
    /// Reads the tickets of the desk at a folder. `progress` is told how many tickets of how many are read, when
    /// more than a few must be.
    pub fn records(&self, root: &Path, progress: &(dyn Fn(usize, usize) + Sync)) -> io::Result<Records> {
        let parts = self.snapshot().and_then(Parts::read);
        let is_first = parts.is_none();
        if let Some(parts) = parts {
            let records = self.look(root, Some(parts))?;
            if records.changed() <= FEW + records.all.len() / 100 {
                return Ok(records);
            }
        }
        // What cannot be kept is read each time; the answers are the same.
        let _ = self.renew(root, is_first, progress);
        self.look(root, self.snapshot().and_then(Parts::read))
    }

    /// Makes the next snapshot.
    fn renew(&self, root: &Path, is_first: bool, progress: &(dyn Fn(usize, usize) + Sync)) -> io::Result<()> {
        let path = self.path.as_ref().ok_or(io::ErrorKind::Unsupported)?;
        // Begun before anything is looked at: what is touched from now on is not believed later.
        let draft = Draft::begin(path)?;
        let records = match is_first {
            true => self.unread(root, None)?.0,
            false => self.look(root, self.snapshot().and_then(Parts::read))?,
        };
        keep(&records, draft, progress)
    }

    /// Reads the tickets.
    fn look(&self, root: &Path, parts: Option<Parts>) -> io::Result<Records> {
        let (mut records, parts) = self.unread(root, parts)?;
        let listed = records.listing.tickets.par_iter().enumerate();
        let read: Vec<Result<Record, Broken>> =
            listed.map(|(at, listed)| records.read(&parts, at, listed)).collect();
        // Broken ones are few, and so the memory of all results can become that of the records.
        let whole = |one: Result<Record, Broken>| one.map_err(|broken| records.broken.push(broken)).ok();
        records.all = read.into_iter().filter_map(whole).collect();
        Ok(records)
    }

    /// Lists the tickets without reading any.
    fn unread(&self, root: &Path, parts: Option<Parts>) -> io::Result<(Records, Parts)> {
        let mut parts = parts.unwrap_or_default();
        let listing = Listing::read(root, &parts.known, self.eyes)?;
        let records = Records {
            all: Vec::new(),
            broken: Vec::new(),
            root: root.to_owned(),
            cache: self.clone(),
            listing,
            snapshot: parts.snapshot.take(),
            threads: OnceLock::new(),
            index: OnceLock::new(),
        };
        Ok((records, parts))
    }
}

/// The parts of a snapshot that every list needs.
#[derive(Default)]
pub(super) struct Parts {
    snapshot: Option<Snapshot>,
    known: Known,
    signatures: Vec<u8>,
    rows: Option<Rows>,
}

impl Parts {
    pub fn read(snapshot: Snapshot) -> Option<Parts> {
        Some(Parts {
            known: Known::read(&snapshot)?,
            signatures: snapshot.part(Part::Signatures)?,
            rows: Some(Rows::read(&snapshot, Part::TicketEnds, Part::Tickets)?),
            snapshot: Some(snapshot),
        })
    }

    /// Returns the signature that a ticket's file had.
    pub fn signature(&self, number: usize) -> Signature {
        let eight = self.signatures.get(number * 8..number * 8 + 8).and_then(|eight| eight.try_into().ok());
        eight.map_or(Signature::NONE, |eight| Signature::new(u64::from_le_bytes(eight)))
    }

    /// Returns the row of a ticket.
    pub fn row(&self, number: usize) -> Option<&[u8]> {
        self.rows.as_ref()?.get(number)
    }
}

impl Records {
    /// Reads one ticket.
    fn read(&self, parts: &Parts, at: usize, listed: &Listed) -> Result<Record, Broken> {
        let place = &listed.place;
        let record = |ticket, is_same| Record {
            place: place.clone(),
            ticket,
            listed: at,
            is_same,
            has_same_thread: OnceLock::new(),
            thread: OnceLock::new(),
        };
        if let Some(number) = listed.number
            && self
                .look_at(listed, &file_name(&place.path()))
                .is_some_and(|it| it.is(parts.signature(number)))
            && let Some(ticket) = parts.row(number).and_then(|row| stored::read_ticket(place.id.clone(), row))
        {
            return Ok(record(ticket, true));
        }
        let mut ticket = read::ticket(&self.root, place.clone())?.file.ticket;
        ticket.body = String::new();
        Ok(record(ticket, false))
    }

    /// Returns how many tickets are not those of the snapshot.
    fn changed(&self) -> usize {
        let known = self.listing.tickets.iter().filter(|listed| listed.number.is_some()).count();
        self.all.iter().filter(|record| !record.is_same).count() + self.listing.known.saturating_sub(known)
    }

    /// Looks at a file in the folder of a ticket.
    pub(super) fn look_at(&self, listed: &Listed, name: &str) -> Option<Signature> {
        let folder = self.listing.folders.get(listed.folder)?;
        self.cache.eyes.at(&folder.file, name).ok().map(|look| look.signature)
    }

    /// Returns what the listing says of a ticket.
    pub(super) fn listed(&self, record: &Record) -> Option<&Listed> {
        self.listing.tickets.get(record.listed)
    }

    /// Returns the row of a thread in the snapshot.
    pub(super) fn thread_row(&self, number: usize) -> Option<&[u8]> {
        let read = || Rows::read(self.snapshot.as_ref()?, Part::ThreadEnds, Part::Threads);
        self.threads.get_or_init(read).as_ref()?.get(number)
    }

    /// Returns the index of words of the snapshot.
    pub(super) fn index(&self) -> Option<&TextIndex> {
        let read = || {
            let snapshot = self.snapshot.as_ref()?;
            let index = Index::open(IndexBytes {
                dictionary: snapshot.part(Part::Dictionary)?,
                postings: snapshot.part(Part::Postings)?,
                lengths: snapshot.part(Part::Lengths)?,
            })?;
            let number = |four: &[u8]| Some(u32::from_le_bytes(four.try_into().ok()?));
            let texts = snapshot.part(Part::Texts)?.chunks(4).map(number).collect::<Option<_>>()?;
            Some(TextIndex { index, texts })
        };
        self.index.get_or_init(read).as_ref()
    }
}

/// Returns the last part of a path.
pub(super) fn file_name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}
