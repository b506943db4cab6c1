//! Blobs, trees and commits, written by the library.

use std::fmt;
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::GitError;
use super::repository::{Identity, Repository};

/// The name of an object, SHA-1 or SHA-256, in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ObjectId(String);

/// The name of a commit.
pub type CommitId = ObjectId;

/// What becomes of one path; `None` deletes it.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// Relative to the work tree, with `/`.
    pub path: &'a str,
    /// The bytes of the work tree.
    pub after: Option<&'a [u8]>,
}

/// Everything about a commit but its tree and parent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCommit {
    /// Subject, blank line, trailers.
    pub message: String,
    /// Who did it.
    pub author: Identity,
    /// Who records it.
    pub committer: Identity,
    /// When, in seconds since 1970.
    pub seconds: i64,
    /// The zone, in minutes east of Greenwich.
    pub offset: i32,
}

impl ObjectId {
    pub(super) fn new(hex: impl Into<String>) -> ObjectId {
        ObjectId(hex.into())
    }

    /// Takes a name that git has printed.
    pub fn named(hex: &str) -> ObjectId {
        ObjectId(hex.to_owned())
    }

    pub(super) fn of(id: git2::Oid) -> ObjectId {
        ObjectId(id.to_string())
    }

    pub(super) fn to_oid(&self) -> Result<git2::Oid, GitError> {
        git2::Oid::from_str(&self.0).map_err(GitError::library("reading an object name"))
    }

