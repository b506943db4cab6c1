//! The index: git's own lock on it, and the entries of an act in it.
//!
//! 1. [`Repository::lock_index`] makes `index.lock` as git does, but with a mark in it, so that a later act can tell
//!    a lock left by a killed one of ours from one that git holds.
//! 2. [`IndexLock::stage`] writes the new index beside it. Entries of other paths keep every bit.
//! 3. [`IndexLock::install`] renames it over the index; [`IndexLock::put_back`] undoes that. The lock is held until it
//!    is dropped, which is after the branch was moved.
//!
//! - `walk`: the bytes of an index
//! - `scan`: what is in conflict, and what parts there are
//! - `splice`, `tree`: the next index

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::git::error::GitError;
use crate::git::object::{Change, ObjectId};
use crate::git::repository::Repository;
use crate::git::wait::wait_for;

pub(super) mod scan;
mod splice;
mod tree;
mod walk;

/// What our `index.lock` begins with; git's own begins with `DIRC` or is empty.
const MARK: &[u8] = b"git-desk holds this lock";

/// What git remembers of a file, to know later that it has not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stat {
    ctime: (i64, u32),
    mtime: (i64, u32),
    device: u32,
    inode: u32,
    user: u32,
    group: u32,
    size: u32,
}

/// Git's lock on the index of one work tree, ours until dropped.
#[derive(Debug)]
pub struct IndexLock {
    index: PathBuf,
    lock: PathBuf,
    next: PathBuf,
    /// Where the index is kept that was there before.
    before: PathBuf,
}

impl Repository {
    /// Takes git's lock on the index, waiting a little for whoever holds it.
    pub fn lock_index(&self) -> Result<IndexLock, GitError> {
        let folder = self.state_folder()?;
        let lock = self.git_dir().join("index.lock");
        let marked = folder.join("index.mark");
        fs::write(&marked, MARK).map_err(GitError::file("could not write", &marked))?;
        let taken = wait_for(&lock, || link(&marked, &lock));
        let _ = fs::remove_file(&marked);
        // Made only now: dropping it removes the lock, which must be ours.
        taken.map(|()| IndexLock {
            index: self.git_dir().join("index"),
            next: folder.join("index.next"),
            before: folder.join("index.before"),
            lock,
        })
    }

