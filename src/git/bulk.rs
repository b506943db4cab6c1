//! Many blobs at once.
//!
//! One pack through `git fast-import` is several times quicker than as many loose objects, for whoever writes it and
//! for whoever reads it later. What is fed is what `git add` would store; the names are computed here.

use std::collections::HashMap;
use std::io::{self, BufWriter, Read, Write};
use std::process::Stdio;

use super::error::GitError;
use super::object::{Change, ObjectId, is_stored_as_it_is};
use super::repository::Repository;

/// From how many files on a pack is quicker than loose objects.
const MANY: usize = 500;

impl Repository {
    /// Writes the blobs of an act and returns their names, in the same order.
    pub fn write_blobs(&self, changes: &[Change<'_>]) -> Result<Vec<Option<ObjectId>>, GitError> {
        self.write_blobs_during(changes, || ()).map(|(ids, ())| ids)
    }

    /// Writes the blobs of an act while the caller does something else.
    pub fn write_blobs_during<T>(
        &self,
        changes: &[Change<'_>],
        meanwhile: impl FnOnce() -> T,
    ) -> Result<(Vec<Option<ObjectId>>, T), GitError> {
        if changes.len() > MANY {
            return self.write_pack(changes, meanwhile);
        }
        let library = self.require_library()?;
        let blob = |change| Ok(self.write_blob(library, change)?.map(ObjectId::of));
        let ids = changes.iter().map(blob).collect::<Result<_, GitError>>()?;
        Ok((ids, meanwhile()))
    }

    fn write_pack<T>(
        &self,
        changes: &[Change<'_>],
        meanwhile: impl FnOnce() -> T,
    ) -> Result<(Vec<Option<ObjectId>>, T), GitError> {
        let start = |source| GitError::Start { source };
        let converted = self.write_converted(changes)?;
        let arguments = [
            "-c",
            "fastimport.unpackLimit=1",
            "-c",
            "pack.compression=1",
            // Flushing the pack would make the file system flush every new file of the work tree with it, which
            // takes longer than all the rest; git flushes no loose objects either, and the journal has been flushed.
            "-c",
            "core.fsync=none",
            "fast-import",
            "--quiet",
            "--depth=0",
        ];
        let mut command = self.program().command(&arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(start)?;
        let (pipe, talk) = (child.stdin.take(), child.stderr.take());
        let mut stderr = String::new();
        let (ids, value) = std::thread::scope(|scope| {
            let feeder =
                scope.spawn(|| pipe.map_or_else(|| Ok(Vec::new()), |pipe| feed(changes, &converted, pipe)));
            scope.spawn(|| talk.map(|mut talk| talk.read_to_string(&mut stderr)));
            let value = meanwhile();
            (feeder.join(), value)
        });
        let status = child.wait().map_err(start)?;
        match ids {
            Ok(Ok(ids)) if status.success() => Ok((ids, value)),
            Ok(Err(source)) if status.success() => Err(start(source)),
            _ => Err(GitError::Failed {
                command: "fast-import".to_owned(),
                code: status.code(),
                stderr: stderr.trim().to_owned(),
            }),
        }
    }

    /// Writes the few blobs that are not stored as they are; fast-import knows no attributes.
    fn write_converted(&self, changes: &[Change<'_>]) -> Result<HashMap<usize, ObjectId>, GitError> {
        let library = self.require_library()?;
        let mut converted = HashMap::new();
        for (at, change) in changes.iter().enumerate() {
            if change.after.is_some_and(|bytes| !is_stored_as_it_is(bytes))
                && let Some(id) = self.write_blob(library, change)?
            {
                converted.insert(at, ObjectId::of(id));
            }
        }
        Ok(converted)
    }
}

/// Feeds the blobs to fast-import and names them.
fn feed(
    changes: &[Change<'_>],
    converted: &HashMap<usize, ObjectId>,
    pipe: impl Write,
) -> io::Result<Vec<Option<ObjectId>>> {
    let mut pipe = BufWriter::with_capacity(1 << 16, pipe);
    let mut ids = Vec::with_capacity(changes.len());
    for (at, change) in changes.iter().enumerate() {
        let Some(bytes) = change.after else {
            ids.push(None);
            continue;
        };
        if let Some(id) = converted.get(&at) {
            ids.push(Some(id.clone()));
            continue;
        }
        let id = git2::Oid::hash_object(git2::ObjectType::Blob, bytes).map_err(io::Error::other)?;
        write!(pipe, "blob\ndata {}\n", bytes.len())?;
        pipe.write_all(bytes)?;
        pipe.write_all(b"\n")?;
        ids.push(Some(ObjectId::of(id)));
    }
    pipe.flush()?;
    Ok(ids)
}
