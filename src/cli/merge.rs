use clap::Args;

use super::message::Message;
use super::{Context, complete};
use crate::desk::resolve::Purpose;
use crate::error::Failure;
use crate::ops::merge::merge;

/// Close a ticket whose matter goes on in another
///
/// The ticket points to the other one; nothing is copied, so `git desk undo`
/// or `git revert` takes it back.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ticket that ends
    #[arg(add = complete::tickets())]
    id: String,
    /// The ticket that goes on
    #[arg(long, value_name = "ID")]
    #[arg(add = complete::tickets())]
    into: String,
    #[command(flatten)]
    message: Message,
}

/// Runs `merge`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let place = context.place(&desk, &arguments.id, Purpose::Act)?;
    let into = context.place(&desk, &arguments.into, Purpose::Act)?;
    let outcome = merge(&writer, &place, &into, &arguments.message.or_empty()?)?;
    context.report(&desk, &outcome, |_| format!("is closed, and goes on in {}", into.id));
    Ok(())
}
