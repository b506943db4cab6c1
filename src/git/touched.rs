//! Which files each commit touched: one pass through the history, read as git writes it.

use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;
use std::process::Stdio;

use chrono::{DateTime, Utc};

use super::error::GitError;
use super::repository::Repository;

/// A commit with the files that it touched, against its first parent; a merge touches none of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// The commit, in hexadecimal digits.
    pub commit: String,
    /// The commits before it.
    pub parents: Vec<String>,
    /// When it was recorded.
    pub time: DateTime<Utc>,
    /// Relative to the top of the work tree.
    pub paths: Vec<String>,
}

/// What a header begins with in what git is asked to write.
const HEADER: u8 = 1;

impl Repository {
    /// Shows each commit of the current history, each before the ones it comes from, until `each` has seen enough.
    pub fn each_touched(&self, mut each: impl FnMut(Touched) -> ControlFlow<()>) -> Result<(), GitError> {
        let arguments =
            ["log", "--raw", "-z", "--no-renames", "--topo-order", "--format=%x01%H %ct %P", "HEAD", "--"];
        let start = |source| GitError::Start { source };
        let mut command = self.reader().command(&arguments);
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(start)?;
        let Some(output) = child.stdout.take() else { return Ok(()) };
        let (mut present, mut is_path, mut is_enough) = (None::<Touched>, false, false);
        for part in BufReader::new(output).split(0) {
            let part = part.map_err(start)?;
            match part.first() {
                Some(&HEADER) => {
                    if present.take().is_some_and(|touched| each(touched).is_break()) {
                        is_enough = true;
                        break;
                    }
                    present = Some(header(&part[1..]));
                }
                Some(b':') if !is_path => is_path = true,
                Some(b'\n') if !is_path => is_path = part.get(1) == Some(&b':'),
                Some(_) if is_path => {
                    is_path = false;
                    let path = String::from_utf8_lossy(&part).into_owned();
                    present.iter_mut().for_each(|touched| touched.paths.push(path.clone()));
                }
                _ => {}
            }
        }
        if is_enough {
            let _ = child.kill();
            let _ = child.wait();
            return Ok(());
        }
        present.map(each);
        let status = child.wait().map_err(start)?;
        if status.success() {
            return Ok(());
        }
        Err(GitError::Failed { command: "log".to_owned(), code: status.code(), stderr: String::new() })
    }

    /// Returns the paths that differ between the head and where it left another commit; `None` where that commit is
    /// not known.
    pub fn changed_since(&self, base: &str) -> Result<Option<Vec<String>>, GitError> {
        let Some(commit) = self.revision(base)? else { return Ok(None) };
        let range = format!("{commit}...HEAD");
        let output = self.reader().run(&["diff", "--name-only", "-z", "--no-renames", &range, "--"], None)?;
        let paths = String::from_utf8_lossy(&output);
        Ok(Some(paths.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect()))
    }
}

fn header(text: &[u8]) -> Touched {
    let text = String::from_utf8_lossy(text);
    let mut words = text.split_whitespace();
    let commit = words.next().unwrap_or_default().to_owned();
    let seconds = words.next().and_then(|word| word.parse().ok()).unwrap_or_default();
    let time = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    Touched { commit, time, parents: words.map(str::to_owned).collect(), paths: Vec::new() }
}
