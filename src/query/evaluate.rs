//! Whether a ticket fits. Nothing is copied on the way, so that a hundred thousand tickets are asked in a blink.

use std::ops::RangeBounds;

use chrono::TimeDelta;

use super::field::Key;
use super::plan::{Check, Fit, Plan};
use super::record::{Fact, Record, Values};
use super::state::{STALE_DAYS, State};
use crate::model::{Category, Field, Instant};
use crate::when;

impl Plan<'_> {
    /// Tells whether a ticket fits.
    pub fn matches(&self, record: &impl Record) -> bool {
        self.check.as_ref().is_none_or(|check| self.holds(check, record))
    }

    fn holds(&self, check: &Check, record: &impl Record) -> bool {
        match check {
            Check::Not(check) => !self.holds(check, record),
            Check::All(checks) => checks.iter().all(|check| self.holds(check, record)),
            Check::Any(checks) => checks.iter().any(|check| self.holds(check, record)),
            Check::State(state) => self.is(*state, record),
            Check::Sla(state) => record.sla() == Some(*state),
            Check::Category(category) => self.category(record) == *category,
            Check::Present(key) => is_present(key, record),
            Check::Holds(phrase) => record.holds(phrase),
            Check::Time(key, bounds) => self.time(key, record).is_some_and(|time| bounds.contains(&time)),
            Check::Field(field, fit) => fit.holds(record.value(field)),
        }
    }

    fn is(&self, state: State, record: &impl Record) -> bool {
        let is_open = || self.category(record) != Category::Done;
        match state {
            State::Open => is_open(),
            State::Closed => !is_open(),
            State::Active => self.category_now(record) == Category::Active,
            State::Waiting => self.category_now(record) == Category::Waiting,
            State::Overdue => is_open() && record.is(Fact::Overdue),
            State::Blocked => is_open() && record.is(Fact::Blocked),
            State::Unassigned => record.value(&Field::Assignee).is_none(),
            State::Unanswered => record.is(Fact::Unanswered),
            State::Mine => {
                let me = self.me.as_ref();
                record.value(&Field::Assignee).any_person(|person| me.is_some_and(|me| me.is(person)))
            }
            State::Stale => is_open() && self.here.now - record.updated() > TimeDelta::days(STALE_DAYS),
            State::Reopened => record.is(Fact::Reopened),
            State::Escalated => record.is(Fact::Escalated),
            State::Broken => false,
        }
    }

    fn category(&self, record: &impl Record) -> Category {
        record.value(&Field::Status).text().map_or(Category::Active, |status| self.config.category(status))
    }

    fn category_now(&self, record: &impl Record) -> Category {
        let status = record.value(&Field::Status).text().unwrap_or_default();
        self.config.category_at(status, instant(record, &Field::Until), self.here.now)
    }

    /// Returns the time of a field. A custom one may be written as a day, which begins in the desk's zone.
    pub(super) fn time(&self, key: &Key, record: &impl Record) -> Option<Instant> {
        match key {
            Key::Updated => Some(record.updated()),
            Key::Closed => record.closed(),
            Key::Field(field) => match record.value(field) {
                Values::Instant(instant) => Some(instant),
                other => self.written_time(other.text()?),
            },
            Key::Category | Key::Sla | Key::Text => None,
        }
    }

    fn written_time(&self, text: &str) -> Option<Instant> {
        match when::date(text) {
            Some(day) => self.here.start_of(day),
            None => self.here.moment(text).map(|period| period.from),
        }
    }
}

fn instant(record: &impl Record, field: &Field) -> Option<Instant> {
    match record.value(field) {
        Values::Instant(instant) => Some(instant),
        _ => None,
    }
}

fn is_present(key: &Key, record: &impl Record) -> bool {
    match key {
        Key::Field(field) => !record.value(field).is_none(),
        Key::Closed => record.closed().is_some(),
        Key::Sla => record.sla().is_some(),
        Key::Category | Key::Updated | Key::Text => true,
    }
}

impl Fit {
    fn holds(&self, values: Values<'_>) -> bool {
        match self {
            Fit::Text(pattern) => values.any_text(&|text| pattern.fits(text)),
            Fit::Prose(phrase) => values.any_text(&|text| phrase.is_in(text)),
            Fit::Who(who) => values.any_person(|person| who.is(person)),
            Fit::Id(id) => values.text().is_some_and(|text| id.fits(text)),
            Fit::Link(link) => {
                matches!(values, Values::Links(links) if links.iter().any(|one| link.fits(one)))
            }
            Fit::Rank(scale, bounds) => rank(scale, values).is_some_and(|rank| bounds.contains(&rank)),
            Fit::Number(bounds) => values.number().is_some_and(|number| bounds.contains(&number)),
            Fit::Flag(wanted) => values.flag() == Some(*wanted),
        }
    }
}

/// Returns the place of a value in a scale.
pub(super) fn rank(scale: &[String], values: Values<'_>) -> Option<usize> {
    let text = values.text()?;
    scale.iter().position(|known| known.eq_ignore_ascii_case(text))
}
