//! Where the desk is: found by walking up from where the user stands.

use std::fs;
use std::path::{Path, PathBuf};

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
        let repository = Repository::discover(from)?;
        let configured = repository.as_ref().and_then(|repository| repository.quick_setting("desk.dir"));
        let name = name.map(str::to_owned).or(configured).unwrap_or_else(|| FOLDER.to_owned());
        let top = repository.as_ref().and_then(Repository::work_tree);
        let root = find(from, top, &name).ok_or_else(|| DeskError::NoDesk { from: from.to_owned(), name })?;
        let (config, warnings) = read_policy(&root, from)?;
        Ok(Desk { ground: Ground { root, repository }, config, warnings })
    }
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
