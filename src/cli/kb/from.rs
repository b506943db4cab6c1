use clap::Args;

use super::Context;
use super::new::About;
use crate::cli::complete;
use crate::cli::message::{self, Written};
use crate::desk::resolve::Purpose;
use crate::desk::{Desk, Place};
use crate::error::Failure;
use crate::ops::Writer;
use crate::ops::articles::from::{create, drafted, text};
use crate::render::Line;
use crate::ui::style;

/// Draft an article from a solved ticket, and link the two
///
/// What was asked becomes the issue, what it was solved with the resolution.
/// Names, addresses and telephone numbers of whoever asked are taken out; read
/// it all the same. On a terminal the draft opens in an editor first. Prints
/// the new id and nothing else.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ticket
    #[arg(add = complete::tickets())]
    id: String,
    /// A title; the ticket's by default
    #[arg(short, long, value_name = "TITLE", default_value = "", hide_default_value = true)]
    title: String,
    #[command(flatten)]
    about: About,
}

/// Runs `kb from`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let place = context.place(&desk, &arguments.id, Purpose::Act)?;
    draft(context, &desk, &writer, &place, &arguments.title, &arguments.about)
}

/// Drafts an article from a ticket, lets the user read it, and prints its id.
pub fn draft(
    context: &mut Context,
    desk: &Desk,
    writer: &Writer,
    place: &Place,
    title: &str,
    about: &About,
) -> Result<(), Failure> {
    let drafted = drafted(writer, place, &about.article(title))?;
    if !drafted.is_solved {
        context.ui.hint(format!("`{}` is not solved yet: the resolution may be missing", place.id));
    }
    if let Some(known) = drafted.known.first() {
        let id = &place.id;
        context
            .ui
            .hint(format!("`{id}` has `{known}` already: `git desk kb edit {known}` would mend that one"));
    }
    let begun = text(&drafted.found);
    let written = match context.ui.can_ask() {
        true => message::edit(desk, drafted.found.article().id.as_str(), &begun)?,
        false => Written::plain(begun),
    };
    let outcome = create(writer, place, &drafted.found, &written.text).map_err(Failure::from);
    let outcome = written.settle(outcome)?;
    let id = drafted.found.article().id.clone();
    context.report(desk, &outcome, |_| format!("answered by {id}"));
    context.ui.say(format!("a draft in {}", desk.shown(&context.from, &drafted.found.path)));
    context.ui.line(Line::styled(id.as_str(), style::ID))?;
    Ok(())
}
