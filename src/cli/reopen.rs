use clap::Args;

use super::assign::whom;
use super::message::Message;
use super::{Context, complete};
use crate::error::Failure;
use crate::ops::close::reopen;

/// Open done tickets again
#[derive(Debug, Args)]
pub struct Arguments {
    /// The tickets
    #[arg(required = true, value_name = "ID")]
    #[arg(add = complete::tickets())]
    ids: Vec<String>,
    #[command(flatten)]
    message: Message,
}

/// Runs `reopen`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let places = context.places(&desk, &arguments.ids)?;
    let outcome = reopen(&writer, &places, &arguments.message.or_empty()?)?;
    context.report(&desk, &outcome, |ticket| format!("is open again, with {}", whom(&desk.config, ticket)));
    Ok(())
}
