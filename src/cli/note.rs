use clap::Args;

use super::message::Message;
use super::reply::Extras;
use super::{Context, complete};
use crate::error::Failure;
use crate::ops::say::note;

/// Leave a note for the team
///
/// A note is internal: no requester is shown it. Whoever can read the
/// repository can read it all the same.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ticket
    #[arg(add = complete::tickets())]
    id: String,
    #[command(flatten)]
    message: Message,
    #[command(flatten)]
    extras: Extras,
}

/// Runs `note`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let places = context.places(&desk, std::slice::from_ref(&arguments.id))?;
    let written = arguments.extras.or_edit(&arguments.message, context, &desk, ("note", ""))?;
    let result = note(&writer, &places, &arguments.extras.words(written.text.clone()));
    let outcome = written.settle(result.map_err(Failure::from))?;
    context.report(&desk, &outcome, |_| "has your note".to_owned());
    Ok(())
}
