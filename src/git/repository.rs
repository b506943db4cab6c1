//! A repository: where it is, where its head is, what it is in the middle of, and who the user is.

use std::cell::OnceCell;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::config::{self, Setting};
use super::discover;
use super::error::GitError;
use super::object::{CommitId, ObjectId};
use super::program::Program;

/// A git repository, with or without a work tree.
pub struct Repository {
    git_dir: PathBuf,
    common_dir: PathBuf,
    work_tree: Option<PathBuf>,
    library: Result<git2::Repository, String>,
    pub(super) settings: OnceCell<Vec<Setting>>,
    pub(super) quick_settings: OnceCell<Option<git2::Config>>,
}

/// Where `HEAD` is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Head {
    /// On a branch, which has no commit yet in a new repository.
    Branch {
        /// The full name, `refs/heads/main`.
        name: String,
        /// The commit it is at.
        commit: Option<CommitId>,
    },
    /// At a commit, on no branch.
    Detached(CommitId),
}

/// What git is in the middle of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Operation {
    Merge,
    Rebase,
    Am,
    Bisect,
    CherryPick,
    Revert,
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Operation::Merge => "a merge",
            Operation::Rebase => "a rebase",
            Operation::Am => "applying patches",
            Operation::Bisect => "a bisection",
            Operation::CherryPick => "a cherry-pick",
            Operation::Revert => "a revert",
        })
    }
}

/// Somebody, as git records people.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Identity {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
}

/// In which part an identity is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Role {
    Author,
    Committer,
}

impl Repository {
    /// Finds the repository that holds a folder. Nothing of it is run.
    pub fn discover(from: &Path) -> Result<Option<Repository>, GitError> {
        let from = fs::canonicalize(from).map_err(GitError::file("could not find", from))?;
        let Some((git_dir, work_tree)) = from.ancestors().find_map(discover::at) else {
            return Ok(None);
        };
        let common_dir = discover::common_dir_of(&git_dir)?;
        let flags = git2::RepositoryOpenFlags::NO_SEARCH
            | git2::RepositoryOpenFlags::NO_DOTGIT
            // So that the library reads the same global settings as git (`GIT_CONFIG_GLOBAL`).
            | git2::RepositoryOpenFlags::FROM_ENV;
        let library = match git2::Repository::open_ext(&git_dir, flags, &[] as &[&Path]) {
            Err(error) if error.code() == git2::ErrorCode::Owner => {
                return Err(GitError::Owner { path: work_tree.unwrap_or(git_dir) });
            }
            opened => opened.map_err(|error| error.message().to_owned()),
        };
        let (settings, quick_settings) = (OnceCell::new(), OnceCell::new());
        Ok(Some(Repository { git_dir, common_dir, work_tree, library, settings, quick_settings }))
    }

    /// Returns the work tree, which a bare repository has not.
    pub fn work_tree(&self) -> Option<&Path> {
        self.work_tree.as_deref()
    }

    /// Returns the git folder of this work tree.
    pub fn git_dir(&self) -> &Path {
        &self.git_dir
    }

    /// Returns the git folder that all work trees share.
    pub fn common_dir(&self) -> &Path {
        &self.common_dir
    }

    /// Returns where `HEAD` is.
    pub fn head(&self) -> Result<Head, GitError> {
        match self.library() {
            Some(library) => head_by_library(library),
            None => self.head_by_program(),
        }
    }

    /// Returns what git is in the middle of, told by the files it leaves.
    pub fn operation(&self) -> Option<Operation> {
        let has = |name: &str| self.git_dir.join(name).exists();
        if has("rebase-apply/applying") {
            return Some(Operation::Am);
        }
        if has("rebase-merge") || has("rebase-apply") {
            return Some(Operation::Rebase);
        }
        if has("CHERRY_PICK_HEAD") {
            return Some(Operation::CherryPick);
        }
        if has("REVERT_HEAD") {
            return Some(Operation::Revert);
        }
        if has("sequencer/todo") {
            let todo = fs::read_to_string(self.git_dir.join("sequencer/todo")).unwrap_or_default();
            let reverts = todo.trim_start().starts_with("revert");
            return Some(if reverts { Operation::Revert } else { Operation::CherryPick });
        }
        if has("BISECT_LOG") {
            return Some(Operation::Bisect);
        }
        has("MERGE_HEAD").then_some(Operation::Merge)
    }

    /// Returns who the user is, if git was told; never guessed from the machine.
    pub fn identity(&self, role: Role) -> Result<Option<Identity>, GitError> {
        self.settings()?;
        Ok(identity(role, |key| self.setting(key)))
    }

    /// Returns who the user is, for whoever looks.
    pub fn quick_identity(&self, role: Role) -> Result<Option<Identity>, GitError> {
        match identity(role, |key| self.quick_setting(key)) {
            // The library does not know every place of settings; git does, and says what is wrong with them.
            None => self.identity(role),
            known => Ok(known),
        }
    }

    /// Returns the branch that work ends up on, by its short name, if one can be told.
    pub fn default_branch(&self) -> Option<String> {
        let origin = self.symbolic("refs/remotes/origin/HEAD");
        let origin = origin.and_then(|name| Some(name.strip_prefix("refs/remotes/origin/")?.to_owned()));
        let exists = |name: &String| self.reference(&format!("refs/heads/{name}")).is_some();
        let configured = || self.setting("init.defaultBranch").filter(exists);
        let usual = || ["main", "master"].map(str::to_owned).into_iter().find(exists);
        origin.or_else(configured).or_else(usual)
    }

