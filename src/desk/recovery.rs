//! Settling an act that was killed, from the journal it left.
//!
//! The library's acts are finished: what remains is known to the byte. Of the user's own git only the result is known:
//! an act is done if its commit is there, done once more if it is not, and taken back only where git or a hook now
//! refuses. Nothing is done over a file that somebody has changed since.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::act::{MANY, refuse_in_progress};
use super::files::{Files, Found};
use super::journal::{Header, Kind, erase, name_of, path_of, read};
use super::lock::Lock;
use super::transaction::{Ground, TransactionError, Write};
use crate::git::{Change, CommitId, Repository, Stat};

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
    /// Somebody changed its files or went to another branch since; the journal was put aside.
    Aside {
        /// Where it is now.
        journal: PathBuf,
        /// The act's files, relative to the work tree.
        paths: Vec<String>,
    },
}

impl fmt::Display for Recovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Recovered::Finished { paths, .. } => write!(f, "it was finished ({} files)", paths.len()),
            Recovered::TakenBack { paths } => write!(f, "it was taken back ({} files)", paths.len()),
            Recovered::Aside { journal, paths } => {
                write!(
                    f,
                    "`{}` was changed since, what it would have done is in `{}`",
                    paths.join("`, `"),
                    journal.display()
                )
            }
        }
    }
}

/// Finishes or takes back an act that was killed; `None` if there is none.
pub fn recover(ground: &Ground) -> Result<Option<Recovered>, TransactionError> {
    let Some(repository) = &ground.repository else {
        return Ok(None);
    };
    let _lock = Lock::acquire(repository.common_dir())?;
    recover_locked(repository)
}

/// Returns the journal of an act that was killed here, without waiting for one that runs.
pub fn left_over(repository: &Repository) -> Option<PathBuf> {
    let path = path_of(repository);
    // A git folder that somebody sent could lead us elsewhere: nothing is opened through a link.
    let is_real = !repository.common_dir().join("desk/lock").is_symlink() && path.is_file();
    (is_real && Lock::try_acquire(repository.common_dir()).is_some()).then_some(path)
}

/// The same, for a caller that holds the lock.
pub(super) fn recover_locked(repository: &Repository) -> Result<Option<Recovered>, TransactionError> {
    let path = path_of(repository);
    if !path.exists() {
        // An act that was killed before its journal was written has touched nothing but git's lock.
        repository.remove_stale_lock()?;
        return Ok(None);
    }
    repository.remove_stale_lock()?;
    repository.wait_for_index()?;
    let (header, writes) = read(&path)?;
    let Some(work_tree) = repository.work_tree() else {
        return Ok(None);
    };
    // From the work tree, so that the journal's own prefix is looked at as suspiciously as any path.
    let mut files = Files::new(work_tree);
    files.flush = writes.len() <= MANY;
    files.sweep(writes.iter().map(|write| write.path.as_str()));
    let recovered = Leftover { repository, header: &header, writes: &writes }.settle(&mut files)?;
    match recovered {
        Some(recovered) => {
            erase(repository)?;
            Ok(Some(recovered))
        }
        None => put_aside(&path, writes).map(Some),
    }
}

