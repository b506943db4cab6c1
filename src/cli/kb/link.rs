use clap::Args;

use super::Context;
use crate::cli::complete;
use crate::desk::resolve::Purpose;
use crate::error::Failure;
use crate::model::ArticleId;
use crate::ops::articles::link::link;

/// Say that articles answer a ticket
///
/// Only the ticket keeps the link; how often an article is of use is counted
/// from there, and its use counts as a review.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ticket
    #[arg(add = complete::tickets())]
    id: String,
    /// The articles
    #[arg(required = true, value_name = "ARTICLE")]
    #[arg(add = complete::articles())]
    articles: Vec<String>,
}

/// Runs `kb link`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let place = context.place(&desk, &arguments.id, Purpose::Act)?;
    let ids = context.article_ids(&desk, &arguments.articles)?;
    let outcome = link(&writer, &place, &ids)?;
    let names: Vec<&str> = ids.iter().map(ArticleId::as_str).collect();
    context.report(&desk, &outcome, |_| format!("answered by {}", names.join(", ")));
    Ok(())
}
