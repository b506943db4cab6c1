//! The minutes of work that people wrote down.

use std::collections::HashMap;

use serde::Serialize;

use super::super::definition::{Definition, Unit::*};
use super::super::measure::Rate;
use super::escalation::NOTHING;
use super::{Followed, Row, Scope, Tickets};

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new("time_spent.minutes", Count, "Minutes of work written down in the period."),
    Definition::new(
        "time_spent.by_team.NAME.name",
        Text,
        "The team that had the ticket when they were written down.",
    ),
    Definition::new("time_spent.by_team.NAME.minutes", Count, "The minutes written down then."),
    Definition::new("time_spent.by_level.NAME.name", Text, "The support level that had the ticket then."),
    Definition::new("time_spent.by_level.NAME.minutes", Count, "The minutes written down then."),
    Definition::new(
        "time_spent.tickets",
        Count,
        "Tickets solved in the period for which anybody wrote down minutes, at any time.",
    ),
    Definition::new(
        "time_spent.share",
        Rate,
        "Those as a share of the solved: how far the minutes can be trusted.",
    ),
];

/// The minutes of work that people wrote down.
#[derive(Debug, Serialize)]
pub struct TimeSpent<'c> {
    /// All of them.
    pub minutes: u64,
    /// By team.
    pub by_team: Vec<Minutes>,
    /// By level.
    pub by_level: Vec<Minutes>,
    /// Solved tickets that have any.
    pub tickets: Tickets<'c>,
    /// Their share of the solved.
    pub share: Rate,
    /// What was written down, entry by entry; the time is in seconds.
    #[serde(skip)]
    pub rows: Vec<Row<'c>>,
}

/// Minutes of a team or a level.
#[derive(Debug, Serialize)]
pub struct Minutes {
    /// Whose.
    pub name: String,
    /// How many.
    pub minutes: u64,
}

impl<'c> TimeSpent<'c> {
    pub(super) fn count(scope: &Scope<'c>) -> TimeSpent<'c> {
        let spent = scope.active.iter().flat_map(|case| case.spent.iter().map(move |spent| (*case, spent)));
        let spent = Vec::from_iter(spent.filter(|(_, spent)| scope.period.contains(spent.at)));
        let by = |name: &dyn Fn(&super::super::Spent) -> Option<String>| {
            let mut sums: HashMap<String, u64> = HashMap::new();
            for (_, spent) in &spent {
                *sums.entry(name(spent).unwrap_or_else(|| NOTHING.to_owned())).or_default() += spent.minutes;
            }
            let mut sums: Vec<Minutes> =
                sums.into_iter().map(|(name, minutes)| Minutes { name, minutes }).collect();
            sums.sort_by(|one, other| {
                other.minutes.cmp(&one.minutes).then_with(|| one.name.cmp(&other.name))
            });
            sums
        };
        let solved = scope.solved.iter().filter(|solved| !solved.case.spent.is_empty());
        let tickets: Tickets<'c> = solved.map(|solved| Row::of(solved.case, solved.last.at)).collect();
        let seconds = |minutes: u64| i64::try_from(minutes.saturating_mul(60)).unwrap_or(i64::MAX);
        TimeSpent {
            minutes: spent.iter().map(|(_, spent)| spent.minutes).sum(),
            by_team: by(&|spent| spent.team.clone()),
            by_level: by(&|spent| spent.level.clone()),
            share: Rate::of(tickets.count(), scope.solved.len() as u64),
            tickets,
            rows: spent
                .iter()
                .map(|(case, spent)| Row::took(case, spent.at, seconds(spent.minutes)))
                .collect(),
        }
    }
}

impl<'c> Followed<'c> for TimeSpent<'c> {
    fn follow(&self, put: &mut super::Put<'_, 'c>) {
        put("time_spent.minutes", &self.rows);
        put("time_spent.tickets", &self.tickets.0);
    }
}
