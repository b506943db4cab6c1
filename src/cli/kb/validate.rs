use clap::Args;

use super::Context;
use crate::cli::complete;
use crate::error::Failure;
use crate::ops::articles::state::validate;

/// Say that articles are right: somebody has made sure
///
/// They need a resolution. What is validated is an answer of `ask` and a page
/// of the site; validating is a review, too.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The articles
    #[arg(required = true, value_name = "ARTICLE")]
    #[arg(add = complete::articles())]
    articles: Vec<String>,
}

/// Runs `kb validate`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let outcome = validate(&writer, &context.articles(&desk, &arguments.articles)?)?;
    context.report_articles(&outcome, |found| format!("validated, {}", found.article().audience));
    Ok(())
}
