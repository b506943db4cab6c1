use clap::Args;

use super::{Context, complete, query};
use crate::desk::Desk;
use crate::error::Failure;
use crate::ops::fields;
use crate::ops::find::Scope;
use crate::ops::search::{Hit, Source, search};
use crate::render::{Column, Line, Table, Text};
use crate::search::Snippet;
use crate::ui::{self, style};
use crate::view;

/// Search the words of tickets and articles, the best answer first
///
/// Finds words of the same family, in English and French (`print` finds
/// `printing`), and with `*` all that begins so. Looks through titles, labels,
/// descriptions, threads and the knowledge base, also in tickets that are
/// done. Where nothing has all the words, what has some of them is shown.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What to look for
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
    /// Only in tickets that fit this query
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    #[arg(add = complete::query())]
    query: Option<String>,
    /// At most this many
    #[arg(short = 'L', long, value_name = "COUNT", default_value_t = 20)]
    limit: usize,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs `search`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let query = arguments.query.clone().map(|text| query::read(&desk, &[text])).transpose()?;
    let scope = if query.is_some() { Scope::All } else { Scope::None };
    let finder = context.finder_of(&desk, &desk, scope)?;
    let hits = search(&desk, &finder, &arguments.text.join(" "), query.as_ref(), arguments.limit)?;
    context.report_broken(&desk, &finder.records.broken);
    if arguments.json {
        let items = hits.iter().map(view::hit::json).collect();
        return Ok(context.ui.data(format!("{}\n", view::items(items)))?);
    }
    if hits.is_empty() {
        context.ui.say("nothing has any of these words");
        return Ok(());
    }
    if !hits[0].has_all {
        context.ui.hint("nothing has all of these words; this has some of them");
    }
    if context.ui.is_stdout_terminal() {
        let tickets = hits.iter().filter_map(|hit| match &hit.source {
            Source::Ticket(record) => Some(record.place.id.clone()),
            Source::Article(_) => None,
        });
        desk.remember_rows(ui::terminal_name().as_deref(), tickets.collect());
        context.ui.page();
        return Ok(context.ui.show(&text(&desk, &hits, context.ui.width()))?);
    }
    let mut table =
        Table::new([Column::new("ID"), Column::new("STATUS"), Column::new("TITLE"), Column::new("TEXT")]);
    for hit in &hits {
        let piece = hit.snippet.as_ref().map(|piece| piece.text.as_str()).unwrap_or_default();
        let cells = [name(&hit.source), status(&hit.source), hit.source.title(), piece];
        table.push(cells.map(|cell| Line::new().plain(cell)));
    }
    Ok(context.ui.table(&table)?)
}

/// Lays hits out for a person: the title, and under it the place that shows why.
fn text(desk: &Desk, hits: &[Hit], width: usize) -> Text {
    let mut text = Text::new();
    for hit in hits {
        let mut line = Line::styled(name(&hit.source), style::ID).plain("  ");
        if let Source::Ticket(record) = &hit.source {
            let category = desk.config.category(record.ticket.status.as_str());
            let priority = fields::priority(&desk.config, &record.ticket).unwrap_or_default();
            line = line.paint(&format!("{priority:2}"), style::priority(&priority)).plain(" ");
            line =
                line.paint(&format!("{:8}", record.ticket.status.as_str()), style::status(category.as_str()));
        }
        line.append(&Line::new().plain(" "));
        line.append(&marked(&hit.title));
        text.push(line.truncate(width));
        if let Some(piece) = &hit.snippet {
            text.append_indented(&wrapped(&marked(piece), width.saturating_sub(4)), 4);
        }
    }
    text
}

fn wrapped(line: &Line, width: usize) -> Text {
    let mut text = Text::new();
    for line in line.wrap(width.max(20)) {
        text.push(line);
    }
    text
}

/// Paints the words that were looked for.
fn marked(snippet: &Snippet) -> Line {
    let (mut line, mut at) = (Line::new(), 0);
    for mark in &snippet.marks {
        line = line.plain(&snippet.text[at..mark.start]).paint(&snippet.text[mark.clone()], style::MARK);
        at = mark.end;
    }
    line.plain(&snippet.text[at..])
}

fn name(source: &Source) -> &str {
    match source {
        Source::Ticket(record) => record.place.id.as_str(),
        Source::Article(found) => found.article().id.as_str(),
    }
}

fn status(source: &Source) -> &str {
    match source {
        Source::Ticket(record) => record.ticket.status.as_str(),
        Source::Article(_) => "article",
    }
}
