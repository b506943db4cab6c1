//! Whether the entries of a thread are possible: moves, clocks, attachments.

use std::path::Path;

use chrono::TimeDelta;
use sha2::Digest;

use super::finding::{Finding, Problem, instant};
use super::lines;
use super::survey::Survey;
use crate::desk::{Found, layout};
use crate::model::{Attachment, Entry, Field, Instant, Stamp, Value};

/// How wrong a clock may be before it is worth a word.
const SKEW: TimeDelta = TimeDelta::days(1);

/// The same between two changes of a status, whose distance clocks count.
const SKEW_OF_STATUS: TimeDelta = TimeDelta::minutes(1);

/// Finds entries that cannot be, and attachments that are not as they were.
pub(super) fn find(survey: &Survey, findings: &mut Vec<Finding>) {
    for (found, thread, _) in survey.readable() {
        let mut status = None;
        for (stamp, entry) in thread.placed() {
            findings.extend(of_entry(survey, found, stamp, entry, status));
            if changes_status(entry) {
                status = Some(entry.at);
            }
        }
    }
}

/// Tells whether an entry changed the status here; what an importer wrote down has no order.
fn changes_status(entry: &Entry) -> bool {
    !entry.is_bookkeeping() && entry.changes.iter().any(|change| change.field == Field::Status)
}

/// Finds what is wrong with an entry; `before` is when the status changed last before it.
fn of_entry(
    survey: &Survey,
    found: &Found,
    stamp: &Stamp,
    entry: &Entry,
    before: Option<Instant>,
) -> Vec<Finding> {
    let mut problems: Vec<(&str, Problem)> = Vec::new();
    if stamp.instant() > survey.now + SKEW {
        problems.push(("at", Problem::Ahead { stamp: stamp.to_string() }));
    }
    let created = found.file.ticket.created;
    if entry.at + SKEW < created {
        let (at, created) = (instant(entry.at), instant(created));
        problems.push(("at", Problem::BeforeTicket { at, created }));
    }
    if let Some(before) = before.filter(|before| entry.at + SKEW_OF_STATUS < *before)
        && changes_status(entry)
    {
        problems.push(("at", Problem::Backwards { at: instant(entry.at), before: instant(before) }));
    }
    problems.extend(forbidden(survey, entry).map(|problem| ("changes", problem)));
    let attached = entry.attachments.iter().filter_map(|one| attachment(survey, found, one));
    problems.extend(attached.map(|problem| ("attachments", problem)));
    if problems.is_empty() {
        return Vec::new();
    }
    let place = &found.place;
    let loose = survey.loose(place, stamp);
    let text = loose.as_ref().and_then(|path| survey.desk.read(path).ok());
    let path = loose.unwrap_or_else(|| layout::thread(&place.month, &place.id));
    let finding = |(key, problem): (&str, Problem)| {
        let line = text.as_deref().and_then(|text| lines::of_key(text, key));
        Finding::new(&path, problem).at(line).of(&place.id)
    };
    problems.into_iter().map(finding).collect()
}

/// Finds a move that `transitions` does not allow; what an importer wrote down happened elsewhere.
fn forbidden(survey: &Survey, entry: &Entry) -> Option<Problem> {
    let change = entry.changes.iter().find(|change| change.field == Field::Status)?;
    let (Value::String(from), Value::String(to)) = (&change.old, &change.new) else { return None };
    let is_forbidden = !survey.desk.config.may_move(from, to) && !entry.is_bookkeeping();
    is_forbidden.then(|| Problem::Transition { from: from.clone(), to: to.clone() })
}

fn attachment(survey: &Survey, found: &Found, one: &Attachment) -> Option<Problem> {
    let name = one.name.clone();
    if one.sha256.len() != 64 || !one.sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(Problem::BadDigest { name });
    }
    let place = &found.place;
    let path = layout::attachment(&place.month, &place.id, &one.sha256, &one.name);
    let full = survey.desk.root().join(&path);
    // A link in its place, or in that of its folder, is a finding of its own and is not followed.
    let is_real = survey.inventory.tickets.get(place).is_some_and(|files| files.attachments);
    let data = std::fs::symlink_metadata(&full).ok().filter(|data| is_real && data.is_file());
    let Some(data) = data else { return Some(Problem::NoAttachment { name, path }) };
    let is_same =
        data.len() == one.size && digest(&full).is_none_or(|found| found.eq_ignore_ascii_case(&one.sha256));
    (!is_same).then_some(Problem::OtherAttachment { name, path })
}

/// Returns the SHA-256 of a file; `None` where it cannot be read.
fn digest(path: &Path) -> Option<String> {
    let mut hasher = sha2::Sha256::new();
    std::io::copy(&mut std::fs::File::open(path).ok()?, &mut hasher).ok()?;
    Some(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
