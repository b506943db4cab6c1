//! The same figures by what a ticket is, and by who has it.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rayon::prelude::*;
use serde::Serialize;

use super::super::definition::{Definition, Unit::*};
use super::escalation::NOTHING;
use super::promises::Kept;
use super::{Case, Followed, Row, Scope, Tickets, Times, Volume};
use crate::config::Clock;

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new(
        "by.FIELD.NAME.name",
        Text,
        "A value of the field (`priority`, `type`, `team`, `level`, `label` or `source`) as of `as_of`; `none` has none. A ticket counts under each of its labels.",
    ),
    Definition::new("by.FIELD.NAME.opened", Count, "Tickets with this value created in the period."),
    Definition::new(
        "by.FIELD.NAME.opened_before",
        Count,
        "Tickets with this value created in the period before.",
    ),
    Definition::new(
        "by.FIELD.NAME.solved",
        Count,
        "Tickets with this value solved in the period, each counted once.",
    ),
    Definition::new(
        "by.FIELD.NAME.open_end",
        Count,
        "Tickets with this value that are open when the period ends.",
    ),
    Definition::new(
        "by.FIELD.NAME.median_seconds",
        Seconds,
        "Half of the solved tickets with this value took no longer in real time; by nearest rank.",
    ),
    Definition::new(
        "by.FIELD.NAME.sla_met",
        Count,
        "Tickets with this value whose resolution clock was in time, see `sla.CLOCK.met`.",
    ),
    Definition::new(
        "by.FIELD.NAME.sla_breached",
        Count,
        "Tickets with this value whose resolution clock was breached.",
    ),
    Definition::new("by.FIELD.NAME.sla_rate", Rate, "Met as a share of both."),
    Definition::new("load.NAME.name", Text, "Who has the tickets as of `as_of`; `none` is nobody."),
    Definition::new("load.NAME.opened", Count, "Tickets of theirs created in the period."),
    Definition::new("load.NAME.opened_before", Count, "Tickets of theirs created in the period before."),
    Definition::new("load.NAME.solved", Count, "Tickets of theirs solved in the period, each counted once."),
    Definition::new("load.NAME.open_end", Count, "Tickets of theirs that are open when the period ends."),
    Definition::new(
        "load.NAME.median_seconds",
        Seconds,
        "Half of their solved tickets took no longer in real time; by nearest rank.",
    ),
    Definition::new(
        "load.NAME.sla_met",
        Count,
        "Tickets of theirs whose resolution clock was in time, see `sla.CLOCK.met`.",
    ),
    Definition::new(
        "load.NAME.sla_breached",
        Count,
        "Tickets of theirs whose resolution clock was breached.",
    ),
    Definition::new("load.NAME.sla_rate", Rate, "Met as a share of both."),
];

/// The figures of the tickets that have one value of a field.
#[derive(Debug, Serialize)]
pub struct Part<'c> {
    /// The value.
    pub name: String,
    /// Created.
    pub opened: Tickets<'c>,
    /// Created in the period before.
    pub opened_before: Tickets<'c>,
    /// Solved.
    pub solved: Tickets<'c>,
    /// Open at the end.
    pub open_end: Tickets<'c>,
    /// Half of the solved took no longer.
    pub median_seconds: Option<i64>,
    /// The resolution was in time.
    pub sla_met: Tickets<'c>,
    /// It was not.
    pub sla_breached: Tickets<'c>,
    /// The share that was.
    pub sla_rate: super::super::measure::Rate,
}

/// The figures by each of some fields.
#[derive(Debug, Serialize)]
pub struct Breakdown<'c> {
    /// By priority, the most pressing first.
    pub priority: Vec<Part<'c>>,
    /// By type.
    #[serde(rename = "type")]
    pub kind: Vec<Part<'c>>,
    /// By team.
    pub team: Vec<Part<'c>>,
    /// By support level.
    pub level: Vec<Part<'c>>,
    /// By label.
    pub label: Vec<Part<'c>>,
    /// By the way it came.
    pub source: Vec<Part<'c>>,
}

fn one(text: &Option<String>) -> Vec<&str> {
    text.as_deref().into_iter().collect()
}

/// Returns the values of a field that a ticket has.
type Valued<'c> = dyn Fn(&'c Case<'c>) -> Vec<&'c str> + Sync;

