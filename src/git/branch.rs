//! Moving a branch: only from where it was, and never twice.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

use super::error::GitError;
use super::index::{remove_if_there, wait_for};
use super::object::{CommitId, NewCommit};
use super::repository::Repository;

/// Git's lock on a branch, ours until dropped: nobody else can move it.
pub struct BranchLock<'r> {
    transaction: git2::Transaction<'r>,
    name: &'r str,
    is_new: bool,
}

impl BranchLock<'_> {
    /// Moves the branch to a commit.
    pub fn move_to(mut self, commit: &CommitId, new: &NewCommit) -> Result<(), GitError> {
        let kind = if self.is_new { "commit (initial)" } else { "commit" };
        let log = format!("{kind}: {}", new.subject());
        let commit = commit.to_oid()?;
        // A detached HEAD is a reference like any other, and HEAD follows its branch on its own.
        let moved = self.transaction.set_target(self.name, commit, None, &log);
        moved.and_then(|()| self.transaction.commit()).map_err(GitError::library("moving the branch"))
    }
}

impl Repository {
    /// Takes the lock of a branch that is at a commit, or fails with [`GitError::Moved`].
    pub fn lock_branch<'r>(
        &'r self,
        name: &'r str,
        from: Option<&CommitId>,
    ) -> Result<BranchLock<'r>, GitError> {
        let library = self.require_library()?;
        let failed = GitError::library("locking the branch");
        let mut transaction = library.transaction().map_err(&failed)?;
        let mut refusal = None;
        wait_for(&self.lock_of(name), || match transaction.lock_ref(name) {
            Err(error) if error.code() == git2::ErrorCode::Locked => Err(ErrorKind::AlreadyExists.into()),
            done => {
                refusal = done.err();
                Ok(())
            }
        })?;
        let at = match (refusal, library.refname_to_id(name)) {
            (Some(error), _) => return Err(failed(error)),
            (None, Err(error)) if error.code() != git2::ErrorCode::NotFound => return Err(failed(error)),
            (None, at) => at.ok(),
        };
        if at != from.map(CommitId::to_oid).transpose()? {
            return Err(GitError::Moved { reference: name.to_owned() });
        }
        Ok(BranchLock { transaction, name, is_new: from.is_none() })
    }

    /// Removes the lock of a branch that an act of ours left when it was killed while moving it to a commit.
    ///
    /// The caller holds the desk's lock and has found the act's journal. Git writes the new commit into the lock at
    /// once, and we hold an empty one no longer than a file is renamed: one that stays empty is a dead one.
    pub fn remove_stale_branch_lock(&self, name: &str, commit: Option<&CommitId>) -> Result<bool, GitError> {
        let lock = self.lock_of(name);
        let look = || fs::read_to_string(&lock).map(|text| text.trim().to_owned());
        match look() {
            Ok(text) if commit.is_some_and(|commit| text == commit.as_str()) => {}
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
