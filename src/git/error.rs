//! What can go wrong between us and git, as data.

use std::io;
use std::path::{Path, PathBuf};

/// A refusal by git, by its library or by the file system under `.git`.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// The repository belongs to somebody else, and git does not trust it (`safe.directory`).
    #[error("`{}` belongs to another user", path.display())]
    Owner {
        /// The folder of the repository.
        path: PathBuf,
    },
    /// The program `git` could not be started.
    #[error("git could not be started: {source}")]
    Start {
        /// What the operating system said.
        source: io::Error,
    },
    /// The program `git` ran and said no.
    #[error("`git {command}` failed: {stderr}")]
    Failed {
        /// The sub-command, without its paths.
        command: String,
        /// The exit code, if it was not killed.
        code: Option<i32>,
        /// What it wrote to stderr (the words of a hook, too).
        stderr: String,
    },
    /// The library refused.
    #[error("{doing}: {message}")]
    Library {
        /// What was being done.
        doing: &'static str,
        /// What the library said.
        message: String,
    },
    /// A file of the repository's own could not be read or written.
    #[error("{doing} `{}`: {source}", path.display())]
    File {
        /// What was being done.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// Another program holds a lock of git's.
    #[error("`{}` is held by another git program", path.display())]
    Locked {
        /// The lock file.
        path: PathBuf,
    },
    /// The index is in a form that we would not write without loss.
    #[error("`{}` cannot be read; `git status` says more", path.display())]
    Index {
        /// The index.
        path: PathBuf,
    },
    /// The branch moved between reading and writing it.
    #[error("`{reference}` was moved by another program")]
    Moved {
        /// The branch.
        reference: String,
    },
    /// A file of the repository's own makes no sense.
    #[error("`{}` is not what git writes: {why}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
}

impl GitError {
    /// Tells which step of the library failed.
    pub(super) fn library(doing: &'static str) -> impl Fn(git2::Error) -> GitError {
        move |error| GitError::Library { doing, message: error.message().to_owned() }
    }

    /// Tells which file of the repository's own failed.
    pub(super) fn file(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> GitError {
        let path = path.to_owned();
        move |source| GitError::File { doing, path, source }
    }
}
