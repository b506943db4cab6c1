use clap::Args;

use super::{Context, complete};
use crate::error::Failure;
use crate::ops::assign::take;
use crate::ops::people;

/// Take tickets: you have them from then on
///
/// A new ticket is open from then on.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The tickets
    #[arg(required = true, value_name = "ID")]
    #[arg(add = complete::tickets())]
    ids: Vec<String>,
}

/// Runs `take`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let places = context.places(&desk, &arguments.ids)?;
    let outcome = take(&writer, &places)?;
    let had = |id| {
        outcome.done.iter().find(|done| done.before.id == id).and_then(|done| done.before.assignee.clone())
    };
    context.report(&desk, &outcome, |ticket| match had(ticket.id.clone()) {
        Some(who) => format!("is yours, {} had it; {}", people::shown(&desk.config, &who), ticket.status),
        None => format!("is yours; {}", ticket.status),
    });
    Ok(())
}