    /// Returns the digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the first seven digits, for people.
    pub fn short(&self) -> &str {
        self.0.get(..7).unwrap_or(&self.0)
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl NewCommit {
    /// Returns the first line of the message.
    pub fn subject(&self) -> &str {
        self.message.lines().next().unwrap_or_default()
    }
}

impl Repository {
    /// Writes the blob of one file, with the line endings `git add` would give it.
    pub(super) fn write_blob(
        &self,
        library: &git2::Repository,
        change: &Change<'_>,
    ) -> Result<Option<git2::Oid>, GitError> {
        let Some(bytes) = change.after else {
            return Ok(None);
        };
        let failed = GitError::library("writing a blob");
        if is_stored_as_it_is(bytes) {
            return library.blob(bytes).map(Some).map_err(failed);
        }
        let mut writer = library.blob_writer(Some(Path::new(change.path))).map_err(&failed)?;
        writer
            .write_all(bytes)
            .map_err(GitError::file("could not write the blob of", Path::new(change.path)))?;
        writer.commit().map(Some).map_err(failed)
    }

    /// Writes the trees and the commit that make the changes on top of a parent.
    pub fn write_commit(
        &self,
        parent: Option<&CommitId>,
        changes: &[Change<'_>],
        blobs: &[Option<ObjectId>],
        new: &NewCommit,
    ) -> Result<CommitId, GitError> {
        let library = self.require_library()?;
        let failed = GitError::library("writing the commit");
        let parent = match parent {
            Some(id) => Some(library.find_commit(id.to_oid()?).map_err(&failed)?),
            None => None,
        };
        let base = match &parent {
            Some(commit) => commit.tree(),
            None => library.treebuilder(None).and_then(|builder| library.find_tree(builder.write()?)),
        }
        .map_err(&failed)?;
        let mut update = git2::build::TreeUpdateBuilder::new();
        let deleted: Vec<&str> =
            changes.iter().filter(|change| change.after.is_none()).map(|change| change.path).collect();
        for (path, there) in deleted.iter().zip(blobs_in(&base, &deleted).map_err(&failed)?) {
            if there.is_some() {
                update.remove(*path);
            }
        }
        for (change, blob) in changes.iter().zip(blobs) {
            if let Some(id) = blob {
                update.upsert(change.path, id.to_oid()?, git2::FileMode::Blob);
            }
        }
        let tree = update.create_updated(library, &base).map_err(&failed)?;
        let tree = library.find_tree(tree).map_err(&failed)?;
        let time = git2::Time::new(new.seconds, new.offset);
        let sign = |who: &Identity| git2::Signature::new(&who.name, &who.email, &time);
        let (author, committer) =
            (sign(&new.author).map_err(&failed)?, sign(&new.committer).map_err(&failed)?);
        let parents: Vec<&git2::Commit<'_>> = parent.iter().collect();
        let id = library.commit(None, &author, &committer, &new.message, &tree, &parents);
        id.map(ObjectId::of).map_err(failed)
    }

    /// Returns the name of the blob at a path of a commit (`None`: the head's).
    pub fn blob_at(&self, commit: Option<&CommitId>, path: &str) -> Result<Option<ObjectId>, GitError> {
        let head = match commit {
            Some(_) => None,
            None => self.head()?.commit().cloned(),
        };
        let Some(commit) = commit.or(head.as_ref()) else {
            return Ok(None);
        };
        let Some(library) = self.library() else {
            let listed = self.reader().run(&["ls-tree", "-z", commit.as_str(), path], None)?;
            // mode SP type SP id TAB path NUL
            let listed = String::from_utf8_lossy(&listed);
            return Ok(listed.split(['\t', ' ']).nth(2).map(ObjectId::new));
        };
        let failed = GitError::library("reading a commit");
        let tree = library.find_commit(commit.to_oid()?).and_then(|commit| commit.tree()).map_err(&failed)?;
        match tree.get_path(Path::new(path)) {
            Ok(entry) => Ok(Some(ObjectId::of(entry.id()))),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// Returns the names of the blobs at some paths of a commit.
    pub fn blobs_at(
        &self,
        commit: Option<&CommitId>,
        paths: &[&str],
    ) -> Result<Vec<Option<ObjectId>>, GitError> {
        match (commit, self.library()) {
            (None, _) => Ok(vec![None; paths.len()]),
            (Some(commit), Some(library)) => {
                let tree = library.find_commit(commit.to_oid()?).and_then(|commit| commit.tree());
                tree.and_then(|tree| blobs_in(&tree, paths)).map_err(GitError::library("reading a commit"))
            }
            (Some(_), None) => paths.iter().map(|path| self.blob_at(commit, path)).collect(),
        }
    }

    /// Returns the bytes of a blob.
    pub fn blob(&self, id: &ObjectId) -> Result<Vec<u8>, GitError> {
        match self.library() {
            Some(library) => {
                let blob = library.find_blob(id.to_oid()?).map_err(GitError::library("reading a blob"))?;
                Ok(blob.content().to_vec())
            }
            None => self.reader().run(&["cat-file", "blob", id.as_str()], None),
        }
    }

    /// Returns the library, where the route has already made sure that there is one.
    pub(super) fn require_library(&self) -> Result<&git2::Repository, GitError> {
        self.library().ok_or_else(|| GitError::Library {
            doing: "opening the repository",
            message: self.refusal().unwrap_or_default().to_owned(),
        })
    }
}

/// Looks up many paths of a tree. Large folders are not cached by the library, so that each look reads them again.
fn blobs_in(tree: &git2::Tree<'_>, paths: &[&str]) -> Result<Vec<Option<ObjectId>>, git2::Error> {
    let mut ids = Vec::with_capacity(paths.len());
    if paths.len() > 50 {
        let mut index = git2::Index::new()?;
        index.read_tree(tree)?;
        ids.extend(
            paths.iter().map(|path| index.get_path(Path::new(path), 0).map(|entry| ObjectId::of(entry.id))),
        );
        return Ok(ids);
    }
    for path in paths {
        ids.push(match tree.get_path(Path::new(path)) {
            Ok(entry) => Some(ObjectId::of(entry.id())),
            Err(error) if error.code() == git2::ErrorCode::NotFound => None,
            Err(error) => return Err(error),
        });
    }
    Ok(ids)
}

/// Returns whether no line ending and no `ident` attribute can make the blob differ from the file.
pub(super) fn is_stored_as_it_is(bytes: &[u8]) -> bool {
    !bytes.contains(&b'\r') && !bytes.windows(3).any(|three| three == b"$Id")
}
