//! What a killed act, or a person, left half-way between disk and git.

use std::fs;

use super::super::say::ATTACHMENT_LIMIT;
use super::finding::{Finding, Problem};
use super::remedy::Remedy;
use super::survey::Survey;
use crate::desk::{layout, layout::Named, recovery};
use crate::git::FileState;

/// Finds the journal of a killed act, conflicts, and what is written and not committed.
pub(super) fn find(survey: &Survey, findings: &mut Vec<Finding>) {
    let Some(repository) = &survey.desk.ground.repository else { return };
    if let Some(journal) = recovery::left_over(repository) {
        let journal = journal.display().to_string();
        findings.push(Finding::new(journal, Problem::LeftOver).with(Remedy::Settle));
    }
    // In the middle of a merge or a rebase git itself has files that are not committed.
    let is_busy = repository.operation().is_some();
    let broken = survey.broken_paths();
    for (path, state) in survey.states.iter().filter(|(path, _)| !broken.contains(path.as_str())) {
        if *state == FileState::Conflicted {
            findings.push(Finding::new(path, Problem::Conflict));
        } else if survey.commits && !is_busy {
            findings.extend(of_file(survey, path, *state));
        }
    }
}

fn of_file(survey: &Survey, path: &str, state: FileState) -> Option<Finding> {
    let (_, named) = layout::take_apart(path)?;
    let id = named.owner()?;
    if state == FileState::Deleted {
        return Some(Finding::new(path, Problem::Gone).of(id));
    }
    if state == FileState::Modified && matches!(named, Named::Entry(..)) {
        return Some(Finding::new(path, Problem::Rewritten).of(id));
    }
    let data = fs::symlink_metadata(survey.desk.root().join(path)).ok()?;
    let is_ours = data.is_file() && data.len() <= ATTACHMENT_LIMIT;
    is_ours.then(|| Finding::new(path, Problem::Uncommitted).of(id).with(Remedy::Commit))
}
