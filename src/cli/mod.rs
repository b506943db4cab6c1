//! The command line: one file a command, each its arguments and a run function.
//!
//! A command parses, calls one act of `ops/`, and shows the outcome. The doc
//! comments of the arguments are the help text, the man page and the reference.

use clap::{CommandFactory, Parser, Subcommand};

use crate::error::Failure;

mod apply_trailers;
mod ask;
mod assign;
mod board;
mod check;
mod close;
mod commits;
mod complete;
mod completions;
mod context;
mod deescalate;
mod demo;
mod diff;
mod edit;
mod escalate;
mod export;
mod fixed_in;
pub mod generate;
mod hold;
mod import;
mod init;
mod kb;
mod link;
mod list;
mod log;
mod man;
mod mend;
mod merge;
mod merge_driver;
mod message;
mod new;
mod next;
mod note;
mod output;
mod overview;
mod pack;
mod query;
mod reopen;
mod reply;
mod report;
mod search;
mod setup;
mod show;
mod sla;
mod solve;
mod start;
mod sync;
mod take;
mod tick;
mod unassign;
mod undo;
mod unlink;
mod unpack;
mod unwatch;
mod wait;
mod watch;

pub use context::{Context, Globals};

/// A helpdesk that lives in a git repository
///
/// Tickets are Markdown files in the folder `desk`; every act is one commit.
/// Without a command it shows what needs you now.
///
/// Wherever a ticket ID is wanted, any unique prefix will do (`7k3m`), with or
/// without the desk's own (`HD-`); so will `@1`, the first row of the last list
/// in this terminal, `@last`, `.`, the ticket that the current branch is named
/// after, and a name in another system (`github:owner/repo#12`).
#[derive(Debug, Parser)]
#[command(name = "git-desk", bin_name = "git desk", version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Cli {
    /// The options of every command.
    #[command(flatten)]
    pub globals: Globals,
    /// The command; none shows what needs the user now.
    #[command(subcommand)]
    pub command: Option<Command>,
}

const EXIT_CODES: &str = "\
Exit codes: 0 done, 1 findings or conflict, 2 usage or ambiguous, 3 not found, 4 broken data, \
5 git or the file system refused.";

