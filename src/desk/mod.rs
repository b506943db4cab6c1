//! The desk on disk.
//!
//! - [`layout`]: the names of its files; the only place that joins paths
//! - [`open`]: where it is, and its policy; `past`: as it was in a commit
//! - [`read`]: its files as they are, the broken ones apart
//! - `articles`: the files of the knowledge base
//! - [`cache`]: what is known of them, so that lists need not read them again
//! - [`resolve`]: which ticket somebody means
//! - [`recent`]: the lists this terminal printed
//! - [`transaction`]: one act = one commit, or nothing; [`lock`], `journal`,
//!   `files`, `act` and [`recovery`] are its parts
//! - [`stage`]: files without a commit, in the middle of a merge
//!
//! What an act means is not known here; that is `ops/`.

use std::io;
use std::path::{Path, PathBuf};

use crate::config::{Config, ConfigError, Warning};
use crate::git::{GitError, Repository};

mod act;
mod articles;
pub mod cache;
mod error;
mod files;
mod journal;
pub mod layout;
pub mod lock;
pub mod open;
mod past;
pub mod read;
pub mod recent;
pub mod recovery;
pub mod resolve;
pub mod stage;
pub mod transaction;

pub use articles::{ArticleError, Articles, BrokenArticle, FoundArticle};
pub use past::Past;
pub use read::{Broken, Fault, Files, Found, Inventory, Place};
pub use transaction::Ground;

/// An open desk.
#[derive(Debug)]
pub struct Desk {
    /// Where it stands.
    pub ground: Ground,
    /// Its policy.
    pub config: Config,
    /// What is odd about its policy.
    pub warnings: Vec<Warning>,
    /// Where the code is, if the desk is on a branch of its own.
    pub code: Option<Repository>,
}

/// Why a desk could not be opened or read at all.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum DeskError {
    #[error("there is no desk: no folder `{name}` with a `desk.yml` at or above `{}`", from.display())]
    NoDesk { from: PathBuf, name: String },
    #[error("`{}` cannot be read: {fault}", path.display())]
    Policy { path: PathBuf, fault: Fault },
    #[error("the desk's work tree `{}` is not there", path.display())]
    NoWorkTree { path: PathBuf },
    #[error("there is no commit `{revision}`")]
    NoRevision { revision: String },
    #[error("there is no desk in `{revision}`: it has no `{folder}/desk.yml`")]
    NoDeskAt { revision: String, folder: String },
    #[error(transparent)]
    Config(ConfigError),
    #[error("`{}` cannot be listed: {source}", path.display())]
    Folder { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Git(#[from] GitError),
}

impl Desk {
    /// Returns where the code is: its branches and commits.
    pub fn code(&self) -> Option<&Repository> {
        self.code.as_ref().or(self.ground.repository.as_ref())
    }

    /// Tells whether the desk is on a branch of its own.
    pub fn is_on_own_branch(&self) -> bool {
        self.code.is_some()
    }

    /// Returns the desk's folder.
    pub fn root(&self) -> &Path {
        &self.ground.root
    }

    /// Returns the path of a file of the desk as git names it, from the top of the work tree.
    pub fn in_repository(&self, path: &str) -> Option<String> {
        let top = self.ground.repository.as_ref()?.work_tree()?;
        let folder = self.ground.root.strip_prefix(top).ok()?.to_str()?;
        let folder = folder.replace('\\', "/");
        Some(if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") })
    }

    /// Returns the path of a file of the desk as a person standing in `from` would type it.
    pub fn shown(&self, from: &Path, path: &str) -> String {
        let full = self.ground.root.join(path);
        full.strip_prefix(from).unwrap_or(&full).display().to_string()
    }
}
