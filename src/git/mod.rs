//! Everything git: the only folder that names git2 or starts the program `git`.
//!
//! Two ways lead to the same repository. The *library* (git2) is quick and starts no process; the user's own *program*
//! does what the library cannot do without loss: hooks, signatures, SHA-256, reftable, split and sparse indexes, filters.
//! [`Route`] says which of them writes, and is decided before anything is written. Nothing of git2 leaves this folder.
//!
//! - [`Repository`]: where it is, its head, its settings, who the user is
//! - `worktree`: linked work trees, and branches that share nothing
//! - `create`: a new one, for demonstrations
//! - `messages`: what many commits say, streamed
//! - `history`, `status`: what happened, and what is not committed
//! - `remote`, `merging`: what is fetched and pushed, and a merge of two sides
//! - `route`: library or program
//! - `object`, `bulk`: blobs, trees and commits by the library; many blobs in one pack
//! - `branch`: moving a branch only from where it was
//! - `index`: git's own `index.lock`, taken the way git does; what is in an index, and the entries of an act in the next
//! - `driver`: settings and attributes that lead git to a merge driver
//! - `program`, `plumbing`: running git, and committing with it
//!
//! What a desk is, is not known here: paths are relative to the work tree and use `/`.

mod branch;
mod bulk;
mod config;
mod create;
mod discover;
mod driver;
mod error;
mod history;
mod hook;
mod index;
mod merging;
mod messages;
mod object;
mod plumbing;
mod program;
mod remote;
mod repository;
mod route;
mod status;
mod touched;
mod tree;
mod wait;
mod worktree;

pub use branch::Move;
pub use driver::merge_file;
pub use error::GitError;
pub use history::{Changed, Commit};
pub use index::scan::Scan;
pub use index::{IndexLock, Stat};
pub use messages::Told;
pub use object::{Change, CommitId, NewCommit, ObjectId};
pub use remote::{Pushed, Upstream};
pub use repository::{Head, Identity, Operation, Repository, Role};
pub use route::{Reason, Route};
pub use status::FileState;
pub use touched::Touched;
