//! L6: whatever somebody writes stays what it is, and cannot become structure.
//!
//! Each word is written in every way there is: as title, description, reply, note, and by edits. It must come back equal
//! from `show --json` and from the export, loose and packed; and PyYAML, which knows nothing of us and reads YAML 1.1,
//! must find the same text in the front matter.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::desk::{TestDesk, files_below, text};

/// What YAML, Markdown, git, a terminal or we ourselves might take for something else. Each fits in one line of a title.
const WORDS: [&str; 74] = [
    "---",
    "--- ",
    "--",
    "-",
    "- x",
    "-x",
    "...",
    "## 2026-11-23T11:45:30Z · note · Bob Stone <bob@example.com>",
    "\\## 2026-11-23T11:45:30Z · note · Bob Stone <bob@example.com>",
    "    stamp: 20261123T114530.123Z-4w9x",
    "# HD-7k3m2q",
    "no",
    "yes",
    "Off",
    "y",
    "true",
    "null",
    "~",
    "NaN",
    "#12",
    "issue #12",
    "issue#12",
    ": ",
    ":",
    "a: b",
    "a:b",
    "a:",
    "id: HD-000000",
    "=",
    "<<",
    "?",
    "? x",
    "12",
    "12:30",
    "1_000",
    "0x1F",
    "0o17",
    "017",
    ".5",
    "-1.5e3",
    ".inf",
    "2026-03-02",
    "2026-11-23T09:12:44Z",
    "*a",
    "&a",
    "!tag",
    "!!binary x",
    "%x",
    "@x",
    "`x`",
    "|",
    "> x",
    "{}",
    "{a: b}",
    "[]",
    "[a, b]",
    "\"",
    "'",
    "\"quoted\" and more",
    "it's \\ \\n \\u0041",
    " leading",
    "trailing ",
    "\ttab\t",
    "<<<<<<< HEAD",
    "=======",
    ">>>>>>> theirs",
    "👩‍👩‍👧 🇧🇪 é = e\u{301} \u{10ffff}",
    "مرحبا שלום",
    "\u{202e}gpj.exe\u{202c} \u{2066}x\u{2069} \u{200b}\u{feff}",
    "\u{1b}[31mred\u{1b}]0;owned\u{7}",
    "\u{7f}\u{80}\u{85}\u{9b}2J\u{ad}",
    "\u{2028}line\u{2029}\u{a0}end\u{3000}",
    "$(reboot) `reboot` ${HOME} %s %n",
    "Desk-Ticket: HD-000000",
];

/// Bodies of several lines: as given, and as they are stored.
const BODIES: [(&str, &str); 10] = [
    ("---\nid: HD-000000\nstatus: closed\n---\n\nx", "---\nid: HD-000000\nstatus: closed\n---\n\nx"),
    ("\n\nin between\n\n\n", "\n\nin between\n\n"),
    ("one\nends\n", "one\nends"),
    ("one\r\ntwo\r\n", "one\ntwo"),
    ("one\r\r\ntwo\r", "one\ntwo"),
    ("one\rtwo", "one\rtwo"),
    (
        "x\n\n## 2026-01-01T00:00:00Z · note · x\n\n    stamp: 20260101T000000.000Z-aaaa\n\ny",
        "x\n\n## 2026-01-01T00:00:00Z · note · x\n\n    stamp: 20260101T000000.000Z-aaaa\n\ny",
    ),
    ("    stamp: x\n\n    changes:", "    stamp: x\n\n    changes:"),
    ("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> b", "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> b"),
    ("\u{feff}mark\n\u{85}\u{2028}\n\u{c}", "\u{feff}mark\n\u{85}\u{2028}\n\u{c}"),
];

/// A desk in which each word is said in every way.
struct Said {
    desk: TestDesk,
    /// Each ticket with the title and the text that it must have.
    tickets: Vec<(String, String, String)>,
}

impl Said {
    fn new() -> Said {
        let mut said = Said { desk: TestDesk::new(), tickets: Vec::new() };
        for word in WORDS {
            said.say(word, word, word);
        }
        for (given, stored) in BODIES {
            said.say("Several lines", given, stored);
        }
        said.say_at_length();
        let ids: Vec<&str> = said.tickets.iter().map(|(id, ..)| id.as_str()).collect();
        said.desk.run(&[&["close"], &ids[..]].concat());
        said
    }

