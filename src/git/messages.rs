//! The messages of many commits, streamed: whoever reads ten thousand of them keeps none in memory.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use super::error::GitError;
use super::object::{CommitId, ObjectId};
use super::repository::Repository;

/// A commit as its log tells it. The bytes are those of git.
#[derive(Debug)]
pub struct Told<'m> {
    /// Its name.
    pub id: &'m str,
    /// When its author wrote it, in seconds since 1970.
    pub seconds: i64,
    /// The name of its author.
    pub name: &'m str,
    /// The address of its author.
    pub email: &'m str,
    /// The message, all of it.
    pub message: &'m str,
}

impl Repository {
    /// Tells of the commits that some words for `git log` name and whose message has a text in it, the latest first. Git
    /// looks for the text itself, so that little of what it reads comes through the pipe.
    pub fn read_messages(
        &self,
        words: &[&str],
        needle: &str,
        mut tell: impl FnMut(Told<'_>),
    ) -> Result<(), GitError> {
        let grep = format!("--grep={needle}");
        let fixed = [
            "log",
            "--fixed-strings",
            &grep,
            "-z",
            "--no-show-signature",
            "--no-color",
            "--format=%H%n%at%n%an%n%ae%n%B",
        ];
        let arguments = [&fixed[..], words].concat();
        let mut command = self.reader().command(&arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let start = |source| GitError::Start { source };
        let mut child = command.spawn().map_err(start)?;
        let mut talk = String::new();
        let (output, mut errors) = (child.stdout.take(), child.stderr.take());
        let read = std::thread::scope(|scope| {
            scope.spawn(|| errors.as_mut().map(|errors| errors.read_to_string(&mut talk)));
            let Some(output) = output else { return Ok(()) };
            let mut output = BufReader::with_capacity(1 << 16, output);
            let mut bytes = Vec::new();
            loop {
                bytes.clear();
                if output.read_until(0, &mut bytes)? == 0 {
                    return Ok(());
                }
                let text = String::from_utf8_lossy(&bytes);
                let text = text.trim_end_matches('\0');
                if let Some(told) = take_apart(text) {
                    tell(told);
                }
            }
        });
        let status = child.wait().map_err(start)?;
        read.map_err(start)?;
        match status.success() {
            true => Ok(()),
            false => Err(GitError::Failed {
                command: "log".to_owned(),
                code: status.code(),
                stderr: talk.trim().to_owned(),
            }),
        }
    }

    /// Returns the branches and tags that contain a commit, by their short names.
    pub fn names_with(&self, commit: &CommitId) -> Result<Vec<String>, GitError> {
        let contains = format!("--contains={commit}");
        let arguments = [
            "for-each-ref",
            "--format=%(refname:short)",
            &contains,
            "refs/heads",
            "refs/remotes",
            "refs/tags",
        ];
        let listed = self.reader().run(&arguments, None)?;
        let names = String::from_utf8_lossy(&listed).lines().map(str::to_owned).collect::<Vec<_>>();
        Ok(names.into_iter().filter(|name| !name.ends_with("/HEAD")).collect())
    }

    /// Returns the last commit of the head's past that was recorded before a moment, in seconds since 1970.
    pub fn commit_before(&self, seconds: i64) -> Result<Option<CommitId>, GitError> {
        let before = format!("--before={seconds}");
        let line = self.reader().line(&["rev-list", "-1", "--first-parent", &before, "HEAD"], None)?;
        Ok((!line.is_empty()).then(|| ObjectId::new(line)))
    }

    /// Returns the commits that touched some paths, each with what it changed in them, as git shows it.
    pub fn patches(&self, paths: &[String]) -> Result<String, GitError> {
        let mut arguments =
            vec!["log", "--patch", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--"];
        arguments.extend(paths.iter().map(String::as_str));
        Ok(String::from_utf8_lossy(&self.reader().run(&arguments, None)?).into_owned())
    }

    /// Goes to a branch, which is made where it is not there.
    pub fn switch_to(&self, branch: &str) -> Result<(), GitError> {
        let is_there = self.reference(&format!("refs/heads/{branch}")).is_some();
        let arguments: &[&str] =
            if is_there { &["checkout", "-q", branch] } else { &["checkout", "-q", "-b", branch] };
        self.program().run(arguments, None).map(drop)
    }
}

fn take_apart(text: &str) -> Option<Told<'_>> {
    let mut parts = text.splitn(5, '\n');
    let (id, seconds, name, email) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    Some(Told { id, seconds: seconds.parse().ok()?, name, email, message: parts.next().unwrap_or_default() })
}
