//! How a finding is mended.

use std::fmt;

use crate::desk::Place;
use crate::git::CommitId;
use crate::model::{Change, Instant, Person, Stamp};

/// What `check --fix` does about a finding. It never loses a byte that a person wrote.
#[derive(Clone, Debug, PartialEq)]
pub enum Remedy {
    /// Finishes a killed act, or takes it back.
    Settle,
    /// Deletes a temporary file.
    Delete,
    /// Adds lines to `.gitattributes`.
    Attributes(Vec<String>),
    /// Commits a file as it is.
    Commit,
    /// Writes the event that is missing.
    Tell(Missing),
    /// Does in the ticket's file what its entry says.
    Apply {
        /// The ticket.
        place: Place,
        /// What the entry says.
        change: Change,
    },
}

/// A change that no event tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// The ticket.
    pub place: Place,
    /// What changed.
    pub change: Change,
    /// The event that it must follow.
    pub after: Option<Stamp>,
    /// Who changed it and when, where git knows.
    pub origin: Option<Origin>,
}

/// The commit that changed a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// Its name.
    pub commit: CommitId,
    /// Its author.
    pub by: Person,
    /// When it was recorded.
    pub at: Instant,
}

impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Remedy::Settle => f.write_str("finishes it, or takes it back"),
            Remedy::Delete => f.write_str("deletes it"),
            Remedy::Attributes(_) => f.write_str("adds what it lacks"),
            Remedy::Commit => f.write_str("commits it"),
            Remedy::Tell(Missing { origin: Some(origin), .. }) => {
                write!(f, "writes the event, by {} in {}", origin.by.short_name(), origin.commit.short())
            }
            Remedy::Tell(_) => f.write_str("writes the event"),
            Remedy::Apply { .. } => f.write_str("writes it in the ticket"),
        }
    }
}
