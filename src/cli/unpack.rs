use clap::Args;

use super::{Context, complete, pack};
use crate::error::Failure;
use crate::ops::pack::unpack;

/// Take the packed threads of tickets apart again
///
/// Each entry becomes a file of its own, with the bytes it had before
/// `git desk pack`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The tickets
    #[arg(required = true, value_name = "ID")]
    #[arg(add = complete::tickets())]
    ids: Vec<String>,
}

/// Runs `unpack`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let places = context.places(&desk, &arguments.ids)?;
    let packed = unpack(&writer, &places)?;
    pack::report(context, "unpacked", &packed);
    Ok(())
}
