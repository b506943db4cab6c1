//! What went wrong, in words: what failed, why, and what to do about it.
//!
//! The folders below know their failures as data; here, once, they become a
//! message, its hints and an exit code.

use std::fmt;

use crate::desk::resolve::{LEAST_FOR_AN_ACT, ResolveError};
use crate::desk::transaction::TransactionError;
use crate::desk::{ArticleError, Broken, BrokenArticle, DeskError};
use crate::git::GitError;
use crate::ops::OpsError;
use crate::query::QueryError;
use crate::ui::OutputError;
use crate::ui::editor::EditorError;
use crate::ui::prompt::PromptError;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum ExitCode {
    /// All was done.
    Done = 0,
    /// There are findings, or a conflict.
    Findings = 1,
    /// The command line was not clear.
    Usage = 2,
    /// There is no such thing.
    NotFound = 3,
    /// `desk.yml`, or the very ticket asked for, cannot be read.
    Broken = 4,
    /// Git or the file system refused.
    Refused = 5,
}

/// Why a command did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// How the program ends.
    pub code: ExitCode,
    /// What failed, with its name in backticks.
    pub message: String,
    /// What to do.
    pub hints: Vec<String>,
    /// The file that the message begins with, where it is one of the desk: relative to the desk's folder.
    pub file: Option<String>,
}

impl Failure {
    /// Builds a failure without hints.
    pub fn new(code: ExitCode, message: impl Into<String>) -> Failure {
        Failure { code, message: message.into(), hints: Vec::new(), file: None }
    }

    /// Builds a failure of the command line.
    pub fn usage(message: impl Into<String>) -> Failure {
        Failure::new(ExitCode::Usage, message)
    }