/// The commands, in the order of a ticket's life.
#[derive(Debug, Subcommand)]
#[allow(missing_docs, reason = "each is documented by its arguments")]
pub enum Command {
    Init(init::Arguments),
    Setup(setup::Arguments),
    #[command(visible_alias = "create")]
    New(new::Arguments),
    #[command(visible_alias = "ls")]
    List(list::Arguments),
    #[command(visible_alias = "view")]
    Show(show::Arguments),
    Search(search::Arguments),
    Board(board::Arguments),
    Next(next::Arguments),
    Log(log::Arguments),
    Diff(diff::Arguments),
    Sla(sla::Arguments),
    Tick(tick::Arguments),
    Kb(kb::Arguments),
    Ask(ask::Arguments),
    Report(report::Arguments),
    Reply(reply::Arguments),
    #[command(visible_alias = "comment")]
    Note(note::Arguments),
    #[command(visible_alias = "claim")]
    Take(take::Arguments),
    Assign(assign::Arguments),
    Unassign(unassign::Arguments),
    Escalate(escalate::Arguments),
    Deescalate(deescalate::Arguments),
    Wait(wait::Arguments),
    Hold(hold::Arguments),
    Solve(solve::Arguments),
    Close(close::Arguments),
    Reopen(reopen::Arguments),
    Edit(edit::Arguments),
    Link(link::Arguments),
    Unlink(unlink::Arguments),
    Merge(merge::Arguments),
    Watch(watch::Arguments),
    Unwatch(unwatch::Arguments),
    Undo(undo::Arguments),
    Start(start::Arguments),
    Commits(commits::Arguments),
    #[command(name = "fixed-in")]
    FixedIn(fixed_in::Arguments),
    #[command(name = "apply-trailers")]
    ApplyTrailers(apply_trailers::Arguments),
    Sync(sync::Arguments),
    Mend(mend::Arguments),
    Import(import::Arguments),
    Export(export::Arguments),
    Check(check::Arguments),
    Pack(pack::Arguments),
    Unpack(unpack::Arguments),
    #[command(name = "merge-driver")]
    MergeDriver(merge_driver::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
    Demo(demo::Arguments),
}

pub use query::shielded;

/// Runs a command.
pub fn run(context: &mut Context, command: Option<&Command>) -> Result<(), Failure> {
    dispatch(context, command).map_err(|failure| context.located(failure))
}

fn dispatch(context: &mut Context, command: Option<&Command>) -> Result<(), Failure> {
    let Some(command) = command else { return overview::run(context) };
    match command {
        Command::Init(arguments) => init::run(context, arguments),
        Command::Setup(arguments) => setup::run(context, arguments),
        Command::New(arguments) => new::run(context, arguments),
        Command::List(arguments) => list::run(context, arguments),
        Command::Show(arguments) => show::run(context, arguments),
        Command::Search(arguments) => search::run(context, arguments),
        Command::Board(arguments) => board::run(context, arguments),
        Command::Next(arguments) => next::run(context, arguments),
        Command::Log(arguments) => log::run(context, arguments),
        Command::Diff(arguments) => diff::run(context, arguments),
        Command::Sla(arguments) => sla::run(context, arguments),
        Command::Tick(arguments) => tick::run(context, arguments),
        Command::Kb(arguments) => kb::run(context, arguments),
        Command::Ask(arguments) => ask::run(context, arguments),
        Command::Report(arguments) => report::run(context, arguments),
        Command::Reply(arguments) => reply::run(context, arguments),
        Command::Note(arguments) => note::run(context, arguments),
        Command::Take(arguments) => take::run(context, arguments),
        Command::Assign(arguments) => assign::run(context, arguments),
        Command::Unassign(arguments) => unassign::run(context, arguments),
        Command::Escalate(arguments) => escalate::run(context, arguments),
        Command::Deescalate(arguments) => deescalate::run(context, arguments),
        Command::Wait(arguments) => wait::run(context, arguments),
        Command::Hold(arguments) => hold::run(context, arguments),
        Command::Solve(arguments) => solve::run(context, arguments),
        Command::Close(arguments) => close::run(context, arguments),
        Command::Reopen(arguments) => reopen::run(context, arguments),
        Command::Edit(arguments) => edit::run(context, arguments),
        Command::Link(arguments) => link::run(context, arguments),
        Command::Unlink(arguments) => unlink::run(context, arguments),
        Command::Merge(arguments) => merge::run(context, arguments),
        Command::Watch(arguments) => watch::run(context, arguments),
        Command::Unwatch(arguments) => unwatch::run(context, arguments),
        Command::Undo(arguments) => undo::run(context, arguments),
        Command::Start(arguments) => start::run(context, arguments),
        Command::Commits(arguments) => commits::run(context, arguments),
        Command::FixedIn(arguments) => fixed_in::run(context, arguments),
        Command::ApplyTrailers(arguments) => apply_trailers::run(context, arguments),
        Command::Sync(arguments) => sync::run(context, arguments),
        Command::Mend(arguments) => mend::run(context, arguments),
        Command::Import(arguments) => import::run(context, arguments),
        Command::Export(arguments) => export::run(context, arguments),
        Command::Check(arguments) => check::run(context, arguments),
        Command::Pack(arguments) => pack::run(context, arguments),
        Command::Unpack(arguments) => unpack::run(context, arguments),
        Command::MergeDriver(arguments) => merge_driver::run(context, arguments),
        Command::Completions(arguments) => completions::run(context, arguments),
        Command::Man(arguments) => man::run(context, arguments),
        Command::Demo(arguments) => demo::run(context, arguments),
    }
}

/// Returns the definition of the command line, for completions, the man page and the reference.
pub fn definition() -> clap::Command {
    Cli::command()
}
