//! A query finds what its words say: five hundred of them, against a reading of the export that knows nothing of the
//! program.

use std::collections::BTreeSet;
use std::fs;

use chrono::{DateTime, NaiveTime, SecondsFormat, TimeDelta, Utc};
use git_desk::desk::Desk;
use git_desk::model::Person;
use git_desk::ops::find::{Finder, Scope};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

use crate::desk::TestDesk;
use crate::wishes::{Line, NOW, Wishes};

/// What is said in the tickets.
pub const WORDS: [&str; 14] = [
    "login", "logins", "print", "Printer", "printing", "PROXY", "token", "été", "Straße", "ΟΔΟΣ", "vpn",
    "loop", "réseau", "v22",
];
const POLICY: &str = "\
schema: 1
zone: Europe/Brussels
people:
  ann: {name: Ann Lee, emails: [ann@example.org, lee@example.org], teams: [support]}
  bob: {name: Bob Stone, emails: [bob@example.com], teams: [network]}
teams: [support, network]
fields:
  customer: {type: text}
  seats: {type: number}
  vip: {type: boolean}
  renewal: {type: date}
  tier: {type: enum, values: [bronze, silver, gold]}
  tags: {type: list}
";
const STATUSES: [&str; 7] = ["new", "open", "open", "pending", "on-hold", "solved", "closed"];
const PEOPLE: [&str; 7] = [
    "ann",
    "bob",
    "Ann Lee <lee@example.org>",
    "Dana Roe <dana@example.com>",
    "Bob Stone <stone@example.net>",
    "Ann <other@example.net>",
    "eve@example.com",
];
/// Midnight of Brussels in winter and in summer, as UTC has it.
const MIDNIGHTS: [NaiveTime; 2] =
    [NaiveTime::from_hms_opt(23, 0, 0).unwrap(), NaiveTime::from_hms_opt(22, 0, 0).unwrap()];
const ALPHABET: &[u8] = b"0123456789bcdfghjkmnpqrtvwxy";

/// Makes the tickets of a desk, as lines to import.
struct Maker {
    random: StdRng,
    ids: Vec<String>,
}

impl Maker {
    fn new(count: usize, seed: u64) -> Maker {
        let mut random = StdRng::seed_from_u64(seed);
        let mut letter = || char::from(*ALPHABET.choose(&mut random).unwrap());
        let ids: BTreeSet<String> =
            (0..count).map(|_| format!("HD-{}", (0..6).map(|_| letter()).collect::<String>())).collect();
        Maker { random, ids: ids.into_iter().collect() }
    }

    fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        items.choose(&mut self.random).unwrap().clone()
    }

    /// Picks one of some values, or none.
    fn maybe(&mut self, items: &[impl Into<Value> + Clone]) -> Value {
        if self.random.random_bool(0.3) { Value::Null } else { self.pick(items).into() }
    }

    fn some(&mut self, items: &[&str]) -> Value {
        let count = self.random.random_range(0..3);
        items.choose_multiple(&mut self.random, count).copied().collect::<Vec<_>>().into()
    }

    fn words(&mut self, count: usize) -> String {
        let separators = [" ", " ", ", ", "-", "_", " (", "\u{a0}"];
        (0..count).map(|_| format!("{}{}", self.pick(&WORDS), self.pick(&separators))).collect::<String>()
            + "end"
    }

    /// Returns a minute between two days before now: now and then a whole number of days ago, or midnight in Brussels.
    fn time(&mut self, from: i64, to: i64) -> String {
        let now: DateTime<Utc> = NOW.parse().unwrap();
        let minutes = self.random.random_range(from * 24 * 60..to * 24 * 60);
        let time = match self.random.random_range(0..10) {
            0 => now - TimeDelta::days(minutes / (24 * 60)),
            1 | 2 => (now - TimeDelta::minutes(minutes)).with_time(self.pick(&MIDNIGHTS)).unwrap(),
            _ => now - TimeDelta::minutes(minutes),
        };
        time.to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    fn line(&mut self, id: &str) -> Value {
        let status = self.pick(&STATUSES);
        let is_done = ["solved", "closed"].contains(&status);
        let resolution = if is_done { self.maybe(&["solved", "duplicate"]) } else { Value::Null };
        let (due, system) = (self.time(-20, 20), self.pick(&["github:o/r#", "jira:"]));
        let until =
            if ["pending", "on-hold"].contains(&status) { self.time(-20, 20).into() } else { Value::Null };
        let mut line = json!({
            "record": "ticket", "id": id, "title": self.words(3), "status": status, "resolution": resolution,
            "type": self.maybe(&["incident", "request", "question"]), "team": self.maybe(&["support", "network"]),
            "urgency": self.maybe(&["low", "medium", "high"]), "impact": self.maybe(&["low", "medium", "high"]),
            "level": self.maybe(&["N1", "N2", "N3", "N4"]), "assignee": self.maybe(&PEOPLE),
            "reporter": self.maybe(&PEOPLE), "source": self.maybe(&["mail", "phone", "web"]),
            "labels": self.some(&["sso", "vpn", "printer", "Été", "network", "two words"]),
            "watchers": self.some(&PEOPLE), "articles": self.some(&["reset-sso", "KB-1", "kb-22"]),
            "external": [format!("{system}{}", id.to_uppercase())], "until": until,
            "due": self.maybe(&[due]), "created": self.time(20, 60), "links": self.links(),
            "fields": self.fields(), "thread": self.thread(status),
        });
        if self.random.random_bool(0.2) {
            line["priority"] = self.pick(&["P1", "P2", "P3", "P4"]).into();
        }
        if self.random.random_bool(0.8) {
            line["body"] = self.words(12).into();
        }
        line
    }

    fn links(&mut self) -> Value {
        let ids = self.ids.clone();
        let mut link =
            || json!({"kind": self.pick(&["blocked-by", "related", "parent"]), "to": self.pick(&ids)});
        let links = [link(), link()];
        let count = self.random.random_range(0..3);
        links[..count].to_vec().into()
    }

    fn fields(&mut self) -> Value {
        let racks =
            [json!(12), json!(7), json!(2030), json!("r12"), json!("2026-12-01"), json!("2027-02-01")];
        json!({
            "customer": self.maybe(&["Acme & Co", "acme", "(none)", "ω"]),
            "seats": self.maybe(&[json!(1), json!(12), json!(25), json!(7.5), json!(-1)]),
            "vip": self.maybe(&[true, false]),
            "renewal": self.maybe(&["2026-11-20", "2026-12-01", "2027-01-31"]),
            "tier": self.maybe(&["bronze", "silver", "gold"]),
            "tags": self.some(&["red", "blue", "green"]),
            "rack": self.maybe(&racks),
        })
    }

    /// Makes a thread that ends with the status of the ticket.
    fn thread(&mut self, status: &str) -> Value {
        let count = self.random.random_range(0..5);
        let mut times: Vec<String> = (0..=count).map(|_| self.time(0, 20)).collect();
        times.sort();
        let last = times.pop().unwrap();
        let (mut entries, mut stands) = (Vec::new(), "new");
        for at in times {
            let (by, said) = (self.pick(&PEOPLE), self.words(6));
            entries.push(match self.random.random_range(0..5) {
                0 | 1 => json!({"kind": "reply", "at": at, "by": by, "body": said, "auto": self.random.random_bool(0.2)}),
                2 => json!({"kind": "note", "at": at, "by": by, "body": said}),
                3 => {
                    let level = self.pick(&[["N1", "N2"], ["N2", "N1"], ["N2", "N4"]]);
                    json!({"kind": "event", "at": at, "by": by, "changes": {"level": level}})
                }
                _ => {
                    let next = self.pick(&STATUSES);
                    let change = [stands, next];
                    stands = next;
                    json!({"kind": "event", "at": at, "by": by, "changes": {"status": change}, "body": said})
                }
            });
        }
        if stands != status {
            entries.push(
                json!({"kind": "event", "at": last, "by": "ann", "changes": {"status": [stands, status]}}),
            );
        }
        entries.into()
    }
}

