//! Text that a person writes in their editor.
//!
//! Which program it is comes from the user: their environment, or `core.editor` of their own git
//! configuration. A repository has no say.
//!
//! What was written is never lost: it lies in a draft file, readable by its owner only, until the
//! caller has done with it what it was written for ([`Edited::done`]).

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::interrupt::Hold;
use super::program;

/// Chooses the editor as git does: `GIT_EDITOR`, the user's `core.editor`, `VISUAL`, `EDITOR`, `vi`.
///
/// A terminal that cannot move its cursor has no `VISUAL` and no `vi`, so there may be none.
/// `variable` looks a name up in the environment.
pub fn choose(variable: impl Fn(&str) -> Option<String>, core_editor: Option<String>) -> Option<String> {
    let variable = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
    let is_dumb = variable("TERM").is_none_or(|term| term == "dumb");
    variable("GIT_EDITOR")
        .or(core_editor.filter(|value| !value.trim().is_empty()))
        .or_else(|| variable("VISUAL").filter(|_| !is_dumb))
        .or_else(|| variable("EDITOR"))
        .or_else(|| (!is_dumb).then(|| "vi".to_owned()))
}

/// How to ask for a text.
#[derive(Clone, Debug)]
pub struct Options {
    /// The program ([`choose`]).
    pub program: String,
    /// The folder of drafts; it is made where it is missing.
    pub draft_dir: PathBuf,
    /// The name of the draft, whose extension tells the editor the kind of text.
    pub file_name: String,
}

/// Text that was written, and the draft in which it lies.
#[derive(Debug)]
#[must_use = "the draft stays until `done`"]
pub struct Edited {
    /// What the person wrote.
    pub text: String,
    draft: PathBuf,
}

impl Edited {
    /// Returns where the draft is, to tell when the act fails.
    pub fn draft(&self) -> &Path {
        &self.draft
    }

    /// Removes the draft: its text has arrived.
    pub fn done(self) {
        let _ = fs::remove_file(self.draft); // a draft too many harms nobody
    }
}

