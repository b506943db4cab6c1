//! Committing with the user's own git, where the library would lose something.
//!
//! The files of the act are on the disk already, and the index is locked. The commit is made in an index of its own,
//! where the hooks of `git commit` see exactly the act's paths; the next index is made beside it. Then, as with the
//! library, the branch is locked, the next index takes its place, and the branch is moved.

use std::collections::HashSet;
use std::fs;

use super::error::GitError;
use super::index::IndexLock;
use super::object::{Change, CommitId, NewCommit, ObjectId};
use super::program::Program;
use super::repository::Repository;
use super::route::Route;

/// Settings that would make a private index share files with the user's own.
const PRIVATE: [&str; 10] = [
    "-c",
    "core.splitIndex=false",
    "-c",
    "core.untrackedCache=false",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.sparseCheckout=false",
    "-c",
    "index.sparse=false",
];

/// Takes paths from standard input into an index, as they are on the disk.
const UPDATE: [&str; 5] = ["update-index", "--add", "--remove", "-z", "--stdin"];

impl Repository {
    /// Makes the act's commit and its next index, after the hooks of `git commit` where the route has them.
    pub fn write_commit_by_program(
        &self,
        lock: &IndexLock,
        route: &Route,
        parent: Option<&CommitId>,
        changes: &[Change<'_>],
        new: &NewCommit,
    ) -> Result<CommitId, GitError> {
        let index = self.state_folder()?.join("index.plumbing");
        let program = signed(self.program(), new).with("GIT_INDEX_FILE", index.to_string_lossy());
        let paths = joined(changes.iter().map(|change| change.path));
        // What is known of the files on the disk spares a hook from reading all of them.
        let prepared = lock.copy_to(&index).and_then(|_| prepare(&program, parent, &paths));
        let message = prepared.and_then(|()| match route {
            Route::Commit(_) => self.run_commit_hooks(&program, &new.message),
            _ => Ok(new.message.clone()),
        });
        let commit = message.and_then(|message| self.commit_tree(&program, parent, &message));
        let _ = fs::remove_file(&index);
        let commit = commit?;
        // Last, since a hook may have formatted the files.
        lock.copy_to(lock.next())?;
        let next = self.program().with("GIT_INDEX_FILE", lock.next().to_string_lossy());
        next.run(&UPDATE, Some(&paths))?;
        Ok(commit)
    }

    /// Brings the act's paths into the user's index as they are on the disk.
    pub fn stage_by_program(&self, changes: &[Change<'_>]) -> Result<(), GitError> {
        let paths = joined(changes.iter().map(|change| change.path));
        self.patiently(|program| program.run(&UPDATE, Some(&paths)))?;
        Ok(())
    }

    /// Brings paths back into the user's index as they are on the disk again; new ones go out of it.
    pub fn unstage_by_program(&self, changes: &[Change<'_>]) -> Result<(), GitError> {
        let known = self.known_to_index(changes)?;
        if known.is_empty() {
            return Ok(());
        }
        self.patiently(|program| program.run(&UPDATE, Some(&joined(known.iter().map(String::as_str)))))?;
        Ok(())
    }

    /// Returns which of these paths differ from the head, in the index or on the disk.
    pub fn differ_from_head(&self, paths: &[&str]) -> Result<bool, GitError> {
        let mut arguments =
            vec!["-c", "core.fsmonitor=false", "status", "--porcelain", "-z", "--untracked-files=all", "--"];
        arguments.extend(paths);
        Ok(!self.reader().run(&arguments, None)?.is_empty())
    }

    /// Commits what an index of the act's own holds.
    fn commit_tree(
        &self,
        program: &Program,
        parent: Option<&CommitId>,
        message: &str,
    ) -> Result<CommitId, GitError> {
        let tree = program.line(&[&PRIVATE[..], &["write-tree"]].concat(), None)?;
        let mut arguments = vec!["commit-tree", tree.as_str()];
        if let Some(parent) = parent {
            arguments.extend(["-p", parent.as_str()]);
        }
        if self.flag("commit.gpgSign") {
            arguments.push("-S");
        }
        program.line(&arguments, Some(message.as_bytes())).map(ObjectId::new)
    }

    /// Returns those of these paths that the index has.
    fn known_to_index(&self, changes: &[Change<'_>]) -> Result<Vec<String>, GitError> {
        let mut arguments = vec!["ls-files", "-z", "--"];
        if changes.len() < 100 {
            arguments.extend(changes.iter().map(|change| change.path));
        }
        let listed = self.program().run(&arguments, None)?;
        let known: HashSet<&[u8]> = listed.split(|&byte| byte == 0).collect();
        let paths = changes.iter().map(|change| change.path);
        Ok(paths.filter(|path| known.contains(path.as_bytes())).map(str::to_owned).collect())
    }

    /// Runs something that takes `index.lock`, and waits for whoever holds it.
    fn patiently(&self, run: impl Fn(&Program) -> Result<Vec<u8>, GitError>) -> Result<Vec<u8>, GitError> {
        loop {
            match run(&self.program()) {
                Err(GitError::Failed { stderr, .. })
                    if stderr.contains("index.lock") && stderr.contains("File exists") =>
                {
                    self.wait_for_index()?
                }
                done => return done,
            }
        }
    }
}

/// Makes an index that holds the parent's files, and the act's as they are on the disk.
fn prepare(program: &Program, parent: Option<&CommitId>, paths: &[u8]) -> Result<(), GitError> {
    let read = match parent {
        Some(parent) => vec!["read-tree", "--reset", parent.as_str()],
        None => vec!["read-tree", "--empty"],
    };
    program.run(&[&PRIVATE[..], &read].concat(), None)?;
    program.run(&[&PRIVATE[..], &UPDATE].concat(), Some(paths)).map(drop)
}

/// Tells git who commits and when.
pub(super) fn signed(program: Program, new: &NewCommit) -> Program {
    let (sign, minutes) = (if new.offset < 0 { '-' } else { '+' }, new.offset.abs());
    let date = format!("@{} {sign}{:02}{:02}", new.seconds, minutes / 60, minutes % 60);
    program
        .with("GIT_AUTHOR_NAME", &new.author.name)
        .with("GIT_AUTHOR_EMAIL", &new.author.email)
        .with("GIT_AUTHOR_DATE", &date)
        .with("GIT_COMMITTER_NAME", &new.committer.name)
        .with("GIT_COMMITTER_EMAIL", &new.committer.email)
        .with("GIT_COMMITTER_DATE", date)
}

/// Joins paths the way `-z` reads them.
fn joined<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut joined = Vec::new();
    for path in paths {
        joined.extend_from_slice(path.as_bytes());
        joined.push(0);
    }
    joined
}
