//! Whether the fields of a ticket are what its events say.
//!
//! 1. Each field that an event speaks of is compared with what the events leave it with; then, in a file that differs
//!    from the last commit, each field that changed and of which no event speaks.
//! 2. An entry whose change never reached the ticket is an act that was killed: it is finished.
//! 3. Anything else was changed by hand: the event is written, as of the commit that changed the field.
//! 4. What a merge without the thread at hand left as it was on the side that did not hold is settled.
//!
//! That an event's `old` is not the value before it is no finding: after a merge two changes of one field overlap.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::super::{OpsError, people};
use super::finding::{Finding, Problem};
use super::lines;
use super::origin::{self, Answer, Wanted};
use super::remedy::{Missing, Remedy};
use super::survey::Survey;
use crate::config::Config;
use crate::desk::Found;
use crate::merge::settle::Verdict;
use crate::model::{Change, Field, Person, Shape, Stamp, Thread, Ticket, Value, fingerprint, read_instant};

/// Finds fields and events that disagree.
pub(super) fn find(survey: &Survey, findings: &mut Vec<Finding>) -> Result<(), OpsError> {
    let mut drifts = Vec::new();
    for (found, thread, _) in survey.readable() {
        let of_ticket = drifts_of(survey, found, thread);
        untold(survey, found, thread, &of_ticket, findings);
        drifts.extend(of_ticket);
    }
    let (simple, open): (Vec<Drift>, Vec<Drift>) =
        drifts.into_iter().partition(|drift| !drift.is_committed || drift.is_unsettled);
    findings.extend(simple.iter().map(|drift| drift.finding(drift.remedy(None))));
    let wanted: Vec<Wanted> = open.iter().filter_map(|drift| drift.wanted(survey)).collect();
    let answers = origin::find(survey, &wanted)?;
    for (drift, answer) in open.iter().zip(answers) {
        let remedy = match answer {
            Answer::NeverApplied => Some(drift.apply()),
            Answer::By(origin) => drift.remedy(Some(origin)),
            Answer::Unknown => drift.remedy(None),
        };
        findings.push(drift.finding(remedy));
    }
    Ok(())
}

/// A field that is not what the events say.
struct Drift<'s> {
    found: &'s Found,
    field: Field,
    told: Value,
    value: Value,
    /// The place of the last event that speaks of it.
    stamp: Stamp,
    /// An entry that is not committed says so, and its ticket is untouched.
    is_half_written: bool,
    /// The last commit has this value already.
    is_committed: bool,
    /// The last event is of the future, and none can follow it.
    is_beyond: bool,
    /// The file has what the last event calls the old value.
    is_old: bool,
    /// A merge left it as it was on the side that did not hold.
    is_unsettled: bool,
}

impl Drift<'_> {
    fn finding(&self, remedy: Option<Remedy>) -> Finding {
        let (field, told, found) = (self.field.clone(), self.told.clone(), self.value.clone());
        let problem = match remedy {
            _ if self.is_unsettled => Problem::Unsettled { field, told, found },
            Some(Remedy::Apply { .. }) => Problem::HalfWritten { field, told, found },
            _ => Problem::Drift { field, told, found },
        };
        let line = lines::of_field(&self.found.file.text, &self.field);
        Finding::new(self.found.place.path(), problem).at(line).of(&self.found.place.id).with(remedy)
    }

    fn remedy(&self, origin: Option<super::remedy::Origin>) -> Option<Remedy> {
        if self.is_half_written || self.is_unsettled {
            return Some(self.apply());
        }
        let change = Change { field: self.field.clone(), old: self.told.clone(), new: self.value.clone() };
        let (place, after) = (self.found.place.clone(), Some(self.stamp.clone()));
        (!self.is_beyond).then_some(Remedy::Tell(Missing { place, change, after, origin }))
    }

    fn apply(&self) -> Remedy {
        let change = Change { field: self.field.clone(), old: self.value.clone(), new: self.told.clone() };
        Remedy::Apply { place: self.found.place.clone(), change }
    }

    fn wanted(&self, survey: &Survey) -> Option<Wanted> {
        let desk = survey.desk;
        let entry = survey.loose(&self.found.place, &self.stamp);
        Some(Wanted {
            ticket: desk.in_repository(&self.found.place.path())?,
            entry: entry.and_then(|entry| desk.in_repository(&entry)),
            is_old: self.is_old,
            field: self.field.clone(),
            value: self.value.clone(),
        })
    }
}

fn drifts_of<'s>(survey: &Survey, found: &'s Found, thread: &Thread) -> Vec<Drift<'s>> {
    let config = &survey.desk.config;
    let fields: BTreeSet<&Field> =
        thread.changes().map(|(_, change)| &change.field).filter(|field| !field.is_immutable()).collect();
    let ticket = &found.file.ticket;
    let mut drifts = Vec::new();
    for field in fields {
        let value = value_of(ticket, field);
        let level = |name: &str| config.level_index(name);
        let verdict = Verdict::of(field, ticket, thread, level).filter(|_| !value.is_array());
        let is_unsettled = verdict.as_ref().is_some_and(|verdict| verdict.is_as_ranked(ticket));
        let settled = verdict.as_ref().and_then(|verdict| verdict.value(field));
        let agrees = match settled {
            Some(settled) => is_same(config, field, settled, &value),
            None => agrees(config, thread, field, &value),
        };
        let told = settled.cloned().or_else(|| thread.told(field)).filter(|_| !agrees);
        let drift = told.and_then(|told| drift(survey, found, thread, field, told, value));
        drifts.extend(drift.map(|drift| Drift { is_unsettled, ..drift }));
    }
    drifts
}

