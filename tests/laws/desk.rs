//! A desk in a repository of its own, with nothing of this machine in it.

#![allow(dead_code, reason = "a law uses what it needs")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;

const SETTINGS: &str = "[user]\n\tname = Ann Lee\n\temail = ann@example.org\n[init]\n\tdefaultBranch = main\n[commit]\n\tgpgSign = false\n[gc]\n\tauto = 0\n[advice]\n\tdetachedHead = false\n";

/// A repository with a desk, gone when dropped.
pub struct TestDesk {
    _folder: tempfile::TempDir,
    home: PathBuf,
    /// The work tree.
    pub root: PathBuf,
    seed: AtomicU64,
}

impl TestDesk {
    /// Makes a repository with the desk that `init` makes, a field `customer`, and nothing else.
    pub fn new() -> TestDesk {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().canonicalize().unwrap();
        let (home, root) = (base.join("home"), base.join("repo"));
        fs::create_dir(&home).unwrap();
        fs::write(home.join("settings"), SETTINGS).unwrap();
        let desk = TestDesk { _folder: folder, home, root, seed: AtomicU64::new(1) };
        fs::create_dir(&desk.root).unwrap();
        desk.git(&["init", "-q"]);
        desk.run(&["init", "--zone", "UTC"]);
        let policy = desk.root.join("desk/desk.yml");
        let text = fs::read_to_string(&policy).unwrap();
        fs::write(
            &policy,
            format!("{text}\nfields: {{customer: {{type: text}}, seats: {{type: number}}, site: {{type: text}}, floor: {{type: text}}}}\n"),
        )
        .unwrap();
        desk.git(&["commit", "-qam", "Declare fields"]);
        desk
    }

    /// Prepares a command in the work tree, in an empty world.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.root)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", &self.home)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", self.home.join("settings"))
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null());
        command
    }

    /// Prepares git-desk with random names, at the time of the last act: whoever writes at once has one clock.
    pub fn desk(&self, arguments: &[&str]) -> Command {
        let step = self.seed.load(Ordering::Relaxed);
        let now = chrono::DateTime::from_timestamp(1_795_428_000 + step as i64, 0).unwrap();
        let mut command = self.command(env!("CARGO_BIN_EXE_git-desk"));
        command.args(arguments).env("DESK_NOW", now.to_rfc3339());
        command
    }

    /// Runs git-desk, each time with a later clock and another seed.
    pub fn try_run(&self, arguments: &[&str]) -> Output {
        self.fixed(arguments).output().unwrap()
    }

    /// Runs git-desk with a text on its standard input.
    pub fn try_run_with(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = self.fixed(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (mut pipe, input) = (child.stdin.take().unwrap(), input.to_owned());
        // What the program does not want to read, it need not.
        let feeder = std::thread::spawn(move || drop(pipe.write_all(input.as_bytes())));
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        output
    }

    /// Lets days pass before the next act.
    pub fn days_pass(&self, days: u64) {
        self.seed.fetch_add(days * 24 * 60 * 60, Ordering::Relaxed);
    }

    fn fixed(&self, arguments: &[&str]) -> Command {
        let step = self.seed.fetch_add(1, Ordering::Relaxed);
        let mut command = self.desk(arguments);
        command.env("DESK_SEED", step.to_string());
        command
    }

    /// Runs git-desk, which must succeed, and returns what it printed without the last line end.
    pub fn run(&self, arguments: &[&str]) -> String {
        done(arguments, self.try_run(arguments))
    }

    /// The same with a text on its standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> String {
        done(arguments, self.try_run_with(arguments, input))
    }

    /// Prepares git in the work tree.
    pub fn git_command(&self, arguments: &[&str]) -> Command {
        let mut command = self.command("git");
        command.args(arguments);
        command
    }

    pub fn try_git(&self, arguments: &[&str]) -> Output {
        self.git_command(arguments).output().unwrap()
    }

    /// Runs git, which must succeed, and returns what it printed without the last line end.
    pub fn git(&self, arguments: &[&str]) -> String {
        done(arguments, self.try_git(arguments))
    }

    /// Puts an executable hook in the repository.
    pub fn hook(&self, name: &str, script: &str) {
        let path = self.root.join(".git/hooks").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        #[cfg(unix)]
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }

    /// Returns a ticket as `show --json` tells it.
    pub fn ticket(&self, id: &str) -> Value {
        let shown: Value = serde_json::from_str(&self.run(&["show", id, "--json", "all"])).unwrap();
        shown["item"].clone()
    }

    /// Returns the text of a ticket's file.
    pub fn file(&self, id: &str) -> String {
        fs::read_to_string(self.path(id)).unwrap()
    }

    /// Returns where a ticket's file is.
    pub fn path(&self, id: &str) -> PathBuf {
        let is_it = |path: &PathBuf| path.file_name().is_some_and(|name| name == format!("{id}.md").as_str());
        files_below(&self.root.join("desk/tickets")).into_iter().find(is_it).unwrap()
    }

    /// Runs `check`, which must find nothing.
    pub fn assert_checked(&self) {
        let output = self.try_run(&["check"]);
        let talk = text(&output.stderr);
        if talk.contains("not built yet") {
            return eprintln!("skipped: git desk check: not built yet");
        }
        assert!(output.status.success(), "git desk check:\n{}{talk}", text(&output.stdout));
    }
}

/// Returns all files below a folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.is_symlink() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn done(arguments: &[&str], output: Output) -> String {
    assert!(output.status.success(), "{arguments:?}: {}{}", text(&output.stdout), text(&output.stderr));
    let text = text(&output.stdout);
    text.strip_suffix('\n').unwrap_or(&text).to_owned()
}
