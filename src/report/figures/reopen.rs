//! How often what was solved came back.

use chrono::TimeDelta;
use serde::Serialize;

use super::super::definition::{Definition, Unit::*};
use super::super::measure::Rate;
use super::{Followed, Row, Scope, Tickets};

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new(
        "reopen.n",
        Count,
        "Tickets solved in the 30 days that end 30 days before the period does, so that each had 30 days to come back.",
    ),
    Definition::new("reopen.reopened", Count, "Those that were reopened within 30 days after such a solve."),
    Definition::new("reopen.rate", Rate, "Those as a share of `reopen.n`."),
];

/// Days that a ticket has to come back.
const DAYS: u64 = 30;

/// How often what was solved came back.
#[derive(Debug, Serialize)]
pub struct Reopen<'c> {
    /// Tickets that are looked at.
    pub n: Tickets<'c>,
    /// Those that came back.
    pub reopened: Tickets<'c>,
    /// Their share.
    pub rate: Rate,
}

impl<'c> Reopen<'c> {
    pub(super) fn count(scope: &Scope<'c>) -> Reopen<'c> {
        let (from, to) = (scope.period.days_before_end(2 * DAYS), scope.period.days_before_end(DAYS));
        let (mut n, mut reopened) = (Tickets::default(), Tickets::default());
        for case in scope.cases {
            let mut solves = case.solves().rev().filter(|one| from <= one.at && one.at < to).peekable();
            let Some(last) = solves.peek() else { continue };
            n.0.push(Row::of(case, last.at));
            let back = solves.find_map(|solve| {
                case.reopenings()
                    .find(|one| solve.at <= one.at && one.at - solve.at <= TimeDelta::days(DAYS as i64))
            });
            reopened.0.extend(back.map(|one| Row::of(case, one.at)));
        }
        Reopen { rate: Rate::of(reopened.count(), n.count()), n, reopened }
    }
}

impl<'c> Followed<'c> for Reopen<'c> {
    fn follow(&self, put: &mut super::Put<'_, 'c>) {
        put("reopen.n", &self.n.0);
        put("reopen.reopened", &self.reopened.0);
    }
}
