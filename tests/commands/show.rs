//! `show` and `log`.

use insta::assert_snapshot;

use crate::common::TestDesk;

/// A ticket with a life.
fn lived() -> (TestDesk, String) {
    let desk = TestDesk::new();
    let id = desk.at("08:00").ticket(
        "SSO login fails",
        [
            "--reporter",
            "Dana Roe <dana@example.com>",
            "-l",
            "auth,sso",
            "--urgency",
            "high",
            "-b",
            "I am sent *back*:\n\n1. log in\n2. again",
        ],
    );
    desk.at("08:10").run(["take", &id]).success();
    desk.at("08:20").run(["reply", &id, "-m", "Which browser?", "--wait", "--until", "2026-11-25"]).success();
    desk.at("08:40").run(["reply", &id, "--from", "requester", "-m", "Firefox."]).success();
    desk.at("08:50").run(["note", &id, "-m", "Cache ruled out.", "--minutes", "10"]).success();
    desk.at("08:55").run(["escalate", &id, "--reason", "access"]).success();
    (desk, id)
}

#[test]
fn show_tells_the_whole_story() {
    let (desk, id) = lived();
    assert_snapshot!(desk.run(["show", &id]), @"
        HD-tyrn5c  SSO login fails
        open · P2 (high urgency, medium impact) · N2 network · nobody has it

        Reporter  Dana Roe <dana@example.com>
        Type      incident
        Source    cli
        Created   2026-11-23 09:00 (1 h ago)
        Labels    auth, sso

        I am sent back:

        1. log in
        2. again

        ── Ann Lee · event · 2026-11-23 09:10 (50 min ago)
          status new → open, assignee ann

        ── Ann Lee · reply · 2026-11-23 09:20 (40 min ago)
          status open → pending, until 2026-11-25 00:00
          Which browser?

        ── Dana Roe · reply of the requester · 2026-11-23 09:40 (20 min ago)
          status pending → open, until 2026-11-25 00:00 removed
          Firefox.

        ── Ann Lee · note, internal · 10 min spent · 2026-11-23 09:50 (10 min ago)
          Cache ruled out.

        ── Ann Lee · event · reason access · 2026-11-23 09:55 (5 min ago)
          level N1 → N2, team support → network, assignee ann removed
        ");
}

#[test]
fn show_prints_the_file_as_it_is() {
    let (desk, id) = lived();
    let output = desk.run(["view", &id, "--raw"]).success();
    assert_eq!(output.stdout, desk.file(desk.ticket_path(&id)));
    assert_eq!(output.stderr, "");
}

#[test]
fn log_is_the_latest_first() {
    let (desk, id) = lived();
    assert_snapshot!(desk.run(["log", &id]), @"
        2026-11-23 09:55	HD-tyrn5c	Ann Lee	level N1 → N2, team support → network, assignee ann removed, reason access
        2026-11-23 09:50	HD-tyrn5c	Ann Lee	note: Cache ruled out.
        2026-11-23 09:40	HD-tyrn5c	Dana Roe	reply, status pending → open, until 2026-11-25 00:00 removed: Firefox.
        2026-11-23 09:20	HD-tyrn5c	Ann Lee	reply, status open → pending, until 2026-11-25 00:00: Which browser?
        2026-11-23 09:10	HD-tyrn5c	Ann Lee	status new → open, assignee ann
        ");
    assert_snapshot!(desk.run(["log", "-L", "2"]), @"
        2026-11-23 09:55	HD-tyrn5c	Ann Lee	level N1 → N2, team support → network, assignee ann removed, reason access
        2026-11-23 09:50	HD-tyrn5c	Ann Lee	note: Cache ruled out.
        ");
    assert_snapshot!(desk.run(["log", "HD-000000"]), @"
        ! error: there is no ticket `HD-000000`
        [exit 3]
        ");
}

#[test]
fn no_control_character_reaches_a_terminal_or_a_table() {
    let desk = TestDesk::new();
    let id = desk.ticket("a\u{1b}[31mb\tc\nd\u{202e}e", ["-b", "x\u{1b}]0;evil\u{7}y", "-l", "l\u{1b}[0m"]);
    for command in [vec!["show", &id], vec!["list"], vec!["log"], vec!["take", &id]] {
        let output = desk.run(&command).success();
        let text = output.stdout + &output.stderr;
        let bad = |c: char| (c.is_control() && c != '\n' && c != '\t') || c == '\u{202e}';
        assert!(!text.contains(bad), "{command:?}: {text:?}");
    }
    assert_eq!(desk.run(["list"]).stdout.lines().count(), 1);
}

#[test]
fn a_priority_is_shown_with_its_reason() {
    let desk = TestDesk::new();
    let id = desk.ticket("Printer", ["--urgency", "high", "--impact", "low"]);
    let shown = || desk.run(["show", &id]).success().stdout;
    assert!(shown().contains("P3 (high urgency, low impact)"), "{}", shown());
    let without = desk.run(["edit", &id, "--set", "priority=P1"]);
    assert_eq!(without.code, 2, "an override needs a reason: {without}");
    desk.run(["edit", &id, "--set", "priority=P1", "--reason", "the board asks"]).success();
    assert!(shown().contains("P1 (set by hand: the board asks)"), "{}", shown());
}