fn drift<'s>(
    survey: &Survey,
    found: &'s Found,
    thread: &Thread,
    field: &Field,
    told: Value,
    value: Value,
) -> Option<Drift<'s>> {
    let config = &survey.desk.config;
    let same = |other: &Value| is_same(config, field, other, &value);
    let placed = thread.placed().iter().filter_map(|(stamp, entry)| {
        let change = entry.changes.iter().find(|change| change.field == *field)?;
        Some((stamp, change))
    });
    let placed: Vec<(&Stamp, &Change)> = placed.collect();
    let (stamp, last) = placed.last()?;
    let is_new = |stamp: &Stamp| survey.loose(&found.place, stamp).is_some_and(|path| survey.is_new(&path));
    let first_new = placed.iter().find(|(stamp, _)| is_new(stamp));
    let is_touched = survey.states.contains_key(&found.place.path());
    let committed = survey.desk.ground.repository.is_some()
        && (!is_touched
            || survey.committed(&found.place).is_some_and(|file| same(&value_of(&file.ticket, field))));
    let is_half_written = *field != Field::Body
        && !is_touched
        && survey.desk.ground.repository.is_some()
        && first_new.is_some_and(|(_, change)| same(&change.old));
    Some(Drift {
        found,
        field: field.clone(),
        is_half_written,
        is_committed: committed && !is_half_written,
        is_beyond: stamp.instant() > survey.now + TimeDelta::days(1),
        is_old: *field != Field::Body && same(&last.old),
        is_unsettled: false,
        stamp: (*stamp).clone(),
        told,
        value,
    })
}

/// Finds what was changed by hand since the last commit in fields of which no event speaks.
fn untold(survey: &Survey, found: &Found, thread: &Thread, drifts: &[Drift], findings: &mut Vec<Finding>) {
    if !survey.states.contains_key(&found.place.path()) {
        return;
    }
    let Some(committed) = survey.committed(&found.place) else { return };
    let (before, after) = (&committed.ticket, &found.file.ticket);
    let mut changes = before.differences(after);
    let body = Change {
        field: Field::Body,
        old: value_of(before, &Field::Body),
        new: value_of(after, &Field::Body),
    };
    changes.extend((!body.is_idle()).then_some(body));
    changes.retain(|change| {
        !change.field.is_immutable()
            && !drifts.iter().any(|drift| drift.field == change.field)
            && !agrees(&survey.desk.config, thread, &change.field, &change.new)
    });
    for change in changes {
        let (field, old, new) = (change.field.clone(), change.old.clone(), change.new.clone());
        let line = lines::of_field(&found.file.text, &field);
        let missing = Missing { place: found.place.clone(), change, after: None, origin: None };
        let problem = Problem::Untold { field, old, found: new };
        let finding = Finding::new(found.place.path(), problem).at(line).of(&found.place.id);
        findings.push(finding.with(Remedy::Tell(missing)));
    }
}

/// Tells whether some event leaves a field with this value. A list is right, too, where the last event names all of it.
fn agrees(config: &Config, thread: &Thread, field: &Field, value: &Value) -> bool {
    let same = |told: &Value| is_same(config, field, told, value);
    thread.told(field).as_ref().is_some_and(same) || thread.last_value(field).is_some_and(same)
}

/// Returns the value of a field as events write it: a body by its fingerprint.
pub(super) fn value_of(ticket: &Ticket, field: &Field) -> Value {
    match field {
        Field::Body => fingerprint(&ticket.body),
        field => ticket.value(field),
    }
}

/// Tells whether two values mean the same, however they are written.
pub(super) fn is_same(config: &Config, field: &Field, one: &Value, other: &Value) -> bool {
    let (one, other) = (plain(field, one), plain(field, other));
    match (field, &one, &other) {
        (Field::Assignee | Field::Reporter, Value::String(one), Value::String(other)) => {
            people::is_same(config, &Person::new(one.as_str()), &Person::new(other.as_str()))
        }
        _ => one == other,
    }
}

/// Writes a value in one way: nothing as null, an instant in UTC, a scalar as text, a list in order.
fn plain(field: &Field, value: &Value) -> Value {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match value {
        Value::Null => Value::Null,
        Value::Array(items) => {
            let items: BTreeSet<String> = items.iter().map(text).collect();
            if items.is_empty() { Value::Null } else { items.into_iter().collect() }
        }
        Value::Object(_) => value.clone(),
        scalar => match text(scalar) {
            text if text.is_empty() => Value::Null,
            text if field.shape() == Shape::List => Value::Array(vec![text.into()]),
            text if field.shape() == Shape::Instant => read_instant(&text)
                .map_or(Value::from(text), |instant| super::finding::instant(instant).into()),
            text => text.into(),
        },
    }
}
