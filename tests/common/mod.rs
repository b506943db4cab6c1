//! A desk to test with: an empty folder, no ambient world, a fixed clock and stable ids.
//!
//! [`TestDesk`] is a handle; what changes it gives another handle on the same folder, so that a test reads aloud:
//! `desk.at("10:30").as_person("Bob Stone", "bob@example.com").run(["take", &id])`.
//!
//! [`Output`] and [`Act`] print themselves whole and compact, to be compared beside the test that made them.

#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::print_stderr, missing_docs)]
#![allow(unreachable_pub, reason = "each test program uses a part of it")]

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;

/// The time on the clock, unless a test moves it: a Monday.
pub const NOW: &str = "2026-11-23T09:00:00Z";

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_git-desk");

/// Returns a `PATH` in which a shell, or git, finds the program.
pub fn path_with_program() -> OsString {
    let folder = Path::new(PROGRAM).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths([folder].into_iter().chain(std::env::split_paths(&path))).unwrap()
}

/// No command takes longer than this.
const PATIENCE: Duration = Duration::from_secs(60);

/// The policy of a desk to test with; all the rest is the default.
const POLICY: &str = "\
schema: 1
zone: Europe/Brussels
people:
  ann: {name: Ann Lee, emails: [ann@example.org], teams: [support], role: technician}
  bob: {name: Bob Stone, emails: [bob@example.com], teams: [network], role: technician}
";

/// A handle on a desk in a folder of its own, which goes with the last handle.
#[derive(Clone)]
pub struct TestDesk {
    folder: Arc<TempDir>,
    work_tree: PathBuf,
    settings: PathBuf,
    now: String,
    seed: u64,
    variables: Vec<(String, OsString)>,
}

impl TestDesk {
    /// Makes a desk in a repository, on the branch `main`, of which Ann Lee and Bob Stone are members.
    pub fn new() -> TestDesk {
        let desk = TestDesk::repository();
        desk.run(["init", "--zone", "Europe/Brussels"]).success();
        desk.policy(POLICY);
        desk
    }

    /// Makes a repository without a commit and without a desk.
    pub fn repository() -> TestDesk {
        let desk = TestDesk::folder();
        desk.git(["init", "-q"]);
        desk
    }

    /// Makes an empty folder, in no repository.
    pub fn folder() -> TestDesk {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().canonicalize().unwrap();
        for name in ["home", "tmp", "repo"] {
            fs::create_dir(top.join(name)).unwrap();
        }
        let desk = TestDesk {
            folder: Arc::new(folder),
            work_tree: top.join("repo"),
            settings: PathBuf::new(),
            now: NOW.to_owned(),
            seed: 1,
            variables: Vec::new(),
        };
        desk.as_person("Ann Lee", "ann@example.org")
    }

    /// The same desk used by somebody else.
    pub fn as_person(&self, name: &str, email: &str) -> TestDesk {
        let settings = self.top().join(format!("home/{email}.gitconfig"));
        let text = format!(
            "[user]\n\tname = {name}\n\temail = {email}\n[init]\n\tdefaultBranch = main\n[core]\n\tfsync = none\n"
        );
        fs::write(&settings, text).unwrap();
        TestDesk { settings, ..self.clone() }
    }

    /// The same desk used by somebody whom git does not know.
    pub fn as_nobody(&self) -> TestDesk {
        let settings = self.top().join("home/nobody.gitconfig");
        fs::write(&settings, "[user]\n\tuseConfigOnly = true\n").unwrap();
        TestDesk { settings, ..self.clone() }
    }

    /// The same desk at another time: `10:30` of the same day, or an RFC 3339 instant.
    pub fn at(&self, time: &str) -> TestDesk {
        let now = match time.len() {
            5 => format!("{}T{time}:00Z", &self.now[..10]),
            _ => time.to_owned(),
        };
        TestDesk { now, ..self.clone() }
    }

    /// The same desk with other random names.
    pub fn seed(&self, seed: u64) -> TestDesk {
        TestDesk { seed, ..self.clone() }
    }

    /// The same desk with one more variable in the environment.
    pub fn with(&self, variable: &str, value: impl Into<OsString>) -> TestDesk {
        let mut desk = self.clone();
        desk.variables.push((variable.to_owned(), value.into()));
        desk
    }

    /// The same desk used from another folder, relative to the work tree.
    pub fn inside(&self, folder: &str) -> TestDesk {
        TestDesk { work_tree: self.path(folder), ..self.clone() }
    }

