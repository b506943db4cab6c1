//! A look through the bytes of an index: what parts it has, and what is in conflict.
//!
//! The library would have to understand the index first, and takes a split one for an empty one.

use std::fs;
use std::io::ErrorKind;

use super::error::GitError;
use super::repository::Repository;

impl Repository {
    /// Looks through the index without interpreting it; `None` if it makes no sense.
    pub fn scan_index(&self) -> Result<Option<Scan>, GitError> {
        let path = self.git_dir().join("index");
        match fs::read(&path) {
            Ok(bytes) => Ok(scan(&bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Some(Scan::default())),
            Err(error) => Err(GitError::file("could not read", &path)(error)),
        }
    }
}

/// What stands in an index, apart from its entries.
#[derive(Debug, Default)]
pub struct Scan {
    /// The names of its extensions.
    pub extensions: Vec<String>,
    /// The paths in conflict.
    pub conflicted: Vec<String>,
}

impl Scan {
    /// Returns which of some paths are in conflict.
    pub fn conflicts_among(&self, paths: &[&str]) -> Vec<String> {
        self.conflicted.iter().filter(|path| paths.contains(&path.as_str())).cloned().collect()
    }
}

/// Walks through the bytes of an index (versions 2 to 4, SHA-1); `None` if they make no sense.
pub(super) fn scan(bytes: &[u8]) -> Option<Scan> {
    const FIXED: usize = 62;
    let number = |at: usize, length: usize| {
        let digits = bytes.get(at..at.checked_add(length)?)?;
        Some(digits.iter().fold(0_usize, |value, &byte| (value << 8) | usize::from(byte)))
    };
    let (version, count) = (number(4, 4)?, number(8, 4)?);
    if bytes.get(..4)? != b"DIRC" || !(2..=4).contains(&version) {
        return None;
    }
    let mut scan = Scan::default();
    let mut name: Vec<u8> = Vec::new();
    let mut at = 12;
    for _ in 0..count {
        let flags = number(at + 60, 2)?;
        let mut start = at + FIXED + if flags & 0x4000 != 0 { 2 } else { 0 };
        if version == 4 {
            let cut = offset(bytes, &mut start)?;
            name.truncate(name.len().checked_sub(cut)?);
        }
        let length = bytes.get(start..)?.iter().position(|&byte| byte == 0)?;
        let stage = (flags >> 12) & 3;
        if version == 4 {
            name.extend_from_slice(bytes.get(start..start + length)?);
            at = start + length + 1;
        } else {
            if stage != 0 {
                name = bytes.get(start..start + length)?.to_vec();
            }
            at += (start + length - at + 8) & !7;
        }
        if stage != 0 {
            let path = String::from_utf8_lossy(&name).into_owned();
            if scan.conflicted.last() != Some(&path) {
                scan.conflicted.push(path);
            }
        }
    }
    while at + 8 + 20 <= bytes.len() {
        scan.extensions.push(String::from_utf8_lossy(bytes.get(at..at + 4)?).into_owned());
        at = at.checked_add(8)?.checked_add(number(at + 4, 4)?)?;
    }
    Some(scan)
}

/// Reads the variable-width number of version 4, as in packs' offset deltas.
fn offset(bytes: &[u8], at: &mut usize) -> Option<usize> {
    let mut value = 0_usize;
    loop {
        let byte = usize::from(*bytes.get(*at)?);
        *at += 1;
        value = value.checked_mul(128)?.checked_add(byte & 127)?;
        if byte & 128 == 0 {
            return Some(value);
        }
        value += 1;
    }
}
