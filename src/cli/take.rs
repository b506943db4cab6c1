use clap::Args;

use super::{Context, complete};
use crate::desk::transaction::Mode;
use crate::error::Failure;
use crate::ops::assign::take;
use crate::ops::claim::claim;
use crate::ops::people;
use crate::ops::sync::sync;

/// Take tickets: you have them from then on
///
/// A new ticket is open from then on. Without `--now` nothing is asked of the
/// network: whoever took it in another clone is heard of with the next `sync`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The tickets
    #[arg(required = true, value_name = "ID")]
    #[arg(add = complete::tickets())]
    ids: Vec<String>,
    /// Sync first, and send it at once: of two one has it, and the other is told
    #[arg(long)]
    now: bool,
}

/// Runs `take`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    if arguments.now {
        if writer.options.mode != Mode::Auto {
            return Err(Failure::usage("`--now` sends a commit, and acts are not committed here")
                .hint("leave out `--no-commit`, or: `git config desk.commit auto`"));
        }
        let synced = sync(&writer)?;
        for place in context.places(&desk, &arguments.ids)? {
            let outcome = claim(&writer, &place)?;
            context.report(&desk, &outcome, |ticket| {
                format!("is yours, and `{}` knows; {}", synced.remote, ticket.status)
            });
        }
        return Ok(());
    }
    let places = context.places(&desk, &arguments.ids)?;
    let outcome = take(&writer, &places)?;
    let had = |id| {
        outcome.done.iter().find(|done| done.before.id == id).and_then(|done| done.before.assignee.clone())
    };
    context.report(&desk, &outcome, |ticket| match had(ticket.id.clone()) {
        Some(who) => format!("is yours, {} had it; {}", people::shown(&desk.config, &who), ticket.status),
        None => format!("is yours; {}", ticket.status),
    });
    Ok(())
}
