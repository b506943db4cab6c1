//! Mending what is safe, in one act: nothing that a person wrote is lost, and doing it twice changes nothing more.
//!
//! 1. An act that was killed is settled from its journal.
//! 2. Under the desk's lock everything is looked at again, and the remedies become one plan.
//! 3. The order is that of any act: attachments and entries first, tickets second, the rest last.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::super::{OpsError, Writer, act, trailer, written};
use super::finding::Finding;
use super::remedy::{Missing, Remedy};
use super::survey::Survey;
use crate::desk::layout::{self, Named};
use crate::desk::recovery::{Recovered, recover};
use crate::desk::transaction::{self, Plan, Receipt, Write};
use crate::desk::{DeskError, Place};
use crate::model::{Change, Entry, EntryKind, Stamp, TicketId};

/// What was mended.
#[derive(Debug, Default)]
pub struct Mended {
    /// What became of an act that had been killed.
    pub recovered: Option<Recovered>,
    /// The findings that are mended.
    pub findings: Vec<Finding>,
    /// The commit.
    pub receipt: Receipt,
}

/// Mends what can be mended of a desk, or of these tickets of it.
pub fn mend(writer: &Writer, only: &[TicketId]) -> Result<Mended, OpsError> {
    act::writable(writer.desk)?;
    let recovered = recover(&writer.desk.ground)?;
    let plan = || {
        let survey = Survey::read(writer.desk, writer.now, writer.options.mode)?;
        let mut findings = super::findings(&survey, only)?.findings;
        findings.retain(Finding::is_fixable);
        let plan = plan(writer, &survey, &findings)?;
        Ok::<_, OpsError>((plan, findings))
    };
    let (receipt, findings) = transaction::transact(&writer.desk.ground, &writer.options, plan)?;
    Ok(Mended { recovered, findings, receipt })
}

/// The remedies, put together by file.
#[derive(Default)]
struct Work<'f> {
    commits: BTreeSet<&'f str>,
    deletes: Vec<&'f str>,
    rules: Vec<&'f str>,
    applies: BTreeMap<&'f Place, Vec<Change>>,
    /// By ticket and commit, so that what was changed together is told together.
    events: BTreeMap<(&'f Place, &'f str), Vec<&'f Missing>>,
}

fn plan(writer: &Writer, survey: &Survey, findings: &[Finding]) -> Result<Plan, OpsError> {
    let work = sorted(findings);
    let mut writes: BTreeMap<String, Write> = BTreeMap::new();
    for path in work.commits.iter().copied().chain(along(survey, &work)) {
        writes.insert(path.to_owned(), as_it_is(survey, path)?);
    }
    for (place, changes) in &work.applies {
        let write = applied(survey, place, changes)?;
        writes.insert(write.path.clone(), write);
    }
    for ((place, _), missing) in &work.events {
        let write = event(writer, place, missing)?;
        writes.insert(write.path.clone(), write);
    }
    if !work.rules.is_empty() {
        writes.insert(layout::ATTRIBUTES.to_owned(), attributes(survey, &work.rules)?);
    }
    for path in &work.deletes {
        writes.extend(delete(survey, path)?.map(|write| (write.path.clone(), write)));
    }
    let mut writes: Vec<Write> = writes.into_values().collect();
    writes.sort_by_key(|write| rank(&write.path));
    let tickets: BTreeSet<&TicketId> =
        findings.iter().filter_map(|finding| finding.ticket.as_ref()).collect();
    let trailers = trailer::of_tickets(tickets);
    let plural = if findings.len() == 1 { "" } else { "s" };
    let subject = writer.subject(&format!("mend {} finding{plural}", findings.len()));
    Ok(Plan { writes, subject, trailers })
}

fn sorted(findings: &[Finding]) -> Work<'_> {
    let mut work = Work::default();
    for finding in findings {
        match &finding.remedy {
            Some(Remedy::Commit) => {
                work.commits.insert(&finding.path);
            }
            Some(Remedy::Delete) => work.deletes.push(&finding.path),
            Some(Remedy::Attributes(rules)) => work.rules.extend(rules.iter().map(String::as_str)),
            Some(Remedy::Apply { place, change }) => {
                work.applies.entry(place).or_default().push(change.clone());
            }
            Some(Remedy::Tell(missing)) => {
                let commit = missing.origin.as_ref().map_or("", |origin| origin.commit.as_str());
                work.events.entry((&missing.place, commit)).or_default().push(missing);
            }
            // Settled before anything else was looked at.
            Some(Remedy::Settle) | None => {}
        }
    }
    work
}

