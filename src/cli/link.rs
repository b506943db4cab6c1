use clap::Args;

use super::{Context, complete};
use crate::desk::resolve::Purpose;
use crate::error::Failure;
use crate::ops::{fields, link};

/// Tie a ticket to another
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ticket
    #[arg(add = complete::tickets())]
    id: String,
    /// What the other is to it: `blocked-by`, `parent`, `related`, `duplicate-of`, `merged-into`, `follows`, `problem`
    kind: String,
    /// The other ticket
    other: String,
}

/// Runs `link`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let kind = fields::link_kind(&arguments.kind)?;
    let place = context.place(&desk, &arguments.id, Purpose::Act)?;
    let other = context.place(&desk, &arguments.other, Purpose::Act)?;
    let outcome = link::link(&writer, &place, kind.clone(), &other.id)?;
    context.report(&desk, &outcome, |_| format!("{kind} {}", other.id));
    Ok(())
}
