//! One act = one commit: all of it reaches the disk, the index and the branch, or none of it.
//!
//! 1. The desk's lock, and whatever a killed act left is settled.
//! 2. The act makes its plan from what it reads under the lock; each file must be as the plan saw it.
//! 3. Library or the user's own git is decided, and what cannot be done is refused, before anything is written.
//! 4. Journal, files in the plan's order, objects, next index, index in place, the branch moved only from where it was.
//! 5. On any failure everything is put back; if only the branch had moved, the act is planned again.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::act::carry_out;
pub use super::act::{new_commit, refuse_in_progress};
pub use super::error::TransactionError;
use super::lock::Lock;
use super::recovery::{Recovered, recover_locked};
use crate::git::{CommitId, GitError, Repository};

/// How often an act is planned again after another program moved the branch.
const ATTEMPTS: usize = 8;

/// Where a desk stands.
#[derive(Debug)]
pub struct Ground {
    /// The desk's folder, absolute.
    pub root: PathBuf,
    /// The repository around it.
    pub repository: Option<Repository>,
}

/// One file of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Relative to the desk's folder, with `/`.
    pub path: String,
    /// What the plan was made from; `None`: the file must not exist.
    pub before: Option<Vec<u8>>,
    /// What it becomes; `None` deletes it.
    pub after: Option<Vec<u8>>,
}

/// What an act does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the order they must reach the disk: entries first, tickets second.
    pub writes: Vec<Write>,
    /// The subject of the commit.
    pub subject: String,
    /// The trailers of the commit.
    pub trailers: Vec<(String, String)>,
}

/// How far an act goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// A commit.
    #[default]
    Auto,
    /// Files and index.
    Stage,
    /// Files only, allowed in the middle of anything.
    None,
}

/// Whether hooks run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hooks {
    /// Where they are installed.
    #[default]
    Auto,
    /// Never.
    Never,
}

/// How an act is carried out.
#[derive(Default, Clone, Copy)]
pub struct Options<'a> {
    /// How far it goes.
    pub mode: Mode,
    /// Whether hooks run.
    pub hooks: Hooks,
    /// Whether a commit on no branch is wanted.
    pub allow_detached: bool,
    /// The time of the commit, if it is not now.
    pub commit_time: Option<DateTime<Utc>>,
    /// Told how many files of how many are written.
    pub progress: Option<&'a dyn Fn(usize, usize)>,
    /// Told after each step, so that a test can do something unkind there.
    pub watch: Option<&'a dyn Fn(Step)>,
}

/// A step of an act that has just been taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Step {
    Locked,
    Journalled,
    File,
    Written,
    Staged,
    Committed,
    Installed,
    Moved,
}

/// What an act did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Receipt {
    /// The commit it made.
    pub commit: Option<CommitId>,
    /// Its files, relative to the desk's folder.
    pub paths: Vec<String>,
    /// What the user should know.
    pub notices: Vec<Notice>,
}

/// Something the user should know about an act that succeeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// An act that was killed was settled first.
    Recovered(Recovered),
    /// A hook did not run, because a merge is in progress.
    HookSkipped(String),
}

/// Carries out an act: `plan` runs under the desk's lock, and again after a lost race. An empty plan writes nothing.
pub fn transact<T, E: From<TransactionError>>(
    ground: &Ground,
    options: &Options<'_>,
    mut plan: impl FnMut() -> Result<(Plan, T), E>,
) -> Result<(Receipt, T), E> {
    let missing = || TransactionError::NoRepository { root: ground.root.clone() };
    let repository = ground.repository.as_ref().ok_or_else(missing)?;
    let _lock = Lock::acquire(repository.common_dir())?;
    let recovered = recover_locked(repository)?.map(Notice::Recovered);
    for attempt in 1.. {
        let (plan, value) = plan()?;
        let mut receipt = match carry_out(ground, repository, options, &plan) {
            Err(TransactionError::Git(GitError::Moved { reference })) if attempt == ATTEMPTS => {
                return Err(TransactionError::LostRace { reference, attempts: attempt }.into());
            }
            Err(TransactionError::Git(GitError::Moved { .. })) => continue,
            done => done?,
        };
        receipt.notices.splice(0..0, recovered.clone());
        return Ok((receipt, value));
    }
    Err(missing().into())
}
