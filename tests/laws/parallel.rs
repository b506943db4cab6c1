//! What was reported done is there, whoever else writes, and whatever is killed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::{Output, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::desk::{TestDesk, text};

/// Lets eight processes at a time write notes, `each` in a row; all of them must be there.
fn eight_write(each: usize) {
    let desk = TestDesk::new();
    let id = desk.run(&["new", "one"]).trim().to_owned();
    let before = commits(&desk);
    let write = |process: usize| {
        let desk = &desk;
        let id = &id;
        move || {
            for number in 0..each {
                let text = format!("p{process} n{number}");
                let output = desk.desk(&["note", id, "-m", &text]).output().unwrap();
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            }
        }
    };
    thread::scope(|scope| (0..8).for_each(|process| drop(scope.spawn(write(process)))));
    let said = said(&desk, &id);
    for (process, number) in (0..8).flat_map(|process| (0..each).map(move |number| (process, number))) {
        assert!(said.contains(&format!("p{process} n{number}")), "lost: p{process} n{number}");
    }
    assert_eq!((said.len(), commits(&desk) - before), (8 * each, 8 * each));
    eprintln!("acts reported done: {}, entries: {}, lost: 0", 8 * each, said.len());
    desk.assert_checked();
    assert_eq!(desk.git(&["status", "--porcelain"]), "");
}

