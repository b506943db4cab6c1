//! What two people did to one file, as one file: text in, text out.
//!
//! A merge sees what was before and the two sides. What one side changed is taken. Where both changed the same thing a
//! rule decides, the same whoever merges and whichever side is *ours*, so that every clone comes to the same bytes; what
//! loses is told in the thread by the act that did it.
//!
//! - `document`, `pieces`: files with front matter, key by key; `policy` is the same for `desk.yml`
//! - `packed`: packed threads, as the union of their entries
//! - [`text`]: texts, by line; the only place where a conflict can be seen in a file, and only in a body
//! - [`group`], [`value`]: what changes together, and which of two values the fixed rank prefers
//! - [`settle`]: what the thread says a ticket has come to, once it is known
//!
//! `docs/design/merging.md` says why each rule is as it is.

mod document;
pub mod group;
mod packed;
mod pieces;
mod policy;
pub mod settle;
pub mod text;
pub mod value;

use std::fmt;

pub use policy::OTHER_SIDE;

use crate::format::ProblemKind;

/// What kind of file it is, which decides how it is merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A ticket.
    Ticket,
    /// An article: front matter, and a text.
    Article,
    /// An entry of a thread, which is written once. Two that differ are two entries that git took for one file, renamed.
    Entry,
    /// A packed thread.
    Thread,
    /// `desk.yml`.
    Policy,
    /// Any other text.
    Text,
}

/// What a merge made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The text.
    pub text: String,
    /// What a person must still decide; empty where the merge is clean.
    pub findings: Vec<Finding>,
}

/// What a person must still decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Both sides changed the same lines of a text; they stand beside each other in it.
    Overlap {
        /// In how many places.
        count: usize,
    },
    /// A field that never changes differs.
    Immutable {
        /// The key.
        key: String,
        /// One value, which the file has.
        first: String,
        /// The other.
        second: String,
    },
    /// Both sides changed a key of the policy; the file has one, and the other stands in a remark above it.
    Policy {
        /// The key.
        key: String,
    },
    /// A side cannot be read, so that the lines alone were merged.
    Broken {
        /// What is wrong with it.
        problem: ProblemKind,
    },
    /// The two could not be joined: the file is one side's.
    Whole,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Finding::Overlap { .. } => {
                f.write_str("two people wrote other words in the same place of the text; both are there")
            }
            Finding::Immutable { key, first, second } => {
                write!(f, "`{key}` never changes, and is `{first}` on one side and `{second}` on the other")
            }
            Finding::Policy { key } => {
                write!(f, "two people changed `{key}`; one value holds, the other is in a remark above it")
            }
            Finding::Broken { problem } => write!(f, "one side cannot be read: {problem}"),
            Finding::Whole => {
                f.write_str("the two sides could not be joined; the file is one side's, as it was")
            }
        }
    }
}

/// Merges two texts of a file that come from a third; `base` is `None` where both sides made the file.
///
/// Whichever side is *ours*, the text is the same.
pub fn merge(kind: Kind, base: Option<&str>, ours: &str, theirs: &str) -> Merged {
    if ours == theirs || base == Some(theirs) {
        return Merged { text: ours.to_owned(), findings: Vec::new() };
    }
    if base == Some(ours) {
        return Merged { text: theirs.to_owned(), findings: Vec::new() };
    }
    let merged = match kind {
        Kind::Ticket => document::merge(pieces::Manner::Ticket, base, ours, theirs),
        Kind::Article => document::merge(pieces::Manner::Free, base, ours, theirs),
        Kind::Entry => {
            return Merged { text: std::cmp::max(ours, theirs).to_owned(), findings: vec![Finding::Whole] };
        }
        Kind::Thread => packed::merge(ours, theirs),
        Kind::Policy => policy::merge(base, ours, theirs),
        Kind::Text => return by_line(base, ours, theirs, Vec::new()),
    };
    merged.unwrap_or_else(|problem| {
        by_line(base, ours, theirs, vec![Finding::Broken { problem: problem.kind }])
    })
}

fn by_line(base: Option<&str>, ours: &str, theirs: &str, mut findings: Vec<Finding>) -> Merged {
    let merged = text::merge(base.unwrap_or_default(), ours, theirs);
    if merged.overlaps > 0 {
        findings.push(Finding::Overlap { count: merged.overlaps });
    }
    Merged { text: merged.text, findings }
}
