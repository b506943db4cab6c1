//! One act = one commit: all of it reaches the disk, the index and the branch, or none of it.
//!
//! 1. The desk's lock, and whatever a killed act left is settled.
//! 2. The act makes its plan from what it reads under the lock; each file must be as the plan saw it.
//! 3. Library or the user's own git is decided, and what cannot be done is refused, before anything is written.
//! 4. Journal, files in the plan's order, objects, next index, the branch moved only from where it was, index in place.
//! 5. On any failure everything is put back; if only the branch had moved, the act is planned again.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Local, Offset, Utc};

use super::files::{Files, Found};
use super::journal::{self, Header, Kind, Recovered, name_of};
use super::lock::Lock;
use crate::git::{
    Change, CommitId, GitError, Head, NewCommit, Operation, Reason, Repository, Role, Route, Stat,
};

/// How often an act is planned again after another program moved the branch.
const ATTEMPTS: usize = 8;

/// Where a desk stands.
#[derive(Debug)]
pub struct Ground {
    /// The desk's folder, absolute.
    pub root: PathBuf,
    /// The repository around it.
    pub repository: Option<Repository>,
}

/// One file of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Relative to the desk's folder, with `/`.
    pub path: String,
    /// What the plan was made from; `None`: the file must not exist.
    pub before: Option<Vec<u8>>,
    /// What it becomes; `None` deletes it.
    pub after: Option<Vec<u8>>,
}

/// What an act does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the order they must reach the disk: entries first, tickets second.
    pub writes: Vec<Write>,
    /// The subject of the commit.
    pub subject: String,
    /// The trailers of the commit.
    pub trailers: Vec<(String, String)>,
}

/// How far an act goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// A commit.
    #[default]
    Auto,
    /// Files and index.
    Stage,
    /// Files only, allowed in the middle of anything.
    None,
}

/// Whether hooks run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hooks {
    /// Where they are installed.
    #[default]
    Auto,
    /// Never.
    Never,
}

/// How an act is carried out.
#[derive(Default, Clone, Copy)]
pub struct Options<'a> {
    /// How far it goes.
    pub mode: Mode,
    /// Whether hooks run.
    pub hooks: Hooks,
    /// Whether a commit on no branch is wanted.
    pub allow_detached: bool,
    /// The time of the commit, if it is not now.
    pub commit_time: Option<DateTime<Utc>>,
    /// Told how many files of how many are written.
    pub progress: Option<&'a dyn Fn(usize, usize)>,
    /// Told after each step, so that a test can do something unkind there.
    pub watch: Option<&'a dyn Fn(Step)>,
}

/// A step of an act that has just been taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Step {
    Locked,
    Journalled,
    File,
    Written,
    Staged,
    Committed,
    Moved,
    Installed,
}

/// What an act did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Receipt {
    /// The commit it made.
    pub commit: Option<CommitId>,
    /// Its files, relative to the desk's folder.
    pub paths: Vec<String>,
    /// What the user should know.
    pub notices: Vec<Notice>,
}

/// Something the user should know about an act that succeeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// An act that was killed was settled first.
    Recovered(Recovered),
    /// A hook did not run, because a merge is in progress.
    HookSkipped(String),
}

