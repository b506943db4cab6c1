use clap::Args;

use super::{Context, complete};
use crate::config::Kind;
use crate::desk::resolve::Purpose;
use crate::error::Failure;
use crate::model::TicketId;
use crate::ops::{fields, link};

/// Remove a tie between two tickets
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ticket
    #[arg(add = complete::tickets())]
    id: String,
    /// The other ticket
    other: String,
    /// Only this kind of tie
    #[arg(long, value_name = "KIND")]
    #[arg(add = complete::names(Kind::Type))]
    kind: Option<String>,
}

/// Runs `unlink`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let kind = arguments.kind.as_deref().map(fields::link_kind).transpose()?;
    let place = context.place(&desk, &arguments.id, Purpose::Act)?;
    // A tie may lead to a ticket that is not here.
    let other: TicketId = match arguments.other.parse() {
        Ok(id) => id,
        Err(_) => context.place(&desk, &arguments.other, Purpose::Act)?.id,
    };
    let outcome = link::unlink(&writer, &place, kind, &other)?;
    context.report(&desk, &outcome, |_| format!("is no longer tied to {other}"));
    Ok(())
}
