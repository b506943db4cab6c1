use std::path::{Path, PathBuf};

use clap::Args;

use super::Context;
use super::import::{and_articles, count};
use super::output::Output;
use crate::desk::Desk;
use crate::error::{ExitCode, Failure};
use crate::ops::export::{Exported, export};

/// Export all tickets as JSON Lines
///
/// One ticket a line, with its thread, the oldest first. The same desk gives the
/// same bytes, packed or not, and so does a desk that imported them. Attachments
/// are named, their bytes stay where they are.
///
/// A file that cannot be read is reported and missing in the output; the exit
/// code is then 1.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Write to this file, at once when all is done; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs `export`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let exported = match arguments.output.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) => to_file(&desk, &context.from.join(path))?,
        None => export(&desk, |line| Ok::<_, Failure>(context.ui.data(line)?))?,
    };
    context.report_broken(&desk, &exported.broken);
    for missing in &exported.missing {
        context.ui.warn(missing);
    }
    let (tickets, entries) = (count(exported.tickets, "ticket"), count(exported.entries, "entry"));
    let articles = and_articles(exported.articles);
    context.ui.say(format!("exported {tickets} with {entries}{articles}").as_str());
    if exported.is_whole() {
        return Ok(());
    }
    Err(Failure::new(ExitCode::Findings, "not everything could be exported")
        .hint("`git desk check` says how to mend what cannot be read"))
}

fn to_file(desk: &Desk, path: &Path) -> Result<Exported, Failure> {
    let mut output = Output::create(path)?;
    let exported = export(desk, |line| output.write(line))?;
    output.finish()?;
    Ok(exported)
}
