//! The entries of tickets long done, gathered in one file a ticket; and back.
//!
//! The ticket's file is not touched. An entry that would not come back to the byte stays loose, as does whatever
//! cannot be read. The new files reach the disk before the old ones go, so that a killed act loses nothing.

use std::collections::HashMap;

use chrono::TimeDelta;

use super::{OpsError, Writer, act};
use crate::config::{Config, QuietSpan};
use crate::desk::transaction::{self, Plan, Receipt, Write};
use crate::desk::{Desk, DeskError, Fault, Files, Place, layout};
use crate::format::{FILE_LIMIT, entry, thread, with_unix_lines};
use crate::git::Head;
use crate::model::{Category, Entry, Instant, Stamp, Ticket, TicketId};

/// More tickets than these are not named in a commit.
const NAMED: usize = 50;

/// What packing or unpacking did.
#[derive(Debug, Default)]
pub struct Packed {
    /// The tickets whose entries were moved.
    pub tickets: Vec<TicketId>,
    /// How many entries were moved.
    pub entries: usize,
    /// Files left as they are, and why.
    pub left: Vec<(String, String)>,
    /// The commit.
    pub receipt: Receipt,
}

/// Gathers the loose entries of all tickets long done. A dry run only counts them.
pub fn pack(writer: &Writer, dry_run: bool) -> Result<Packed, OpsError> {
    act::writable(writer.desk)?;
    on_default_branch(writer.desk)?;
    if dry_run {
        return Ok(plan_packing(writer)?.1);
    }
    let plan = || plan_packing(writer);
    let (receipt, packed) = transaction::transact(&writer.desk.ground, &writer.options, plan)?;
    Ok(Packed { receipt, ..packed })
}

/// Takes packed threads apart into loose entries.
pub fn unpack(writer: &Writer, places: &[Place]) -> Result<Packed, OpsError> {
    act::writable(writer.desk)?;
    let plan = || {
        let (mut packed, mut writes) = (Packed::default(), Vec::new());
        for place in places {
            packed.unpack_one(writer.desk, place, &mut writes)?;
        }
        Ok::<_, OpsError>(packed.plan(writer, "unpack", writes))
    };
    let (receipt, packed) = transaction::transact(&writer.desk.ground, &writer.options, plan)?;
    Ok(Packed { receipt, ..packed })
}

/// Tells whether a ticket is done and nothing has happened to it for as long as the desk wants.
pub fn is_long_done(config: &Config, ticket: &Ticket, last: Instant, now: Instant) -> bool {
    let quiet = match config.pack_after {
        QuietSpan::Never => return false,
        QuietSpan::Hours(count) => TimeDelta::try_hours(count.into()),
        QuietSpan::Days(count) => TimeDelta::try_days(count.into()),
    };
    let is_done = config.category(ticket.status.as_str()) == Category::Done;
    is_done && quiet.and_then(|quiet| now.checked_sub_signed(quiet)).is_some_and(|limit| last < limit)
}

/// Returns the trailers of a commit on tickets; a commit on very many names the first.
pub fn trailers<'i>(ids: impl IntoIterator<Item = &'i TicketId>) -> Vec<(String, String)> {
    ids.into_iter().take(NAMED).map(|id| ("Desk-Ticket".to_owned(), id.to_string())).collect()
}

/// Packing on two branches would conflict when they meet.
fn on_default_branch(desk: &Desk) -> Result<(), OpsError> {
    let Some(repository) = &desk.ground.repository else { return Ok(()) };
    let Some(default) = repository.default_branch() else { return Ok(()) };
    let current = match repository.head().map_err(DeskError::Git)? {
        Head::Branch { name, .. } => name.strip_prefix("refs/heads/").unwrap_or(&name).to_owned(),
        Head::Detached(_) => "HEAD".to_owned(),
    };
    if current == default { Ok(()) } else { Err(OpsError::OtherBranch { current, default }) }
}

fn plan_packing(writer: &Writer) -> Result<(Plan, Packed), OpsError> {
    let (mut packed, mut writes) = (Packed::default(), Vec::new());
    for (place, files) in writer.desk.inventory()?.tickets {
        if files.ticket && !files.entries.is_empty() && is_due(writer, &place, &files) {
            packed.pack_one(writer.desk, &place, &files, &mut writes);
        }
    }
    Ok(packed.plan(writer, "pack", writes))
}

fn is_due(writer: &Writer, place: &Place, files: &Files) -> bool {
    let Ok(found) = writer.desk.ticket(place.clone()) else { return false };
    let ticket = &found.file.ticket;
    // The thread of a ticket that is not done need not be read.
    if !is_long_done(&writer.desk.config, ticket, ticket.created, writer.now) {
        return false;
    }
    let (thread, _) = writer.desk.thread_of(place, files);
    let last = thread.entries().map(|entry| entry.at).max().unwrap_or(ticket.created);
    is_long_done(&writer.desk.config, ticket, last, writer.now)
}

/// A loose entry as it lies there.
struct Loose {
    stamp: Stamp,
    entry: Entry,
    path: String,
    text: String,
}

