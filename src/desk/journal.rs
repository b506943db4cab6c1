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

use super::files::{Files, Found};
use super::lock::Lock;
use super::transaction::{Ground, TransactionError, Write};
use crate::git::{Change, CommitId, Head, NewCommit, Repository, Stat};

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

/// What became of an act that was killed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recovered {
    /// It was finished.
    Finished {
        /// Its commit, if it makes one.
        commit: Option<CommitId>,
        /// Its files, relative to the desk.
        paths: Vec<String>,
    },
    /// It was taken back: none of its files is there.
    TakenBack {
        /// Its files, relative to the desk.
        paths: Vec<String>,
    },
    /// Somebody changed its files since; the journal was put aside.
    Aside {
        /// Where it is now.
        journal: PathBuf,
        /// The files that are neither as before nor as after.
        paths: Vec<String>,
    },
}

/// Finishes or takes back an act that was killed; `None` if there is none.
pub fn recover(ground: &Ground) -> Result<Option<Recovered>, TransactionError> {
    let Some(repository) = &ground.repository else {
        return Ok(None);
    };
    let _lock = Lock::acquire(repository.common_dir())?;
    recover_locked(ground, repository)
}

/// Returns whether an act was killed here, without waiting for one that runs.
pub fn is_left_over(repository: &Repository) -> bool {
    path_of(repository).exists() && Lock::try_acquire(repository.common_dir()).is_some()
}

/// The same, for a caller that holds the lock.
pub(super) fn recover_locked(
    ground: &Ground,
    repository: &Repository,
) -> Result<Option<Recovered>, TransactionError> {
    let path = path_of(repository);
    if !path.exists() {
        // An act that was killed before its journal was written has touched nothing but git's lock.
        repository.remove_stale_lock()?;
        return Ok(None);
    }
    repository.remove_stale_lock()?;
    repository.wait_for_index()?;
    let (header, writes) = read(&path)?;
    let mut files = Files::new(&ground.root);
    files.sweep(writes.iter().map(|write| write.path.as_str()));
    let recovered = Leftover {
        repository,
        header: &header,
        writes: &writes,
    }
    .settle(&mut files)?;
    match recovered {
        Some(recovered) => {
            erase(repository)?;
            Ok(Some(recovered))
        }
        None => put_aside(&path, &mut files, &writes).map(Some),
    }
}

fn put_aside(
    path: &Path,
    files: &mut Files<'_>,
    writes: &[Write],
) -> Result<Recovered, TransactionError> {
    let journal = path.with_extension("stale");
    fs::rename(path, &journal).map_err(TransactionError::file("could not rename", path))?;
    let mut paths = Vec::new();
    for write in writes {
        if !matches!(files.compare(write), Ok(found) if found != Found::Other) {
            paths.push(write.path.clone());
        }
    }
    Ok(Recovered::Aside { journal, paths })
}

/// An act that was killed.
struct Leftover<'a> {
    repository: &'a Repository,
    header: &'a Header,
    writes: &'a [Write],
}