/// Makes a desk of three hundred tickets, and returns it with its export.
fn desk(seed: u64) -> (TestDesk, Vec<Line>) {
    let desk = TestDesk::new();
    fs::write(desk.root.join("desk/desk.yml"), POLICY).unwrap();
    desk.git(&["commit", "-qam", "A policy"]);
    let mut maker = Maker::new(300, seed);
    let lines: Vec<String> = maker.ids.clone().iter().map(|id| maker.line(id).to_string()).collect();
    desk.run_with(&["import", "-"], &lines.join("\n"));
    let export = desk.run(&["export"]);
    let lines: Vec<Line> = export.lines().map(|line| Line(serde_json::from_str(line).unwrap())).collect();
    assert_eq!(lines.len(), maker.ids.len());
    (desk, lines)
}

/// Asks so many queries of a desk; returns how many tickets they found in all.
fn ask(queries: usize, seed: u64) -> usize {
    let (desk, lines) = desk(seed);
    let mut random = StdRng::seed_from_u64(seed);
    let mut wishes = Wishes::about(&lines, &mut random);
    let here = Desk::open(&desk.root, None).unwrap();
    let me = Some(Person::new("Ann <ann@example.org>"));
    let finder = Finder::read(&here, Scope::All, me, NOW.parse().unwrap(), &|_, _| {}).unwrap();
    let mut found = 0;
    for number in 0..queries {
        let wish = wishes.any(3);
        let expected: BTreeSet<&str> = lines
            .iter()
            .filter(|line| (wish.meaning)(line))
            .map(|line| line.0["id"].as_str().unwrap())
            .collect();
        let query = finder.query(&wish.text).unwrap_or_else(|error| panic!("{}: {error}", wish.text));
        let matches = finder.find(&query).unwrap_or_else(|error| panic!("{}: {error}", wish.text));
        let ids: BTreeSet<&str> = matches.records.iter().map(|record| record.place.id.as_str()).collect();
        let (more, fewer) = (ids.difference(&expected), expected.difference(&ids));
        let (more, fewer): (Vec<_>, Vec<_>) = (more.collect(), fewer.collect());
        assert_eq!(
            ids, expected,
            "seed {seed}, query {number}: {}\ntoo many: {more:?}\ntoo few: {fewer:?}",
            wish.text
        );
        if number % 50 == 0 {
            assert_listed(&desk, &wish.text, &expected);
        }
        found += ids.len();
    }
    found
}

/// Asks the program.
fn assert_listed(desk: &TestDesk, query: &str, expected: &BTreeSet<&str>) {
    let mut command = desk.desk(&["list", "-s", "all", "--json", "id", "--", query]);
    let output = command.env("DESK_NOW", NOW).output().unwrap();
    let listed: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{query}: {output:?}"));
    let ids: BTreeSet<&str> =
        listed["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(&ids, expected, "git desk list: {query}");
}

#[test]
fn five_hundred_queries_find_what_they_say() {
    let found = ask(500, 1);
    assert!(found > 500, "the queries find too little to tell anything");
    eprintln!("measured: 500 queries over 300 tickets, {found} found, differences 0");
}

#[test]
#[ignore = "takes minutes"]
fn ten_thousand_queries_find_what_they_say() {
    let found: usize = (0..20).map(|seed| ask(500, 100 + seed)).sum();
    eprintln!("measured: 10000 queries over 20 desks of 300 tickets, {found} found, differences 0");
}
