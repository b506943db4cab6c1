//! The least that any program must do, each in a process of its own and on one core.
//!
//! This program is started anew for them, with [`FLAG`] before the kind and the folder.

use std::fs;
use std::path::Path;
use std::process::Command;

pub const FLAG: &str = "--floor";

/// Prepares a floor: `read` or `stat` of all files below a folder.
pub fn command(kind: &str, folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([FLAG, kind]).arg(folder);
    command
}

/// Runs a floor.
pub fn run(kind: &str, folder: &Path) {
    let look: fn(&Path) = match kind {
        "read" => |path| drop(fs::read(path).unwrap()),
        _ => |path| assert!(fs::symlink_metadata(path).is_ok()),
    };
    walk(folder, look);
}

fn walk(folder: &Path, look: fn(&Path)) {
    for item in fs::read_dir(folder).unwrap() {
        let item = item.unwrap();
        match item.file_type().unwrap().is_dir() {
            true => walk(&item.path(), look),
            false => look(&item.path()),
        }
    }
}