    /// Adds what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hints.push(hint.into());
        self
    }

    /// Adds what to do, where there is something.
    pub fn hint_if(self, hint: Option<String>) -> Failure {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// Offers the near miss, else all there is where that is not too much.
fn did_you_mean(near: Option<&str>, known: &[String]) -> Option<String> {
    match near {
        Some(near) => Some(format!("did you mean `{near}`?")),
        None if known.is_empty() || known.len() > 20 => None,
        None => Some(format!("it is one of `{}`", known.join("`, `"))),
    }
}

impl From<OpsError> for Failure {
    fn from(error: OpsError) -> Failure {
        use ExitCode::{Findings, Refused, Usage};
        let message = error.to_string();
        match error {
            OpsError::Desk(error) => error.into(),
            OpsError::Resolve(error) => error.into(),
            OpsError::Transaction(error) => error.into(),
            OpsError::Broken(broken) => broken.into(),
            OpsError::Query(error) => (*error).into(),
            OpsError::Policy { problem, .. } => Failure::new(
                ExitCode::Broken,
                format!("{message}\n{}", problem.caret()),
            )
            .hint_if(problem.hint()),
            OpsError::PolicyAsks { .. } => Failure::new(ExitCode::Broken, message)
                .hint("ask for fields, such as `type:incident` or `labels:vip`: not for words of the text, for other tickets, or for clocks"),
            OpsError::UnknownWord { kind: "field", near: None, .. } => {
                Failure::usage(message).hint("a desk's own fields are declared under `fields` in desk.yml")
            }
            OpsError::UnknownWord { near, known, .. } => {
                Failure::usage(message).hint_if(did_you_mean(near.as_deref(), &known))
            }
            OpsError::Transition { allowed, .. } => {
                let hint = match allowed.is_empty() {
                    true => "`transitions` in desk.yml allows no move from there".to_owned(),
                    false => format!("`transitions` in desk.yml allows `{}`", allowed.join("`, `")),
                };
                Failure::usage(message).hint(hint)
            }
            OpsError::AlreadyDone { id, .. } => {
                Failure::usage(message).hint(format!("open it again with `git desk reopen {id}`"))
            }
            OpsError::NoSummary { id } => Failure::usage(message)
                .hint("say it with `-m`, for those who have the ticket next")
                .hint(format!("or leave it as a note first: `git desk note {id} -m …`")),
            OpsError::NoLink { links, .. } => Failure::usage(message).hint_if(did_you_mean(None, &links)),
            OpsError::NoLevel { id } => {
                Failure::usage(message).hint(format!("give it one: `git desk edit {id} --set level=N1`"))
            }
            OpsError::Edit { path, error } => {
                let code = if matches!(error, crate::format::edit::EditError::Broken(_)) {
                    ExitCode::Broken
                } else {
                    Refused
                };
                Failure::new(code, message)
                    .hint(format!("open `{path}` in an editor and write the value in one line"))
            }
            OpsError::NewerSchema { .. } => {
                Failure::new(Refused, message).hint("update git-desk to write this desk")
            }
            OpsError::File { .. } => Failure::new(Refused, message),
            OpsError::NothingToUndo => Failure::new(ExitCode::NotFound, message)
                .hint("only commits on this branch that you made with git-desk can be undone"),
            OpsError::ChangedSince { .. } => {
                Failure::new(Findings, message).hint("change it back by hand, or with `git revert`")
            }
            OpsError::OtherBranch { default, .. } => Failure::new(Refused, message)
                .hint(format!("packing on two branches would conflict: `git switch {default}` first")),
            OpsError::Unreadable { .. } => {
                Failure::usage(message).hint("give a long text with `-m`, `-b` or `-F`: a field is one line")
            }
            OpsError::Article(error) => error.into(),
            OpsError::NoFile { .. } => Failure::new(ExitCode::NotFound, message),
            OpsError::NotWritten { .. } => Failure::new(Refused, message),
            OpsError::InsideDesk { .. } => {
                Failure::usage(message).hint("pages are no articles: name a folder elsewhere")
            }
            OpsError::OutsideKnowledgeBase { path } => Failure::usage(message)
                .hint(format!("articles live below `kb`: `git mv {path} desk/kb/` first")),
            OpsError::NoArticleResolution { id } => Failure::new(Findings, message).hint(format!(
                "write under `## Resolution` what to do: `git desk kb edit {id}`"
            )),
            OpsError::NotValidated { id, .. } => Failure::new(Findings, message)
                .hint(format!("read it, then `git desk kb validate {id}`")),
            OpsError::ArticleMoved { .. } => Failure::new(Findings, message),
            OpsError::DeskExists { .. } => Failure::usage(message),
            OpsError::DeskWaits { .. } => Failure::usage(message).hint("to have it here: git desk setup"),
            OpsError::InTheWay { .. } => {
                Failure::usage(message).hint("name another folder: `git desk init support`")
            }
            OpsError::NoUpstream { .. } => Failure::new(Refused, message)
                .hint("git remote add origin URL, then: git push -u origin HEAD"),
            OpsError::NotTheDesks { commits, remote } => {
                let named = commits.iter().take(10).map(|(id, subject)| format!("{} {subject}", id.short()));
                let failure = named.fold(Failure::new(Findings, message), Failure::hint);
                failure.hint(format!("nothing was pushed. Push them yourself: `git pull --rebase {remote}`, `git push {remote}`; or work on a branch"))
            }
            OpsError::Offline { why, .. } => {
                Failure::new(Refused, message).hint_if(why.lines().find(|line| line.starts_with("fatal:") || line.starts_with("ssh:")).map(|line| format!("git says: {line}")))
            }
            OpsError::RefusedThere { .. } => Failure::new(Refused, message)
                .hint("your work is whole here, and nothing of it was moved")
                .hint("push it to a branch and ask for a merge: `git push origin HEAD:refs/heads/desk-update`"),
            OpsError::LocalChanges { .. } => Failure::new(Findings, message)
                .hint("nothing was pushed or changed: commit or stash your changes first"),
            OpsError::Unrelated { .. } => Failure::new(Refused, message),
            OpsError::Outrun { .. } => Failure::new(Refused, message).hint("nothing is lost; try again"),
            OpsError::BranchExists { .. } => Failure::usage(message)
                .hint("name another one, or bring back the desk that is on it: git desk setup"),
            OpsError::FolderTracked { .. } => Failure::new(Refused, message)
                .hint("git would overwrite edited tickets at a checkout: name another folder")
                .hint("git desk init --branch desk support"),
            OpsError::Taken { id, .. } => Failure::new(Findings, message)
                .hint(format!("to take it over all the same: `git desk take {id}`")),
            OpsError::BadLines { bad, .. } => {
                let lines = bad.iter().take(20).map(|(line, why)| format!("line {line}: {why}"));
                lines.fold(Failure::new(Findings, message), Failure::hint)
            }
            _ => Failure::new(Usage, message),
        }
    }
}

impl From<QueryError> for Failure {
    fn from(error: QueryError) -> Failure {
        Failure::usage(format!("{error}\n{}", error.caret())).hint_if(error.hint())
    }
}

impl From<ResolveError> for Failure {
    fn from(error: ResolveError) -> Failure {
        let message = error.to_string();
        match error {
            ResolveError::NotFound { near, .. } => Failure::new(ExitCode::NotFound, message)
                .hint_if(near.map(|near| format!("did you mean `{near}`?"))),
            ResolveError::Ambiguous { candidates, .. } => {
                let shown: Vec<String> = candidates.iter().take(10).map(ToString::to_string).collect();
                let more = if candidates.len() > shown.len() { ", …" } else { "" };
                Failure::usage(message).hint(format!("it is one of `{}`{more}", shown.join("`, `")))
            }
            ResolveError::TooShort { candidate, .. } => Failure::usage(message)
                .hint(format!("give at least {LEAST_FOR_AN_ACT} characters of the id"))
                .hint_if(candidate.map(|candidate| format!("did you mean `{candidate}`?"))),
            ResolveError::NoRow { rows: 0, .. } => Failure::usage(message)
                .hint("`@1` is the first row of the last `git desk list` in this terminal"),
            ResolveError::NoRow { rows, .. } => Failure::usage(message).hint(format!("it has {rows}")),
            ResolveError::NoLast => Failure::usage(message).hint("give the id of a ticket"),
            ResolveError::NoTicketInBranch { .. } => {
                Failure::usage(message).hint("`.` stands for the ticket that the branch is named after")
            }
            ResolveError::Desk(error) => error.into(),
        }
    }
}

impl From<ArticleError> for Failure {
    fn from(error: ArticleError) -> Failure {
        let message = error.to_string();
        match error {
            ArticleError::NotFound { near, .. } => Failure::new(ExitCode::NotFound, message)
                .hint_if(near.map(|near| format!("did you mean `{near}`?")))
                .hint("`git desk kb list` shows them, `git desk kb search TEXT` finds them"),
            ArticleError::Ambiguous { candidates, .. } => {
                Failure::usage(message).hint(format!("it is one of `{}`", candidates.join("`, `")))
            }
            ArticleError::TooShort { candidate, .. } => Failure::usage(message)
                .hint(format!("give at least {LEAST_FOR_AN_ACT} characters of the id"))
                .hint_if(candidate.map(|candidate| format!("did you mean `{candidate}`?"))),
            ArticleError::Nameless { path } => Failure::new(ExitCode::NotFound, message)
                .hint(format!("`git desk kb add desk/{path}` gives it one")),
            ArticleError::Broken(broken) => broken.into(),
        }
    }
}

impl From<BrokenArticle> for Failure {
    fn from(broken: BrokenArticle) -> Failure {
        let place = broken.fault.line().map_or(broken.path.clone(), |line| format!("{}:{line}", broken.path));
        let failure =
            Failure::new(ExitCode::Broken, format!("{place}: {}", broken.fault)).hint(broken.fault.mend());
        Failure { file: Some(broken.path), ..failure }
    }
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Failure {
        let message = error.to_string();
        match error {
            DeskError::NoDesk { .. } => Failure::new(ExitCode::NotFound, message)
                .hint("make one with `git desk init`, or name it with `DESK_DIR`"),
            DeskError::NoWorkTree { .. } => {
                Failure::new(ExitCode::NotFound, message).hint("bring it back: git desk setup")
            }
            DeskError::NoRevision { .. } | DeskError::NoDeskAt { .. } => {
                Failure::new(ExitCode::NotFound, message).hint(
                    "name a commit, a branch or a tag that has the desk: `git log -- desk` lists commits",
                )
            }
            DeskError::Policy { .. } => Failure::new(ExitCode::Broken, message),
            DeskError::Config(finding) => {
                let place =
                    finding.line.map_or(finding.path.clone(), |line| format!("{}:{line}", finding.path));
                Failure::new(ExitCode::Broken, format!("{place}: {}", finding.problem)).hint(finding.hint())
            }
            DeskError::Folder { .. } => Failure::new(ExitCode::Refused, message),
            DeskError::Git(error) => error.into(),
        }
    }
}

impl From<Broken> for Failure {
    fn from(broken: Broken) -> Failure {
        let place = broken.fault.line().map_or(broken.path.clone(), |line| format!("{}:{line}", broken.path));
        let failure =
            Failure::new(ExitCode::Broken, format!("{place}: {}", broken.fault)).hint(broken.fault.mend());
        Failure { file: Some(broken.path), ..failure }
    }
}

impl From<TransactionError> for Failure {
    fn from(error: TransactionError) -> Failure {
        let failure = Failure::new(ExitCode::Refused, error.to_string());
        match error {
            TransactionError::Git(error) => error.into(),
            TransactionError::NoIdentity => failure
                .hint("git config user.name \"Your Name\"")
                .hint("git config user.email you@example.com"),
            TransactionError::Conflict { .. } => Failure { code: ExitCode::Findings, ..failure }
                .hint("keep one side of the conflict, `git add` the file, and try again"),
            TransactionError::InProgress { .. } => failure
                .hint("finish it first: a commit made now could vanish with it")
                .hint("or write the files without a commit: `--no-commit`"),
            TransactionError::Detached => failure
                .hint("a commit here is on no branch: `git switch` to one first")
                .hint("or say that you want it: `--detached`"),
            TransactionError::NoRepository { .. } => {
                failure.hint("run `git init` first: git carries the history")
            }
            TransactionError::Busy { .. } => failure.hint("try again when it is done"),
            TransactionError::LostRace { .. } | TransactionError::Changed { .. } => {
                failure.hint("nothing was changed; try again")
            }
            TransactionError::HalfDone { .. } => {
                failure.hint("run `git desk check --fix`: it finishes the act or takes it back")
            }
            _ => failure,
        }
    }
}

impl From<GitError> for Failure {
    fn from(error: GitError) -> Failure {
        let failure = Failure::new(ExitCode::Refused, error.to_string());
        match error {
            GitError::Owner { path } => failure.hint(format!(
                "if you trust it: `git config --global --add safe.directory {}`",
                path.display()
            )),
            GitError::Locked { .. } => {
                failure.hint("wait for the other git, or remove the file if none is running")
            }
            GitError::Start { .. } => failure.hint("install git, or put it on the PATH"),
            _ => failure,
        }
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Failure {
        match &error {
            // A reader who has seen enough is no failure: `git desk list | head`.
            OutputError::Closed => Failure::new(ExitCode::Done, ""),
            _ => {
                let cause =
                    std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
                Failure::new(ExitCode::Refused, format!("{error}{cause}"))
            }
        }
    }
}

impl From<PromptError> for Failure {
    fn from(error: PromptError) -> Failure {
        match error {
            PromptError::Cancelled => Failure::usage("cancelled, nothing was changed"),
            error => Failure::usage(error.to_string()),
        }
    }
}

impl From<EditorError> for Failure {
    fn from(error: EditorError) -> Failure {
        let kept = |draft: &std::path::Path| format!("the draft is kept in `{}`", draft.display());
        match &error {
            EditorError::Aborted { draft, .. } => {
                let failure = Failure::usage(format!("{error}; nothing was changed"));
                failure.hint_if(draft.as_deref().map(kept))
            }
            EditorError::Start { source, .. } => {
                Failure::new(ExitCode::Refused, format!("{error}: {source}"))
                    .hint("set `GIT_EDITOR`, or say the text with `-m`")
            }
            EditorError::Draft { source, .. } => {
                Failure::new(ExitCode::Refused, format!("{error}: {source}"))
            }
        }
    }
}
