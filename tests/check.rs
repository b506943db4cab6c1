//! What `check` finds, and what `check --fix` mends, through the program.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use std::fs;

use common::TestDesk;

const MONTH: &str = "desk/tickets/2026-11";

/// Compares the whole output of `check`; commits are named `COMMIT`, since another version makes others.
#[track_caller]
fn check<const N: usize>(desk: &TestDesk, more: [&str; N], expected: &str) {
    let output = desk.run(["check"].into_iter().chain(more));
    let commits = desk.try_git(["log", "--format=%h", "--abbrev=7"]).stdout;
    let shown = commits.lines().fold(output.to_string(), |shown, commit| shown.replace(commit, "COMMIT"));
    assert_eq!(shown, expected);
}

/// A desk with one ticket, escalated to N2.
fn escalated() -> (TestDesk, String) {
    let desk = TestDesk::new();
    let id = desk.ticket("VPN drops every hour", []);
    desk.at("10:00").run(["escalate", &id, "--reason", "skill", "-m", "Router access needed."]).success();
    (desk.at("12:00"), id)
}

/// A ticket's file, as short as it can be.
fn short(id: &str, more: &str) -> String {
    format!("---\nid: {id}\nstatus: open\ncreated: 2026-11-20T08:00:00Z\ntitle: x\n{more}---\n")
}

#[test]
fn a_desk_that_was_only_used_is_clean() {
    let (desk, id) = escalated();
    desk.run(["reply", &id, "-m", "We are looking into it.", "--wait"]).success();
    desk.run(["edit", &id, "-t", "VPN drops", "--add-label", "vpn,auth", "-b", "Since monday."]).success();
    let other = desk.seed(2).ticket("Another", []);
    desk.run(["link", &other, "related", &id]).success();
    desk.run(["close", &id, "-m", "Replaced the router."]).success();
    desk.run(["undo"]).success();
    desk.run(["merge", &other, "--into", &id]).success();
    check(&desk, [], "! nothing found in 2 tickets and 5 entries\n");
}

