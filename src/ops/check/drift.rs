//! Whether the fields of a ticket are what its events say.
//!
//! A field that differs was edited by hand (an event is missing), or an act was
//! killed between its entry and its ticket (the change is missing). The second
//! is told by an entry that the last commit does not have, while the ticket is
//! as it was committed.

use super::super::act::fingerprint;
use super::finding::{Finding, Problem};
use super::lines;
use super::remedy::{Missing, Origin, Remedy};
use super::survey::Survey;
use crate::desk::{Found, Place};
use crate::format::{TicketFile, with_unix_lines};
use crate::git::Commit;
use crate::model::{Change, Field, Person, Thread, Ticket, Value};

/// How far back the commit that changed a field is looked for.
const HORIZON: usize = 2000;

/// Finds fields that no event explains, and events that no field shows.
pub(super) fn find(survey: &Survey, findings: &mut Vec<Finding>) {
    let mut found: Vec<Finding> =
        survey.readable().flat_map(|(found, thread, _)| of_ticket(survey, found, thread)).collect();
    name_origins(survey, &mut found);
    findings.append(&mut found);
}

fn of_ticket(survey: &Survey, found: &Found, thread: &Thread) -> Vec<Finding> {
    let ticket = &found.file.ticket;
    let place = &found.place;
    let mut fields: Vec<Field> = Vec::new();
    for (_, change) in thread.changes() {
        if !fields.contains(&change.field) {
            fields.push(change.field.clone());
        }
    }
    let is_edited = survey.states.contains_key(&place.path());
    let committed = is_edited.then(|| survey.committed(place)).flatten();
    let mut findings = Vec::new();
    for field in &fields {
        let (Some(told), value) = (thread.told(field), value(ticket, field)) else { continue };
        if !is_same(&told, &value) {
            findings.push(of_field(survey, found, thread, field, told, value));
        }
    }
    // Edited and not committed, and no event has ever spoken of the field.
    let before = committed.iter().flat_map(|committed| committed.ticket.differences(ticket));
    for change in before.filter(|change| !fields.contains(&change.field)) {
        let (field, old, new) = (change.field.clone(), change.old.clone(), change.new.clone());
        let problem = Problem::Untold { field: field.clone(), old, found: new };
        findings.push(missing(found, thread, problem, change, &field));
    }
    findings
}

fn of_field(
    survey: &Survey,
    found: &Found,
    thread: &Thread,
    field: &Field,
    told: Value,
    value: Value,
) -> Finding {
    let place = &found.place;
    let change = Change { field: field.clone(), old: told.clone(), new: value.clone() };
    if is_half_written(survey, place, thread, field) && *field != Field::Body {
        let problem = Problem::HalfWritten { field: field.clone(), told: told.clone(), found: value.clone() };
        let change = Change { field: field.clone(), old: value, new: told };
        let remedy = Remedy::Apply { place: place.clone(), change };
        return at(found, field, problem).with(remedy);
    }
    let problem = Problem::Drift { field: field.clone(), told, found: value };
    missing(found, thread, problem, change, field)
}

fn missing(found: &Found, thread: &Thread, problem: Problem, change: Change, field: &Field) -> Finding {
    let after = thread.last_stamp().cloned();
    let missing = Missing { place: found.place.clone(), change, after, origin: None };
    at(found, field, problem).with(Remedy::Tell(missing))
}

fn at(found: &Found, field: &Field, problem: Problem) -> Finding {
    let line = lines::of_field(&found.file.text, field);
    Finding::new(found.place.path(), problem).at(line).of(&found.place.id)
}

/// Tells whether the entry that last spoke of a field is new, while the ticket is as committed.
fn is_half_written(survey: &Survey, place: &Place, thread: &Thread, field: &Field) -> bool {
    let speaks = |entry: &crate::model::Entry| entry.changes.iter().any(|change| change.field == *field);
    let last = thread.placed().iter().rev().find(|(_, entry)| speaks(entry));
    let is_new =
        last.and_then(|(stamp, _)| survey.loose(place, stamp)).is_some_and(|path| survey.is_new(&path));
    is_new && !survey.states.contains_key(&place.path())
}

fn value(ticket: &Ticket, field: &Field) -> Value {
    match field {
        Field::Body => fingerprint(&ticket.body),
        field => ticket.value(field),
    }
}

/// Compares values; a list is the same in any order.
fn is_same(a: &Value, b: &Value) -> bool {
    let items = |value: &Value| match value {
        Value::Array(items) => {
            let mut items: Vec<String> = items.iter().map(Value::to_string).collect();
            items.sort();
            Some(items)
        }
        Value::Null => Some(Vec::new()),
        _ => None,
    };
    a == b || matches!((items(a), items(b)), (Some(a), Some(b)) if a == b)
}

/// Finds the commits that changed the fields, in one walk back.
fn name_origins(survey: &Survey, findings: &mut [Finding]) {
    let Some(repository) = &survey.desk.ground.repository else { return };
    let is_open = |finding: &Finding| {
        matches!(&finding.remedy, Some(Remedy::Tell(missing)) if missing.origin.is_none())
            && !survey.states.contains_key(&finding.path)
    };
    let mut open: Vec<&mut Finding> = findings.iter_mut().filter(|finding| is_open(finding)).collect();
    if open.is_empty() {
        return;
    }
    let Ok(history) = repository.history() else { return };
    for commit in history.take(HORIZON).map_while(Result::ok) {
        open.retain_mut(|finding| !is_origin(survey, &commit, finding));
        if open.is_empty() {
            return;
        }
    }
}

/// Notes a commit as the origin of a finding, if the field arrived at its value there.
fn is_origin(survey: &Survey, commit: &Commit, finding: &mut Finding) -> bool {
    let Some(Remedy::Tell(missing)) = &mut finding.remedy else { return true };
    let at = |commit| -> Option<Value> {
        let path = survey.desk.in_repository(&missing.place.path())?;
        let bytes = survey.desk.ground.repository.as_ref()?.file_at(Some(commit), &path).ok()??;
        let file = TicketFile::read(with_unix_lines(&String::from_utf8(bytes).ok()?)).ok()?;
        Some(value(&file.ticket, &missing.change.field))
    };
    let new = &missing.change.new;
    let arrived = at(&commit.id).is_some_and(|there| is_same(&there, new));
    let was_there = commit.parents.first().and_then(at).is_some_and(|there| is_same(&there, new));
    if arrived && !was_there {
        let by = Person::mailbox(&commit.author.name, &commit.author.email);
        missing.origin = Some(Origin { commit: commit.id.clone(), by, at: commit.time });
    }
    !arrived || !was_there
}
