//! What is measured against what, and how much is allowed.

use std::collections::HashMap;
use std::fs;
use std::process::Command;
use std::time::Duration;

use super::corpus::{BEGINNING, WORD};
use super::measure::{Times, alone, by_turns, memory, time};
use super::place::Place;
use super::table::{self, Floor, Memory, Row};

/// From how many tickets on a run takes so long that fewer must do, and stricter bounds hold.
const LARGE: usize = 50_000;

/// The most memory a list or a search may take in a large desk, in megabytes.
const MEMORY: f64 = 400.0;

/// How long a person waits for a completion without noticing, in milliseconds.
const AT_ONCE: f64 = 50.0;

/// Measures everything, and says it in tables.
pub fn run(place: &Place, size: usize) -> String {
    let mut bench = Bench::new(place, size);
    let head = format!(
        "{size} tickets, {} files, medians of {} runs, {} without a cache",
        place.files(),
        bench.runs,
        bench.few
    );
    bench.floors();
    bench.looks();
    bench.reports();
    bench.looks_without_cache();
    bench.status();
    bench.completion();
    let memory = bench.memory();
    bench.acts();
    format!("{head}:\n\n{}\n{}", table::times(&bench.rows), table::memory(&memory))
}

struct Bench<'p> {
    place: &'p Place,
    is_large: bool,
    runs: usize,
    /// How often what takes long is run.
    few: usize,
    /// Tickets that are not done.
    ids: Vec<String>,
    /// The beginning of the first id, no longer than needed.
    prefix: String,
    has_ripgrep: bool,
    rows: Vec<Row>,
}

