//! The entries of tickets long done, gathered in one file a ticket; and back.
//!
//! The ticket's file is not touched. An entry that would not come back to the byte stays loose, as does whatever
//! cannot be read. The new files reach the disk before the old ones go, so that a killed act loses nothing.

use std::collections::HashMap;
use std::path::Path;

use chrono::TimeDelta;
use rayon::prelude::*;

use super::{OpsError, Writer, act, trailer};
use crate::config::{Config, QuietSpan};
use crate::desk::transaction::{self, Plan, Receipt, Write};
use crate::desk::{Desk, DeskError, Fault, Files, Place, layout, read};
use crate::format::{FILE_LIMIT, entry, thread, with_unix_lines};
use crate::git::Head;
use crate::model::{Category, Entry, Instant, Stamp, Ticket, TicketId};

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
    let (desk, now) = (writer.desk, writer.now);
    let tickets: Vec<_> = desk.inventory()?.tickets.into_iter().collect();
    // Each entry is read and written a few times over, to be sure of its bytes: worth all cores.
    let (root, config) = (desk.root(), &desk.config);
    let packed: Vec<_> = tickets
        .into_par_iter()
        .filter(|(_, files)| files.ticket && !files.entries.is_empty())
        .filter_map(|(place, files)| Packing { root, config, now, place, files }.pack())
        .collect();
    let (mut all, mut writes) = (Packed::default(), Vec::new());
    for (mut one, mut files) in packed {
        all.tickets.append(&mut one.tickets);
        all.left.append(&mut one.left);
        all.entries += one.entries;
        writes.append(&mut files);
    }
    Ok(all.plan(writer, "pack", writes))
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
        (Plan { writes, subject, trailers: trailer::of_tickets(&self.tickets) }, self)
    }

    fn leave(&mut self, path: &str, why: impl ToString) {
        self.left.push((path.to_owned(), why.to_string()));
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

/// What is packed already.
#[derive(Default)]
struct Old {
    text: Option<String>,
    entries: Vec<(Stamp, Entry)>,
}

/// One ticket that may be packed.
struct Packing<'a> {
    root: &'a Path,
    config: &'a Config,
    now: Instant,
    place: Place,
    files: Files,
}

impl Packing<'_> {
    /// Plans the thread file, then the end of the loose entries; `None` where the ticket is not long done.
    fn pack(&self) -> Option<(Packed, Vec<Write>)> {
        let ticket = read::ticket(self.root, self.place.clone()).ok()?.file.ticket;
        // The thread of a ticket that is not done need not be read.
        if !is_long_done(self.config, &ticket, ticket.created, self.now) {
            return None;
        }
        let (mut packed, mut writes) = (Packed::default(), Vec::new());
        let path = layout::thread(&self.place.month, &self.place.id);
        let old = match self.packed(&path) {
            Ok(old) => old,
            Err(why) => {
                packed.leave(&path, why);
                return Some((packed, writes));
            }
        };
        let loose = self.loose(&old.entries, &mut packed);
        let entries = old.entries.iter().map(|(_, entry)| entry).chain(loose.iter().map(|one| &one.entry));
        let last = entries.map(|entry| entry.at).max().unwrap_or(ticket.created);
        if !is_long_done(self.config, &ticket, last, self.now) {
            return None;
        }
        if !loose.is_empty() {
            self.gather(&path, old, loose, &mut packed, &mut writes);
        }
        Some((packed, writes))
    }

    /// Reads what is packed already.
    fn packed(&self, path: &str) -> Result<Old, String> {
        if !self.files.packed {
            return Ok(Old::default());
        }
        let text = read::text_of(&self.root.join(path)).map_err(|fault| fault.to_string())?;
        let entries = read_whole(&self.place.id, &text)?;
        Ok(Old { text: Some(text), entries })
    }

    fn gather(&self, path: &str, old: Old, loose: Vec<Loose>, packed: &mut Packed, writes: &mut Vec<Write>) {
        let id = &self.place.id;
        let mut entries = old.entries;
        for one in &loose {
            if !entries.iter().any(|(stamp, _)| *stamp == one.stamp) {
                entries.push((one.stamp.clone(), one.entry.clone()));
            }
        }
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        let text = thread::write(id, &entries);
        if text.len() > FILE_LIMIT || thread::read(id, &text).as_ref() != Ok(&entries) {
            return packed.leave(path, "its entries do not fit in one file");
        }
        packed.tickets.push(id.clone());
        packed.entries += loose.len();
        let (before, after) = (old.text.map(String::into_bytes), Some(text.into_bytes()));
        writes.push(Write { path: path.to_owned(), before, after });
        let gone = |one: Loose| Write { path: one.path, before: Some(one.text.into_bytes()), after: None };
        writes.extend(loose.into_iter().map(gone));
    }

    /// Returns the loose entries that come back to the byte.
    fn loose(&self, old: &[(Stamp, Entry)], packed: &mut Packed) -> Vec<Loose> {
        let old: HashMap<&Stamp, &Entry> = old.iter().map(|(stamp, entry)| (stamp, entry)).collect();
        let mut loose = Vec::new();
        for stamp in &self.files.entries {
            let path = layout::entry(&self.place.month, &self.place.id, stamp);
            let text = read::text_of(&self.root.join(&path));
            let read = text.and_then(|text| Ok((entry::read(&text).map_err(Fault::Problem)?, text)));
            let (entry, text) = match read {
                Ok(read) => read,
                Err(fault) => {
                    packed.leave(&path, fault);
                    continue;
                }
            };
            if entry.ticket != self.place.id {
                packed.leave(&path, "it belongs to another ticket");
            } else if old.get(stamp).is_some_and(|packed| **packed != entry) {
                packed.leave(&path, "the packed thread has another entry in its place");
            } else if !thread::can_pack(stamp, &text) {
                packed.leave(&path, "it would not come back to the byte");
            } else {
                loose.push(Loose { stamp: stamp.clone(), entry, path, text });
            }
        }
        loose
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
