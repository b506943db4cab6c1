use clap::Args;

use super::{Chosen, Context};
use crate::error::Failure;
use crate::ops::articles::review::review;

/// Say that articles are still right, with the code of now
///
/// To link an article to a ticket says the same: what solves is right.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    chosen: Chosen,
}

/// Runs `kb review`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let outcome = review(&writer, &context.chosen_articles(&desk, &arguments.chosen)?)?;
    context.report_articles(&outcome, |_| "reviewed".to_owned());
    Ok(())
}
