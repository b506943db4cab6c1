//! The next index: the bytes of the present one, with the entries of an act between them.
//!
//! The library would make an object of each of a hundred thousand entries to change one. Here the others are copied as
//! they are, whatever flags they have.

use std::collections::{BTreeMap, BTreeSet};

use sha1::{Digest, Sha1};

use super::walk::{self, CHECKSUM, Entry, FIXED, walk};
use super::{Staged, tree};

/// Extensions that tell where the entries are, which git writes anew when it likes to.
const PLACES: [&[u8]; 2] = [b"EOIE", b"IEOT"];

/// Extensions that stay true whatever is staged: resolved conflicts, and the names in them.
const LASTING: [&[u8]; 2] = [b"REUC", b"NAME"];

/// Puts the entries of some paths in the place of what an index says of them; `None` deletes them.
///
/// `written` is when the index was written, in seconds since 1970. Git compares a file's time with the index's own to
/// know whether a change could have been missed. A newer index would hide such a change for ever, so the doubt is
/// written down as git does: with a size of 0. (In whole seconds: a git built without finer times compares only those.)
///
/// `None` if the bytes make no sense or have a part that would be lost.
pub(super) fn splice(bytes: &[u8], written: i64, edits: &BTreeMap<&str, Option<Staged>>) -> Option<Vec<u8>> {
    let mut next = Writer::new(bytes)?;
    let folders: BTreeSet<&str> = edits.keys().flat_map(|path| folders_of(path)).collect();
    // Where a file is now, none of its folders can be a file.
    let gone = folders.iter().map(|folder| (folder.as_bytes(), &None));
    let mut edits_by_name: BTreeMap<&[u8], &Option<Staged>> = gone.collect();
    edits_by_name.extend(edits.iter().map(|(path, staged)| (path.as_bytes(), staged)));
    let mut coming = edits_by_name.iter().peekable();
    let extensions = walk(bytes, |entry| {
        while let Some((name, staged)) = coming.next_if(|(name, _)| **name < entry.name) {
            next.add(name, staged);
        }
        // The sides of a conflict all have one name.
        if coming.peek().is_none_or(|(name, _)| **name != entry.name) {
            next.copy(&entry, written);
        }
    })?;
    coming.for_each(|(name, staged)| next.add(name, staged));
    for (name, content) in extensions {
        let content = match name {
            // Where it makes no sense, git makes it again.
            b"TREE" => tree::without(content, &folders),
            _ if LASTING.contains(&name) => Some(content.to_vec()),
            _ if PLACES.contains(&name) => None,
            _ => return None,
        };
        content.into_iter().for_each(|content| next.extension(name, &content));
    }
    Some(next.finish())
}

/// Returns an index with no entries.
pub(super) fn empty() -> Vec<u8> {
    let header = b"DIRC\0\0\0\x02\0\0\0\0";
    [header.as_slice(), &Sha1::digest(header)].concat()
}

/// Returns the folders above a path, without the root.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

struct Writer {
    bytes: Vec<u8>,
    version: u32,
    count: u32,
    /// The name written last, of which version 4 takes the beginning.
    last: Vec<u8>,
}

impl Writer {
    fn new(present: &[u8]) -> Option<Writer> {
        let version = walk::version(present)?;
        let mut bytes = Vec::with_capacity(present.len() + 4096);
        bytes.extend_from_slice(present.get(..12)?);
        Some(Writer { bytes, version, count: 0, last: Vec::new() })
    }

    fn copy(&mut self, entry: &Entry<'_>, written: i64) {
        let start = self.bytes.len();
        if self.version == 4 {
            self.bytes.extend_from_slice(entry.fixed);
            self.name_of_version_4(entry.name);
        } else {
            self.bytes.extend_from_slice(entry.whole);
        }
        self.count += 1;
        let mtime = entry.fixed[8..12].iter().fold(0_i64, |value, &byte| (value << 8) | i64::from(byte));
        if mtime >= written && entry.stage() == 0 {
            self.bytes[start + 36..start + 40].fill(0);
        }
    }

    fn add(&mut self, name: &[u8], staged: &Option<Staged>) {
        let Some(staged) = staged else { return };
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&staged.fixed(name.len()));
        if self.version == 4 {
            self.name_of_version_4(name);
        } else {
            self.bytes.extend_from_slice(name);
            let size = (FIXED + name.len() + 8) & !7;
            self.bytes.resize(start + size, 0);
        }
        self.count += 1;
    }

    fn name_of_version_4(&mut self, name: &[u8]) {
        let common = self.last.iter().zip(name).take_while(|(one, other)| one == other).count();
        walk::write_offset(&mut self.bytes, self.last.len() - common);
        self.bytes.extend_from_slice(&name[common..]);
        self.bytes.push(0);
        self.last.truncate(common);
        self.last.extend_from_slice(&name[common..]);
    }

    fn extension(&mut self, name: &[u8], content: &[u8]) {
        self.bytes.extend_from_slice(name);
        self.bytes.extend_from_slice(&(content.len() as u32).to_be_bytes());
        self.bytes.extend_from_slice(content);
    }

    fn finish(mut self) -> Vec<u8> {
        self.bytes[8..12].copy_from_slice(&self.count.to_be_bytes());
        let checksum: [u8; CHECKSUM] = Sha1::digest(&self.bytes).into();
        self.bytes.extend_from_slice(&checksum);
        self.bytes
    }
}
