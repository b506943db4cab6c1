use std::path::PathBuf;

use clap::Args;

use super::Context;
use crate::error::{ExitCode, Failure};
use crate::ops::drive::drive;

/// Merge one file of a desk, for git
///
/// Git calls this for the files of a desk once `git desk setup` has registered
/// it: key by key, so that front matter is never left in conflict. The exit
/// code is 1 where a person must decide.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The file as it was before both
    base: PathBuf,
    /// Our file, which becomes the merged one
    ours: PathBuf,
    /// Their file
    theirs: PathBuf,
    /// The path of the file in the repository
    path: String,
}

/// Runs `merge-driver`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let at = |path: &PathBuf| context.from.join(path);
    let (base, ours, theirs) = (at(&arguments.base), at(&arguments.ours), at(&arguments.theirs));
    let findings = drive(&base, &ours, &theirs, &arguments.path)?;
    for finding in &findings {
        context.ui.warn(format!("{}: {finding}", arguments.path));
    }
    match findings.is_empty() {
        true => Ok(()),
        false => Err(Failure::new(ExitCode::Findings, "")),
    }
}
