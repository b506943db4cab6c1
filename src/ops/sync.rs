//! Bringing this clone and the shared branch together.
//!
//! 1. Fetch. Unpushed commits must be the desk's alone: code is never merged or pushed here.
//! 2. The two desks are made one, with the threads at hand. The new tree is the other side's with that desk in it.
//! 3. It must be able to come into the work tree without touching what the user has changed.
//! 4. Push it. Where others were faster, begin again.
//! 5. Branch, index and work tree go to what was pushed, by git's own fast-forward.
//!
//! Nothing of the user's has moved before the last step. Killed in between, the next run finds what was pushed.

use std::thread::sleep;
use std::time::Duration;

use super::unite::{Content, Files, Reader, Renamed, United, files_at, unite};
use super::{OpsError, Writer, act};
use crate::desk::Desk;
use crate::desk::lock::Lock;
use crate::desk::recovery::recover;
use crate::desk::transaction::{TransactionError, new_commit, refuse_in_progress};
use crate::git::{Change, CommitId, GitError, Head, Pushed, Repository, Upstream};
use crate::merge::Finding;
use crate::model::TicketId;

/// How often it is tried while others are faster.
const ATTEMPTS: usize = 24;

/// How many steps there are: fetched, made one, pushed, and here.
const STEPS: usize = 4;

/// What a synchronisation did.
#[derive(Debug, Default)]
pub struct Synced {
    /// The remote.
    pub remote: String,
    /// How many commits were sent.
    pub sent: usize,
    /// How many came.
    pub received: usize,
    /// How many files both sides had changed.
    pub merged: usize,
    /// The tickets that were set to what their threads say.
    pub settled: Vec<TicketId>,
    /// The tickets that got another id.
    pub renamed: Vec<Renamed>,
    /// What a person must still decide, by path in the desk.
    pub findings: Vec<(String, Finding)>,
}

/// Brings both sides together.
pub fn sync(writer: &Writer) -> Result<Synced, OpsError> {
    act::writable(writer.desk)?;
    let repository = act::repository(writer.desk)?;
    recover(&writer.desk.ground)?;
    refuse_in_progress(repository)?;
    let mut synced = Synced::default();
    for attempt in 0..ATTEMPTS {
        if once(writer, repository, &mut synced)? {
            return Ok(synced);
        }
        // Whoever was faster may be about to try again, too.
        let random = writer.random.characters(1).bytes().next().map_or(0, u64::from);
        sleep(Duration::from_millis(attempt as u64 * 20 + random));
    }
    Err(OpsError::Outrun { attempts: ATTEMPTS })
}

/// Sends what is here as it is; tells whether nobody else was faster.
pub fn send(writer: &Writer) -> Result<bool, OpsError> {
    let repository = act::repository(writer.desk)?;
    let head = repository.head()?;
    let upstream = repository.upstream()?;
    let (Some(commit), Some(upstream)) = (head.commit(), upstream) else { return Ok(false) };
    match repository.push(&upstream, commit)? {
        Pushed::Done => Ok(true),
        Pushed::Rejected => Ok(false),
        Pushed::Refused(why) => Err(refused(upstream, why)),
    }
}

/// Tries once; tells whether both sides are the same now.
fn once(writer: &Writer, repository: &Repository, synced: &mut Synced) -> Result<bool, OpsError> {
    let (name, head) = match repository.head()? {
        Head::Branch { name, commit: Some(commit) } => (name, commit),
        Head::Branch { name, commit: None } => return Err(OpsError::NoUpstream { branch: name }),
        Head::Detached(_) => return Err(TransactionError::Detached.into()),
    };
    let short = name.strip_prefix("refs/heads/").unwrap_or(&name).to_owned();
    let upstream = repository.upstream()?.ok_or(OpsError::NoUpstream { branch: short })?;
    synced.remote.clone_from(&upstream.remote);
    let there = match repository.fetch(&upstream) {
        Err(GitError::Failed { stderr, .. }) if stderr.contains("cannot lock ref") => return Ok(false),
        Err(GitError::Failed { stderr, .. }) => return Err(offline(repository, &upstream, &head, stderr)),
        fetched => fetched?,
    };
    step(writer, 1);
    let unpushed = repository.missing_from(&head, there.as_ref())?;
    refuse_foreign(writer.desk, repository, &upstream, &unpushed)?;
    let target = match &there {
        Some(there) => united(writer, repository, &upstream, (&head, there), synced)?,
        None => head.clone(),
    };
    step(writer, 2);
    repository.can_go_to(&target)?.map_err(|why| OpsError::LocalChanges { why: in_short(&why) })?;
    if there.as_ref() != Some(&target) {
        match repository.push(&upstream, &target)? {
            Pushed::Done => synced.sent += unpushed.len(),
            Pushed::Rejected => return Ok(false),
            Pushed::Refused(why) => return Err(refused(upstream, why)),
        }
    }
    step(writer, 3);
    if target == head {
        return Ok(true);
    }
    let received = there.map(|there| repository.missing_from(&there, Some(&head))).transpose()?;
    let _lock = Lock::acquire(repository.common_dir())?;
    match repository.fast_forward(&target) {
        Ok(()) => synced.received += received.map_or(0, |commits| commits.len()),
        // An act was done meanwhile: it is brought there next.
        Err(_) if repository.head()?.commit() != Some(&head) => return Ok(false),
        Err(GitError::Failed { stderr, .. }) => {
            return Err(OpsError::LocalChanges { why: in_short(&stderr) });
        }
        Err(error) => return Err(error.into()),
    }
    Ok(true)
}

