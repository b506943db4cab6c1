//! The merge driver's place in a repository: its settings, its attributes, and git's own merge of one file.

use std::path::{Path, PathBuf};

use super::error::GitError;
use super::program::Program;
use super::repository::Repository;

impl Repository {
    /// Returns the file of the settings that all work trees of the repository share.
    pub fn settings_file(&self) -> PathBuf {
        self.common_dir().join("config")
    }

    /// Returns the file of attributes that is the repository's own, in no commit.
    pub fn attributes_file(&self) -> PathBuf {
        self.common_dir().join("info/attributes")
    }

    /// Returns the file of names that this repository's own ignores, in no commit.
    pub fn exclude_file(&self) -> PathBuf {
        self.common_dir().join("info/exclude")
    }

    /// Gives a setting of the repository a value.
    pub fn set_setting(&self, key: &str, value: &str) -> Result<(), GitError> {
        self.program().run(&["config", "--local", key, value], None).map(drop)
    }

    /// Removes a section of the repository's settings, if it is there.
    pub fn remove_settings(&self, section: &str) -> Result<(), GitError> {
        match self.program().run(&["config", "--local", "--remove-section", section], None) {
            Err(GitError::Failed { stderr, .. }) if stderr.contains("no such section") => Ok(()),
            done => done.map(drop),
        }
    }

    /// Returns the value of an attribute for a path, as git finds it: `unspecified` where there is none.
    pub fn attribute(&self, path: &str, name: &str) -> Result<String, GitError> {
        let listed = self.reader().run(&["check-attr", "-z", name, "--", path], None)?;
        let listed = String::from_utf8_lossy(&listed);
        // path NUL attribute NUL value NUL
        Ok(listed.split('\0').nth(2).unwrap_or("unspecified").to_owned())
    }
}

/// Merges a file as git does without a driver, in the place of `ours`; tells whether it was clean.
pub fn merge_file(base: &Path, ours: &Path, theirs: &Path) -> Result<bool, GitError> {
    let [base, ours, theirs] = [base, ours, theirs].map(|path| path.as_os_str());
    let labels = ["-L", "ours", "-L", "base", "-L", "theirs"].map(std::ffi::OsStr::new);
    let arguments = [&[std::ffi::OsStr::new("merge-file")], &labels[..], &[ours, base, theirs]].concat();
    match Program::anywhere().run(&arguments, None) {
        Ok(_) => Ok(true),
        // As many as there are conflicts.
        Err(GitError::Failed { code: Some(1..=127), .. }) => Ok(false),
        Err(error) => Err(error),
    }
}
