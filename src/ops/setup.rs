//! What a repository needs beside the files: the merge driver in git's settings and attributes, and files for the user's
//! shell. All of it can be taken back to the byte.
//!
//! 1. What each file was and became is kept in the git folder.
//! 2. To take it back, a file that is still as it became is made what it was. From one that somebody has changed since,
//!    only what is ours is taken out.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{OpsError, act};
use crate::desk::Desk;
use crate::git::Repository;

/// The name of the driver, as attributes call it.
const DRIVER: &str = "desk";

/// The section of its settings.
const SECTION: &str = "merge.desk";

/// What git runs. Where the program is not installed git merges the lines, as it would without a driver; a driver that
/// cannot be started would leave one side in the file, without a marker.
pub const COMMAND: &str = "if command -v git-desk >/dev/null 2>&1; then git-desk merge-driver %O %A %B %P; \
                           else git merge-file -L ours -L base -L theirs %A %O %B; fi";

/// The lines around ours in a file of attributes.
const BEGIN: &str = "# git-desk: `git desk setup --undo` takes this away";
const END: &str = "# git-desk: end";

/// The file that knows what was changed, in the git folder that all work trees share.
const RECORD: &str = "desk/setup.json";

/// What a step of a setup found or did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The driver in git's settings.
    Driver,
    /// The attributes that lead to it.
    Attributes,
    /// A file for the user's shell.
    File(PathBuf),
}

/// What became of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was done.
    Done,
    /// It was so already.
    Kept,
    /// It is not there.
    Missing,
    /// Somebody else's is in its place, and stays.
    Foreign(String),
    /// It is there and says something else, as that of another version or with changes of somebody's own; it stays.
    Another,
    /// It was taken back.
    TakenBack,
    /// Somebody has changed the file since; only ours was taken out of it, or nothing.
    Changed,
}

/// A file that a setup changed.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    path: PathBuf,
    before: Option<Vec<u8>>,
    after: Vec<u8>,
}

/// A file for the user's shell: where it goes, and what is in it.
pub type UserFile = (PathBuf, Vec<u8>);

/// Registers the driver and its attributes, and writes files for the user's shell. Nothing that is there is overwritten.
pub fn set_up(desk: &Desk, user_files: &[UserFile]) -> Result<Vec<(Part, Fate)>, OpsError> {
    let repository = act::repository(desk)?;
    let mut records = records(repository)?;
    let mut fates = Vec::new();
    let driver = driver_fate(repository);
    if driver == Fate::Missing {
        change(&mut records, &repository.settings_file(), || {
            let name = repository.set_setting(&format!("{SECTION}.name"), "files of a git-desk");
            Ok(name.and_then(|()| repository.set_setting(&format!("{SECTION}.driver"), COMMAND))?)
        })?;
    }
    fates.push((Part::Driver, done(driver)));
    let attributes = attributes_fate(desk, repository)?;
    if attributes == Fate::Missing {
        let path = repository.attributes_file();
        change(&mut records, &path, || append(&path, &attribute_lines(desk)))?;
    }
    fates.push((Part::Attributes, done(attributes)));
    for (path, bytes) in user_files {
        let fate = file_fate(path, bytes)?;
        if fate == Fate::Missing {
            change(&mut records, path, || write(path, bytes))?;
        }
        fates.push((Part::File(path.clone()), done(fate)));
    }
    keep(repository, &records)?;
    Ok(fates)
}

/// Tells what of a setup is there; files for the user's shell are nobody's business but theirs.
pub fn check(desk: &Desk) -> Result<Vec<(Part, Fate)>, OpsError> {
    let repository = act::repository(desk)?;
    let attributes = attributes_fate(desk, repository)?;
    Ok(vec![(Part::Driver, driver_fate(repository)), (Part::Attributes, attributes)])
}

/// Takes a setup back.
pub fn undo(desk: &Desk) -> Result<Vec<(Part, Fate)>, OpsError> {
    let repository = act::repository(desk)?;
    let mut fates = Vec::new();
    for record in records(repository)?.iter().rev() {
        let part = match &record.path {
            path if *path == repository.settings_file() => Part::Driver,
            path if *path == repository.attributes_file() => Part::Attributes,
            path => Part::File(path.clone()),
        };
        let present = read(&record.path)?;
        let fate = if present.as_deref() == Some(record.after.as_slice()) {
            put_back(record)?;
            Fate::TakenBack
        } else {
            match part {
                Part::Driver => repository.remove_settings(SECTION)?,
                Part::Attributes => take_out(&record.path)?,
                Part::File(_) => {}
            }
            Fate::Changed
        };
        fates.push((part, fate));
    }
    let path = repository.common_dir().join(RECORD);
    match fs::remove_file(&path) {
        Err(source) if source.kind() != ErrorKind::NotFound => Err(OpsError::File { path, source }),
        _ => Ok(fates),
    }
}

fn done(fate: Fate) -> Fate {
    if fate == Fate::Missing { Fate::Done } else { fate }
}

fn driver_fate(repository: &Repository) -> Fate {
    match repository.setting(&format!("{SECTION}.driver")) {
        None => Fate::Missing,
        Some(command) if command == COMMAND => Fate::Kept,
        Some(command) => Fate::Foreign(command),
    }
}

