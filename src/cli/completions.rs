use clap::Args;
use clap_complete::Shell;

use super::Context;
use crate::error::Failure;

/// Print the completions for a shell
///
/// For `git-desk`, and in bash, zsh and fish for `git desk` as well.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

/// Runs `completions`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    Ok(context.ui.data(crate::cli::generate::completions(arguments.shell))?)
}