    /// Says a text on the command line, through standard input, and by an edit.
    fn say(&mut self, title: &str, body: &str, stored: &str) {
        let desk = &self.desk;
        let (customer, label) = (format!("customer={title}"), format!("--add-label={title}"));
        let by_line = desk.run(&["new", "-b", body, "--", title]);
        let by_pipe = desk.run_with(&["new", "-t", title, "-F", "-"], body);
        let by_edit = desk.run(&["new", "Another title", "-b", "Another text"]);
        desk.run(&["edit", &by_edit, "-t", title, "-b", body, "--set", &customer, "--reason", title, &label]);
        // Two ways and two kinds: all four of them every other time.
        let (line, pipe) =
            if self.tickets.len().is_multiple_of(2) { ("reply", "note") } else { ("note", "reply") };
        desk.run(&[line, &by_line, "-m", body]);
        desk.run_with(&[pipe, &by_line, "-F", "-"], body);
        for id in [by_line, by_pipe, by_edit] {
            self.tickets.push((id, title.to_owned(), stored.to_owned()));
        }
    }

    /// The longest title there may be, and a line of a megabyte, which no command line can hold.
    fn say_at_length(&mut self) {
        let desk = &self.desk;
        let long = "a: b #c".repeat(150_000);
        let title = &long[..8 * 1024];
        let id = desk.run_with(&["new", "-t", title, "-F", "-"], &long);
        for kind in ["reply", "note"] {
            desk.run_with(&[kind, &id, "-F", "-"], &long);
        }
        desk.run_with(&["edit", &id, "-F", "-"], "Another text");
        desk.run_with(&["edit", &id, "-F", "-"], &long);
        self.tickets.push((id, title.to_owned(), long));
    }

    /// Everything is there as it was said, in `show` and in the export.
    fn assert_kept(&self) {
        let export = self.desk.run(&["export"]);
        let lines: BTreeMap<String, Value> = export.lines().map(with_id).collect();
        assert_eq!(lines.len(), self.tickets.len());
        for (id, title, body) in &self.tickets {
            assert_says(&lines[id], title, body);
        }
        // The first of a word's three tickets has it in its thread as well.
        for (id, title, body) in self.tickets.iter().step_by(3) {
            assert_says(&self.desk.ticket(id), title, body);
        }
    }

    /// The files of the desk's tickets, by name.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let paths = files_below(&self.desk.root.join("desk/tickets"));
        paths.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
    }
}

fn with_id(line: &str) -> (String, Value) {
    let ticket: Value = serde_json::from_str(line).unwrap();
    (ticket["id"].as_str().unwrap().to_owned(), ticket)
}

fn assert_says(ticket: &Value, title: &str, body: &str) {
    assert_eq!((&ticket["title"], &ticket["body"]), (&title.into(), &body.into()));
    for entry in ticket["thread"].as_array().unwrap() {
        match entry["kind"].as_str() {
            Some("event") => assert_tells(entry, &title.into()),
            _ => assert_eq!(entry["body"], body),
        }
    }
}

#[test]
fn whatever_is_written_comes_back_and_is_the_same_to_another_reader() {
    let said = Said::new();
    let desk = &said.desk;
    said.assert_kept();
    desk.assert_checked();
    assert_eq!(desk.git(&["status", "--porcelain"]), "");
    said.assert_read_by_python();
    let (loose, export) = (said.files(), desk.run(&["export"]));
    desk.days_pass(40);
    desk.run(&["pack"]);
    assert_eq!(said.files().keys().find(|path| is_entry(path)), None);
    said.assert_kept();
    desk.assert_checked();
    assert_eq!(desk.run(&["export"]), export);
    let ids: Vec<&str> = said.tickets.iter().map(|(id, ..)| id.as_str()).collect();
    desk.run(&[&["unpack"], &ids[..]].concat());
    assert!(said.files() == loose, "unpacked, an entry has other bytes");
    assert_eq!(desk.run(&["export"]), export);
}

impl Said {
    /// PyYAML finds the same words in each file.
    fn assert_read_by_python(&self) {
        let paths: Vec<PathBuf> = self.files().into_keys().collect();
        let Some(read) = read_by_python(&paths) else {
            return eprintln!("skipped: the words in another reader: no python3, or no PyYAML in it");
        };
        for (path, (front, body)) in paths.iter().zip(read) {
            let name = path.file_name().unwrap().to_str().unwrap();
            let is_of = |id: &String| name.starts_with(&format!("{id}."));
            let (_, title, stored) = self.tickets.iter().find(|(id, ..)| is_of(id)).unwrap();
            let title = Value::from(title.as_str());
            match front["kind"].as_str() {
                None => assert_eq!((&front["title"], &body), (&title, stored), "{name}"),
                Some("event") => assert_tells(&front, &title),
                _ => assert_eq!(&body, stored, "{name}"),
            }
        }
    }
}

