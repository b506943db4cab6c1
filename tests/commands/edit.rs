//! `edit`, and files that a person edited by hand.

use insta::assert_snapshot;

use crate::common::TestDesk;

fn desk_with_ticket() -> (TestDesk, String) {
    let desk = TestDesk::new();
    let id = desk.ticket("SSO login fails", ["-l", "auth,sso"]);
    (desk, id)
}

#[test]
fn edit_changes_fields_with_their_event() {
    let (desk, id) = desk_with_ticket();
    let flags =
        ["edit", &id, "-t", "Login: loop", "-b", "For ever.", "--set", "urgency=high", "--set", "due=1w"];
    assert_snapshot!(desk.act(flags), @r#"
        ! HD-tyrn5c urgency medium → high, due 2026-11-30 10:00, title “SSO login fails” → “Login: loop”, description rewritten · Login: loop
        commit by Ann Lee: desk: edit HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  urgency: [medium, high]
            +  due: [null, "2026-11-30T09:00:00Z"]
            +  title: [SSO login fails, "Login: loop"]
            +  body: [null, "sha256:e5043e7330ff"]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            -urgency: medium
            +urgency: high
            -due:
            +due: 2026-11-30T09:00:00Z
            -title: SSO login fails
            +title: "Login: loop"
            +
            +For ever.
        "#);
}

#[test]
fn labels_keep_their_order() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.act(["edit", &id, "--add-label", "mail,auth", "--remove-label", "sso"]), @"
        ! HD-tyrn5c labels +mail -sso · SSO login fails
        commit by Ann Lee: desk: edit HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  labels: [[auth, sso], [auth, mail]]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            -  - sso
            +  - mail
        ");
    assert_snapshot!(desk.act(["edit", &id, "--add-label", "mail"]).changed_nothing(), @"! HD-tyrn5c is so already, nothing was changed · SSO login fails");
}

