use clap::Args;

use super::message::Message;
use super::{Context, complete};
use crate::desk::resolve::Purpose;
use crate::error::Failure;
use crate::ops::escalate::deescalate;

/// Pass a ticket back to the level below
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ticket
    #[arg(add = complete::tickets())]
    id: String,
    /// The level, where it is not the one below
    #[arg(long, value_name = "LEVEL")]
    to: Option<String>,
    #[command(flatten)]
    message: Message,
}

/// Runs `deescalate`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let place = context.place(&desk, &arguments.id, Purpose::Act)?;
    let outcome = deescalate(&writer, &place, arguments.to.as_deref(), &arguments.message.or_empty()?)?;
    super::escalate::report(context, &desk, &outcome);
    Ok(())
}
