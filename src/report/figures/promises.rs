//! Whether the service level was kept.

use indexmap::IndexMap;
use serde::Serialize;

use super::super::definition::{Definition, Unit::*};
use super::super::measure::Rate;
use super::{Followed, Row, Scope, Tickets};
use crate::config::Clock;

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new(
        "sla.CLOCK.met",
        Count,
        "Tickets whose clock of this kind was in time. Each ticket counts once for a clock, in the period where it first breached, else where it last stopped. docs/clocks.md says how a clock is measured.",
    ),
    Definition::new(
        "sla.CLOCK.breached",
        Count,
        "Tickets whose clock of this kind first exceeded its target in the period.",
    ),
    Definition::new("sla.CLOCK.rate", Rate, "Met as a share of met and breached."),
];

/// Whether the service level was kept, by clock.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct Promises<'c>(pub IndexMap<String, Kept<'c>>);

/// How often a promise was kept.
#[derive(Debug, Default, Serialize)]
pub struct Kept<'c> {
    /// In time.
    pub met: Tickets<'c>,
    /// Too late.
    pub breached: Tickets<'c>,
    /// The share that was in time.
    pub rate: Rate,
}

impl<'c> Kept<'c> {
    /// Sums up what a clock of some cases came to in the period.
    pub(super) fn count(
        scope: &Scope<'c>,
        clock: Clock,
        cases: impl Iterator<Item = &'c super::Case<'c>>,
    ) -> Kept<'c> {
        let mut kept = Kept::default();
        for case in cases {
            let decided =
                case.verdicts.iter().find(|one| one.clock == clock && scope.period.contains(one.at));
            if let Some(verdict) = decided {
                let side = if verdict.is_met { &mut kept.met } else { &mut kept.breached };
                side.0.push(Row::of(case, verdict.at));
            }
        }
        let (met, all) = (kept.met.count(), kept.met.count() + kept.breached.count());
        kept.rate = Rate::of(met, all);
        kept
    }
}

impl<'c> Promises<'c> {
    pub(super) fn count(scope: &Scope<'c>) -> Promises<'c> {
        let of_clock =
            |clock: Clock| (clock.to_string(), Kept::count(scope, clock, scope.active.iter().copied()));
        Promises(Clock::ALL.into_iter().map(of_clock).collect())
    }
}

impl<'c> Followed<'c> for Promises<'c> {
    fn follow(&self, put: &mut super::Put<'_, 'c>) {
        for (clock, kept) in &self.0 {
            put(&format!("sla.{clock}.met"), &kept.met.0);
            put(&format!("sla.{clock}.breached"), &kept.breached.0);
        }
    }
}
