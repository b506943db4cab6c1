use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use tempfile::NamedTempFile;

use super::Context;
use super::import::count;
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
    context.ui.say(format!("exported {tickets} with {entries}").as_str());
    if exported.is_whole() {
        return Ok(());
    }
    Err(Failure::new(ExitCode::Findings, "not everything could be exported")
        .hint("`git desk check` says how to mend what cannot be read"))
}

fn to_file(desk: &Desk, path: &Path) -> Result<Exported, Failure> {
    let refused =
        |source| Failure::new(ExitCode::Refused, format!("`{}` cannot be written: {source}", path.display()));
    // A pipe or a device is written to; it is not replaced by a file.
    if fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir()) {
        let mut device = BufWriter::new(File::options().write(true).open(path).map_err(refused)?);
        let exported = export(desk, |line| device.write_all(line).map_err(refused))?;
        device.flush().map_err(refused)?;
        return Ok(exported);
    }
    let mut file = BufWriter::new(temporary_beside(path).map_err(refused)?);
    let exported = export(desk, |line| file.write_all(line).map_err(refused))?;
    let file = file.into_inner().map_err(|error| refused(error.into_error()))?;
    file.as_file().sync_all().map_err(refused)?;
    file.persist(path).map_err(|error| refused(error.error))?;
    Ok(exported)
}

/// Makes a file that takes another one's name later, with the permissions of any new file.
fn temporary_beside(path: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".desk-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(path.parent().unwrap_or(Path::new(".")))
}