/// Why an act did not happen.
#[derive(Debug, thiserror::Error)]
pub enum TransactionError {
    /// Git refused.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The file system refused.
    #[error("{doing} `{}`: {source}", path.display())]
    File {
        /// What was being done.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A path leads out of the desk, or through a link.
    #[error("`{path}` is refused: {why}")]
    Path {
        /// The path.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A file is not as the plan saw it.
    #[error("`{path}` was changed by another program")]
    Changed {
        /// The path.
        path: String,
    },
    /// Another act has held the desk's lock for too long.
    #[error("another act has held `{}` for {} s", lock.display(), waited.as_secs())]
    Busy {
        /// The lock.
        lock: PathBuf,
        /// How long we waited.
        waited: Duration,
    },
    /// There is no repository to write to.
    #[error("`{}` is in no git repository", root.display())]
    NoRepository {
        /// The desk's folder.
        root: PathBuf,
    },
    /// The repository has no work tree.
    #[error("`{}` has no work tree", git_dir.display())]
    Bare {
        /// The git folder.
        git_dir: PathBuf,
    },
    /// Git is in the middle of something that could drop the commit.
    #[error("git is in the middle of {operation:?}")]
    InProgress {
        /// What.
        operation: Operation,
    },
    /// `HEAD` is on no branch.
    #[error("HEAD is on no branch")]
    Detached,
    /// Git does not know who the user is.
    #[error("git does not know who you are")]
    NoIdentity,
    /// A file of the act is in conflict.
    #[error("`{}` is in conflict", paths.join("`, `"))]
    Conflict {
        /// The files, relative to the work tree.
        paths: Vec<String>,
    },
    /// Other programs moved the branch again and again.
    #[error("`{reference}` was moved by another program {attempts} times")]
    LostRace {
        /// The branch.
        reference: String,
        /// How often it was tried.
        attempts: usize,
    },
    /// An act failed, and what it had done could not all be put back.
    #[error("{cause}; and then it could not be taken back: {second}")]
    HalfDone {
        /// Why the act failed.
        cause: Box<TransactionError>,
        /// Why it could not be taken back; the journal is kept for `check --fix`.
        second: Box<TransactionError>,
    },
}

impl TransactionError {
    pub(super) fn file(
        doing: &'static str,
        path: &Path,
    ) -> impl FnOnce(io::Error) -> TransactionError {
        let path = path.to_owned();
        move |source| TransactionError::File {
            doing,
            path,
            source,
        }
    }
}

/// Carries out an act: `plan` runs under the desk's lock, and again after a lost race. An empty plan writes nothing.
pub fn transact<T, E: From<TransactionError>>(
    ground: &Ground,
    options: &Options<'_>,
    mut plan: impl FnMut() -> Result<(Plan, T), E>,
) -> Result<(Receipt, T), E> {
    let missing = || TransactionError::NoRepository {
        root: ground.root.clone(),
    };
    let repository = ground.repository.as_ref().ok_or_else(missing)?;
    let _lock = Lock::acquire(repository.common_dir())?;
    let recovered = journal::recover_locked(ground, repository)?.map(Notice::Recovered);
    for attempt in 1.. {
        let (plan, value) = plan()?;
        let mut receipt = match carry_out(ground, repository, options, &plan) {
            Err(TransactionError::Git(GitError::Moved { reference })) if attempt == ATTEMPTS => {
                return Err(TransactionError::LostRace {
                    reference,
                    attempts: attempt,
                }
                .into());
            }
            Err(TransactionError::Git(GitError::Moved { .. })) => continue,
            done => done?,
        };
        receipt.notices.splice(0..0, recovered.clone());
        return Ok((receipt, value));
    }
    Err(missing().into())
}

/// Tries once.
fn carry_out(
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
            return Err(TransactionError::Changed {
                path: write.path.clone(),
            });
        }
    }
    let prefix = prefix_of(ground, repository)?;
    let paths: Vec<String> = plan
        .writes
        .iter()
        .map(|write| format!("{prefix}{}", write.path))
        .collect();
    let pairs = paths.iter().zip(&plan.writes);
    let changes: Vec<Change<'_>> = pairs
        .map(|(path, write)| Change {
            path,
            after: write.after.as_deref(),
        })
        .collect();
    let names: Vec<&str> = paths.iter().map(String::as_str).collect();
    let (head, route) = permit(repository, options, &names)?;
    let kind = match (options.mode, &route) {
        (Mode::None, _) => Kind::Files,
        (Mode::Stage, _) => Kind::Stage,
        (Mode::Auto, Route::Library) => Kind::Commit,
        (Mode::Auto, _) => Kind::Program,
    };
    let new = match options.mode {
        Mode::Auto => Some(new_commit(repository, options, plan)?),
        Mode::Stage | Mode::None => None,
    };
    let header = Header {
        version: 1,
        kind,
        prefix,
        parent: head.commit().cloned(),
        commit: new,
    };
    let act = Act {
        repository,
        options,
        plan,
        changes: &changes,
        head: &head,
        route: &route,
        header: &header,
    };
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
    match repository.operation() {
        None | Some(Operation::Merge) => {}
        Some(operation) => return Err(TransactionError::InProgress { operation }),
    }
    if options.mode == Mode::Auto && matches!(head, Head::Detached(_)) && !options.allow_detached {
        return Err(TransactionError::Detached);
    }
    let paths = repository.conflicted(names)?;
    if !paths.is_empty() {
        return Err(TransactionError::Conflict { paths });
    }
    let route = repository.route(names, options.hooks == Hooks::Auto)?;
    Ok((head, route))
}

