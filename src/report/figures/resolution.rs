//! How long it took until tickets were solved.

use serde::Serialize;

use super::super::definition::{Definition, Unit::*};
use super::{Followed, Row, Scope, Tickets, Times};

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new("resolution.n", Count, "The tickets solved in the period, see `volume.solved`."),
    Definition::new(
        "resolution.mean_seconds",
        Seconds,
        "Of the solved: the mean of the real time from creation to the last solve event in the period.",
    ),
    Definition::new(
        "resolution.median_seconds",
        Seconds,
        "Half of the solved took no longer; by nearest rank.",
    ),
    Definition::new(
        "resolution.p90_seconds",
        Seconds,
        "Nine of ten of the solved took no longer; by nearest rank.",
    ),
    Definition::new(
        "resolution.working.n",
        Count,
        "The tickets solved in the period, measured in working time: the hours of their policy's calendar (without a policy the first calendar of desk.yml), less the time in statuses that pause and between solved and reopened.",
    ),
    Definition::new("resolution.working.mean_seconds", Seconds, "The mean of that working time."),
    Definition::new("resolution.working.median_seconds", Seconds, "Half took no longer in working time."),
    Definition::new("resolution.working.p90_seconds", Seconds, "Nine of ten took no longer in working time."),
    Definition::new(
        "resolution.distribution.NAME.name",
        Text,
        "A span of resolution times, from one bound up to the next.",
    ),
    Definition::new(
        "resolution.distribution.NAME.tickets",
        Count,
        "The solved tickets whose resolution, in real time, lies in that span.",
    ),
];

/// How long it took until tickets were solved.
#[derive(Debug, Serialize)]
pub struct Resolution<'c> {
    /// In real time.
    #[serde(flatten)]
    pub real: Times<'c>,
    /// In working time less pauses.
    pub working: Times<'c>,
    /// How many took how long.
    pub distribution: Vec<Span<'c>>,
}

/// The tickets that took from one bound up to the next.
#[derive(Debug, Serialize)]
pub struct Span<'c> {
    /// The bounds, in words.
    pub name: &'static str,
    /// The tickets.
    pub tickets: Tickets<'c>,
}

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// Where each span ends.
const SPANS: [(&str, i64); 8] = [
    ("<1 h", HOUR),
    ("1–4 h", 4 * HOUR),
    ("4–8 h", 8 * HOUR),
    ("8–24 h", DAY),
    ("1–3 d", 3 * DAY),
    ("3–7 d", 7 * DAY),
    ("7–30 d", 30 * DAY),
    (">30 d", i64::MAX),
];

impl<'c> Resolution<'c> {
    pub(super) fn count(scope: &Scope<'c>) -> Resolution<'c> {
        let real: Times<'c> =
            scope.solved.iter().map(|one| Row::took(one.case, one.last.at, one.seconds())).collect();
        let working = scope
            .solved
            .iter()
            .map(|one| Row::took(one.case, one.last.at, scope.working(one.case, one.last.at)));
        let mut from = i64::MIN;
        let distribution = SPANS.map(|(name, to)| {
            let is_here = |row: &&Row<'c>| row.seconds.is_some_and(|seconds| from <= seconds && seconds < to);
            let tickets = real.rows.iter().filter(is_here).cloned().collect();
            from = to;
            Span { name, tickets }
        });
        Resolution { working: working.collect(), distribution: distribution.into(), real }
    }
}

impl<'c> Followed<'c> for Resolution<'c> {
    fn follow(&self, put: &mut super::Put<'_, 'c>) {
        put("resolution", &self.real.rows);
        put("resolution.working", &self.working.rows);
        for span in &self.distribution {
            put(&format!("resolution.distribution.{}", span.name), &span.tickets.0);
        }
    }
}
