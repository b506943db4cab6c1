//! The hooks of `git commit`, run where it would run them.
//!
//! Not by `git commit` itself: it reads the index before it locks it, and keeps its message in a file that every other
//! `git commit` of the work tree writes as well. Beside the user's own, one of the two would lose what the other staged,
//! or take its message.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::error::GitError;
use super::program::Program;
use super::repository::Repository;

impl Repository {
    /// Runs the hooks before a commit on an index of its own, and returns the message as they leave it.
    pub(super) fn run_commit_hooks(&self, program: &Program, message: &str) -> Result<String, GitError> {
        self.run_hook(program, "pre-commit", &[])?;
        let path = self.state_folder()?.join("commit.message");
        fs::write(&path, message).map_err(GitError::file("could not write", &path))?;
        let edited = self.edit_message(program, &path);
        let _ = fs::remove_file(&path);
        edited
    }

    /// Runs the hook after a commit, which cannot refuse anything any more.
    pub fn run_post_commit(&self) {
        let _ = self.run_hook(&self.program(), "post-commit", &[]);
    }

    fn edit_message(&self, program: &Program, path: &Path) -> Result<String, GitError> {
        let file = path.to_string_lossy();
        self.run_hook(program, "prepare-commit-msg", &[&file, "message"])?;
        self.run_hook(program, "commit-msg", &[&file])?;
        let edited = fs::read(path).map_err(GitError::file("could not read", path))?;
        let message = program.run(&["stripspace"], Some(&edited))?;
        if message.is_empty() {
            return Err(refused("commit-msg", None, "it left no message"));
        }
        Ok(String::from_utf8_lossy(&message).into_owned())
    }

    /// Runs a hook, if it is installed.
    fn run_hook(&self, program: &Program, name: &str, arguments: &[&str]) -> Result<(), GitError> {
        let Some(path) = self.hook(name) else { return Ok(()) };
        let words = [&["hook", "run", "--ignore-missing", name, "--"], arguments].concat();
        match program.run(&words, None) {
            Err(GitError::Failed { stderr, .. }) if stderr.contains("'hook' is not a git command") => {
                self.start_hook(program, &path, name, arguments)
            }
            Err(GitError::Failed { code, stderr, .. }) => Err(refused(name, code, &stderr)),
            done => done.map(drop),
        }
    }

    /// Runs a hook for a git before 2.36, which cannot.
    fn start_hook(
        &self,
        program: &Program,
        path: &PathBuf,
        name: &str,
        arguments: &[&str],
    ) -> Result<(), GitError> {
        let mut command = Command::new(path);
        command.args(arguments).current_dir(self.work_tree().unwrap_or(self.git_dir())).stdin(Stdio::null());
        program.prepare(&mut command);
        let output = command.output().map_err(|source| GitError::Start { source })?;
        let talk = [output.stdout, output.stderr].concat();
        match output.status.success() {
            true => Ok(()),
            false => Err(refused(name, output.status.code(), String::from_utf8_lossy(&talk).trim())),
        }
    }
}

fn refused(name: &str, code: Option<i32>, talk: &str) -> GitError {
    let why = if talk.is_empty() { String::new() } else { format!(": {talk}") };
    GitError::Failed { command: "commit".to_owned(), code, stderr: format!("the hook `{name}` refused{why}") }
}
