//! A look at an index: what parts it has, and what is in conflict.
//!
//! The library takes a split index for an empty one, so we look before it is asked.

use std::fs;
use std::io::ErrorKind;

use super::walk::walk;
use crate::git::error::GitError;
use crate::git::repository::Repository;

impl Repository {
    /// Looks through the index; `None` if it makes no sense.
    pub fn scan_index(&self) -> Result<Option<Scan>, GitError> {
        let path = self.git_dir().join("index");
        match fs::read(&path) {
            Ok(bytes) => Ok(scan(&bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Some(Scan::default())),
            Err(error) => Err(GitError::file("could not read", &path)(error)),
        }
    }
}

/// What stands in an index, apart from what is staged.
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

fn scan(bytes: &[u8]) -> Option<Scan> {
    let mut conflicted: Vec<String> = Vec::new();
    let extensions = walk(bytes, |entry| {
        if entry.stage() != 0 {
            conflicted.push(String::from_utf8_lossy(entry.name).into_owned());
        }
    })?;
    conflicted.dedup();
    let extensions = extensions.iter().map(|(name, _)| String::from_utf8_lossy(name).into_owned());
    Some(Scan { extensions: extensions.collect(), conflicted })
}
