use clap::Args;

use super::Context;
use crate::cli::complete;
use crate::desk::resolve::Purpose;
use crate::desk::{Desk, FoundArticle};
use crate::error::Failure;
use crate::ops::articles::stale::last_review;
use crate::ops::articles::uses::Uses;
use crate::render::{Line, Text, html, markdown};
use crate::ui::style;
use crate::view;

/// Show an article
#[derive(Debug, Args)]
pub struct Arguments {
    /// The article
    #[arg(value_name = "ARTICLE")]
    #[arg(add = complete::articles())]
    article: String,
    /// Print the file as it is
    #[arg(long, conflicts_with_all = ["html", "json"])]
    raw: bool,
    /// Print its text as HTML, without harm
    #[arg(long, conflicts_with = "json")]
    html: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs `kb show`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let found = context.article(&desk, &arguments.article, Purpose::Look)?;
    if arguments.raw {
        return Ok(context.ui.data(&found.file.text)?);
    }
    if arguments.html {
        let article = found.article();
        return Ok(context
            .ui
            .data(html::render(&article.body, &article.title, &|url: &str| Some(url.to_owned())).body)?);
    }
    let finder = context.finder(&desk)?;
    let uses = Uses::of(&finder);
    if arguments.json {
        return Ok(context.ui.data(format!("{}\n", view::item(view::article::whole(&found, &uses))))?);
    }
    context.ui.page();
    let text = text(context, &desk, &found, &uses);
    Ok(context.ui.show(&text)?)
}

fn text(context: &Context, desk: &Desk, found: &FoundArticle, uses: &Uses) -> Text {
    let (article, width) = (found.article(), context.ui.prose_width());
    let mut text = Text::new();
    let title =
        Line::styled(article.id.as_str(), style::ID).plain("  ").paint(&article.title, style::HEADING);
    let state = Line::styled(article.state.as_str(), style::article(article.state.as_str()))
        .plain(&format!(" · {}", article.audience));
    for line in [title, state].iter().flat_map(|line| line.wrap(width)) {
        text.push(line);
    }
    text.blank();
    for line in facts(context, desk, found, uses) {
        text.push(line);
    }
    if !article.body.is_empty() {
        text.blank().append(markdown::render(&article.body, width));
    }
    text
}

fn facts(context: &Context, desk: &Desk, found: &FoundArticle, uses: &Uses) -> Vec<Line> {
    let (article, zone, now) = (found.article(), desk.config.zone, context.clock.now);
    let time = |at| format!("{} ({})", view::time::local(at, zone), view::time::relative(at, now));
    let joined = |items: &[String]| (!items.is_empty()).then(|| items.join(", "));
    let used = uses.get(&article.id);
    let tickets = used.map(|used| {
        let some: Vec<&str> = used.tickets.iter().rev().take(5).map(|id| id.as_str()).collect();
        let more = if used.tickets.len() > some.len() { ", …" } else { "" };
        format!("{} (`{}`{more})", used.tickets.len(), some.join("`, `"))
    });
    let facts = [
        ("File", Some(desk.shown(&context.from, &found.path))),
        ("Owner", article.owner.as_ref().map(ToString::to_string)),
        ("Language", article.lang.clone()),
        ("Created", article.created.map(time)),
        ("Reviewed", last_review(found, uses).map(time)),
        ("Labels", joined(&article.labels)),
        ("Holds for", joined(&article.environment)),
        ("Covers", joined(&article.covers)),
        ("Synonyms", joined(&article.synonyms)),
        ("Instead", article.superseded_by.as_ref().map(ToString::to_string)),
        ("Says", article.translation_of.as_ref().map(|id| format!("{id} in another language"))),
        ("Solved", tickets),
    ];
    let line = |(name, value): (&str, Option<String>)| {
        Some(Line::styled(&format!("{name:<9} "), style::DIM).plain(&value?))
    };
    facts.into_iter().filter_map(line).collect()
}