/// Kills acts at moments spread over their life; what was reported done must be there.
fn acts_are_killed(acts: u64) {
    let desk = TestDesk::new();
    let id = desk.run(&["new", "one"]).trim().to_owned();
    let mut done = Vec::new();
    // How long an act lives depends on the machine, and on what else it does.
    let start = Instant::now();
    desk.run(&["note", &id, "-m", "not killed"]);
    let life = start.elapsed().as_micros() as u64;
    for number in 0..acts {
        let text = format!("k{number}");
        let mut command = desk.desk(&["note", &id, "-m", &text]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Moments from the first step to well after the last, in no order.
        thread::sleep(Duration::from_micros(3 * life * (number * 619 % 1000) / 1000));
        // Every tenth one lives, however long: one that finds an empty lock of git's waits to see who holds it, and if all
        // that come after it were killed while they wait, they would tell nothing.
        if number % 10 != 9 {
            let _ = child.kill();
        }
        if child.wait().unwrap().success() {
            done.push(text);
        }
    }
    assert!(!done.is_empty(), "every act was killed too early to tell anything");
    desk.run(&["check", "--fix"]);
    let said = said(&desk, &id);
    for text in &done {
        assert!(said.contains(text), "reported done and lost: {text}");
    }
    eprintln!("acts: {acts}, reported done: {}, there: {}, lost: 0", done.len(), said.len());
    desk.assert_checked();
    assert_eq!(desk.git(&["status", "--porcelain"]), "");
}

/// What the eight do: `ID` is one of the tickets they share, `TEXT` a word that is said once only.
const ACTS: [&[&str]; 10] = [
    &["new", "TEXT"],
    &["reply", "ID", "-m", "TEXT"],
    &["note", "ID", "-m", "TEXT"],
    &["take", "ID"],
    &["edit", "ID", "--add-label", "TEXT"],
    &["escalate", "ID", "--reason", "skill", "-m", "TEXT"],
    &["deescalate", "ID", "-m", "TEXT"],
    &["wait", "ID", "-m", "TEXT"],
    &["close", "ID", "-m", "TEXT"],
    &["reopen", "ID", "-m", "TEXT"],
];

/// An act that was tried, each by a person of its own: so history and files tell of any act whether it is there.
struct Tried {
    who: String,
    act: String,
    output: Output,
}

/// Eight processes at a few tickets, and beside them a user with git.
struct Crowd {
    desk: TestDesk,
    tickets: Vec<String>,
    start: String,
    tried: Mutex<Vec<Tried>>,
    /// How many of the eight still work.
    busy: AtomicUsize,
}

impl Crowd {
    fn new(desk: TestDesk) -> Crowd {
        let tickets = (0..4).map(|number| desk.run(&["new", &format!("Shared {number}")])).collect();
        let start = desk.git(&["rev-parse", "HEAD"]);
        Crowd { desk, tickets, start, tried: Mutex::default(), busy: AtomicUsize::new(8) }
    }

    /// Lets everybody work, and judges what is there then.
    fn works(&self, name: &str, each: usize) {
        let start = Instant::now();
        let files = thread::scope(|scope| {
            for process in 0..8 {
                scope.spawn(move || {
                    (0..each).for_each(|number| self.act(process, number));
                    self.busy.fetch_sub(1, Ordering::Relaxed);
                });
            }
            scope.spawn(|| self.user()).join().unwrap()
        });
        let time = start.elapsed();
        let found = self.mend();
        let refused = self.judge(&files);
        let acts = 8 * each;
        let done = acts - refused.values().sum::<usize>();
        eprintln!(
            "measured: {name}: acts {acts}, reported done {done}, refused {refused:?}, lost 0, \
             commits of the user {}, left for check {found}, {:.1} s",
            files.len(),
            time.as_secs_f64(),
        );
    }

    fn act(&self, process: usize, number: usize) {
        let who = format!("p{process}n{number}");
        // Every act meets every ticket sooner or later, and no two processes keep step.
        let act = ACTS[(number * 7 + process * 3 + number / ACTS.len()) % ACTS.len()];
        let ticket = &self.tickets[(number * 5 + process + number / 3) % self.tickets.len()];
        let words: Vec<&str> = act
            .iter()
            .map(|word| match *word {
                "ID" => ticket,
                "TEXT" => &who,
                word => word,
            })
            .collect();
        let mut command = self.desk.desk(&words);
        command.env("GIT_AUTHOR_NAME", &who).env("GIT_AUTHOR_EMAIL", format!("{who}@example.org"));
        let output = command.output().unwrap();
        self.tried.lock().unwrap().push(Tried { act: words.join(" "), who, output });
    }

    /// Works on other files with git as long as the eight do, and returns the files that were committed.
    fn user(&self) -> Vec<String> {
        let mut files = Vec::new();
        fs::create_dir(self.desk.root.join("code")).unwrap();
        while self.busy.load(Ordering::Relaxed) > 0 || files.len() < 2 {
            let file = format!("code/{}.txt", files.len());
            fs::write(self.desk.root.join(&file), &file).unwrap();
            self.git_at_last(&["add", &file]);
            self.git_at_last(&["status", "--porcelain"]);
            let message = format!("code {}", files.len());
            match files.len() % 2 {
                0 => self.git_at_last(&["commit", "-qm", &message]),
                _ => self.git_at_last(&["commit", "-qm", &message, "--", &file]),
            }
            files.push(file);
        }
        files
    }

    /// Runs git until it no longer says that another program is faster.
    fn git_at_last(&self, arguments: &[&str]) {
        loop {
            let output = self.desk.try_git(arguments);
            if output.status.success() {
                return;
            }
            let talk = text(&output.stderr);
            let is_race = talk.contains("index.lock") || talk.contains("cannot lock ref");
            assert!(is_race, "git {arguments:?}: {}{talk}", text(&output.stdout));
        }
    }

    /// Returns how many findings `check` has; after `check --fix` there is none.
    fn mend(&self) -> usize {
        let found: Value = serde_json::from_slice(&self.desk.try_run(&["check", "--json"]).stdout).unwrap();
        self.desk.try_run(&["check", "--fix"]);
        self.desk.assert_checked();
        assert_eq!(self.desk.git(&["status", "--porcelain"]), "");
        self.desk.git(&["fsck", "--strict", "--no-dangling"]);
        found["items"].as_array().unwrap().len()
    }

    /// What was reported done is in history once and in the files, what was not is in neither. Counts the refusals.
    fn judge(&self, files: &[String]) -> BTreeMap<i32, usize> {
        let (history, told, mut refused) = (self.history(), self.told(), BTreeMap::new());
        let tried = self.tried.lock().unwrap();
        for Tried { who, act, output } in tried.iter() {
            let talk = text(&output.stderr);
            let code = output.status.code().unwrap();
            let commits = history.iter().filter(|(author, _)| author == who).count();
            let is_there = (commits, told.contains(who));
            if code == 0 {
                assert_eq!(is_there, (1, true), "lost: {who}: {act}\n{talk}");
            } else {
                assert_eq!(is_there, (0, false), "refused, and there: {who}: {act}\n{talk}");
                assert!((1..=5).contains(&code) && talk.starts_with("error: "), "{act}: {code}\n{talk}");
                *refused.entry(code).or_default() += 1;
            }
        }
        let tree = self.desk.git(&["ls-tree", "-r", "--name-only", "HEAD", "code"]);
        for (number, file) in files.iter().enumerate() {
            let subject = format!("code {number}");
            let commits = history.iter().filter(|(_, other)| *other == subject).count();
            assert_eq!((commits, tree.lines().any(|path| path == file)), (1, true), "lost: {subject}");
        }
        refused
    }

    /// Returns author and subject of each commit since the start.
    fn history(&self) -> Vec<(String, String)> {
        let log = self.desk.git(&["log", "--format=%an%x09%s", &format!("{}..HEAD", self.start)]);
        let commit = |line: &str| line.split_once('\t').map(|(who, what)| (who.to_owned(), what.to_owned()));
        log.lines().filter_map(commit).collect()
    }

    /// Returns the names of all who reported or said something, as the files tell it.
    fn told(&self) -> BTreeSet<String> {
        let mut told = BTreeSet::new();
        let name = |person: &Value| person.as_str().unwrap().split(" <").next().unwrap().to_owned();
        for line in self.desk.run(&["export"]).lines() {
            let ticket: Value = serde_json::from_str(line).unwrap();
            told.insert(name(&ticket["reporter"]));
            let thread = ticket["thread"].as_array();
            told.extend(thread.into_iter().flatten().map(|entry| name(&entry["by"])));
        }
        told
    }
}

/// A desk where the user's own git has to write, because a hook is to run.
fn desk_with_hook(name: &str) -> TestDesk {
    let desk = TestDesk::new();
    desk.hook(name, "exit 0");
    desk
}

fn said(desk: &TestDesk, id: &str) -> Vec<String> {
    let ticket = desk.ticket(id);
    let entries = ticket["thread"].as_array().unwrap();
    entries.iter().map(|entry| entry["body"].as_str().unwrap_or_default().to_owned()).collect()
}

fn commits(desk: &TestDesk) -> usize {
    desk.git(&["rev-list", "--count", "HEAD"]).trim().parse().unwrap()
}

#[test]
fn eight_processes_lose_nothing() {
    eight_write(5);
}

#[test]
fn a_killed_act_loses_nothing_that_was_reported_done() {
    acts_are_killed(40);
}

#[test]
fn eight_processes_and_the_users_own_git_lose_nothing() {
    Crowd::new(TestDesk::new()).works("library", 10);
}

#[test]
fn eight_processes_and_the_users_own_git_lose_nothing_where_a_hook_runs() {
    Crowd::new(desk_with_hook("commit-msg")).works("hook of commit", 5);
    Crowd::new(desk_with_hook("reference-transaction")).works("hook of git", 5);
}

#[test]
#[ignore = "the long run: 400 acts beside the user's own git"]
fn eight_processes_and_the_users_own_git_lose_nothing_of_fifty_acts_each() {
    Crowd::new(TestDesk::new()).works("library", 50);
}

#[test]
#[ignore = "the long run: 400 acts beside the user's own git, with a hook"]
fn eight_processes_and_the_users_own_git_lose_nothing_of_fifty_acts_each_where_a_hook_runs() {
    Crowd::new(desk_with_hook("commit-msg")).works("hook of commit", 50);
    Crowd::new(desk_with_hook("reference-transaction")).works("hook of git", 50);
}

#[test]
#[ignore = "the long run: 400 acts"]
fn eight_processes_lose_nothing_of_fifty_acts_each() {
    eight_write(50);
}

#[test]
#[ignore = "the long run: 600 kills"]
fn six_hundred_killed_acts_lose_nothing_that_was_reported_done() {
    acts_are_killed(600);
}
