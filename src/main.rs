//! The `git-desk` program: parse, run, show the error, exit code.

use std::io::{self, IsTerminal as _};
use std::process;

use clap::Parser;
use clap_complete::CompleteEnv;
use git_desk::cli::{self, Cli, Context};
use git_desk::clock::Clock;
use git_desk::error::{ExitCode, Failure};
use git_desk::git::Repository;
use git_desk::ui::{Settings, Ui, Verbosity, pager};

fn main() -> process::ExitCode {
    // A shell that completes a command line sets `COMPLETE`, and wants nothing else.
    CompleteEnv::with_factory(cli::definition).bin("git-desk").complete();
    let cli = Cli::parse_from(cli::shielded(std::env::args_os()));
    let ui = Ui::new(settings(&cli));
    let mut context = match Context::new(cli.globals.clone(), ui, Clock::read()) {
        Ok(context) => context,
        Err((mut ui, failure)) => return end(&mut ui, Err(failure)),
    };
    let result = cli::run(&mut context, cli.command.as_ref());
    end(&mut context.ui, result)
}

/// Shows what failed, sees that all output has left, and turns the result into an exit code.
fn end(ui: &mut Ui, result: Result<(), Failure>) -> process::ExitCode {
    let mut code = ExitCode::Done;
    if let Err(failure) = &result {
        code = show(ui, failure);
    }
    if let Err(error) = ui.finish() {
        let lost = show(ui, &error.into());
        code = if code == ExitCode::Done { lost } else { code };
    }
    process::ExitCode::from(code as u8)
}

fn show(ui: &mut Ui, failure: &Failure) -> ExitCode {
    if !failure.message.is_empty() {
        let hints: Vec<&str> = failure.hints.iter().map(String::as_str).collect();
        ui.error(&failure.message, &[], &hints);
    }
    failure.code
}

fn settings(cli: &Cli) -> Settings {
    let globals = &cli.globals;
    let verbosity = match (globals.quiet, globals.verbose) {
        (true, _) => Verbosity::Quiet,
        (_, true) => Verbosity::Verbose,
        _ => Verbosity::Normal,
    };
    // Asking git takes longer than many a command, so only where somebody looks.
    let program =
        || pager::choose(|name| std::env::var(name).ok(), || Repository::user_setting("core.pager"));
    let pager = if globals.no_pager || !io::stdout().is_terminal() { None } else { program() };
    Settings { color: globals.color.into(), verbosity, pager }
}
