//! Moving a branch: only from where it was, and never twice.

use std::fs;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::error::GitError;
use super::index::remove_if_there;
use super::object::{CommitId, NewCommit, ObjectId};
use super::plumbing::signed;
use super::repository::Repository;
use super::wait::wait_for;

/// A branch about to be moved: git's lock on it is ours until this is dropped, so nobody else can move it.
pub struct Move<'r>(Mover<'r>);

/// Who moves the branch.
enum Mover<'r> {
    Library(git2::Transaction<'r>),
    Program(Updater),
}

impl Move<'_> {
    /// Moves the branch.
    pub fn finish(self) -> Result<(), GitError> {
        match self.0 {
            Mover::Library(transaction) => {
                transaction.commit().map_err(GitError::library("moving the branch"))
            }
            Mover::Program(updater) => updater.finish(),
        }
    }
}

impl Repository {
    /// Locks a branch to move it from one commit to another, or fails with [`GitError::Moved`].
    pub fn begin_move<'r>(
        &'r self,
        name: &str,
        to: &CommitId,
        from: Option<&CommitId>,
        new: &NewCommit,
    ) -> Result<Move<'r>, GitError> {
        let library = self.require_library()?;
        let failed = GitError::library("locking the branch");
        let mut transaction = library.transaction().map_err(&failed)?;
        let mut refusal = None;
        let (lock, line) = (self.lock_of(name), format!("{to}\n"));
        wait_for(&lock, || match transaction.lock_ref(name) {
            Err(error) if error.code() == git2::ErrorCode::Locked => Err(ErrorKind::AlreadyExists.into()),
            Err(error) => {
                refusal = Some(error);
                Ok(())
            }
            // What the library will write there itself. If we are killed now, the lock is known to be ours; while it is
            // empty, the next act has to wait and see whether anybody still holds it.
            Ok(()) => fs::OpenOptions::new().write(true).open(&lock)?.write_all(line.as_bytes()),
        })?;
        let at = match (refusal, library.refname_to_id(name)) {
            (Some(error), _) => return Err(failed(error)),
            (None, Err(error)) if error.code() != git2::ErrorCode::NotFound => return Err(failed(error)),
            (None, at) => at.ok(),
        };
        if at != from.map(CommitId::to_oid).transpose()? {
            return Err(GitError::Moved { reference: name.to_owned() });
        }
        let kind = if from.is_some() { "commit" } else { "commit (initial)" };
        // A detached HEAD is a reference like any other, and HEAD follows its branch on its own.
        let log = format!("{kind}: {}", new.subject());
        transaction.set_target(name, to.to_oid()?, None, &log).map_err(&failed)?;
        Ok(Move(Mover::Library(transaction)))
    }

    /// The same by the user's own git.
    pub fn begin_move_by_program<'r>(
        &'r self,
        name: &str,
        to: &CommitId,
        from: Option<&CommitId>,
        new: &NewCommit,
    ) -> Result<Move<'r>, GitError> {
        let nothing = "0".repeat(to.as_str().len());
        let old = from.map_or(nothing.as_str(), ObjectId::as_str);
        let log = format!("commit: {}", new.subject());
        let command = signed(self.program(), new).command(&["update-ref", "-m", &log, "--stdin"]);
        let mut updater = Updater::start(command)?;
        match updater.ask(&format!("start\nupdate {name} {to} {old}\nprepare\n"), "prepare: ok") {
            Ok(()) => Ok(Move(Mover::Program(updater))),
            Err(_) if self.reference(name).as_ref() != from => {
                Err(GitError::Moved { reference: name.to_owned() })
            }
            Err(error) => Err(error),
        }
    }

    /// Removes the lock of a branch that an act of ours left when it was killed while moving it to a commit.
    ///
    /// The caller holds the desk's lock and has found the act's journal. Git writes the new commit into the lock at
    /// once, and so do we: one that stays empty is a dead one.
    pub fn remove_stale_branch_lock(&self, name: &str, commit: &CommitId) -> Result<bool, GitError> {
        let lock = self.lock_of(name);
        let look = || fs::read_to_string(&lock).map(|text| text.trim().to_owned());
        match look() {
            Ok(text) if text == commit.as_str() => {}
            Ok(text) if text.is_empty() => {
                let gone = wait_for(&lock, || match look() {
                    Ok(text) if text.is_empty() => Err(io::Error::from(ErrorKind::AlreadyExists)),
                    _ => Ok(()),
                });
                if gone.is_ok() {
                    return Ok(false);
                }
            }
            _ => return Ok(false),
        }
        remove_if_there(&lock).map_err(GitError::file("could not remove", &lock))?;
        Ok(true)
    }

    /// Tells whether somebody holds a branch, or held it when they were killed.
    pub fn is_branch_locked(&self, name: &str) -> bool {
        self.lock_of(name).is_file()
    }

    fn lock_of(&self, name: &str) -> PathBuf {
        let folder = if name == "HEAD" { self.git_dir() } else { self.common_dir() };
        folder.join(format!("{name}.lock"))
    }
}

/// `git update-ref --stdin`, which holds its locks until it is told to let go, or the pipe ends.
struct Updater {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Updater {
    fn start(mut command: Command) -> Result<Updater, GitError> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let start = |source| GitError::Start { source };
        let mut child = command.spawn().map_err(start)?;
        match (child.stdin.take(), child.stdout.take()) {
            (input @ Some(_), Some(output)) => Ok(Updater { child, input, output: BufReader::new(output) }),
            _ => Err(start(ErrorKind::BrokenPipe.into())),
        }
    }

    fn finish(mut self) -> Result<(), GitError> {
        self.ask("commit\n", "commit: ok")
    }

    /// Says something, and waits for the answer.
    fn ask(&mut self, words: &str, answer: &str) -> Result<(), GitError> {
        // A git that stops reading has failed, and says why on stderr.
        let _ = self.input.as_mut().map(|input| input.write_all(words.as_bytes()));
        for line in self.output.by_ref().lines().map_while(Result::ok) {
            if line == answer {
                return Ok(());
            }
        }
        let mut talk = String::new();
        let _ = self.child.stderr.as_mut().map(|stderr| stderr.read_to_string(&mut talk));
        let code = self.child.wait().ok().and_then(|status| status.code());
        Err(GitError::Failed { command: "update-ref".to_owned(), code, stderr: talk.trim().to_owned() })
    }
}

impl Drop for Updater {
    fn drop(&mut self) {
        // Without its last word it takes its locks away, and moves nothing.
        drop(self.input.take());
        let _ = self.child.wait();
    }
}
