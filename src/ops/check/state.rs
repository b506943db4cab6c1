//! What git has to say: acts that were killed, files that are written and not committed, conflicts.

use super::finding::{Finding, Problem};
use super::remedy::Remedy;
use super::survey::Survey;
use crate::desk::layout::{self, Named};
use crate::desk::recovery;
use crate::git::FileState;

/// Finds what is half-way between the disk and the history.
pub(super) fn find(survey: &Survey, findings: &mut Vec<Finding>) {
    if survey.desk.ground.repository.as_ref().is_some_and(recovery::is_left_over) {
        findings.push(Finding::new(layout::TICKETS, Problem::LeftOver).with(Remedy::Settle));
    }
    for (path, state) in &survey.states {
        // Articles and templates are a person's own to commit.
        let Some((_, named)) = layout::take_apart(path) else { continue };
        if matches!(named, Named::Temporary | Named::Strange) {
            continue;
        }
        let is_entry = matches!(named, Named::Entry(..));
        let (problem, remedy) = match state {
            FileState::Conflicted => (Problem::Conflict, None),
            _ if !survey.commits => continue,
            FileState::Deleted => (Problem::Gone, None),
            FileState::Modified if is_entry => (Problem::Rewritten, None),
            FileState::Untracked | FileState::Modified | FileState::Staged => {
                (Problem::Uncommitted, Some(Remedy::Commit))
            }
        };
        let finding = Finding::new(path, problem).with(remedy);
        findings.push(Finding { ticket: named.owner().cloned(), ..finding });
    }
}
