//! What figures are counted of: the tickets of a report, and what happened to them in a period.

use super::super::article::Article;
use super::super::case::{Case, Cases, Held};
use super::super::period::Period;
use super::super::story::Move;
use crate::config::Config;
use crate::model::Instant;
use crate::sla::{Clockwork, Pauses};

/// The tickets of a report in one period.
pub struct Scope<'c> {
    pub(super) config: &'c Config,
    pub(super) clockwork: &'c Clockwork<'c>,
    pub(super) cases: &'c [Case<'c>],
    pub(super) left_out: &'c [Case<'c>],
    pub(super) problems: &'c [Held<'c>],
    pub(super) articles: &'c [Article],
    pub(super) period: Period,
    pub(super) as_of: Instant,
    /// The tickets to which anything can have happened in the period.
    pub(super) active: Vec<&'c Case<'c>>,
    pub(super) opened: Vec<&'c Case<'c>>,
    pub(super) solved: Vec<Solved<'c>>,
}

/// A ticket that was solved in the period.
#[derive(Clone, Copy, Debug)]
pub struct Solved<'c> {
    /// The ticket.
    pub case: &'c Case<'c>,
    /// The last time it was, in the period.
    pub last: &'c Move,
}

impl Solved<'_> {
    /// Returns the real time from creation to the solve.
    pub fn seconds(&self) -> i64 {
        (self.last.at - self.case.created()).num_seconds()
    }
}

impl<'c> Scope<'c> {
    /// Finds what happened in a period.
    pub fn new(
        config: &'c Config,
        clockwork: &'c Clockwork<'c>,
        cases: &'c Cases<'c>,
        period: Period,
        as_of: Instant,
    ) -> Scope<'c> {
        let active: Vec<&'c Case<'c>> =
            cases.counted.iter().filter(|case| case.is_active_in(&period)).collect();
        let opened = active.iter().copied().filter(|case| period.contains(case.created())).collect();
        let solved = |case: &&'c Case<'c>| {
            let last = case.solves().rev().find(|one| period.contains(one.at))?;
            Some(Solved { case, last })
        };
        Scope {
            solved: active.iter().filter_map(solved).collect(),
            config,
            clockwork,
            cases: &cases.counted,
            left_out: &cases.left_out,
            problems: &cases.problems,
            articles: &cases.articles,
            period,
            as_of,
            active,
            opened,
        }
    }

    /// Returns the working time from the creation of a ticket to an instant, less pauses.
    pub(super) fn working(&self, case: &Case<'_>, end: Instant) -> i64 {
        self.elapsed(case, end, &case.standstill.pauses)
    }

    /// Returns the working time from the creation of a ticket to an instant, pauses included.
    pub(super) fn open_hours(&self, case: &Case<'_>, end: Instant) -> i64 {
        self.elapsed(case, end, &Pauses::default())
    }

    fn elapsed(&self, case: &Case<'_>, end: Instant, pauses: &Pauses) -> i64 {
        let schedule = self.clockwork.schedule(case.calendar);
        schedule.map_or(0, |schedule| schedule.elapsed(case.created(), end, pauses).num_seconds())
    }
}
