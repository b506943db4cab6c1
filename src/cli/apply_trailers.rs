use clap::Args;

use super::Context;
use super::import::count;
use crate::error::Failure;
use crate::ops::commits::apply;
use crate::render::Line;
use crate::ui::style;

/// Solve the tickets that commits fixed
///
/// For a build server, on the branch that is shipped: every commit with a
/// trailer `Fixes: HD-7k3m2q` solves that ticket, with the commit in the event.
/// A commit does so once; what was opened again since stays open. Only these
/// trailers act, never the words by which a forge closes its own tickets.
/// Without `--commit` it says what it would do.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The commits, as git names them (`v1.0..HEAD`); all without it
    range: Option<String>,
    /// Do it, in one commit
    #[arg(long)]
    commit: bool,
}

/// Runs `apply-trailers`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let (applied, outcome) = apply(&writer, arguments.range.as_deref(), arguments.commit)?;
    let verb = if outcome.is_some() { "solved" } else { "would be solved" };
    for one in &applied {
        let said = format!(" {verb} by {} · ", one.tied.commit.short());
        context.ui.say(Line::styled(one.id.as_str(), style::ID).plain(&said).paint(&one.title, style::DIM));
    }
    if let Some(outcome) = &outcome {
        context.report_receipt(&outcome.receipt);
    }
    match applied.len() {
        0 => context.ui.say("no commit solves an open ticket"),
        many => context.ui.say(format!("{} {verb}", count(many, "ticket"))),
    }
    Ok(())
}
