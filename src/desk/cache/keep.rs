//! A new snapshot of the old one and of what has changed.
//!
//! A ticket whose files are all those of the old snapshot is copied from there: its rows as they are, its words out
//! of the old index. Every other one is read, after a look at each of its files.

use std::borrow::Cow;
use std::io::{self, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::listing::Listed;
use super::records::{Records, Rows, TextIndex, write_statuses};
use super::signature::Signature;
use super::snapshot::{Draft, Month, Part};
use super::stored;
use super::threads::{Words, without_words};
use crate::desk::layout;
use crate::desk::read;
use crate::search::{Bound, Index, MergeError, Sheaf, merge};

/// How many tickets are read by one core at least, before their words are put together with those of others.
const LEAST_AT_ONCE: usize = 256;

/// How many at most: their words are in memory, uncompressed.
const MOST_AT_ONCE: usize = 8192;

/// How many parts of the work there are for each core: none of them waits long for the last one.
const PARTS_EACH: usize = 2;

/// How much coarser the clock of another file system may be, in nanoseconds.
const OTHER_CLOCK: i128 = 2_000_000_000;

/// What is kept of one ticket.
struct Row<'r> {
    signature: Signature,
    status: Cow<'r, str>,
    ticket: Cow<'r, [u8]>,
    thread: Cow<'r, [u8]>,
    words: TextSource,
}

/// Where the words of a ticket are.
enum TextSource {
    /// In the old index, as this text.
    Old(u32),
    /// In a sheaf, as the next text.
    New,
}

/// Writes a snapshot of the records as they are now.
pub(super) fn keep(
    records: &Records,
    mut draft: Draft,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> io::Result<()> {
    let (tickets, done) = (&records.listing.tickets, AtomicUsize::new(0));
    let reader = Reader { records, horizon: horizon(records, &draft)?, old: Old::read(records) };
    let read = |chunk: &[Listed]| {
        let (mut sheaf, mut table) = (Sheaf::default(), Table::default());
        for listed in chunk {
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, tickets.len());
            table.add(reader.row(&mut sheaf, listed));
        }
        (table, sheaf.bind())
    };
    let size =
        tickets.len().div_ceil(rayon::current_num_threads() * PARTS_EACH).clamp(LEAST_AT_ONCE, MOST_AT_ONCE);
    let (tables, sheaves): (Vec<Table>, Vec<Bound>) = tickets.par_chunks(size).map(read).unzip();
    let old_index = reader.old.as_ref().map(|old| &old.texts.index);
    let (kept, texts) = number(old_index.map_or(0, Index::len), tables.iter().flat_map(|table| &table.words));
    let months = postcard::to_stdvec(&reader.months()).map_err(io::Error::other)?;
    draft.part(Part::Months, &months)?;
    let ids: String = tickets.iter().map(|listed| format!("{}\n", listed.place.id)).collect();
    draft.part(Part::Ids, ids.as_bytes())?;
    write(&mut draft, tables)?;
    let index = merge(old_index, &kept, sheaves, &mut |bytes| draft.write_all(bytes));
    let index = index.map_err(|error| match error {
        MergeError::Put(error) => error,
        MergeError::TooLarge => io::ErrorKind::FileTooLarge.into(),
    })?;
    draft.end(Part::Postings)?;
    draft.part(Part::Dictionary, &index.dictionary)?;
    draft.part(Part::Lengths, &index.lengths)?;
    draft.part(Part::Texts, &numbers(texts))?;
    draft.finish(&records.cache.owner)
}

/// Returns the moment from which on a touched file may change unseen.
fn horizon(records: &Records, draft: &Draft) -> io::Result<i128> {
    let own = records.cache.eyes.open(draft.file())?;
    let other = records.cache.eyes.path(&records.root)?;
    Ok(if own.device == other.device { own.touched } else { own.touched - OTHER_CLOCK })
}

/// Gives the texts of the next index their numbers: what becomes of each old one, and which is that of each ticket.
fn number<'s>(
    old: usize,
    order: impl Iterator<Item = &'s TextSource> + Clone,
) -> (Vec<Option<u32>>, Vec<u32>) {
    let mut kept = vec![None; old];
    for source in order.clone() {
        if let TextSource::Old(text) = source
            && let Some(kept) = kept.get_mut(*text as usize)
        {
            *kept = Some(0);
        }
    }
    let mut next = 0;
    for number in kept.iter_mut().flatten() {
        *number = next;
        next += 1;
    }
    let texts = order.map(|source| match source {
        TextSource::Old(text) => kept.get(*text as usize).copied().flatten().unwrap_or(u32::MAX),
        TextSource::New => {
            next += 1;
            next - 1
        }
    });
    let texts = texts.collect();
    (kept, texts)
}

/// The old snapshot, with its whole index in memory.
struct Old {
    signatures: Vec<u8>,
    tickets: Rows,
    texts: TextIndex,
}

impl Old {
    fn read(records: &Records) -> Option<Old> {
        let snapshot = records.snapshot.as_ref()?;
        let tickets = Rows::open(snapshot, Part::TicketEnds, Part::Tickets)?.load()?;
        let texts = TextIndex::open(snapshot, Box::new(snapshot.part(Part::Postings)?))?;
        Some(Old { signatures: snapshot.part(Part::Signatures)?, tickets, texts })
    }
}

/// Reads tickets for a snapshot.
struct Reader<'r> {
    records: &'r Records,
    horizon: i128,
    old: Option<Old>,
}

