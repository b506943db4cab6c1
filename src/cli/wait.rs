use clap::Args;

use super::message::Message;
use super::{Context, complete};
use crate::error::Failure;
use crate::ops::fields;
use crate::ops::wait::wait;
use crate::view;

/// Mark tickets as waiting for their requester
#[derive(Debug, Args)]
pub struct Arguments {
    /// The tickets
    #[arg(required = true, value_name = "ID")]
    #[arg(add = complete::tickets())]
    ids: Vec<String>,
    /// From then on it counts as open again: a date, `friday`, or a span from now such as `2d`
    #[arg(long, value_name = "TIME")]
    until: Option<String>,
    #[command(flatten)]
    message: Message,
}

/// Runs `wait`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let places = context.places(&desk, &arguments.ids)?;
    let until = arguments.until.as_deref().map(|text| fields::instant(&writer, text)).transpose()?;
    let outcome = wait(&writer, &places, until, &arguments.message.or_empty()?)?;
    context.report(&desk, &outcome, |_| match until {
        Some(until) => {
            format!("waits for its requester until {}", view::time::local(until, desk.config.zone))
        }
        None => "waits for its requester".to_owned(),
    });
    Ok(())
}
