use clap::{Args, Subcommand};

use super::Context;
use crate::error::Failure;

mod due;

/// Show the clocks of a service level
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Due(due::Arguments),
}

/// Runs `sla`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.command {
        Command::Due(arguments) => due::run(context, arguments),
    }
}
