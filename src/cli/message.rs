use std::io::Read;
use std::path::PathBuf;

use clap::Args;

use super::Context;
use crate::desk::Desk;
use crate::error::{ExitCode, Failure};
use crate::git::Repository;
use crate::ui::editor::{self, Edited};

/// A text: on the command line, from a file, or from an editor.
#[derive(Clone, Debug, Default, Args)]
pub struct Message {
    /// The text, Markdown; several make paragraphs
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Vec<String>,
    /// Read the text from a file, `-` for standard input
    #[arg(short = 'F', long = "file", value_name = "FILE", conflicts_with = "message")]
    pub file: Option<PathBuf>,
}

/// A text with the draft it was written in, which stays until the text has arrived.
pub struct Written {
    /// The text.
    pub text: String,
    draft: Option<Edited>,
}

impl Written {
    /// Keeps a text that has no draft.
    pub fn plain(text: String) -> Written {
        Written { text, draft: None }
    }

    /// Removes the draft after an act that succeeded; after one that failed, says where it is.
    pub fn settle<T>(self, result: Result<T, Failure>) -> Result<T, Failure> {
        match (result, self.draft) {
            (Ok(value), draft) => {
                draft.into_iter().for_each(Edited::done);
                Ok(value)
            }
            (Err(failure), Some(draft)) => {
                Err(failure.hint(format!("your text is kept in `{}`", draft.draft().display())))
            }
            (Err(failure), None) => Err(failure),
        }
    }
}

impl Message {
    /// Returns the text given on the command line; `None` where there is none.
    pub fn given(&self) -> Result<Option<String>, Failure> {
        if !self.message.is_empty() {
            return Ok(Some(self.message.join("\n\n")));
        }
        self.file.as_ref().map(read).transpose()
    }

    /// Returns the text given, or an empty one.
    pub fn or_empty(&self) -> Result<String, Failure> {
        Ok(self.given()?.unwrap_or_default())
    }

    /// Returns the text given, or lets the user write one.
    pub fn or_edit(
        &self,
        context: &Context,
        desk: &Desk,
        name: &str,
        initial: &str,
    ) -> Result<Written, Failure> {
        match self.given()? {
            Some(text) => Ok(Written::plain(text)),
            None if context.ui.can_ask() => edit(desk, name, initial),
            None => Err(Failure::usage("there is no text, and no terminal to write it on")
                .hint("give it with `-m TEXT`, or `-F -` to read standard input")),
        }
    }
}

/// Lets the user write a text in their editor.
pub fn edit(desk: &Desk, name: &str, initial: &str) -> Result<Written, Failure> {
    let variable = |name: &str| std::env::var(name).ok();
    let program = editor::choose(variable, Repository::user_setting("core.editor")).ok_or_else(|| {
        Failure::usage("there is no editor for this terminal")
            .hint("set `GIT_EDITOR`, or give the text with `-m`")
    })?;
    let folder = match &desk.ground.repository {
        Some(repository) => repository.git_dir().join("desk").join("drafts"),
        None => std::env::temp_dir(),
    };
    let options = editor::Options { program, draft_dir: folder, file_name: format!("{name}.md") };
    let edited = editor::edit(initial, &options)?;
    Ok(Written { text: edited.text.clone(), draft: Some(edited) })
}

fn read(path: &PathBuf) -> Result<String, Failure> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|error| {
        Failure::new(ExitCode::Refused, format!("`{}` cannot be read: {error}", path.display()))
    })?;
    String::from_utf8(bytes).map_err(|_| {
        Failure::usage(format!("`{}` is not UTF-8 text", path.display()))
            .hint("keep it with the ticket instead: `--attach`")
    })
}