    /// Removes an `index.lock` that an act of ours left when it was killed; the caller holds the desk's lock.
    pub fn remove_stale_lock(&self) -> Result<bool, GitError> {
        let lock = self.git_dir().join("index.lock");
        let mut start = Vec::new();
        let limit = MARK.len() as u64;
        match File::open(&lock).and_then(|file| file.take(limit).read_to_end(&mut start)) {
            Ok(_) if start == MARK => {
                fs::remove_file(&lock).map_err(GitError::file("could not remove", &lock))?
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Waits until git no longer holds the index, or fails with [`GitError::Locked`].
    pub fn wait_for_index(&self) -> Result<(), GitError> {
        let lock = self.git_dir().join("index.lock");
        wait_for(&lock, || match fs::symlink_metadata(&lock) {
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => Ok(()),
        })
    }

    /// Returns the folder under the git folder of this work tree where acts keep their state.
    pub fn state_folder(&self) -> Result<PathBuf, GitError> {
        let folder = self.git_dir().join("desk");
        fs::create_dir_all(&folder).map_err(GitError::file("could not create", &folder))?;
        Ok(folder)
    }
}

impl IndexLock {
    /// Writes the next index: the present one with the act's entries.
    pub fn stage(
        &self,
        changes: &[Change<'_>],
        blobs: &[Option<ObjectId>],
        stats: &[Option<Stat>],
    ) -> Result<(), GitError> {
        let mut edits = BTreeMap::new();
        for ((change, blob), stat) in changes.iter().zip(blobs).zip(stats) {
            let blob = blob.as_ref().map(ObjectId::to_oid).transpose()?;
            edits.insert(change.path, blob.map(|blob| Staged { blob, stat: *stat }));
        }
        let present = read_if_there(&self.index).map_err(GitError::file("could not read", &self.index))?;
        let (bytes, written) = present.unwrap_or_else(|| (splice::empty(), i64::MAX));
        let odd = || GitError::Index { path: self.index.clone() };
        let next = splice::splice(&bytes, written, &edits).ok_or_else(odd)?;
        fs::write(&self.next, next).map_err(GitError::file("could not write", &self.next))
    }

    /// Returns where the next index is made.
    pub(super) fn next(&self) -> &Path {
        &self.next
    }

    /// Copies the present index; where there is none, there is no copy.
    pub(super) fn copy_to(&self, copy: &Path) -> Result<(), GitError> {
        // Left by an act that was killed while it was written; nobody else writes there.
        let mut left = copy.as_os_str().to_owned();
        left.push(".lock");
        remove_if_there(Path::new(&left)).map_err(GitError::file("could not remove", copy))?;
        match fs::copy(&self.index, copy) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => remove_if_there(copy),
            done => done.map(drop),
        }
        .map_err(GitError::file("could not copy", &self.index))
    }

    /// Puts the next index in the place of the present one.
    pub fn install(&self) -> Result<(), GitError> {
        let failed = GitError::file("could not replace", &self.index);
        remove_if_there(&self.before)
            .and_then(|()| keep(&self.index, &self.before))
            .and_then(|()| fs::rename(&self.next, &self.index))
            .map_err(failed)
    }

    /// Puts the index back that was there before [`IndexLock::install`].
    pub fn put_back(&self) -> Result<(), GitError> {
        match fs::rename(&self.before, &self.index) {
            // A new repository has no index.
            Err(error) if error.kind() == io::ErrorKind::NotFound => remove_if_there(&self.index),
            done => done,
        }
        .map_err(GitError::file("could not put back", &self.index))
    }
}

/// Keeps a file under another name as well; one that is not there is not kept.
fn keep(file: &Path, name: &Path) -> io::Result<()> {
    match fs::hard_link(file, name) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(_) => fs::copy(file, name).map(drop), // a file system without hard links
        Ok(()) => Ok(()),
    }
}

impl Drop for IndexLock {
    fn drop(&mut self) {
        // Nothing better can be done here, and the next act removes what stays.
        let _ = fs::remove_file(&self.next);
        let _ = fs::remove_file(&self.before);
        let _ = fs::remove_file(&self.lock);
    }
}

impl Stat {
    /// Takes what git remembers out of what the file system says.
    #[cfg(unix)]
    pub fn of(data: &Metadata) -> Stat {
        use std::os::unix::fs::MetadataExt;
        Stat {
            ctime: (data.ctime(), data.ctime_nsec() as u32),
            mtime: (data.mtime(), data.mtime_nsec() as u32),
            device: data.dev() as u32,
            inode: data.ino() as u32,
            user: data.uid(),
            group: data.gid(),
            size: data.size() as u32,
        }
    }

    /// Takes what git remembers out of what the file system says.
    #[cfg(not(unix))]
    pub fn of(data: &Metadata) -> Stat {
        let since = |time: io::Result<std::time::SystemTime>| {
            let since = time.ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
            since.map_or((0, 0), |since| (since.as_secs() as i64, since.subsec_nanos()))
        };
        Stat {
            ctime: since(data.created()),
            mtime: since(data.modified()),
            device: 0,
            inode: 0,
            user: 0,
            group: 0,
            size: data.len() as u32,
        }
    }

    /// Returns whether two looks saw the same content: renaming a file changes its ctime only.
    pub fn is_same_content(&self, other: &Stat) -> bool {
        (self.mtime, self.inode, self.size) == (other.mtime, other.inode, other.size)
    }
}

/// What is staged for one path: an ordinary file.
struct Staged {
    blob: git2::Oid,
    /// Without it, git looks at the content the next time it is asked.
    stat: Option<Stat>,
}

impl Staged {
    /// Returns an entry up to its name, of which only the length is in it.
    fn fixed(&self, length_of_name: usize) -> [u8; walk::FIXED] {
        const FILE: u32 = 0o100_644;
        let mut bytes = [0; walk::FIXED];
        let stat = self.stat.unwrap_or_default();
        let numbers = [
            stat.ctime.0 as u32,
            stat.ctime.1,
            stat.mtime.0 as u32,
            stat.mtime.1,
            stat.device,
            stat.inode,
            FILE,
            stat.user,
            stat.group,
            stat.size,
        ];
        for (place, number) in bytes.chunks_exact_mut(4).zip(numbers) {
            place.copy_from_slice(&number.to_be_bytes());
        }
        bytes[40..60].copy_from_slice(self.blob.as_bytes());
        bytes[60..].copy_from_slice(&(length_of_name.min(0x0fff) as u16).to_be_bytes());
        bytes
    }
}

/// Reads a file and when it was written, in seconds since 1970.
fn read_if_there(path: &Path) -> io::Result<Option<(Vec<u8>, i64)>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some((bytes, Stat::of(&fs::metadata(path)?).mtime.0))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes the lock with its mark in one step, or in two where the file system has no hard links.
fn link(marked: &Path, lock: &Path) -> io::Result<()> {
    match fs::hard_link(marked, lock) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            OpenOptions::new().write(true).create_new(true).open(lock)?.write_all(MARK)
        }
        done => done,
    }
}

pub(super) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