#[test]
fn each_finding_names_file_and_line_and_says_how_to_mend_it() {
    let desk = TestDesk::new();
    desk.add_policy("transitions: {open: [pending]}\nlables: []\n");
    let ticket = |id: &str, more: &str| desk.write(format!("{MONTH}/{id}.md"), short(id, more));
    ticket("HD-aaaa", "level: N9\nurgency: hihg\nteam: suport\ntype: incident\nresolution: solved\n");
    ticket("HD-bbbb", "labels:\n  - a\n  - b\n  - a\nuntil: 2026-12-01T00:00:00Z\n");
    ticket(
        "HD-cccc",
        "links:\n  - parent HD-dddd\n  - realted HD-aaaa\n  - related HD-zzzz\n  - related HD-cccc\n",
    );
    ticket("HD-dddd", "links: [parent HD-cccc]\n");
    ticket("HD-eeee", "level N1\n");
    ticket("HD-ffff", "reporter: Ann: <a@example.org>\n");
    desk.write(format!("{MONTH}/HD-gggg.md"), short("HD-hhhh", ""));
    desk.write("desk/tickets/2026-10/HD-aaaa.md", short("HD-aaaa", ""));
    desk.write(format!("{MONTH}/notes.txt"), "mine");
    desk.write(format!("{MONTH}/HD-jjjj.20261120T080000.000Z-bbbb.md"), entry("HD-jjjj", "kind: note", ""));
    let early =
        entry("HD-bbbb", "kind: event", "changes:\n  status: [open, solved]\n").replace("11-20", "11-01");
    desk.write(format!("{MONTH}/HD-bbbb.20261120T080000.000Z-bbbb.md"), early);
    desk.write(format!("{MONTH}/HD-bbbb.20271120T080000.000Z-bbbb.md"), entry("HD-aaaa", "kind: note", ""));
    desk.write(format!("{MONTH}/HD-dddd.20271120T080000.000Z-bbbb.md"), entry("HD-dddd", "kind: note", ""));
    desk.git(["add", "."]);
    desk.git(["commit", "-qm", "by hand"]);
    fs::remove_file(desk.path("desk/.gitattributes")).unwrap();
    fs::write(desk.path("desk/.desk-x1.tmp"), "half").unwrap();
    check(&desk, [], "\
desk/.desk-x1.tmp: an act that was killed left it; `git desk check --fix` deletes it
desk/.gitattributes: it lacks `*.md text eol=lf merge=desk`, `*.yml text eol=lf merge=desk`, `*.files/** -text -merge`; `git desk check --fix` adds what it lacks
desk/desk.yml:7: unknown key `lables`; it has no effect
desk/tickets/2026-10/HD-aaaa.md:4: the ticket was made in 2026-11, its folder says otherwise; move its files to `tickets/2026-11`, or correct `created`
desk/tickets/2026-11/HD-aaaa.md: the id is that of `tickets/2026-10/HD-aaaa.md`, too; `git desk mend` gives the younger one another id
desk/tickets/2026-11/HD-aaaa.md:6: `level` is `N9`, a word that desk.yml does not know; use a word that desk.yml knows, or add it there
desk/tickets/2026-11/HD-aaaa.md:7: `urgency` is `hihg`, a word that desk.yml does not know; did you mean `high`?
desk/tickets/2026-11/HD-aaaa.md:8: `team` is `suport`, a word that desk.yml does not know; did you mean `support`?
desk/tickets/2026-11/HD-aaaa.md:10: it is open with the resolution `solved`; empty `resolution`, or end the ticket: `git desk close HD-aaaa`
desk/tickets/2026-11/HD-bbbb.20261120T080000.000Z-bbbb.md:4: it was written at 2026-11-01T08:00:00Z, before the ticket was made (2026-11-20T08:00:00Z); one of the two clocks was wrong: correct `created` of the ticket
desk/tickets/2026-11/HD-bbbb.20261120T080000.000Z-bbbb.md:6: it went from `open` to `solved`, which desk.yml forbids; allow it in desk.yml: `transitions`, `open`
desk/tickets/2026-11/HD-bbbb.20271120T080000.000Z-bbbb.md:2: `ticket` says `HD-aaaa`, the file name says `HD-bbbb`; write `ticket: HD-bbbb`, or rename the file
desk/tickets/2026-11/HD-bbbb.md:3: `status` is `open`, the last event says `solved`; `git desk check --fix` writes the event
desk/tickets/2026-11/HD-bbbb.md:9: the label `a` is there twice; keep one of them
desk/tickets/2026-11/HD-bbbb.md:10: `until` is set, and it is open; empty `until`, or let it wait: `git desk wait HD-bbbb`
desk/tickets/2026-11/HD-cccc.md:7: `parent` leads in a circle: HD-cccc → HD-dddd → HD-cccc; take one of these links away
desk/tickets/2026-11/HD-cccc.md:8: `realted` is no kind of link; did you mean `related`?
desk/tickets/2026-11/HD-cccc.md:9: the link `related HD-zzzz` leads to no ticket; correct it, or take it away: `git desk unlink HD-cccc HD-zzzz`
desk/tickets/2026-11/HD-cccc.md:10: the link `related` leads to the ticket itself; take it away
desk/tickets/2026-11/HD-dddd.20271120T080000.000Z-bbbb.md:4: the stamp `20271120T080000.000Z-bbbb` is more than a day ahead of now; set the clock of the machine that wrote it, and rename the file after its `at`
desk/tickets/2026-11/HD-eeee.md:6: `level N1` is not a `key: value` line; write `key: value`, or quote the text, or indent it
desk/tickets/2026-11/HD-ffff.md:6: `reporter` is not quoted as YAML wants it; it is read as `Ann: <a@example.org>`; put the value in double quotes
desk/tickets/2026-11/HD-gggg.md:2: `id` says `HD-hhhh`, the file name says `HD-gggg`; write `id: HD-gggg`, or rename the file
desk/tickets/2026-11/HD-jjjj.20261120T080000.000Z-bbbb.md: its ticket has no file; bring `HD-jjjj.md` back from git: `git log --diff-filter=D --name-only` finds the commit
desk/tickets/2026-11/notes.txt: it is no file of a ticket; move it out of the folder of the tickets
! 25 findings in 15 files; 3 can be mended by `git desk check --fix`
[exit 1]
");
}

/// An entry's file.
fn entry(id: &str, kind: &str, more: &str) -> String {
    format!("---\nticket: {id}\n{kind}\nat: 2026-11-20T08:00:00Z\nby: ann\n{more}---\n\nText\n")
}

#[test]
fn findings_are_json_too_and_can_be_asked_for_one_ticket() {
    let (desk, id) = escalated();
    let other = desk.seed(2).ticket("Another", []);
    desk.replace(desk.ticket_path(&id), "level: N2", "level: N3");
    desk.replace(desk.ticket_path(&other), "type: incident", "type: incidnt");
    check(
        &desk,
        ["--json", &id],
        r#"{"schema":1,"items":[{"path":"desk/tickets/2026-11/HD-tyrn5c.md","line":null,"ticket":"HD-tyrn5c","kind":"uncommitted","message":"it is written, and not committed","mend":"`git desk check --fix` commits it","fixable":true},{"path":"desk/tickets/2026-11/HD-tyrn5c.md","line":7,"ticket":"HD-tyrn5c","kind":"drift","message":"`level` is `N3`, the last event says `N2`","mend":"`git desk check --fix` writes the event","fixable":true}]}
! 2 findings in 1 file; 2 can be mended by `git desk check --fix`
[exit 1]
"#,
    );
    check(&desk, [&other], "\
desk/tickets/2026-11/HD-28w07d.md: it is written, and not committed; `git desk check --fix` commits it
desk/tickets/2026-11/HD-28w07d.md:17: `type` is `incidnt`, a word that desk.yml does not know; did you mean `incident`?
desk/tickets/2026-11/HD-28w07d.md:17: `type` went from `incident` to `incidnt`, and no event says so; `git desk check --fix` writes the event
! 3 findings in 1 file; 2 can be mended by `git desk check --fix`
[exit 1]
");
    check(&desk.inside("desk"), [&other[..5]], "\
tickets/2026-11/HD-28w07d.md: it is written, and not committed; `git desk check --fix` commits it
tickets/2026-11/HD-28w07d.md:17: `type` is `incidnt`, a word that desk.yml does not know; did you mean `incident`?
tickets/2026-11/HD-28w07d.md:17: `type` went from `incident` to `incidnt`, and no event says so; `git desk check --fix` writes the event
! 3 findings in 1 file; 2 can be mended by `git desk check --fix`
[exit 1]
");
}

#[test]
fn an_act_killed_between_entry_and_ticket_is_finished() {
    let (desk, id) = escalated();
    desk.run(["--no-commit", "escalate", &id, "--reason", "time", "-m", "Too long."]).success();
    desk.git(["checkout", "-q", &desk.ticket_path(&id)]);
    check(&desk, [], "\
desk/tickets/2026-11/HD-tyrn5c.20261123T120000.000Z-tyrn.md: it is written, and not committed; `git desk check --fix` commits it
desk/tickets/2026-11/HD-tyrn5c.md:7: `level` is `N2`, an entry says `N3`: the act was never finished; `git desk check --fix` writes it in the ticket
desk/tickets/2026-11/HD-tyrn5c.md:8: `team` is `network`, an entry says `developers`: the act was never finished; `git desk check --fix` writes it in the ticket
! 3 findings in 2 files; 3 can be mended by `git desk check --fix`
[exit 1]
");
    assert_eq!(desk.act(["check", "--fix"]).to_string(), "\
! mended desk/tickets/2026-11/HD-tyrn5c.20261123T120000.000Z-tyrn.md: it is written, and not committed
! mended desk/tickets/2026-11/HD-tyrn5c.md:7: `level` is `N2`, an entry says `N3`: the act was never finished
! mended desk/tickets/2026-11/HD-tyrn5c.md:8: `team` is `network`, an entry says `developers`: the act was never finished
! nothing found in 1 ticket and 2 entries
commit by Ann Lee: desk: mend 3 findings | Desk-Ticket: HD-tyrn5c
  desk/tickets/2026-11/HD-tyrn5c.20261123T120000.000Z-tyrn.md
    +---
    +ticket: HD-tyrn5c
    +kind: event
    +at: 2026-11-23T12:00:00Z
    +by: Ann Lee <ann@example.org>
    +changes:
    +  level: [N2, N3]
    +  team: [network, developers]
    +reason: time
    +---
    +
    +Too long.
  desk/tickets/2026-11/HD-tyrn5c.md
    -level: N2
    -team: network
    +level: N3
    +team: developers
");
    assert_eq!(desk.act(["check", "--fix"]).to_string(), "! nothing found in 1 ticket and 2 entries\n");
}

#[test]
fn an_act_killed_before_its_commit_is_committed() {
    let (desk, id) = escalated();
    desk.write("screen.png", "pixels");
    desk.run(["--no-commit", "reply", &id, "-m", "See there.", "--attach", "screen.png", "--wait"]).success();
    fs::remove_file(desk.path("screen.png")).unwrap();
    assert_eq!(
        desk.act(["check", "--fix"]).to_string(),
        r#"! mended desk/tickets/2026-11/HD-tyrn5c.20261123T120000.000Z-tyrn.md: it is written, and not committed
! mended desk/tickets/2026-11/HD-tyrn5c.files/6ec9c2b0eb14-screen.png: it is written, and not committed
! mended desk/tickets/2026-11/HD-tyrn5c.md: it is written, and not committed
! nothing found in 1 ticket and 2 entries
commit by Ann Lee: desk: mend 3 findings | Desk-Ticket: HD-tyrn5c
  desk/tickets/2026-11/HD-tyrn5c.20261123T120000.000Z-tyrn.md
    +---
    +ticket: HD-tyrn5c
    +kind: reply
    +at: 2026-11-23T12:00:00Z
    +by: Ann Lee <ann@example.org>
    +changes:
    +  status: [new, pending]
    +attachments: [{name: screen.png, sha256: "6ec9c2b0eb14010746c8bce8939303b382344b296206612eb8a907a37b2b2f37", size: 6}]
    +---
    +
    +See there.
  desk/tickets/2026-11/HD-tyrn5c.files/6ec9c2b0eb14-screen.png
    +pixels
    \ No newline at end of file
  desk/tickets/2026-11/HD-tyrn5c.md
    -status: new
    +status: pending
"#
    );
    assert_eq!(desk.act(["check", "--fix"]).to_string(), "! nothing found in 1 ticket and 2 entries\n");
}

#[test]
fn an_entry_committed_without_its_change_is_done() {
    let (desk, id) = escalated();
    desk.run(["--no-commit", "escalate", &id, "--reason", "time", "-m", "Too long."]).success();
    desk.git(["add", &desk.entries(&id)[1]]);
    desk.git(["commit", "-qm", "half"]);
    desk.git(["checkout", "-q", &desk.ticket_path(&id)]);
    desk.write("readme", "x");
    desk.git(["add", "readme"]);
    desk.git(["commit", "-qm", "something else"]);
    assert_eq!(desk.act(["check", "--fix"]).to_string(), "\
! mended desk/tickets/2026-11/HD-tyrn5c.md:7: `level` is `N2`, an entry says `N3`: the act was never finished
! mended desk/tickets/2026-11/HD-tyrn5c.md:8: `team` is `network`, an entry says `developers`: the act was never finished
! nothing found in 1 ticket and 2 entries
commit by Ann Lee: desk: mend 2 findings | Desk-Ticket: HD-tyrn5c
  desk/tickets/2026-11/HD-tyrn5c.md
    -level: N2
    -team: network
    +level: N3
    +team: developers
");
    check(&desk, [], "! nothing found in 1 ticket and 2 entries\n");
}

#[test]
fn a_field_changed_by_hand_gets_its_event_from_the_commit_that_changed_it() {
    let (desk, id) = escalated();
    let bob = desk.as_person("Bob Stone", "bob@example.com").at("11:00");
    bob.replace(bob.ticket_path(&id), "level: N2\nteam: network", "level: N3\nteam: developers");
    bob.git(["commit", "-qam", "to the developers"]);
    bob.at("11:30").git(["commit", "-qm", "nothing", "--allow-empty"]);
    check(&desk, [], "\
desk/tickets/2026-11/HD-tyrn5c.md:7: `level` is `N3`, the last event says `N2`; `git desk check --fix` writes the event, by Bob Stone in COMMIT
desk/tickets/2026-11/HD-tyrn5c.md:8: `team` is `developers`, the last event says `network`; `git desk check --fix` writes the event, by Bob Stone in COMMIT
! 2 findings in 1 file; 2 can be mended by `git desk check --fix`
[exit 1]
");
    assert_eq!(
        desk.act(["check", "--fix"]).to_string(),
        "\
! mended desk/tickets/2026-11/HD-tyrn5c.md:7: `level` is `N3`, the last event says `N2`
! mended desk/tickets/2026-11/HD-tyrn5c.md:8: `team` is `developers`, the last event says `network`
! nothing found in 1 ticket and 2 entries
commit by Ann Lee: desk: mend 2 findings | Desk-Ticket: HD-tyrn5c
  desk/tickets/2026-11/HD-tyrn5c.20261123T110000.000Z-tyrn.md
    +---
    +ticket: HD-tyrn5c
    +kind: event
    +at: 2026-11-23T11:00:00Z
    +by: Bob Stone <bob@example.com>
    +changes:
    +  level: [N2, N3]
    +  team: [network, developers]
    +via: file
    +---
"
    );
    assert_eq!(desk.act(["check", "--fix"]).to_string(), "! nothing found in 1 ticket and 2 entries\n");
}

#[test]
fn a_field_changed_by_hand_and_not_committed_gets_its_event_now() {
    let (desk, id) = escalated();
    let path = desk.ticket_path(&id);
    desk.replace(&path, "level: N2", "level: N3");
    desk.replace(&path, "urgency: medium", "urgency: high");
    let text = desk.file(&path);
    desk.write(&path, format!("{text}\nMore.\n"));
    assert_eq!(
        desk.act(["check", "--fix"]).to_string(),
        r#"! mended desk/tickets/2026-11/HD-tyrn5c.md: the description was rewritten, and no event says so
! mended desk/tickets/2026-11/HD-tyrn5c.md: it is written, and not committed
! mended desk/tickets/2026-11/HD-tyrn5c.md:7: `level` is `N3`, the last event says `N2`
! mended desk/tickets/2026-11/HD-tyrn5c.md:11: `urgency` went from `medium` to `high`, and no event says so
! nothing found in 1 ticket and 2 entries
commit by Ann Lee: desk: mend 4 findings | Desk-Ticket: HD-tyrn5c
  desk/tickets/2026-11/HD-tyrn5c.20261123T120000.000Z-tyrn.md
    +---
    +ticket: HD-tyrn5c
    +kind: event
    +at: 2026-11-23T12:00:00Z
    +by: Ann Lee <ann@example.org>
    +changes:
    +  level: [N2, N3]
    +  urgency: [medium, high]
    +  body: [null, "sha256:2e823667482a"]
    +via: file
    +---
  desk/tickets/2026-11/HD-tyrn5c.md
    -level: N2
    +level: N3
    -urgency: medium
    +urgency: high
    +
    +More.
"#
    );
    assert_eq!(desk.act(["check", "--fix"]).to_string(), "! nothing found in 1 ticket and 2 entries\n");
}

#[test]
fn labels_that_two_clones_added_are_told_by_both_events() {
    let (desk, id) = escalated();
    desk.run(["edit", &id, "--add-label", "b,m,x"]).success();
    let other = desk.clone_to("other");
    desk.run(["edit", &id, "--add-label", "a"]).success();
    other.run(["edit", &id, "--add-label", "z"]).success();
    desk.git(["pull", "-q", "--no-rebase", "--no-edit", "../other", "main"]);
    assert!(desk.file(desk.ticket_path(&id)).contains("  - a\n  - b\n  - m\n  - x\n  - z\n"));
    check(&desk, [], "! nothing found in 1 ticket and 4 entries\n");
}

/// One level changed in two clones; the merge is settled with one of them.
fn settled(level: &str) -> (TestDesk, String) {
    let (desk, id) = escalated();
    let other = desk.clone_to("other").as_person("Bob Stone", "bob@example.com").at("12:10");
    desk.run(["edit", &id, "--set", "level=N3"]).success();
    other.run(["edit", &id, "--set", "level=N4"]).success();
    let pull = desk.at("12:20").try_git(["pull", "-q", "--no-rebase", "--no-edit", "../other", "main"]);
    assert_ne!(pull.code, 0);
    let path = desk.ticket_path(&id);
    let lines = desk.file(&path);
    let is_marker = |line: &&str| ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark));
    let kept = lines.lines().filter(|line| !is_marker(line));
    let kept = kept.filter(|line| !line.starts_with("level:") || *line == format!("level: {level}"));
    desk.write(&path, kept.map(|line| format!("{line}\n")).collect::<String>());
    desk.git(["add", "desk"]);
    desk.at("12:30").git(["commit", "-qm", "settled"]);
    (desk.at("13:00"), id)
}

#[test]
fn a_conflict_settled_with_the_later_change_is_clean() {
    let (desk, _) = settled("N4");
    check(&desk, [], "! nothing found in 1 ticket and 3 entries\n");
}

#[test]
fn a_conflict_settled_with_the_earlier_change_is_an_event_of_the_merge() {
    let (desk, _) = settled("N3");
    check(&desk, [], "\
desk/tickets/2026-11/HD-tyrn5c.md:7: `level` is `N3`, the last event says `N4`; `git desk check --fix` writes the event, by Ann Lee in COMMIT
! 1 finding in 1 file; 1 can be mended by `git desk check --fix`
[exit 1]
");
    assert_eq!(
        desk.act(["check", "--fix"]).to_string(),
        "\
! mended desk/tickets/2026-11/HD-tyrn5c.md:7: `level` is `N3`, the last event says `N4`
! nothing found in 1 ticket and 4 entries
commit by Ann Lee: desk: mend 1 finding | Desk-Ticket: HD-tyrn5c
  desk/tickets/2026-11/HD-tyrn5c.20261123T123000.000Z-tyrn.md
    +---
    +ticket: HD-tyrn5c
    +kind: event
    +at: 2026-11-23T12:30:00Z
    +by: Ann Lee <ann@example.org>
    +changes:
    +  level: [N4, N3]
    +via: file
    +---
"
    );
    check(&desk, [], "! nothing found in 1 ticket and 4 entries\n");
}

#[test]
fn what_is_in_conflict_is_left_to_people() {
    let (desk, id) = escalated();
    let other = desk.clone_to("other");
    desk.run(["edit", &id, "--set", "level=N3"]).success();
    other.run(["edit", &id, "--set", "level=N4"]).success();
    desk.try_git(["pull", "-q", "--no-rebase", "--no-edit", "../other", "main"]);
    let before = desk.file(desk.ticket_path(&id));
    check(&desk, ["--fix"], "\
desk/tickets/2026-11/HD-tyrn5c.md:7: a merge conflict was left in the front matter; keep one side of the conflict and remove its marker lines
! 1 finding in 1 file
[exit 1]
");
    assert_eq!(desk.file(desk.ticket_path(&id)), before);
}

#[test]
fn where_acts_are_not_committed_nothing_waits_for_a_commit() {
    let (desk, id) = escalated();
    desk.git(["config", "desk.commit", "none"]);
    desk.run(["solve", &id]).success();
    check(&desk, [], "! nothing found in 1 ticket and 2 entries\n");
    check(&desk, ["--fix"], "! nothing found in 1 ticket and 2 entries\n");
}

#[test]
fn a_journal_that_was_left_is_settled() {
    let (desk, id) = escalated();
    let path = desk.ticket_path(&id);
    let (before, after) = (desk.file(&path), desk.file(&path).replace("N2", "N3"));
    let header = r#"{"version":1,"kind":"files","prefix":"desk/","reference":"refs/heads/main","parent":null,"commit":null}"#;
    let name = path.strip_prefix("desk/").unwrap();
    let record = format!(r#"{{"path":"{name}","before":{},"after":{}}}"#, before.len(), after.len());
    desk.write(".git/desk/journal", format!("{header}\n{record}\n{before}{after}"));
    check(&desk, [], "\
.git/desk/journal: an act was killed, and its journal is left; `git desk check --fix` finishes it, or takes it back
! 1 finding in 1 file; 1 can be mended by `git desk check --fix`
[exit 1]
");
    check(
        &desk,
        ["--fix"],
        "\
! an act was killed: it was finished (1 files)
! mended desk/tickets/2026-11/HD-tyrn5c.md: it is written, and not committed
! mended desk/tickets/2026-11/HD-tyrn5c.md:7: `level` is `N3`, the last event says `N2`
! nothing found in 1 ticket and 2 entries
",
    );
    check(&desk, [], "! nothing found in 1 ticket and 2 entries\n");
}

#[test]
fn attachments_are_compared_with_what_was_attached() {
    let (desk, id) = escalated();
    for name in ["a.txt", "b.txt", "c.txt"] {
        desk.write(name, format!("text of {name}"));
        desk.run(["note", &id, "-m", "See there.", "--attach", name]).success();
        fs::remove_file(desk.path(name)).unwrap();
    }
    let files = desk.files(&format!("{MONTH}/{id}.files"));
    desk.write(&files[0], "text of A.txt");
    fs::remove_file(desk.path(&files[1])).unwrap();
    desk.git(["commit", "-qam", "by hand"]);
    check(&desk, [], "\
desk/tickets/2026-11/HD-tyrn5c.20261123T120000.000Z-tyrn.md:6: the attachment `a.txt` is missing; bring `tickets/2026-11/HD-tyrn5c.files/643b519fa146-a.txt` back, from git or from who sent it
desk/tickets/2026-11/HD-tyrn5c.20261123T120000.001Z-tyrn.md:6: the attachment `b.txt` is not what was attached: `tickets/2026-11/HD-tyrn5c.files/32905c0e3660-b.txt` was changed; restore it from git
! 2 findings in 2 files
[exit 1]
");
}

#[test]
fn an_edited_entry_is_reported_and_left_alone() {
    let (desk, id) = escalated();
    let path = &desk.entries(&id)[0];
    desk.replace(path, "Router", "Rooter");
    check(&desk, ["--fix"], "\
desk/tickets/2026-11/HD-tyrn5c.20261123T100000.000Z-tyrn.md: the entry was edited after it was committed; an entry is never edited: take it back with `git restore`, and leave a note instead
! 1 finding in 1 file
[exit 1]
");
    assert!(desk.file(path).contains("Rooter"));
}

#[test]
fn a_desk_without_git_can_be_looked_at() {
    let desk = TestDesk::folder();
    desk.write("desk/desk.yml", "schema: 1\n");
    desk.write(format!("{MONTH}/HD-aaaa.md"), short("HD-aaaa", "level: N9\n"));
    check(&desk, [], "\
desk/tickets/2026-11/HD-aaaa.md:6: `level` is `N9`, a word that desk.yml does not know; use a word that desk.yml knows, or add it there
! 1 finding in 1 file
[exit 1]
");
    check(
        &desk,
        ["--fix"],
        "\
! error: `$DIR/repo/desk` is in no git repository
! hint: run `git init` first: git carries the history
[exit 5]
",
    );
}

#[test]
fn one_ticket_can_be_mended_alone() {
    let (desk, id) = escalated();
    let other = desk.seed(2).ticket("Another", []);
    desk.replace(desk.ticket_path(&id), "level: N2", "level: N3");
    desk.replace(desk.ticket_path(&other), "urgency: medium", "urgency: high");
    assert_eq!(desk.run(["check", "--fix", &other]).code, 0);
    assert_eq!(desk.git(["status", "--porcelain"]), format!(" M {}\n", desk.ticket_path(&id)));
    assert!(desk.git(["log", "-1", "--format=%B"]).ends_with(&format!("Desk-Ticket: {other}\n\n")));
}

#[test]
fn attributes_are_added_to_those_that_are_there() {
    let (desk, _) = escalated();
    desk.write("desk/.gitattributes", "*.md text eol=lf diff=markdown merge=desk\n*.bin binary");
    desk.git(["commit", "-qam", "by hand"]);
    check(
        &desk,
        ["--fix"],
        "\
! mended desk/.gitattributes: it lacks `*.yml text eol=lf merge=desk`, `*.files/** -text -merge`
! nothing found in 1 ticket and 1 entry
",
    );
    let kept = "*.md text eol=lf diff=markdown merge=desk\n*.bin binary\n";
    let added = "*.yml text eol=lf merge=desk\n*.files/** -text -merge\n";
    assert_eq!(desk.file("desk/.gitattributes"), format!("{kept}{added}"));
}

#[test]
fn a_file_behind_a_filter_is_no_finding() {
    let desk = TestDesk::new();
    desk.git(["config", "filter.upper.clean", "tr a-z A-Z"]);
    desk.git(["config", "filter.upper.smudge", "tr A-Z a-z"]);
    desk.write(".gitattributes", "*.txt filter=upper\n");
    desk.write("a.txt", "text");
    let id = desk.ticket("x", []);
    desk.run(["note", &id, "-m", "See there.", "--attach", "a.txt"]).success();
    let path = desk.files(&format!("{MONTH}/{id}.files")).remove(0);
    assert_eq!(desk.git(["show", &format!("HEAD:{path}")]), "TEXT");
    desk.write(&path, "text");
    check(&desk, [], "! nothing found in 1 ticket and 1 entry\n");
}

#[test]
fn a_ticket_deleted_by_hand_leaves_its_entries_and_a_finding() {
    let (desk, id) = escalated();
    fs::remove_file(desk.path(desk.ticket_path(&id))).unwrap();
    check(&desk, ["--fix"], "\
desk/tickets/2026-11/HD-tyrn5c.20261123T100000.000Z-tyrn.md: its ticket has no file; bring `HD-tyrn5c.md` back from git: `git log --diff-filter=D --name-only` finds the commit
desk/tickets/2026-11/HD-tyrn5c.md: it is gone from the disk, and not from git; bring it back with `git restore`, or commit that it is gone
! 2 findings in 2 files
[exit 1]
");
    desk.git(["restore", "."]);
    check(&desk, [], "! nothing found in 1 ticket and 1 entry\n");
}

#[test]
fn an_event_that_no_file_could_hold_is_not_written() {
    let (desk, id) = escalated();
    // Each fits in the ticket; the event would hold both.
    let title = |letter: char| format!("title: {}\n", letter.to_string().repeat(40_000));
    let path = desk.ticket_path(&id);
    desk.write(&path, desk.file(&path).replace("title: VPN drops every hour\n", &title('a')));
    desk.git(["commit", "-qam", "by hand"]);
    desk.write(&path, desk.file(&path).replace(&title('a'), &title('b')));
    assert_eq!(
        desk.act(["check", "--fix"]).to_string(),
        "\
! error: the event that `tickets/2026-11/HD-tyrn5c.md` lacks could not be read again: the front matter has more than 65536 bytes
! hint: give a long text with `-m`, `-b` or `-F`: a field is one line
[exit 2]
uncommitted:  M desk/tickets/2026-11/HD-tyrn5c.md
"
    );
}

#[test]
fn a_status_that_changed_before_its_last_change_is_found() {
    let desk = TestDesk::new();
    desk.write(format!("{MONTH}/HD-aaaa.md"), short("HD-aaaa", ""));
    let moves = [
        ("20261120T100000.000Z", "10:00:00", "[open, pending]"),
        ("20261120T100001.000Z", "09:59:30", "[pending, open]"),
        ("20261120T100002.000Z", "09:00:00", "[open, pending]"),
        ("20261120T110000.000Z", "11:00:00", "[pending, open]"),
    ];
    for (stamp, time, change) in moves {
        let event = entry("HD-aaaa", "kind: event", &format!("changes:\n  status: {change}\n"));
        let event = event.replace("08:00:00", time);
        desk.write(format!("{MONTH}/HD-aaaa.{stamp}-bbbb.md"), event);
    }
    desk.git(["add", "."]);
    desk.git(["commit", "-qm", "by hand"]);
    check(&desk, [], "\
desk/tickets/2026-11/HD-aaaa.20261120T100002.000Z-bbbb.md:4: the status changed at 2026-11-20T09:00:00Z, and the change before it stands at 2026-11-20T09:59:30Z; one of the two clocks was wrong: the time between counts as none; correct `at`
! 1 finding in 1 file
[exit 1]
");
}
