//! The tickets of a desk, from the snapshot where their files are the same, else from the files.

use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::Cache;
use super::keep::keep;
use super::listing::{Known, Listed, Listing};
use super::signature::Signature;
use super::snapshot::{Draft, Part, Snapshot};
use super::stored;
use crate::desk::layout;
use crate::desk::read::{self, Broken, Place};
use crate::model::{Thread, Ticket};
use crate::search::{Index, IndexBytes, Shelf};

/// A ticket as it is now. Its description is left out: who shows it reads the file.
#[derive(Debug)]
pub struct Record {
    /// Where it is.
    pub place: Place,
    /// What its file says, but for the description.
    pub ticket: Ticket,
    /// Its place in the listing.
    pub listed: usize,
    pub(super) thread: OnceLock<(Thread, Vec<Broken>)>,
}

/// The tickets of a desk.
#[derive(Debug)]
pub struct Records {
    /// Those that can be read, in the order of their places.
    pub all: Vec<Record>,
    /// Those that cannot.
    pub broken: Vec<Broken>,
    /// How many can be read and are not those of the snapshot.
    changed: usize,
    pub(super) root: PathBuf,
    pub(super) cache: Cache,
    pub(super) listing: Listing,
    /// Of each that is listed: whether its file is that of the snapshot.
    same: Vec<bool>,
    /// The same of the files of its thread.
    pub(super) same_threads: Vec<OnceLock<bool>>,
    pub(super) snapshot: Option<Arc<Snapshot>>,
    tickets: Option<Rows>,
    pub(super) threads: OnceLock<Option<Rows>>,
    pub(super) index: OnceLock<Option<TextIndex>>,
}

/// The index of words of a snapshot, and which text of it is that of each ticket.
#[derive(Debug)]
pub(super) struct TextIndex {
    pub index: Index,
    pub texts: Vec<u32>,
}

/// Rows of a snapshot, one after the other. As long as only a few are asked for, each is read by itself.
#[derive(Debug)]
pub(super) struct Rows {
    snapshot: Arc<Snapshot>,
    part: Part,
    ends: Vec<u8>,
    bytes: Option<Vec<u8>>,
}

impl Rows {
    /// Opens the rows of a part, whose ends are those of another part.
    pub fn open(snapshot: &Arc<Snapshot>, ends: Part, part: Part) -> Option<Rows> {
        Some(Rows { ends: snapshot.part(ends)?, part, snapshot: Arc::clone(snapshot), bytes: None })
    }

    /// Reads all of them at once.
    pub fn load(self) -> Option<Rows> {
        Some(Rows { bytes: Some(self.snapshot.part(self.part)?), ..self })
    }

    /// Returns a row.
    pub fn get(&self, number: usize) -> Option<Cow<'_, [u8]>> {
        let end = |at: usize| {
            let four = self.ends.get(at * 4..at * 4 + 4)?.try_into().ok()?;
            usize::try_from(u32::from_le_bytes(four)).ok()
        };
        let place = if number == 0 { 0 } else { end(number - 1)? }..end(number)?;
        match &self.bytes {
            Some(bytes) => bytes.get(place).map(Cow::Borrowed),
            None => self.snapshot.piece(self.part, place).map(Cow::Owned),
        }
    }
}

/// The postings of a snapshot, fetched when they are asked for.
#[derive(Debug)]
struct KeptPostings(Arc<Snapshot>);

impl Shelf for KeptPostings {
    fn read(&self, place: Range<usize>) -> Option<Cow<'_, [u8]>> {
        self.0.piece(Part::Postings, place).map(Cow::Owned)
    }
}

/// Which tickets are wanted, by their status: most lists want what is not done, and need not unpack the rest.
pub type Wanted<'w> = &'w (dyn Fn(&str) -> bool + Sync);

/// Wants every ticket.
pub const EVERY: Wanted<'static> = &|_| true;

/// Wants none yet: whoever asks will name them, see [`Records::record`].
pub const NONE: Wanted<'static> = &|_| false;

impl Cache {
    /// Reads the tickets of the desk at a folder that are wanted. `progress` is told how many tickets of how many are
    /// read, when more than a few must be.
    pub fn records(
        &self,
        root: &Path,
        wanted: Wanted<'_>,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> io::Result<Records> {
        let parts = self.snapshot().and_then(Parts::read);
        let is_first = parts.is_none();
        if let Some(parts) = parts {
            let records = self.look(root, Some(parts), wanted)?;
            if records.changed() <= self.few + records.listing.tickets.len() / 100 {
                return Ok(records);
            }
        }
        // What cannot be kept is read each time; the answers are the same.
        let _ = self.renew(root, is_first, progress);
        self.look(root, self.snapshot().and_then(Parts::read), wanted)
    }

