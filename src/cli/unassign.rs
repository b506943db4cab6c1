use clap::Args;

use super::assign::whom;
use super::{Context, complete};
use crate::error::Failure;
use crate::ops::assign::unassign;

/// Put tickets back: nobody has them
#[derive(Debug, Args)]
pub struct Arguments {
    /// The tickets
    #[arg(required = true, value_name = "ID")]
    #[arg(add = complete::tickets())]
    ids: Vec<String>,
}

/// Runs `unassign`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let places = context.places(&desk, &arguments.ids)?;
    let outcome = unassign(&writer, &places)?;
    context.report(&desk, &outcome, |ticket| format!("is now with {}", whom(&desk.config, ticket)));
    Ok(())
}
