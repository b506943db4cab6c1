//! Which tickets went to another support level, and which level solved them.

use indexmap::IndexMap;
use serde::Serialize;

use super::super::definition::{Definition, Unit::*};
use super::super::measure::Rate;
use super::{Followed, Row, Scope, Tickets};

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new(
        "escalation.tickets",
        Count,
        "Tickets that went up a level in the period, each counted once.",
    ),
    Definition::new(
        "escalation.rate",
        Rate,
        "Those as a share of all tickets that could have: open when the period begins, or created in it.",
    ),
    Definition::new(
        "escalation.returns",
        Count,
        "Tickets that went down a level in the period, each counted once.",
    ),
    Definition::new(
        "escalation.solved_by_level.LEVEL",
        Count,
        "Tickets solved in the period, by the level that had them at the last solve event in it; changes made in the same entry are included. `none` had no level.",
    ),
];

/// Which tickets went to another support level, and which level solved them.
#[derive(Debug, Serialize)]
pub struct Escalation<'c> {
    /// Went up.
    pub tickets: Tickets<'c>,
    /// The share that went up.
    pub rate: Rate,
    /// Went down.
    pub returns: Tickets<'c>,
    /// Solved, by level: those of desk.yml, then others.
    pub solved_by_level: IndexMap<String, Tickets<'c>>,
}

/// Stands for no value.
pub const NOTHING: &str = "none";

impl<'c> Escalation<'c> {
    pub(super) fn count(scope: &Scope<'c>, backlog_start: u64) -> Escalation<'c> {
        let moved = |is_up: bool| -> Tickets<'c> {
            let last = |case: &&'c super::Case<'c>| {
                let mut changes = case.level_changes.iter().rev();
                let last = changes.find(|one| one.is_up == is_up && scope.period.contains(one.at))?;
                Some(Row { word: Some(last.to.as_str()), ..Row::of(case, last.at) })
            };
            scope.active.iter().filter_map(last).collect()
        };
        let tickets = moved(true);
        let names = scope.config.levels.iter().map(|level| (level.name.clone(), Tickets::default()));
        let mut solved_by_level: IndexMap<String, Tickets<'c>> = names.collect();
        for solved in &scope.solved {
            let level = solved.last.level.clone().unwrap_or_else(|| NOTHING.to_owned());
            solved_by_level.entry(level).or_default().0.push(Row::of(solved.case, solved.last.at));
        }
        let rate = Rate::of(tickets.count(), backlog_start + scope.opened.len() as u64);
        Escalation { rate, tickets, returns: moved(false), solved_by_level }
    }
}

impl<'c> Followed<'c> for Escalation<'c> {
    fn follow(&self, put: &mut super::Put<'_, 'c>) {
        put("escalation.tickets", &self.tickets.0);
        put("escalation.returns", &self.returns.0);
        for (level, tickets) in &self.solved_by_level {
            put(&format!("escalation.solved_by_level.{level}"), &tickets.0);
        }
    }
}
