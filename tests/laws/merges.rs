//! L3: plain `git merge`, without a driver of ours, joins what two people did to one ticket.
//!
//! Each act is done on a branch of its own from the same ticket; then real git merges the branches two by two. A merged
//! ticket must say what both said, hold the entries of both and pass `check`; merged the other way round it is the
//! same tree. What the law excludes must conflict, and be shown as broken without hiding the others.

use std::collections::{BTreeMap, BTreeSet};

use git_desk::format::{TicketFile, with_unix_lines};
use git_desk::model::{Field, Ticket, Value};

use crate::desk::{TestDesk, text};

/// An act as typed; `ID` and `OTHER` stand for the tickets.
type Act = (&'static str, &'static [&'static str]);

/// One act for each group, field and list of the format, on a ticket where each has room to change.
const ACTS: [Act; 20] = [
    ("status", &["solve", "ID"]),
    ("level", &["escalate", "ID", "--reason", "skill", "-m", "tried"]),
    ("reporter", &["edit", "ID", "--set", "reporter=Eve <eve@example.com>"]),
    ("urgency", &["edit", "ID", "--set", "urgency=high"]),
    ("impact", &["edit", "ID", "--set", "impact=low"]),
    ("priority", &["edit", "ID", "--set", "priority=P1", "--reason", "the director asked"]),
    ("source", &["edit", "ID", "--set", "source=phone"]),
    ("type", &["edit", "ID", "--set", "type=request"]),
    ("due", &["edit", "ID", "--set", "due=2026-12-24"]),
    ("title", &["edit", "ID", "-t", "Sent back: to the login page"]),
    ("label-first", &["edit", "ID", "--add-label", "aaa"]),
    ("label-last", &["edit", "ID", "--add-label", "zzz"]),
    ("links", &["link", "ID", "related", "OTHER"]),
    ("articles", &["edit", "ID", "--set", "articles=reset-sso"]),
    ("watchers", &["watch", "ID", "--who", "bob"]),
    ("external", &["edit", "ID", "--set", "external=github:owner/repo#12"]),
    ("customer", &["edit", "ID", "--set", "customer=Acme"]),
    ("seats", &["edit", "ID", "--set", "seats=12"]),
    ("body", &["edit", "ID", "-b", "Only with the old browser."]),
    ("reply", &["reply", "ID", "-m", "Which browser is it?"]),
];

/// Neighbours without a blank line: git takes changes to both for one change.
///
/// `reporter` and `source` are the fixed lines that keep `[level team assignee]` from `urgency`, and `priority` from
/// `type`; it is when they change themselves that they touch.
const NEIGHBOURS: [(&str, &str); 4] =
    [("level", "reporter"), ("reporter", "urgency"), ("priority", "source"), ("source", "type")];

/// A desk with a ticket in which everything can change, and another one to link to.
struct Scene {
    desk: TestDesk,
    id: String,
    other: String,
}

impl Scene {
    fn new() -> Scene {
        let desk = TestDesk::new();
        let other = desk.run(&["new", "Another one"]);
        let labels = ["-l", "kiosk", "-l", "login", "-l", "mobile"];
        let fields =
            ["--set", "customer=Old Ltd", "--set", "seats=3", "--reporter", "Dana Roe <dana@example.com>"];
        let words =
            ["new", "SSO login fails", "-b", "After changing my password.\n\nAlways.", "--assignee", "ann"];
        let id = desk.run(&[&words[..], &labels, &fields].concat());
        desk.run(&["wait", &id, "--until", "2d"]);
        desk.git(&["branch", "-q", "base"]);
        Scene { desk, id, other }
    }

    /// Does an act on a new branch from `base`.
    fn branch(&self, name: &str, acts: &[&[&str]]) {
        self.desk.git(&["checkout", "-q", "-b", name, "base"]);
        for act in acts {
            let words: Vec<&str> = act.iter().map(|word| self.word(word)).collect();
            self.desk.run(&words);
        }
    }

    fn word<'a>(&'a self, word: &'a str) -> &'a str {
        match word {
            "ID" => &self.id,
            "OTHER" => &self.other,
            word => word,
        }
    }

    /// Merges one branch into another with plain git; tells whether it was clean.
    fn merge(&self, ours: &str, theirs: &str) -> bool {
        self.desk.git(&["checkout", "-q", "--detach", ours]);
        self.desk.try_git(&["merge", "-q", "--no-edit", theirs]).status.success()
    }

    fn assert_clean(&self, ours: &str, theirs: &str) {
        assert!(self.merge(ours, theirs), "{ours} and {theirs}: {}", self.desk.file(&self.id));
        self.assert_same_from_both_sides(ours, theirs);
        self.desk.assert_checked();
    }

    fn assert_same_from_both_sides(&self, ours: &str, theirs: &str) {
        let turned = self.desk.git(&["merge-tree", "--write-tree", theirs, ours]);
        assert_eq!(self.desk.git(&["rev-parse", "HEAD^{tree}"]), turned, "{ours} and {theirs}");
    }

    /// Merges what must conflict: git says so, the ticket is shown as broken, the other one as it is.
    fn assert_conflict(&self, ours: &str, theirs: &str) {
        assert!(
            !self.merge(ours, theirs),
            "{ours} and {theirs} should conflict: {}",
            self.desk.file(&self.id)
        );
        let list = self.desk.try_run(&["list", "-s", "all"]);
        let (out, talk) = (text(&list.stdout), text(&list.stderr));
        assert_eq!(list.status.code(), Some(0), "{talk}");
        let line = 1 + self.desk.file(&self.id).lines().position(|line| line.starts_with("<<<<<<<")).unwrap();
        assert!(talk.contains(&format!("{}.md:{line}: a merge conflict", self.id)), "{talk}");
        let row = |id: &str| out.lines().find(|line| line.starts_with(id)).unwrap_or_default();
        assert!(row(&self.id).contains("broken") && row(&self.other).contains("Another one"), "{out}");
        assert_eq!(self.desk.try_run(&["show", &self.id]).status.code(), Some(4));
        self.desk.git(&["merge", "--abort"]);
    }

    fn ticket_at(&self, branch: &str) -> Ticket {
        let path = self.desk.path(&self.id);
        let name = path.strip_prefix(&self.desk.root).unwrap().to_str().unwrap();
        let text = self.desk.git(&["show", &format!("{branch}:{name}")]);
        TicketFile::read(format!("{text}\n")).unwrap().ticket
    }

    /// Returns the names of all entries of the ticket on a branch.
    fn entries_at(&self, branch: &str) -> BTreeSet<String> {
        let names = self.desk.git(&["ls-tree", "-r", "--name-only", branch, "desk/tickets"]);
        names.lines().filter(|name| name.contains(&format!("{}.2", self.id))).map(str::to_owned).collect()
    }
}

/// Returns what a ticket must say after two people changed it.
fn joined(base: &Ticket, ours: &Ticket, theirs: &Ticket) -> Ticket {
    let mut joined = ours.clone();
    for change in base.differences(theirs) {
        let ours_too = ours.value(&change.field) != change.old;
        let value = if ours_too { both(&ours.value(&change.field), &change.new) } else { change.new };
        joined.set(&change.field, &value).unwrap();
    }
    if theirs.body != base.body {
        joined.body.clone_from(&theirs.body);
    }
    joined
}

/// Joins two lists in the order of the alphabet, which is that of labels.
fn both(ours: &Value, theirs: &Value) -> Value {
    let items: BTreeSet<&str> =
        [ours, theirs].iter().flat_map(|list| list.as_array().unwrap()).filter_map(Value::as_str).collect();
    items.into_iter().collect()
}

#[test]
fn changes_of_two_people_merge_unless_they_are_neighbours() {
    let scene = Scene::new();
    for (name, act) in ACTS {
        scene.branch(name, &[act]);
    }
    let tickets: BTreeMap<&str, Ticket> =
        ACTS.iter().map(|(name, _)| (*name, scene.ticket_at(name))).collect();
    let base = scene.ticket_at("base");
    let mut clean = BTreeSet::new();
    for (at, (ours, _)) in ACTS.iter().enumerate() {
        for (theirs, _) in &ACTS[at + 1..] {
            if !scene.merge(ours, theirs) {
                scene.desk.git(&["merge", "--abort"]);
                continue;
            }
            clean.insert((*ours, *theirs));
            scene.assert_same_from_both_sides(ours, theirs);
            let merged = TicketFile::read(with_unix_lines(&scene.desk.file(&scene.id))).unwrap().ticket;
            assert_eq!(merged, joined(&base, &tickets[ours], &tickets[theirs]), "{ours} and {theirs}");
            let entries: BTreeSet<_> = &scene.entries_at(ours) | &scene.entries_at(theirs);
            assert_eq!(scene.entries_at("HEAD"), entries, "{ours} and {theirs}");
            scene.desk.assert_checked();
        }
    }
    eprintln!("{}", table(&clean));
    let pairs = ACTS.len() * (ACTS.len() - 1) / 2;
    eprintln!("measured: {} of {pairs} pairs merge cleanly", clean.len());
    for (at, (ours, _)) in ACTS.iter().enumerate() {
        for (theirs, _) in &ACTS[at + 1..] {
            let promised = !NEIGHBOURS.contains(&(ours, theirs));
            assert_eq!(clean.contains(&(*ours, *theirs)), promised, "{ours} and {theirs}");
        }
    }
}

/// Draws which pairs merge: `·` clean, `X` conflict.
fn table(clean: &BTreeSet<(&str, &str)>) -> String {
    let mut table = String::new();
    for (row, (ours, _)) in ACTS.iter().enumerate() {
        let mark = |(theirs, _): &Act| if clean.contains(&(*theirs, *ours)) { " ·" } else { " X" };
        let marks: String = ACTS[..row].iter().map(mark).collect();
        table.push_str(&format!("measured: {ours:>12}{marks}\n"));
    }
    table
}

/// A name, the acts of one clone, the acts of the other.
type Case = (&'static str, &'static [&'static [&'static str]], &'static [&'static [&'static str]]);

#[test]
fn what_is_said_at_once_is_kept_of_both() {
    let scene = Scene::new();
    let cases: [Case; 7] = [
        ("reply/reply", &[&["reply", "ID", "-m", "one"]], &[&["reply", "ID", "-m", "two"]]),
        ("close/reply", &[&["close", "ID", "-m", "over"]], &[&["reply", "ID", "-m", "two"]]),
        (
            "close/words of the requester",
            &[&["edit", "ID", "--add-label", "x"]],
            &[&["reply", "ID", "--from", "requester", "-m", "and?"]],
        ),
        (
            "note/note",
            &[&["note", "ID", "-m", "one"], &["note", "ID", "-m", "three"]],
            &[&["note", "ID", "-m", "two"]],
        ),
        ("new/new", &[&["new", "one"]], &[&["new", "two"]]),
        ("edit body/reply", &[&["edit", "ID", "-b", "Other."]], &[&["reply", "ID", "-m", "two"]]),
        ("the same escalation", &[ACTS[1].1], &[ACTS[1].1]),
    ];
    for (name, ours, theirs) in cases {
        scene.branch("ours", ours);
        scene.branch("theirs", theirs);
        scene.assert_clean("ours", "theirs");
        assert_eq!(
            scene.entries_at("HEAD"),
            &scene.entries_at("ours") | &scene.entries_at("theirs"),
            "{name}"
        );
        scene.desk.git(&["branch", "-qD", "ours", "theirs"]);
    }
}

#[test]
fn labels_added_and_removed_in_different_places_merge() {
    let scene = Scene::new();
    let cases: [(&[&str], &[&str], &[&str]); 3] = [
        (&["--add-label", "aaa"], &["--remove-label", "mobile"], &["aaa", "kiosk", "login"]),
        (&["--remove-label", "kiosk"], &["--add-label", "zzz"], &["login", "mobile", "zzz"]),
        (&["--remove-label", "kiosk"], &["--remove-label", "mobile"], &["login"]),
    ];
    for (ours, theirs, labels) in cases {
        scene.branch("ours", &[&[&["edit", "ID"], ours].concat()]);
        scene.branch("theirs", &[&[&["edit", "ID"], theirs].concat()]);
        scene.assert_clean("ours", "theirs");
        assert_eq!(scene.ticket_at("HEAD").labels, labels);
        scene.desk.git(&["branch", "-qD", "ours", "theirs"]);
    }
}

#[test]
fn what_cannot_both_be_true_conflicts_and_hides_nothing() {
    let scene = Scene::new();
    let cases: [(&[&str], &[&str]); 10] = [
        (&["solve", "ID"], &["hold", "ID"]),
        (&["solve", "ID"], &["wait", "ID", "--until", "5d"]),
        (
            &["escalate", "ID", "--reason", "skill", "-m", "x"],
            &["escalate", "ID", "--to", "N3", "--reason", "skill", "-m", "x"],
        ),
        (&["assign", "ID", "bob"], &["escalate", "ID", "--reason", "skill", "-m", "x"]),
        (&["edit", "ID", "-t", "One"], &["edit", "ID", "-t", "Two"]),
        (&["edit", "ID", "-b", "One"], &["edit", "ID", "-b", "Two"]),
        (&["link", "ID", "related", "OTHER"], &["link", "ID", "blocked-by", "OTHER"]),
        (&["watch", "ID", "--who", "bob"], &["watch", "ID", "--who", "eve"]),
        (&["edit", "ID", "--add-label", "x"], &["edit", "ID", "--add-label", "y"]),
        // A field of the desk's own that the ticket did not have begins where the list above it ends.
        (&["edit", "ID", "--set", "site=Liège"], &["edit", "ID", "--set", "floor=3"]),
    ];
    for (ours, theirs) in cases {
        scene.branch("ours", &[ours]);
        scene.branch("theirs", &[theirs]);
        if ours.contains(&"-b") {
            scene.assert_body_conflict("ours", "theirs");
        } else {
            scene.assert_conflict("ours", "theirs");
        }
        scene.desk.git(&["branch", "-qD", "ours", "theirs"]);
    }
}

impl Scene {
    /// A conflict in the description leaves the fields readable.
    fn assert_body_conflict(&self, ours: &str, theirs: &str) {
        assert!(!self.merge(ours, theirs));
        assert!(self.desk.ticket(&self.id)["body"].as_str().unwrap().contains("<<<<<<<"));
        self.desk.git(&["merge", "--abort"]);
    }
}

#[test]
fn the_table_names_every_field() {
    let named: BTreeSet<&str> = ACTS.iter().map(|(name, _)| name.split('-').next().unwrap()).collect();
    // Those of a group change with its first one; an id and a time of creation never do.
    let grouped = ["id", "created", "resolution", "until", "team", "assignee"];
    let missing = |field: &Field| {
        let key = field.key().trim_end_matches('s');
        !grouped.contains(&field.key())
            && !named.iter().any(|name| name.starts_with(key) || field.key() == *name)
    };
    assert_eq!(Field::FRONT.iter().filter(|field| missing(field)).collect::<Vec<_>>(), Vec::<&Field>::new());
}

/// Tickets of one month that were closed long ago.
///
/// Threads are packed on the default branch only, so each clone's work is done on `main` and then given a name.
struct Archive {
    desk: TestDesk,
    ids: Vec<String>,
}

/// What a ticket's thread says, in order.
type Said = Vec<String>;

impl Archive {
    fn new(tickets: usize) -> Archive {
        let desk = TestDesk::new();
        let ids: Vec<String> = (0..tickets).map(|number| closed(&desk, number)).collect();
        desk.days_pass(40);
        desk.git(&["branch", "-q", "base"]);
        Archive { desk, ids }
    }

    /// Does what one clone does, from the same base as every other.
    fn clone_does(&self, name: &str, acts: impl FnOnce(&TestDesk)) {
        self.desk.git(&["checkout", "-q", "main"]);
        self.desk.git(&["reset", "-q", "--hard", "base"]);
        acts(&self.desk);
        self.desk.git(&["branch", "-qf", name]);
    }

    /// Merges one branch into another with plain git; tells whether it was clean.
    fn merge(&self, ours: &str, theirs: &str) -> bool {
        self.desk.git(&["checkout", "-q", "--detach", ours]);
        self.desk.try_git(&["merge", "-q", "--no-edit", theirs]).status.success()
    }

    /// Merges both ways: clean, the same tree, without a finding.
    fn assert_clean(&self, ours: &str, theirs: &str) {
        assert!(self.merge(theirs, ours), "{theirs} and {ours}");
        let turned = self.desk.git(&["rev-parse", "HEAD^{tree}"]);
        assert!(self.merge(ours, theirs), "{ours} and {theirs}");
        assert_eq!(self.desk.git(&["rev-parse", "HEAD^{tree}"]), turned, "{ours} and {theirs}");
        self.desk.assert_checked();
    }

    fn threads(&self) -> Vec<Said> {
        let words = |entry: &Value| entry["body"].as_str().unwrap().to_owned();
        let said =
            |id: &String| self.desk.ticket(id)["thread"].as_array().unwrap().iter().map(words).collect();
        self.ids.iter().map(said).collect()
    }

    /// The files of a ticket's thread in a commit: packed or loose.
    fn thread_files(&self, commit: &str, id: &str) -> Vec<String> {
        let names = self.desk.git(&["ls-tree", "-r", "--name-only", commit, "desk/tickets"]);
        let is_of = |name: &&str| name.contains(&format!("/{id}.")) && !name.ends_with(&format!("/{id}.md"));
        names.lines().filter(is_of).map(str::to_owned).collect()
    }
}

/// Makes a ticket that says its number in each of its words, so that a word elsewhere is known.
fn closed(desk: &TestDesk, number: usize) -> String {
    let id = desk.run(&["new", &format!("Ticket {number}")]);
    desk.run(&["reply", &id, "-m", &format!("{number}: which browser is it?")]);
    desk.run(&["note", &id, "-m", &format!("{number}: cache and cookies are ruled out")]);
    desk.run(&["close", &id, "-m", &format!("{number}: over")]);
    id
}

#[test]
fn a_late_word_comes_to_the_packed_thread_of_its_own_ticket() {
    let archive = Archive::new(6);
    archive.clone_does("packed", |desk| drop(desk.run(&["pack"])));
    let before = archive.threads();
    for id in &archive.ids {
        assert!(
            matches!(archive.thread_files("packed", id).as_slice(), [one] if one.ends_with(".thread.md"))
        );
    }
    let acts: [&[&str]; 4] = [
        &["reply", "ID", "-m", "TEXT"],
        &["note", "ID", "-m", "TEXT"],
        &["reply", "ID", "--from", "requester", "-m", "TEXT"],
        &["reopen", "ID", "-m", "TEXT"],
    ];
    // One late word on one ticket, another kind of word each time; then a word on each ticket but the last at once.
    let alone = acts.iter().enumerate().map(|(number, act)| vec![(number, *act)]);
    let at_once = (0..5).map(|number| (number, acts[number % acts.len()])).collect();
    for late in alone.chain([at_once]) {
        archive.clone_does("late", |desk| {
            late.iter().for_each(|(number, act)| say(desk, &archive.ids[*number], *number, act));
        });
        archive.assert_clean("packed", "late");
        let mut expected = before.clone();
        late.iter().for_each(|(number, _)| expected[*number].push(format!("{number}: late")));
        assert_eq!(archive.threads(), expected, "{late:?}");
    }
    // What stayed closed is packed once more when it is old enough, the late words with it.
    let merged = archive.threads();
    archive.desk.git(&["checkout", "-qB", "main"]);
    archive.desk.days_pass(40);
    archive.desk.run(&["pack"]);
    archive.desk.assert_checked();
    assert_eq!(archive.threads(), merged);
    let loose = |id: &String| archive.thread_files("HEAD", id).len() > 1;
    assert_eq!(archive.ids.iter().map(loose).collect::<Vec<_>>(), [false, false, false, true, false, false]);
}

/// Says a late word that names the ticket's number.
fn say(desk: &TestDesk, id: &str, number: usize, act: &[&str]) {
    let text = format!("{number}: late");
    let word = |word: &&str| match *word {
        "ID" => id.to_owned(),
        "TEXT" => text.clone(),
        word => word.to_owned(),
    };
    let words: Vec<String> = act.iter().map(word).collect();
    desk.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn a_late_word_comes_to_its_own_ticket_however_short_the_thread_was() {
    // A packed thread of one long entry looks to git like that entry, renamed.
    let archive = Archive::new(0);
    let desk = &archive.desk;
    let closed = |number: usize| {
        let id = desk.run(&["new", &format!("Ticket {number}")]);
        desk.run(&["close", &id, "-m", &format!("{number}: over. {}", "All is well again.\n".repeat(40))]);
        id
    };
    let ids: Vec<String> = (0..3).map(closed).collect();
    desk.days_pass(40);
    desk.git(&["branch", "-qf", "base"]);
    let archive = Archive { ids, ..archive };
    archive.clone_does("packed", |desk| drop(desk.run(&["pack"])));
    let mut expected = archive.threads();
    archive.clone_does("late", |desk| say(desk, &archive.ids[1], 1, &["note", "ID", "-m", "TEXT"]));
    archive.assert_clean("packed", "late");
    expected[1].push("1: late".to_owned());
    assert_eq!(archive.threads(), expected);
}

#[test]
fn threads_packed_twice_alike_are_one() {
    let archive = Archive::new(3);
    archive.clone_does("ours", |desk| drop(desk.run(&["pack"])));
    archive.desk.days_pass(5);
    archive.clone_does("theirs", |desk| drop(desk.run(&["pack"])));
    let tree = |branch: &str| archive.desk.git(&["rev-parse", &format!("{branch}^{{tree}}")]);
    assert_eq!(tree("ours"), tree("theirs"));
    assert_ne!(archive.desk.git(&["rev-parse", "ours"]), archive.desk.git(&["rev-parse", "theirs"]));
    archive.assert_clean("ours", "theirs");
    assert_eq!(tree("HEAD"), tree("ours"));
}

#[test]
fn threads_packed_with_other_entries_conflict_and_lose_nothing() {
    for (ours, theirs) in [(None, Some("late")), (Some("late"), None), (Some("later"), Some("late"))] {
        let archive = Archive::new(3);
        let id = &archive.ids[1];
        archive.clone_does("ours", |desk| pack_with(desk, id, ours));
        archive.clone_does("theirs", |desk| pack_with(desk, id, theirs));
        archive.assert_conflict("ours", "theirs", id);
        archive.assert_conflict("theirs", "ours", id);
    }
}

/// Packs all threads, one of them with a late word where there is one.
fn pack_with(desk: &TestDesk, id: &str, late: Option<&str>) {
    if let Some(late) = late {
        desk.run(&["note", id, "-m", &format!("1: {late}")]);
        desk.days_pass(40);
    }
    desk.run(&["pack"]);
}

impl Archive {
    /// Merges two packed threads that must conflict: git says so, the program says so, and no other ticket is touched.
    fn assert_conflict(&self, ours: &str, theirs: &str, id: &str) {
        assert!(!self.merge(ours, theirs), "{ours} and {theirs} should conflict");
        let path = format!("desk/tickets/2026-11/{id}.thread.md");
        assert_eq!(self.desk.git(&["diff", "--name-only", "--diff-filter=U"]), path);
        let check = self.desk.try_run(&["check"]);
        let found = text(&check.stdout);
        assert_eq!((check.status.code(), found.lines().count()), (Some(1), 1), "{found}");
        assert!(found.starts_with(&path), "{found}");
        // What git put there is nobody's words.
        let (shown, export) = (self.desk.try_run(&["show", id]), self.desk.try_run(&["export"]));
        for output in [&shown, &export] {
            let (out, talk) = (text(&output.stdout), text(&output.stderr));
            assert!(!out.contains("<<<<") && !out.contains(">>>>"), "{out}");
            assert!(talk.contains("a merge conflict was left in the packed thread"), "{talk}");
        }
        let list = self.desk.run(&["list", "-s", "all"]);
        assert_eq!(list.lines().filter(|row| row.contains("Ticket ")).count(), self.ids.len(), "{list}");
        for other in self.ids.iter().filter(|other| *other != id) {
            let shown = self.desk.ticket(other);
            assert_eq!(shown["thread"].as_array().unwrap().len(), 3, "{shown}");
        }
        // Both threads are whole in git, for whoever settles it.
        for side in [ours, theirs] {
            let blob = self.desk.git(&["show", &format!("{side}:{path}")]);
            assert!(blob.contains("1: over"), "{blob}");
        }
        self.desk.git(&["merge", "--abort"]);
    }
}