    /// Makes the next snapshot.
    fn renew(&self, root: &Path, is_first: bool, progress: &(dyn Fn(usize, usize) + Sync)) -> io::Result<()> {
        let path = self.path.as_ref().ok_or(io::ErrorKind::Unsupported)?;
        // Begun before anything is looked at: what is touched from now on is not believed later.
        let draft = Draft::begin(path)?;
        let records = match is_first {
            true => self.unread(root, None)?.0,
            false => self.look(root, self.snapshot().and_then(Parts::read), EVERY)?,
        };
        keep(&records, draft, progress)
    }

    /// Reads the tickets.
    fn look(&self, root: &Path, parts: Option<Parts>, wanted: Wanted<'_>) -> io::Result<Records> {
        let (mut records, parts) = self.unread(root, parts)?;
        records.same =
            records.listing.tickets.par_iter().map(|listed| records.is_same(&parts, listed)).collect();
        records.same_threads.resize_with(records.same.len(), OnceLock::new);
        let is_wanted: Vec<bool> = parts.names.iter().map(|status| wanted(status)).collect();
        if is_wanted.contains(&true) {
            records.tickets = records.tickets.take().and_then(Rows::load);
        }
        let has_wanted_status = |listed: &Listed| {
            let status = listed.number.and_then(|number| parts.statuses.get(number));
            status.and_then(|status| is_wanted.get(usize::from(*status))) != Some(&false)
        };
        let listed = records.listing.tickets.par_iter().enumerate();
        let to_read = listed.filter(|(at, listed)| !records.same[*at] || has_wanted_status(listed));
        let read: Vec<Result<Record, Broken>> = to_read.map(|(at, _)| records.read(at)).collect();
        records.changed =
            read.iter().filter(|one| one.as_ref().is_ok_and(|record| !records.same[record.listed])).count();
        let is_wanted = |one: &Result<Record, Broken>| {
            one.as_ref().map_or(true, |record| wanted(record.ticket.status.as_str()))
        };
        // Broken ones are few, and so the memory of all results can become that of the records.
        let whole = |one: Result<Record, Broken>| one.map_err(|broken| records.broken.push(broken)).ok();
        records.all = read.into_iter().filter(is_wanted).filter_map(whole).collect();
        Ok(records)
    }

    /// Lists the tickets without reading any.
    fn unread(&self, root: &Path, parts: Option<Parts>) -> io::Result<(Records, Parts)> {
        let mut parts = parts.unwrap_or_default();
        let listing = Listing::read(root, &parts.known, self.eyes)?;
        let records = Records {
            all: Vec::new(),
            broken: Vec::new(),
            changed: 0,
            root: root.to_owned(),
            cache: self.clone(),
            listing,
            same: Vec::new(),
            same_threads: Vec::new(),
            snapshot: parts.snapshot.take(),
            tickets: parts.rows.take(),
            threads: OnceLock::new(),
            index: OnceLock::new(),
        };
        Ok((records, parts))
    }
}

/// The parts of a snapshot that every list needs.
#[derive(Default)]
pub(super) struct Parts {
    snapshot: Option<Arc<Snapshot>>,
    known: Known,
    signatures: Vec<u8>,
    /// The statuses, and which one each ticket has.
    names: Vec<String>,
    statuses: Vec<u8>,
    rows: Option<Rows>,
}

impl Parts {
    pub fn read(snapshot: Snapshot) -> Option<Parts> {
        let (names, statuses) = read_statuses(&snapshot.part(Part::Statuses)?)?;
        let snapshot = Arc::new(snapshot);
        Some(Parts {
            known: Known::read(&snapshot)?,
            names,
            statuses,
            signatures: snapshot.part(Part::Signatures)?,
            rows: Some(Rows::open(&snapshot, Part::TicketEnds, Part::Tickets)?),
            snapshot: Some(snapshot),
        })
    }

    /// Returns the signature that a ticket's file had.
    pub fn signature(&self, number: usize) -> Signature {
        let eight = self.signatures.get(number * 8..number * 8 + 8).and_then(|eight| eight.try_into().ok());
        eight.map_or(Signature::NONE, |eight| Signature::new(u64::from_le_bytes(eight)))
    }
}

/// Writes the statuses of tickets, in their order; the one without a name is that of a ticket that cannot be read.
pub(super) fn write_statuses<'s>(statuses: impl Iterator<Item = &'s str>) -> Vec<u8> {
    let (mut names, mut places): (Vec<&str>, Vec<u8>) = (Vec::new(), Vec::new());
    for status in statuses {
        let at = names.iter().position(|name| *name == status).unwrap_or_else(|| {
            names.push(status);
            names.len() - 1
        });
        // More statuses than a byte can count are all unpacked.
        places.push(u8::try_from(at).unwrap_or(u8::MAX));
    }
    let mut bytes = names.join("\n").into_bytes();
    bytes.push(0);
    bytes.extend(places);
    bytes
}

