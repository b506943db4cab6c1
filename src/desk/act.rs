//! One attempt at an act: permitted, written, committed, or put back.

use chrono::{Local, Offset};

use super::files::{Files, Found};
use super::journal::{self, Header, Kind, name_of};
use super::transaction::{Ground, Hooks, Mode, Notice, Options, Plan, Receipt, Step, TransactionError};
use crate::git::{
    Change, CommitId, Head, IndexLock, Move, NewCommit, Operation, Reason, Repository, Role, Route, Stat,
};

/// From how many files on the disk is not told to flush each of them.
pub(super) const MANY: usize = 500;

/// Tries once.
pub(super) fn carry_out(
    ground: &Ground,
    repository: &Repository,
    options: &Options<'_>,
    plan: &Plan,
) -> Result<Receipt, TransactionError> {
    if plan.writes.is_empty() {
        return Ok(Receipt::default());
    }
    let mut files = Files::new(&ground.root);
    for write in &plan.writes {
        if files.compare(write)? != Found::Before {
            return Err(TransactionError::Changed { path: write.path.clone() });
        }
    }
    let prefix = prefix_of(ground, repository)?;
    let paths: Vec<String> = plan.writes.iter().map(|write| format!("{prefix}{}", write.path)).collect();
    let pairs = paths.iter().zip(&plan.writes);
    let changes: Vec<Change<'_>> =
        pairs.map(|(path, write)| Change { path, after: write.after.as_deref() }).collect();
    let names: Vec<&str> = paths.iter().map(String::as_str).collect();
    let (head, route) = permit(repository, options, &names)?;
    let kind = match (options.mode, &route) {
        (Mode::None, _) => Kind::Files,
        (Mode::Stage, _) => Kind::Stage,
        (Mode::Auto, Route::Library) => Kind::Commit,
        (Mode::Auto, _) => Kind::Program,
    };
    let new = match options.mode {
        Mode::Auto => Some(new_commit(repository, options, message_of(plan))?),
        Mode::Stage | Mode::None => None,
    };
    let header = Header {
        version: 1,
        kind,
        prefix,
        reference: name_of(&head).to_owned(),
        parent: head.commit().cloned(),
        commit: new,
    };
    let act =
        Act { repository, options, plan, changes: &changes, head: &head, route: &route, header: &header };
    let commit = act.run(&mut files)?;
    Ok(Receipt {
        commit,
        paths: plan.writes.iter().map(|write| write.path.clone()).collect(),
        notices: notices_of(&route),
    })
}

/// Refuses what must not be done now, and decides who does it.
fn permit(
    repository: &Repository,
    options: &Options<'_>,
    names: &[&str],
) -> Result<(Head, Route), TransactionError> {
    let head = repository.head()?;
    if options.mode == Mode::None {
        return Ok((head, Route::Library));
    }
    refuse_in_progress(repository)?;
    if options.mode == Mode::Auto && matches!(head, Head::Detached(_)) && !options.allow_detached {
        return Err(TransactionError::Detached);
    }
    // In a large desk the index has megabytes: it is looked at once.
    let index = repository.scan_index()?;
    let paths = index.as_ref().map(|index| index.conflicts_among(names)).unwrap_or_default();
    if !paths.is_empty() {
        return Err(TransactionError::Conflict { paths });
    }
    let route = repository.route(index.as_ref(), names, options.hooks == Hooks::Auto)?;
    Ok((head, route))
}

/// Refuses a commit where git is in the middle of something that could drop it.
pub fn refuse_in_progress(repository: &Repository) -> Result<(), TransactionError> {
    match repository.operation() {
        None | Some(Operation::Merge) => Ok(()),
        Some(operation) => Err(TransactionError::InProgress { operation }),
    }
}

/// Returns the desk's folder relative to the work tree.
fn prefix_of(ground: &Ground, repository: &Repository) -> Result<String, TransactionError> {
    let bare = || TransactionError::Bare { git_dir: repository.git_dir().to_owned() };
    let work_tree = repository.work_tree().ok_or_else(bare)?;
    let root = std::fs::canonicalize(&ground.root)
        .map_err(TransactionError::file("could not find", &ground.root))?;
    let outside = |why| TransactionError::Path { path: ground.root.display().to_string(), why };
    let inner = root.strip_prefix(work_tree).map_err(|_| outside("it is outside the work tree"))?;
    let mut prefix = String::new();
    for part in inner {
        prefix.push_str(part.to_str().ok_or_else(|| outside("its name is not UTF-8"))?);
        prefix.push('/');
    }
    Ok(prefix)
}

/// Says who commits now, and what.
pub fn new_commit(
    repository: &Repository,
    options: &Options<'_>,
    message: String,
) -> Result<NewCommit, TransactionError> {
    let who = |role| repository.identity(role)?.ok_or(TransactionError::NoIdentity);
    let now = options.commit_time.map_or_else(Local::now, |time| time.with_timezone(&Local));
    Ok(NewCommit {
        message,
        author: who(Role::Author)?,
        committer: who(Role::Committer)?,
        seconds: now.timestamp(),
        offset: now.offset().fix().local_minus_utc() / 60,
    })
}

fn message_of(plan: &Plan) -> String {
    let mut message = format!("{}\n", plan.subject);
    for (at, (key, value)) in plan.trailers.iter().enumerate() {
        let gap = if at == 0 { "\n" } else { "" };
        message.push_str(&format!("{gap}{key}: {value}\n"));
    }
    message
}

