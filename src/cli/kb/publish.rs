use clap::Args;

use super::{Chosen, Context};
use crate::error::Failure;
use crate::ops::articles::state::{publish, withdraw};

/// Show validated articles to everybody
///
/// What is public is on the public site and in the answers of `ask --public`.
/// `git desk kb check` finds addresses and names that should not be there.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    chosen: Chosen,
    /// Show them to the team only, from now on
    #[arg(long)]
    internal: bool,
}

/// Runs `kb publish`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let articles = context.chosen_articles(&desk, &arguments.chosen)?;
    let outcome =
        if arguments.internal { withdraw(&writer, &articles)? } else { publish(&writer, &articles)? };
    context.report_articles(&outcome, |found| found.article().audience.to_string());
    Ok(())
}