/// Returns the other uncommitted files of what is mended: an event is committed with the change it tells of.
fn along<'s>(survey: &'s Survey, work: &Work) -> Vec<&'s str> {
    let touched: BTreeSet<&TicketId> = work
        .events
        .keys()
        .map(|(place, _)| &place.id)
        .chain(work.applies.keys().map(|place| &place.id))
        .collect();
    let belongs = |path: &&str| {
        let named = layout::take_apart(path).map(|(_, named)| named);
        let is_text = matches!(named, Some(Named::Ticket(_) | Named::Entry(..)));
        let is_theirs = named.as_ref().and_then(Named::owner).is_some_and(|id| touched.contains(id));
        let is_new = survey.is_new(path) || matches!(named, Some(Named::Ticket(_)));
        is_text && is_theirs && is_new && !survey.broken_paths().contains(*path)
    };
    let on_disk =
        |path: &&str| fs::symlink_metadata(survey.desk.root().join(path)).is_ok_and(|data| data.is_file());
    let paths: Vec<&str> = survey.states.keys().map(String::as_str).collect();
    if touched.is_empty() { Vec::new() } else { paths.into_iter().filter(belongs).filter(on_disk).collect() }
}

fn as_it_is(survey: &Survey, path: &str) -> Result<Write, OpsError> {
    let full = survey.desk.root().join(path);
    let bytes = fs::read(&full).map_err(|source| OpsError::File { path: full, source })?;
    Ok(Write { path: path.to_owned(), before: Some(bytes.clone()), after: Some(bytes) })
}

fn applied(survey: &Survey, place: &Place, changes: &[Change]) -> Result<Write, OpsError> {
    let found = survey.desk.ticket(place.clone())?;
    let after = act::edited(&found, changes, None)?;
    let (before, after) = (found.file.text.into_bytes(), after.text.into_bytes());
    Ok(Write { path: place.path(), before: Some(before), after: Some(after) })
}

/// Writes the event that tells of changes by hand, at the time of their commit where there is one.
fn event(writer: &Writer, place: &Place, missing: &[&Missing]) -> Result<Write, OpsError> {
    let origin = missing.first().and_then(|missing| missing.origin.as_ref());
    let (by, at) = match origin {
        Some(origin) => (origin.by.clone(), origin.at),
        None => (writer.by.clone(), writer.now),
    };
    let after = missing.iter().filter_map(|missing| missing.after.as_ref()).max();
    let tail = writer.random.characters(4);
    let stamp = Stamp::after(at, after, tail);
    let mut entry = Entry::new(place.id.clone(), EntryKind::Event, at, by);
    entry.via = Some("file".to_owned());
    entry.changes = missing.iter().map(|missing| missing.change.clone()).collect();
    entry.changes.sort_by(|a, b| a.field.cmp(&b.field));
    let path = layout::entry(&place.month, &place.id, &stamp);
    let after = written::entry(&entry).map_err(|error| of_ticket(place, error))?;
    Ok(Write { path, before: None, after: Some(after) })
}

/// Says which of all tickets it is that has no room for its event.
fn of_ticket(place: &Place, error: OpsError) -> OpsError {
    match error {
        OpsError::Unreadable { problem, .. } => {
            OpsError::Unreadable { what: format!("the event that `{}` lacks", place.path()), problem }
        }
        other => other,
    }
}

/// Adds rules to `.gitattributes` and keeps what is there.
fn attributes(survey: &Survey, rules: &[&str]) -> Result<Write, OpsError> {
    let full = survey.desk.root().join(layout::ATTRIBUTES);
    let before = match fs::read(&full) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(source) => return Err(OpsError::File { path: full, source }),
    };
    let mut after = before.clone().unwrap_or_default();
    if after.last().is_some_and(|byte| *byte != b'\n') {
        after.push(b'\n');
    }
    for rule in rules {
        after.extend_from_slice(format!("{rule}\n").as_bytes());
    }
    Ok(Write { path: layout::ATTRIBUTES.to_owned(), before, after: Some(after) })
}

/// Deletes a temporary file: here and now where git does not know it, else with the commit.
fn delete(survey: &Survey, path: &str) -> Result<Option<Write>, OpsError> {
    let full = survey.desk.root().join(path);
    let failed = |source| OpsError::File { path: full.clone(), source };
    let repository = survey.desk.ground.repository.as_ref();
    let known = match (repository, survey.desk.in_repository(path)) {
        (Some(repository), Some(path)) => repository.blob_at(None, &path).map_err(DeskError::Git)?,
        _ => None,
    };
    if known.is_none() {
        fs::remove_file(&full).map_err(failed)?;
        return Ok(None);
    }
    let before = fs::read(&full).map_err(failed)?;
    Ok(Some(Write { path: path.to_owned(), before: Some(before), after: None }))
}

/// The order in which files must reach the disk.
fn rank(path: &str) -> u8 {
    match layout::take_apart(path) {
        Some((_, Named::Files(_))) => 0,
        Some((_, Named::Entry(..) | Named::Thread(_))) => 1,
        Some((_, Named::Ticket(_))) => 2,
        _ => 3,
    }
}