fn notices_of(route: &Route) -> Vec<Notice> {
    let (Route::Plumbing(reasons) | Route::Commit(reasons)) = route else {
        return Vec::new();
    };
    let skipped = reasons.iter().filter_map(|reason| match reason {
        Reason::HookSkipped(name) => Some(Notice::HookSkipped(name.clone())),
        _ => None,
    });
    skipped.collect()
}

/// An act that may go ahead.
struct Act<'a> {
    repository: &'a Repository,
    options: &'a Options<'a>,
    plan: &'a Plan,
    changes: &'a [Change<'a>],
    head: &'a Head,
    route: &'a Route,
    header: &'a Header,
}

impl Act<'_> {
    /// Does everything, or leaves everything as it was.
    fn run(&self, files: &mut Files<'_>) -> Result<Option<CommitId>, TransactionError> {
        files.flush = self.plan.writes.len() <= MANY;
        let mut written = 0;
        let done = match (self.header.kind, self.route) {
            (Kind::Commit, _) | (Kind::Stage, Route::Library) => self.by_library(files, &mut written),
            _ => self.by_program(files, &mut written),
        };
        let cause = match done {
            Ok(commit) => {
                // The act is whole: a journal that cannot be removed is found to be so by the next one.
                let _ = journal::erase(self.repository);
                return Ok(commit);
            }
            Err(cause) => cause,
        };
        match self.take_back(files, written) {
            Ok(()) => Err(cause),
            Err(second) => {
                Err(TransactionError::HalfDone { cause: Box::new(cause), second: Box::new(second) })
            }
        }
    }

    fn by_library(
        &self,
        files: &mut Files<'_>,
        written: &mut usize,
    ) -> Result<Option<CommitId>, TransactionError> {
        let lock = self.repository.lock_index()?;
        self.step(Step::Locked);
        journal::write(self.repository, self.header, &self.plan.writes)?;
        self.step(Step::Journalled);
        // Objects on one core, files on the other.
        let (blobs, stats) =
            self.repository.write_blobs_during(self.changes, || self.write(files, written))?;
        self.step(Step::Written);
        lock.stage(self.changes, &blobs, &stats?)?;
        self.step(Step::Staged);
        let Some(new) = &self.header.commit else {
            lock.install()?;
            return Ok(None);
        };
        let parent = self.head.commit();
        let commit = self.repository.write_commit(parent, self.changes, &blobs, new)?;
        self.step(Step::Committed);
        let branch = self.repository.begin_move(name_of(self.head), &commit, parent, new)?;
        self.publish(&lock, branch)?;
        Ok(Some(commit))
    }

    fn by_program(
        &self,
        files: &mut Files<'_>,
        written: &mut usize,
    ) -> Result<Option<CommitId>, TransactionError> {
        let repository = self.repository;
        let Some(new) = &self.header.commit else {
            return self.without_commit(files, written);
        };
        let lock = repository.lock_index()?;
        self.step(Step::Locked);
        journal::write(repository, self.header, &self.plan.writes)?;
        self.step(Step::Journalled);
        self.write(files, written)?;
        self.step(Step::Written);
        let parent = self.head.commit();
        let commit = repository.write_commit_by_program(&lock, self.route, parent, self.changes, new)?;
        self.step(Step::Committed);
        let branch = repository.begin_move_by_program(name_of(self.head), &commit, parent, new)?;
        self.publish(&lock, branch)?;
        if matches!(self.route, Route::Commit(_)) {
            repository.run_post_commit();
        }
        Ok(Some(commit))
    }

    /// Writes the files, and stages them where that is wanted.
    fn without_commit(
        &self,
        files: &mut Files<'_>,
        written: &mut usize,
    ) -> Result<Option<CommitId>, TransactionError> {
        if self.header.kind == Kind::Stage {
            self.repository.wait_for_index()?;
        }
        journal::write(self.repository, self.header, &self.plan.writes)?;
        self.step(Step::Journalled);
        self.write(files, written)?;
        self.step(Step::Written);
        if self.header.kind == Kind::Stage {
            self.repository.stage_by_program(self.changes)?;
        }
        Ok(None)
    }

    /// Puts the next index in place and moves the branch.
    ///
    /// The user's own `git commit` reads the branch, then the index, asks for the lock of the index, lets go of it, reads
    /// the index again, and moves the branch from where it was. With the branch held while the index is replaced, and
    /// the index while the branch is moved, it never sees the act in one and not in the other: it would take the act
    /// back, or commit half of it as its own.
    fn publish(&self, lock: &IndexLock, branch: Move<'_>) -> Result<(), TransactionError> {
        lock.install()?;
        self.step(Step::Installed);
        if let Err(error) = branch.finish() {
            lock.put_back()?;
            return Err(error.into());
        }
        self.step(Step::Moved);
        Ok(())
    }

    fn write(
        &self,
        files: &mut Files<'_>,
        written: &mut usize,
    ) -> Result<Vec<Option<Stat>>, TransactionError> {
        let total = self.plan.writes.len();
        let mut stats = Vec::with_capacity(total);
        for write in &self.plan.writes {
            // Counted before it is tried: a write that fails half-way is put back, too.
            *written += 1;
            stats.push(files.apply(write)?);
            if let Some(progress) = self.options.progress {
                progress(*written, total);
            }
            self.step(Step::File);
        }
        Ok(stats)
    }

    fn step(&self, step: Step) {
        if let Some(watch) = self.options.watch {
            watch(step);
        }
    }

    fn take_back(&self, files: &mut Files<'_>, written: usize) -> Result<(), TransactionError> {
        for write in self.plan.writes.iter().take(written).rev() {
            files.put_back(write)?;
        }
        journal::erase(self.repository)
    }
}
