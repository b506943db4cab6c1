use clap::Args;

use super::Context;
use super::import::count;
use crate::error::Failure;
use crate::model::{Entry, Field, TicketId};
use crate::ops::tick::{due, tick};
use crate::render::Line;
use crate::ui::style;
use crate::view;

/// Do what the passing of time asks for
///
/// Passes tickets to the next support level as the policies in desk.yml say
/// (`escalate:`), opens those whose wait is over, and closes solved ones that
/// have been quiet for as long as `close_solved_after` says. It is all one
/// commit, and running it again changes nothing: for cron, or a job of your
/// forge. Two clones that tick write the same files.
///
/// Deadlines need no tick: they are worked out whenever somebody looks.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Say what would be done, and change nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
}

/// Runs `tick`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let finder = context.finder(&desk)?;
    context.report_broken(&desk, &finder.records.broken);
    if arguments.dry_run {
        let all = due(&writer, &finder)?;
        for one in &all {
            say(context, &one.id, "would: ", &one.entry, &one.title);
        }
        say_how_many(context, all.len(), "would be taken");
        return Ok(());
    }
    let outcome = tick(&writer, &finder)?;
    for done in &outcome.done {
        say(context, &done.after.id, "", &done.entry, &done.after.title);
    }
    context.report_receipt(&outcome.receipt);
    say_how_many(context, outcome.done.len(), "taken");
    Ok(())
}

/// Says what a step does to a ticket, and since when it was due.
fn say(context: &mut Context, id: &TicketId, verb: &str, entry: &Entry, title: &str) {
    let zone = chrono_tz::Tz::UTC;
    let is_shown = |field: &Field| matches!(field, Field::Level | Field::Status);
    let changes: Vec<_> = entry.changes.iter().filter(|change| is_shown(&change.field)).cloned().collect();
    let what = view::changes::clauses(&changes, zone).join(", ");
    let since = view::time::relative(entry.at, context.clock.now);
    let line = Line::styled(id.as_str(), style::ID).plain(&format!(" {verb}{what}, due {since} · "));
    context.ui.say(line.paint(title, style::DIM));
}

fn say_how_many(context: &mut Context, steps: usize, verb: &str) {
    let text = match steps {
        0 => "nothing is due".to_owned(),
        steps => format!("{} {verb}", count(steps, "step")),
    };
    context.ui.say(text.as_str());
}