    /// A clone of the repository beside it, with its own random names.
    pub fn clone_to(&self, name: &str) -> TestDesk {
        let work_tree = self.top().join(name);
        self.git([OsStr::new("clone"), OsStr::new("-q"), OsStr::new("."), work_tree.as_os_str()]);
        TestDesk { work_tree, seed: self.seed + 1000, ..self.clone() }
    }

    /// Replaces `desk.yml`, and commits it.
    pub fn policy(&self, text: &str) {
        self.write("desk/desk.yml", text);
        self.git(["add", "desk/desk.yml"]);
        self.git(["commit", "-qm", "policy"]);
    }

    /// Adds keys to `desk.yml`, and commits it.
    pub fn add_policy(&self, more: &str) {
        self.policy(&format!("{POLICY}{more}"));
    }

    /// Makes a ticket and returns its id. `more` are further arguments of `new`.
    #[track_caller]
    pub fn ticket<const N: usize>(&self, title: &str, more: [&str; N]) -> String {
        let output = self.run(["new", title].into_iter().chain(more)).success();
        output.stdout.trim_end().to_owned()
    }

    /// Runs the program.
    #[must_use = "compare the output, or call `success`"]
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Output {
        self.run_with_input(arguments, b"")
    }

    /// Runs the program with something on its standard input.
    #[must_use = "compare the output, or call `success`"]
    pub fn run_with_input<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
        input: impl Into<Vec<u8>>,
    ) -> Output {
        let mut command = assert_cmd::Command::from_std(self.command(arguments));
        let output = command.write_stdin(input).timeout(PATIENCE).output().unwrap();
        let text = |bytes: Vec<u8>| self.portable(&String::from_utf8(bytes).unwrap());
        let code = output.status.code().expect("the program ends by itself, in time");
        Output { stdout: text(output.stdout), stderr: text(output.stderr), code }
    }

    /// Runs the program, and looks at what it left: the commit, and the work tree.
    #[must_use = "compare what it did"]
    pub fn act<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Act {
        let before = self.head();
        let output = self.run(arguments);
        let commit = self.commits_since(&before);
        Act { output, commit, status: self.git(["status", "--porcelain", "-uall"]) }
    }

    /// Returns the program with these arguments, to be started by the test itself.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = self.hermetic(PROGRAM);
        command.args(arguments);
        command
    }

    /// Returns a shell with a script, in which `"$0"` is the program, to be started by the test itself.
    pub fn shell(&self, script: &str) -> Command {
        let mut command = self.hermetic("sh");
        command.args(["-c", script, PROGRAM]);
        command
    }

    /// Runs git, which must succeed, and returns its output.
    #[track_caller]
    pub fn git<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> String {
        let output = self.try_git(arguments);
        assert_eq!(output.code, 0, "git: {output}");
        output.stdout
    }

    /// Runs git.
    pub fn try_git<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Output {
        let output = self.hermetic("git").args(arguments).stdin(Stdio::null()).output().unwrap();
        let text = |bytes: &[u8]| self.portable(&String::from_utf8_lossy(bytes));
        let code = output.status.code().expect("git ends by itself");
        Output { stdout: text(&output.stdout), stderr: text(&output.stderr), code }
    }

    /// Returns the folder in which the program runs.
    pub fn work_tree(&self) -> &Path {
        &self.work_tree
    }

    /// Returns a path in the work tree.
    pub fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.work_tree.join(path)
    }

    /// Reads a file of the work tree.
    #[track_caller]
    pub fn file(&self, path: impl AsRef<Path>) -> String {
        let path = self.path(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Writes a file of the work tree, and the folders above it.
    pub fn write(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Changes a file of the work tree: `old` becomes `new`, and must be there.
    #[track_caller]
    pub fn replace(&self, path: impl AsRef<Path>, old: &str, new: &str) {
        let text = self.file(&path);
        assert!(text.contains(old), "`{old}` is not in\n{text}");
        self.write(path, text.replace(old, new));
    }

    /// Returns the path of a ticket's file, relative to the work tree.
    #[track_caller]
    pub fn ticket_path(&self, id: &str) -> String {
        let mut paths = self.files("desk/tickets");
        paths.retain(|path| path.ends_with(&format!("/{id}.md")));
        assert_eq!(paths.len(), 1, "one file of {id}");
        paths.remove(0)
    }

    /// Returns the paths of a ticket's loose entries, oldest first, relative to the work tree.
    pub fn entries(&self, id: &str) -> Vec<String> {
        let mut paths = self.files("desk/tickets");
        paths.retain(|path| path.contains(&format!("/{id}.2")) && path.ends_with(".md"));
        paths
    }

    /// Returns the text of a ticket's last entry.
    #[track_caller]
    pub fn last_entry(&self, id: &str) -> String {
        self.file(self.entries(id).last().expect("an entry"))
    }

    /// Returns the files below a folder of the work tree, in order, relative to the work tree.
    pub fn files(&self, folder: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.path(folder)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).into_iter().flatten().map(Result::unwrap) {
                match entry.file_type().unwrap().is_dir() {
                    true => folders.push(entry.path()),
                    false => found.push(entry.path()),
                }
            }
        }
        let relative = |path: PathBuf| path.strip_prefix(&self.work_tree).unwrap().display().to_string();
        let mut paths: Vec<String> = found.into_iter().map(relative).collect();
        paths.sort();
        paths
    }

    /// Returns the commit that is checked out; empty where there is none.
    pub fn head(&self) -> String {
        self.try_git(["rev-parse", "-q", "--verify", "HEAD"]).stdout
    }

    /// Returns the subjects of the history, latest first.
    pub fn subjects(&self) -> String {
        self.git(["log", "--format=%s"])
    }

    /// Everything of the outside that a command sees.
    fn hermetic(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.work_tree)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.top().join("home"))
            .env("XDG_CONFIG_HOME", self.top().join("home"))
            .env("TMPDIR", self.top().join("tmp"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", &self.settings)
            .env("GIT_AUTHOR_DATE", &self.now)
            .env("GIT_COMMITTER_DATE", &self.now)
            .env("GIT_CEILING_DIRECTORIES", self.top())
            .env("LC_ALL", "C")
            .env("TERM", "dumb")
            .env("TZ", "UTC")
            .env("DESK_NOW", &self.now)
            .env("DESK_SEED", self.seed.to_string())
            .envs(self.variables.iter().map(|(name, value)| (name, value)));
        if let Some(path) = std::env::var_os("LLVM_PROFILE_FILE") {
            command.env("LLVM_PROFILE_FILE", path); // where coverage is measured
        }
        command
    }

    fn top(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    /// Names the folder of the test `$DIR`, since it is another one each time.
    fn portable(&self, text: &str) -> String {
        text.replace(&self.top().display().to_string(), "$DIR")
    }

    /// Tells of the commits since one: subject, trailers, and each file with what changed in it.
    fn commits_since(&self, before: &str) -> String {
        let after = self.head();
        if after == before {
            return String::new();
        }
        let range = match before.trim() {
            "" => "HEAD".to_owned(),
            before => format!("{before}..HEAD"),
        };
        let commits = self.git(["log", "--reverse", "--format=%H", &range]);
        commits.lines().map(|commit| self.commit(commit)).collect()
    }

    fn commit(&self, commit: &str) -> String {
        let who = self.git(["log", "-1", "--format=%an: %B", commit]);
        let who: Vec<&str> = who.lines().filter(|line| !line.is_empty()).collect();
        let mut text = format!("commit by {}\n", who.join(" | "));
        let shown = ["show", "--format=", "--no-renames", "--no-prefix", "-U0", "--root", commit];
        for line in self.git(shown).lines() {
            match line.split_once(' ').map_or(line, |(word, _)| word) {
                "diff" => text += &format!("  {}\n", line.rsplit(' ').next().unwrap_or_default()),
                "index" | "---" | "+++" | "@@" | "new" | "deleted" => {}
                _ => text += format!("    {line}").trim_end(),
            }
            if !text.ends_with('\n') {
                text.push('\n');
            }
        }
        text
    }
}

/// What a program left on its streams, and its exit code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

impl Output {
    /// Fails the test unless the program succeeded.
    #[track_caller]
    pub fn success(self) -> Output {
        assert_eq!(self.code, 0, "{self}");
        self
    }
}

/// All of it: the lines of stdout, those of stderr after `! `, and the exit code unless it is 0.
impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.stdout)?;
        if !self.stdout.is_empty() && !self.stdout.ends_with('\n') {
            f.write_str("[no newline]\n")?;
        }
        for line in self.stderr.lines() {
            writeln!(f, "! {line}")?;
        }
        if self.code != 0 {
            writeln!(f, "[exit {}]", self.code)?;
        }
        Ok(())
    }
}

/// What an act said, committed, and left uncommitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    pub output: Output,
    pub commit: String,
    pub status: String,
}

impl Act {
    /// Fails the test unless nothing was committed or left in the work tree.
    #[track_caller]
    pub fn changed_nothing(self) -> Output {
        assert_eq!((self.commit.as_str(), self.status.as_str()), ("", ""), "{}", self.output);
        self.output
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.output, self.commit)?;
        self.status.lines().try_for_each(|line| writeln!(f, "uncommitted: {line}"))
    }
}
