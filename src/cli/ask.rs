use clap::Args;

use super::{Context, kb};
use crate::error::{ExitCode, Failure};
use crate::ops::articles::ask::{Asked, ask};
use crate::ops::create::{NewTicket, create};
use crate::render::Line;
use crate::ui::{self, style};
use crate::view;

/// Ask the knowledge base, and hand over to a person where it has no answer
///
/// Looks through validated articles, in English and French, and shows the part
/// that answers, usually the resolution, with how well it does, up to 1. The
/// same question at the same desk has always the same answer. Where nothing
/// answers well enough the exit code is 1, and `--open` makes a ticket of it.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The question, in your own words
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
    /// Only what everybody may read
    #[arg(long)]
    public: bool,
    /// Make a ticket with the question and the articles that were shown
    #[arg(long)]
    open: bool,
    /// Who asks, for the ticket: `Name <address>`, an address or a handle; you by default
    #[arg(long, value_name = "WHO", requires = "open")]
    reporter: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs `ask`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let question = arguments.text.join(" ");
    let asked = ask(&desk, &question, arguments.public)?;
    if arguments.json {
        context.ui.data(format!("{}\n", view::article::asked(&asked)))?;
    } else if asked.is_answered {
        let text = kb::passages(&asked.items, context.ui.prose_width());
        context.ui.show(&text)?;
    }
    if arguments.open {
        let writer = context.writer(&desk)?;
        let new = NewTicket {
            title: title(&question),
            body: transcript(&question, &asked),
            reporter: arguments.reporter.clone(),
            ..NewTicket::default()
        };
        let (ticket, receipt) = create(&writer, &new)?;
        context.report_receipt(&receipt);
        desk.remember_last(ui::terminal_name().as_deref(), &ticket.id);
        let opened = Line::styled(ticket.id.as_str(), style::ID);
        if !arguments.json {
            return Ok(context.ui.line(opened)?);
        }
        context.ui.say(opened);
        return Ok(());
    }
    if asked.is_answered {
        return Ok(());
    }
    if !arguments.json
        && let Some(nearest) = asked.items.first()
    {
        let article = nearest.found.article();
        context.ui.hint(format!("nearest is `{}` {}, at {:.2}", article.id, article.title, nearest.score));
    }
    Err(Failure::new(ExitCode::Findings, "no article answers this")
        .hint(format!("open a ticket: `git desk ask --open {}`", quoted(&question))))
}

/// Makes a title of a question: its first line, and not too much of it.
fn title(question: &str) -> String {
    const LONGEST: usize = 100;
    let line = question.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    match line.char_indices().find(|(at, c)| *at >= LONGEST && c.is_whitespace()) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

/// Writes down what was asked and what was shown, so that nobody shows it again.
fn transcript(question: &str, asked: &Asked) -> String {
    let mut text = question.trim().to_owned();
    if asked.items.is_empty() {
        text.push_str("\n\nNo article was found.");
        return text;
    }
    let shown =
        if asked.is_answered { "These articles were shown" } else { "No article answers this; nearest" };
    text.push_str(&format!("\n\n{shown}:\n"));
    for item in &asked.items {
        let article = item.found.article();
        text.push_str(&format!("\n- {} {} ({:.2})", article.id, article.title, item.score));
    }
    text
}

/// Quotes a text for a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
