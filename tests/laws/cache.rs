//! The cache is never wrong: whatever happens to the files, every answer with it is the answer without it.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::Mutex;

use git_desk::desk::Desk;
use git_desk::desk::cache::{Cache, EVERY, Eyes, NONE, Records};
use git_desk::model::{Instant, Person};
use git_desk::ops::find::Finder;
use git_desk::ops::search::{Hit, search};
use git_desk::query::Query;
use git_desk::search::{Index, Question};
use rand::Rng;

use crate::turmoil::{Turmoil, WORDS};

/// The clocks of file systems: to the nanosecond, a hundred times a second, once a second.
const TICKS: [(&str, i128); 3] = [("1 ns", 1), ("10 ms", 10_000_000), ("1 s", 1_000_000_000)];

/// Queries of all that a thread or other tickets decide.
const QUERIES: [&str; 8] = [
    "is:unanswered",
    "is:reopened",
    "is:escalated",
    "is:blocked",
    "updated:>1d -is:stale sort:-updated",
    "closed:<20d OR has:closed",
    "label:login level:N1",
    "priority:>=P3 seats:>3 sort:title",
];

#[derive(Default)]
struct Figures {
    comparisons: usize,
    snapshots: usize,
}

/// Lets `steps` things happen to a desk, and compares after every few of them.
fn compare(steps: usize, between: usize, tickets: usize, tick: i128, seed: u64) -> Figures {
    let mut turmoil = Turmoil::new(seed, tickets, ".git/law/desk/cache");
    let root = turmoil.desk.root.join("desk");
    let desk = Desk::open(&root, None).unwrap();
    let kept = Cache::of(&turmoil.desk.root.join(".git/law"), &root).with_eyes(Eyes { tick });
    let (mut figures, mut steps_taken) = (Figures::default(), Vec::new());
    for step in 0..steps {
        steps_taken.push(turmoil.step());
        if !turmoil.random.random_ratio(1, between as u32) {
            continue;
        }
        let cache = kept.clone().with_few(turmoil.random.random_range(0..4));
        let before = file(&turmoil.cache);
        if turmoil.random.random_bool(0.2) {
            steps_taken.extend(read_while_it_changes(&cache, &root, &mut turmoil));
        }
        let asked = Asked::any(&mut turmoil);
        let with = asked.answers(&desk, cache.records(&root, EVERY, &|_, _| {}).unwrap());
        let without = asked.answers(&desk, Cache::off().records(&root, EVERY, &|_, _| {}).unwrap());
        let open = |cache: &Cache| {
            let records = cache.records(&root, &|status| status != "closed", &|_, _| {}).unwrap();
            let placed = records.all.into_iter().map(|record| (record.place, record.ticket));
            placed.collect::<Vec<_>>()
        };
        assert_eq!(open(&cache), open(&Cache::off()), "seed {seed}, step {step}: what is not closed");
        let hits = |cache: &Cache| asked.hits(&desk, cache.records(&root, NONE, &|_, _| {}).unwrap());
        assert_eq!(hits(&cache), hits(&Cache::off()), "seed {seed}, step {step}: search");
        let letter = ["3", "k", "HD", ""][turmoil.random.random_range(0..4)];
        let places = |cache: &Cache| cache.places(&root, |id| id.contains(letter)).unwrap();
        let same = with == without && places(&cache) == places(&Cache::off());
        assert!(same, "seed {seed}, step {step}\n{}\n{steps_taken:?}", difference(&with, &without));
        figures.comparisons += 1;
        figures.snapshots += usize::from(file(&turmoil.cache) != before);
    }
    figures
}

/// Reads the tickets while somebody changes them. What that gives is of no moment in particular; what it leaves must
/// do no harm.
fn read_while_it_changes(cache: &Cache, root: &Path, turmoil: &mut Turmoil) -> Vec<&'static str> {
    let (moment, steps_taken) = (turmoil.random.random_range(1..20), Mutex::new(Vec::new()));
    let turmoil = Mutex::new(turmoil);
    let change = |done: usize, _: usize| {
        if done == moment {
            steps_taken.lock().unwrap().push(turmoil.lock().unwrap().step());
        }
    };
    drop(cache.records(root, EVERY, &change));
    steps_taken.into_inner().unwrap()
}

/// Tells which file the cache is: it is written beside and renamed.
fn file(path: &Path) -> Option<(u64, i64, i64)> {
    fs::symlink_metadata(path).ok().map(|data| (data.ino(), data.ctime(), data.ctime_nsec()))
}

/// What is asked, in turn, so that no answer can lean on an earlier one.
struct Asked {
    phrase: String,
    question: String,
    query: &'static str,
    first: usize,
}