/// Tells whoever waits which step was taken.
fn step(writer: &Writer, step: usize) {
    if let Some(progress) = writer.options.progress {
        progress(step, STEPS);
    }
}

/// Returns the commit that both sides are to be at.
fn united(
    writer: &Writer,
    repository: &Repository,
    upstream: &Upstream,
    (head, there): (&CommitId, &CommitId),
    synced: &mut Synced,
) -> Result<CommitId, OpsError> {
    if head == there {
        return Ok(head.clone());
    }
    let unrelated = || OpsError::Unrelated { remote: upstream.remote.clone() };
    let base = repository.merge_base(head, there)?.ok_or_else(unrelated)?;
    let folder = writer.desk.in_repository("").unwrap_or_default();
    let folder = folder.trim_end_matches('/');
    let at = |commit: &CommitId| files_at(repository, Some(commit), folder);
    let (before, ours, theirs) = (at(&base)?, at(head)?, at(there)?);
    let United { files, findings, renamed, settled, merged } =
        unite(repository, &writer.desk.config, &before, ours.clone(), theirs.clone())?;
    let reader = Reader(repository);
    // Where one side has all of it, nothing new is made.
    let parents: Vec<&CommitId> = if base == *head {
        vec![there]
    } else if base == *there {
        vec![head]
    } else {
        vec![head, there]
    };
    let changes = differences(&reader, if base == *there { &ours } else { &theirs }, &files)?;
    if let ([only], true) = (parents.as_slice(), changes.is_empty()) {
        return Ok((*only).clone());
    }
    (synced.findings, synced.renamed, synced.settled, synced.merged) = (findings, renamed, settled, merged);
    let prefix = writer.desk.in_repository("").unwrap_or_default();
    let paths: Vec<String> = changes.iter().map(|(path, _)| format!("{prefix}{path}")).collect();
    let pairs = paths.iter().zip(&changes);
    let changes: Vec<Change<'_>> =
        pairs.map(|(path, (_, after))| Change { path, after: after.as_deref() }).collect();
    let subject = writer.subject(if parents.len() > 1 { "sync" } else { "settle" });
    let new = new_commit(repository, &writer.options, format!("{subject}\n"))?;
    Ok(repository.write_merge(&parents, &changes, &new)?)
}

/// What becomes of a file, by its path in the desk; `None` deletes it.
type After = (String, Option<Vec<u8>>);

/// Returns what is to be written, or deleted, to make one desk of another.
fn differences(reader: &Reader<'_>, from: &Files, to: &Files) -> Result<Vec<After>, OpsError> {
    let mut changes = Vec::new();
    for path in from.keys().filter(|path| !to.contains_key(*path)) {
        changes.push((path.clone(), None));
    }
    for (path, content) in to {
        let before = from.get(path);
        let is_same = match (before, content) {
            (Some(before), Content::New(bytes)) => reader.bytes(before)? == *bytes,
            (before, content) => before == Some(content),
        };
        if !is_same {
            changes.push((path.clone(), Some(reader.bytes(content)?)));
        }
    }
    Ok(changes)
}

fn refuse_foreign(
    desk: &Desk,
    repository: &Repository,
    upstream: &Upstream,
    unpushed: &[CommitId],
) -> Result<(), OpsError> {
    let folder = desk.in_repository("").unwrap_or_default();
    let mut commits = Vec::new();
    for id in unpushed {
        if !repository.touches_only(id, folder.trim_end_matches('/'))? {
            let subject = repository.commit(id)?.map(|commit| commit.subject);
            commits.push((id.clone(), subject.unwrap_or_default()));
        }
    }
    let remote = upstream.remote.clone();
    if commits.is_empty() { Ok(()) } else { Err(OpsError::NotTheDesks { commits, remote }) }
}

fn refused(upstream: Upstream, why: String) -> OpsError {
    let branch = upstream.branch.trim_start_matches("refs/heads/").to_owned();
    OpsError::RefusedThere { remote: upstream.remote, branch, why }
}

/// Says what waits for a remote that was not reached.
fn offline(repository: &Repository, upstream: &Upstream, head: &CommitId, why: String) -> OpsError {
    let known = repository.revision(&upstream.tracking).ok().flatten();
    let waiting = repository.missing_from(head, known.as_ref()).unwrap_or_default().len();
    let waiting = match waiting {
        0 => "nothing waits for it".to_owned(),
        1 => "1 commit waits for it".to_owned(),
        many => format!("{many} commits wait for it"),
    };
    OpsError::Offline { remote: upstream.remote.clone(), waiting, why }
}

/// Keeps the lines of git's that name files.
fn in_short(why: &str) -> String {
    let lines = why.lines().map(|line| line.trim_start_matches("error: ").trim());
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).take(5).collect();
    lines.join(" ")
}
