//! A desk in a repository, and programs started there that know nothing of this machine's settings.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::{corpus, floors, measure};

const PROGRAM: &str = env!("CARGO_BIN_EXE_git-desk");

/// Git must not tidy up in the background while something is measured.
const SETTINGS: &str = "[user]\n\tname = Ann Lee\n\temail = ann@example.org\n[init]\n\tdefaultBranch = main\n\
    [maintenance]\n\tauto = false\n[gc]\n\tauto = 0\n";

/// A desk in a repository, beside it a copy with nothing but the files of tickets.
pub struct Place {
    home: PathBuf,
    pub repository: PathBuf,
    pub tickets_only: PathBuf,
}

impl Place {
    /// Makes a desk in a folder, unless it is there.
    pub fn make(folder: &Path, size: usize) -> Place {
        let place = Place {
            home: folder.join("home"),
            repository: folder.join("repo"),
            tickets_only: folder.join("tickets-only"),
        };
        if !place.tickets_only.exists() {
            let _ = fs::remove_dir_all(folder);
            place.make_desk(folder, size);
            place.make_copy();
        }
        // Git reads again what was touched in the second its index was written; the floors should not pay for that.
        sleep(Duration::from_millis(1100));
        for repository in [&place.repository, &place.tickets_only] {
            measure::time(place.git(&["status", "--porcelain"]).current_dir(repository));
        }
        place
    }

    fn make_desk(&self, folder: &Path, size: usize) {
        fs::create_dir_all(&self.home).unwrap();
        fs::create_dir_all(&self.repository).unwrap();
        fs::write(self.home.join(".gitconfig"), SETTINGS).unwrap();
        measure::time(&mut self.git(&["init", "-q"]));
        measure::time(&mut self.desk(&["init"]));
        corpus::write(&folder.join("records.jsonl"), size);
        measure::time(&mut self.desk(&["import", "../records.jsonl"]));
        measure::time(&mut self.git(&["gc", "-q"]));
    }

    /// Copies the tickets' own files, without their threads.
    fn make_copy(&self) {
        let listed = self.output(&mut self.git(&["ls-files", "desk"]));
        let is_ticket = |path: &&str| {
            let name = path.rsplit('/').next().unwrap_or_default();
            path.starts_with("desk/tickets/") && name.matches('.').count() == 1
        };
        for path in listed.lines().filter(is_ticket) {
            let copy = self.tickets_only.join(path);
            fs::create_dir_all(copy.parent().unwrap()).unwrap();
            fs::copy(self.repository.join(path), copy).unwrap();
        }
        let calls: [&[&str]; 4] =
            [&["init", "-q"], &["add", "."], &["commit", "-q", "-m", "Tickets"], &["gc", "-q"]];
        for arguments in calls {
            measure::time(self.git(arguments).current_dir(&self.tickets_only));
        }
    }

    pub fn desk(&self, arguments: &[&str]) -> Command {
        let mut command = self.program(Command::new(PROGRAM));
        command.args(arguments);
        command
    }

    pub fn git(&self, arguments: &[&str]) -> Command {
        let mut command = self.program(Command::new("git"));
        command.args(arguments);
        command
    }

    /// Prepares a floor over all files of tickets.
    pub fn floor(&self, kind: &str) -> Command {
        self.program(floors::command(kind, &self.repository.join("desk/tickets")))
    }

    /// Prepares a program to run in the repository.
    pub fn program(&self, mut command: Command) -> Command {
        command.current_dir(&self.repository).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", &self.home);
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("LC_ALL", "C").env("DESK_NOW", corpus::NOW);
        command
    }

    pub fn forget_cache(&self) {
        let _ = fs::remove_file(self.repository.join(".git/desk/cache"));
    }

    /// Returns how many files a command names.
    pub fn files(&self) -> usize {
        self.output(&mut self.git(&["ls-files", "desk"])).lines().count()
    }

    pub fn output(&self, command: &mut Command) -> String {
        let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}
