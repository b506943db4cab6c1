//! Finding a repository by its files alone: the library refuses some that git can work with.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::GitError;

/// Returns the git folder and the work tree, if this folder has them.
pub(super) fn at(folder: &Path) -> Option<(PathBuf, Option<PathBuf>)> {
    let dot_git = folder.join(".git");
    if is_git_dir(&dot_git) {
        return Some((dot_git, Some(folder.to_owned())));
    }
    // A linked work tree or a submodule: a file that tells where the git folder is.
    if dot_git.is_file()
        && let Ok(text) = fs::read_to_string(&dot_git)
        && let Some(target) = text.strip_prefix("gitdir:")
        && let Ok(target) = fs::canonicalize(folder.join(target.trim()))
        && is_git_dir(&target)
    {
        return Some((target, Some(folder.to_owned())));
    }
    is_git_dir(folder).then(|| (folder.to_owned(), None))
}

/// Returns whether a folder looks like what git keeps: the main git folder, or that of a linked work tree.
fn is_git_dir(folder: &Path) -> bool {
    let has = |name: &str| folder.join(name).exists();
    fs::symlink_metadata(folder.join("HEAD")).is_ok() && (has("commondir") || (has("objects") && has("refs")))
}

/// Returns the folder that all work trees share.
pub(super) fn common_dir_of(git_dir: &Path) -> Result<PathBuf, GitError> {
    let file = git_dir.join("commondir");
    match fs::read_to_string(&file) {
        Ok(text) => {
            let folder = git_dir.join(text.trim_end());
            fs::canonicalize(&folder).map_err(GitError::file("could not find", &folder))
        }
        Err(_) => Ok(git_dir.to_owned()),
    }
}
