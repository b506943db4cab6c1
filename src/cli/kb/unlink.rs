use clap::Args;

use super::Context;
use crate::cli::complete;
use crate::desk::resolve::Purpose;
use crate::error::Failure;
use crate::model::ArticleId;
use crate::ops::articles::link::unlink;

/// Take back that articles answer a ticket
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ticket
    #[arg(add = complete::tickets())]
    id: String,
    /// The articles; an id will do where the article is no longer there
    #[arg(required = true, value_name = "ARTICLE")]
    #[arg(add = complete::articles())]
    articles: Vec<String>,
}

/// Runs `kb unlink`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let place = context.place(&desk, &arguments.id, Purpose::Act)?;
    let mut ids: Vec<ArticleId> = Vec::new();
    for text in &arguments.articles {
        ids.push(match text.parse() {
            Ok(id) => id,
            Err(_) => context.article(&desk, text, Purpose::Act)?.file.article.id,
        });
    }
    let outcome = unlink(&writer, &place, &ids)?;
    let names: Vec<&str> = ids.iter().map(ArticleId::as_str).collect();
    context.report(&desk, &outcome, |_| format!("no longer answered by {}", names.join(", ")));
    Ok(())
}
