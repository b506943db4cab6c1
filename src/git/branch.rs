//! Moving a branch: only from where it was, and never twice.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

use super::error::GitError;
use super::index::{remove_if_there, wait_for};
use super::object::{CommitId, NewCommit};
use super::repository::Repository;

impl Repository {
    /// Moves a branch from one commit to another, or fails with [`GitError::Moved`].
    pub fn move_branch(
        &self,
        name: &str,
        to: &CommitId,
        from: Option<&CommitId>,
        new: &NewCommit,
    ) -> Result<(), GitError> {
        let library = self.require_library()?;
        let kind = if from.is_some() { "commit" } else { "commit (initial)" };
        let log = format!("{kind}: {}", new.subject());
        let (to, from) = (to.to_oid()?, from.map(CommitId::to_oid).transpose()?);
        let mut refusal = None;
        wait_for(&self.lock_of(name), || {
            // A detached HEAD is a reference like any other, and HEAD follows its branch on its own.
            let moved = match from {
                Some(from) => library.reference_matching(name, to, true, from, &log),
                None => library.reference(name, to, false, &log),
            };
            match moved {
                Ok(_) => Ok(()),
                Err(error) if error.code() == git2::ErrorCode::Locked => Err(ErrorKind::AlreadyExists.into()),
                Err(error) => {
                    refusal = Some(error);
                    Ok(())
                }
            }
        })?;
        match refusal {
            None => Ok(()),
            Some(error) if is_lost_race(&error) => Err(GitError::Moved { reference: name.to_owned() }),
            Some(error) => Err(GitError::library("moving the branch")(error)),
        }
    }

    /// Removes the lock of a branch that an act of ours left when it was killed while moving it to a commit.
    ///
    /// The caller holds the desk's lock and has found the act's journal. Git writes the new commit into the lock at
    /// once, so an empty one that stays is a dead one.
    pub fn remove_stale_branch_lock(&self, name: &str, commit: &CommitId) -> Result<bool, GitError> {
        let lock = self.lock_of(name);
        let look = || fs::read_to_string(&lock).map(|text| text.trim().to_owned());
        match look() {
            Ok(text) if text == commit.as_str() => {}
            Ok(text) if text.is_empty() => {
                let gone = wait_for(&lock, || match look() {
                    Ok(text) if text.is_empty() => Err(io::Error::from(ErrorKind::AlreadyExists)),
                    _ => Ok(()),
                });
                if gone.is_ok() {
                    return Ok(false);
                }
            }
            _ => return Ok(false),
        }
        remove_if_there(&lock).map_err(GitError::file("could not remove", &lock))?;
        Ok(true)
    }

    fn lock_of(&self, name: &str) -> PathBuf {
        let folder = if name == "HEAD" { self.git_dir() } else { self.common_dir() };
        folder.join(format!("{name}.lock"))
    }
}

fn is_lost_race(error: &git2::Error) -> bool {
    use git2::ErrorCode::{Exists, Modified, NotFound};
    matches!(error.code(), Modified | Exists | NotFound)
}
