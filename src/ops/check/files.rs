//! Whether the desk's folder holds what a desk holds: no links, nothing strange, nothing huge, the attributes.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use super::super::{init, say::ATTACHMENT_LIMIT};
use super::finding::{Finding, Problem};
use super::remedy::Remedy;
use super::survey::Survey;
use crate::desk::layout::{self, Named};
use crate::format::FILE_LIMIT;

/// How deep folders are looked into: a desk has four, and its articles a few more.
const DEPTH: usize = 32;

/// Finds files that should not be there, and attributes that should.
pub(super) fn find(survey: &Survey, findings: &mut Vec<Finding>) {
    let mut found = Vec::new();
    walk(survey, &mut found);
    let named: BTreeSet<String> = found.iter().map(|finding: &Finding| finding.path.clone()).collect();
    let is_hidden = |path: &str| path.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
    let strange = survey.inventory.strange.iter().filter(|path| !named.contains(*path) && !is_hidden(path));
    findings.extend(strange.map(|path| Finding::new(path, Problem::Strange)));
    let broken = survey.broken_paths();
    // A link in the place of a ticket is reported with its ticket.
    findings.extend(found.into_iter().filter(|finding| !broken.contains(finding.path.as_str())));
    findings.extend(attributes(survey));
}

/// Looks at every name below the desk's folder, without following a link.
fn walk(survey: &Survey, findings: &mut Vec<Finding>) {
    let mut folders: Vec<(PathBuf, String, usize)> = vec![(survey.desk.root().to_owned(), String::new(), 0)];
    while let Some((folder, prefix, depth)) = folders.pop() {
        for item in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let Ok(kind) = item.file_type() else { continue };
            let name = item.file_name();
            let path = format!("{prefix}{}", name.to_string_lossy());
            if kind.is_dir() && name != ".git" && depth < DEPTH {
                folders.push((item.path(), format!("{path}/"), depth + 1));
            }
            let problem = if name.to_str().is_none() {
                Some(Problem::BadName)
            } else if kind.is_symlink() {
                Some(Problem::Link)
            } else if !kind.is_file() && !kind.is_dir() {
                Some(Problem::NotAFile)
            } else if kind.is_file() {
                of_file(&item, &path)
            } else {
                None
            };
            findings.extend(problem.map(|problem| finding(path, problem)));
        }
    }
}

fn of_file(item: &fs::DirEntry, path: &str) -> Option<Problem> {
    if layout::is_temporary(path) {
        return Some(Problem::Temporary);
    }
    let limit = match layout::take_apart(path) {
        Some((_, Named::Files(_))) => ATTACHMENT_LIMIT,
        // Tickets and entries are read, and found to be too large then.
        Some(_) => return None,
        None => FILE_LIMIT as u64,
    };
    let size = item.metadata().ok()?.len();
    (size > limit).then_some(Problem::TooLarge { size, limit })
}

fn finding(path: String, problem: Problem) -> Finding {
    let remedy = (problem == Problem::Temporary).then_some(Remedy::Delete);
    let id = layout::take_apart(&path).and_then(|(_, named)| named.owner().cloned());
    Finding { ticket: id, ..Finding::new(path, problem).with(remedy) }
}

/// Finds which rules of a desk's `.gitattributes` are not there.
fn attributes(survey: &Survey) -> Option<Finding> {
    survey.desk.ground.repository.as_ref()?;
    let text = match fs::symlink_metadata(survey.desk.root().join(layout::ATTRIBUTES)) {
        Ok(data) if !data.is_file() => return None,
        Ok(_) => survey.desk.read(layout::ATTRIBUTES).ok()?,
        Err(_) => String::new(),
    };
    let words = |line: &str| -> Vec<String> { line.split_whitespace().map(str::to_owned).collect() };
    let lines: Vec<Vec<String>> = text.lines().map(words).collect();
    let has = |rule: &str| {
        let rule = words(rule);
        lines.iter().any(|line| line.first() == rule.first() && rule.iter().all(|word| line.contains(word)))
    };
    let missing: Vec<String> =
        init::ATTRIBUTES.lines().filter(|rule| !has(rule)).map(str::to_owned).collect();
    let problem = Problem::Attributes { missing: missing.clone() };
    (!missing.is_empty()).then(|| Finding::new(layout::ATTRIBUTES, problem).with(Remedy::Attributes(missing)))
}
