use clap::Args;

use super::close::how;
use super::message::Message;
use super::{Context, complete};
use crate::config::Kind;
use crate::error::Failure;
use crate::ops::close::solve;

/// Solve tickets: answered, and the requester may object
#[derive(Debug, Args)]
pub struct Arguments {
    /// The tickets
    #[arg(required = true, value_name = "ID")]
    #[arg(add = complete::tickets())]
    ids: Vec<String>,
    /// How: `solved`, `workaround`, `answered`, `rejected`, `abandoned`, `duplicate`, `merged`, `spam`
    #[arg(short, long, value_name = "RESOLUTION")]
    #[arg(add = complete::names(Kind::Resolution))]
    resolution: Option<String>,
    #[command(flatten)]
    message: Message,
}

/// Runs `solve`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let places = context.places(&desk, &arguments.ids)?;
    let outcome = solve(&writer, &places, arguments.resolution.as_deref(), &arguments.message.or_empty()?)?;
    context.report(&desk, &outcome, how);
    Ok(())
}
