//! Reading the files of a desk, whatever is in them.
//!
//! A broken file never hides the others: each is read by itself and comes back
//! as what it says or as what is wrong with it. Links are not followed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::layout::{self, Named};
use super::{Desk, DeskError};
use crate::format::{FILE_LIMIT, Problem, ProblemKind, TicketFile, entry, thread as packed};
use crate::model::{Stamp, Thread, TicketId};

/// Why a file could not be read as text.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It is a link, a folder, a device.
    #[error("it is not an ordinary file")]
    NotAFile,
    /// Its text is not one we take.
    #[error("{0}")]
    Problem(Problem),
    /// The file system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl Fault {
    /// Returns the line, from 1, where one can be named.
    pub fn line(&self) -> Option<usize> {
        match self {
            Fault::Problem(problem) => Some(problem.line),
            _ => None,
        }
    }

    /// Says what a person can do about it.
    pub fn mend(&self) -> String {
        match self {
            Fault::Problem(problem) => problem.mend(),
            Fault::NotAFile => "replace it by the file itself: links are not followed".to_owned(),
            Fault::Io(_) => "see that it can be read".to_owned(),
        }
    }
}

/// A file of a ticket that does not say what it should.
#[derive(Debug)]
pub struct Broken {
    /// The file, relative to the desk's folder.
    pub path: String,
    /// The ticket it belongs to.
    pub id: TicketId,
    /// What is wrong.
    pub fault: Fault,
}

/// The files of one ticket, by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// The ticket's own file is there.
    pub ticket: bool,
    /// The loose entries.
    pub entries: Vec<Stamp>,
    /// A packed thread is there.
    pub packed: bool,
    /// A folder of attachments is there.
    pub attachments: bool,
}

/// Where a ticket's files are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The folder, `2026-11`.
    pub month: String,
    /// The ticket.
    pub id: TicketId,
}

impl Place {
    /// Returns the path of the ticket's file.
    pub fn path(&self) -> String {
        layout::ticket(&self.month, &self.id)
    }
}

/// What the folders of a desk hold, by names alone.
#[derive(Debug, Default)]
pub struct Inventory {
    /// The files of each ticket, by place.
    pub tickets: BTreeMap<Place, Files>,
    /// Files that are nobody's, links among them.
    pub strange: Vec<String>,
    /// Files a killed act left.
    pub temporary: Vec<String>,
}

/// A ticket as read, with its place.
#[derive(Debug)]
pub struct Found {
    /// Where its files are.
    pub place: Place,
    /// What its file says.
    pub file: TicketFile,
}

impl Desk {
    /// Lists the files of all tickets by their names.
    pub fn inventory(&self) -> Result<Inventory, DeskError> {
        let mut inventory = Inventory::default();
        for month in self.months(&mut inventory.strange)? {
            self.take_month(&month, &mut inventory)?;
        }
        for files in inventory.tickets.values_mut() {
            files.entries.sort();
        }
        Ok(inventory)
    }

    /// Reads all tickets, the broken ones apart, in the order of their places.
    pub fn tickets(&self) -> Result<(Vec<Found>, Vec<Broken>), DeskError> {
        let (root, places) = (self.root(), self.places()?);
        let read: Vec<Result<Found, Broken>> =
            places.into_par_iter().map(|place| ticket(root, place)).collect();
        let (mut found, mut broken) = (Vec::with_capacity(read.len()), Vec::new());
        for one in read {
            match one {
                Ok(one) => found.push(one),
                Err(one) => broken.push(one),
            }
        }
        Ok((found, broken))
    }

    /// Returns the places of all tickets, in order.
    pub fn places(&self) -> Result<Vec<Place>, DeskError> {
        self.places_where(|_| true)
    }

    /// Returns the places of the tickets whose ids are wanted, in order.
    pub fn places_where(&self, is_wanted: impl Fn(&str) -> bool) -> Result<Vec<Place>, DeskError> {
        self.cache().places(self.root(), is_wanted).map_err(|source| self.unlisted(source))
    }

    pub(super) fn unlisted(&self, source: io::Error) -> DeskError {
        DeskError::Folder { path: self.ground.root.join(layout::TICKETS), source }
    }

