//! Who changed a field, as far as git knows: one walk back along the first parents, for all fields at once.

use super::super::OpsError;
use super::drift::{is_same, value_of};
use super::remedy::Origin;
use super::survey::Survey;
use crate::desk::DeskError;
use crate::format::{TicketFile, with_unix_lines};
use crate::git::{Changed, Commit, ObjectId, Repository};
use crate::model::{Field, Person, Ticket, Value};

/// How far back is looked.
const HORIZON: usize = 1000;

/// A value whose origin is looked for.
pub(super) struct Wanted {
    /// The ticket's file, as git names it.
    pub ticket: String,
    /// The file of the entry that says otherwise.
    pub entry: Option<String>,
    /// The ticket has what that entry calls the old value.
    pub is_old: bool,
    pub field: Field,
    pub value: Value,
}

/// What git knows of a value.
pub(super) enum Answer {
    /// Nothing: the history is too short.
    Unknown,
    /// This commit brought it.
    By(Origin),
    /// The entry came without the change it speaks of.
    NeverApplied,
}

/// Finds where values came from.
pub(super) fn find(survey: &Survey, wanted: &[Wanted]) -> Result<Vec<Answer>, OpsError> {
    let mut answers: Vec<Option<Answer>> = wanted.iter().map(|_| None).collect();
    let Some(repository) = survey.desk.ground.repository.as_ref().filter(|_| !wanted.is_empty()) else {
        return Ok(answers.into_iter().map(|_| Answer::Unknown).collect());
    };
    for commit in repository.history().map_err(DeskError::Git)?.take(HORIZON) {
        let commit = commit.map_err(DeskError::Git)?;
        let changed = repository.changed_paths(&commit.id).map_err(DeskError::Git)?;
        for (wanted, answer) in wanted.iter().zip(&mut answers).filter(|(_, answer)| answer.is_none()) {
            *answer = asked(survey, repository, &commit, &changed, wanted);
        }
        if answers.iter().all(Option::is_some) {
            break;
        }
    }
    Ok(answers.into_iter().map(|answer| answer.unwrap_or(Answer::Unknown)).collect())
}

/// Asks one commit; `None` sends us further back.
fn asked(
    survey: &Survey,
    repository: &Repository,
    commit: &Commit,
    changed: &[Changed],
    wanted: &Wanted,
) -> Option<Answer> {
    let find = |path: &str| changed.iter().find(|changed| changed.path == path);
    let ticket = find(&wanted.ticket);
    if let Some(ticket) = ticket {
        let Some(before) = ticket.before.as_ref().and_then(|blob| read(repository, blob)) else {
            // The beginning of the ticket, or of a shallow clone: whoever changed it did so before.
            return Some(Answer::Unknown);
        };
        if !is_same(&survey.desk.config, &wanted.field, &value_of(&before, &wanted.field), &wanted.value) {
            return Some(Answer::By(origin(commit)));
        }
    }
    let came = wanted.entry.as_deref().and_then(find).is_some_and(|entry| entry.before.is_none());
    if !came {
        return None;
    }
    // A merge that brings an entry and leaves the ticket was settled by a person.
    let is_settled = commit.parents.len() > 1 || ticket.is_some() || !wanted.is_old;
    Some(if is_settled { Answer::By(origin(commit)) } else { Answer::NeverApplied })
}

fn origin(commit: &Commit) -> Origin {
    let by = Person::mailbox(&commit.author.name, &commit.author.email);
    Origin { commit: commit.id.clone(), by, at: commit.time }
}

/// Reads an earlier version of a ticket; one that is broken, or that a partial clone lacks, is as good as none.
fn read(repository: &Repository, blob: &ObjectId) -> Option<Ticket> {
    let text = String::from_utf8(repository.blob(blob).ok()?).ok()?;
    Some(TicketFile::read(with_unix_lines(&text)).ok()?.ticket)
}
