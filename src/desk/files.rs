//! The files of an act in the work tree: checked, written, put back.
//!
//! Every path is looked at component by component before it is used: a link, a `..` or a `.git` in a repository made
//! by a stranger must not lead a write outside the desk.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::transaction::{TransactionError, Write};
use crate::git::Stat;

/// How the temporary files of an act begin and end; readers ignore them.
pub(super) const TEMPORARY: (&str, &str) = (".desk-", ".tmp");

/// The desk's folder, and which of its folders are known to be real ones.
#[derive(Debug)]
pub(super) struct Files<'a> {
    root: &'a Path,
    real: HashSet<PathBuf>,
    /// Folders that lost a file; those left empty go in the end, as git does it.
    thinned: BTreeSet<PathBuf>,
    /// Whether each file is flushed to the disk before it takes its name.
    pub flush: bool,
}

/// What the disk has, compared with a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Before,
    After,
    /// The beginning of a new file, whose writer was killed.
    Torn,
    Other,
}

impl<'a> Files<'a> {
    pub fn new(root: &'a Path) -> Files<'a> {
        Files { root, real: HashSet::new(), thinned: BTreeSet::new(), flush: true }
    }

    /// Returns the full path, if nothing on the way leads elsewhere.
    pub fn guard(&mut self, path: &str) -> Result<PathBuf, TransactionError> {
        let refuse = |why| TransactionError::Path { path: path.to_owned(), why };
        let mut full = self.root.to_owned();
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            if let Some(why) = wrong_name(part) {
                return Err(refuse(why));
            }
            full.push(part);
            let is_last = parts.peek().is_none();
            if !is_last && self.real.contains(&full) {
                continue;
            }
            match fs::symlink_metadata(&full) {
                Ok(data) if data.is_symlink() => {
                    return Err(refuse("a symbolic link is on the way"));
                }
                Ok(data) if is_last && data.is_dir() => {
                    return Err(refuse("a folder is in its place"));
                }
                Ok(data) if is_last && !data.is_file() => {
                    return Err(refuse("it is not an ordinary file"));
                }
                Ok(data) if !is_last && !data.is_dir() => {
                    return Err(refuse("a file is in the place of a folder"));
                }
                Ok(_) if is_last => {}
                Ok(_) => {
                    self.real.insert(full.clone());
                }
                // What does not exist leads nowhere.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => {
                    return Err(TransactionError::file("could not look at", &full)(error));
                }
            }
        }
        Ok(full)
    }

    /// Reads what is there.
    pub fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, TransactionError> {
        let full = self.guard(path)?;
        match fs::read(&full) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(TransactionError::file("could not read", &full)(error)),
        }
    }

    /// Compares the disk with a write.
    pub fn compare(&mut self, write: &Write) -> Result<Found, TransactionError> {
        let there = match write.before {
            // Most writes of an import are new files, and a look is cheaper than opening.
            None if !self.exists(&write.path)? => None,
            _ => self.read(&write.path)?,
        };
        Ok(match (&there, &write.after) {
            _ if there == write.before => Found::Before,
            _ if there == write.after => Found::After,
            (Some(there), Some(after)) if write.before.is_none() && after.starts_with(there) => Found::Torn,
            _ => Found::Other,
        })
    }

    fn exists(&mut self, path: &str) -> Result<bool, TransactionError> {
        Ok(fs::symlink_metadata(self.guard(path)?).is_ok())
    }

    /// Makes the disk as after a write that has not begun, and returns what git should remember of the file.
    pub fn apply(&mut self, write: &Write) -> Result<Option<Stat>, TransactionError> {
        // A new file of many is created only if it is not there; another look would cost as much as writing it.
        let is_created = write.before.is_none() && !self.flush;
        if !is_created && self.compare(write)? != Found::Before {
            return Err(TransactionError::Changed { path: write.path.clone() });
        }
        self.put(&write.path, write.after.as_deref(), write.before.is_none())
    }

    /// Makes the disk as before a write, if it is still as the write left it.
    pub fn put_back(&mut self, write: &Write) -> Result<(), TransactionError> {
        match self.compare(write)? {
            Found::After | Found::Torn if write.before != write.after => {
                self.put(&write.path, write.before.as_deref(), false).map(drop)
            }
            _ => Ok(()),
        }
    }

    /// Writes or deletes one file.
    pub fn put(
        &mut self,
        path: &str,
        bytes: Option<&[u8]>,
        is_new: bool,
    ) -> Result<Option<Stat>, TransactionError> {
        let full = self.guard(path)?;
        let failed = |doing: &'static str| TransactionError::file(doing, &full);
        let Some(bytes) = bytes else {
            match fs::remove_file(&full) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(failed("could not delete")(error));
                }
                _ => {}
            }
            self.thinned.extend(full.parent().map(Path::to_owned));
            return Ok(None);
        };
        let folder = full.parent().unwrap_or(self.root).to_owned();
        if !self.real.contains(&folder) {
            fs::create_dir_all(&folder).map_err(failed("could not create the folder of"))?;
        }
        let written = match is_new && !self.flush {
            true => create(&full, bytes),
            false => replace(&folder, &full, bytes, is_new, self.flush),
        };
        written.map(Some).map_err(failed("could not write"))
    }

    /// Removes temporary files that killed acts left beside these paths.
    pub fn sweep<'p>(&mut self, paths: impl Iterator<Item = &'p str>) {
        let folders: HashSet<PathBuf> =
            paths.filter_map(|path| Some(self.guard(path).ok()?.parent()?.to_owned())).collect();
        for entry in folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

impl Drop for Files<'_> {
    fn drop(&mut self) {
        // One try a folder, not one a file: a pack deletes a thousand files from each.
        for folder in self.thinned.iter().rev() {
            let upwards = folder.ancestors().take_while(|folder| *folder != self.root);
            let _ = upwards.map(fs::remove_dir).find(Result::is_err);
        }
    }
}

