use std::cell::OnceCell;

use clap::Args;

use super::Context;
use super::import::count;
use crate::error::Failure;
use crate::ops::pack::{Packed, pack};

/// Gather the entries of tickets long done, one file a ticket
///
/// Tickets that are solved or closed, and to which nothing has happened for as
/// long as `pack_after` in desk.yml says, get one `.thread.md` in the place of
/// their entries: git is quicker with fewer files. Nothing is lost, and every
/// command reads both forms; `git desk unpack` is the way back. Works on the
/// default branch only: packing on two branches would conflict.
///
/// An entry that would not come back to the byte stays as it is.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Say what would be packed, and change nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
}

/// Runs `pack`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let mut writer = context.writer(&desk)?;
    let bar = OnceCell::new();
    let ui = &context.ui;
    let progress = |_: usize, total: usize| bar.get_or_init(|| ui.progress("packing", total)).advance(1);
    writer.options.progress = Some(&progress);
    let packed = pack(&writer, arguments.dry_run)?;
    drop(bar);
    let verb = if arguments.dry_run { "would pack" } else { "packed" };
    report(context, verb, &packed);
    Ok(())
}

/// Says what was moved, and what was left as it is.
pub fn report(context: &mut Context, verb: &str, packed: &Packed) {
    for (path, why) in &packed.left {
        context.ui.warn(format!("`{path}` is left as it is: {why}"));
    }
    let (entries, tickets) = (count(packed.entries, "entry"), count(packed.tickets.len(), "ticket"));
    context.ui.say(format!("{verb} {entries} of {tickets}").as_str());
    context.report_receipt(&packed.receipt);
}
