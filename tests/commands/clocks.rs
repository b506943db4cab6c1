//! The clocks of a service level: `sla` and `sla due`.

use insta::assert_snapshot;

use crate::common::TestDesk;

/// Office hours with a lunch break, and targets for incidents.
const OFFICE: &str = "\
calendars:
  office:
    zone: Europe/Brussels
    hours: {mon-fri: ['09:00-12:30', '13:30-18:00']}
    holidays: ['2026-12-25']
";

fn office() -> TestDesk {
    let desk = TestDesk::new();
    desk.add_policy(OFFICE);
    desk
}

#[test]
fn sla_due_says_when_a_target_is_used_up() {
    let desk = office();
    let due = |more: &[&str]| desk.run(["sla", "due", "--start", "2026-12-24T16:00:00Z"].iter().chain(more));
    assert_snapshot!(due(&["--target", "4h"]), @"2026-12-28T12:00:00+01:00");
    assert_snapshot!(due(&["--target", "4h", "--calendar", "always"]), @"2026-12-24T21:00:00+01:00");
    assert_snapshot!(due(&["--target", "4h", "--json"]), @r#"{"schema":1,"due":"2026-12-28T11:00:00Z","elapsed_seconds":14400}"#);
    let pause = ["--target", "4h", "--pause", "2026-12-24 17:30/2026-12-28 10:00"];
    assert_snapshot!(due(&pause), @"2026-12-28T14:30:00+01:00");
}

#[test]
fn a_target_used_up_at_closing_is_met_until_the_next_opening() {
    let desk = office();
    let due = |stop: &str, more: &[&str]| {
        let start = ["sla", "due", "--start", "2026-11-23 09:00", "--target", "8h", "--stop", stop];
        desk.run(start.iter().chain(more))
    };
    // `stop <= due` would be wrong: nobody has worked since.
    assert_snapshot!(due("2026-11-24 09:00", &[]), @"
        2026-11-23T18:00:00+01:00
        met, 8 h elapsed
        ");
    assert_snapshot!(due("2026-11-24 09:00:01", &[]), @"
        2026-11-23T18:00:00+01:00
        breached, 8 h elapsed
        ");
    assert_snapshot!(due("2026-11-24 09:01", &["--json"]), @r#"{"schema":1,"due":"2026-11-23T17:00:00Z","elapsed_seconds":28860,"met":false}"#);
}

#[test]
fn sla_due_says_what_it_does_not_understand() {
    let desk = office();
    let due = |arguments: &[&str]| desk.run(["sla", "due"].iter().chain(arguments));
    assert_snapshot!(due(&["--start", "soon", "--target", "4h"]), @"
        ! error: `soon` is not a time
        ! hint: write it as `2026-06-15T10:00:00+02:00`
        [exit 2]
        ");
    assert_snapshot!(due(&["--start", "now", "--target", "2d"]), @"
        ! error: `2d` is not a target
        ! hint: write hours, such as `24h`: a day has no fixed length
        [exit 2]
        ");
    assert_snapshot!(due(&["--start", "now", "--target", "0m"]), @"
        ! error: `0m` is not a target
        ! hint: write a time longer than zero
        [exit 2]
        ");
    assert_snapshot!(due(&["--start", "now", "--target", "1h", "--calendar", "offce"]), @"
        ! error: `offce` is not a known calendar
        ! hint: did you mean `office`?
        [exit 2]
        ");
    assert_snapshot!(due(&["--start", "now", "--target", "1h", "--pause", "now"]), @"
        ! error: `now` is not a pause
        ! hint: write when it begins and ends: `2026-06-15T10:00:00Z/2026-06-15T12:00:00Z`
        [exit 2]
        ");
    assert_snapshot!(due(&["--start", "now", "--target", "1h", "--pause", "2026-11-23 10:00/2026-11-23 09:00"]), @"
        ! error: the pause `2026-11-23 10:00/2026-11-23 09:00` ends before it begins
        [exit 2]
        ");
}

/// The policy of a desk with promises for incidents.
pub const PROMISES: &str = "\
sla:
  - when: type:incident
    calendar: office
    targets:
      P1: {first_response: 30m, resolution: 4h, calendar: always}
      P3: {first_response: 2h, next_response: 4h, resolution: 8h}
    warn_at: [75%]
    levels: {N1: 2h, N2: 8h}
    escalate:
      - {after: breach of resolution, to: N2}
      - {after: breach of resolution + 2h, to: N3}
";

const DANA: [&str; 2] = ["--reporter", "Dana Roe <dana@example.com>"];

/// A desk that promises something, and a ticket of Dana's made at ten in Brussels on Monday.
pub fn promised() -> (TestDesk, String) {
    let desk = TestDesk::new();
    desk.add_policy(&format!("{OFFICE}{PROMISES}"));
    let id = desk.ticket("SSO loop", [DANA[0], DANA[1], "--urgency", "medium", "--impact", "medium"]);
    (desk, id)
}

#[test]
fn sla_shows_what_is_running_and_when_it_is_due() {
    let (desk, id) = promised();
    assert_snapshot!(desk.at("09:30").run(["sla"]), @"
        HD-tyrn5c	first response	running	25%	2026-11-23 12:00, in 1 h 30	SSO loop
        HD-tyrn5c	resolution	running	6%	2026-11-24 10:00, in 23 h 30	SSO loop
        HD-tyrn5c	level N1	running	25%	2026-11-23 12:00, in 1 h 30	SSO loop
        ");
    assert_snapshot!(desk.at("11:00").run(["sla", &id]), @"
        HD-tyrn5c	first response	warning	100%	2026-11-23 12:00, in 0 s	SSO loop
        HD-tyrn5c	resolution	running	25%	2026-11-24 10:00, in 22 h	SSO loop
        HD-tyrn5c	level N1	warning	100%	2026-11-23 12:00, in 0 s	SSO loop
        ");
    desk.at("11:00").run(["reply", &id, "-m", "We look into it."]).success();
    desk.at("11:00").run(["wait", &id]).success();
    assert_snapshot!(desk.at("13:00").run(["sla", &id]), @"
        HD-tyrn5c	first response	met	100%	2 h of 2 h	SSO loop
        HD-tyrn5c	resolution	paused	25%	6 h of 8 h left	SSO loop
        HD-tyrn5c	level N1	paused	100%	2026-11-23 12:00, after the pause	SSO loop
        ");
    desk.at("14:00")
        .run(["reply", &id, "--from", "Dana Roe <dana@example.com>", "-m", "Still so."])
        .success();
    assert_snapshot!(desk.at("16:30").run(["sla", "is:open"]), @"
        HD-tyrn5c	resolution	running	56%	2026-11-24 12:00, in 18 h 30	SSO loop
        HD-tyrn5c	level N1	breached	225%	2026-11-23 12:00, 5 h 30 ago	SSO loop
        HD-tyrn5c	next response	running	62%	2026-11-24 10:00, in 16 h 30	SSO loop
        ");
    assert_snapshot!(desk.at("2026-11-24T12:00:00Z").run(["sla", &id, "--explain"]), @"
        HD-tyrn5c first response: met, 2 h of 2 h in `office`, due 2026-11-23 12:00 (25 h ago)
          counted  2026-11-23 10:00 to 2026-11-23 12:00  2 h
        HD-tyrn5c resolution: breached, 8 h 30 of 8 h in `office`, due 2026-11-24 12:00 (1 h ago)
          counted  2026-11-23 10:00 to 2026-11-23 12:00  2 h
          paused   2026-11-23 12:00 to 2026-11-23 15:00  gives back 2 h
          counted  2026-11-23 15:00 to 2026-11-23 18:00  3 h
          counted  2026-11-24 09:00 to 2026-11-24 12:30  3 h 30
        HD-tyrn5c level N1: breached, 8 h 30 of 2 h in `office`, due 2026-11-23 12:00 (25 h ago)
          counted  2026-11-23 10:00 to 2026-11-23 12:00  2 h
          paused   2026-11-23 12:00 to 2026-11-23 15:00  gives back 2 h
          counted  2026-11-23 15:00 to 2026-11-23 18:00  3 h
          counted  2026-11-24 09:00 to 2026-11-24 12:30  3 h 30
        HD-tyrn5c next response: breached, 6 h 30 of 4 h in `office`, due 2026-11-24 10:00 (3 h ago)
          counted  2026-11-23 15:00 to 2026-11-23 18:00  3 h
          counted  2026-11-24 09:00 to 2026-11-24 12:30  3 h 30
        ");
    assert_snapshot!(desk.at("2026-11-24T12:00:00Z").run(["sla", &id, "--json"]), @r#"{"schema":1,"item":{"id":"HD-tyrn5c","title":"SSO loop","status":"open","clocks":[{"clock":"first_response","cycle":1,"level":null,"state":"met","start":"2026-11-23T09:00:00Z","stop":"2026-11-23T11:00:00Z","due":"2026-11-23T11:00:00Z","breached":null,"target_seconds":7200,"elapsed_seconds":7200,"used":100.0,"calendar":"office","unanswered":false},{"clock":"resolution","cycle":1,"level":null,"state":"breached","start":"2026-11-23T09:00:00Z","stop":null,"due":"2026-11-24T11:00:00Z","breached":"2026-11-24T11:00:00Z","target_seconds":28800,"elapsed_seconds":30600,"used":106.25,"calendar":"office","unanswered":false},{"clock":"level","cycle":1,"level":"N1","state":"breached","start":"2026-11-23T09:00:00Z","stop":null,"due":"2026-11-23T11:00:00Z","breached":"2026-11-23T11:00:00Z","target_seconds":7200,"elapsed_seconds":30600,"used":425.0,"calendar":"office","unanswered":false},{"clock":"next_response","cycle":1,"level":null,"state":"breached","start":"2026-11-23T14:00:00Z","stop":null,"due":"2026-11-24T09:00:00Z","breached":"2026-11-24T09:00:00Z","target_seconds":14400,"elapsed_seconds":23400,"used":162.5,"calendar":"office","unanswered":false}]}}"#);
    assert_snapshot!(desk.at("2026-11-24T12:00:00Z").run(["list", "--sort", "due"]), @"HD-tyrn5c	P3	open	N1	SSO loop			27 h	breached	3 h ago");
    assert_snapshot!(desk.at("2026-11-24T12:00:00Z").run(["show", &id]), @"
        HD-tyrn5c  SSO loop
        open · P3 (medium urgency, medium impact) · N1 support · nobody has it

        Reporter  Dana Roe <dana@example.com>
        Type      incident
        Source    cli
        Created   2026-11-23 10:00 (27 h ago)
        SLA       first response met, 100% used: 2 h of 2 h
                  resolution breached, 106% used: 2026-11-24 12:00, 1 h ago
                  level N1 breached, 425% used: 2026-11-23 12:00, 25 h ago
                  next response breached, 162% used: 2026-11-24 10:00, 3 h ago

        ── Ann Lee · reply · 2026-11-23 12:00 (25 h ago)
          We look into it.

        ── Ann Lee · event · 2026-11-23 12:00 (25 h ago)
          status new → pending

        ── Dana Roe · reply of the requester · 2026-11-23 15:00 (22 h ago)
          status pending → open
          Still so.
        ");
}

#[test]
fn json_says_how_a_ticket_stands() {
    let (desk, id) = promised();
    let listed = |time: &str| desk.at(time).run(["list", "-s", "all", "--json", "sla,next_due"]).success();
    assert_snapshot!(listed("11:30"), @r#"{"schema":1,"items":[{"sla":"breached","next_due":"2026-11-23T11:00:00Z"}]}"#);
    desk.at("10:30").run(["solve", &id]).success();
    assert_snapshot!(listed("11:30"), @r#"{"schema":1,"items":[{"sla":"met","next_due":null}]}"#);
    assert_snapshot!(desk.at("11:30").run(["show", &id, "--json", "sla"]), @r#"{"schema":1,"item":{"sla":"met"}}"#);
}

#[test]
fn queries_know_the_clocks() {
    let (desk, id) = promised();
    let request = desk.ticket("More disk", ["--type", "request", "--due", "2026-11-25T12:00:00Z"]);
    let ids = |time: &str, query: &str| {
        let output = desk.at(time).run(["list", "--ids", query]).success();
        output.stdout.replace(&id, "incident").replace(&request, "request").replace('\n', " ")
    };
    let check = |time: &str, query: &str, expected: &str| {
        assert_eq!(ids(time, query).trim_end(), expected, "{query} at {time}");
    };
    check("10:30", "is:overdue", "");
    check("10:30", "due:<2h", "incident");
    check("10:30", "sla:warning", "incident");
    check("10:30", "sla:running", "");
    check("10:30", "no:sla", "request");
    check("12:01", "is:overdue", "incident");
    check("12:01", "sla:breached", "incident");
    check("12:01", "sort:due", "incident request");
    check("12:01", "sort:-due", "request incident");
    // Used up at closing is due then, and not exceeded before somebody works again.
    desk.at("10:45").run(["reply", &id, "-m", "Hello."]).success();
    check("2026-11-24T08:30:00Z", "due:<0m", "");
    check("2026-11-24T09:00:00Z", "is:overdue", "");
    check("2026-11-24T09:01:00Z", "is:overdue", "incident");
    assert_snapshot!(desk.run(["list", "sla:breeched"]), @r#"
        ! error: `breeched` is not a known state of a clock
        !        sla:breeched
        !            ^^^^^^^^
        ! hint: did you mean `breached`?
        [exit 2]
        "#);
}

#[test]
fn the_event_that_stops_a_clock_keeps_what_it_ran_under() {
    let (desk, id) = promised();
    desk.at("10:00").run(["reply", &id, "-m", "We look into it."]).success();
    assert_snapshot!(desk.last_entry(&id), @r#"
        ---
        ticket: HD-tyrn5c
        kind: reply
        at: 2026-11-23T10:00:00Z
        by: Ann Lee <ann@example.org>
        sla: {first_response: {target: "2h", calendar: office}}
        ---

        We look into it.
        "#);
    desk.at("10:30").run(["escalate", &id, "--reason", "skill", "-m", "Cache ruled out."]).success();
    assert_snapshot!(desk.last_entry(&id), @r#"
        ---
        ticket: HD-tyrn5c
        kind: event
        at: 2026-11-23T10:30:00Z
        by: Ann Lee <ann@example.org>
        changes:
          level: [N1, N2]
          team: [support, network]
        reason: skill
        sla: {level: {target: "2h", calendar: office}}
        ---

        Cache ruled out.
        "#);
    desk.at("11:00").run(["edit", &id, "--set", "urgency=high", "--set", "impact=high"]).success();
    desk.at("13:30").run(["solve", &id]).success();
    assert_snapshot!(desk.last_entry(&id), @r#"
        ---
        ticket: HD-tyrn5c
        kind: event
        at: 2026-11-23T13:30:00Z
        by: Ann Lee <ann@example.org>
        changes:
          status: [new, solved]
          resolution: [null, solved]
        sla: {resolution: {target: "4h", calendar: always, earlier: {"2026-11-23T11:00:00Z": {target: "8h", calendar: office}}}, level: {target: "8h", calendar: always, earlier: {"2026-11-23T11:00:00Z": {target: "8h", calendar: office}}}}
        ---
        "#);
    let before = desk.at("14:00").run(["sla", &id]).success();
    // Nothing of it changes with the policy.
    desk.add_policy(&format!("{OFFICE}{}", PROMISES.replace("8h", "1h").replace("4h", "1h")));
    assert_eq!(desk.at("14:00").run(["sla", &id]), before);
    desk.add_policy(OFFICE);
    assert_eq!(desk.at("14:00").run(["sla", &id]), before);
}

#[test]
fn a_policy_that_cannot_be_understood_is_broken_data() {
    let desk = TestDesk::new();
    desk.add_policy("sla:\n  - when: typ:incident\n    targets: {P1: {resolution: 4h}}\n");
    assert_snapshot!(desk.run(["sla"]), @"
        ! error: the policy `typ:incident` under `sla` in desk.yml: `typ` is not a known field
        !        typ:incident
        !        ^^^
        ! hint: did you mean `type`?
        [exit 4]
        ");
    assert_snapshot!(desk.run(["check"]), @"
        desk/desk.yml: the policy `typ:incident` under `sla` in desk.yml: `typ` is not a known field; did you mean `type`?
        ! 1 finding in 1 file
        [exit 1]
        ");
    desk.add_policy("sla:\n  - when: is:overdue\n    targets: {P1: {resolution: 4h}}\n");
    assert_snapshot!(desk.run(["list"]), @"
        ! error: the policy `is:overdue` under `sla` in desk.yml asks for what no policy can know
        ! hint: ask for fields, such as `type:incident` or `labels:vip`: not for words of the text, for other tickets, or for clocks
        [exit 4]
        ");
}

#[test]
fn a_desk_without_promises_has_no_clocks() {
    let desk = TestDesk::new();
    let id = desk.ticket("Printer", []);
    assert_snapshot!(desk.run(["sla"]), @"! no clock is running: desk.yml has no policy under `sla`");
    assert_snapshot!(desk.run(["sla", &id]), @"! `HD-tyrn5c` has no clocks: no policy in desk.yml has a target for it");
    assert_snapshot!(desk.run(["sla", "--json"]), @r#"{"schema":1,"items":[]}"#);
}
