//! What is not committed.

use super::error::GitError;
use super::repository::Repository;

/// How a file differs from the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    /// Git does not know it.
    Untracked,
    /// Changed on the disk since it was staged or committed.
    Modified,
    /// Gone from the disk.
    Deleted,
    /// Different in the index than in the head, and not touched since.
    Staged,
    /// In conflict.
    Conflicted,
}

impl Repository {
    /// Returns the files that differ from the head, among these paths and in these folders; sorted.
    pub fn status_of(&self, paths: &[&str]) -> Result<Vec<(String, FileState)>, GitError> {
        // The library takes a split or sparse index for an empty one, and knows no sparse work tree.
        let is_plain = self.reasons_of_index(self.scan_index()?.as_ref()).is_empty()
            && !self.flag("core.sparseCheckout");
        match self.library().filter(|_| is_plain) {
            Some(library) => by_library(library, paths).map_err(GitError::library("reading the status")),
            None => self.by_program(paths),
        }
    }

    fn by_program(&self, paths: &[&str]) -> Result<Vec<(String, FileState)>, GitError> {
        let mut arguments = vec![
            "status",
            "--ignore-submodules=all",
            "--porcelain",
            "-z",
            "--untracked-files=all",
            "--no-renames",
            "--",
        ];
        arguments.extend(paths);
        let output = self.reader().run(&arguments, None)?;
        let text = String::from_utf8_lossy(&output);
        let mut states: Vec<_> = text
            .split('\0')
            .filter_map(|line| {
                let (code, path) = line.split_at_checked(3)?;
                Some((path.to_owned(), of_code(code)))
            })
            .collect();
        states.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        Ok(states)
    }
}

fn by_library(library: &git2::Repository, paths: &[&str]) -> Result<Vec<(String, FileState)>, git2::Error> {
    let mut options = git2::StatusOptions::new();
    options
        .include_untracked(true)
        .recurse_untracked_dirs(true)
        .exclude_submodules(true)
        .disable_pathspec_match(true);
    for path in paths {
        options.pathspec(path);
    }
    let statuses = library.statuses(Some(&mut options))?;
    let mut states: Vec<_> = statuses
        .iter()
        .filter_map(|entry| {
            let path = String::from_utf8_lossy(entry.path_bytes()).into_owned();
            Some((path, of_flags(entry.status())?))
        })
        .collect();
    states.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    Ok(states)
}

fn of_flags(status: git2::Status) -> Option<FileState> {
    use git2::Status;
    let staged = Status::INDEX_NEW
        | Status::INDEX_MODIFIED
        | Status::INDEX_DELETED
        | Status::INDEX_TYPECHANGE
        | Status::INDEX_RENAMED;
    if status.contains(Status::CONFLICTED) {
        Some(FileState::Conflicted)
    } else if status.contains(Status::WT_DELETED) {
        Some(FileState::Deleted)
    } else if status.intersects(Status::WT_MODIFIED | Status::WT_TYPECHANGE | Status::WT_RENAMED) {
        Some(FileState::Modified)
    } else if status.contains(Status::WT_NEW) {
        Some(FileState::Untracked)
    } else {
        status.intersects(staged).then_some(FileState::Staged)
    }
}

fn of_code(code: &str) -> FileState {
    let (index, disk) = (code.as_bytes().first(), code.as_bytes().get(1));
    match (index, disk) {
        (Some(b'?'), _) => FileState::Untracked,
        (Some(b'U'), _) | (_, Some(b'U')) | (Some(b'A'), Some(b'A')) | (Some(b'D'), Some(b'D')) => {
            FileState::Conflicted
        }
        (_, Some(b'D')) => FileState::Deleted,
        (_, Some(b' ')) => FileState::Staged,
        _ => FileState::Modified,
    }
}
