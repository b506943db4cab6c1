use clap::Args;

use super::{Chosen, Context};
use crate::cli::complete;
use crate::desk::resolve::Purpose;
use crate::error::Failure;
use crate::ops::articles::state::archive;

/// Say that articles are no longer of use
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    chosen: Chosen,
    /// The article that takes their place
    #[arg(long, value_name = "ARTICLE")]
    #[arg(add = complete::articles())]
    superseded_by: Option<String>,
}

/// Runs `kb archive`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let articles = context.chosen_articles(&desk, &arguments.chosen)?;
    let successor = match &arguments.superseded_by {
        Some(text) => Some(context.article(&desk, text, Purpose::Act)?.file.article.id),
        None => None,
    };
    let outcome = archive(&writer, &articles, successor.as_ref())?;
    context.report_articles(&outcome, |_| match &successor {
        Some(id) => format!("archived, {id} takes its place"),
        None => "archived".to_owned(),
    });
    Ok(())
}
