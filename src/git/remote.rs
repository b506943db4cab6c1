//! The other side: fetching and pushing with the user's own git, which knows their keys and passwords.

use std::io::IsTerminal;

use super::error::GitError;
use super::object::CommitId;
use super::program::Program;
use super::repository::{Head, Repository};

/// Where a branch is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    /// The name of the remote, `origin`.
    pub remote: String,
    /// The branch there, `refs/heads/main`.
    pub branch: String,
    /// The reference here that follows it, `refs/remotes/origin/main`.
    pub tracking: String,
}

/// What became of a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pushed {
    /// It is there.
    Done,
    /// Somebody else was faster.
    Rejected,
    /// The other side refused, and says why: a protected branch, a hook.
    Refused(String),
}

impl Repository {
    /// Returns where the current branch is shared: as git was told, or else the branch of that name at the only remote,
    /// or at `origin`.
    pub fn upstream(&self) -> Result<Option<Upstream>, GitError> {
        let Head::Branch { name, .. } = self.head()? else { return Ok(None) };
        let short = name.strip_prefix("refs/heads/").unwrap_or(&name);
        let told =
            (self.setting(&format!("branch.{short}.remote")), self.setting(&format!("branch.{short}.merge")));
        let (remote, branch) = match told {
            (Some(remote), Some(branch)) => (remote, branch),
            _ => {
                let listed = self.reader().run(&["remote"], None)?;
                let listed = String::from_utf8_lossy(&listed);
                let remotes: Vec<&str> = listed.lines().collect();
                let remote = match remotes.as_slice() {
                    [only] => Some(*only),
                    many => many.iter().find(|name| **name == "origin").copied(),
                };
                match remote {
                    Some(remote) => (remote.to_owned(), name.clone()),
                    None => return Ok(None),
                }
            }
        };
        let short = branch.strip_prefix("refs/heads/").unwrap_or(&branch);
        let tracking = match remote.as_str() {
            // A branch that follows another one of this repository is shared with nobody.
            "." => return Ok(None),
            // An address instead of a name has no branches here.
            address if address.contains(['/', ':']) => "refs/desk/upstream".to_owned(),
            name => format!("refs/remotes/{name}/{short}"),
        };
        Ok(Some(Upstream { remote, branch, tracking }))
    }

    /// Fetches the branch of an upstream, and returns where it is; `None` where it is not there yet.
    pub fn fetch(&self, upstream: &Upstream) -> Result<Option<CommitId>, GitError> {
        let refspec = format!("+{}:{}", upstream.branch, upstream.tracking);
        match self.caller().run(&["fetch", "--quiet", "--no-tags", &upstream.remote, &refspec], None) {
            Ok(_) => Ok(self.reference(&upstream.tracking)),
            Err(GitError::Failed { stderr, .. }) if stderr.contains("couldn't find remote ref") => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Pushes a commit to the branch of an upstream, only as an addition to what is there.
    pub fn push(&self, upstream: &Upstream, commit: &CommitId) -> Result<Pushed, GitError> {
        let refspec = format!("{commit}:{}", upstream.branch);
        let arguments = ["push", "--porcelain", &upstream.remote, &refspec];
        match self.caller().output(&arguments)? {
            (true, _, _) => Ok(Pushed::Done),
            (false, stdout, stderr) => {
                let said = stdout.lines().find(|line| line.starts_with('!')).unwrap_or_default();
                // Two who push at once: git on the other side calls the loser's lock or old value wrong.
                let races = [
                    "[rejected]",
                    "cannot lock ref",
                    "failed to update ref",
                    "incorrect old value",
                    "reference already exists",
                ];
                if races.iter().any(|race| said.contains(race) || stderr.contains(race)) {
                    return Ok(Pushed::Rejected);
                }
                if said.contains("[remote rejected]") {
                    let words = stderr.lines().filter_map(|line| line.strip_prefix("remote:")).map(str::trim);
                    let words: Vec<&str> = words.filter(|line| !line.is_empty()).collect();
                    let reason =
                        said.rsplit_once('(').map_or(said, |(_, reason)| reason.trim_end_matches(')'));
                    return Ok(Pushed::Refused([&[reason], &words[..]].concat().join("; ")));
                }
                Err(GitError::Failed {
                    command: "push".to_owned(),
                    code: None,
                    stderr: stderr.trim().to_owned(),
                })
            }
        }
    }

    /// Returns the user's git for talking to another side: it may ask for a password where somebody sits.
    fn caller(&self) -> Program {
        let may_ask = if std::io::stdin().is_terminal() { "1" } else { "0" };
        // An address such as `../shared.git` is meant from the main work tree.
        let common = self.common_dir();
        let main = common.parent().filter(|_| common.file_name().is_some_and(|name| name == ".git"));
        main.map_or_else(|| self.program(), Program::within).with("GIT_TERMINAL_PROMPT", may_ask)
    }
}
