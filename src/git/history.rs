//! What happened: commits along the first parents, and what each of them changed.

use chrono::{DateTime, Utc};

use super::error::GitError;
use super::object::{CommitId, ObjectId};
use super::repository::{Identity, Repository};

/// A commit, as far as a desk cares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its name.
    pub id: CommitId,
    /// The commits before it; the first is the branch's own past.
    pub parents: Vec<CommitId>,
    /// Who did it.
    pub author: Identity,
    /// When it was recorded.
    pub time: DateTime<Utc>,
    /// The first line of its message.
    pub subject: String,
    /// The `Key: value` lines at the end of its message.
    pub trailers: Vec<(String, String)>,
}

/// One path that a commit changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Relative to the work tree, with `/`.
    pub path: String,
    /// The blob before, unless it was created.
    pub before: Option<ObjectId>,
    /// The blob after, unless it was deleted.
    pub after: Option<ObjectId>,
}

impl Repository {
    /// Walks back from the head along the first parents. A shallow clone ends where its history does.
    pub fn history(&self) -> Result<impl Iterator<Item = Result<Commit, GitError>> + '_, GitError> {
        let mut next = self.head()?.commit().cloned();
        Ok(std::iter::from_fn(move || {
            let id = next.take()?;
            match self.commit(&id) {
                Ok(commit) => {
                    next = commit.as_ref().and_then(|commit| commit.parents.first().cloned());
                    commit.map(Ok)
                }
                Err(error) => Some(Err(error)),
            }
        }))
    }

    /// Reads one commit; `None` if it is not here.
    pub fn commit(&self, id: &CommitId) -> Result<Option<Commit>, GitError> {
        match self.library() {
            Some(library) => match library.find_commit(id.to_oid()?) {
                Ok(commit) => Ok(Some(read(&commit))),
                Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
                Err(error) => Err(GitError::library("reading a commit")(error)),
            },
            None => self.commit_by_program(id),
        }
    }

    /// Returns what a commit changed against its first parent.
    pub fn changed_paths(&self, id: &CommitId) -> Result<Vec<Changed>, GitError> {
        let Some(library) = self.library() else {
            return self.changed_by_program(id);
        };
        let failed = GitError::library("comparing two commits");
        let commit = library.find_commit(id.to_oid()?).map_err(&failed)?;
        let tree = commit.tree().map_err(&failed)?;
        let before = match commit.parent(0) {
            Ok(parent) => Some(parent.tree().map_err(&failed)?),
            Err(_) => None,
        };
        let diff = library.diff_tree_to_tree(before.as_ref(), Some(&tree), None).map_err(&failed)?;
        let id = |file: git2::DiffFile<'_>| (!file.id().is_zero()).then(|| ObjectId::of(file.id()));
        let changed = diff.deltas().map(|delta| Changed {
            path: String::from_utf8_lossy(delta.new_file().path_bytes().unwrap_or_default()).into_owned(),
            before: id(delta.old_file()),
            after: id(delta.new_file()),
        });
        Ok(changed.collect())
    }

    /// Returns whether a commit is in the past of another, or the same.
    pub fn contains(&self, tip: &CommitId, commit: &CommitId) -> Result<bool, GitError> {
        if tip == commit {
            return Ok(true);
        }
        match self.library() {
            Some(library) => {
                let found = library.graph_descendant_of(tip.to_oid()?, commit.to_oid()?);
                found.map_err(GitError::library("walking the history"))
            }
            None => {
                let arguments = ["merge-base", "--is-ancestor", commit.as_str(), tip.as_str()];
                Ok(self.reader().maybe(&arguments)?.is_some())
            }
        }
    }

    fn commit_by_program(&self, id: &CommitId) -> Result<Option<Commit>, GitError> {
        let format = "--format=%P%x00%an%x00%ae%x00%ct%x00%B";
        let Some(text) = self.reader().maybe(&["log", "-1", format, id.as_str()])? else {
            return Ok(None);
        };
        let mut parts = text.splitn(5, '\0').map(str::to_owned);
        let mut part = || parts.next().unwrap_or_default();
        let parents = part().split_whitespace().map(ObjectId::new).collect();
        let author = Identity { name: part(), email: part() };
        let seconds = part().parse().unwrap_or_default();
        let message = part();
        Ok(Some(Commit {
            id: id.clone(),
            parents,
            author,
            time: DateTime::from_timestamp(seconds, 0).unwrap_or_default(),
            subject: message.lines().next().unwrap_or_default().to_owned(),
            trailers: trailers(&message),
        }))
    }

    fn changed_by_program(&self, id: &CommitId) -> Result<Vec<Changed>, GitError> {
        let arguments = [
            "diff-tree",
            "-r",
            "-z",
            "--root",
            "--no-commit-id",
            "--no-renames",
            "-m",
            "--first-parent",
            id.as_str(),
        ];
        let output = self.reader().run(&arguments, None)?;
        let text = String::from_utf8_lossy(&output);
        let mut parts = text.split('\0');
        let mut changed = Vec::new();
        // :mode mode id id status NUL path NUL
        while let (Some(facts), Some(path)) = (parts.next(), parts.next()) {
            let mut facts = facts.split(' ').skip(2);
            let mut id =
                || facts.next().filter(|id| id.bytes().any(|digit| digit != b'0')).map(ObjectId::new);
            changed.push(Changed { path: path.to_owned(), before: id(), after: id() });
        }
        Ok(changed)
    }
}

fn read(commit: &git2::Commit<'_>) -> Commit {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let message = text(commit.message_bytes());
    let author = commit.author();
    Commit {
        id: ObjectId::of(commit.id()),
        parents: commit.parent_ids().map(ObjectId::of).collect(),
        author: Identity { name: text(author.name_bytes()), email: text(author.email_bytes()) },
        time: DateTime::from_timestamp(commit.time().seconds(), 0).unwrap_or_default(),
        subject: message.lines().next().unwrap_or_default().to_owned(),
        trailers: trailers(&message),
    }
}

fn trailers(message: &str) -> Vec<(String, String)> {
    let found = git2::message_trailers_strs(message);
    found
        .map(|found| found.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect())
        .unwrap_or_default()
}