#[test]
fn an_empty_value_empties_a_field() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.act(["edit", &id, "--set", "labels=", "--set", "team="]), @"
        ! HD-tyrn5c team support removed, labels -auth -sso · SSO login fails
        commit by Ann Lee: desk: edit HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  team: [support, null]
            +  labels: [[auth, sso], null]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            -team: support
            +team:
            -  - auth
            -  - sso
        ");
    assert_snapshot!(desk.act(["edit", &id, "-t", ""]).changed_nothing(), @"
        ! error: the title is empty
        [exit 2]
        ");
    assert_snapshot!(desk.act(["edit", &id, "--set", "status="]).changed_nothing(), @"
        ! error: `` is not a known status
        ! hint: it is one of `new`, `open`, `pending`, `on-hold`, `solved`, `closed`
        [exit 2]
        ");
}

#[test]
fn an_override_of_the_priority_needs_a_reason() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.act(["edit", &id, "--set", "priority=P1"]).changed_nothing(), @"
        ! error: an override of the priority needs a reason
        ! hint: give one with `--reason`, or set `urgency` and `impact` instead
        [exit 2]
        ");
    assert_snapshot!(desk.act(["edit", &id, "--set", "priority=p1", "--reason", "The board waits"]), @"
        ! HD-tyrn5c priority P1 · SSO login fails
        commit by Ann Lee: desk: edit HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  priority: [null, P1]
            +reason: The board waits
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            -priority:
            +priority: P1
        ");
    assert_snapshot!(desk.act(["edit", &id, "--set", "priority=P9", "--reason", "x"]).changed_nothing(), @"
        ! error: `P9` is not a known priority
        ! hint: it is one of `P1`, `P2`, `P3`, `P4`
        [exit 2]
        ");
    assert_snapshot!(desk.run(["edit", &id, "--set", "priority="]), @"! HD-tyrn5c priority P1 removed · SSO login fails");
}

#[test]
fn edit_of_several_tickets_is_one_commit() {
    let (desk, one) = desk_with_ticket();
    let two = desk.ticket("Printer", []);
    assert_snapshot!(desk.run(["edit", &one, &two, "--add-label", "auth"]), @"
        ! HD-64q7gx labels +auth · Printer
        ! HD-tyrn5c is so already, nothing was changed · SSO login fails
        ");
    assert_snapshot!(desk.run(["edit", &one, &two, "--set", "team=network"]), @"
        ! HD-tyrn5c team support → network · SSO login fails
        ! HD-64q7gx team support → network · Printer
        ");
    assert_snapshot!(desk.git(["log", "-1", "--format=%B"]), @"
        desk: edit 2 tickets

        Desk-Ticket: HD-tyrn5c
        Desk-Ticket: HD-64q7gx
        ");
}

#[test]
fn what_cannot_be_set_is_refused() {
    let (desk, id) = desk_with_ticket();
    let refused = |value: &str| desk.act(["edit", &id, "--set", value]).changed_nothing();
    assert_snapshot!(refused("created=2026-01-01"), @"
        ! error: `created` cannot be changed
        [exit 2]
        ");
    assert_snapshot!(refused("body=x"), @"
        ! error: `body` is not set like that
        ! hint: use `--body`
        [exit 2]
        ");
    assert_snapshot!(refused("links=parent HD-000000"), @"
        ! error: `links` is not set like that
        ! hint: use `git desk link`
        [exit 2]
        ");
    assert_snapshot!(refused("assigne=bob"), @"
        ! error: `assigne` is not a known field
        ! hint: did you mean `assignee`?
        [exit 2]
        ");
    assert_snapshot!(refused("type=incidnt"), @"
        ! error: `incidnt` is not a known type
        ! hint: did you mean `incident`?
        [exit 2]
        ");
    assert_snapshot!(refused("nothing"), @"
        ! error: invalid value 'nothing' for '--set <KEY=VALUE>': it is written `key=value`
        ! 
        ! For more information, try '--help'.
        [exit 2]
        ");
    assert_snapshot!(desk.act(["edit", &id]).changed_nothing(), @"
        ! error: there is nothing to change
        ! hint: say what: `-t TITLE`, `--add-label LABEL`, `--set key=value`
        [exit 2]
        ");
}

#[test]
fn fields_of_the_desk_have_types() {
    let (desk, id) = desk_with_ticket();
    desk.add_policy(
        "fields:
  customer: {type: text}
  seats: {type: number}
  vip: {type: boolean}
  visit: {type: date}
  severity: {type: enum, values: [minor, major]}
  rooms: {type: list}
",
    );
    let set = |value: &str| desk.run(["edit", &id, "--set", value]);
    for value in ["customer=12:30", "seats=12", "vip=true", "visit=2026-12-01", "severity=MAJOR", "rooms=a,b"]
    {
        set(value).success();
    }
    assert_snapshot!(desk.run(["show", &id, "--json", "fields"]), @r#"
        {"schema":1,"item":{"fields":{"customer":"12:30","seats":12,"vip":true,"visit":"2026-12-01","severity":"major","rooms":["a","b"]}}}
        "#);
    assert_snapshot!(set("seats=many"), @"
        ! error: `many` is not a number
        [exit 2]
        ");
    assert_snapshot!(set("vip=perhaps"), @"
        ! error: `perhaps` is not `true` or `false`
        [exit 2]
        ");
    assert_snapshot!(set("visit=12/01/2026"), @"
        ! error: `12/01/2026` is not a date such as `2026-12-01`
        [exit 2]
        ");
    assert_snapshot!(set("severity=maior"), @"
        ! error: `maior` is not a known value
        ! hint: did you mean `major`?
        [exit 2]
        ");
    assert_snapshot!(set("costumer=Acme"), @"
        ! error: `costumer` is not a known field
        ! hint: did you mean `customer`?
        [exit 2]
        ");
    let file = desk.file(desk.ticket_path(&id));
    let custom = file.split("external:\n").nth(1).unwrap_or_default();
    assert_snapshot!(custom, @r#"

        customer: "12:30"

        seats: 12

        vip: true

        visit: "2026-12-01"

        severity: major

        rooms:
          - a
          - b
        ---
        "#);
}

#[test]
fn only_the_lines_of_a_field_change() {
    let (desk, id) = desk_with_ticket();
    let path = desk.ticket_path(&id);
    desk.replace(&path, "status: new", "status:   new   # by Dana");
    desk.replace(&path, "external:", "# ours\nx-ours: {a: 1}\nexternal:");
    desk.git(["commit", "-qam", "by hand"]);
    let before = desk.file(&path);
    desk.run(["edit", &id, "--set", "urgency=low"]).success();
    assert_eq!(desk.file(&path), before.replace("urgency: medium", "urgency: low"));
}

#[test]
fn what_was_edited_by_hand_is_committed_with_the_next_act() {
    let (desk, id) = desk_with_ticket();
    let path = desk.ticket_path(&id);
    desk.replace(&path, "urgency: medium", "urgency: high");
    desk.replace(&path, "external:\n---\n", "external:\n---\n\nBy hand.\n");
    assert_snapshot!(desk.act(["take", &id]), @r#"
        ! HD-tyrn5c is yours; open · SSO login fails
        commit by Ann Lee: desk: take HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  urgency: [medium, high]
            +  body: [null, "sha256:8f28e576f3a1"]
            +via: file
            +---
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.001Z-5c64.md
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
            -urgency: medium
            +urgency: high
            +
            +By hand.
        "#);
}

#[test]
fn what_lies_elsewhere_is_left_as_it_is() {
    let (desk, id) = desk_with_ticket();
    desk.write("code.txt", "one\n");
    desk.git(["add", "code.txt"]);
    desk.write("code.txt", "two\n");
    desk.write("new.txt", "three\n");
    assert_snapshot!(desk.act(["watch", &id]), @"
        ! HD-tyrn5c is watched by Ann Lee · SSO login fails
        commit by Ann Lee: desk: watch HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  watchers: [null, [ann]]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            +  - ann
        uncommitted: AM code.txt
        uncommitted: ?? new.txt
        ");
}

#[test]
fn an_event_that_no_file_could_hold_is_not_written() {
    let (desk, id) = desk_with_ticket();
    let title = |letter: &str| letter.repeat(8000);
    desk.run(["edit", &id, "-t", &title("\u{1}")]).success();
    assert_snapshot!(desk.act(["edit", &id, "-t", &title("\u{2}")]).changed_nothing(), @"
        ! error: the entry could not be read again: the front matter has more than 65536 bytes
        ! hint: give a long text with `-m`, `-b` or `-F`: a field is one line
        [exit 2]
        ");
    desk.run(["check"]).success();
}