/// Writes a new file under its own name: a killed import is found in the journal, and the half file with it.
fn create(full: &Path, bytes: &[u8]) -> io::Result<Stat> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(full)?;
    file.write_all(bytes)?;
    Ok(Stat::of(&file.metadata()?))
}

/// Writes a temporary file and gives it the name of the file.
fn replace(folder: &Path, full: &Path, bytes: &[u8], is_new: bool, flush: bool) -> io::Result<Stat> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    // A file keeps its own permissions; a new one has those of any new file, not the private ones of a temporary file.
    let permissions = fs::metadata(full).ok().map(|data| data.permissions());
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    if flush {
        file.as_file().sync_all()?;
    }
    let written = Stat::of(&file.as_file().metadata()?);
    if is_new {
        file.persist_noclobber(full).map_err(|error| error.error)?;
    } else {
        file.persist(full).map_err(|error| error.error)?;
    }
    let renamed = Stat::of(&fs::symlink_metadata(full)?);
    // Somebody else's write in between must not pass for ours.
    Ok(if renamed.is_same_content(&written) { renamed } else { written })
}

/// Tells what is wrong with one component of a path, on any system.
fn wrong_name(part: &str) -> Option<&'static str> {
    let folded = part.to_lowercase();
    let stem = folded.split('.').next().unwrap_or_default();
    let is_device = matches!(stem, "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|c: char| c.is_ascii_digit()));
    match folded.as_str() {
        "" => Some("a component is empty"),
        "." | ".." => Some("it leaves the desk"),
        ".git" | "git~1" => Some("it is git's own"),
        _ if part.contains(|c: char| matches!(c, '\\' | ':') || c.is_control()) => {
            Some("a character cannot stand in a file name everywhere")
        }
        _ if part.ends_with(['.', ' ']) => Some("a file name cannot end so everywhere"),
        _ if is_device => Some("it is the name of a device"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        for name in [
            "", ".", "..", ".git", ".GIT", "git~1", "a\\b", "a:b", "con", "NUL.md", "com1.txt", "a.", "a ",
            "a\0",
        ] {
            assert!(wrong_name(name).is_some(), "{name:?}");
        }
        for name in ["HD-7k3m2q.md", "comet.md", ".gitattributes", "é.md", "console"] {
            assert_eq!(wrong_name(name), None, "{name:?}");
        }
    }
}
