//! Any two acts on one ticket, by real git: every way of bringing two branches together, with the merge driver and
//! without. The outcome is the table in `docs/design/merging.md` (`DESK_BLESS=1` writes it anew).
//!
//! Whatever the outcome: no entry is lost, none is in the thread of another ticket, front matter can be read, and `mend`
//! leaves only texts for a person to decide. Merged the other way round, the desk is the same to the byte.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, missing_docs)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use common::{TestDesk, path_with_program};
use git_desk::format::thread;

/// What one person does: arguments of the program, or of git after `git`. `ID` is the ticket.
type Acts = &'static [&'static [&'static str]];

/// Two people's acts, and why git alone cannot join them, where it cannot.
struct Pair {
    name: &'static str,
    ours: Acts,
    theirs: Acts,
    why: &'static str,
}

const PAIRS: [Pair; 16] = [
    Pair {
        name: "escalate / change the urgency",
        ours: &[&["escalate", "ID", "--reason", "skill", "-m", "tried"]],
        theirs: &[&["edit", "ID", "--set", "urgency=high"]],
        why: "",
    },
    Pair {
        name: "solve / escalate",
        ours: &[&["solve", "ID", "-m", "done"]],
        theirs: &[&["escalate", "ID", "--reason", "skill", "-m", "tried"]],
        why: "",
    },
    Pair {
        name: "hold / wait",
        ours: &[&["hold", "ID", "-m", "a part is ordered"]],
        theirs: &[&["wait", "ID", "--until", "2d"]],
        why: "one group, two values",
    },
    Pair {
        name: "retitle / retitle",
        ours: &[&["edit", "ID", "-t", "Login"]],
        theirs: &[&["edit", "ID", "-t", "The login"]],
        why: "one field, two values",
    },
    Pair {
        name: "reply / reply",
        ours: &[&["reply", "ID", "-m", "one"]],
        theirs: &[&["reply", "ID", "-m", "two"]],
        why: "",
    },
    Pair {
        name: "close / reply",
        ours: &[&["close", "ID", "-m", "over"]],
        theirs: &[&["reply", "ID", "-m", "two"]],
        why: "",
    },
    Pair {
        name: "close / requester's word",
        ours: &[&["close", "ID", "-m", "over"]],
        theirs: &[&["wait", "ID"], &["reply", "ID", "--from", "requester", "-m", "still there"]],
        why: "replayed one by one, the wait meets the close",
    },
    Pair {
        name: "close / close",
        ours: &[&["close", "ID", "-m", "over"]],
        theirs: &[&["close", "ID", "-m", "done"]],
        why: "",
    },
    Pair {
        name: "close / reject",
        ours: &[&["close", "ID", "-m", "over"]],
        theirs: &[&["close", "ID", "-r", "rejected", "-m", "no"]],
        why: "one group, two values",
    },
    Pair {
        name: "escalate / escalate",
        ours: &[&["escalate", "ID", "--reason", "skill", "-m", "tried"]],
        theirs: &[&["escalate", "ID", "--to", "N3", "--reason", "skill", "-m", "tried"]],
        why: "one group, two values",
    },
    Pair {
        name: "label / label",
        ours: &[&["edit", "ID", "--add-label", "vpn"]],
        theirs: &[&["edit", "ID", "--add-label", "wifi"]],
        why: "two items in one place of a list",
    },
    Pair {
        name: "pack / late reply",
        ours: &[&["LATER"], &["pack"]],
        theirs: &[&["reply", "CLOSED", "-m", "late"]],
        why: "",
    },
    Pair {
        name: "pack / late reply and pack",
        ours: &[&["LATER"], &["pack"]],
        theirs: &[&["note", "CLOSED", "-m", "late"], &["LATER"], &["LATER"], &["pack"]],
        why: "one document, two contents",
    },
    Pair {
        name: "rewrite / rewrite",
        ours: &[&["edit", "ID", "-b", "Every time."]],
        theirs: &[&["edit", "ID", "-b", "Now and then."]],
        why: "the same words of a text",
    },
    Pair {
        name: "delete / label",
        ours: &[&["git", "rm", "-q", "-r", "desk/tickets/2026-11"], &["git", "commit", "-qm", "spam"]],
        theirs: &[&["edit", "ID", "--add-label", "vpn"]],
        why: "deleted here, changed there",
    },
    Pair {
        name: "new / new with one id",
        ours: &[&["SAME"], &["new", "Ours"]],
        theirs: &[&["SAME"], &["new", "Theirs"]],
        why: "two files of one name",
    },
];

/// The ways of bringing two branches together.
const WAYS: [&str; 5] = ["merge", "rebase", "cherry-pick", "merge-tree", "squash"];

struct Scene {
    desk: TestDesk,
    id: String,
    closed: String,
}

/// All entries of a desk, by ticket: stamps.
type Threads = BTreeMap<String, BTreeSet<String>>;

impl Scene {
    fn new() -> Scene {
        let desk = TestDesk::new().with("PATH", path_with_program());
        desk.git(["config", "merge.conflictStyle", "merge"]);
        desk.git(["config", "core.editor", "true"]);
        let desk = desk.at("2026-10-02T09:00:00Z");
        let closed = desk.seed(11).ticket("An old one", ["-b", "Old words."]);
        desk.at("10:00").seed(12).run(["close", &closed, "-m", "all is well"]).success();
        let words = [
            "-b",
            "It fails.\n\nAlways.",
            "-l",
            "auth",
            "-l",
            "sso",
            "--reporter",
            "Dana Roe <dana@example.com>",
        ];
        let id = desk.at("2026-11-23T09:00:00Z").seed(13).ticket("Login fails", words);
        desk.at("2026-11-23T09:01:00Z").seed(14).run(["take", &id]).success();
        desk.git(["branch", "-q", "base"]);
        Scene { desk, id, closed }
    }

    /// Does one person's acts on `main` from the base, and names the branch.
    fn branch(&self, name: &str, acts: Acts, start: u64) {
        self.desk.git(["checkout", "-q", "main"]);
        self.desk.git(["reset", "-q", "--hard", "base"]);
        let (mut seed, mut day) = (start, 23);
        for act in acts {
            seed += 1;
            match act[0] {
                "LATER" => day += 40,
                "SAME" => seed = 4711,
                _ => {}
            }
            if act.len() == 1 && act[0] != "pack" {
                continue;
            }
            let minute = (start / 100 + seed) % 60;
            let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + chrono::Days::new(day - 1);
            // Of two tickets with one id the one made later is the younger.
            let hour = 10 + start / 1000;
            let desk = self.desk.at(&format!("{day}T{hour}:{minute:02}:00Z")).seed(seed);
            let words: Vec<&str> = act.iter().map(|word| self.word(word)).collect();
            match words[0] {
                "git" => drop(desk.git(&words[1..])),
                _ => drop(desk.run(&words).success()),
            }
        }
        self.desk.git(["branch", "-qf", name]);
    }

    fn word<'a>(&'a self, word: &'a str) -> &'a str {
        match word {
            "ID" => &self.id,
            "CLOSED" => &self.closed,
            word => word,
        }
    }

    /// Brings `theirs` to `ours`, and says how it went.
    fn join(&self, way: &str, ours: &str, theirs: &str) -> &'static str {
        let desk = self.desk.at("2027-03-01T12:00:00Z");
        desk.git(["checkout", "-q", "-B", "work", ours]);
        let (command, go_on): (Vec<&str>, Vec<&str>) = match way {
            "merge" => (vec!["merge", "-q", "--no-edit", theirs], vec!["commit", "-q", "--no-edit"]),
            "rebase" => {
                // Their commits on ours, as for the others.
                desk.git(["checkout", "-q", "-B", "work", theirs]);
                (vec!["rebase", "-q", ours], vec!["rebase", "--continue"])
            }
            "cherry-pick" => (vec!["cherry-pick", "base..THEIRS"], vec!["cherry-pick", "--continue"]),
            "squash" => (vec!["merge", "-q", "--squash", theirs], vec!["commit", "-qm", "squashed"]),
            _ => return self.merge_tree(ours, theirs),
        };
        let range = format!("base..{theirs}");
        let command = command.iter().map(|word| if *word == "base..THEIRS" { range.as_str() } else { word });
        let is_clean = desk.try_git(command).code == 0;
        let mut is_left = false;
        // A rebase may stop at each commit.
        for _ in 0..8 {
            if is_clean
                || desk.git(["status", "--porcelain"]).lines().all(|line| line.starts_with("??"))
                    && way != "rebase"
            {
                break;
            }
            let mended = desk.run(["mend"]);
            assert!(mended.code < 2, "{way}: {mended}");
            if mended.code == 1 {
                is_left = true;
                self.assert_only_texts_are_left();
                // A person keeps the words of both.
                for path in desk.git(["diff", "--name-only", "--diff-filter=U"]).lines() {
                    let text = desk.file(path);
                    let is_marker = |line: &&str| {
                        ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark))
                    };
                    desk.write(
                        path,
                        text.lines()
                            .filter(|line| !is_marker(line))
                            .map(|line| format!("{line}\n"))
                            .collect::<String>(),
                    );
                    desk.git(["add", path]);
                }
            }
            if desk.try_git(&go_on).code == 0 {
                break;
            }
        }
        if way == "squash" && is_clean {
            desk.try_git(["commit", "-qm", "squashed"]);
        }
        match (is_clean, is_left) {
            (true, _) => "clean",
            (false, false) => "mended",
            (false, true) => "a person",
        }
    }

    fn merge_tree(&self, ours: &str, theirs: &str) -> &'static str {
        let output = self.desk.try_git(["merge-tree", "--write-tree", ours, theirs]);
        if output.code != 0 {
            self.desk.git(["checkout", "-q", "-B", "work", ours]);
            self.desk.try_git(["merge", "-q", "--no-edit", theirs]);
            self.desk.try_git(["merge", "--abort"]);
            return "conflict";
        }
        let tree = output.stdout.trim().to_owned();
        let commit = self.desk.git(["commit-tree", &tree, "-p", ours, "-p", theirs, "-m", "merged"]);
        self.desk.git(["checkout", "-q", "-B", "work", commit.trim()]);
        "clean"
    }

    /// What `mend` leaves is readable, with the words of two people in a body.
    fn assert_only_texts_are_left(&self) {
        for path in self.desk.git(["diff", "--name-only", "--diff-filter=U"]).lines() {
            let text = self.desk.file(path);
            let front = text.split("\n---\n").next().unwrap();
            assert!(text.contains("<<<<<<< ") && !front.contains("<<<<<<<"), "{path}\n{text}");
        }
    }

    fn threads(&self) -> Threads {
        let mut threads = Threads::new();
        for path in self.desk.files("desk/tickets") {
            let name = path.rsplit('/').next().unwrap();
            let (id, rest) = name.split_once('.').unwrap();
            let stamps = threads.entry(id.to_owned()).or_default();
            if rest == "thread.md" {
                let read = thread::read(&id.parse().unwrap(), &self.desk.file(&path)).unwrap();
                stamps.extend(read.into_iter().map(|(stamp, _)| stamp.to_string()));
            } else if rest != "md" {
                assert!(self.desk.file(&path).contains(&format!("ticket: {id}\n")), "{path}");
                stamps.insert(rest.trim_end_matches(".md").to_owned());
            }
        }
        threads
    }

    /// The desk as it is in the end: every entry of both sides, nothing to find.
    fn assert_whole(&self, pair: &Pair, way: &str, expected: &[Threads]) {
        let desk = self.desk.at("2027-03-01T12:30:00Z").seed(99);
        let fixed = desk.run(["check", "--fix"]);
        if std::env::var_os("SHOW").is_some() {
            eprintln!("{} {way}: {fixed}", pair.name);
        }
        let checked = desk.run(["check"]);
        assert_eq!(checked.code, 0, "{}: {way}: {checked}", pair.name);
        let all = |threads: &Threads| threads.values().flatten().cloned().collect::<BTreeSet<_>>();
        let there = all(&self.threads());
        for side in expected {
            let lost: Vec<_> = all(side).difference(&there).cloned().collect();
            assert!(lost.is_empty(), "{}: {way}: lost {lost:?}", pair.name);
        }
    }

    fn threads_at(&self, branch: &str) -> Threads {
        self.desk.git(["checkout", "-q", branch]);
        self.threads()
    }
}

