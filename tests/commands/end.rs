//! `wait`, `hold`, `solve`, `close` and `reopen`.

use insta::assert_snapshot;

use crate::common::TestDesk;

fn desk_with_ticket() -> (TestDesk, String) {
    let desk = TestDesk::new();
    let id = desk.ticket("SSO login fails", ["-a", "@me"]);
    (desk, id)
}

#[test]
fn wait_is_for_the_requester() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.act(["wait", &id, "--until", "2d", "-m", "Asked for a log."]), @r#"
        ! HD-tyrn5c waits for its requester until 2026-11-25 10:00 · SSO login fails
        commit by Ann Lee: desk: wait HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  status: [new, pending]
            +  until: [null, "2026-11-25T09:00:00Z"]
            +---
            +
            +Asked for a log.
          desk/tickets/2026-11/HD-tyrn5c.md
            -status: new
            +status: pending
            -until:
            +until: 2026-11-25T09:00:00Z
        "#);
    assert_snapshot!(desk.run(["wait", &id]), @"! HD-tyrn5c waits for its requester · SSO login fails");
    assert_snapshot!(desk.act(["wait", &id]).changed_nothing(), @"! HD-tyrn5c is so already, nothing was changed · SSO login fails");
}

#[test]
fn wait_knows_days_hours_and_instants() {
    let (desk, id) = desk_with_ticket();
    let until = |text: &str| desk.run(["wait", &id, "--until", text]);
    assert_snapshot!(until("2026-12-01"), @"! HD-tyrn5c waits for its requester until 2026-12-01 00:00 · SSO login fails");
    assert_snapshot!(until("2026-12-01 14:00"), @"! HD-tyrn5c waits for its requester until 2026-12-01 14:00 · SSO login fails");
    assert_snapshot!(until("2026-12-01T14:00:00Z"), @"! HD-tyrn5c waits for its requester until 2026-12-01 15:00 · SSO login fails");
    assert_snapshot!(until("tomorrow"), @"! HD-tyrn5c waits for its requester until 2026-11-24 00:00 · SSO login fails");
    assert_snapshot!(until("Friday"), @"! HD-tyrn5c waits for its requester until 2026-11-27 00:00 · SSO login fails");
    assert_snapshot!(until("mon"), @"! HD-tyrn5c waits for its requester until 2026-11-30 00:00 · SSO login fails");
    assert_snapshot!(until("90m"), @"! HD-tyrn5c waits for its requester until 2026-11-23 11:30 · SSO login fails");
    assert_snapshot!(until("soon"), @"
        ! error: `soon` is not a time such as `2026-12-01`, `2026-12-01 14:00`, `tomorrow`, `friday` or `2d`
        [exit 2]
        ");
    assert_snapshot!(until("2026-02-30"), @"
        ! error: `2026-02-30` is not a time such as `2026-12-01`, `2026-12-01 14:00`, `tomorrow`, `friday` or `2d`
        [exit 2]
        ");
}

#[test]
fn hold_is_for_a_third_party() {
    let (desk, id) = desk_with_ticket();
    desk.run(["wait", &id, "--until", "2d"]).success();
    assert_snapshot!(desk.act(["hold", &id, "-m", "Waiting for the provider."]), @r#"
        ! HD-tyrn5c waits for a third party · SSO login fails
        commit by Ann Lee: desk: hold HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.001Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  status: [pending, on-hold]
            +  until: ["2026-11-25T09:00:00Z", null]
            +---
            +
            +Waiting for the provider.
          desk/tickets/2026-11/HD-tyrn5c.md
            -status: pending
            +status: on-hold
            -until: 2026-11-25T09:00:00Z
            +until:
        "#);
}

#[test]
fn solve_says_how() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.act(["solve", &id, "-r", "Workaround", "-m", "Use Firefox."]), @"
        ! HD-tyrn5c is solved as workaround · SSO login fails
        commit by Ann Lee: desk: solve HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  status: [new, solved]
            +  resolution: [null, workaround]
            +---
            +
            +Use Firefox.
          desk/tickets/2026-11/HD-tyrn5c.md
            -status: new
            -resolution:
            +status: solved
            +resolution: workaround
        ");
}

#[test]
fn close_keeps_the_resolution_of_a_solved_ticket() {
    let (desk, id) = desk_with_ticket();
    desk.run(["solve", &id, "-r", "workaround"]).success();
    assert_snapshot!(desk.act(["close", &id]), @"
        ! HD-tyrn5c is closed as workaround · SSO login fails
        commit by Ann Lee: desk: close HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.001Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  status: [solved, closed]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            -status: solved
            +status: closed
        ");
}

#[test]
fn close_is_as_solved_unless_said_otherwise() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.act(["close", &id]), @"
        ! HD-tyrn5c is closed · SSO login fails
        commit by Ann Lee: desk: close HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  status: [new, closed]
            +  resolution: [null, solved]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            -status: new
            -resolution:
            +status: closed
            +resolution: solved
        ");
}

#[test]
fn close_refuses_a_resolution_that_it_does_not_know() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.act(["close", &id, "-r", "workarond"]).changed_nothing(), @"
        ! error: `workarond` is not a known resolution
        ! hint: did you mean `workaround`?
        [exit 2]
        ");
    assert_snapshot!(desk.act(["close", &id, "-r", "fixed"]).changed_nothing(), @"
        ! error: `fixed` is not a known resolution
        ! hint: it is one of `solved`, `workaround`, `answered`, `rejected`, `abandoned`, `duplicate`, `merged`, `spam`
        [exit 2]
        ");
}

#[test]
fn a_closed_ticket_is_not_closed_again_but_its_resolution_can_be_corrected() {
    let (desk, id) = desk_with_ticket();
    desk.run(["close", &id]).success();
    assert_snapshot!(desk.act(["close", &id]).changed_nothing(), @"
        ! error: `HD-tyrn5c` is closed already
        ! hint: open it again with `git desk reopen HD-tyrn5c`
        [exit 2]
        ");
    assert_snapshot!(desk.run(["close", &id, "-r", "duplicate"]), @"! HD-tyrn5c is closed as duplicate · SSO login fails");
}

#[test]
fn a_done_ticket_does_not_wait() {
    let (desk, id) = desk_with_ticket();
    desk.run(["close", &id]).success();
    assert_snapshot!(desk.act(["wait", &id]).changed_nothing(), @"
        ! error: `HD-tyrn5c` is closed already
        ! hint: open it again with `git desk reopen HD-tyrn5c`
        [exit 2]
        ");
    assert_snapshot!(desk.act(["hold", &id]).changed_nothing(), @"
        ! error: `HD-tyrn5c` is closed already
        ! hint: open it again with `git desk reopen HD-tyrn5c`
        [exit 2]
        ");
}

#[test]
fn reopen_gives_a_done_ticket_a_second_life() {
    let (desk, id) = desk_with_ticket();
    desk.run(["close", &id, "-r", "abandoned"]).success();
    assert_snapshot!(desk.act(["reopen", &id, "-m", "It is back."]), @"
        ! HD-tyrn5c is open again, with Ann Lee of team support · SSO login fails
        commit by Ann Lee: desk: reopen HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.001Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  status: [closed, open]
            +  resolution: [abandoned, null]
            +---
            +
            +It is back.
          desk/tickets/2026-11/HD-tyrn5c.md
            -status: closed
            -resolution: abandoned
            +status: open
            +resolution:
        ");
    assert_snapshot!(desk.act(["reopen", &id]).changed_nothing(), @"
        ! error: `HD-tyrn5c` is not done: it is open
        [exit 2]
        ");
}

#[test]
fn several_tickets_close_in_one_commit() {
    let (desk, one) = desk_with_ticket();
    let two = desk.ticket("Printer", []);
    assert_snapshot!(desk.run(["close", &one, &two, "-r", "spam"]), @"
        ! HD-tyrn5c is closed as spam · SSO login fails
        ! HD-64q7gx is closed as spam · Printer
        ");
    assert_snapshot!(desk.git(["log", "-1", "--format=%B"]), @"
        desk: close 2 tickets

        Desk-Ticket: HD-tyrn5c
        Desk-Ticket: HD-64q7gx
        ");
}

#[test]
fn the_desk_says_where_a_ticket_may_go() {
    let (desk, id) = desk_with_ticket();
    desk.add_policy("transitions: {new: [open, on-hold], closed: []}\n");
    assert_snapshot!(desk.act(["close", &id]).changed_nothing(), @"
        ! error: `HD-tyrn5c` cannot go from `new` to `closed`
        ! hint: `transitions` in desk.yml allows `open`, `on-hold`
        [exit 2]
        ");
    assert_snapshot!(desk.act(["edit", &id, "--set", "status=closed"]).changed_nothing(), @"
        ! error: `HD-tyrn5c` cannot go from `new` to `closed`
        ! hint: `transitions` in desk.yml allows `open`, `on-hold`
        [exit 2]
        ");
    desk.run(["take", &id]).success();
    desk.run(["close", &id]).success();
    assert_snapshot!(desk.act(["reopen", &id]).changed_nothing(), @"
        ! error: `HD-tyrn5c` cannot go from `closed` to `open`
        ! hint: `transitions` in desk.yml allows no move from there
        [exit 2]
        ");
}

#[test]
fn a_status_of_the_desk_is_a_status() {
    let (desk, id) = desk_with_ticket();
    desk.add_policy("statuses: {waiting-parts: {category: waiting, pauses: true}}\n");
    assert_snapshot!(desk.run(["edit", &id, "--set", "status=waiting-parts"]), @"! HD-tyrn5c status new → waiting-parts · SSO login fails");
    assert_snapshot!(desk.run(["list", "-s", "waiting-parts"]), @"HD-tyrn5c	P3	waiting-parts	N1	SSO login fails	Ann Lee		now");
    assert_snapshot!(desk.run(["edit", &id, "--set", "status=waiting-part"]), @"
        ! error: `waiting-part` is not a known status
        ! hint: did you mean `waiting-parts`?
        [exit 2]
        ");
}