impl<'c> Breakdown<'c> {
    pub(super) fn count(scope: &Scope<'c>, volume: &Volume<'c>) -> Breakdown<'c> {
        let config = scope.config;
        let priorities = config.priority.priorities().into_iter().map(str::to_owned).collect();
        let levels = config.levels.iter().map(|level| level.name.clone()).collect();
        let fields: [(Vec<String>, &Valued<'c>); 6] = [
            (priorities, &|case| one(&case.priority)),
            (config.types.clone(), &|case| one(&case.ticket.kind)),
            (config.teams.iter().cloned().collect(), &|case| one(&case.ticket.team)),
            (levels, &|case| one(&case.ticket.level)),
            (Vec::new(), &|case| case.ticket.labels.iter().map(String::as_str).collect()),
            (Vec::new(), &|case| one(&case.ticket.source)),
        ];
        let count = |(order, values): (Vec<String>, &Valued<'c>)| Part::count(scope, volume, order, values);
        let parts: Vec<Vec<Part<'c>>> = fields.into_par_iter().map(count).collect();
        let mut parts = parts.into_iter();
        let mut next = || parts.next().unwrap_or_default();
        Breakdown {
            priority: next(),
            kind: next(),
            team: next(),
            level: next(),
            label: next(),
            source: next(),
        }
    }

    /// Returns the fields with their parts.
    pub fn fields(&self) -> [(&'static str, &Vec<Part<'c>>); 6] {
        [
            ("priority", &self.priority),
            ("type", &self.kind),
            ("team", &self.team),
            ("level", &self.level),
            ("label", &self.label),
            ("source", &self.source),
        ]
    }
}

/// Returns the load of each person, who is named as desk.yml does.
pub(super) fn load<'c>(scope: &Scope<'c>, volume: &Volume<'c>) -> Vec<Part<'c>> {
    let mut names: HashMap<&str, String> = HashMap::new();
    for case in scope.cases {
        if let Some(person) = &case.ticket.assignee {
            names
                .entry(person.as_str())
                .or_insert_with(|| scope.config.handle_for(person).short_name().to_owned());
        }
    }
    let name = |case: &'c Case<'c>| {
        let person = case.ticket.assignee.as_ref().map(|person| person.as_str());
        person.and_then(|person| names.get(person).cloned()).into_iter().collect()
    };
    Part::count(scope, volume, Vec::new(), &name)
}

impl<'c> Part<'c> {
    /// Counts each value that a ticket of the period has: those of `order` first, then by their number, then by name.
    fn count<N: AsRef<str>>(
        scope: &Scope<'c>,
        volume: &Volume<'c>,
        order: Vec<String>,
        values: &dyn Fn(&'c Case<'c>) -> Vec<N>,
    ) -> Vec<Part<'c>> {
        let mut groups: HashMap<String, Group<'c>, RandomState> = HashMap::default();
        let mut add = |case: &'c Case<'c>, put: &dyn Fn(&mut Group<'c>)| {
            let values = values(case);
            let names = values.iter().map(AsRef::as_ref).chain(values.is_empty().then_some(NOTHING));
            for name in names {
                match groups.get_mut(name) {
                    Some(group) => put(group),
                    None => put(groups.entry(name.to_owned()).or_default()),
                }
            }
        };
        for case in &scope.opened {
            add(case, &|group| group.opened.push(Row::of(case, case.created())));
        }
        let before = scope.period.before();
        let is_before =
            |case: &&Case<'_>| before.as_ref().is_some_and(|period| period.contains(case.created()));
        for case in scope.cases.iter().filter(is_before) {
            add(case, &|group| group.opened_before.push(Row::of(case, case.created())));
        }
        for solved in &scope.solved {
            let row = Row::took(solved.case, solved.last.at, solved.seconds());
            add(solved.case, &|group| group.solved.push(row));
        }
        volume.backlog_end.0.iter().for_each(|row| add(row.case, &|group| group.open_end.push(*row)));
        let decided = |case: &&&'c Case<'c>| {
            let is_here = |one: &super::super::case::Verdict| {
                one.clock == Clock::Resolution && scope.period.contains(one.at)
            };
            case.verdicts.iter().any(is_here)
        };
        scope.active.iter().filter(decided).for_each(|case| add(case, &|group| group.decided.push(*case)));
        let mut parts: Vec<Part<'c>> =
            groups.into_iter().map(|(name, group)| group.part(scope, name)).collect();
        let rank = |part: &Part<'_>| order.iter().position(|known| *known == part.name).unwrap_or(usize::MAX);
        let size = |part: &Part<'_>| part.opened.count() + part.solved.count();
        parts.sort_by(|one, other| {
            let is_nothing = |part: &Part<'_>| part.name == NOTHING;
            let by_rank = (is_nothing(one), rank(one)).cmp(&(is_nothing(other), rank(other)));
            by_rank.then(size(other).cmp(&size(one))).then_with(|| one.name.cmp(&other.name))
        });
        parts
    }

    fn follow(&self, key: &str, put: &mut super::Put<'_, 'c>) {
        put(&format!("{key}.{}.opened", self.name), &self.opened.0);
        put(&format!("{key}.{}.opened_before", self.name), &self.opened_before.0);
        put(&format!("{key}.{}.solved", self.name), &self.solved.0);
        put(&format!("{key}.{}.open_end", self.name), &self.open_end.0);
        put(&format!("{key}.{}.sla_met", self.name), &self.sla_met.0);
        put(&format!("{key}.{}.sla_breached", self.name), &self.sla_breached.0);
    }
}

/// The tickets of one value.
#[derive(Default)]
struct Group<'c> {
    opened: Vec<Row<'c>>,
    opened_before: Vec<Row<'c>>,
    solved: Vec<Row<'c>>,
    open_end: Vec<Row<'c>>,
    decided: Vec<&'c Case<'c>>,
}

impl<'c> Group<'c> {
    fn part(self, scope: &Scope<'c>, name: String) -> Part<'c> {
        let kept = Kept::count(scope, Clock::Resolution, self.decided.into_iter());
        let times: Times<'c> = self.solved.iter().cloned().collect();
        Part {
            name,
            opened: Tickets(self.opened),
            opened_before: Tickets(self.opened_before),
            median_seconds: times.median_seconds,
            solved: Tickets(self.solved),
            open_end: Tickets(self.open_end),
            sla_met: kept.met,
            sla_breached: kept.breached,
            sla_rate: kept.rate,
        }
    }
}

impl<'c> Followed<'c> for Breakdown<'c> {
    fn follow(&self, put: &mut super::Put<'_, 'c>) {
        for (field, parts) in self.fields() {
            parts.iter().for_each(|part| part.follow(&format!("by.{field}"), put));
        }
    }
}

impl<'c> Followed<'c> for Vec<Part<'c>> {
    fn follow(&self, put: &mut super::Put<'_, 'c>) {
        self.iter().for_each(|part| part.follow("load", put));
    }
}
