//! The other side: fetching and pushing with the user's own git, which knows their keys and passwords.

use std::collections::BTreeMap;
use std::io::IsTerminal;

use super::error::GitError;
use super::object::{Change, CommitId, NewCommit, ObjectId};
use super::plumbing::signed;
use super::program::Program;
use super::repository::{Head, Repository};

/// Where a branch is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    /// The name of the remote, `origin`.
    pub remote: String,
    /// The branch there, `refs/heads/main`.
    pub branch: String,
    /// The reference here that follows it, `refs/remotes/origin/main`.
    pub tracking: String,
}

/// What became of a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pushed {
    /// It is there.
    Done,
    /// Somebody else was faster.
    Rejected,
    /// The other side refused, and says why: a protected branch, a hook.
    Refused(String),
}

impl Repository {
    /// Returns where the current branch is shared: as git was told, or else the branch of that name at the only remote,
    /// or at `origin`.
    pub fn upstream(&self) -> Result<Option<Upstream>, GitError> {
        let Head::Branch { name, .. } = self.head()? else { return Ok(None) };
        let short = name.strip_prefix("refs/heads/").unwrap_or(&name);
        let told =
            (self.setting(&format!("branch.{short}.remote")), self.setting(&format!("branch.{short}.merge")));
        let (remote, branch) = match told {
            (Some(remote), Some(branch)) => (remote, branch),
            _ => {
                let listed = self.reader().run(&["remote"], None)?;
                let listed = String::from_utf8_lossy(&listed);
                let remotes: Vec<&str> = listed.lines().collect();
                let remote = match remotes.as_slice() {
                    [only] => Some(*only),
                    many => many.iter().find(|name| **name == "origin").copied(),
                };
                match remote {
                    Some(remote) => (remote.to_owned(), name.clone()),
                    None => return Ok(None),
                }
            }
        };
        let short = branch.strip_prefix("refs/heads/").unwrap_or(&branch);
        let tracking = match remote.as_str() {
            // A branch that follows another one of this repository is shared with nobody.
            "." => return Ok(None),
            // An address instead of a name has no branches here.
            address if address.contains(['/', ':']) => "refs/desk/upstream".to_owned(),
            name => format!("refs/remotes/{name}/{short}"),
        };
        Ok(Some(Upstream { remote, branch, tracking }))
    }

    /// Fetches the branch of an upstream, and returns where it is; `None` where it is not there yet.
    pub fn fetch(&self, upstream: &Upstream) -> Result<Option<CommitId>, GitError> {
        let refspec = format!("+{}:{}", upstream.branch, upstream.tracking);
        match self.caller().run(&["fetch", "--quiet", "--no-tags", &upstream.remote, &refspec], None) {
            Ok(_) => Ok(self.reference(&upstream.tracking)),
            Err(GitError::Failed { stderr, .. }) if stderr.contains("couldn't find remote ref") => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Pushes a commit to the branch of an upstream, only as an addition to what is there.
    pub fn push(&self, upstream: &Upstream, commit: &CommitId) -> Result<Pushed, GitError> {
        let refspec = format!("{commit}:{}", upstream.branch);
        let arguments = ["push", "--porcelain", &upstream.remote, &refspec];
        match self.caller().output(&arguments)? {
            (true, _, _) => Ok(Pushed::Done),
            (false, stdout, stderr) => {
                let said = stdout.lines().find(|line| line.starts_with('!')).unwrap_or_default();
                // Two who push at once: git on the other side calls the loser's lock or old value wrong.
                let races = [
                    "[rejected]",
                    "cannot lock ref",
                    "failed to update ref",
                    "incorrect old value",
                    "reference already exists",
                ];
                if races.iter().any(|race| said.contains(race) || stderr.contains(race)) {
                    return Ok(Pushed::Rejected);
                }
                if said.contains("[remote rejected]") {
                    let words = stderr.lines().filter_map(|line| line.strip_prefix("remote:")).map(str::trim);
                    let words: Vec<&str> = words.filter(|line| !line.is_empty()).collect();
                    let reason =
                        said.rsplit_once('(').map_or(said, |(_, reason)| reason.trim_end_matches(')'));
                    return Ok(Pushed::Refused([&[reason], &words[..]].concat().join("; ")));
                }
                Err(GitError::Failed {
                    command: "push".to_owned(),
                    code: None,
                    stderr: stderr.trim().to_owned(),
                })
            }
        }
    }

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
            Some((path.to_owned(), ObjectId::new(what.split(' ').nth(2)?)))
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

    /// Returns the user's git for talking to another side: it may ask for a password where somebody sits.
    fn caller(&self) -> Program {
        let may_ask = if std::io::stdin().is_terminal() { "1" } else { "0" };
        // An address such as `../shared.git` is meant from the main work tree.
        let common = self.common_dir();
        let main = common.parent().filter(|_| common.file_name().is_some_and(|name| name == ".git"));
        main.map_or_else(|| self.program(), Program::within).with("GIT_TERMINAL_PROMPT", may_ask)
    }
}