/// Why there is no text.
#[derive(Debug, thiserror::Error)]
pub enum EditorError {
    /// The person thought better of it.
    #[error("{reason}")]
    Aborted {
        /// How they said so.
        reason: Abort,
        /// The draft, where there is something of theirs in it.
        draft: Option<PathBuf>,
    },
    /// The program could not be started.
    #[error("cannot start the editor `{program}`")]
    Start {
        /// The program as the user named it.
        program: String,
        /// Why not.
        source: io::Error,
    },
    /// The draft could not be written or read.
    #[error("cannot use the draft `{}`", draft.display())]
    Draft {
        /// The draft, which is kept.
        draft: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

/// How a person says no to an editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Abort {
    /// The editor ended with a failure.
    #[error("the editor ended with a failure")]
    Failed,
    /// The text is as it was.
    #[error("nothing was changed in the editor")]
    Unchanged,
    /// There is no text.
    #[error("nothing was written in the editor")]
    Empty,
}

/// Lets the user edit `initial` and returns what they made of it.
///
/// With `:` or `true` for an editor there is nothing to change: the text is taken as it is, as
/// git does, unless it is empty.
pub fn edit(initial: &str, options: &Options) -> Result<Edited, EditorError> {
    let draft = write_draft(initial, options)?;
    let is_ended_well = matches!(options.program.trim(), ":") || run(&draft, options)?;
    let text =
        fs::read_to_string(&draft).map_err(|source| EditorError::Draft { draft: draft.clone(), source })?;
    let reason = if !is_ended_well {
        Abort::Failed
    } else if text.trim().is_empty() {
        Abort::Empty
    } else if text == initial && !matches!(options.program.trim(), ":" | "true") {
        Abort::Unchanged
    } else {
        return Ok(Edited { text, draft });
    };
    Err(abort(reason, draft, text == initial || text.trim().is_empty()))
}

fn abort(reason: Abort, draft: PathBuf, is_worthless: bool) -> EditorError {
    let is_removed = is_worthless && fs::remove_file(&draft).is_ok();
    EditorError::Aborted { reason, draft: (!is_removed).then_some(draft) }
}

fn run(draft: &Path, options: &Options) -> Result<bool, EditorError> {
    let failed = |source| EditorError::Start { program: options.program.clone(), source };
    let _interrupts = Hold::new();
    let status = program::command(&options.program)
        .arg(draft)
        .stdout(io::stderr()) // `id=$(git desk new)` keeps stdout for the id
        .status();
    match status {
        Ok(status) => Ok(status.success()),
        Err(source) => {
            let _ = fs::remove_file(draft);
            Err(failed(source))
        }
    }
}

fn write_draft(initial: &str, options: &Options) -> Result<PathBuf, EditorError> {
    let folder = &options.draft_dir;
    fs::create_dir_all(folder).map_err(|source| EditorError::Draft { draft: folder.clone(), source })?;
    let (draft, mut file) = create_draft(folder, &options.file_name)
        .map_err(|source| EditorError::Draft { draft: folder.join(&options.file_name), source })?;
    let written = file.write_all(initial.as_bytes());
    match written {
        Ok(()) => Ok(draft),
        Err(source) => Err(EditorError::Draft { draft, source }),
    }
}

/// Makes a file that was not there, so that no earlier draft is written over.
fn create_draft(folder: &Path, file_name: &str) -> io::Result<(PathBuf, File)> {
    let name = Path::new(file_name);
    if name.file_name() != Some(name.as_os_str()) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not the name of a file"));
    }
    for number in 1..1000 {
        let path = match number {
            1 => folder.join(name),
            _ => folder.join(format!("{number}-{file_name}")),
        };
        match private().open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            opened => return opened.map(|file| (path, file)),
        }
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "too many drafts of this name"))
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_editor_wins() {
        let check = |environment: &[(&str, &str)], core_editor: Option<&str>, expect: Option<&str>| {
            let variable = |name: &str| {
                environment.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(
                choose(variable, core_editor.map(str::to_owned)).as_deref(),
                expect,
                "{environment:?}"
            );
        };
        let xterm = ("TERM", "xterm");
        check(&[xterm], None, Some("vi"));
        check(&[xterm, ("EDITOR", "nano")], None, Some("nano"));
        check(&[xterm, ("EDITOR", "nano"), ("VISUAL", "code -w")], None, Some("code -w"));
        check(&[xterm, ("VISUAL", "code -w")], Some("hx"), Some("hx"));
        check(&[xterm, ("GIT_EDITOR", ":")], Some("hx"), Some(":"));
        check(&[xterm, ("GIT_EDITOR", ""), ("EDITOR", " ")], None, Some("vi"));
        check(&[("TERM", "dumb"), ("VISUAL", "code"), ("EDITOR", "ed")], None, Some("ed"));
        check(&[("TERM", "dumb"), ("VISUAL", "code")], None, None);
        check(&[], None, None);
    }

    struct Desk(tempfile::TempDir);

    impl Desk {
        fn new() -> Self {
            Desk(tempfile::tempdir().expect("a folder"))
        }

        fn edit(&self, initial: &str, program: &str) -> Result<Edited, EditorError> {
            let draft_dir = self.0.path().join("some/drafts");
            edit(
                initial,
                &Options { program: program.to_owned(), draft_dir, file_name: "new ticket.md".to_owned() },
            )
        }

        fn drafts(&self) -> Vec<String> {
            let read = |entry: io::Result<fs::DirEntry>| fs::read_to_string(entry.expect("an entry").path());
            let folder = fs::read_dir(self.0.path().join("some/drafts")).expect("a folder");
            folder.map(|entry| read(entry).expect("a text")).collect()
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_draft_goes_only_when_its_text_has_arrived() {
        let desk = Desk::new();
        let edited = desk.edit("a\n", "sh -c 'echo b >> \"$1\"' sh").expect("edited");
        assert_eq!(edited.text, "a\nb\n");
        assert_eq!(desk.drafts(), ["a\nb\n"]);
        edited.done();
        assert!(desk.drafts().is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_draft_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let edited = Desk::new().edit("a", ":").expect("taken as it is");
        assert!(!edited.draft().exists(), "its desk is gone");
        let desk = Desk::new();
        let edited = desk.edit("a", ":").expect("taken as it is");
        let mode = fs::metadata(edited.draft()).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn an_abort_loses_nothing() {
        let check = |initial: &str, program: &str, expect: Abort, kept: &[&str]| {
            let desk = Desk::new();
            let error = desk.edit(initial, program).expect_err("no text");
            let EditorError::Aborted { reason, draft } = error else { unreachable!("{program}: {error}") };
            assert_eq!(reason, expect, "{program}");
            assert_eq!(draft.is_some(), !kept.is_empty(), "{program}");
            assert_eq!(desk.drafts(), kept, "{program}");
        };
        check("a", "sh -c 'echo b >> \"$1\"; exit 1' sh", Abort::Failed, &["ab\n"]);
        check("a", "false", Abort::Failed, &[]);
        check("a", "touch", Abort::Unchanged, &[]);
        check("a", "sh -c 'echo > \"$1\"' sh", Abort::Empty, &[]);
        check("\n", ":", Abort::Empty, &[]);
    }

    #[cfg(unix)]
    #[test]
    fn no_editor_takes_the_text_as_it_is() {
        for program in [":", "true"] {
            assert_eq!(Desk::new().edit("a", program).expect("taken").text, "a");
        }
    }

    #[test]
    fn no_draft_is_written_over() {
        let desk = Desk::new();
        let first = desk.edit("first", ":").expect("taken");
        let second = desk.edit("second", ":").expect("taken");
        assert_ne!(first.draft(), second.draft());
        assert_eq!(desk.drafts().len(), 2);
    }

    #[test]
    fn an_editor_that_is_not_there_is_named() {
        let desk = Desk::new();
        let missing = desk.edit("a", "no-such-editor-here");
        assert!(matches!(missing, Err(EditorError::Start { .. })), "{missing:?}");
        assert!(desk.drafts().is_empty());
    }

    #[test]
    fn a_draft_stays_in_its_folder() {
        let options = Options {
            program: ":".to_owned(),
            draft_dir: std::env::temp_dir(),
            file_name: "../escape.md".to_owned(),
        };
        assert!(matches!(edit("a", &options), Err(EditorError::Draft { .. })));
    }
}
