//! How many tickets came, went and are left.

use serde::Serialize;

use super::super::definition::{Definition, Unit::Count};
use super::{Followed, Scope, Tickets};

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new("volume.opened", Count, "Tickets created in the period."),
    Definition::new(
        "volume.solved",
        Count,
        "Tickets with at least one event in the period that moves them from not done to done, each counted once.",
    ),
    Definition::new(
        "volume.reopened",
        Count,
        "Tickets with at least one event in the period that moves them from done to not done, each counted once.",
    ),
    Definition::new(
        "volume.backlog_start",
        Count,
        "Tickets created before the period begins and not done at that instant.",
    ),
    Definition::new(
        "volume.backlog_end",
        Count,
        "Tickets created before the period ends and not done at that instant.",
    ),
    Definition::new(
        "volume.left_out",
        Count,
        "Tickets created in the period whose resolution is `duplicate`, `merged` or `spam` as of `as_of`. They are in no other figure.",
    ),
];

/// How many tickets came, went and are left.
#[derive(Debug, Serialize)]
pub struct Volume<'c> {
    /// Created.
    pub opened: Tickets<'c>,
    /// Solved at least once.
    pub solved: Tickets<'c>,
    /// Reopened at least once.
    pub reopened: Tickets<'c>,
    /// Open before.
    pub backlog_start: Tickets<'c>,
    /// Open after.
    pub backlog_end: Tickets<'c>,
    /// Created, and no matter of their own.
    pub left_out: Tickets<'c>,
}

impl<'c> Volume<'c> {
    pub(super) fn count(scope: &Scope<'c>) -> Volume<'c> {
        let period = &scope.period;
        let open_at = |instant| {
            let open = scope.cases.iter().filter(|case| case.is_open_at(instant));
            open.map(|case| super::Row::of(case, case.created())).collect()
        };
        let left_out = scope.left_out.iter().filter(|case| period.contains(case.created()));
        Volume {
            opened: scope.opened.iter().map(|case| super::Row::of(case, case.created())).collect(),
            solved: scope.solved.iter().map(|solved| super::Row::of(solved.case, solved.last.at)).collect(),
            reopened: scope
                .active
                .iter()
                .filter_map(|case| {
                    let last = case.reopenings().rev().find(|one| period.contains(one.at))?;
                    Some(super::Row::of(case, last.at))
                })
                .collect(),
            backlog_start: open_at(period.since),
            backlog_end: open_at(period.until),
            left_out: left_out.map(|case| super::Row::of(case, case.created())).collect(),
        }
    }
}

impl<'c> Followed<'c> for Volume<'c> {
    fn follow(&self, put: &mut super::Put<'_, 'c>) {
        put("volume.opened", &self.opened.0);
        put("volume.solved", &self.solved.0);
        put("volume.reopened", &self.reopened.0);
        put("volume.backlog_start", &self.backlog_start.0);
        put("volume.backlog_end", &self.backlog_end.0);
        put("volume.left_out", &self.left_out.0);
    }
}
