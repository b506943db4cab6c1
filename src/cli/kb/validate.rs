use clap::Args;

use super::{Chosen, Context};
use crate::error::Failure;
use crate::ops::articles::state::validate;

/// Say that articles are right: somebody has made sure
///
/// They need a resolution. What is validated is an answer of `ask` and a page
/// of the site; validating is a review, too.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    chosen: Chosen,
}

/// Runs `kb validate`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let outcome = validate(&writer, &context.chosen_articles(&desk, &arguments.chosen)?)?;
    context.report_articles(&outcome, |found| format!("validated, {}", found.article().audience));
    Ok(())
}
