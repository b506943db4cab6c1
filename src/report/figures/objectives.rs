//! Whether the objectives of desk.yml were reached.

use chrono::TimeDelta;
use serde::{Serialize, Serializer};

use super::super::case::Maker;
use super::super::definition::{Definition, Unit::*};
use super::super::measure::Rate;
use super::{Case, Followed, Row, Scope, Tickets};
use crate::config::{Clock, Objective, Percent, TimeKind};
use crate::model::Instant;
use crate::sla::Pauses;

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new("objectives.NUMBER.clock", Text, "The clock that the objective of desk.yml is about."),
    Definition::new(
        "objectives.NUMBER.time",
        Text,
        "How its time is counted: `real`, or `working` time less pauses.",
    ),
    Definition::new("objectives.NUMBER.within_seconds", Seconds, "The limit of the objective."),
    Definition::new("objectives.NUMBER.at_least", Rate, "The share that has to stay within the limit."),
    Definition::new(
        "objectives.NUMBER.n",
        Count,
        "Tickets decided in the period, each once: solved (or answered) within the limit, or the limit passed before that.",
    ),
    Definition::new("objectives.NUMBER.share", Rate, "The share of them that stayed within the limit."),
    Definition::new(
        "objectives.NUMBER.met",
        Flag,
        "Whether the share is at least what the objective asks for.",
    ),
];

/// What became of an objective in the period.
#[derive(Debug)]
pub struct Reached<'c> {
    /// The objective.
    pub objective: Objective,
    /// Stayed within.
    pub within: Tickets<'c>,
    /// Did not.
    pub beyond: Tickets<'c>,
    /// The share that did.
    pub share: Rate,
    /// It is at least what is asked for; `None` where nothing was decided.
    pub is_met: Option<bool>,
}

impl<'c> Reached<'c> {
    pub(super) fn count(scope: &Scope<'c>) -> Vec<Reached<'c>> {
        let numbered = scope.config.objectives.iter().enumerate();
        numbered.map(|(number, objective)| Reached::of(scope, number, *objective)).collect()
    }

    fn of(scope: &Scope<'c>, number: usize, objective: Objective) -> Reached<'c> {
        let (mut within, mut beyond) = (Tickets::default(), Tickets::default());
        for case in &scope.active {
            let decided = case.decisions.get(number).copied().flatten();
            if let Some((at, is_within)) = decided.filter(|(at, _)| scope.period.contains(*at)) {
                let side = if is_within { &mut within } else { &mut beyond };
                side.0.push(Row::of(case, at));
            }
        }
        let share = Rate::of(within.count(), within.count() + beyond.count());
        let is_met = share.parts().map(|parts| parts >= parts_of(objective.at_least));
        Reached { objective, within, beyond, share, is_met }
    }

    /// Returns how many tickets were decided.
    pub fn n(&self) -> u64 {
        self.within.count() + self.beyond.count()
    }
}

/// Percents have hundredths: their number is that of ten-thousandths.
fn parts_of(percent: Percent) -> u32 {
    u32::from(percent.hundredths())
}

/// From when to when somebody waited; `None` is an end that has not come.
type Wait = (Instant, Option<Instant>);

impl Maker<'_> {
    /// Returns when an objective was decided for a ticket, and whether it stayed within: at the limit of the first
    /// wait that was too long, else at the end of the last one.
    pub(in super::super) fn decided(
        &self,
        objective: Objective,
        case: &Case<'_>,
        waits: &[Wait],
    ) -> Option<(Instant, bool)> {
        let mut last = None;
        for wait in waits {
            if let Some(limit) = self.exceeded(objective, case, *wait) {
                return (limit <= self.as_of).then_some((limit, false));
            }
            last = Some(wait.1?);
        }
        last.map(|at| (at, true))
    }

    /// Returns when a wait that did not end within an objective exceeds it. Working time may pass after the end
    /// without anybody working: so a wait is measured, and its end not compared with the limit.
    fn exceeded(&self, objective: Objective, case: &Case<'_>, (start, stop): Wait) -> Option<Instant> {
        let within = TimeDelta::seconds(objective.within.seconds());
        if objective.time == TimeKind::Real {
            let limit = start.checked_add_signed(within)?;
            return Some(limit).filter(|limit| stop.is_none_or(|stop| stop > *limit));
        }
        let none = Pauses::default();
        let pauses = if objective.clock == Clock::Resolution { &case.standstill.pauses } else { &none };
        let schedule = self.clockwork.schedule(case.calendar)?;
        let is_within = |stop: Instant| schedule.elapsed(start, stop, pauses) <= within;
        schedule.due(start, within, pauses).filter(|_| !stop.is_some_and(is_within))
    }
}

impl Serialize for Reached<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written {
            clock: String,
            time: &'static str,
            within_seconds: i64,
            at_least: Rate,
            n: u64,
            share: Rate,
            met: Option<bool>,
        }
        let objective = self.objective;
        Written {
            clock: objective.clock.to_string(),
            time: time_name(objective.time),
            within_seconds: objective.within.seconds(),
            at_least: Rate::of(parts_of(objective.at_least).into(), Rate::WHOLE.into()),
            n: self.n(),
            share: self.share,
            met: self.is_met,
        }
        .serialize(serializer)
    }
}

/// Returns how time is counted, in a word.
pub fn time_name(time: TimeKind) -> &'static str {
    match time {
        TimeKind::Real => "real",
        TimeKind::Working => "working",
    }
}

impl<'c> Followed<'c> for Vec<Reached<'c>> {
    fn follow(&self, put: &mut super::Put<'_, 'c>) {
        for (number, reached) in self.iter().enumerate().map(|(at, one)| (at + 1, one)) {
            put(&format!("objectives.{number}.within"), &reached.within.0);
            put(&format!("objectives.{number}.beyond"), &reached.beyond.0);
        }
    }
}