fn read_statuses(bytes: &[u8]) -> Option<(Vec<String>, Vec<u8>)> {
    let end = bytes.iter().position(|byte| *byte == 0)?;
    let names = std::str::from_utf8(&bytes[..end]).ok()?.split('\n').map(str::to_owned).collect();
    Some((names, bytes[end + 1..].to_vec()))
}

impl Records {
    /// Returns a ticket by its place in the listing; `None` where it cannot be read.
    pub fn record(&self, listed: usize) -> Option<Record> {
        let Ok(at) = self.all.binary_search_by_key(&listed, |record| record.listed) else {
            return self.listing.tickets.get(listed).and_then(|_| self.read(listed).ok());
        };
        let Record { place, ticket, .. } = self.all.get(at)?;
        Some(Record { place: place.clone(), ticket: ticket.clone(), listed, thread: OnceLock::new() })
    }

    /// Returns how many tickets are listed.
    pub fn count(&self) -> usize {
        self.listing.tickets.len()
    }

    /// Reads a ticket out of the snapshot, or its file where that is another one.
    fn read(&self, at: usize) -> Result<Record, Broken> {
        let listed = &self.listing.tickets[at];
        let place = || listed.place.clone();
        let record = |ticket| Record { place: place(), ticket, listed: at, thread: OnceLock::new() };
        let row = self.same_number(at).and_then(|number| self.tickets.as_ref()?.get(number));
        if let Some(ticket) = row.and_then(|row| stored::read_ticket(listed.place.id.clone(), &row)) {
            return Ok(record(ticket));
        }
        let mut ticket = read::ticket(&self.root, place())?.file.ticket;
        ticket.body = String::new();
        Ok(record(ticket))
    }

    fn is_same(&self, parts: &Parts, listed: &Listed) -> bool {
        let look = || self.look_at(listed, &layout::ticket_name(&listed.place.id));
        listed.number.is_some_and(|number| look().is_some_and(|look| look.is(parts.signature(number))))
    }

    /// Returns the number of a ticket in the snapshot, if its file is the same.
    pub(super) fn same_number(&self, at: usize) -> Option<usize> {
        self.listing.tickets.get(at)?.number.filter(|_| self.same.get(at) == Some(&true))
    }

    /// Returns how many tickets are not those of the snapshot.
    fn changed(&self) -> usize {
        let known = self.listing.tickets.iter().filter(|listed| listed.number.is_some()).count();
        self.changed + self.listing.known.saturating_sub(known)
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
    pub(super) fn thread_row(&self, number: usize) -> Option<Cow<'_, [u8]>> {
        let read = |snapshot: &Arc<Snapshot>| Rows::open(snapshot, Part::ThreadEnds, Part::Threads)?.load();
        self.threads.get_or_init(|| self.read_part(read)).as_ref()?.get(number)
    }

    /// Returns the index of words of the snapshot.
    pub(super) fn index(&self) -> Option<&TextIndex> {
        let read = |snapshot: &Arc<Snapshot>| {
            TextIndex::open(snapshot, Box::new(KeptPostings(Arc::clone(snapshot))))
        };
        self.index.get_or_init(|| self.read_part(read)).as_ref().filter(|texts| !self.is_damaged(texts))
    }

    /// Tells whether what an index has answered may be wrong; then it is the last time that it was asked.
    fn is_damaged(&self, texts: &TextIndex) -> bool {
        let is_damaged = texts.index.is_damaged();
        if let (true, Some(path)) = (is_damaged, &self.cache.path) {
            Snapshot::discard(path);
        }
        is_damaged
    }

    /// Reads a part of the snapshot that not every list needs.
    fn read_part<T>(&self, read: impl Fn(&Arc<Snapshot>) -> Option<T>) -> Option<T> {
        let part = read(self.snapshot.as_ref()?);
        if let (None, Some(path)) = (&part, &self.cache.path) {
            Snapshot::discard(path);
        }
        part
    }
}

impl TextIndex {
    /// Opens the index of a snapshot, with its postings on a shelf.
    pub fn open(snapshot: &Snapshot, postings: Box<dyn Shelf>) -> Option<TextIndex> {
        let (dictionary, lengths) = (snapshot.part(Part::Dictionary)?, snapshot.part(Part::Lengths)?);
        let index = Index::open(IndexBytes { dictionary, lengths }, postings)?;
        let number = |four: &[u8]| Some(u32::from_le_bytes(four.try_into().ok()?));
        let texts = snapshot.part(Part::Texts)?.chunks(4).map(number).collect::<Option<_>>()?;
        Some(TextIndex { index, texts })
    }
}
