//! Starting the user's own git: never through a shell, never with a terminal, always in one language.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use super::error::GitError;

/// Variables that git sets for hooks and aliases, and that would lead us to another repository or index.
const SURPRISES: [&str; 12] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_EXTERNAL_DIFF",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_TRACE",
];

/// The user's git, in one folder.
#[derive(Debug, Clone)]
pub(super) struct Program {
    folder: Option<PathBuf>,
    settings: Vec<(String, String)>,
    environment: Vec<(&'static str, String)>,
}

impl Program {
    /// Git, started in a folder.
    pub fn within(folder: &Path) -> Program {
        Program { folder: Some(folder.to_owned()), settings: Vec::new(), environment: Vec::new() }
    }

    /// Git, started where we are.
    pub fn anywhere() -> Program {
        Program { folder: None, settings: Vec::new(), environment: Vec::new() }
    }

    /// Sets a variable for what is run.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Program {
        self.environment.push((name, value.into()));
        self
    }

    /// Gives a setting a value, over what any file says.
    pub fn set(mut self, (key, value): (String, String)) -> Program {
        self.settings.push((key, value));
        self
    }

    /// Prepares a command.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new("git");
        if let Some(folder) = &self.folder {
            command.arg("-C").arg(folder);
        }
        command.args(arguments);
        self.prepare(&mut command);
        command
    }

    /// Gives a command, of git or of a hook, the environment it is to have.
    pub fn prepare(&self, command: &mut Command) {
        for name in SURPRISES {
            command.env_remove(name);
        }
        command
            .env("LC_ALL", "C")
            .env("GIT_LITERAL_PATHSPECS", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_EDITOR", ":")
            .env("GIT_ADVICE", "0")
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        self.override_settings(command);
    }

    /// Adds our settings to those of the environment. Not by `-c`: the name of a filter may hold a `=`.
    fn override_settings(&self, command: &mut Command) {
        if self.settings.is_empty() {
            return;
        }
        let count =
            std::env::var("GIT_CONFIG_COUNT").ok().and_then(|count| count.parse().ok()).unwrap_or(0_usize);
        command.env("GIT_CONFIG_COUNT", (count + self.settings.len()).to_string());
        for (at, (key, value)) in self.settings.iter().enumerate() {
            command.env(format!("GIT_CONFIG_KEY_{}", count + at), key);
            command.env(format!("GIT_CONFIG_VALUE_{}", count + at), value);
        }
    }

    /// Runs git and returns what it printed.
    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S], input: Option<&[u8]>) -> Result<Vec<u8>, GitError> {
        let (status, output, stderr) = self.start(arguments, input)?;
        if status.success() {
            return Ok(output);
        }
        Err(GitError::Failed {
            command: name_of(arguments),
            code: status.code(),
            stderr: String::from_utf8_lossy(&stderr).trim().to_owned(),
        })
    }

    /// Runs git and returns whether it succeeded, and what it said on both streams.
    pub fn output<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Result<(bool, String, String), GitError> {
        let (status, output, stderr) = self.start(arguments, None)?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok((status.success(), text(&output), text(&stderr)))
    }

    fn start<S: AsRef<OsStr>>(
        &self,
        arguments: &[S],
        input: Option<&[u8]>,
    ) -> Result<(ExitStatus, Vec<u8>, Vec<u8>), GitError> {
        let mut command = self.command(arguments);
        command
            .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let start = |source| GitError::Start { source };
        let mut child = command.spawn().map_err(start)?;
        let (mut pipe, mut talk) = (child.stdin.take(), child.stderr.take());
        let mut output = Vec::new();
        let mut stderr = Vec::new();
        // Three pipes at once: git may talk before it has read everything.
        std::thread::scope(|scope| {
            scope.spawn(|| {
                // A git that stops reading has failed already, and says why on stderr.
                if let (Some(mut pipe), Some(input)) = (pipe.take(), input) {
                    let _ = pipe.write_all(input);
                }
            });
            scope.spawn(|| talk.as_mut().map(|talk| talk.read_to_end(&mut stderr)));
            child.stdout.take().map(|mut out| out.read_to_end(&mut output))
        });
        let status = child.wait().map_err(start)?;
        Ok((status, output, stderr))
    }

    /// Runs git and returns the one line it printed.
    pub fn line<S: AsRef<OsStr>>(&self, arguments: &[S], input: Option<&[u8]>) -> Result<String, GitError> {
        let output = self.run(arguments, input)?;
        Ok(String::from_utf8_lossy(&output).trim_end().to_owned())
    }

    /// Runs git, where exit code 1 means "no": nothing found, nothing set.
    pub fn maybe<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Result<Option<String>, GitError> {
        match self.line(arguments, None) {
            Ok(line) => Ok(Some(line)),
            Err(GitError::Failed { code: Some(1), .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Names what was run in an error, without the paths.
fn name_of<S: AsRef<OsStr>>(arguments: &[S]) -> String {
    let words = arguments.iter().map(|word| word.as_ref().to_string_lossy());
    let words = words.skip_while(|word| word.starts_with('-') || word.contains('='));
    words.take(1).collect()
}