/// Asks git what it would do with a ticket, so that attributes of any file count.
fn attributes_fate(desk: &Desk, repository: &Repository) -> Result<Fate, OpsError> {
    if desk.is_on_own_branch() {
        // All commits of that branch have the desk's own file, and rules for all work trees would reach the code.
        return Ok(Fate::Kept);
    }
    let own = read(&repository.attributes_file())?.unwrap_or_default();
    let lines = attribute_lines(desk);
    if !String::from_utf8_lossy(&own).contains(&lines) {
        let path = desk.in_repository("tickets/2000-01/HD-0000.md").unwrap_or_default();
        let value = repository.attribute(&path, "merge")?;
        let is_free = value == DRIVER || value == "unspecified";
        return Ok(if is_free { Fate::Missing } else { Fate::Foreign(format!("merge={value}")) });
    }
    Ok(Fate::Kept)
}

fn file_fate(path: &Path, bytes: &[u8]) -> Result<Fate, OpsError> {
    Ok(match read(path)? {
        None => Fate::Missing,
        Some(present) if present == bytes => Fate::Kept,
        Some(_) => Fate::Another,
    })
}

/// The rules of the desk's own `.gitattributes`, for branches that are older than that file.
fn attribute_lines(desk: &Desk) -> String {
    let folder = desk.in_repository("").unwrap_or_default();
    let rule = |line: &str| {
        let (pattern, attributes) = line.split_once(' ').unwrap_or((line, ""));
        format!("{} {attributes}\n", quoted(&folder, &format!("**/{pattern}")))
    };
    let rules: String = super::init::ATTRIBUTES.lines().map(rule).collect();
    format!("{BEGIN}\n{rules}{END}\n")
}

/// Writes a pattern of attributes for what lies in a folder of any name.
fn quoted(folder: &str, pattern: &str) -> String {
    let is_special = |c: char| matches!(c, '*' | '?' | '[' | ']' | '\\');
    let literal: String =
        folder.chars().flat_map(|c| is_special(c).then_some('\\').into_iter().chain([c])).collect();
    let whole = format!("/{literal}{pattern}");
    match whole.contains([' ', '"', '\\', '\t']) {
        true => format!("\"{}\"", whole.replace('\\', "\\\\").replace('"', "\\\"")),
        false => whole,
    }
}

/// Changes a file and keeps what it was and became; what an earlier setup kept of it stays.
fn change(
    records: &mut Vec<Record>,
    path: &Path,
    act: impl FnOnce() -> Result<(), OpsError>,
) -> Result<(), OpsError> {
    let before = read(path)?;
    act()?;
    let after = read(path)?.unwrap_or_default();
    match records.iter_mut().find(|record| record.path == path && Some(&record.after) == before.as_ref()) {
        Some(record) => record.after = after,
        None => {
            records.retain(|record| record.path != path);
            records.push(Record { path: path.to_owned(), before, after });
        }
    }
    Ok(())
}

fn records(repository: &Repository) -> Result<Vec<Record>, OpsError> {
    let bytes = read(&repository.common_dir().join(RECORD))?;
    Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default())
}

fn keep(repository: &Repository, records: &[Record]) -> Result<(), OpsError> {
    let path = repository.common_dir().join(RECORD);
    if records.is_empty() {
        return Ok(());
    }
    let bytes = serde_json::to_vec(records)
        .map_err(|error| OpsError::File { path: path.clone(), source: error.into() })?;
    write(&path, &bytes)
}

fn put_back(record: &Record) -> Result<(), OpsError> {
    match &record.before {
        Some(bytes) => write(&record.path, bytes),
        None => {
            let failed = |source| OpsError::File { path: record.path.clone(), source };
            fs::remove_file(&record.path).map_err(failed)
        }
    }
}

fn append(path: &Path, lines: &str) -> Result<(), OpsError> {
    let mut bytes = read(path)?.unwrap_or_default();
    if bytes.last().is_some_and(|byte| *byte != b'\n') {
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(lines.as_bytes());
    write(path, &bytes)
}

/// Adds a line to a file that has it not.
pub(super) fn append_once(path: &Path, line: &str) -> Result<(), OpsError> {
    let text = read(path)?.unwrap_or_default();
    let is_there = String::from_utf8_lossy(&text).lines().any(|present| present == line);
    if is_there { Ok(()) } else { append(path, &format!("{line}\n")) }
}

/// Takes our lines out of a file of attributes.
fn take_out(path: &Path) -> Result<(), OpsError> {
    let Some(bytes) = read(path)? else { return Ok(()) };
    let text = String::from_utf8_lossy(&bytes);
    let (Some(begin), Some(end)) = (text.find(BEGIN), text.find(&format!("{END}\n"))) else { return Ok(()) };
    let rest = format!("{}{}", &text[..begin], text.get(end + END.len() + 1..).unwrap_or_default());
    write(path, rest.as_bytes())
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, OpsError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(OpsError::File { path: path.to_owned(), source }),
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), OpsError> {
    let written = || -> io::Result<()> {
        let folder = path.parent().unwrap_or(path);
        fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(".git-desk-").tempfile_in(folder)?;
        io::Write::write_all(&mut file, bytes)?;
        let permissions = fs::metadata(path).map(|data| data.permissions());
        #[cfg(unix)]
        let permissions =
            permissions.or_else(|_| Ok::<_, io::Error>(std::os::unix::fs::PermissionsExt::from_mode(0o644)));
        file.as_file().set_permissions(permissions?)?;
        file.persist(path).map(drop).map_err(|error| error.error)
    };
    written().map_err(|source| OpsError::File { path: path.to_owned(), source })
}