impl Reader<'_> {
    fn months(&self) -> Vec<Month> {
        let listing = &self.records.listing;
        let count = |folder| listing.tickets.iter().filter(|listed| listed.folder == folder).count();
        let month = |(at, folder): (usize, &super::listing::Folder)| Month {
            name: folder.name.clone(),
            signature: folder.look.lasting(self.horizon).number(),
            tickets: u32::try_from(count(at)).unwrap_or(u32::MAX),
        };
        listing.folders.iter().enumerate().map(month).collect()
    }

    fn row(&self, sheaf: &mut Sheaf, listed: &Listed) -> Row<'_> {
        self.same(listed).or_else(|| self.read(sheaf, listed)).unwrap_or_else(|| {
            // It cannot be read: that is found out anew each time.
            sheaf.push([]);
            let (status, nothing) = (Cow::default(), Cow::Borrowed(&[][..]));
            let (ticket, thread) = (nothing.clone(), nothing);
            Row { signature: Signature::NONE, status, ticket, thread, words: TextSource::New }
        })
    }

    /// Copies a ticket from the old snapshot.
    fn same(&self, listed: &Listed) -> Option<Row<'_>> {
        let (records, old) = (self.records, self.old.as_ref()?);
        let at = records.all.binary_search_by(|record| record.place.cmp(&listed.place)).ok()?;
        let number = records.same(records.all[at].listed)?;
        let eight = old.signatures.get(number * 8..number * 8 + 8)?.try_into().ok()?;
        Some(Row {
            signature: Signature::new(u64::from_le_bytes(eight)),
            status: records.all[at].ticket.status.as_str().into(),
            ticket: old.tickets.get(number)?,
            thread: records.thread_row(number)?,
            words: TextSource::Old(*old.texts.texts.get(number)?),
        })
    }

    /// Reads a ticket, after a look at its files.
    fn read(&self, sheaf: &mut Sheaf, listed: &Listed) -> Option<Row<'_>> {
        let id = &listed.place.id;
        let files = self.records.files_listed(listed);
        let signature = self.look(listed, &layout::ticket_name(id));
        let packed = files.packed.then(|| self.look(listed, &layout::thread_name(id)));
        let loose = files
            .entries
            .iter()
            .map(|stamp| (stamp.clone(), self.look(listed, &layout::entry_name(id, stamp)).number()));
        let mut loose: Vec<_> = loose.collect();
        let ticket = read::ticket(&self.records.root, listed.place.clone()).ok()?.file.ticket;
        let (thread, broken) = read::thread(&self.records.root, &listed.place, &files);
        let mut packed = packed.map(Signature::number);
        if !broken.is_empty() {
            // What cannot be read is reported each time.
            packed = packed.map(|_| Signature::NONE.number());
            loose.iter_mut().for_each(|(_, signature)| *signature = Signature::NONE.number());
        }
        let row = stored::write_ticket(&ticket)?;
        let words = Words::of(ticket.title.clone(), ticket.body.clone(), thread.clone());
        let thread = stored::write_thread(packed, files.attachments, &loose, &without_words(thread))?;
        sheaf.push(words.parts(&ticket));
        let (status, ticket, thread) = (ticket.status.to_string().into(), row.into(), thread.into());
        Some(Row { signature, status, ticket, thread, words: TextSource::New })
    }

    fn look(&self, listed: &Listed, name: &str) -> Signature {
        let folder = self.records.listing.folders.get(listed.folder);
        let look = folder.and_then(|folder| self.records.cache.eyes.at(&folder.file, name).ok());
        look.map_or(Signature::NONE, |look| look.lasting(self.horizon))
    }
}

/// The rows of a snapshot, one after the other.
#[derive(Default)]
struct Table {
    signatures: Vec<u8>,
    statuses: Vec<String>,
    ticket_ends: Vec<u32>,
    tickets: Vec<u8>,
    thread_ends: Vec<u32>,
    threads: Vec<u8>,
    words: Vec<TextSource>,
}

impl Table {
    /// Adds a row.
    fn add(&mut self, row: Row<'_>) {
        self.signatures.extend(row.signature.number().to_le_bytes());
        self.statuses.push(row.status.into_owned());
        self.tickets.extend_from_slice(&row.ticket);
        self.ticket_ends.push(length(&self.tickets));
        self.threads.extend_from_slice(&row.thread);
        self.thread_ends.push(length(&self.threads));
        self.words.push(row.words);
    }
}

/// Writes the rows of all tables.
fn write(draft: &mut Draft, tables: Vec<Table>) -> io::Result<()> {
    let write_all = |draft: &mut Draft, part, bytes: fn(&Table) -> &[u8]| {
        tables.iter().try_for_each(|table| draft.write_all(bytes(table)))?;
        draft.end(part)
    };
    write_all(draft, Part::Signatures, |table| &table.signatures)?;
    let statuses = tables.iter().flat_map(|table| &table.statuses);
    draft.part(Part::Statuses, &write_statuses(statuses.map(String::as_str)))?;
    draft.part(Part::TicketEnds, &ends(tables.iter().map(|table| &table.ticket_ends)))?;
    write_all(draft, Part::Tickets, |table| &table.tickets)?;
    draft.part(Part::ThreadEnds, &ends(tables.iter().map(|table| &table.thread_ends)))?;
    write_all(draft, Part::Threads, |table| &table.threads)
}

/// Returns where each row ends, when all tables are one.
fn ends<'t>(tables: impl Iterator<Item = &'t Vec<u32>>) -> Vec<u8> {
    let (mut start, mut all) = (0, Vec::new());
    for ends in tables {
        all.extend(ends.iter().map(|end| end.saturating_add(start)));
        start = all.last().copied().unwrap_or(start);
    }
    numbers(all)
}

/// Returns a length as it is kept; beyond 4 GiB it fits no row, and is found out as such.
fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

fn numbers(numbers: Vec<u32>) -> Vec<u8> {
    numbers.into_iter().flat_map(u32::to_le_bytes).collect()
}