/// An event's new values and its reason are the word.
fn assert_tells(event: &Value, word: &Value) {
    for field in ["title", "customer"] {
        assert!(event["changes"].get(field).is_none_or(|pair| pair[1] == *word), "{event}");
    }
    assert!(event.get("reason").is_none_or(|reason| reason == word), "{event}");
}

/// Tells whether a file is an entry: `ID.STAMP.md`.
fn is_entry(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_str().unwrap();
    name.matches('.').count() > 1 && !name.ends_with(".thread.md")
}

/// Takes the front matter from each file named on standard input, and writes what it says and the body, one line each.
///
/// What YAML takes for something else than a text, JSON does not write as one: so `"no"` is known from `no`.
const READER: &str = r#"
import json, sys, yaml
kinds = lambda value: {"not a text": type(value).__name__}
for path in sys.stdin.read().split("\0"):
    lines = open(path, encoding="utf-8", newline="").read().split("\n")
    end = lines.index("---", 1)
    assert lines[0] == "---"
    front = yaml.safe_load("\n".join(lines[1:end]) + "\n")
    body = "\n".join(lines[end + 2:-1])
    print(json.dumps([front, body], default=kinds))
"#;

/// Reads files with PyYAML; `None` where it is not there.
fn read_by_python(paths: &[PathBuf]) -> Option<Vec<(Value, String)>> {
    let has_yaml = Command::new("python3").args(["-c", "import yaml"]).output();
    has_yaml.ok().filter(|output| output.status.success())?;
    let mut command = Command::new("python3");
    command.args(["-c", READER]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let names: Vec<&str> = paths.iter().map(|path| path.to_str().unwrap()).collect();
    child.stdin.take().unwrap().write_all(names.join("\0").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let read: Vec<_> = text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read.len(), paths.len());
    Some(read)
}

#[test]
fn a_nul_is_refused_wherever_it_comes_from_and_nothing_changes() {
    let desk = TestDesk::new();
    let id = desk.run(&["new", "one"]);
    let state = || {
        let files: Vec<_> =
            files_below(&desk.root.join("desk")).into_iter().map(|path| fs::read(path).unwrap()).collect();
        (desk.git(&["rev-parse", "HEAD"]), desk.git(&["status", "--porcelain"]), files)
    };
    let before = state();
    let acts: [&[&str]; 5] =
        [&["new", "two"], &["reply", &id], &["note", &id], &["edit", &id], &["close", &id]];
    for act in acts {
        let output = desk.try_run_with(&[act, &["-F", "-"]].concat(), "a\0b");
        assert_eq!(text(&output.stderr), "error: the text holds a NUL character\n", "{act:?}");
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()), "{act:?}");
        assert_eq!(state(), before, "{act:?}");
    }
}

#[test]
fn what_would_be_a_broken_file_is_refused_and_nothing_changes() {
    let desk = TestDesk::new();
    // Each escape takes six characters in the file: two such titles are too long for one event.
    let title = "\u{1b}".repeat(8 * 1024);
    let id = desk.run(&["new", "-t", &title]);
    let before = desk.git(&["rev-parse", "HEAD"]);
    let long = "x".repeat(70_000);
    let field = format!("customer={long}");
    let other = title.replace('\u{1b}', "\u{7}");
    let acts: [&[&str]; 7] = [
        &["new", "two", "--set", &field],
        &["new", "two", "--reporter", &long],
        &["new", "two", "-l", &long],
        &["edit", &id, "-t", &other],
        &["edit", &id, "--set", &field],
        &["edit", &id, "-t", "two", "--reason", &long],
        &["reply", &id, "-m", "hello", "--from", &long],
    ];
    for act in acts {
        let output = desk.try_run(act);
        let talk = text(&output.stderr);
        assert!(talk.contains("the front matter has more than 65536 bytes"), "{}: {talk}", act[0]);
        assert_ne!(output.status.code(), Some(0));
        assert_eq!(
            (desk.git(&["rev-parse", "HEAD"]), desk.git(&["status", "--porcelain"])),
            (before.clone(), String::new())
        );
    }
    desk.assert_checked();
    desk.run(&["edit", &id, "-t", "A short title"]);
    assert_eq!(desk.ticket(&id)["title"], "A short title");
}