impl Leftover<'_> {
    /// Finishes it or takes it back; `None` if neither can be done without losing somebody's work.
    fn settle(&self, files: &mut Files<'_>) -> Result<Option<Recovered>, TransactionError> {
        for write in self.writes {
            if files.compare(write)? == Found::Other {
                return Ok(None);
            }
        }
        match self.header.kind {
            Kind::Files => {
                self.write(files)?;
                Ok(Some(self.finished(None)))
            }
            Kind::Stage => {
                self.write(files)?;
                self.repository
                    .stage_by_program(&self.changes(&self.full_paths()))?;
                Ok(Some(self.finished(None)))
            }
            Kind::Commit => self.finish_commit(files),
            Kind::Program => self.settle_program(files).map(Some),
        }
    }

    fn finish_commit(&self, files: &mut Files<'_>) -> Result<Option<Recovered>, TransactionError> {
        let paths = self.full_paths();
        let changes = self.changes(&paths);
        let head = self.repository.head()?;
        let Some(new) = &self.header.commit else {
            return Ok(None);
        };
        let blobs = self.repository.write_blobs(&changes)?;
        let names: Vec<&str> = paths.iter().map(String::as_str).collect();
        let blobs_at = |commit| self.repository.blobs_at(commit, &names);
        let (tip, parent) = (blobs_at(head.commit())?, self.header.parent.as_ref());
        // Somebody committed other versions of the same files meanwhile.
        if tip != blobs && head.commit() != parent && tip != blobs_at(parent)? {
            return Ok(None);
        }
        let lock = self.repository.lock_index()?;
        let stats = self.write(files)?;
        lock.stage(&changes, &blobs, &stats)?;
        let mut commit = head.commit().cloned();
        if tip != blobs {
            let made = self
                .repository
                .write_commit(head.commit(), &changes, &blobs, new)?;
            self.repository
                .remove_stale_branch_lock(name_of(&head), &made)?;
            self.repository
                .move_branch(name_of(&head), &made, head.commit(), new)?;
            commit = Some(made);
        }
        lock.install()?;
        Ok(Some(self.finished(commit)))
    }

    /// What the user's git was doing is known by its result only.
    fn settle_program(&self, files: &mut Files<'_>) -> Result<Recovered, TransactionError> {
        let paths = self.full_paths();
        let head = self.repository.head()?;
        let mut all_after = true;
        for write in self.writes {
            all_after &= files.compare(write)? == Found::After;
        }
        let names: Vec<&str> = paths.iter().map(String::as_str).collect();
        if all_after && head.commit() != self.header.parent.as_ref() {
            self.repository.stage_by_program(&self.changes(&paths))?;
            if !self.repository.differ_from_head(&names)? {
                return Ok(self.finished(head.commit().cloned()));
            }
        }
        for write in self.writes.iter().rev() {
            files.put_back(write)?;
        }
        let created = self
            .writes
            .iter()
            .zip(&paths)
            .filter(|(write, _)| write.before.is_none());
        self.repository
            .forget_intents(created.map(|(_, path)| path.as_str()))?;
        Ok(Recovered::TakenBack {
            paths: self.desk_paths(),
        })
    }

    /// Writes what was not written yet.
    fn write(&self, files: &mut Files<'_>) -> Result<Vec<Option<Stat>>, TransactionError> {
        let mut stats = Vec::with_capacity(self.writes.len());
        for write in self.writes {
            match files.compare(write)? {
                Found::Other => {
                    return Err(TransactionError::Changed {
                        path: write.path.clone(),
                    });
                }
                // Without a stat git compares the content, which is right for files of another moment.
                Found::After => stats.push(None),
                Found::Before | Found::Torn => {
                    stats.push(files.put(&write.path, write.after.as_deref(), false)?)
                }
            }
        }
        Ok(stats)
    }

    fn full_paths(&self) -> Vec<String> {
        self.writes
            .iter()
            .map(|write| format!("{}{}", self.header.prefix, write.path))
            .collect()
    }

    fn changes<'c>(&'c self, paths: &'c [String]) -> Vec<Change<'c>> {
        let pairs = paths.iter().zip(self.writes);
        pairs
            .map(|(path, write)| Change {
                path,
                after: write.after.as_deref(),
            })
            .collect()
    }

    fn desk_paths(&self) -> Vec<String> {
        self.writes.iter().map(|write| write.path.clone()).collect()
    }

    fn finished(&self, commit: Option<CommitId>) -> Recovered {
        Recovered::Finished {
            commit,
            paths: self.desk_paths(),
        }
    }
}

/// Returns the reference that an act moves.
pub(super) fn name_of(head: &Head) -> &str {
    match head {
        Head::Branch { name, .. } => name,
        Head::Detached(_) => "HEAD",
    }
}

fn path_of(repository: &Repository) -> PathBuf {
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
    file.into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .sync_all()
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

fn read(path: &Path) -> Result<(Header, Vec<Write>), TransactionError> {
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
        let mut bytes =
            |length: Option<usize>| length.map(|length| take(&mut file, length)).transpose();
        let (before, after) = (bytes(record.before)?, bytes(record.after)?);
        writes.push(Write {
            path: record.path,
            before,
            after,
        });
    }
}

fn take(file: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.by_ref().take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() == length {
        Ok(bytes)
    } else {
        Err(ErrorKind::UnexpectedEof.into())
    }
}
