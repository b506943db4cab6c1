use clap::Args;

use super::message::Message;
use super::{Context, complete};
use crate::error::Failure;
use crate::ops::wait::hold;

/// Mark tickets as waiting for a third party
#[derive(Debug, Args)]
pub struct Arguments {
    /// The tickets
    #[arg(required = true, value_name = "ID")]
    #[arg(add = complete::tickets())]
    ids: Vec<String>,
    #[command(flatten)]
    message: Message,
}

/// Runs `hold`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let places = context.places(&desk, &arguments.ids)?;
    let outcome = hold(&writer, &places, &arguments.message.or_empty()?)?;
    context.report(&desk, &outcome, |_| "waits for a third party".to_owned());
    Ok(())
}
