use clap::Args;

use super::Context;
use crate::error::{ExitCode, Failure};

/// Print the man page
#[derive(Debug, Args)]
pub struct Arguments {}

/// Runs `man`.
pub fn run(context: &mut Context, _: &Arguments) -> Result<(), Failure> {
    let page = crate::cli::generate::man_page()
        .map_err(|error| Failure::new(ExitCode::Refused, format!("the man page cannot be made: {error}")))?;
    Ok(context.ui.data(page)?)
}