impl Bench<'_> {
    fn new(place: &Place, size: usize) -> Bench<'_> {
        let is_large = size >= LARGE;
        let list = |state| -> Vec<String> {
            let output = place.output(&mut place.desk(&["list", "--ids", "--state", state]));
            output.lines().map(str::to_owned).collect()
        };
        let ids = list("open");
        let prefix = beginning(&ids[0], &list("all"));
        let has_ripgrep = Command::new("rg").arg("--version").output().is_ok();
        let (runs, few) = if is_large { (7, 1) } else { (15, 3) };
        Bench { place, is_large, runs, few, ids, prefix, has_ripgrep, rows: Vec::new() }
    }

    /// What any program needs, for whom it helps to judge the rest.
    fn floors(&mut self) {
        let place = self.place;
        self.alone("`true`", &mut place.program(Command::new("true")));
        self.alone("`git --version`", &mut place.git(&["--version"]));
        self.alone("a look at each file (`lstat`), one core", &mut place.floor("stat"));
        self.alone("reading each file, one core", &mut place.floor("read"));
    }

    fn looks(&mut self) {
        let place = self.place;
        let id = self.ids[0].clone();
        let prefix = self.prefix.clone();
        let status = || Against::new("git status", place.git(&["status", "--porcelain"]), 0.6);
        let version = || Against::new("git --version", place.git(&["--version"]), 2.5);
        self.pair("`list`", &mut place.desk(&["list"]), status());
        self.pair(
            "`list 'assignee:ann label:vpn'`",
            &mut place.desk(&["list", "assignee:ann label:vpn"]),
            status(),
        );
        self.pair("`show ID`", &mut place.desk(&["show", &id]), version());
        self.pair("`show PREFIX`", &mut place.desk(&["show", &prefix]), version());
        for (words, searched) in [(WORD.to_owned(), WORD), (format!("{BEGINNING}*"), BEGINNING)] {
            let name = format!("`search {words}`");
            self.pair(&name, &mut place.desk(&["search", &words]), self.grep(searched));
            if self.is_large {
                self.pair(&name, &mut place.desk(&["search", &words]), status());
            }
        }
    }

    /// Reports look at all threads; a list of all tickets looks at none, and writes each.
    fn reports(&mut self) {
        let place = self.place;
        let week = ["report", "--format", "json"];
        let year = ["report", "--format", "json", "--trend", "52"];
        for (name, arguments, bound) in
            [("`report` of a week", &week[..], 1.5), ("`report` of a year by weeks", &year, 6.0)]
        {
            let list = Against::new("list -s all", place.desk(&["list", "-s", "all"]), bound);
            self.pair(name, &mut place.desk(arguments), list);
        }
    }

    fn grep(&self, word: &str) -> Against {
        match self.has_ripgrep {
            true => {
                let mut ripgrep = Command::new("rg");
                ripgrep.args(["-l", word, "desk/tickets"]);
                Against::new(&format!("rg -l {word}"), self.place.program(ripgrep), 0.5)
            }
            false => {
                let grep = self.place.git(&["grep", "-l", word, "--", "desk/tickets"]);
                Against::new(&format!("git grep -l {word} (no ripgrep here)"), grep, 0.5)
            }
        }
    }

    /// The same after the cache was deleted: it is made anew and the question answered.
    fn looks_without_cache(&mut self) {
        let place = self.place;
        let prefix = self.prefix.clone();
        for arguments in
            [&["list"][..], &["list", "assignee:ann label:vpn"], &["show", &prefix], &["search", WORD]]
        {
            let name = arguments.join(" ").replace(&prefix, "PREFIX");
            let floor = Against::new("reading each file", place.floor("read"), 12.0);
            let name = format!("`{name}`, no cache");
            self.pair_after(self.few, &name, &mut place.desk(arguments), || place.forget_cache(), floor);
        }
        time(&mut place.desk(&["list"]));
    }

    /// What the many files of threads cost everybody who uses git here.
    fn status(&mut self) {
        let place = self.place;
        let mut plain = place.git(&["status", "--porcelain"]);
        plain.current_dir(&place.tickets_only);
        let floor = Against::new("git status without threads", plain, 2.5);
        self.pair("`git status`", &mut place.git(&["status", "--porcelain"]), floor);
    }

    fn completion(&mut self) {
        let id = self.ids[0].clone();
        let typed = &id[..id.len() - 2];
        let mut complete = self.place.desk(&["--", "git-desk", "show", typed]);
        complete.env("COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", "2").env("_CLAP_IFS", "\n");
        if !self.place.output(&mut complete).contains(&id) {
            return;
        }
        let times = alone(self.runs, || time(&mut complete));
        let floor = Floor { name: format!("{AT_ONCE} ms"), median: AT_ONCE, bound: Some(1.0) };
        self.rows.push(Row { name: "completion of an id".to_owned(), times, floor: Some(floor) });
    }

    fn acts(&mut self) {
        let ids: Vec<String> = self.ids.iter().take(2 * (self.runs + 1)).cloned().collect();
        let mut ids = ids.iter().cycle();
        self.act("`new`", |place| place.desk(&["new", "A ticket"]));
        self.act("`reply`", |place| place.desk(&["reply", ids.next().unwrap(), "-m", "Please try again."]));
        self.act("`close`", |place| place.desk(&["close", ids.next().unwrap(), "-r", "answered"]));
    }

    /// Measures an act beside the commit of one file.
    fn act(&mut self, name: &str, mut command: impl FnMut(&Place) -> Command) {
        let (place, mut count) = (self.place, 0);
        let commit = || {
            count += 1;
            fs::write(place.repository.join("note.txt"), format!("{name} {count}\n")).unwrap();
            time(&mut place.git(&["add", "note.txt"])) + time(&mut place.git(&["commit", "-q", "-m", "m"]))
        };
        let (times, floor) = by_turns(self.runs, || time(&mut command(place)), commit);
        self.push(name, times, "git add, git commit", &floor, if self.is_large { 0.4 } else { 0.5 });
    }

    fn memory(&self) -> Vec<Memory> {
        let peak = |name: &str, arguments: &[&str]| Memory {
            name: name.to_owned(),
            peak: memory(&self.place.desk(arguments)),
            bound: self.is_large.then_some(MEMORY),
        };
        let warm = [peak("`list`", &["list"]), peak("search", &["search", WORD])];
        self.place.forget_cache();
        warm.into_iter().chain([peak("`list`, no cache", &["list"])]).collect()
    }

    fn alone(&mut self, name: &str, command: &mut Command) {
        let times = alone(self.runs, || time(command));
        self.rows.push(Row { name: name.to_owned(), times, floor: None });
    }

    fn pair(&mut self, name: &str, command: &mut Command, floor: Against) {
        self.pair_after(self.runs, name, command, || (), floor);
    }

    /// Measures a command beside its floor, each time after something that does not count.
    fn pair_after(
        &mut self,
        runs: usize,
        name: &str,
        command: &mut Command,
        prepare: impl Fn(),
        mut floor: Against,
    ) {
        let prepared = || -> Duration {
            prepare();
            time(command)
        };
        let (times, others) = by_turns(runs, prepared, || time(&mut floor.command));
        self.push(name, times, &floor.name, &others, floor.bound);
    }

    fn push(&mut self, name: &str, times: Times, floor: &str, others: &Times, bound: f64) {
        let name_of_floor = format!("{floor}: {:.1} ({others})", others.median());
        let floor = Floor { name: name_of_floor, median: others.median(), bound: Some(bound) };
        eprintln!("{name}: {:.1} ms", times.median());
        self.rows.push(Row { name: name.to_owned(), times, floor: Some(floor) });
    }
}

/// A floor that is run by turns with a command.
struct Against {
    name: String,
    command: Command,
    bound: f64,
}

impl Against {
    fn new(name: &str, command: Command, bound: f64) -> Against {
        Against { name: name.to_owned(), command, bound }
    }
}

/// Returns the shortest beginning of an id that no other has, but not less than a person would type.
fn beginning(id: &str, all: &[String]) -> String {
    let random = |id: &str| id.rsplit('-').next().unwrap_or_default().to_owned();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for other in all.iter().map(|other| random(other)) {
        for length in 1..=other.len() {
            *counts.entry(other[..length].to_owned()).or_default() += 1;
        }
    }
    let random = random(id);
    let is_enough = |length: &usize| counts.get(&random[..*length]) == Some(&1);
    random[..(4..random.len()).find(is_enough).unwrap_or(random.len())].to_owned()
}
