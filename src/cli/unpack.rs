use clap::Args;

use super::Context;
use crate::error::Failure;

/// Not built yet
#[derive(Debug, Args)]
pub struct Arguments {}

/// Runs `unpack`.
pub fn run(_: &mut Context, _: &Arguments) -> Result<(), Failure> {
    Err(Failure::usage("not built yet"))
}
