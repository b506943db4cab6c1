//! The files of a desk, of a commit or of an index: names with what is in them, read when it is asked for.

use std::collections::BTreeMap;

use crate::desk::Place;
use crate::desk::layout::{self, Named};
use crate::format::{TicketFile, entry, thread as packed, with_unix_lines};
use crate::git::{CommitId, ObjectId, Repository};
use crate::model::Thread;
use crate::ops::OpsError;

/// What is in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A blob that git has.
    Blob(ObjectId),
    /// Bytes that a merge made.
    New(Vec<u8>),
}

/// The files of a desk, by path in the desk's folder.
pub type Files = BTreeMap<String, Content>;

/// Returns the files of a desk that a commit has.
pub fn files_at(repository: &Repository, commit: Option<&CommitId>, folder: &str) -> Result<Files, OpsError> {
    let Some(commit) = commit else { return Ok(Files::new()) };
    let listed = repository.blobs_below(commit, folder)?;
    Ok(listed.into_iter().map(|(path, id)| (path, Content::Blob(id))).collect())
}

/// Reads the contents of files.
pub struct Reader<'r>(pub &'r Repository);

impl Reader<'_> {
    /// Returns the bytes of a file.
    pub fn bytes(&self, content: &Content) -> Result<Vec<u8>, OpsError> {
        match content {
            Content::Blob(id) => Ok(self.0.blob(id)?),
            Content::New(bytes) => Ok(bytes.clone()),
        }
    }

    /// Returns the text of a file; `None` where it is no text.
    pub fn text(&self, content: &Content) -> Result<Option<String>, OpsError> {
        Ok(String::from_utf8(self.bytes(content)?).ok())
    }

    /// Reads a ticket; `None` where it is not there, or is broken.
    pub fn ticket(&self, files: &Files, place: &Place) -> Result<Option<TicketFile>, OpsError> {
        let Some(content) = files.get(&place.path()) else { return Ok(None) };
        Ok(self.text(content)?.and_then(|text| TicketFile::read(with_unix_lines(&text)).ok()))
    }

    /// Reads the thread of a ticket; what cannot be read is left out.
    pub fn thread(&self, files: &Files, place: &Place) -> Result<Thread, OpsError> {
        let mut entries = Vec::new();
        for (path, content) in of_ticket(files, place) {
            match layout::take_apart(path) {
                Some((_, Named::Entry(_, stamp))) => {
                    let read = self.text(content)?.and_then(|text| entry::read(&text).ok());
                    entries.extend(read.filter(|entry| entry.ticket == place.id).map(|entry| (stamp, entry)));
                }
                Some((_, Named::Thread(_))) => {
                    let read = self.text(content)?.and_then(|text| packed::read(&place.id, &text).ok());
                    entries.extend(read.into_iter().flatten());
                }
                _ => {}
            }
        }
        Ok(Thread::new(entries))
    }
}

/// Returns the files of one ticket.
pub fn of_ticket<'f>(
    files: &'f Files,
    place: &Place,
) -> impl Iterator<Item = (&'f String, &'f Content)> + use<'f> {
    let start = place.path();
    let start = start.strip_suffix("md").unwrap_or(&start).to_owned();
    files.range(start.clone()..).take_while(move |(path, _)| path.starts_with(&start))
}

/// Returns the place of the ticket that a file belongs to.
pub fn place_of(path: &str) -> Option<Place> {
    let (month, named) = layout::take_apart(path)?;
    Some(Place { month: month.to_owned(), id: named.owner()?.clone() })
}