/// Returns the outcome of each way, without the driver and with it.
fn outcomes(scene: &Scene, pair: &Pair) -> [Vec<&'static str>; 2] {
    scene.branch("ours", pair.ours, 1000);
    scene.branch("theirs", pair.theirs, 2000);
    let expected = ["ours", "theirs"].map(|branch| scene.threads_at(branch));
    ["--undo", "--check"].map(|setup| {
        match setup {
            "--undo" => drop(scene.desk.run(["setup", "--undo"])),
            _ => drop(scene.desk.run(["setup"]).success()),
        }
        let mut trees = BTreeSet::new();
        let mut seen = Vec::new();
        for way in WAYS {
            let outcome = scene.join(way, "ours", "theirs");
            if outcome != "conflict" {
                scene.assert_whole(pair, way, &expected);
                trees.insert(scene.desk.git(["rev-parse", "HEAD^{tree}"]));
            }
            seen.push(outcome);
        }
        // The other way round, and from the other side's clone.
        let turned = scene.join("merge", "theirs", "ours");
        assert_eq!(turned, seen[0], "{} turned", pair.name);
        scene.assert_whole(pair, "turned", &expected);
        trees.insert(scene.desk.git(["rev-parse", "HEAD^{tree}"]));
        assert_eq!(trees.len(), 1, "{}: every way ends the same", pair.name);
        seen
    })
}

