use clap::Args;

use super::Context;
use super::import::count;
use crate::desk::Desk;
use crate::error::{ExitCode, Failure};
use crate::ops::sync::{Synced, sync};

/// Send your acts and get those of others
///
/// Fetches the branch that this one follows, makes one desk of the two, and
/// pushes it; again, where others were faster. Git asks for keys and passwords
/// as it always does. Your code is never merged and never pushed: where commits
/// wait that are not the desk's alone, they are named, and nothing is sent.
#[derive(Debug, Args)]
pub struct Arguments {}

/// Runs `sync`.
pub fn run(context: &mut Context, _: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let synced = {
        let mut writer = context.writer(&desk)?;
        let bar = context.ui.progress("syncing", 0);
        let progress = |_: usize, total: usize| bar.advance_of(total);
        writer.options.progress = Some(&progress);
        sync(&writer)?
    };
    report(context, &desk, &synced);
    match synced.findings.is_empty() {
        true => Ok(()),
        false => Err(Failure::new(ExitCode::Findings, "")),
    }
}

/// Says what came and went.
pub fn report(context: &mut Context, desk: &Desk, synced: &Synced) {
    let parts: Vec<String> = [("sent", synced.sent), ("received", synced.received)]
        .into_iter()
        .filter(|(_, commits)| *commits > 0)
        .map(|(verb, commits)| format!("{verb} {}", count(commits, "commit")))
        .collect();
    match parts.is_empty() {
        true => context.ui.say(format!("nothing to do: this is what `{}` has", synced.remote)),
        false => context.ui.say(parts.join(", ")),
    }
    for renamed in &synced.renamed {
        let (from, to) = (&renamed.from, &renamed.to);
        context.ui.warn(format!("two tickets had the id {from}; the younger is {to} now"));
    }
    for (path, finding) in &synced.findings {
        let path = desk.shown(&context.from, path);
        context.ui.warn(format!("{path}: {finding}"));
    }
}
