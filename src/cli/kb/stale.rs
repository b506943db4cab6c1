use clap::Args;

use super::Context;
use crate::cli::complete;
use crate::error::Failure;
use crate::ops::articles::stale::{QUIET_DAYS, Stale, Why, stale};
use crate::render::{Column, Line, Table};
use crate::ui::style;
use crate::view;

/// List articles that may no longer be right
///
/// An article with `covers` is stale once a commit has changed that code since
/// the article was reviewed or of use; any other one after a time without a
/// review. `git desk kb review` says that it is still right.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Only these
    #[arg(value_name = "ARTICLE")]
    #[arg(add = complete::articles())]
    articles: Vec<String>,
    /// After how many days without a review one is stale that covers no code
    #[arg(long, value_name = "DAYS", default_value_t = QUIET_DAYS)]
    days: i64,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs `kb stale`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let articles = match arguments.articles.as_slice() {
        [] => {
            let articles = desk.articles()?;
            context.report_broken_articles(&desk, &articles);
            articles.found
        }
        texts => context.articles(&desk, texts)?,
    };
    let finder = context.finder(&desk)?;
    let stale = stale(&desk, &finder, &articles, arguments.days)?;
    if arguments.json {
        let items = stale.iter().map(view::article::stale).collect();
        return Ok(context.ui.data(format!("{}\n", view::items(items)))?);
    }
    if stale.is_empty() {
        context.ui.say("nothing says that an article is no longer right");
        return Ok(());
    }
    context.ui.page();
    let mut table = Table::new(["ID", "REVIEWED", "WHY", "TITLE"].map(Column::new));
    for one in &stale {
        let reviewed = one.reviewed.map(|at| view::time::relative(at, context.clock.now));
        let article = one.found.article();
        table.push([
            Line::styled(article.id.as_str(), style::ID),
            Line::styled(reviewed.as_deref().unwrap_or("never"), style::DIM),
            Line::new().plain(&why(one)),
            Line::new().plain(&article.title),
        ]);
    }
    Ok(context.ui.table(&table)?)
}

/// Says why an article may no longer be right.
fn why(stale: &Stale<'_>) -> String {
    match &stale.why {
        Why::Code(moved) => {
            let commits =
                if moved.commits == 1 { "1 commit".to_owned() } else { format!("{} commits", moved.commits) };
            let last = moved.last.as_deref().and_then(|last| last.get(..7)).unwrap_or_default();
            format!("{commits}, {last} changed {}", moved.path.as_deref().unwrap_or_default())
        }
        Why::Days(days) => format!("{days} days"),
        Why::Never => "never reviewed".to_owned(),
    }
}
