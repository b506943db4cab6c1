use clap::Args;

use super::{Context, complete};
use crate::error::Failure;
use crate::ops::people;
use crate::ops::watch::watch;

/// Watch tickets: you want to hear of them
#[derive(Debug, Args)]
pub struct Arguments {
    /// The tickets
    #[arg(required = true, value_name = "ID")]
    #[arg(add = complete::tickets())]
    ids: Vec<String>,
    /// Who, where it is not you
    #[arg(long, value_name = "WHO", default_value = "@me")]
    #[arg(add = complete::people())]
    who: String,
}

/// Runs `watch`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let places = context.places(&desk, &arguments.ids)?;
    let outcome = watch(&writer, &places, &arguments.who)?;
    let who = people::meant(&desk.config, &arguments.who, &writer.by);
    context.report(&desk, &outcome, |_| format!("is watched by {}", people::shown(&desk.config, &who)));
    Ok(())
}