/// Returns the desk's folder relative to the work tree.
fn prefix_of(ground: &Ground, repository: &Repository) -> Result<String, TransactionError> {
    let bare = || TransactionError::Bare {
        git_dir: repository.git_dir().to_owned(),
    };
    let work_tree = repository.work_tree().ok_or_else(bare)?;
    let root = std::fs::canonicalize(&ground.root)
        .map_err(TransactionError::file("could not find", &ground.root))?;
    let outside = |why| TransactionError::Path {
        path: ground.root.display().to_string(),
        why,
    };
    let inner = root
        .strip_prefix(work_tree)
        .map_err(|_| outside("it is outside the work tree"))?;
    let mut prefix = String::new();
    for part in inner {
        prefix.push_str(
            part.to_str()
                .ok_or_else(|| outside("its name is not UTF-8"))?,
        );
        prefix.push('/');
    }
    Ok(prefix)
}

fn new_commit(
    repository: &Repository,
    options: &Options<'_>,
    plan: &Plan,
) -> Result<NewCommit, TransactionError> {
    let who = |role| {
        repository
            .identity(role)?
            .ok_or(TransactionError::NoIdentity)
    };
    let now = options
        .commit_time
        .map_or_else(Local::now, |time| time.with_timezone(&Local));
    Ok(NewCommit {
        message: message_of(plan),
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
        files.flush = self.plan.writes.len() <= 500;
        let mut written = 0;
        let done = match (self.header.kind, self.route) {
            (Kind::Commit, _) | (Kind::Stage, Route::Library) => {
                self.by_library(files, &mut written)
            }
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
            Err(second) => Err(TransactionError::HalfDone {
                cause: Box::new(cause),
                second: Box::new(second),
            }),
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
        let (blobs, stats) = self
            .repository
            .write_blobs_during(self.changes, || self.write(files, written))?;
        self.step(Step::Written);
        lock.stage(self.changes, &blobs, &stats?)?;
        self.step(Step::Staged);
        let Some(new) = &self.header.commit else {
            lock.install()?;
            return Ok(None);
        };
        let parent = self.head.commit();
        let commit = self
            .repository
            .write_commit(parent, self.changes, &blobs, new)?;
        self.step(Step::Committed);
        let name = name_of(self.head);
        self.repository.move_branch(name, &commit, parent, new)?;
        self.step(Step::Moved);
        if let Err(error) = lock.install() {
            self.repository
                .move_branch_back(name, &commit, parent, new)?;
            return Err(error.into());
        }
        self.step(Step::Installed);
        Ok(Some(commit))
    }

    fn by_program(
        &self,
        files: &mut Files<'_>,
        written: &mut usize,
    ) -> Result<Option<CommitId>, TransactionError> {
        let repository = self.repository;
        if self.header.kind != Kind::Files {
            repository.wait_for_index()?;
        }
        journal::write(repository, self.header, &self.plan.writes)?;
        self.step(Step::Journalled);
        self.write(files, written)?;
        self.step(Step::Written);
        let Some(new) = &self.header.commit else {
            if self.header.kind == Kind::Stage {
                repository.stage_by_program(self.changes)?;
            }
            return Ok(None);
        };
        let commit = match self.route {
            Route::Commit(_) => repository.commit_by_porcelain(self.changes, new)?,
            _ => repository.commit_by_plumbing(
                name_of(self.head),
                self.head.commit(),
                self.changes,
                new,
            )?,
        };
        self.step(Step::Moved);
        Ok(Some(commit))
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
