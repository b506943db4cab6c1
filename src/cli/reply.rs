use std::path::PathBuf;

use clap::Args;

use super::message::{Message, Written};
use super::{Context, complete};
use crate::desk::{Desk, layout};
use crate::error::Failure;
use crate::model::Ticket;
use crate::ops::say::{Then, Words, reply};
use crate::ops::{fields, people};

/// Answer the requester, or record their words
///
/// A reply is public. It is recorded, not sent: there is no mail yet. With
/// `--from` it is somebody else's; the requester's words open a waiting or
/// solved ticket again.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ticket
    #[arg(add = complete::tickets())]
    id: String,
    #[command(flatten)]
    message: Message,
    /// Whose words these are: `requester`, `Name <address>`, an address or a handle
    #[arg(long, value_name = "WHO", conflicts_with_all = ["wait", "solve"])]
    from: Option<String>,
    /// From then on the ticket waits for the requester
    #[arg(long, conflicts_with = "solve")]
    wait: bool,
    /// Until then it waits: a date, `friday`, or a span from now such as `2d`
    #[arg(long, value_name = "TIME", requires = "wait")]
    until: Option<String>,
    /// The ticket is solved with it
    #[arg(long)]
    solve: bool,
    /// Begin with a template of `templates/replies`
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
    #[command(flatten)]
    extras: Extras,
}

/// What comes with words.
#[derive(Clone, Debug, Args)]
pub struct Extras {
    /// Keep a file with it
    #[arg(long = "attach", value_name = "FILE")]
    attachments: Vec<PathBuf>,
    /// Time spent, in minutes
    #[arg(long, value_name = "MINUTES")]
    minutes: Option<u64>,
}

impl Extras {
    /// Returns the text given, or lets the user write one; a file may come without.
    pub fn or_edit(
        &self,
        message: &Message,
        context: &Context,
        desk: &Desk,
        (name, initial): (&str, &str),
    ) -> Result<Written, Failure> {
        if self.attachments.is_empty() || !initial.is_empty() {
            return message.or_edit(context, desk, name, initial);
        }
        message.or_empty().map(Written::plain)
    }

    /// Puts a text and what comes with it together.
    pub fn words(&self, text: String) -> Words {
        Words { text, minutes: self.minutes, attachments: self.attachments.clone() }
    }
}

/// Runs `reply`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let places = context.places(&desk, std::slice::from_ref(&arguments.id))?;
    let until = arguments.until.as_deref().map(|text| fields::instant(&writer, text)).transpose()?;
    let then = match (arguments.wait, arguments.solve) {
        (true, _) => Then::Wait(until),
        (_, true) => Then::Solve,
        _ => Then::Stay,
    };
    let template = arguments
        .template
        .as_deref()
        .map(|name| super::new::template(&desk, layout::REPLY_TEMPLATES, name))
        .transpose()?;
    let written = match template {
        // A reply that is written already needs nobody to write it.
        Some(text) if !context.ui.can_ask() => {
            arguments.message.given()?.map_or_else(|| Written::plain(text), Written::plain)
        }
        template => arguments.extras.or_edit(
            &arguments.message,
            context,
            &desk,
            ("reply", &template.unwrap_or_default()),
        )?,
    };
    let from = from(&desk, &places, arguments)?;
    let result =
        reply(&writer, &places, &arguments.extras.words(written.text.clone()), from.as_deref(), &then);
    let outcome = written.settle(result.map_err(Failure::from))?;
    let by = outcome.done.first().map(|done| people::shown(&desk.config, &done.entry.by));
    let who = by.unwrap_or_default();
    let said = |ticket: &Ticket| match &arguments.from {
        Some(_) => format!("has the words of {who}; status {}", ticket.status),
        None => format!("has your reply, recorded and not sent; status {}", ticket.status),
    };
    context.report(&desk, &outcome, said);
    if arguments.from.is_some() {
        hint_done(context, &desk, &outcome.done);
    }
    Ok(())
}

/// Says that the requester of a closed ticket has spoken: nothing else would show it.
fn hint_done(context: &mut Context, desk: &Desk, done: &[crate::ops::Done]) {
    for done in done
        .iter()
        .filter(|done| desk.config.category(done.after.status.as_str()) == crate::model::Category::Done)
    {
        context.ui.hint(format!(
            "it stays {}; `git desk reopen {}` opens it again",
            done.after.status, done.after.id
        ));
    }
}

/// `requester` stands for the ticket's own.
fn from(
    desk: &Desk,
    places: &[crate::desk::Place],
    arguments: &Arguments,
) -> Result<Option<String>, Failure> {
    match (&arguments.from, places) {
        (Some(word), [place]) if word == "requester" => {
            let ticket = desk.ticket(place.clone())?.file.ticket;
            let reporter =
                ticket.reporter.ok_or_else(|| Failure::usage(format!("`{}` has no reporter", ticket.id)))?;
            Ok(Some(reporter.to_string()))
        }
        (from, _) => Ok(from.clone()),
    }
}
