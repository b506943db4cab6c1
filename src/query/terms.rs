//! What the words of a query are read against.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::model::{Field, Instant, Person};
use crate::when::Standpoint;

/// What the words of a query are read against.
#[derive(Clone, Copy)]
pub struct Terms<'a> {
    /// The desk's policy.
    pub config: &'a Config,
    /// The present moment.
    pub now: Instant,
    /// Who asks, where git knows it.
    pub me: Option<&'a Person>,
    /// The words that tickets use beside those of desk.yml.
    pub in_use: &'a dyn InUse,
    /// What is asked for.
    pub subject: Subject,
}

/// What a query is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Tickets.
    Tickets,
    /// Articles of the knowledge base.
    Articles,
}

/// The words that tickets use, known to desk.yml or not. It is asked only where desk.yml does not know a word.
///
/// A closure from a field to its words will do.
pub trait InUse {
    /// Returns the words that tickets have in a field; none where no ticket has the field.
    fn words(&self, field: &Field) -> BTreeSet<String>;

    /// Returns the keys of all fields that tickets have, to find a near miss among.
    fn keys(&self) -> BTreeSet<String> {
        BTreeSet::new()
    }
}

impl<F: Fn(&Field) -> BTreeSet<String>> InUse for F {
    fn words(&self, field: &Field) -> BTreeSet<String> {
        self(field)
    }
}

impl Terms<'_> {
    /// Returns where words for times are read from.
    pub(super) fn here(&self) -> Standpoint {
        Standpoint { now: self.now, zone: self.config.zone }
    }
}
