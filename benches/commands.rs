//! How long the commands take: whole processes, against floors measured in the same run.
//!
//! `cargo bench --bench commands -- [TICKETS…]`, by default 1000. For each size a desk is made from a fixed seed,
//! each command is run some times, and the median is shown beside that of what git needs for the like.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_git-desk");

/// How often each command is run.
const RUNS: usize = 15;

fn main() {
    // `cargo bench` hands on flags of its own.
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1000] } else { sizes };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("median of {RUNS} runs, {cores} cores\n");
    for size in sizes {
        let folder = tempfile::tempdir().unwrap();
        let bench = Bench {
            folder: folder.path(),
            home: folder.path().join("home"),
            repository: folder.path().join("repo"),
        };
        bench.make(size);
        println!("{size} tickets, {} files\n\n{}", bench.files(), bench.table());
    }
}

/// A desk in a repository, and an empty home.
struct Bench<'f> {
    folder: &'f Path,
    home: PathBuf,
    repository: PathBuf,
}

impl Bench<'_> {
    /// Makes a desk: four of five tickets are done, each has three entries.
    fn make(&self, size: usize) {
        fs::create_dir_all(&self.home).unwrap();
        let settings =
            "[user]\n\tname = Ann Lee\n\temail = ann@example.org\n[init]\n\tdefaultBranch = main\n";
        fs::write(self.home.join(".gitconfig"), settings).unwrap();
        self.run("git", &["init", "-q", "repo"], self.folder);
        self.desk(&["init"]);
        let records: String = (0..size).map(record).collect();
        fs::write(self.folder.join("records.jsonl"), records).unwrap();
        self.desk(&["import", "../records.jsonl"]);
        self.git(&["gc", "-q"]);
        self.git(&["status", "--porcelain"]);
    }

    fn table(&self) -> String {
        let ids = self.ids();
        let mut next = ids.iter().cycle();
        let mut id = || next.next().unwrap().as_str();
        let mut count = 0;
        let start = self.median(|| self.run("git", &["--version"], self.repository()));
        let status = self.median(|| self.git(&["status", "--porcelain"]));
        let commit = self.median(|| {
            count += 1;
            fs::write(self.repository().join("note.txt"), count.to_string()).unwrap();
            self.git(&["add", "note.txt"]);
            self.git(&["commit", "-qm", "note", "--", "note.txt"]);
        });
        let read = self.median(|| read_all(&self.repository().join("desk/tickets")));
        let rows = [
            ("git --version", start, None),
            ("git status --porcelain", status, None),
            ("git add, git commit", commit, None),
            ("reading all files, one core", read, None),
            ("new", self.median(|| self.desk(&["new", "A ticket"])), Some(("git add, git commit", commit))),
            (
                "reply",
                self.median(|| self.desk(&["reply", id(), "-m", "Done."])),
                Some(("git add, git commit", commit)),
            ),
            (
                "close",
                self.median(|| self.desk(&["close", id(), "-r", "answered"])),
                Some(("git add, git commit", commit)),
            ),
            ("show", self.median(|| self.desk(&["show", id()])), Some(("git --version", start))),
            ("list", self.median(|| self.desk(&["list"])), Some(("git status --porcelain", status))),
            ("log", self.median(|| self.desk(&["log"])), Some(("reading all files, one core", read))),
        ];
        let mut table = String::from("| what | ms | against | ratio |\n|---|---:|---|---:|\n");
        for (name, time, floor) in rows {
            let (against, ratio) = floor.map_or_else(Default::default, |(name, floor): (&str, Duration)| {
                (name.to_owned(), format!("{:.1}", time.as_secs_f64() / floor.as_secs_f64()))
            });
            let _ = writeln!(table, "| {name} | {:.1} | {against} | {ratio} |", time.as_secs_f64() * 1000.0);
        }
        table
    }

    /// Returns the ids of open tickets that no run has changed yet.
    fn ids(&self) -> Vec<String> {
        let mut command = self.command(PROGRAM, self.repository());
        let output = command.args(["list"]).stdout(Stdio::piped()).output().unwrap();
        let list = String::from_utf8(output.stdout).unwrap();
        list.lines().filter_map(|line| line.split('\t').next()).map(str::to_owned).collect()
    }

    fn files(&self) -> usize {
        let mut command = self.command("git", self.repository());
        let output = command.args(["ls-files", "desk"]).stdout(Stdio::piped()).output().unwrap();
        output.stdout.split(|byte| *byte == b'\n').count() - 1
    }

    fn median(&self, mut act: impl FnMut()) -> Duration {
        act();
        let mut times: Vec<Duration> = (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                act();
                start.elapsed()
            })
            .collect();
        times.sort();
        times[RUNS / 2]
    }

    fn repository(&self) -> &Path {
        &self.repository
    }

    fn desk(&self, arguments: &[&str]) {
        self.run(PROGRAM, arguments, self.repository());
    }

    fn git(&self, arguments: &[&str]) {
        self.run("git", arguments, self.repository());
    }

    fn run(&self, program: &str, arguments: &[&str], folder: &Path) {
        let output = self.command(program, folder).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Prepares a program that knows nothing of this machine's settings.
    fn command(&self, program: &str, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder).stdin(Stdio::null()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", &self.home);
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("LC_ALL", "C");
        command
    }
}

/// Writes one ticket as JSON.
fn record(number: usize) -> String {
    const STATUSES: [&str; 5] = ["open", "solved", "solved", "solved", "solved"];
    const PEOPLE: [&str; 3] = ["ann", "bob", "cleo"];
    let status = STATUSES[number % STATUSES.len()];
    let resolution = if status == "solved" { r#","resolution":"solved""# } else { "" };
    let (day, hour, who) = (1 + number % 28, number % 24, PEOPLE[number % PEOPLE.len()]);
    let month = 1 + number % 6;
    let at = |minute: usize| format!("2026-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z");
    format!(
        concat!(
            r#"{{"record":"ticket","external":["bench:{number}"],"title":"Ticket {number} of the bench","#,
            r#""body":"What happened, and what should have happened instead?","type":"incident","#,
            r#""status":"{status}"{resolution},"urgency":"medium","impact":"medium","level":"N1","team":"support","#,
            r#""assignee":"{who}","reporter":"Dana Roe <dana@example.com>","labels":["bench"],"created":"{created}","thread":["#,
            r#"{{"kind":"event","at":"{taken}","by":"{who}","changes":{{"assignee":[null,"{who}"]}}}},"#,
            r#"{{"kind":"reply","at":"{answered}","by":"{who}","body":"Please try again."}},"#,
            r#"{{"kind":"event","at":"{ended}","by":"{who}","changes":{{"status":["new","{status}"]}}}}]}}"#,
            "\n"
        ),
        number = number,
        status = status,
        resolution = resolution,
        who = who,
        created = at(0),
        taken = at(5),
        answered = at(20),
        ended = at(40),
    )
}

fn read_all(folder: &Path) {
    for item in fs::read_dir(folder).unwrap() {
        let item = item.unwrap();
        match item.file_type().unwrap().is_dir() {
            true => read_all(&item.path()),
            false => drop(fs::read(item.path()).unwrap()),
        }
    }
}
