//! How long requesters waited for a first word.

use serde::Serialize;

use super::super::definition::{Definition, Unit::*};
use super::{Followed, Row, Scope, Times};

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new(
        "first_response.n",
        Count,
        "Tickets whose first public reply by somebody other than the requester falls in the period. Notes, and what a machine wrote, are no reply.",
    ),
    Definition::new(
        "first_response.mean_seconds",
        Seconds,
        "The mean of the real time from creation to that reply.",
    ),
    Definition::new("first_response.median_seconds", Seconds, "Half waited no longer; by nearest rank."),
    Definition::new("first_response.p90_seconds", Seconds, "Nine of ten waited no longer; by nearest rank."),
    Definition::new(
        "first_response.working.n",
        Count,
        "The same tickets, measured in the working time of their calendar.",
    ),
    Definition::new("first_response.working.mean_seconds", Seconds, "The mean of that working time."),
    Definition::new(
        "first_response.working.median_seconds",
        Seconds,
        "Half waited no longer in working time.",
    ),
    Definition::new(
        "first_response.working.p90_seconds",
        Seconds,
        "Nine of ten waited no longer in working time.",
    ),
];

/// How long requesters waited for a first word.
#[derive(Debug, Serialize)]
pub struct FirstResponse<'c> {
    /// In real time.
    #[serde(flatten)]
    pub real: Times<'c>,
    /// In working time.
    pub working: Times<'c>,
}

impl<'c> FirstResponse<'c> {
    pub(super) fn count(scope: &Scope<'c>) -> FirstResponse<'c> {
        let answered = || {
            let first = |case: &&'c super::Case<'c>| Some((*case, *case.answers.first()?));
            scope.active.iter().filter_map(first).filter(|(_, at)| scope.period.contains(*at))
        };
        let real = answered().map(|(case, at)| Row::took(case, at, (at - case.created()).num_seconds()));
        let working = answered().map(|(case, at)| Row::took(case, at, scope.open_hours(case, at)));
        FirstResponse { real: real.collect(), working: working.collect() }
    }
}

impl<'c> Followed<'c> for FirstResponse<'c> {
    fn follow(&self, put: &mut super::Put<'_, 'c>) {
        put("first_response", &self.real.rows);
        put("first_response.working", &self.working.rows);
    }
}
