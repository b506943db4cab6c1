use clap::Args;

use super::{Context, complete};
use crate::desk::resolve::Purpose;
use crate::error::{ExitCode, Failure};
use crate::ops::commits::fixes;

/// Show which branches and tags contain the fix of a ticket
///
/// The fix is every commit of any branch with a trailer `Fixes:` that names
/// the ticket. One name a line; the exit code is 3 where there is no fix.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ticket
    #[arg(add = complete::tickets())]
    id: String,
}

/// Runs `fixed-in`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let place = context.place(&desk, &arguments.id, Purpose::Look)?;
    let fixes = fixes(&desk, &place.id)?;
    if fixes.is_empty() {
        let message = format!("no commit says `Fixes: {}`", place.id);
        return Err(Failure::new(ExitCode::NotFound, message));
    }
    let mut names: Vec<&String> = fixes.iter().flat_map(|fix| &fix.names).collect();
    names.sort();
    names.dedup();
    for fix in &fixes {
        context.ui.say(format!("{} {}", fix.tied.commit.short(), fix.tied.subject));
    }
    let lines: String = names.iter().map(|name| format!("{name}\n")).collect();
    Ok(context.ui.data(lines)?)
}
