//! What is known of the desk's files, so that lists need not read them again.
//!
//! The files are the truth, and every answer is checked against them: nothing that is kept is believed before the
//! file system has said that the very same file is still there. A cache that is missing, old, broken, of another
//! desk, or that cannot be written, costs time and nothing else.
//!
//! - `signature`: whether a file is the one that was read
//! - `snapshot`: the file in which everything is kept, written whole and never changed
//! - `stored`: the form of a ticket and a thread in it
//! - `listing`: which tickets there are, by the folders
//! - `records`: the tickets, from the snapshot where their files are the same, else from the files
//! - `threads`: the threads, one by one, when they are asked for
//! - `keep`: a new snapshot, when more has changed than is quick to read each time
//!
//! Nothing is updated in place. What has changed since the snapshot is read from the files every time, until that
//! is more than a few files; then the next snapshot is made of the old one and of what has changed. The reasons are
//! in docs/design/cache.md.

use std::path::{Path, PathBuf};

use super::Desk;

mod keep;
mod listing;
mod records;
mod signature;
mod snapshot;
mod stored;
mod threads;

pub use records::{EVERY, NONE, Record, Records, Wanted};
pub use signature::Eyes;
pub use threads::{Answer, Looked, Words};

/// Turns the cache off, for those who doubt it: the answers are the same.
pub const NO_CACHE: &str = "DESK_NO_CACHE";

/// Where the cache of a desk is, and how its files are looked at.
#[derive(Clone, Debug)]
pub struct Cache {
    /// The file; `None` where nothing is kept.
    path: Option<PathBuf>,
    /// Which desk it is of.
    owner: String,
    eyes: Eyes,
    /// How many changed tickets are read at every command before the next snapshot is made, beside one in a hundred.
    few: usize,
}

/// How many changed tickets are read again and again, unless a test makes it fewer.
const FEW: usize = 64;

impl Cache {
    /// Returns a cache that keeps nothing.
    pub fn off() -> Cache {
        Cache { path: None, owner: String::new(), eyes: Eyes::default(), few: FEW }
    }

    /// Returns the cache of a desk in a git folder.
    pub fn of(git_dir: &Path, root: &Path) -> Cache {
        let owner = root.to_string_lossy().into_owned();
        Cache { path: Some(git_dir.join("desk").join("cache")), owner, ..Cache::off() }
    }

    /// Looks at files with other eyes.
    pub fn with_eyes(self, eyes: Eyes) -> Cache {
        Cache { eyes, ..self }
    }

    /// Makes the next snapshot when more tickets than these have changed.
    pub fn with_few(self, few: usize) -> Cache {
        Cache { few, ..self }
    }
}

impl Desk {
    /// Returns the cache of this desk, in the git folder of this work tree: branches differ.
    pub fn cache(&self) -> Cache {
        let is_off = std::env::var_os(NO_CACHE).is_some_and(|value| !value.is_empty() && value != "0");
        match &self.ground.repository {
            Some(repository) if !is_off => Cache::of(repository.git_dir(), self.root()),
            _ => Cache::off(),
        }
    }
}
