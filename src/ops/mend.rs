//! After a merge that git left in conflict: the rules applied to what the index holds of both sides.
//!
//! The stages of the index are the base and the two sides, whatever git was in the middle of: a merge, a rebase, a
//! cherry-pick, a stash. What is settled is staged; a text with the words of two people stays in conflict, for a person.

use std::collections::BTreeSet;

use super::unite::{Content, Files, Reader, Renamed, files_at, kind_of, of_ticket, place_of, unite};
use super::{OpsError, Writer, act};
use crate::desk::stage;
use crate::desk::transaction::Write;
use crate::format::with_unix_lines;
use crate::git::Repository;
use crate::merge::{Finding, Kind};

/// What was mended.
#[derive(Debug, Default)]
pub struct Mended {
    /// The files that are settled and staged.
    pub settled: Vec<String>,
    /// What a person must still decide, by path.
    pub left: Vec<(String, Finding)>,
    /// Files in conflict that somebody has begun to settle by hand; they are as they were.
    pub by_hand: Vec<String>,
    /// The tickets that got another id.
    pub renamed: Vec<Renamed>,
}

/// The sides of a merge, as the index has them.
#[derive(Default)]
struct Sides {
    base: Files,
    ours: Files,
    theirs: Files,
    conflicted: BTreeSet<String>,
}

/// Mends what git left in conflict in the desk.
pub fn mend(writer: &Writer) -> Result<Mended, OpsError> {
    let desk = writer.desk;
    let repository = act::repository(desk)?;
    let prefix = desk.in_repository("").unwrap_or_default();
    let sides = sides(repository, &prefix)?;
    let present = present(repository, &prefix)?;
    let reader = Reader(repository);
    let united = unite(repository, &desk.config, &sides.base, sides.ours.clone(), sides.theirs.clone())?;
    let mut mended = Mended { renamed: united.renamed, ..Mended::default() };
    let (mut settled, mut open) = (Vec::new(), Vec::new());
    let mut paths: BTreeSet<&String> =
        present.keys().chain(sides.theirs.keys()).chain(united.files.keys()).collect();
    paths.retain(|path| sides.conflicted.contains(*path) || present.get(*path) != united.files.get(*path));
    for path in paths {
        let is_conflicted = sides.conflicted.contains(path);
        let is_by_hand = match is_conflicted {
            true => is_begun(desk.root(), &reader, &sides, path)?,
            false => is_edited(desk.root(), &reader, present.get(path), path)?,
        };
        if is_by_hand {
            mended.by_hand.push(path.clone());
            continue;
        }
        let after = united.files.get(path).map(|content| reader.bytes(content)).transpose()?;
        let findings: Vec<&Finding> =
            united.findings.iter().filter(|(named, _)| named == path).map(|(_, finding)| finding).collect();
        mended.left.extend(findings.iter().map(|finding| (path.clone(), (*finding).clone())));
        let write = Write { path: path.clone(), before: None, after };
        if findings.is_empty() {
            mended.settled.push(path.clone());
            settled.push(write);
        } else {
            open.push(write);
        }
    }
    stage::stage(&desk.ground, &prefix, &settled, &open)?;
    Ok(mended)
}

/// Returns the files that the index has without a conflict.
fn present(repository: &Repository, prefix: &str) -> Result<Files, OpsError> {
    let entries = repository.index_entries(prefix.trim_end_matches('/'))?;
    let settled = entries.into_iter().filter(|(_, stage, _)| *stage == 0);
    Ok(settled
        .filter_map(|(path, _, id)| Some((path.strip_prefix(prefix)?.to_owned(), Content::Blob(id))))
        .collect())
}

/// Reads the index. Of two tickets with one id, the entries belong to the side whose commit has them.
fn sides(repository: &Repository, prefix: &str) -> Result<Sides, OpsError> {
    let mut sides = Sides::default();
    let folder = prefix.trim_end_matches('/');
    for (path, stage, id) in repository.index_entries(folder)? {
        let Some(path) = path.strip_prefix(prefix).map(str::to_owned) else { continue };
        let content = Content::Blob(id);
        let files: &mut [&mut Files] = match stage {
            0 => &mut [&mut sides.base, &mut sides.ours, &mut sides.theirs],
            1 => &mut [&mut sides.base],
            2 => &mut [&mut sides.ours],
            _ => &mut [&mut sides.theirs],
        };
        for files in files {
            files.insert(path.clone(), content.clone());
        }
        if stage != 0 {
            sides.conflicted.insert(path);
        }
    }
    bring_threads(repository, folder, &mut sides)?;
    bring_entries(repository, folder, &mut sides)?;
    let is_new_twice = |path: &&String| {
        kind_of(path) == Some(Kind::Ticket)
            && !sides.base.contains_key(*path)
            && sides.ours.contains_key(*path)
            && sides.theirs.contains_key(*path)
    };
    let places: Vec<_> =
        sides.conflicted.iter().filter(is_new_twice).filter_map(|path| place_of(path)).collect();
    if !places.is_empty() {
        let in_head = files_of_head(repository, folder)?;
        let is_theirs = |path: &String| place_of(path).is_some_and(|place| places.contains(&place));
        let paths: Vec<String> = sides.base.keys().filter(|path| is_theirs(path)).cloned().collect();
        for path in paths {
            sides.base.remove(&path);
            if in_head.contains_key(&path) {
                sides.theirs.remove(&path)
            } else {
                sides.ours.remove(&path)
            };
        }
    }
    Ok(sides)
}

