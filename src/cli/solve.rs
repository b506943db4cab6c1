use clap::Args;

use super::close::how;
use super::kb::About;
use super::message::Message;
use super::{Context, complete, kb};
use crate::config::Kind;
use crate::error::Failure;
use crate::ops::articles::suggest::About as Matter;
use crate::ops::close::solve;

/// Solve tickets: answered, and the requester may object
///
/// `--kb` says which articles answered, and `--new-article` writes one from
/// what was found out. Where a ticket has none, those that may answer it are
/// shown on a terminal.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The tickets
    #[arg(required = true, value_name = "ID")]
    #[arg(add = complete::tickets())]
    ids: Vec<String>,
    /// How: `solved`, `workaround`, `answered`, `rejected`, `abandoned`, `duplicate`, `merged`, `spam`
    #[arg(short, long, value_name = "RESOLUTION")]
    #[arg(add = complete::names(Kind::Resolution))]
    resolution: Option<String>,
    /// An article that answered; several may be given
    #[arg(long, value_name = "ARTICLE", value_delimiter = ',')]
    #[arg(add = complete::articles())]
    kb: Vec<String>,
    /// Draft an article from the ticket, and link it
    #[arg(long)]
    new_article: bool,
    /// Show articles that may answer, also where stderr is no terminal
    #[arg(long)]
    suggest: bool,
    #[command(flatten)]
    message: Message,
}

/// Runs `solve`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let places = context.places(&desk, &arguments.ids)?;
    let [first, others @ ..] = places.as_slice() else { return Ok(()) };
    if arguments.new_article && !others.is_empty() {
        return Err(Failure::usage("one article is drafted from one ticket").hint("solve them one by one"));
    }
    let articles = context.article_ids(&desk, &arguments.kb)?;
    let message = arguments.message.or_empty()?;
    let outcome = solve(&writer, &places, arguments.resolution.as_deref(), &message, &articles)?;
    context.report(&desk, &outcome, how);
    if arguments.new_article {
        return kb::draft(context, &desk, &writer, first, "", &About::default());
    }
    for done in outcome.done.iter().filter(|done| done.after.articles.is_empty()) {
        let heading = format!("did one of these answer it? `git desk kb link {} ARTICLE`", done.after.id);
        context.suggest_articles(&desk, &Matter::ticket(&done.after), arguments.suggest, &heading)?;
    }
    Ok(())
}
