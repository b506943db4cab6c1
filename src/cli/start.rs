use clap::Args;

use super::{Context, complete};
use crate::desk::resolve::Purpose;
use crate::error::Failure;
use crate::ops::start::start;

/// Take a ticket and go to a branch for it
///
/// The branch is named after the ticket, `hd-7k3m2q-short-title`, so that `.`
/// stands for the ticket as long as you are on it.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ticket
    #[arg(add = complete::tickets())]
    id: String,
}

/// Runs `start`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let place = context.place(&desk, &arguments.id, Purpose::Act)?;
    let (outcome, branch) = start(&writer, &place)?;
    context.report(&desk, &outcome, |ticket| format!("is yours; {}", ticket.status));
    context.ui.say(format!("on the branch `{branch}`"));
    Ok(())
}