impl Packed {
    fn plan(self, writer: &Writer, verb: &str, writes: Vec<Write>) -> (Plan, Packed) {
        let what = match self.tickets.as_slice() {
            [one] => one.to_string(),
            many => format!("{} tickets", many.len()),
        };
        let subject = writer.subject(&format!("{verb} {what}"));
        (Plan { writes, subject, trailers: trailers(&self.tickets) }, self)
    }

    fn leave(&mut self, path: &str, why: impl ToString) {
        self.left.push((path.to_owned(), why.to_string()));
    }

    /// Plans the thread file of one ticket, then the end of its loose entries.
    fn pack_one(&mut self, desk: &Desk, place: &Place, files: &Files, writes: &mut Vec<Write>) {
        let path = layout::thread(&place.month, &place.id);
        let before = match files.packed.then(|| desk.read(&path)).transpose() {
            Ok(before) => before,
            Err(fault) => return self.leave(&path, fault),
        };
        let old = match before.as_deref().map(|text| read_whole(&place.id, text)).transpose() {
            Ok(old) => old.unwrap_or_default(),
            Err(why) => return self.leave(&path, why),
        };
        let loose = self.loose(desk, place, files, &old);
        if loose.is_empty() {
            return;
        }
        let mut entries = old;
        for one in &loose {
            if !entries.iter().any(|(stamp, _)| *stamp == one.stamp) {
                entries.push((one.stamp.clone(), one.entry.clone()));
            }
        }
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        let text = thread::write(&place.id, &entries);
        if text.len() > FILE_LIMIT || thread::read(&place.id, &text).as_ref() != Ok(&entries) {
            return self.leave(&path, "its entries do not fit in one file");
        }
        self.tickets.push(place.id.clone());
        self.entries += loose.len();
        writes.push(Write { path, before: before.map(String::into_bytes), after: Some(text.into_bytes()) });
        let gone = |one: Loose| Write { path: one.path, before: Some(one.text.into_bytes()), after: None };
        writes.extend(loose.into_iter().map(gone));
    }

    /// Returns the loose entries of a ticket that come back to the byte.
    fn loose(&mut self, desk: &Desk, place: &Place, files: &Files, old: &[(Stamp, Entry)]) -> Vec<Loose> {
        let old: HashMap<&Stamp, &Entry> = old.iter().map(|(stamp, entry)| (stamp, entry)).collect();
        let mut loose = Vec::new();
        for stamp in &files.entries {
            let path = layout::entry(&place.month, &place.id, stamp);
            let read =
                desk.read(&path).and_then(|text| Ok((entry::read(&text).map_err(Fault::Problem)?, text)));
            let (entry, text) = match read {
                Ok(read) => read,
                Err(fault) => {
                    self.leave(&path, fault);
                    continue;
                }
            };
            if entry.ticket != place.id {
                self.leave(&path, "it belongs to another ticket");
            } else if old.get(stamp).is_some_and(|packed| **packed != entry) {
                self.leave(&path, "the packed thread has another entry in its place");
            } else if !thread::can_pack(stamp, &text) {
                self.leave(&path, "it would not come back to the byte");
            } else {
                loose.push(Loose { stamp: stamp.clone(), entry, path, text });
            }
        }
        loose
    }

    /// Plans the loose entries of one ticket, then the end of its thread file.
    fn unpack_one(&mut self, desk: &Desk, place: &Place, writes: &mut Vec<Write>) -> Result<(), OpsError> {
        let files = desk.files_of(place)?;
        if !files.packed {
            return Ok(());
        }
        let path = layout::thread(&place.month, &place.id);
        let broken =
            |fault| OpsError::Broken(crate::desk::Broken { path: path.clone(), id: place.id.clone(), fault });
        let text = desk.read(&path).map_err(broken)?;
        let entries = thread::read(&place.id, &text).map_err(|problem| broken(Fault::Problem(problem)))?;
        if let Err(why) = read_whole(&place.id, &text) {
            self.leave(&path, why);
            return Ok(());
        }
        let mut loose = Vec::new();
        for (stamp, entry) in &entries {
            let path = layout::entry(&place.month, &place.id, stamp);
            let text = entry::write(entry);
            if !files.entries.contains(stamp) {
                loose.push(Write { path, before: None, after: Some(text.into_bytes()) });
            } else if desk.read(&path).ok().map(|there| with_unix_lines(&there)).as_ref() != Some(&text) {
                self.leave(&path, "it differs from the packed entry in its place");
                return Ok(());
            }
        }
        self.tickets.push(place.id.clone());
        self.entries += entries.len();
        writes.append(&mut loose);
        writes.push(Write { path, before: Some(text.into_bytes()), after: None });
        Ok(())
    }
}

/// Reads a packed thread that says nothing but its entries: a person's own words beside them would be lost.
fn read_whole(id: &TicketId, text: &str) -> Result<Vec<(Stamp, Entry)>, String> {
    let entries = thread::read(id, text).map_err(|problem| problem.to_string())?;
    if thread::write(id, &entries) != with_unix_lines(text) {
        return Err("it was edited by hand".to_owned());
    }
    Ok(entries)
}
