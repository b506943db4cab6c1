//! Where the desk is: found by walking up from where the user stands.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::{Desk, DeskError, Ground, layout, read};
use crate::config::{Config, Warning};
use crate::git::Repository;

/// The name of a desk's folder, unless the user says otherwise.
pub const FOLDER: &str = "desk";

impl Desk {
    /// Opens the desk that is nearest above a folder.
    ///
    /// `name` is the folder's name or path when the user gave one (`DESK_DIR`,
    /// or `desk.dir` of the git configuration).
    pub fn open(from: &Path, name: Option<&str>) -> Result<Desk, DeskError> {
        let (ground, code) = ground(from, name)?;
        let (config, warnings) = read_policy(&ground.root, from)?;
        Ok(Desk { ground, config, warnings, code })
    }

    /// Opens the desk whose policy may be in conflict: it is the one of the last commit then.
    pub fn open_in_conflict(from: &Path, name: Option<&str>) -> Result<Desk, DeskError> {
        let (ground, code) = ground(from, name)?;
        let read = read_policy(&ground.root, from);
        let Err(problem) = read else {
            return read.map(|(config, warnings)| Desk { ground, config, warnings, code });
        };
        let mut desk = Desk { ground, config: Config::default(), warnings: Vec::new(), code };
        let path = desk.in_repository(layout::POLICY);
        let repository = desk.ground.repository.as_ref();
        let bytes =
            repository.zip(path).map(|(repository, path)| repository.file_at(None, &path)).transpose()?;
        let text = bytes.flatten().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(problem)?;
        (desk.config, desk.warnings) = Config::parse(&text, layout::POLICY).map_err(DeskError::Config)?;
        Ok(desk)
    }
}

/// The setting that says where the work tree of a desk on its own branch is, from the folder that all work trees share.
pub const WORK_TREE: &str = "desk.worktree";

/// Finds the desk's folder and the repository around it; and where the code is, if that is another work tree.
fn ground(from: &Path, name: Option<&str>) -> Result<(Ground, Option<Repository>), DeskError> {
    let repository = Repository::discover(from)?;
    let path = repository
        .as_ref()
        .filter(|_| name.is_none())
        .and_then(|repository| repository.quick_setting(WORK_TREE));
    if let (Some(path), Some(repository)) = (path, repository.as_ref()) {
        return on_own_branch(repository, &path);
    }
    let configured = repository.as_ref().and_then(|repository| repository.quick_setting("desk.dir"));
    let name = name.map(str::to_owned).or(configured).unwrap_or_else(|| FOLDER.to_owned());
    let top = repository.as_ref().and_then(Repository::work_tree);
    let root = find(from, top, &name).ok_or_else(|| DeskError::NoDesk { from: from.to_owned(), name })?;
    Ok((Ground { root, repository }, None))
}

/// Opens the work tree of a desk on its own branch. It must be one of the same repository: the setting leads nowhere else.
fn on_own_branch(around: &Repository, path: &str) -> Result<(Ground, Option<Repository>), DeskError> {
    let path = clean(&around.common_dir().join(path));
    let gone = || DeskError::NoWorkTree { path: path.clone() };
    let root = fs::canonicalize(&path).map_err(|_| gone())?;
    let repository = Repository::discover(&root)?.ok_or_else(gone)?;
    let is_ours =
        repository.common_dir() == around.common_dir() && repository.work_tree() == Some(root.as_path());
    if !is_ours || !is_desk(&root) {
        return Err(gone());
    }
    // Who stands in the desk means the code beside it.
    let is_inside = around.work_tree() == Some(root.as_path());
    let standing =
        if is_inside { around.common_dir() } else { around.work_tree().unwrap_or(around.common_dir()) };
    let code = Repository::discover(standing)?;
    Ok((Ground { root, repository: Some(repository) }, code))
}

/// Takes `a/../` out of a path, which need not be there.
pub fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(clean.pop()),
            part => clean.push(part),
        }
    }
    clean
}

/// Walks up to the folder that holds a desk, no further than the top of the work tree.
fn find(from: &Path, top: Option<&Path>, name: &str) -> Option<PathBuf> {
    for folder in from.ancestors() {
        let below = folder.join(name);
        if is_desk(&below) {
            return Some(below);
        }
        if is_desk(folder) {
            return Some(folder.to_owned());
        }
        if top.is_some_and(|top| top == folder) {
            return None;
        }
    }
    None
}

/// Tells whether a folder is a desk: a real folder with a policy in it.
fn is_desk(folder: &Path) -> bool {
    let real = fs::symlink_metadata(folder).is_ok_and(|data| data.is_dir());
    real && fs::symlink_metadata(folder.join(layout::POLICY)).is_ok()
}

fn read_policy(root: &Path, from: &Path) -> Result<(Config, Vec<Warning>), DeskError> {
    let path = root.join(layout::POLICY);
    let shown = path.strip_prefix(from).unwrap_or(&path).display().to_string();
    let text = read::text_of(&path).map_err(|fault| DeskError::Policy { path: path.clone(), fault })?;
    Config::parse(&text, &shown).map_err(DeskError::Config)
}