#[test]
fn the_table_of_all_pairs_is_what_git_does() {
    let version = TestDesk::folder().git(["--version"]);
    let scene = Scene::new();
    let rows: Vec<_> = PAIRS.iter().map(|pair| (pair, outcomes(&scene, pair))).collect();
    let mut table = String::new();
    for (at, title) in ["Without the driver", "With the driver"].iter().enumerate() {
        table += &format!("\n### {title}\n\n| two people | {} |", WAYS.join(" | "));
        table += if at == 0 { " why not clean |\n" } else { "\n" };
        table += &format!("|---|{}{}\n", "---|".repeat(WAYS.len()), if at == 0 { "---|" } else { "" });
        for (pair, outcomes) in &rows {
            let is_clean = outcomes[at].iter().all(|outcome| *outcome == "clean");
            assert!(is_clean || !pair.why.is_empty(), "{}: {:?}", pair.name, outcomes[at]);
            let why =
                if at == 0 { format!(" {} |", if is_clean { "" } else { pair.why }) } else { String::new() };
            table += &format!("| {} | {} |{why}\n", pair.name, outcomes[at].join(" | "));
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/design/merging.md");
    let page = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (begin, end) = ("<!-- the table: tests/pairs.rs writes it -->\n", "<!-- end of the table -->\n");
    let (before, rest) = page.split_once(begin).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    let made = format!("{before}{begin}{table}\n{end}{after}");
    if std::env::var_os("DESK_BLESS").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(found == made, "{version}: the table is another: DESK_BLESS=1 cargo test --test pairs\n{table}");
}
