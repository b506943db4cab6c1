use clap::Args;

use super::Context;
use crate::cli::complete;
use crate::desk::resolve::{Purpose, ResolveError};
use crate::error::Failure;
use crate::ops::articles::suggest::{About, Suggestions, suggest};
use crate::ops::find::Scope;
use crate::render::{Line, Text};
use crate::ui::style;
use crate::view;

/// Show what may already answer a ticket or a text: articles, and tickets like it
#[derive(Debug, Args)]
pub struct Arguments {
    /// A ticket, or words
    #[arg(required = true, value_name = "ID|TEXT")]
    #[arg(add = complete::tickets())]
    words: Vec<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs `kb suggest`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let text = arguments.words.join(" ");
    let place = match (arguments.words.as_slice(), desk.resolve(&text, Purpose::Look, &desk.recent(None))) {
        ([_], Ok(place)) => Some(place),
        ([_], Err(ResolveError::Ambiguous { text, candidates })) => {
            return Err(ResolveError::Ambiguous { text, candidates }.into());
        }
        _ => None,
    };
    let finder = context.finder_of(&desk, &desk, Scope::None)?;
    let ticket = place.map(|place| desk.ticket(place)).transpose()?.map(|found| found.file.ticket);
    let about = ticket.as_ref().map_or_else(|| About::text(&text), About::ticket);
    let suggestions = suggest(&desk, &finder, &about)?;
    if arguments.json {
        let item = view::article::suggestions(&suggestions);
        return Ok(context.ui.data(format!("{}\n", view::item(item)))?);
    }
    if suggestions.is_empty() {
        context.ui.say("no article and no ticket is like it");
        return Ok(());
    }
    let width = if context.ui.is_stdout_terminal() { context.ui.width() } else { usize::MAX };
    Ok(context.ui.show(&lines(&suggestions, width))?)
}

/// Lays suggestions out: id, score, title, and why, on one line where there is room.
pub fn lines(suggestions: &Suggestions, width: usize) -> Text {
    let mut text = Text::new();
    let mut push = |id: &str, score: f64, title: &str, more: &str, shared: &[String]| {
        let why: Vec<&str> = shared.iter().take(5).map(String::as_str).collect();
        let line = Line::styled(id, style::ID)
            .plain(&format!("  {score:.2}  {title}"))
            .paint(&format!("  {more}, shares {}", why.join(", ")), style::DIM);
        for (number, part) in line.wrap(width.saturating_sub(2)).into_iter().enumerate() {
            text.append_indented(&Text::from(part), if number == 0 { 0 } else { 2 });
        }
    };
    for item in &suggestions.articles {
        let article = item.found.article();
        push(article.id.as_str(), item.score, &article.title, article.state.as_str(), &item.shared);
    }
    for item in &suggestions.tickets {
        let ticket = &item.record.ticket;
        push(ticket.id.as_str(), item.score, &ticket.title, ticket.status.as_str(), &item.shared);
    }
    text
}
