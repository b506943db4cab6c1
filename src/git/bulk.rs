//! Many blobs at once.
//!
//! One pack through `git fast-import` is several times quicker than as many loose objects, for whoever writes it and
//! for whoever reads it later. What is fed is what `git add` would store; the names are computed here.

use std::io::{BufWriter, Read, Write};
use std::process::Stdio;

use super::error::GitError;
use super::object::{Change, ObjectId, is_stored_as_it_is};
use super::repository::Repository;

/// From how many files on a pack is quicker than loose objects.
const MANY: usize = 500;

impl Repository {
    /// Writes the blobs of an act and returns their names, in the same order.
    pub fn write_blobs(&self, changes: &[Change<'_>]) -> Result<Vec<Option<ObjectId>>, GitError> {
        if changes.len() > MANY {
            return self.write_pack(changes);
        }
        let library = self.require_library()?;
        let blob = |change| Ok(self.write_blob(library, change)?.map(ObjectId::of));
        changes.iter().map(blob).collect()
    }

    fn write_pack(&self, changes: &[Change<'_>]) -> Result<Vec<Option<ObjectId>>, GitError> {
        let library = self.require_library()?;
        let start = |source| GitError::Start { source };
        let arguments = ["-c", "fastimport.unpackLimit=1", "-c", "pack.compression=1", "fast-import", "--quiet", "--depth=0"];
        let mut command = self.program().command(&arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(start)?;
        let mut ids = Vec::with_capacity(changes.len());
        if let Some(pipe) = child.stdin.take() {
            let mut pipe = BufWriter::with_capacity(1 << 16, pipe);
            for change in changes {
                ids.push(self.feed(library, change, &mut pipe)?);
            }
            // A git that died has closed the pipe; its exit code says so below.
            let _ = pipe.flush();
        }
        let mut stderr = String::new();
        child.stderr.take().map(|mut talk| talk.read_to_string(&mut stderr));
        let status = child.wait().map_err(start)?;
        if status.success() {
            return Ok(ids);
        }
        Err(GitError::Failed {
            command: "fast-import".to_owned(),
            code: status.code(),
            stderr: stderr.trim().to_owned(),
        })
    }

    fn feed(&self, library: &git2::Repository, change: &Change<'_>, pipe: &mut impl Write) -> Result<Option<ObjectId>, GitError> {
        let Some(bytes) = change.after else {
            return Ok(None);
        };
        if !is_stored_as_it_is(bytes) {
            return Ok(self.write_blob(library, change)?.map(ObjectId::of));
        }
        let failed = GitError::library("naming a blob");
        let id = git2::Oid::hash_object(git2::ObjectType::Blob, bytes).map_err(failed)?;
        let fed = write!(pipe, "blob\ndata {}\n", bytes.len()).and_then(|()| pipe.write_all(bytes)).and_then(|()| pipe.write_all(b"\n"));
        fed.map_err(|source| GitError::Start { source })?;
        Ok(Some(ObjectId::of(id)))
    }
}