fn put_aside(path: &Path, writes: Vec<Write>) -> Result<Recovered, TransactionError> {
    let journal = path.with_extension("stale");
    fs::rename(path, &journal).map_err(TransactionError::file("could not rename", path))?;
    let paths = writes.into_iter().map(|write| write.path).collect();
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
        self.unlock_branch()?;
        for write in self.writes {
            match files.compare(write) {
                Ok(Found::Other) | Err(TransactionError::Path { .. }) => return Ok(None),
                found => found?,
            };
        }
        match self.header.kind {
            Kind::Files => {
                self.write(files)?;
                Ok(Some(self.finished(None)))
            }
            Kind::Stage => {
                self.write(files)?;
                self.repository.stage_by_program(&self.changes())?;
                Ok(Some(self.finished(None)))
            }
            Kind::Commit => self.finish_commit(files),
            Kind::Program => self.settle_program(files).map(Some),
        }
    }

    /// Removes the act's lock on its branch, which must not stay whatever becomes of the act.
    fn unlock_branch(&self) -> Result<(), TransactionError> {
        let (repository, reference) = (self.repository, &self.header.reference);
        if let (Kind::Commit, Some(new)) = (self.header.kind, &self.header.commit)
            && repository.is_branch_locked(reference)
        {
            // The same act makes the same commit.
            let (parent, changes) = (self.header.parent.as_ref(), self.changes());
            let blobs = repository.write_blobs(&changes)?;
            let commit = repository.write_commit(parent, &changes, &blobs, new)?;
            repository.remove_stale_branch_lock(reference, &commit)?;
        }
        Ok(())
    }

    fn finish_commit(&self, files: &mut Files<'_>) -> Result<Option<Recovered>, TransactionError> {
        let (changes, names) = (self.changes(), self.names());
        let head = self.repository.head()?;
        let Some(new) = &self.header.commit else {
            return Ok(None);
        };
        let blobs = self.repository.write_blobs(&changes)?;
        let blobs_at = |commit| self.repository.blobs_at(commit, &names);
        let (tip, parent) = (blobs_at(head.commit())?, self.header.parent.as_ref());
        // Somebody committed other versions of the same files meanwhile.
        if tip != blobs && head.commit() != parent && tip != blobs_at(parent)? {
            return Ok(None);
        }
        if tip != blobs {
            // Another branch is where the user has gone since, and a commit in the middle of a rebase could vanish.
            if name_of(&head) != self.header.reference {
                return Ok(None);
            }
            refuse_in_progress(self.repository)?;
        }
        let lock = self.repository.lock_index()?;
        let stats = self.write(files)?;
        lock.stage(&changes, &blobs, &stats)?;
        if tip == blobs {
            lock.install()?;
            return Ok(Some(self.finished(head.commit().cloned())));
        }
        let commit = self.repository.write_commit(head.commit(), &changes, &blobs, new)?;
        let branch = self.repository.begin_move(name_of(&head), &commit, head.commit(), new)?;
        // What is installed stays, whatever happens now: the journal does, too.
        lock.install()?;
        branch.finish()?;
        Ok(Some(self.finished(Some(commit))))
    }

    /// What the user's git was doing is known by its result only.
    fn settle_program(&self, files: &mut Files<'_>) -> Result<Recovered, TransactionError> {
        let head = self.repository.head()?;
        let mut all_after = true;
        for write in self.writes {
            all_after &= files.compare(write)? == Found::After;
        }
        if all_after && head.commit() != self.header.parent.as_ref() {
            self.repository.stage_by_program(&self.changes())?;
            if !self.repository.differ_from_head(&self.names())? {
                return Ok(self.finished(head.commit().cloned()));
            }
        }
        if head.commit() == self.header.parent.as_ref()
            && name_of(&head) == self.header.reference
            && let Some(commit) = self.commit_again(files)?
        {
            return Ok(self.finished(Some(commit)));
        }
        for write in self.writes.iter().rev() {
            files.put_back(write)?;
        }
        self.repository.unstage_by_program(&self.changes())?;
        Ok(Recovered::TakenBack { paths: self.desk_paths() })
    }

    /// Does once more what the user's git had not done; `None` where it, or a hook, refuses.
    fn commit_again(&self, files: &mut Files<'_>) -> Result<Option<CommitId>, TransactionError> {
        let (Some(new), repository) = (&self.header.commit, self.repository) else {
            return Ok(None);
        };
        refuse_in_progress(repository)?;
        self.write(files)?;
        let run_hooks = repository.setting("desk.hooks").as_deref() != Some("never");
        let (changes, parent) = (self.changes(), self.header.parent.as_ref());
        let route = repository.route(repository.scan_index()?.as_ref(), &self.names(), run_hooks)?;
        let lock = repository.lock_index()?;
        let made = repository.write_commit_by_program(&lock, &route, parent, &changes, new);
        let made = made.and_then(|commit| {
            let branch = repository.begin_move_by_program(&self.header.reference, &commit, parent, new)?;
            lock.install()?;
            branch.finish().map(|()| commit)
        });
        Ok(made.ok())
    }

    /// Writes what was not written yet.
    fn write(&self, files: &mut Files<'_>) -> Result<Vec<Option<Stat>>, TransactionError> {
        let mut stats = Vec::with_capacity(self.writes.len());
        for write in self.writes {
            match files.compare(write)? {
                Found::Other => {
                    return Err(TransactionError::Changed { path: write.path.clone() });
                }
                // Without a stat git compares the content, which is right for files of another moment.
                Found::After => stats.push(None),
                found => {
                    let is_new = write.before.is_none() && found == Found::Before;
                    stats.push(files.put(&write.path, write.after.as_deref(), is_new)?);
                }
            }
        }
        Ok(stats)
    }

    fn names(&self) -> Vec<&str> {
        self.writes.iter().map(|write| write.path.as_str()).collect()
    }

    fn changes(&self) -> Vec<Change<'_>> {
        let change = |write| {
            let Write { path, after, .. }: &Write = write;
            Change { path, after: after.as_deref() }
        };
        self.writes.iter().map(change).collect()
    }

    fn desk_paths(&self) -> Vec<String> {
        let strip = |name: &str| name.strip_prefix(&self.header.prefix).unwrap_or(name).to_owned();
        self.names().into_iter().map(strip).collect()
    }

    fn finished(&self, commit: Option<CommitId>) -> Recovered {
        Recovered::Finished { commit, paths: self.desk_paths() }
    }
}