    /// Reads one ticket.
    pub fn ticket(&self, place: Place) -> Result<Found, Broken> {
        ticket(self.root(), place)
    }

    /// Reads the thread of one ticket; what cannot be read, or belongs to another ticket, is apart.
    pub fn thread(&self, place: &Place) -> Result<(Thread, Vec<Broken>), DeskError> {
        let files = self.files_of(place)?;
        Ok(self.thread_of(place, &files))
    }

    /// Reads the thread of one ticket from files already listed.
    pub fn thread_of(&self, place: &Place, files: &Files) -> (Thread, Vec<Broken>) {
        thread(self.root(), place, files)
    }

    /// Reads the threads of tickets already listed, on all cores, in their order.
    pub fn threads(&self, tickets: Vec<(Place, Files)>) -> Vec<(Place, Thread, Vec<Broken>)> {
        let root = self.root();
        let read = |(place, files): (Place, Files)| {
            let (thread, broken) = thread(root, &place, &files);
            (place, thread, broken)
        };
        tickets.into_par_iter().map(read).collect()
    }

    /// Lists the files of one ticket by their names.
    pub fn files_of(&self, place: &Place) -> Result<Files, DeskError> {
        files_of(self.root(), place).map_err(|source| self.unlisted(source))
    }

    /// Reads a file of the desk, relative to its folder.
    pub fn read(&self, path: &str) -> Result<String, Fault> {
        text_of(&self.ground.root.join(path))
    }

    /// Returns the templates in a folder of the desk: name and path.
    pub fn templates(&self, folder: &str) -> Result<Vec<(String, String)>, DeskError> {
        let files = self.names(folder)?.into_iter().filter(|(_, kind)| kind.is_file());
        let named = files
            .filter_map(|(file, _)| Some((file.strip_suffix(".md")?.to_owned(), format!("{folder}/{file}"))));
        let mut templates: Vec<_> = named.collect();
        templates.sort();
        Ok(templates)
    }

    /// Returns the folders of months in order; anything else beside them goes to `strange`.
    pub(super) fn months(&self, strange: &mut Vec<String>) -> Result<Vec<String>, DeskError> {
        let mut months = Vec::new();
        for (name, kind) in self.names(layout::TICKETS)? {
            if kind.is_dir() && layout::is_month(&name) {
                months.push(name);
            } else if !name.starts_with('.') {
                strange.push(format!("{}/{name}", layout::TICKETS));
            }
        }
        months.sort();
        Ok(months)
    }

    fn take_month(&self, month: &str, inventory: &mut Inventory) -> Result<(), DeskError> {
        let folder = layout::month_folder(month);
        for (name, kind) in self.names(&folder)? {
            let named = Named::read(&name);
            match named.owner() {
                Some(id) if kind.is_dir() == matches!(named, Named::Files(_)) => {
                    let place = Place { month: month.to_owned(), id: id.clone() };
                    take_named(inventory.tickets.entry(place).or_default(), named);
                }
                _ if named == Named::Temporary => inventory.temporary.push(format!("{folder}/{name}")),
                _ => inventory.strange.push(format!("{folder}/{name}")),
            }
        }
        Ok(())
    }

    /// Returns the names in a folder of the desk. A folder that is not there, or is a link, holds nothing.
    pub(super) fn names(&self, folder: &str) -> Result<Vec<(String, fs::FileType)>, DeskError> {
        let path = self.ground.root.join(folder);
        names(&path).map_err(|source| DeskError::Folder { path, source })
    }
}

/// Returns the names in a folder. A folder that is not there, or is a link, holds nothing.
fn names(path: &Path) -> io::Result<Vec<(String, fs::FileType)>> {
    if !fs::symlink_metadata(path).is_ok_and(|data| data.is_dir()) {
        return Ok(Vec::new());
    }
    let name = |item: io::Result<fs::DirEntry>| {
        let item = item?;
        Ok((item.file_name().to_string_lossy().into_owned(), item.file_type()?))
    };
    fs::read_dir(path)?.map(name).collect()
}

