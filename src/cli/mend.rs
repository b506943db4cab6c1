use clap::Args;

use super::Context;
use crate::error::{ExitCode, Failure};
use crate::ops::mend::mend;

/// Settle what a merge left in conflict in the desk
///
/// After a merge, rebase, cherry-pick or stash that git could not finish, on a
/// machine without the merge driver or with a conflict that a forge shows: the
/// same rules are applied to both sides, and the result is staged. Then go on
/// as git says (`git commit`, `git rebase --continue`). Only a description that
/// two people rewrote stays for you to decide; the exit code is 1 then.
#[derive(Debug, Args)]
pub struct Arguments {}

/// Runs `mend`.
pub fn run(context: &mut Context, _: &Arguments) -> Result<(), Failure> {
    let desk = context.desk_in_conflict()?;
    let mended = mend(&context.writer(&desk)?)?;
    for path in &mended.settled {
        let path = desk.shown(&context.from, path);
        context.ui.say(format!("settled {path}"));
    }
    for renamed in &mended.renamed {
        let (from, to) = (&renamed.from, &renamed.to);
        context.ui.warn(format!("two tickets had the id {from}; the younger is {to} now"));
    }
    for path in &mended.by_hand {
        let path = desk.shown(&context.from, path);
        context.ui.say(format!("{path} is left as you have it; `git add` it when it is right"));
    }
    for (path, finding) in &mended.left {
        let path = desk.shown(&context.from, path);
        context.ui.warn(format!("{path}: {finding}"));
        context.ui.hint(format!("keep what is right, then: git add {path}"));
    }
    if mended.settled.is_empty() && mended.left.is_empty() && mended.by_hand.is_empty() {
        context.ui.say("nothing is in conflict");
    }
    match mended.left.is_empty() {
        true => Ok(()),
        false => Err(Failure::new(ExitCode::Findings, "")),
    }
}
