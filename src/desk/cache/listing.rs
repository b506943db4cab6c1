//! Which tickets there are, by the names in their folders. A folder that is the same has the same names.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use super::Cache;
use super::signature::{Eyes, Look, Signature};
use super::snapshot::{Month, Part, Snapshot};
use crate::desk::layout::{self, Named};
use crate::desk::read::{Files, Place, take_named};
use crate::model::TicketId;

/// What a snapshot says of the folders.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub months: Vec<Month>,
    /// By month, and in it in order.
    pub ids: Vec<TicketId>,
}

impl Known {
    /// Reads the first parts of a snapshot.
    pub fn read(snapshot: &Snapshot) -> Option<Known> {
        let months: Vec<Month> = postcard::from_bytes(&snapshot.part(Part::Months)?).ok()?;
        let ids = String::from_utf8(snapshot.part(Part::Ids)?).ok()?;
        let ids: Vec<TicketId> = ids.lines().map(|line| line.parse().ok()).collect::<Option<_>>()?;
        let count: usize = months.iter().map(|month| month.tickets as usize).sum();
        (count == ids.len()).then_some(Known { months, ids })
    }

    /// Returns a month, and where its tickets are.
    fn month(&self, name: &str) -> Option<(&Month, Range<usize>)> {
        let mut start = 0;
        for month in &self.months {
            let end = start + month.tickets as usize;
            if month.name == name {
                return Some((month, start..end));
            }
            start = end;
        }
        None
    }
}

/// The same as one text, of which only what is wanted is taken apart.
#[derive(Default)]
struct Names {
    /// Each month with the place of its ids in the text.
    months: Vec<(Month, Range<usize>)>,
    ids: String,
}

impl Names {
    fn read(snapshot: &Snapshot) -> Option<Names> {
        let months: Vec<Month> = postcard::from_bytes(&snapshot.part(Part::Months)?).ok()?;
        let ids = String::from_utf8(snapshot.part(Part::Ids)?).ok()?;
        let mut ends = ids.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let mut start = 0;
        let place = |month: Month| {
            let end = ends.by_ref().take(month.tickets as usize).last().unwrap_or(start);
            let ids = start..end;
            start = end;
            (month, ids)
        };
        let months = months.into_iter().map(place).collect();
        Some(Names { months, ids })
    }

    /// Returns what the folder of a month looked like, and the ids in it, one a line.
    fn of(&self, name: &str) -> Option<(Signature, &str)> {
        let (month, ids) = self.months.iter().find(|(month, _)| month.name == name)?;
        Some((Signature::new(month.signature), self.ids.get(ids.clone())?))
    }
}

/// A folder of tickets as it is now.
#[derive(Debug)]
pub(super) struct Folder {
    pub name: String,
    pub file: File,
    pub look: Look,
    /// The tickets with the names of their files, where the snapshot does not say them.
    names: OnceLock<BTreeMap<TicketId, Files>>,
}

impl Folder {
    /// Returns the files of a ticket by their names, which are read once for all.
    pub fn files(&self, root: &Path, id: &TicketId) -> Option<&Files> {
        let read = || names(&root.join(layout::month_folder(&self.name))).unwrap_or_default();
        self.names.get_or_init(read).get(id)
    }
}

/// A ticket's file that is there.
#[derive(Debug)]
pub(super) struct Listed {
    pub place: Place,
    /// The place of its folder among the folders.
    pub folder: usize,
    /// Its number in the snapshot.
    pub number: Option<usize>,
    /// Its files, where the folder was read.
    pub files: Option<Files>,
}

/// All tickets that are there, in the order of their places.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub folders: Vec<Folder>,
    pub tickets: Vec<Listed>,
    /// How many tickets the snapshot knows.
    pub known: usize,
}

impl Listing {
    /// Lists the tickets of the desk at a folder.
    pub fn read(root: &Path, known: &Known, eyes: Eyes) -> io::Result<Listing> {
        let mut listing = Listing { known: known.ids.len(), ..Listing::default() };
        for name in months(root)? {
            let path = root.join(layout::month_folder(&name));
            let file = match File::open(&path) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            listing.add(&path, name, file, known, eyes)?;
        }
        Ok(listing)
    }