/// Lists the files of one ticket of the desk at a folder by their names.
pub fn files_of(root: &Path, place: &Place) -> io::Result<Files> {
    let mut files = Files::default();
    for (name, kind) in names(&root.join(layout::month_folder(&place.month)))? {
        if name.starts_with(place.id.as_str()) {
            let named = Named::read(&name);
            let fits = kind.is_dir() == matches!(named, Named::Files(_));
            if fits && named.owner() == Some(&place.id) {
                take_named(&mut files, named);
            }
        }
    }
    files.entries.sort();
    Ok(files)
}

/// Reads one ticket of the desk at a folder; many threads may do so at once.
pub fn ticket(root: &Path, place: Place) -> Result<Found, Broken> {
    let path = place.path();
    let broken = |fault| Broken { path: path.clone(), id: place.id.clone(), fault };
    let file = text_of(&root.join(&path)).and_then(|text| TicketFile::read(text).map_err(Fault::Problem));
    let file = file.map_err(broken)?;
    if file.ticket.id != place.id {
        let (value, expected) = (file.ticket.id.to_string(), place.id.to_string());
        let kind = ProblemKind::OtherThanName { key: "id".to_owned(), value, expected };
        return Err(broken(Fault::Problem(Problem::new(2, kind))));
    }
    Ok(Found { place, file })
}

/// Reads the thread of one ticket of the desk at a folder; many threads may do so at once.
pub fn thread(root: &Path, place: &Place, files: &Files) -> (Thread, Vec<Broken>) {
    let (mut entries, mut broken) = (Vec::new(), Vec::new());
    if files.packed {
        let path = layout::thread(&place.month, &place.id);
        let text = text_of(&root.join(&path));
        match text.and_then(|text| packed::read(&place.id, &text).map_err(Fault::Problem)) {
            Ok(packed) => entries.extend(packed),
            Err(fault) => broken.push(Broken { path, id: place.id.clone(), fault }),
        }
    }
    for stamp in &files.entries {
        let path = layout::entry(&place.month, &place.id, stamp);
        match text_of(&root.join(&path)).and_then(|text| read_entry(&text, &place.id)) {
            Ok(entry) => entries.push((stamp.clone(), entry)),
            Err(fault) => broken.push(Broken { path, id: place.id.clone(), fault }),
        }
    }
    (Thread::new(entries), broken)
}

pub(super) fn take_named(files: &mut Files, named: Named) {
    // A link in the place of a ticket is a ticket that cannot be read, and is reported as such.
    match named {
        Named::Ticket(_) => files.ticket = true,
        Named::Entry(_, stamp) => files.entries.push(stamp),
        Named::Thread(_) => files.packed = true,
        Named::Files(_) => files.attachments = true,
        Named::Temporary | Named::Strange => {}
    }
}

fn read_entry(text: &str, ticket: &TicketId) -> Result<crate::model::Entry, Fault> {
    let entry = entry::read(text).map_err(Fault::Problem)?;
    if entry.ticket != *ticket {
        let (value, expected) = (entry.ticket.to_string(), ticket.to_string());
        let kind = ProblemKind::OtherThanName { key: "ticket".to_owned(), value, expected };
        return Err(Fault::Problem(Problem::new(2, kind)));
    }
    Ok(entry)
}

/// Reads an ordinary file of a bearable size as text.
pub fn text_of(path: &Path) -> Result<String, Fault> {
    let data = fs::symlink_metadata(path)?;
    if !data.is_file() {
        return Err(Fault::NotAFile);
    }
    let limit = FILE_LIMIT as u64;
    if data.len() > limit {
        return Err(Fault::Problem(Problem::new(1, ProblemKind::TooLarge { size: data.len(), limit })));
    }
    let text = String::from_utf8(fs::read(path)?).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        Fault::Problem(Problem::new(1 + before.iter().filter(|b| **b == b'\n').count(), ProblemKind::NotUtf8))
    })?;
    match text.find('\0') {
        Some(at) => Err(Fault::Problem(Problem::new(1 + text[..at].matches('\n').count(), ProblemKind::Nul))),
        None => Ok(text),
    }
}
