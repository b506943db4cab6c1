//! Two desks made one: the rules of [`crate::merge`], applied to the files of a desk, with the threads at hand.
//!
//! 1. `collision`: one id for two tickets is two ids.
//! 2. Each path is taken from the side that changed it, or merged. An edit beats a deletion, of a whole ticket too.
//! 3. A ticket that both sides touched is set to what its thread says (`settled`).
//!
//! `files` is what there is on a side; `kind` which rules a file has.

use std::collections::BTreeSet;

mod collision;
mod files;
mod kind;

pub use collision::{Renamed, new_id};
pub use files::{Content, Files, Reader, files_at, of_ticket, place_of};
pub use kind::{kind_in_repository, kind_of};

use super::OpsError;
use crate::config::Config;
use crate::desk::{Place, layout};
use crate::git::Repository;
use crate::merge::settle::{self, Merging};
use crate::merge::{Finding, merge};
use crate::model::{Change, TicketId};

/// Two desks as one.
#[derive(Debug, Default)]
pub struct United {
    /// All files.
    pub files: Files,
    /// What a person must still decide, by path.
    pub findings: Vec<(String, Finding)>,
    /// The tickets that got another id.
    pub renamed: Vec<Renamed>,
    /// The tickets that were set to what their threads say.
    pub settled: Vec<TicketId>,
    /// How many files both sides had changed.
    pub merged: usize,
}

/// Makes one desk of two that come from a third. The result is the same whichever is *ours*.
pub fn unite(
    repository: &Repository,
    config: &Config,
    base: &Files,
    mut ours: Files,
    mut theirs: Files,
) -> Result<United, OpsError> {
    let mut base = base.clone();
    collision::follow_moved(repository, &mut base, &mut ours, &mut theirs)?;
    let base = &base;
    let renamed = collision::part(repository, base, &mut ours, &mut theirs)?;
    let mut united = United { renamed, ..United::default() };
    let reader = Reader(repository);
    let restored = restored(base, &ours, &theirs);
    let paths: BTreeSet<&String> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
    for path in paths {
        let [before, one, other] = [base, &ours, &theirs].map(|files| files.get(path));
        let is_restored = || place_of(path).is_some_and(|place| restored.contains(&place));
        let content = match (one, other) {
            _ if one == other => one.cloned(),
            (Some(content), None) | (None, Some(content)) if before != Some(content) || is_restored() => {
                Some(content.clone())
            }
            _ if one == before => other.cloned(),
            _ if other == before => one.cloned(),
            (Some(one), Some(other)) => {
                united.merged += 1;
                Some(merged(&reader, path, before, one, other, &mut united.findings)?)
            }
            (None, None) | (Some(_), None) | (None, Some(_)) => None,
        };
        united.files.extend(content.map(|content| (path.clone(), content)));
    }
    united.renamed.extend(collision::part_months(repository, &mut united.files)?);
    settle_all(&reader, config, base, (&ours, &theirs), &mut united)?;
    Ok(united)
}

/// Returns the tickets that one side deleted and the other did something to: their threads stay whole.
fn restored(base: &Files, ours: &Files, theirs: &Files) -> BTreeSet<Place> {
    let places = base.keys().filter_map(|path| place_of(path).filter(|place| place.path() == *path));
    let is_touched = |files: &Files, place: &Place| {
        of_ticket(files, place).any(|(path, content)| base.get(path) != Some(content))
    };
    let is_restored = |place: &Place| {
        let (in_ours, in_theirs) = (ours.contains_key(&place.path()), theirs.contains_key(&place.path()));
        in_ours != in_theirs && is_touched(if in_ours { ours } else { theirs }, place)
    };
    places.filter(is_restored).collect()
}

fn merged(
    reader: &Reader<'_>,
    path: &str,
    base: Option<&Content>,
    ours: &Content,
    theirs: &Content,
    findings: &mut Vec<(String, Finding)>,
) -> Result<Content, OpsError> {
    let base = base.map(|content| reader.text(content)).transpose()?.flatten();
    let texts = (reader.text(ours)?, reader.text(theirs)?);
    let (Some(kind), (Some(one), Some(other))) = (kind_of(path), texts) else {
        // No text, and nobody can tell which is right.
        findings.push((path.to_owned(), Finding::Whole));
        let (one, other) = (reader.bytes(ours)?, reader.bytes(theirs)?);
        return Ok(if one >= other { ours.clone() } else { theirs.clone() });
    };
    let merged = merge(kind, base.as_deref(), &one, &other);
    findings.extend(merged.findings.into_iter().map(|finding| (path.to_owned(), finding)));
    Ok(Content::New(merged.text.into_bytes()))
}

/// Sets the tickets that one of the sides touched to what their threads say.
fn settle_all(
    reader: &Reader<'_>,
    config: &Config,
    base: &Files,
    (ours, theirs): (&Files, &Files),
    united: &mut United,
) -> Result<(), OpsError> {
    let touched = |side: &Files| -> BTreeSet<Place> {
        let changed = side.iter().filter(|(path, content)| base.get(*path) != Some(*content));
        changed.filter_map(|(path, _)| place_of(path)).collect()
    };
    let policy = united.files.get(layout::POLICY).map(|content| reader.text(content)).transpose()?.flatten();
    // Whoever merges asks the same policy.
    let merged_config =
        policy.and_then(|text| Config::parse(&text, layout::POLICY).ok()).map(|(config, _)| config);
    let level = |name: &str| merged_config.as_ref().unwrap_or(config).level_index(name);
    let (by_us, by_them) = (touched(ours), touched(theirs));
    for place in by_us.union(&by_them) {
        let Some(file) = reader.ticket(&united.files, place)? else { continue };
        let thread = reader.thread(&united.files, place)?;
        let is_both = by_us.contains(place) && by_them.contains(place);
        let merging = if is_both { Merging::Now } else { Merging::Perhaps };
        let mut changes = settle::settle(&file.ticket, &thread, merging, level);
        if is_both
            && let (Some(one), Some(other)) = (reader.ticket(ours, place)?, reader.ticket(theirs, place)?)
        {
            let (one_thread, other_thread) = (reader.thread(ours, place)?, reader.thread(theirs, place)?);
            let sides = [(&one.ticket, &one_thread), (&other.ticket, &other_thread)];
            let owner = settle::settle_owner(sides, &file.ticket, &thread, level);
            let is_new = |change: &Change| changes.iter().all(|known: &Change| known.field != change.field);
            let owner: Vec<Change> = owner.into_iter().filter(is_new).collect();
            changes.extend(owner);
            changes.extend(settle::settle_lists(sides, &file.ticket, &thread));
        }
        if !changes.is_empty() {
            let text = file.edited(&changes, None);
            let text = text.map_err(|error| OpsError::Edit { path: place.path(), error })?;
            united.files.insert(place.path(), Content::New(text.into_bytes()));
            united.settled.push(place.id.clone());
        }
    }
    Ok(())
}
