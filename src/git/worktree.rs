//! Linked work trees, and branches that share nothing with the others.

use std::path::Path;

use super::error::GitError;
use super::object::{Change, CommitId, NewCommit, ObjectId};
use super::plumbing::signed;
use super::repository::Repository;

impl Repository {
    /// Makes a branch whose first commit holds these files and has no parent. One that is there is not touched.
    pub fn make_orphan(
        &self,
        branch: &str,
        files: &[Change<'_>],
        new: &NewCommit,
    ) -> Result<CommitId, GitError> {
        let blobs = self.write_blobs(files)?;
        let commit = self.write_commit(None, files, &blobs, new)?;
        let nothing = "0".repeat(commit.as_str().len());
        let reference = format!("refs/heads/{branch}");
        let arguments =
            ["update-ref", "-m", "branch: made by git-desk", &reference, commit.as_str(), &nothing];
        signed(self.program(), new).run(&arguments, None)?;
        Ok(commit)
    }

    /// Removes a branch that is still where it was made.
    pub fn remove_branch(&self, branch: &str, commit: &CommitId) -> Result<(), GitError> {
        let reference = format!("refs/heads/{branch}");
        self.program().run(&["update-ref", "-d", &reference, commit.as_str()], None).map(drop)
    }

    /// Makes a branch that follows one of a remote.
    pub fn follow_branch(&self, branch: &str, tracking: &str) -> Result<(), GitError> {
        self.program().run(&["branch", "-q", "--track", branch, tracking], None).map(drop)
    }

    /// Checks a branch out in a folder of its own; what git remembers of work trees that are gone is forgotten first.
    pub fn add_work_tree(&self, folder: &Path, branch: &str) -> Result<(), GitError> {
        self.program().run(&["worktree", "prune"], None)?;
        let folder = folder.as_os_str();
        let words = ["worktree", "add", "--quiet"].map(std::ffi::OsStr::new);
        self.program().run(&[&words[..], &[folder, std::ffi::OsStr::new(branch)]].concat(), None).map(drop)
    }

    /// Returns the references in whose commits there is something at a path.
    pub fn references_with(&self, path: &str) -> Result<Vec<String>, GitError> {
        let listed = self.reader().run(&["for-each-ref", "--format=%(refname)"], None)?;
        let names: Vec<String> = String::from_utf8_lossy(&listed).lines().map(str::to_owned).collect();
        let asked: String = names.iter().map(|name| format!("{name}:{path}\n")).collect();
        let told = self.reader().run(&["cat-file", "--batch-check"], Some(asked.as_bytes()))?;
        let told = String::from_utf8_lossy(&told).into_owned();
        let found = names.into_iter().zip(told.lines()).filter(|(_, line)| !line.ends_with(" missing"));
        Ok(found.map(|(name, _)| name).collect())
    }

    /// Tells whether git knows an object by some words, `main:desk.yml`.
    pub fn has_object(&self, words: &str) -> bool {
        self.reader()
            .maybe(&["rev-parse", "--verify", "--quiet", "--end-of-options", words])
            .is_ok_and(|found| found.is_some())
    }

    /// Returns the commit of a branch, or of any other reference by its full name.
    pub fn commit_of(&self, reference: &str) -> Option<ObjectId> {
        self.reference(reference)
    }
}