impl Asked {
    fn any(turmoil: &mut Turmoil) -> Asked {
        let mut word = || WORDS[turmoil.random.random_range(0..WORDS.len())];
        let (one, two, three) = (word(), word(), word());
        let phrases = [
            one.to_owned(),
            format!("\"{one} {two}\""),
            format!("{}*", &one[..3]),
            format!("*{}", &one[3..]),
        ];
        let questions = [two.to_owned(), format!("{two} {three}"), format!("{}* {one}", &two[..3])];
        Asked {
            phrase: phrases[turmoil.random.random_range(0..phrases.len())].clone(),
            question: questions[turmoil.random.random_range(0..questions.len())].clone(),
            query: QUERIES[turmoil.random.random_range(0..QUERIES.len())],
            first: turmoil.random.random_range(0..4),
        }
    }

    /// Returns all answers as lines, in an order that does not depend on what was asked first.
    fn answers(&self, desk: &Desk, records: Records) -> Vec<String> {
        let now: Instant = "2026-11-24T09:00:00Z".parse().unwrap();
        let finder = Finder::of(&desk.config, Some(Person::new("ann")), now, records);
        let mut answers = vec![Vec::new(); 4];
        for turn in 0..4 {
            let about = (self.first + turn) % 4;
            answers[about] = match about {
                0 => everything(&finder.records),
                1 => self.found(&finder, self.query),
                2 => self.found(&finder, &format!("text:{}", self.phrase)),
                _ => self.ranked(desk, &finder),
            };
        }
        answers.concat()
    }

    fn found(&self, finder: &Finder<'_>, query: &str) -> Vec<String> {
        let matches = finder.find(&finder.query(query).unwrap()).unwrap();
        let found = matches.records.iter().map(|record| format!("{query}: {:?}", record.place));
        found.chain([format!("{query}: {:?}", matches.broken)]).collect()
    }

    fn ranked(&self, desk: &Desk, finder: &Finder<'_>) -> Vec<String> {
        let ranked =
            finder.records.rank(&Question::read(&self.question), &Index::of(std::iter::empty())).into_iter();
        let ranked =
            ranked.map(|(at, score)| format!("{}: {at:?} {:?} {}", self.question, score.score, score.words));
        let query = finder.query("level:N1,N2").unwrap();
        ranked.chain(self.hits_of(desk, finder, Some(&query))).collect()
    }

    /// Returns the hits of a search that reads no ticket before it knows which ones it shows.
    fn hits(&self, desk: &Desk, records: Records) -> Vec<String> {
        let now: Instant = "2026-11-24T09:00:00Z".parse().unwrap();
        self.hits_of(desk, &Finder::of(&desk.config, None, now, records), None)
    }

    fn hits_of(&self, desk: &Desk, finder: &Finder<'_>, query: Option<&Query>) -> Vec<String> {
        let hits = search(desk, finder, &self.question, query, 20).unwrap().into_iter();
        let line = |hit: Hit| {
            let (path, title) = (hit.source.path(), hit.source.title().to_owned());
            format!("{}: {path} {title} {} {:?} {:?}", self.question, hit.score, hit.title, hit.snippet)
        };
        hits.map(line).collect()
    }
}

/// Tells all that is known of the tickets, and which files are broken.
fn everything(records: &Records) -> Vec<String> {
    let told = |record| {
        let (thread, broken) = records.thread(record);
        format!(
            "{record_place:?} {ticket:?} {thread:?} {broken:?} {files:?}",
            record_place = record.place,
            ticket = record.ticket,
            files = records.files(record)
        )
    };
    let tickets = records.all.iter().map(told);
    tickets.chain(records.broken.iter().map(|broken| format!("{broken:?}"))).collect()
}

fn difference(with: &[String], without: &[String]) -> String {
    let at = with.iter().zip(without).take_while(|(one, other)| one == other).count();
    let line = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
    format!("with the cache:\n{}\nwithout:\n{}", line(with), line(without))
}

#[test]
fn the_cache_changes_no_answer() {
    for (at, (name, tick)) in TICKS.into_iter().enumerate() {
        let figures = compare(200, 6, 16, tick, at as u64 + 1);
        let Figures { comparisons, snapshots } = figures;
        assert!(
            comparisons > 15 && snapshots > 3,
            "tick {name}: {comparisons} comparisons, {snapshots} snapshots"
        );
    }
}

#[test]
#[ignore = "takes minutes"]
fn the_cache_changes_no_answer_in_ten_thousand_steps() {
    for (at, (name, tick)) in TICKS.into_iter().enumerate() {
        let (mut figures, steps) = (Figures::default(), 10_000);
        for seed in 0..10 {
            let some = compare(steps / 10, 2, 60, tick, 100 * at as u64 + seed);
            figures.comparisons += some.comparisons;
            figures.snapshots += some.snapshots;
        }
        let Figures { comparisons, snapshots } = figures;
        eprintln!(
            "measured: tick {name}, {steps} steps, {comparisons} comparisons, {snapshots} rebuilt snapshots, differences 0"
        );
    }
}
