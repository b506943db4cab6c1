//! How much of the time tickets waited for somebody else.

use super::super::definition::{Definition, Unit::*};
use super::super::measure::Rate;
use super::{Case, Row, Scope};
use crate::model::Instant;
use crate::sla::{Pauses, Stretch};

pub(super) const DEFINITIONS: &[Definition] = &[Definition::new(
    "wait_share",
    Rate,
    "Of the tickets solved in the period: the real time they waited for the requester or a third party (pending, on-hold, and statuses of that category), as a share of the time they were open, from creation to the last solve event in the period, less the time between solved and reopened.",
)];

/// Returns the share, and how long each ticket waited.
pub(super) fn share<'c>(scope: &Scope<'c>) -> (Rate, Vec<Row<'c>>) {
    let (mut waited, mut open, mut rows) = (0, 0, Vec::new());
    for solved in &scope.solved {
        let (case, end) = (solved.case, solved.last.at);
        let whole = Stretch::new(case.created(), end);
        let done = done(case, end);
        let real =
            |pauses: &Pauses| pauses.within(whole).map(|one| (one.to - one.from).num_seconds()).sum::<i64>();
        let wait = real(&case.standstill.waits);
        waited += wait;
        open += solved.seconds() - real(&done);
        rows.push(Row::took(case, end, wait));
    }
    let count = |seconds: i64| u64::try_from(seconds).unwrap_or_default();
    (Rate::of(count(waited), count(open)), rows)
}

/// Returns when a ticket was done, before an instant.
fn done(case: &Case<'_>, end: Instant) -> Pauses {
    let mut stretches = Vec::new();
    for one in case.moves.iter().filter(|one| one.at <= end) {
        match (one.is_solve, stretches.last_mut()) {
            (true, _) => stretches.push(Stretch::new(one.at, end)),
            (false, Some(last)) => last.to = one.at,
            (false, None) => stretches.push(Stretch::new(case.created(), one.at)),
        }
    }
    Pauses::new(stretches)
}
