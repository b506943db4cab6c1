//! What a commit solved.

use super::super::definition::{Definition, Unit::*};
use super::{Row, Scope, Tickets};

pub(super) const DEFINITIONS: &[Definition] = &[Definition::new(
    "fixed_by_commit",
    Count,
    "Tickets solved in the period whose last solve event in it names a `commit`.",
)];

/// Counts the tickets that a commit solved.
pub(super) fn fixed<'c>(scope: &Scope<'c>) -> Tickets<'c> {
    let fixed = scope.solved.iter().filter(|solved| solved.last.has_commit);
    fixed.map(|solved| Row::of(solved.case, solved.last.at)).collect()
}
