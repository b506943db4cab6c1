//! Library or program: who writes an act, decided before anything is written.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::GitError;
use super::index::scan::Scan;
use super::repository::{Operation, Repository};

/// Hooks of `git commit`, which we run where it would.
const COMMIT_HOOKS: [&str; 4] = ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"];

/// Hooks that any writing git runs.
const OTHER_HOOKS: [&str; 2] = ["reference-transaction", "post-index-change"];

/// Parts of an index that the library keeps, or that git makes anew without loss.
const KEPT: [&str; 5] = ["TREE", "REUC", "NAME", "EOIE", "IEOT"];

/// Who writes the commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The library: no process is started.
    Library,
    /// The user's git by plumbing, for these reasons; no hook of `git commit` runs.
    Plumbing(Vec<Reason>),
    /// The same, with the hooks of `git commit`.
    Commit(Vec<Reason>),
}

/// Why the library does not write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A hook is installed.
    Hook(String),
    /// A hook is installed and does not run, because a merge is in progress.
    HookSkipped(String),
    /// Commits are signed.
    Signing,
    /// The library would lose a setting or cannot open the repository.
    Repository(String),
    /// The index has a part that the library would drop.
    Index(String),
    /// A path is converted by an attribute.
    Attribute(String),
    /// A merge is in progress.
    Merge,
}

impl Repository {
    /// Decides who writes an act on these paths, by a look at the index.
    pub fn route(&self, index: Option<&Scan>, paths: &[&str], run_hooks: bool) -> Result<Route, GitError> {
        self.settings()?;
        let mut reasons = self.reasons_of_repository();
        reasons.extend(self.reasons_of_index(index));
        reasons.extend(self.reason_of_attributes(paths));
        let merging = self.operation() == Some(Operation::Merge);
        let hooks = |names: &[&str]| -> Vec<String> {
            let installed = names.iter().filter(|name| run_hooks && self.hook(name).is_some());
            installed.map(|name| (*name).to_owned()).collect()
        };
        reasons.extend(hooks(&OTHER_HOOKS).into_iter().map(Reason::Hook));
        let commit_hooks = hooks(&COMMIT_HOOKS);
        // A hook of `git commit` would take the act for the conclusion of the merge.
        if merging {
            reasons.push(Reason::Merge);
            reasons.extend(commit_hooks.into_iter().map(Reason::HookSkipped));
            return Ok(Route::Plumbing(reasons));
        }
        if !commit_hooks.is_empty() {
            reasons.extend(commit_hooks.into_iter().map(Reason::Hook));
            return Ok(Route::Commit(reasons));
        }
        Ok(if reasons.is_empty() { Route::Library } else { Route::Plumbing(reasons) })
    }

    fn reasons_of_repository(&self) -> Vec<Reason> {
        let mut reasons = Vec::new();
        if let Some(refusal) = self.refusal() {
            reasons.push(Reason::Repository(refusal.to_owned()));
        }
        for key in self.keys_under("extensions") {
            let harmless = ["extensions.worktreeconfig", "extensions.noop", "extensions.relativeworktrees"];
            let is_sha1 = key == "extensions.objectformat" && self.setting(&key).as_deref() == Some("sha1");
            if !is_sha1 && !harmless.contains(&key.as_str()) {
                reasons.push(Reason::Repository(key));
            }
        }
        for key in ["core.splitIndex", "core.sparseCheckout"] {
            if self.flag(key) {
                reasons.push(Reason::Repository(key.to_owned()));
            }
        }
        // A path of a program, or true for git's own.
        if self.setting("core.fsmonitor").is_some_and(|value| !value.is_empty() && value != "false") {
            reasons.push(Reason::Repository("core.fsmonitor".to_owned()));
        }
        if self.flag("commit.gpgSign") {
            reasons.push(Reason::Signing);
        }
        reasons
    }

    pub(super) fn reasons_of_index(&self, index: Option<&Scan>) -> Vec<Reason> {
        if self.library().is_none() {
            return Vec::new();
        }
        let Some(scan) = index else {
            return vec![Reason::Index("unknown format".to_owned())];
        };
        let lost = scan.extensions.iter().filter(|name| !KEPT.contains(&name.as_str()));
        lost.cloned().map(Reason::Index).collect()
    }

    /// Tells whether an attribute converts a path, so that its blob is not its file.
    pub fn is_converted(&self, path: &str) -> bool {
        self.reason_of_attributes(&[path]).is_some()
    }

    /// Returns the first path that an attribute converts.
    fn reason_of_attributes(&self, paths: &[&str]) -> Option<Reason> {
        const CONVERTING: [&str; 2] = ["filter", "working-tree-encoding"];
        let library = self.library()?;
        let files = self.attribute_files(paths);
        let texts = files.iter().filter_map(|file| fs::read_to_string(file).ok());
        // Asking for each of a hundred thousand paths takes a second; most desks have no such attribute at all.
        if !texts.into_iter().any(|text| CONVERTING.iter().any(|name| text.contains(name))) {
            return None;
        }
        let is_set = |path: &str, name: &str| {
            let value = library.get_attr_bytes(Path::new(path), name, git2::AttrCheckFlags::FILE_THEN_INDEX);
            !matches!(
                git2::AttrValue::from_bytes(value.ok().flatten()),
                git2::AttrValue::Unspecified | git2::AttrValue::False
            )
        };
        let converted = paths.iter().find(|path| CONVERTING.iter().any(|name| is_set(path, name)));
        converted.map(|path| Reason::Attribute((*path).to_owned()))
    }

    /// Returns every file whose attributes could reach one of these paths.
    fn attribute_files(&self, paths: &[&str]) -> Vec<PathBuf> {
        let mut files = vec![PathBuf::from("/etc/gitattributes"), self.common_dir().join("info/attributes")];
        files.extend(self.setting("core.attributesFile").map(|path| self.expand(&path)));
        let home = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
        let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".config")));
        files.extend(home.map(|home| home.join("git/attributes")));
        let Some(work_tree) = self.work_tree() else {
            return files;
        };
        let mut folders: Vec<&Path> =
            paths.iter().flat_map(|path| Path::new(path).ancestors().skip(1)).collect();
        folders.sort_unstable();
        folders.dedup();
        files.extend(folders.into_iter().map(|folder| work_tree.join(folder).join(".gitattributes")));
        files
    }

    /// Returns the program of a hook, if it is installed.
    pub(super) fn hook(&self, name: &str) -> Option<PathBuf> {
        let folder = match self.setting("core.hooksPath") {
            Some(path) => self.expand(&path),
            None => self.common_dir().join("hooks"),
        };
        let path = folder.join(name);
        let is_hook = fs::metadata(&path).is_ok_and(|data| data.is_file() && is_executable(&data));
        is_hook.then_some(path)
    }

    /// Makes a path of a setting absolute: `~/` is the home folder, the rest is relative to the work tree.
    fn expand(&self, path: &str) -> PathBuf {
        match (path.strip_prefix("~/"), std::env::home_dir()) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => self.work_tree().unwrap_or(self.git_dir()).join(path),
        }
    }
}

#[cfg(unix)]
fn is_executable(data: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    data.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn is_executable(_: &fs::Metadata) -> bool {
    true
}