/// What git is merging into the head, where it says so.
const OTHERS: [&str; 4] = ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD", "REVERT_HEAD"];

/// Brings back the threads of tickets that one side deleted and the other changed: git has deleted their entries already,
/// and without a word.
fn bring_threads(repository: &Repository, folder: &str, sides: &mut Sides) -> Result<(), OpsError> {
    let is_ticket = |path: &&String| kind_of(path) == Some(Kind::Ticket) && sides.base.contains_key(*path);
    let conflicted: Vec<String> = sides.conflicted.iter().filter(is_ticket).cloned().collect();
    for path in conflicted {
        let (in_ours, in_theirs) = (sides.ours.contains_key(&path), sides.theirs.contains_key(&path));
        let Some(place) = place_of(&path).filter(|_| in_ours != in_theirs) else { continue };
        let files =
            if in_ours { files_of_head(repository, folder)? } else { files_of_other(repository, folder)? };
        let kept = if in_ours { &mut sides.ours } else { &mut sides.theirs };
        for (path, content) in of_ticket(&files, &place) {
            kept.entry(path.clone()).or_insert_with(|| content.clone());
            sides.base.entry(path.clone()).or_insert_with(|| content.clone());
        }
    }
    Ok(())
}

/// Brings back entries that git took for one file, renamed on both sides: it has put one text, made of the two, in the
/// place of each. An entry is written once, so that of any side that has it it is the right one.
fn bring_entries(repository: &Repository, folder: &str, sides: &mut Sides) -> Result<(), OpsError> {
    let entries: Vec<String> =
        sides.conflicted.iter().filter(|path| kind_of(path) == Some(Kind::Entry)).cloned().collect();
    if entries.is_empty() {
        return Ok(());
    }
    let (head, other) = (files_of_head(repository, folder)?, files_of_other(repository, folder)?);
    for path in entries {
        for files in [&mut sides.base, &mut sides.ours, &mut sides.theirs] {
            files.remove(&path);
        }
        let pairs = [(&head, &mut sides.ours), (&other, &mut sides.theirs)];
        for (files, side) in pairs {
            side.extend(files.get(&path).map(|content| (path.clone(), content.clone())));
        }
    }
    Ok(())
}

fn files_of_head(repository: &Repository, folder: &str) -> Result<Files, OpsError> {
    files_at(repository, repository.head()?.commit(), folder)
}

fn files_of_other(repository: &Repository, folder: &str) -> Result<Files, OpsError> {
    let known = OTHERS.iter().find_map(|name| repository.revision(name).ok().flatten());
    let commit = known.or_else(|| repository.revision("refs/stash").ok().flatten());
    files_at(repository, commit.as_ref(), folder)
}

/// Tells whether a file that is in no conflict differs in the work tree from what the index has.
fn is_edited(
    root: &std::path::Path,
    reader: &Reader<'_>,
    present: Option<&Content>,
    path: &str,
) -> Result<bool, OpsError> {
    let there = std::fs::read(root.join(path)).ok();
    let text = |bytes: Vec<u8>| with_unix_lines(&String::from_utf8_lossy(&bytes));
    let known = present.map(|content| reader.bytes(content)).transpose()?;
    Ok(there.is_some() && there.map(text) != known.map(text))
}

/// Tells whether somebody has begun to settle a file by hand: it is no side's, and has no marker of a conflict.
fn is_begun(
    root: &std::path::Path,
    reader: &Reader<'_>,
    sides: &Sides,
    path: &str,
) -> Result<bool, OpsError> {
    if kind_of(path) == Some(Kind::Entry) {
        return Ok(false);
    }
    let Ok(bytes) = std::fs::read(root.join(path)) else { return Ok(false) };
    let text = String::from_utf8_lossy(&bytes);
    if text.lines().any(|line| line.starts_with("<<<<<<<")) {
        return Ok(false);
    }
    for side in [&sides.base, &sides.ours, &sides.theirs] {
        let Some(content) = side.get(path) else { continue };
        let side = reader.text(content)?.unwrap_or_default();
        if with_unix_lines(&side) == with_unix_lines(&text) {
            return Ok(false);
        }
    }
    // What the merge driver left, which is without a marker but for a text, is what the rules make.
    let driven = [&sides.base, &sides.ours, &sides.theirs].map(|side| side.get(path));
    let [base, Some(ours), Some(theirs)] = driven else { return Ok(true) };
    let texts =
        (base.map(|base| reader.text(base)).transpose()?.flatten(), reader.text(ours)?, reader.text(theirs)?);
    let (base, Some(ours), Some(theirs)) = texts else { return Ok(true) };
    let made = kind_of(path).map(|kind| crate::merge::merge(kind, base.as_deref(), &ours, &theirs).text);
    Ok(made.is_none_or(|made| with_unix_lines(&made) != with_unix_lines(&text)))
}
