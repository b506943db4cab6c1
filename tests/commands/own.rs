//! `take`, `assign` and `unassign`.

use insta::assert_snapshot;

use crate::common::TestDesk;

#[test]
fn take_gives_a_new_ticket_to_the_writer_and_opens_it() {
    let desk = TestDesk::new();
    let id = desk.ticket("SSO login fails", []);
    assert_snapshot!(desk.at("09:30").act(["take", &id]), @"
        ! HD-tyrn5c is yours; open · SSO login fails
        commit by Ann Lee: desk: take HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T093000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:30:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  status: [new, open]
            +  assignee: [null, ann]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            -status: new
            +status: open
            -assignee:
            +assignee: ann
        ");
    assert_snapshot!(desk.act(["take", &id]).changed_nothing(), @"! HD-tyrn5c is so already, nothing was changed · SSO login fails");
}

#[test]
fn take_says_who_had_the_ticket() {
    let desk = TestDesk::new();
    let id = desk.ticket("SSO login fails", ["-a", "bob"]);
    assert_snapshot!(desk.run(["claim", &id]), @"! HD-tyrn5c is yours, Bob Stone had it; open · SSO login fails");
}

#[test]
fn take_of_several_tickets_is_one_commit() {
    let desk = TestDesk::new();
    let (one, two) = (desk.ticket("One", []), desk.ticket("Two", []));
    assert_snapshot!(desk.act(["take", &one, &two]), @"
        ! HD-tyrn5c is yours; open · One
        ! HD-64q7gx is yours; open · Two
        commit by Ann Lee: desk: take 2 tickets | Desk-Ticket: HD-tyrn5c | Desk-Ticket: HD-64q7gx
          desk/tickets/2026-11/HD-64q7gx.20261123T090000.000Z-5c64.md
            +---
            +ticket: HD-64q7gx
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  status: [new, open]
            +  assignee: [null, ann]
            +---
          desk/tickets/2026-11/HD-64q7gx.md
            -status: new
            +status: open
            -assignee:
            +assignee: ann
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  status: [new, open]
            +  assignee: [null, ann]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            -status: new
            +status: open
            -assignee:
            +assignee: ann
        ");
}

#[test]
fn a_done_ticket_is_not_taken() {
    let desk = TestDesk::new();
    let (open, done) = (desk.ticket("Open", []), desk.ticket("Done", []));
    desk.run(["close", &done]).success();
    assert_snapshot!(desk.act(["take", &open, &done]).changed_nothing(), @"
        ! error: `HD-64q7gx` is closed already
        ! hint: open it again with `git desk reopen HD-64q7gx`
        [exit 2]
        ");
}

#[test]
fn assign_gives_a_ticket_to_somebody_and_leaves_its_status() {
    let desk = TestDesk::new();
    let id = desk.ticket("Router", []);
    assert_snapshot!(desk.act(["assign", &id, "Bob <BOB@example.com>", "--team", "network", "-m", "Yours"]), @"
        ! HD-tyrn5c is now with Bob Stone of team network · Router
        commit by Ann Lee: desk: assign HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  team: [support, network]
            +  assignee: [null, bob]
            +---
            +
            +Yours
          desk/tickets/2026-11/HD-tyrn5c.md
            -team: support
            -assignee:
            +team: network
            +assignee: bob
        ");
    assert_snapshot!(desk.run(["assign", &id, "@me"]), @"! HD-tyrn5c is now with Ann Lee of team network · Router");
    assert_snapshot!(desk.run(["assign", &id, "--team", "product"]), @"! HD-tyrn5c is now with Ann Lee of team product · Router");
    assert_snapshot!(desk.act(["assign", &id, "ann"]).changed_nothing(), @"! HD-tyrn5c is so already, nothing was changed · Router");
}

#[test]
fn assign_accepts_somebody_unknown_with_a_hint() {
    let desk = TestDesk::new();
    let id = desk.ticket("Router", []);
    assert_snapshot!(desk.run(["assign", &id, "anna"]), @"
        ! HD-tyrn5c is now with anna of team support · Router
        ! hint: `anna` is not among the `people` of desk.yml; did you mean `ann`?
        ");
    assert_snapshot!(desk.run(["assign", &id, "Zoe <zoe@example.net>"]), @"! HD-tyrn5c is now with Zoe of team support · Router");
}

#[test]
fn assign_needs_somebody_or_a_known_team() {
    let desk = TestDesk::new();
    let id = desk.ticket("Router", []);
    assert_snapshot!(desk.act(["assign", &id]).changed_nothing(), @"
        ! error: the following required arguments were not provided:
        !   <WHO>
        ! 
        ! Usage: git desk assign <ID> <WHO>
        ! 
        ! For more information, try '--help'.
        [exit 2]
        ");
    assert_snapshot!(desk.act(["assign", &id, "--team", "netwrk"]).changed_nothing(), @"
        ! error: `netwrk` is not a known team
        ! hint: did you mean `network`?
        [exit 2]
        ");
    for act in [
        ["assign", &id, ""].as_slice(),
        &["watch", &id, "--who", " "],
        &["reply", &id, "-m", "x", "--from", ""],
    ] {
        let output = desk.act(act).changed_nothing();
        assert_eq!(output.to_string(), "! error: the name of the person is empty\n[exit 2]\n");
    }
}

#[test]
fn unassign_puts_a_ticket_back() {
    let desk = TestDesk::new();
    let id = desk.ticket("Router", ["-a", "@me"]);
    assert_snapshot!(desk.act(["unassign", &id]), @"
        ! HD-tyrn5c is now with team support, nobody has taken it yet · Router
        commit by Ann Lee: desk: unassign HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  assignee: [ann, null]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            -assignee: ann
            +assignee:
        ");
    assert_snapshot!(desk.act(["unassign", &id]).changed_nothing(), @"! HD-tyrn5c is so already, nothing was changed · Router");
}
