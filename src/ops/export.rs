//! The whole desk as JSON Lines, one ticket a line with its thread, the oldest first, then its articles.

use std::path::Path;

use rayon::prelude::*;

use super::OpsError;
use crate::desk::{Broken, Desk, Files, Place, read};
use crate::exchange::{article, entry::unwritable_keys, ticket};
use crate::model::{Instant, TicketId};

/// How many tickets are held at a time.
const CHUNK: usize = 256;

/// What was written, and what could not be.
#[derive(Debug, Default)]
pub struct Exported {
    /// How many tickets.
    pub tickets: usize,
    /// How many articles.
    pub articles: usize,
    /// How many entries.
    pub entries: usize,
    /// Files that cannot be read, and are missing in the output.
    pub broken: Vec<Broken>,
    /// What else is missing, in words.
    pub missing: Vec<String>,
}

impl Exported {
    /// Tells whether everything was written.
    pub fn is_whole(&self) -> bool {
        self.broken.is_empty() && self.missing.is_empty()
    }
}

/// Writes all tickets, by time of creation, then by id; then all articles, by their files.
pub fn export<E: From<OpsError>>(
    desk: &Desk,
    mut write: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<Exported, E> {
    let mut exported = Exported::default();
    let tickets = in_order(desk, &mut exported)?;
    let root = desk.root();
    for chunk in tickets.chunks(CHUNK) {
        let lines: Vec<Result<ExportedTicket, Broken>> =
            chunk.par_iter().map(|(place, files)| line(root, place, files)).collect();
        for line in lines {
            match line {
                Ok(one) => {
                    write(&one.line)?;
                    exported.take(one);
                }
                Err(broken) => exported.broken.push(broken),
            }
        }
    }
    let articles = desk.articles().map_err(OpsError::from)?;
    for found in &articles.found {
        write(&article::write(found.article(), &found.path))?;
        exported.articles += 1;
    }
    let unread =
        articles.broken.iter().map(|broken| format!("`{}` cannot be read: {}", broken.path, broken.fault));
    exported.missing.extend(unread);
    Ok(exported)
}

/// A ticket's files with what they are put in order by.
type Ordered = ((Instant, TicketId), (Place, Files));

/// Finds all tickets and puts them in order, without holding what they say.
fn in_order(desk: &Desk, exported: &mut Exported) -> Result<Vec<(Place, Files)>, OpsError> {
    let (tickets, strays): (Vec<_>, Vec<_>) =
        desk.inventory()?.tickets.into_iter().partition(|(_, files)| files.ticket);
    let stray = |(place, _): (Place, Files)| {
        format!("there are entries of `{}`, but not `{}`", place.id, place.path())
    };
    exported.missing.extend(strays.into_iter().map(stray));
    let root = desk.root();
    let read: Vec<Result<Ordered, Broken>> = tickets
        .into_par_iter()
        .map(|(place, files)| {
            let created = read::ticket(root, place.clone())?.file.ticket.created;
            Ok(((created, place.id.clone()), (place, files)))
        })
        .collect();
    let mut ordered = Vec::with_capacity(read.len());
    for one in read {
        match one {
            Ok(one) => ordered.push(one),
            Err(broken) => exported.broken.push(broken),
        }
    }
    ordered.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(ordered.into_iter().map(|(_, ticket)| ticket).collect())
}

/// One ticket on its way out.
struct ExportedTicket {
    line: Vec<u8>,
    entries: usize,
    broken: Vec<Broken>,
    missing: Vec<String>,
}

impl Exported {
    fn take(&mut self, one: ExportedTicket) {
        self.tickets += 1;
        self.entries += one.entries;
        self.broken.extend(one.broken);
        self.missing.extend(one.missing);
    }
}

fn line(root: &Path, place: &Place, files: &Files) -> Result<ExportedTicket, Broken> {
    let found = read::ticket(root, place.clone())?;
    let (thread, broken) = read::thread(root, place, files);
    let unreadable = |error: serde_json::Error| Broken {
        path: place.path(),
        id: place.id.clone(),
        fault: std::io::Error::from(error).into(),
    };
    let line = ticket::write(&found.file.ticket, thread.entries()).map_err(unreadable)?;
    let lost = thread.placed().iter().flat_map(|(stamp, entry)| {
        unwritable_keys(entry)
            .map(move |key| format!("`{key}` of the entry `{stamp}` of `{}` has no place", place.id))
    });
    let missing = lost.collect();
    Ok(ExportedTicket { line, entries: thread.placed().len(), broken, missing })
}
