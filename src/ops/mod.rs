//! The acts of a desk, one file each, without printing: (desk, now, options) → outcome.
//!
//! Four doors lead here (command line, mail, automation, web) and none owns an
//! act. An act that changes tickets decides in a closure that [`act::perform`]
//! runs under the desk's lock, on tickets read again there; it leaves one entry
//! in each thread and one commit in the history.

use std::cell::RefCell;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::desk::{Desk, transaction};
use crate::model::{ID_ALPHABET, Instant, Person};

pub mod act;
pub mod articles;
pub mod assign;
pub mod check;
pub mod claim;
pub mod clocks;
pub mod close;
pub mod commits;
pub mod create;
pub mod drive;
pub mod edit;
pub mod error;
pub mod escalate;
pub mod export;
pub mod fields;
pub mod find;
pub mod import;
pub mod init;
pub mod link;
pub mod log;
pub mod mend;
pub mod merge;
pub mod next;
pub mod own_branch;
pub mod pack;
pub mod past;
pub mod people;
pub mod report;
pub mod say;
pub mod search;
pub mod setup;
pub mod show;
pub mod start;
pub mod sync;
pub mod tick;
pub mod trailer;
pub mod undo;
pub mod unite;
pub mod wait;
pub mod watch;
pub mod written;

pub use act::{Deed, Done, Loaded, Outcome};
pub use error::OpsError;
pub use find::Finder;

/// Somebody who changes a desk, at a moment.
pub struct Writer<'d> {
    /// The desk.
    pub desk: &'d Desk,
    /// Who.
    pub by: Person,
    /// When.
    pub now: Instant,
    /// Where new names come from.
    pub random: Random,
    /// How far each act goes: commit, index or files only.
    pub options: transaction::Options<'d>,
    /// The form of a commit's subject, with `{act}` for what was done.
    pub subject: String,
}

/// The subject of a commit unless `desk.subject` says otherwise.
pub const SUBJECT: &str = "desk: {act}";

impl Writer<'_> {
    /// Writes the subject of a commit.
    pub fn subject(&self, act: &str) -> String {
        if self.subject.contains("{act}") {
            self.subject.replace("{act}", act)
        } else {
            SUBJECT.replace("{act}", act)
        }
    }
}

/// Random characters for ids and file names, repeatable from a seed.
pub struct Random(RefCell<StdRng>);

impl Random {
    /// Takes a seed, or the operating system's randomness.
    pub fn new(seed: Option<u64>) -> Random {
        let generator = seed.map_or_else(StdRng::from_os_rng, StdRng::seed_from_u64);
        Random(RefCell::new(generator))
    }

    /// Returns random characters of the alphabet of ids.
    pub fn characters(&self, count: usize) -> String {
        let mut generator = self.0.borrow_mut();
        (0..count).map(|_| char::from(ID_ALPHABET[generator.random_range(0..ID_ALPHABET.len())])).collect()
    }
}
