//! What a merge of two sides needs of git: what they have in common, what each has, and the way to the result.

use std::collections::BTreeMap;

use super::error::GitError;
use super::object::{Change, CommitId, NewCommit, ObjectId};
use super::plumbing::signed;
use super::repository::Repository;

impl Repository {
    /// Returns the commits of one that another does not have, oldest first.
    pub fn missing_from(&self, tip: &CommitId, other: Option<&CommitId>) -> Result<Vec<CommitId>, GitError> {
        let exclude = other.map(|other| format!("^{other}"));
        let mut arguments = vec!["rev-list", "--reverse", "--topo-order", tip.as_str()];
        arguments.extend(exclude.as_deref());
        let listed = self.reader().run(&arguments, None)?;
        Ok(String::from_utf8_lossy(&listed).lines().map(ObjectId::new).collect())
    }

    /// Returns the commit that two come from; `None` where they have nothing in common.
    pub fn merge_base(&self, one: &CommitId, other: &CommitId) -> Result<Option<CommitId>, GitError> {
        Ok(self.reader().maybe(&["merge-base", one.as_str(), other.as_str()])?.map(ObjectId::new))
    }

    /// Tells whether a commit changes nothing outside a folder, against one of its parents.
    pub fn touches_only(&self, commit: &CommitId, folder: &str) -> Result<bool, GitError> {
        if folder.is_empty() {
            return Ok(true);
        }
        let parents = self.commit(commit)?.map(|commit| commit.parents).unwrap_or_default();
        if parents.is_empty() {
            let prefix = format!("{folder}/");
            return Ok(self.changed_paths(commit)?.iter().all(|changed| changed.path.starts_with(&prefix)));
        }
        let outside = format!(":(top,exclude,literal){folder}");
        let program = self.reader().with("GIT_LITERAL_PATHSPECS", "0");
        for parent in &parents {
            let arguments =
                ["diff-tree", "-r", "--quiet", parent.as_str(), commit.as_str(), "--", ":/", &outside];
            if program.maybe(&arguments)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns the ordinary files below a folder of a commit, by their paths in it.
    pub fn blobs_below(
        &self,
        commit: &CommitId,
        folder: &str,
    ) -> Result<BTreeMap<String, ObjectId>, GitError> {
        let tree = format!("{commit}:{folder}");
        let is_there = self.reader().maybe(&["rev-parse", "--verify", "--quiet", &tree])?.is_some();
        if !is_there {
            return Ok(BTreeMap::new());
        }
        let listed = self.reader().run(&["ls-tree", "-r", "-z", "--full-tree", &tree], None)?;
        let listed = String::from_utf8_lossy(&listed);
        let file = |line: &str| {
            let (what, path) = line.split_once('\t')?;
            // A submodule has no blob.
            let id = what.split(' ').nth(2).filter(|_| !what.contains(" commit "))?;
            Some((path.to_owned(), ObjectId::new(id)))
        };
        Ok(listed.split('\0').filter_map(file).collect())
    }

    /// Returns what the index has in a folder: path from the top of the work tree, stage, blob.
    pub fn index_entries(&self, folder: &str) -> Result<Vec<(String, u8, ObjectId)>, GitError> {
        let mut arguments = vec!["ls-files", "-s", "-z", "--full-name", "--"];
        arguments.extend((!folder.is_empty()).then_some(folder));
        let listed = self.reader().run(&arguments, None)?;
        let listed = String::from_utf8_lossy(&listed);
        // mode SP id SP stage TAB path
        let entry = |line: &str| {
            let (what, path) = line.split_once('\t')?;
            let mut words = what.split(' ').skip(1);
            Some((path.to_owned(), ObjectId::new(words.next()?), words.next()?.parse().ok()?))
        };
        Ok(listed.split('\0').filter_map(entry).map(|(path, id, stage)| (path, stage, id)).collect())
    }

    /// Writes a commit of several parents: the tree of the last parent, with these files otherwise. Blobs are as given.
    pub fn write_merge(
        &self,
        parents: &[&CommitId],
        changes: &[Change<'_>],
        new: &NewCommit,
    ) -> Result<CommitId, GitError> {
        let library = self.require_library()?;
        let failed = GitError::library("writing the merge");
        let last = parents.last().ok_or_else(|| failed(git2::Error::from_str("a merge has parents")))?;
        let base = library.find_commit(last.to_oid()?).and_then(|commit| commit.tree()).map_err(&failed)?;
        let mut update = git2::build::TreeUpdateBuilder::new();
        for change in changes {
            match change.after {
                Some(bytes) => {
                    let blob = library.blob(bytes).map_err(&failed)?;
                    update.upsert(change.path, blob, git2::FileMode::Blob);
                }
                None => drop(update.remove(change.path)),
            }
        }
        let tree = update.create_updated(library, &base).map_err(&failed)?.to_string();
        let mut arguments = vec!["commit-tree", tree.as_str()];
        parents.iter().for_each(|parent| arguments.extend(["-p", parent.as_str()]));
        if self.flag("commit.gpgSign") {
            arguments.push("-S");
        }
        signed(self.program(), new).line(&arguments, Some(new.message.as_bytes())).map(ObjectId::new)
    }

    /// Tells whether the work tree can go to a commit that comes after the head without touching what the user has
    /// changed; what git says where it cannot.
    pub fn can_go_to(&self, commit: &CommitId) -> Result<Result<(), String>, GitError> {
        let Some(head) = self.head()?.commit().cloned() else { return Ok(Ok(())) };
        // In an index of its own, since looking at it freshens it.
        let arguments = ["read-tree", "-n", "-m", "-u", head.as_str(), commit.as_str()];
        self.program().run(&["update-index", "-q", "--refresh"], None).ok();
        match self.program().run(&arguments, None) {
            Ok(_) => Ok(Ok(())),
            Err(GitError::Failed { stderr, .. }) => Ok(Err(stderr)),
            Err(error) => Err(error),
        }
    }

    /// Brings branch, index and work tree to a commit that comes after the head. Git refuses where that would touch what
    /// the user has changed.
    pub fn fast_forward(&self, commit: &CommitId) -> Result<(), GitError> {
        self.program()
            .run(&["merge", "--ff-only", "--quiet", "--no-autostash", commit.as_str()], None)
            .map(drop)
    }
}
