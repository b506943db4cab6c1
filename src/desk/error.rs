//! Why an act did not happen, as data.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::git::{GitError, Operation};

/// Why an act did not happen.
#[derive(Debug, thiserror::Error)]
pub enum TransactionError {
    /// Git refused.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The file system refused.
    #[error("{doing} `{}`: {source}", path.display())]
    File {
        /// What was being done.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A path leads out of the desk, or through a link.
    #[error("`{path}` is refused: {why}")]
    Path {
        /// The path.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A file is not as the plan saw it.
    #[error("`{path}` was changed by another program")]
    Changed {
        /// The path.
        path: String,
    },
    /// Another act has held the desk's lock for too long.
    #[error("another act has held `{}` for {} s", lock.display(), waited.as_secs())]
    Busy {
        /// The lock.
        lock: PathBuf,
        /// How long we waited.
        waited: Duration,
    },
    /// There is no repository to write to.
    #[error("`{}` is in no git repository", root.display())]
    NoRepository {
        /// The desk's folder.
        root: PathBuf,
    },
    /// The repository has no work tree.
    #[error("`{}` has no work tree", git_dir.display())]
    Bare {
        /// The git folder.
        git_dir: PathBuf,
    },
    /// Git is in the middle of something that could drop the commit.
    #[error("git is in the middle of {operation}")]
    InProgress {
        /// What.
        operation: Operation,
    },
    /// `HEAD` is on no branch.
    #[error("HEAD is on no branch")]
    Detached,
    /// Git does not know who the user is.
    #[error("git does not know who you are")]
    NoIdentity,
    /// A file of the act is in conflict.
    #[error("`{}` is in conflict", paths.join("`, `"))]
    Conflict {
        /// The files, relative to the work tree.
        paths: Vec<String>,
    },
    /// Other programs moved the branch again and again.
    #[error("`{reference}` was moved by another program {attempts} times")]
    LostRace {
        /// The branch.
        reference: String,
        /// How often it was tried.
        attempts: usize,
    },
    /// An act failed, and what it had done could not all be put back.
    #[error("{cause}; and then it could not be taken back: {second}")]
    HalfDone {
        /// Why the act failed.
        cause: Box<TransactionError>,
        /// Why it could not be taken back; the journal is kept for `check --fix`.
        second: Box<TransactionError>,
    },
}

impl TransactionError {
    pub(super) fn file(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> TransactionError {
        let path = path.to_owned();
        move |source| TransactionError::File { doing, path, source }
    }
}
