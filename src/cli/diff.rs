use clap::Args;

use super::Context;
use super::import::count;
use crate::error::Failure;
use crate::ops::past::{Fate, at, differences};
use crate::render::Line;
use crate::ui::style;
use crate::view;

/// Show what has changed in the desk since a commit or a time
///
/// A line a ticket: made, gone, or its fields that changed, and how many words
/// were said since.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A commit, as git names it, or a time: `main~10`, `v1.0`, `2026-11-01`, `yesterday`
    #[arg(value_name = "REV")]
    revision: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs `diff`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let past = at(&desk, context.clock.now, &arguments.revision)?;
    let differences = differences(&past.desk, &desk)?;
    if arguments.json {
        let items = differences.iter().map(view::difference::json).collect();
        return Ok(context.ui.data(format!("{}\n", view::items(items)))?);
    }
    if differences.is_empty() {
        context.ui.say("nothing has changed");
        return Ok(());
    }
    context.ui.page();
    for one in &differences {
        let mut parts = match &one.fate {
            Fate::Made => vec!["made".to_owned()],
            Fate::Gone => vec!["gone".to_owned()],
            Fate::Changed(changes) => view::changes::brief_clauses(changes, desk.config.zone),
        };
        if one.entries > 0 {
            parts.push(format!(
                "{} more",
                if one.entries == 1 { "1 entry".to_owned() } else { format!("{} entries", one.entries) }
            ));
        }
        let line = Line::styled(one.id.as_str(), style::ID).plain(&format!("  {} · ", parts.join(", ")));
        context.ui.line(line.paint(&one.title, style::DIM))?;
    }
    context.ui.say(format!("{} changed", count(differences.len(), "ticket")));
    Ok(())
}
