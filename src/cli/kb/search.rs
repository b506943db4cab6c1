use clap::Args;

use super::Context;
use crate::error::Failure;
use crate::ops::articles::ask::{Passage, search};
use crate::render::{Column, Line, Table, Text};
use crate::ui::style;
use crate::view;

/// Search articles in your own words, the best answer first
///
/// Words of the same family, slips of the finger and other words for the same
/// thing are found, in English and French.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What to look for
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
    /// At most this many
    #[arg(short = 'L', long, value_name = "COUNT", default_value_t = 10)]
    limit: usize,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs `kb search`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let found = search(&desk, &arguments.text.join(" "), arguments.limit)?;
    if arguments.json {
        let items = found.iter().map(view::article::hit).collect();
        return Ok(context.ui.data(format!("{}\n", view::items(items)))?);
    }
    if found.is_empty() {
        context.ui.say("no article has any of these words");
        return Ok(());
    }
    context.ui.page();
    if context.ui.is_stdout_terminal() {
        let text = text(&found, context.ui.prose_width());
        return Ok(context.ui.show(&text)?);
    }
    let mut table = Table::new(["ID", "SCORE", "STATE", "TITLE", "TEXT"].map(Column::new));
    for item in &found {
        let article = item.found.article();
        let score = format!("{:.2}", item.score);
        let cells = [article.id.as_str(), &score, article.state.as_str(), &article.title, &item.text];
        table.push(cells.map(|cell| Line::new().plain(cell)));
    }
    Ok(context.ui.table(&table)?)
}

/// Lays passages out for a person: id, score and title, and under them the place that answers.
pub fn text(found: &[Passage], width: usize) -> Text {
    let mut text = Text::new();
    for (at, item) in found.iter().enumerate() {
        if at > 0 {
            text.blank();
        }
        let article = item.found.article();
        let line = Line::styled(article.id.as_str(), style::ID)
            .plain(&format!("  {:.2}  ", item.score))
            .paint(&article.title, style::HEADING)
            .paint(&format!("  {}", article.state), style::DIM);
        line.wrap(width).into_iter().for_each(|line| {
            text.push(line);
        });
        let heading = if item.heading.is_empty() { String::new() } else { format!("{}: ", item.heading) };
        let passage = Line::styled(&heading, style::DIM).plain(&item.text);
        let mut wrapped = Text::new();
        passage.wrap(width.saturating_sub(4)).into_iter().for_each(|line| {
            wrapped.push(line);
        });
        text.append_indented(&wrapped, 4);
    }
    text
}
