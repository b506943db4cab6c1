//! The writer's last act, taken back in one commit: its entry goes, and figures forget it.

use super::{OpsError, Writer, act, trailer};
use crate::desk::DeskError;
use crate::desk::transaction::{self, Plan, Receipt, Write};
use crate::git::{Commit, CommitId};

/// The trailers that acts leave.
const ACTS: [&str; 2] = [trailer::TICKET, trailer::ARTICLE];

/// The trailer that says which act a commit takes back.
const UNDOES: &str = "Desk-Undoes";

/// How far back an act of the writer's is looked for.
const HORIZON: usize = 1000;

/// What was taken back.
#[derive(Debug)]
pub struct Undone {
    /// The subject of the act's commit.
    pub subject: String,
    /// Its commit.
    pub commit: CommitId,
    /// The commit that takes it back.
    pub receipt: Receipt,
}

/// Takes back the writer's last act on this branch, if none of its files has changed since.
pub fn undo(writer: &Writer) -> Result<Undone, OpsError> {
    act::writable(writer.desk)?;
    let plan = || {
        let commit = last_act(writer)?;
        let writes = reverse(writer, &commit)?;
        let subject = writer.subject(&format!("undo {}", commit.id.short()));
        let mut trailers: Vec<(String, String)> =
            commit.trailers.iter().filter(|(key, _)| ACTS.contains(&key.as_str())).cloned().collect();
        trailers.push((UNDOES.to_owned(), commit.id.to_string()));
        Ok::<_, OpsError>((Plan { writes, subject, trailers }, commit))
    };
    let (receipt, commit) = transaction::transact(&writer.desk.ground, &writer.options, plan)?;
    Ok(Undone { subject: commit.subject, commit: commit.id, receipt })
}

/// Finds the last commit of the writer's that is an act and has not been taken back.
fn last_act(writer: &Writer) -> Result<Commit, OpsError> {
    let repository = writer.desk.ground.repository.as_ref().ok_or(OpsError::NothingToUndo)?;
    let mut taken_back = Vec::new();
    for commit in repository.history().map_err(DeskError::Git)?.take(HORIZON) {
        let commit = commit.map_err(DeskError::Git)?;
        let value =
            |key: &str| commit.trailers.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone());
        let is_mine =
            writer.by.address().is_some_and(|address| address.eq_ignore_ascii_case(&commit.author.email));
        if let Some(undone) = value(UNDOES) {
            taken_back.push(undone);
        } else if is_mine
            && ACTS.into_iter().any(|key| value(key).is_some())
            && !taken_back.contains(&commit.id.to_string())
        {
            return Ok(commit);
        }
    }
    Err(OpsError::NothingToUndo)
}

/// Returns the writes that put back what was before a commit: tickets first, so that their entries go last.
fn reverse(writer: &Writer, commit: &Commit) -> Result<Vec<Write>, OpsError> {
    let desk = writer.desk;
    let repository = desk.ground.repository.as_ref().ok_or(OpsError::NothingToUndo)?;
    let prefix = desk.in_repository("").unwrap_or_default();
    let parent = commit.parents.first();
    let mut writes = Vec::new();
    for changed in repository.changed_paths(&commit.id).map_err(DeskError::Git)? {
        let since = || OpsError::ChangedSince { subject: commit.subject.clone(), path: changed.path.clone() };
        let path = changed.path.strip_prefix(&prefix).ok_or_else(since)?;
        let at = |commit| repository.file_at(Some(commit), &changed.path).map_err(DeskError::Git);
        let committed = at(&commit.id)?;
        let before = parent.map(at).transpose()?.flatten();
        let present = std::fs::read(desk.root().join(path)).ok();
        // Line ends in the work tree may be those of the system.
        let plain = |bytes: &Option<Vec<u8>>| bytes.as_ref().map(|bytes| without_returns(bytes));
        if plain(&present) != plain(&committed) {
            return Err(since());
        }
        writes.push(Write { path: path.to_owned(), before: present, after: before });
    }
    writes.sort_by_key(|write| write.after.is_none());
    Ok(writes)
}

fn without_returns(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().filter(|byte| *byte != b'\r').collect()
}
