//! Committing with the user's own git, where the library would lose something.
//!
//! The files of the act are on the disk already. By plumbing, the commit is made in an index of its own and the
//! branch is moved only from where it was; the user's index learns the act's paths last. Where hooks must run,
//! `git commit` is given exactly those paths; whatever it refuses leaves no trace in the index.

use std::collections::HashSet;
use std::fs;

use super::error::GitError;
use super::object::{Change, CommitId, NewCommit, ObjectId};
use super::program::Program;
use super::repository::Repository;

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

impl Repository {
    /// Commits the act's paths by plumbing and updates the user's index.
    pub fn commit_by_plumbing(
        &self,
        name: &str,
        parent: Option<&CommitId>,
        changes: &[Change<'_>],
        new: &NewCommit,
    ) -> Result<CommitId, GitError> {
        let tree = self.tree_by_plumbing(parent, changes)?;
        let program = signed(self.program(), new);
        let mut arguments = vec!["commit-tree", tree.as_str()];
        if let Some(parent) = parent {
            arguments.extend(["-p", parent.as_str()]);
        }
        if self.flag("commit.gpgSign") {
            arguments.push("-S");
        }
        let commit = ObjectId::new(program.line(&arguments, Some(new.message.as_bytes()))?);
        self.move_branch_by_program(name, &commit, parent, new)?;
        if let Err(error) = self.stage_by_program(changes) {
            // The branch goes back: an act is whole or it is not.
            self.move_branch_back(name, &commit, parent, new)?;
            return Err(error);
        }
        Ok(commit)
    }

    /// Commits the act's paths with `git commit`, so that the hooks run.
    pub fn commit_by_porcelain(&self, changes: &[Change<'_>], new: &NewCommit) -> Result<CommitId, GitError> {
        let unknown = self.unknown_to_index(changes)?;
        let folder = self.state_folder()?;
        let (paths, message) = (folder.join("commit.paths"), folder.join("commit.message"));
        fs::write(&paths, joined(changes.iter().map(|change| change.path)))
            .map_err(GitError::file("could not write", &paths))?;
        fs::write(&message, &new.message).map_err(GitError::file("could not write", &message))?;
        let (from, text) =
            (format!("--pathspec-from-file={}", paths.display()), format!("--file={}", message.display()));
        // `git commit -- path` knows no new file without an entry that announces it.
        let commit = self.patiently(|program| {
            if unknown.is_empty() {
                return Ok(Vec::new());
            }
            let arguments =
                ["add", "--intent-to-add", "--force", "--pathspec-from-file=-", "--pathspec-file-nul"];
            program.run(&arguments, Some(&joined(unknown.iter().map(String::as_str))))
        });
        let commit = commit.and_then(|_| {
            let arguments = [
                "commit",
                "--only",
                "--quiet",
                "--allow-empty",
                "--no-status",
                &text,
                &from,
                "--pathspec-file-nul",
            ];
            signed(self.program(), new).run(&arguments, None)
        });
        let _ = fs::remove_file(&paths);
        let _ = fs::remove_file(&message);
        if let Err(error) = commit {
            self.forget_intents(unknown.iter().map(String::as_str))?;
            return Err(error);
        }
        self.program().line(&["rev-parse", "--verify", "HEAD"], None).map(ObjectId::new)
    }

    /// Brings the act's paths into the user's index as they are on the disk.
    pub fn stage_by_program(&self, changes: &[Change<'_>]) -> Result<(), GitError> {
        let paths = joined(changes.iter().map(|change| change.path));
        self.patiently(|program| {
            program.run(&["update-index", "--add", "--remove", "-z", "--stdin"], Some(&paths))
        })?;
        Ok(())
    }

    /// Takes announced but never added paths out of the index again: one left behind breaks `git stash`.
    pub fn forget_intents<'a>(&self, paths: impl Iterator<Item = &'a str>) -> Result<(), GitError> {
        let paths = joined(paths);
        if !paths.is_empty() {
            self.patiently(|program| {
                program.run(&["update-index", "--force-remove", "-z", "--stdin"], Some(&paths))
            })?;
        }
        Ok(())
    }

    /// Returns which of these paths differ from the head, in the index or on the disk.
    pub fn differ_from_head(&self, paths: &[&str]) -> Result<bool, GitError> {
        let mut arguments =
            vec!["-c", "core.fsmonitor=false", "status", "--porcelain", "-z", "--untracked-files=all", "--"];
        arguments.extend(paths);
        Ok(!self.reader().run(&arguments, None)?.is_empty())
    }

    fn tree_by_plumbing(
        &self,
        parent: Option<&CommitId>,
        changes: &[Change<'_>],
    ) -> Result<ObjectId, GitError> {
        let index = self.state_folder()?.join("index.plumbing");
        let _ = fs::remove_file(&index);
        let program = self.program().with("GIT_INDEX_FILE", index.to_string_lossy());
        let run = |words: &[&str], input: Option<&[u8]>| program.line(&[&PRIVATE[..], words].concat(), input);
        run(&["read-tree", parent.map_or("--empty", ObjectId::as_str)], None)?;
        let paths = joined(changes.iter().map(|change| change.path));
        run(&["update-index", "--add", "--remove", "-z", "--stdin"], Some(&paths))?;
        let tree = run(&["write-tree"], None);
        let _ = fs::remove_file(&index);
        tree.map(ObjectId::new)
    }

    fn move_branch_by_program(
        &self,
        name: &str,
        to: &CommitId,
        from: Option<&CommitId>,
        new: &NewCommit,
    ) -> Result<(), GitError> {
        let nothing = "0".repeat(to.as_str().len());
        let log = format!("commit: {}", new.subject());
        let from = from.map_or(nothing.as_str(), ObjectId::as_str);
        let moved =
            signed(self.program(), new).run(&["update-ref", "-m", &log, name, to.as_str(), from], None);
        match moved {
            Ok(_) => Ok(()),
            Err(_) if self.reference(name).as_ref().map_or(nothing.as_str(), ObjectId::as_str) != from => {
                Err(GitError::Moved { reference: name.to_owned() })
            }
            Err(error) => Err(error),
        }
    }

    /// Moves a branch back to where it was before a commit of ours.
    pub fn move_branch_back(
        &self,
        name: &str,
        commit: &CommitId,
        parent: Option<&CommitId>,
        new: &NewCommit,
    ) -> Result<(), GitError> {
        match parent {
            Some(parent) => self.move_branch_by_program(name, parent, Some(commit), new),
            None => self.program().run(&["update-ref", "-d", name, commit.as_str()], None).map(drop),
        }
    }

    /// Returns the paths that will be new to the index.
    fn unknown_to_index(&self, changes: &[Change<'_>]) -> Result<Vec<String>, GitError> {
        let present = || changes.iter().filter(|change| change.after.is_some()).map(|change| change.path);
        let mut arguments = vec!["ls-files", "-z", "--"];
        if changes.len() < 100 {
            arguments.extend(present());
        }
        let listed = self.program().run(&arguments, None)?;
        let known: HashSet<&[u8]> = listed.split(|&byte| byte == 0).collect();
        Ok(present().filter(|path| !known.contains(path.as_bytes())).map(str::to_owned).collect())
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

/// Tells git who commits and when.
fn signed(program: Program, new: &NewCommit) -> Program {
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
