use clap::Args;

use super::Context;
use crate::cli::import::count;
use crate::error::Failure;
use crate::ops::articles::find::{Listed, find};
use crate::query::parse;
use crate::render::{Column, Line, Table};
use crate::ui::style;
use crate::view;

/// List articles
///
/// QUERY is words, and fields with their values: `git desk kb list
/// 'state:validated label:vpn uses:>3'`; docs/query.md has them. What is
/// archived is listed only where the query names a state.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What to look for
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// At most this many
    #[arg(short = 'L', long, value_name = "COUNT")]
    limit: Option<usize>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs `kb list`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let articles = desk.articles()?;
    context.report_broken_articles(&desk, &articles);
    let text = arguments.query.join(" ");
    let mut wanted = parse(&text)?;
    if !text.contains("state:") {
        wanted = wanted.and(parse("-state:archived")?);
    }
    let finder = context.finder(&desk)?;
    let mut listed = find(&finder, context.me(&desk)?.as_ref(), &articles.found, &wanted)?;
    listed.truncate(arguments.limit.unwrap_or(usize::MAX));
    if arguments.json {
        let items = listed.iter().map(view::article::json).collect();
        return Ok(context.ui.data(format!("{}\n", view::items(items)))?);
    }
    if listed.is_empty() {
        context.ui.say("no article fits");
        let nameless = articles.nameless.len();
        if nameless > 0 {
            let count = count(nameless, "file");
            context
                .ui
                .hint(format!("{count} without an id: `git desk kb add desk/kb` makes articles of them"));
        }
        return Ok(());
    }
    context.ui.page();
    let now = context.clock.now;
    let columns = ["ID", "STATE", "AUDIENCE", "USES", "REVIEWED", "TITLE"].map(|name| match name {
        "USES" => Column::new(name).right(),
        name => Column::new(name),
    });
    let mut table = Table::new(columns);
    listed.iter().for_each(|listed| table.push(row(listed, now)));
    Ok(context.ui.table(&table)?)
}

fn row(listed: &Listed<'_>, now: crate::model::Instant) -> [Line; 6] {
    let article = listed.found.article();
    let reviewed = listed.reviewed.map(|at| view::time::relative(at, now)).unwrap_or_default();
    [
        Line::styled(article.id.as_str(), style::ID),
        Line::styled(article.state.as_str(), style::article(article.state.as_str())),
        Line::new().plain(article.audience.as_str()),
        Line::new().plain(&listed.uses.to_string()),
        Line::styled(&reviewed, style::DIM),
        Line::new().plain(&article.title),
    ]
}
