//! A desk on a branch of its own, seen through a linked work tree: the same tickets from every branch of the code.
//!
//! The branch shares no commit with the others; its files are those of the desk's folder. The work tree lies in the folder
//! `desk`, which the code's own tree does not see (`info/exclude`), and is found by `desk.worktree` in the settings that
//! all work trees share. `git clone` brings the branch, and `git desk setup` the rest.

use std::path::{Path, PathBuf};

use super::init::{NewDesk, files};
use super::{OpsError, setup};
use crate::desk::layout;
use crate::desk::open::{FOLDER, WORK_TREE, clean};
use crate::desk::transaction::{Options, new_commit};
use crate::git::{Change, Repository};

/// The setting that names the branch, where it is not `desk`.
const BRANCH: &str = "desk.branch";

/// Makes a desk on a branch of its own.
pub fn init(
    repository: &Repository,
    options: &Options,
    subject: &str,
    new: &NewDesk,
    branch: &str,
) -> Result<(), OpsError> {
    let folder = folder_of(repository, &new.root)?;
    if new.root.exists() {
        return Err(OpsError::InTheWay { path: new.root.clone() });
    }
    refuse_tracked(repository, &folder)?;
    if repository.commit_of(&format!("refs/heads/{branch}")).is_some() {
        return Err(OpsError::BranchExists { branch: branch.to_owned() });
    }
    let files = files(new);
    let changes: Vec<Change<'_>> =
        files.iter().map(|(path, text)| Change { path, after: Some(text.as_bytes()) }).collect();
    let commit = new_commit(repository, options, format!("{subject}\n"))?;
    let made = repository.make_orphan(branch, &changes, &commit)?;
    let connected = connect(repository, &new.root, &folder, branch);
    if connected.is_err() {
        // Nothing is half made.
        let _ = repository.remove_branch(branch, &made);
    }
    connected
}

/// Returns the branch that is a desk: `desk` here, or `origin/desk` after a clone. `None` where there is none.
pub fn branch(repository: &Repository) -> Result<Option<String>, OpsError> {
    let name = branch_name(repository);
    let local = format!("refs/heads/{name}");
    let has_local = repository.commit_of(&local).is_some();
    let end = format!("/{name}");
    let short = |reference: &String| match has_local {
        true => (*reference == local).then(|| name.clone()),
        false => reference.strip_prefix("refs/remotes/").filter(|it| it.ends_with(&end)).map(str::to_owned),
    };
    Ok(repository.references_with(layout::POLICY)?.iter().find_map(short))
}

fn branch_name(repository: &Repository) -> String {
    repository.setting(BRANCH).unwrap_or_else(|| FOLDER.to_owned())
}

/// Brings back the work tree of a desk on its own branch: after a clone, or where its folder was deleted. Returns the
/// folder; `None` where no branch is a desk.
pub fn bring_back(repository: &Repository) -> Result<Option<PathBuf>, OpsError> {
    let (Some(top), Some(found)) = (main_work_tree(repository), branch(repository)?) else { return Ok(None) };
    let name = branch_name(repository);
    if found != name {
        repository.follow_branch(&name, &found)?;
    }
    let known = repository.setting(WORK_TREE).map(|path| repository.common_dir().join(path));
    let root = known.map_or_else(|| top.join(FOLDER), |path| clean(&path));
    if root.exists() {
        return Err(OpsError::InTheWay { path: root });
    }
    let folder = folder_of(repository, &root)?;
    refuse_tracked(repository, &folder)?;
    connect(repository, &root, &folder, &name)?;
    Ok(Some(root))
}

/// Checks the branch out in its folder, hides that from the code, and remembers where it is.
fn connect(repository: &Repository, root: &Path, folder: &str, branch: &str) -> Result<(), OpsError> {
    repository.add_work_tree(root, branch)?;
    setup::append_once(&repository.exclude_file(), &format!("/{folder}/"))?;
    let above = repository.common_dir().parent().unwrap_or(repository.common_dir());
    let path = match root.strip_prefix(above) {
        Ok(inner) => format!("../{}", inner.display()),
        Err(_) => root.display().to_string(),
    };
    repository.set_setting(WORK_TREE, &path)?;
    if branch != FOLDER {
        repository.set_setting(BRANCH, branch)?;
    }
    Ok(())
}

/// Refuses a folder that a branch or a tag of the code has: a checkout of it would overwrite edited tickets.
fn refuse_tracked(repository: &Repository, folder: &str) -> Result<(), OpsError> {
    let references = repository.references_with(folder)?;
    match references.first() {
        Some(reference) => {
            Err(OpsError::FolderTracked { folder: folder.to_owned(), reference: reference.clone() })
        }
        None => Ok(()),
    }
}

/// Returns the path of the desk's folder from the top of the main work tree.
fn folder_of(repository: &Repository, root: &Path) -> Result<String, OpsError> {
    let top = main_work_tree(repository).unwrap_or_else(|| repository.common_dir().to_owned());
    let inner = root.strip_prefix(&top).ok().and_then(Path::to_str).filter(|inner| !inner.is_empty());
    inner.map(|inner| inner.replace('\\', "/")).ok_or_else(|| OpsError::InTheWay { path: root.to_owned() })
}

/// Returns the work tree that the repository itself lies in.
fn main_work_tree(repository: &Repository) -> Option<PathBuf> {
    let common = repository.common_dir();
    let is_inside = common.file_name().is_some_and(|name| name == ".git");
    if is_inside { common.parent().map(Path::to_owned) } else { repository.work_tree().map(Path::to_owned) }
}
