//! How often the first word was enough.

use chrono::TimeDelta;
use serde::Serialize;

use super::super::case::Case;
use super::super::definition::{Definition, Unit::*};
use super::super::measure::Rate;
use super::super::story::Move;
use super::{Followed, Row, Scope, Tickets};

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new(
        "first_contact.n",
        Count,
        "Tickets solved in the seven days that end seven days before the period does, so that each had seven days to come back. For a period longer than a week: solved in it, at least seven days before its end.",
    ),
    Definition::new(
        "first_contact.solved",
        Count,
        "Those with at most one public reply to the requester before the last such solve, that never went up a level before it, and were not reopened within seven days after it.",
    ),
    Definition::new("first_contact.rate", Rate, "Those as a share of `first_contact.n`."),
];

/// Days that a ticket has to come back.
const DAYS: u64 = 7;

/// How often the first word was enough.
#[derive(Debug, Serialize)]
pub struct FirstContact<'c> {
    /// Tickets that are looked at.
    pub n: Tickets<'c>,
    /// Those that needed one word.
    pub solved: Tickets<'c>,
    /// Their share.
    pub rate: Rate,
}

impl<'c> FirstContact<'c> {
    pub(super) fn count(scope: &Scope<'c>) -> FirstContact<'c> {
        let period = &scope.period;
        let to = period.days_before_end(DAYS);
        let from = if period.is_long() { period.since } else { period.days_before_end(2 * DAYS) };
        let (mut n, mut solved) = (Tickets::default(), Tickets::default());
        for case in scope.cases {
            let Some(last) = case.solves().rev().find(|one| from <= one.at && one.at < to) else { continue };
            n.0.push(Row::of(case, last.at));
            if is_at_once(case, last) {
                solved.0.push(Row::of(case, last.at));
            }
        }
        FirstContact { rate: Rate::of(solved.count(), n.count()), n, solved }
    }
}

fn is_at_once(case: &Case<'_>, solve: &Move) -> bool {
    let answers = case.answers.iter().filter(|at| **at <= solve.at).count();
    let is_escalated = case.level_changes.iter().any(|change| change.is_up && change.at <= solve.at);
    let is_back =
        case.reopenings().any(|one| solve.at <= one.at && one.at - solve.at <= TimeDelta::days(DAYS as i64));
    answers <= 1 && !is_escalated && !is_back
}

impl<'c> Followed<'c> for FirstContact<'c> {
    fn follow(&self, put: &mut super::Put<'_, 'c>) {
        put("first_contact.n", &self.n.0);
        put("first_contact.solved", &self.solved.0);
    }
}
