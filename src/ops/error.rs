//! Why an act did not happen, as data; `error.rs` at the top finds the words.

use std::io;
use std::path::PathBuf;

use crate::desk::resolve::ResolveError;
use crate::desk::transaction::TransactionError;
use crate::desk::{ArticleError, Broken, DeskError};
use crate::format::Problem;
use crate::format::edit::EditError;
use crate::git::{CommitId, GitError};
use crate::model::{ArticleId, ShapeError, TicketId};
use crate::query::QueryError;

/// Why an act did not happen. Data, not sentences: `crate::error` finds the words.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum OpsError {
    #[error(transparent)]
    Desk(#[from] DeskError),
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    #[error(transparent)]
    Transaction(#[from] TransactionError),
    #[error(transparent)]
    Query(Box<QueryError>),
    #[error("the policy `{when}` under `sla` in desk.yml: {problem}")]
    Policy { when: String, problem: Box<QueryError> },
    #[error("the policy `{when}` under `sla` in desk.yml asks for what no policy can know")]
    PolicyAsks { when: String },
    #[error("`{}` cannot be read: {}", .0.path, .0.fault)]
    Broken(Broken),
    #[error("`{path}` cannot be edited: {error}")]
    Edit { path: String, error: EditError },
    #[error("`{}` cannot be read: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("`desk.yml` has schema {schema}, which a later version of git-desk wrote")]
    NewerSchema { schema: u32 },
    #[error("`{word}` is not a known {kind}")]
    UnknownWord { kind: &'static str, word: String, near: Option<String>, known: Vec<String> },
    #[error("`{id}` cannot go from `{from}` to `{to}`")]
    Transition { id: TicketId, from: String, to: String, allowed: Vec<String> },
    #[error("`{id}` is {status} already")]
    AlreadyDone { id: TicketId, status: String },
    #[error("`{id}` is not done: it is {status}")]
    NotDone { id: TicketId, status: String },
    #[error("`{id}` is at {level}, the {end} level")]
    NoSuchLevel { id: TicketId, level: String, end: &'static str },
    #[error("`{id}` is at {level}, {to} is not {direction}")]
    WrongDirection { id: TicketId, level: String, to: String, direction: &'static str },
    #[error("`{id}` has no level")]
    NoLevel { id: TicketId },
    #[error("an escalation needs a summary of what was tried")]
    NoSummary { id: TicketId },
    #[error("{what} is empty")]
    Empty { what: &'static str },
    #[error("{what} holds a NUL character")]
    Nul { what: &'static str },
    #[error("{what} has {size} bytes, more than the limit of {limit}")]
    TooLarge { what: &'static str, size: usize, limit: usize },
    #[error("{what} could not be read again: {problem}")]
    Unreadable { what: String, problem: Problem },
    #[error("`{text}` is not {wanted}")]
    Malformed { text: String, wanted: &'static str },
    #[error(transparent)]
    Shape(#[from] ShapeError),
    #[error("`{field}` cannot be changed")]
    Fixed { field: String },
    #[error("`{id}` cannot be tied to itself")]
    Itself { id: TicketId },
    #[error("`{id}` has no link `{link}`")]
    NoLink { id: TicketId, link: String, links: Vec<String> },
    #[error("there is no act of yours to undo")]
    NothingToUndo,
    #[error("the last act (`{subject}`) cannot be undone: `{path}` was changed since")]
    ChangedSince { subject: String, path: String },
    #[error("the current branch is `{current}`, and threads are packed on `{default}` only")]
    OtherBranch { current: String, default: String },
    #[error("`{}` is a desk already", root.display())]
    DeskExists { root: PathBuf },
    #[error("the branch `{branch}` is a desk already")]
    DeskWaits { branch: String },
    #[error("`{}` exists and is no desk", path.display())]
    InTheWay { path: PathBuf },
    #[error("{} of {} lines are bad", bad.len(), total)]
    BadLines { bad: Vec<(usize, String)>, total: usize },
    #[error(transparent)]
    Article(#[from] ArticleError),
    #[error("`{}` cannot be written: {source}", path.display())]
    NotWritten { path: PathBuf, source: io::Error },
    #[error("there is no file `{}`", path.display())]
    NoFile { path: PathBuf },
    #[error("`{}` is in the desk", path.display())]
    InsideDesk { path: PathBuf },
    #[error("`{path}` is not in the knowledge base")]
    OutsideKnowledgeBase { path: String },
    #[error("`{id}` has no resolution")]
    NoArticleResolution { id: ArticleId },
    #[error("`{id}` is {state}, and only what is validated is public")]
    NotValidated { id: ArticleId, state: String },
    #[error("`{path}` was changed meanwhile")]
    ArticleMoved { path: String },
    #[error("the branch `{branch}` is shared with no remote")]
    NoUpstream { branch: String },
    #[error("there are unpushed commits that are not the desk's alone")]
    NotTheDesks { commits: Vec<(CommitId, String)>, remote: String },
    #[error("`{remote}` was not reached; {waiting}")]
    Offline { remote: String, waiting: String, why: String },
    #[error("`{remote}` refused `{branch}`: {why}")]
    RefusedThere { remote: String, branch: String, why: String },
    #[error("what others did cannot come into the work tree: {why}")]
    LocalChanges { why: String },
    #[error("this branch and that of `{remote}` have nothing in common")]
    Unrelated { remote: String },
    #[error("others were faster {attempts} times")]
    Outrun { attempts: usize },
    #[error("there is a branch `{branch}` already")]
    BranchExists { branch: String },
    #[error("`{folder}` is in the commits of `{reference}`")]
    FolderTracked { folder: String, reference: String },
    #[error("`{id}` is {who}'s already")]
    Taken { id: TicketId, who: String },
    #[error("a draft could not be used: {0}")]
    Draft(String),
}

impl From<Broken> for OpsError {
    fn from(broken: Broken) -> OpsError {
        OpsError::Broken(broken)
    }
}

impl From<GitError> for OpsError {
    fn from(error: GitError) -> OpsError {
        OpsError::Desk(DeskError::Git(error))
    }
}
