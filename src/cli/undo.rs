use clap::Args;

use super::Context;
use crate::error::Failure;
use crate::ops::undo::undo;

/// Take back your last act here
///
/// In one commit, and only if none of its files has changed since. Its entry
/// goes from the thread, and figures forget it; git does not.
#[derive(Debug, Args)]
pub struct Arguments {}

/// Runs `undo`.
pub fn run(context: &mut Context, _: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let undone = undo(&writer)?;
    context.report_receipt(&undone.receipt);
    context.ui.say(format!("took back `{}` ({})", undone.subject, undone.commit.short()).as_str());
    Ok(())
}
