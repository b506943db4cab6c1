//! What an act is about to do, written down before it does it.
//!
//! A process can be killed between any two steps. The journal lies in the git folder of the work tree from before the
//! first file is written until after the last step; it holds the bytes before and after, so that it needs nothing else
//! to finish the act or to take it back. Whoever finds it while holding the desk's lock knows that its act was killed.
//!
//! A header line of JSON, then per file a line of JSON with two lengths, the bytes before and the bytes after.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::transaction::{TransactionError, Write};
use crate::git::{CommitId, Head, NewCommit, Repository};

/// How far an act goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    /// Files, index and a commit by the library.
    Commit,
    /// Files, index and a commit by the user's own git.
    Program,
    /// Files and index.
    Stage,
    /// Files.
    Files,
}

/// The first line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Header {
    pub version: u32,
    pub kind: Kind,
    /// The desk's folder, relative to the work tree, with `/` at its end unless empty.
    pub prefix: String,
    /// The branch, or `HEAD` if it is on none.
    pub reference: String,
    /// The commit the act builds on.
    pub parent: Option<CommitId>,
    pub commit: Option<NewCommit>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Record {
    path: String,
    before: Option<usize>,
    after: Option<usize>,
}

/// Returns the reference that an act moves.
pub(super) fn name_of(head: &Head) -> &str {
    match head {
        Head::Branch { name, .. } => name,
        Head::Detached(_) => "HEAD",
    }
}

/// Returns where the journal of a work tree lies.
pub(super) fn path_of(repository: &Repository) -> PathBuf {
    repository.git_dir().join("desk/journal")
}

/// Writes the journal of an act.
pub(super) fn write(
    repository: &Repository,
    header: &Header,
    writes: &[Write],
) -> Result<(), TransactionError> {
    let path = path_of(repository);
    let next = repository.state_folder()?.join("journal.next");
    let written = write_to(&next, header, writes).and_then(|()| fs::rename(&next, &path));
    written.map_err(TransactionError::file("could not write the journal", &path))
}

fn write_to(path: &Path, header: &Header, writes: &[Write]) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    serde_json::to_writer(&mut file, header)?;
    file.write_all(b"\n")?;
    for write in writes {
        let record = Record {
            path: write.path.clone(),
            before: write.before.as_ref().map(Vec::len),
            after: write.after.as_ref().map(Vec::len),
        };
        serde_json::to_writer(&mut file, &record)?;
        file.write_all(b"\n")?;
        file.write_all(write.before.as_deref().unwrap_or_default())?;
        file.write_all(write.after.as_deref().unwrap_or_default())?;
    }
    file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

/// Removes the journal: the act is whole, or nothing of it is left.
pub(super) fn erase(repository: &Repository) -> Result<(), TransactionError> {
    let path = path_of(repository);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(TransactionError::file("could not remove", &path)(error))
        }
        _ => Ok(()),
    }
}

/// Reads a journal that an act left; its paths come back relative to the work tree.
pub(super) fn read(path: &Path) -> Result<(Header, Vec<Write>), TransactionError> {
    read_from(path).map_err(TransactionError::file("could not read the journal", path))
}

fn read_from(path: &Path) -> io::Result<(Header, Vec<Write>)> {
    let mut file = BufReader::new(File::open(path)?);
    let mut line = String::new();
    file.read_line(&mut line)?;
    let header: Header = serde_json::from_str(&line)?;
    let mut writes = Vec::new();
    loop {
        line.clear();
        if file.read_line(&mut line)? == 0 {
            return Ok((header, writes));
        }
        let record: Record = serde_json::from_str(&line)?;
        let mut bytes = |length: Option<usize>| length.map(|length| take(&mut file, length)).transpose();
        let (before, after) = (bytes(record.before)?, bytes(record.after)?);
        writes.push(Write { path: format!("{}{}", header.prefix, record.path), before, after });
    }
}

fn take(file: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.by_ref().take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() == length { Ok(bytes) } else { Err(ErrorKind::UnexpectedEof.into()) }
}