    /// Returns a file's content in a commit (`None`: the head's).
    pub fn file_at(&self, commit: Option<&CommitId>, path: &str) -> Result<Option<Vec<u8>>, GitError> {
        match self.blob_at(commit, path)? {
            Some(id) => self.blob(&id).map(Some),
            None => Ok(None),
        }
    }

    /// Returns the library, unless it cannot open this repository.
    pub(super) fn library(&self) -> Option<&git2::Repository> {
        self.library.as_ref().ok()
    }

    /// Returns why the library cannot open this repository.
    pub(super) fn refusal(&self) -> Option<&str> {
        self.library.as_ref().err().map(String::as_str)
    }

    /// Returns the user's git, started in the work tree.
    pub(super) fn program(&self) -> Program {
        Program::within(self.work_tree.as_deref().unwrap_or(&self.git_dir))
    }

    /// Returns the user's git for looking only: no program runs that the repository's own settings name, and what a
    /// partial clone lacks is not fetched.
    pub(super) fn reader(&self) -> Program {
        let program = self.program().with("GIT_OPTIONAL_LOCKS", "0").with("GIT_NO_LAZY_FETCH", "1");
        self.disarming().into_iter().fold(program, Program::set)
    }

    /// Returns every setting; whoever decides by them asks here first, so that a broken file is not taken for none.
    pub(super) fn settings(&self) -> Result<&[Setting], GitError> {
        if self.settings.get().is_none() {
            let settings = config::read(&self.program())?;
            return Ok(self.settings.get_or_init(|| settings));
        }
        Ok(self.settings.get().map(Vec::as_slice).unwrap_or_default())
    }

    /// Returns the commit a full reference name is at.
    pub(super) fn reference(&self, name: &str) -> Option<CommitId> {
        match self.library() {
            Some(library) => library.refname_to_id(name).ok().map(ObjectId::of),
            None => {
                let commit = format!("{name}^{{commit}}");
                let arguments = ["rev-parse", "--verify", "--quiet", &commit];
                self.reader().maybe(&arguments).ok().flatten().map(ObjectId::new)
            }
        }
    }

    fn symbolic(&self, name: &str) -> Option<String> {
        match self.library() {
            Some(library) => {
                let reference = library.find_reference(name).ok()?;
                reference.symbolic_target().ok().flatten().map(str::to_owned)
            }
            None => self.reader().maybe(&["symbolic-ref", "--quiet", name]).ok().flatten(),
        }
    }

    fn head_by_program(&self) -> Result<Head, GitError> {
        match self.reader().maybe(&["symbolic-ref", "--quiet", "HEAD"])? {
            Some(name) => Ok(Head::Branch { commit: self.reference(&name), name }),
            None => {
                let id = self.reader().line(&["rev-parse", "--verify", "HEAD"], None)?;
                Ok(Head::Detached(ObjectId::new(id)))
            }
        }
    }
}

impl Head {
    /// Returns the commit, if there is one.
    pub fn commit(&self) -> Option<&CommitId> {
        match self {
            Head::Branch { commit, .. } => commit.as_ref(),
            Head::Detached(commit) => Some(commit),
        }
    }
}

impl fmt::Debug for Repository {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Repository")
            .field("git_dir", &self.git_dir)
            .field("work_tree", &self.work_tree)
            .finish_non_exhaustive()
    }
}

fn head_by_library(library: &git2::Repository) -> Result<Head, GitError> {
    let failed = GitError::library("reading HEAD");
    let head = library.find_reference("HEAD").map_err(&failed)?;
    if let Some(id) = head.target() {
        return Ok(Head::Detached(ObjectId::of(id)));
    }
    let name = head.symbolic_target().map_err(&failed)?.unwrap_or_default().to_owned();
    match library.refname_to_id(&name) {
        Ok(id) => Ok(Head::Branch { name, commit: Some(ObjectId::of(id)) }),
        Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(Head::Branch { name, commit: None }),
        Err(error) => Err(failed(error)),
    }
}

fn identity(role: Role, setting: impl Fn(&str) -> Option<String>) -> Option<Identity> {
    let (variable, section) = match role {
        Role::Author => ("GIT_AUTHOR", "author"),
        Role::Committer => ("GIT_COMMITTER", "committer"),
    };
    let find = |part: &str| {
        let of_environment = environment(&format!("{variable}_{}", part.to_uppercase()));
        of_environment
            .or_else(|| setting(&format!("{section}.{part}")))
            .or_else(|| setting(&format!("user.{part}")))
            .map(|value| plain(&value))
            .filter(|value| !value.is_empty())
    };
    let name = find("name");
    let email = find("email").or_else(|| environment("EMAIL"));
    name.zip(email).map(|(name, email)| Identity { name, email })
}

fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().map(|value| plain(&value)).filter(|value| !value.is_empty())
}

/// Takes out what cannot stand in a commit's header, as git does.
fn plain(value: &str) -> String {
    let kept: String = value.chars().filter(|c| !matches!(c, '<' | '>' | '\n' | '\0')).collect();
    kept.trim().to_owned()
}