    fn add(&mut self, path: &Path, name: String, file: File, known: &Known, eyes: Eyes) -> io::Result<()> {
        let look = eyes.open(&file)?;
        let (month, range) = known.month(&name).map_or((None, 0..0), |(month, range)| (Some(month), range));
        let same = month.filter(|month| look.signature.is(Signature::new(month.signature)));
        let folder = self.folders.len();
        let ids = known.ids.get(range.clone()).unwrap_or_default();
        if same.is_some() {
            let listed = |(number, id): (usize, &TicketId)| Listed {
                place: Place { month: name.clone(), id: id.clone() },
                folder,
                number: Some(number),
                files: None,
            };
            self.tickets.extend(range.clone().zip(ids).map(listed));
        } else {
            let listed = |(id, files): (TicketId, Files)| Listed {
                number: ids.binary_search(&id).ok().map(|at| range.start + at),
                place: Place { month: name.clone(), id },
                folder,
                files: Some(files),
            };
            self.tickets.extend(names(path)?.into_iter().map(listed));
        }
        self.folders.push(Folder { name, file, look, names: OnceLock::new() });
        Ok(())
    }
}

impl Cache {
    /// Returns the places of the tickets of the desk at a folder whose ids are wanted, in order.
    pub fn places(&self, root: &Path, is_wanted: impl Fn(&str) -> bool) -> io::Result<Vec<Place>> {
        let names = self.snapshot().and_then(|snapshot| Names::read(&snapshot)).unwrap_or_default();
        let mut places = Vec::new();
        for name in months(root)? {
            let path = root.join(layout::month_folder(&name));
            let look = match self.eyes.path(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                look => look?,
            };
            let known = names.of(&name).filter(|(signature, _)| look.signature.is(*signature));
            let ids: Vec<TicketId> = match known {
                Some((_, ids)) => ids.lines().filter(|id| is_wanted(id)).flat_map(str::parse).collect(),
                None => ids(&path, &is_wanted)?,
            };
            places.extend(ids.into_iter().map(|id| Place { month: name.clone(), id }));
        }
        Ok(places)
    }

    pub(super) fn snapshot(&self) -> Option<Snapshot> {
        Snapshot::open(self.path.as_ref()?, &self.owner)
    }
}

/// Returns the names of the folders of tickets, in order.
fn months(root: &Path) -> io::Result<Vec<String>> {
    let path = root.join(layout::TICKETS);
    if !fs::symlink_metadata(&path).is_ok_and(|data| data.is_dir()) {
        return Ok(Vec::new());
    }
    let mut months = Vec::new();
    for item in fs::read_dir(path)? {
        let item = item?;
        let name = item.file_name().to_string_lossy().into_owned();
        if layout::is_month(&name) && item.file_type()?.is_dir() {
            months.push(name);
        }
    }
    months.sort();
    Ok(months)
}

/// Returns the ids of the tickets of a folder that are wanted, in order.
fn ids(path: &Path, is_wanted: &impl Fn(&str) -> bool) -> io::Result<Vec<TicketId>> {
    let mut ids = Vec::new();
    for item in fs::read_dir(path)? {
        let item = item?;
        let name = item.file_name();
        let id = name.to_str().and_then(|name| name.strip_suffix(".md")).filter(|id| is_wanted(id));
        let Some(id) = id.and_then(|id| id.parse::<TicketId>().ok()) else { continue };
        if !item.file_type()?.is_dir() {
            ids.push(id);
        }
    }
    ids.sort_unstable();
    Ok(ids)
}

/// Returns the tickets of a folder with the names of their files.
fn names(path: &Path) -> io::Result<BTreeMap<TicketId, Files>> {
    let mut tickets: BTreeMap<TicketId, Files> = BTreeMap::new();
    for item in fs::read_dir(path)? {
        let item = item?;
        let named = Named::read(&item.file_name().to_string_lossy());
        let Some(id) = named.owner().cloned() else { continue };
        if item.file_type()?.is_dir() == matches!(named, Named::Files(_)) {
            take_named(tickets.entry(id).or_default(), named);
        }
    }
    tickets.retain(|_, files| files.ticket);
    tickets.values_mut().for_each(|files| files.entries.sort());
    Ok(tickets)
}
