//! `reply`, `note`, `watch` and `unwatch`.

use insta::assert_snapshot;

use crate::common::TestDesk;

const DANA: &str = "Dana Roe <dana@example.com>";

fn desk_with_ticket() -> (TestDesk, String) {
    let desk = TestDesk::new();
    let id = desk.ticket("SSO login fails", ["--reporter", DANA]);
    (desk, id)
}

#[test]
fn reply_is_recorded_and_leaves_the_status() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.at("09:10").act(["reply", &id, "-m", "Please try again.", "-m", "Ann"]), @"
        ! HD-tyrn5c has your reply, recorded and not sent; status new · SSO login fails
        commit by Ann Lee: desk: reply to HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T091000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: reply
            +at: 2026-11-23T09:10:00Z
            +by: Ann Lee <ann@example.org>
            +---
            +
            +Please try again.
            +
            +Ann
        ");
}

#[test]
fn reply_can_wait_or_solve() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.act(["reply", &id, "-m", "Which browser?", "--wait", "--until", "2026-11-25"]), @r#"
        ! HD-tyrn5c has your reply, recorded and not sent; status pending · SSO login fails
        commit by Ann Lee: desk: reply to HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: reply
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  status: [new, pending]
            +  until: [null, "2026-11-24T23:00:00Z"]
            +---
            +
            +Which browser?
          desk/tickets/2026-11/HD-tyrn5c.md
            -status: new
            +status: pending
            -until:
            +until: 2026-11-24T23:00:00Z
        "#);
    assert_snapshot!(desk.act(["reply", &id, "-m", "Fixed.", "--solve", "--minutes", "15"]), @r#"
        ! HD-tyrn5c has your reply, recorded and not sent; status solved · SSO login fails
        commit by Ann Lee: desk: reply to HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.001Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: reply
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  status: [pending, solved]
            +  resolution: [null, solved]
            +  until: ["2026-11-24T23:00:00Z", null]
            +minutes: 15
            +---
            +
            +Fixed.
          desk/tickets/2026-11/HD-tyrn5c.md
            -status: pending
            -resolution:
            -until: 2026-11-24T23:00:00Z
            +status: solved
            +resolution: solved
            +until:
        "#);
}

#[test]
fn reply_of_the_requester_reopens_a_waiting_or_solved_ticket() {
    let (desk, id) = desk_with_ticket();
    desk.run(["wait", &id]).success();
    assert_snapshot!(desk.act(["reply", &id, "--from", "dana@example.com", "-m", "Firefox."]), @"
        ! HD-tyrn5c has the words of Dana Roe; status open · SSO login fails
        commit by Ann Lee: desk: reply to HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.001Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: reply
            +at: 2026-11-23T09:00:00Z
            +by: Dana Roe <dana@example.com>
            +changes:
            +  status: [pending, open]
            +---
            +
            +Firefox.
          desk/tickets/2026-11/HD-tyrn5c.md
            -status: pending
            +status: open
        ");
    desk.run(["solve", &id]).success();
    assert_snapshot!(desk.run(["reply", &id, "--from", "requester", "-m", "Again."]), @"! HD-tyrn5c has the words of Dana Roe; status open · SSO login fails");
}

#[test]
fn reply_of_the_requester_leaves_a_closed_ticket_closed_and_says_so() {
    let (desk, id) = desk_with_ticket();
    desk.run(["close", &id]).success();
    assert_snapshot!(desk.run(["reply", &id, "--from", DANA, "-m", "Again!"]), @"
        ! HD-tyrn5c has the words of Dana Roe; status closed · SSO login fails
        ! hint: it stays closed; `git desk reopen HD-tyrn5c` opens it again
        ");
}

#[test]
fn reply_of_somebody_else_opens_nothing() {
    let (desk, id) = desk_with_ticket();
    desk.run(["wait", &id]).success();
    assert_snapshot!(desk.run(["reply", &id, "--from", "Eve <eve@example.net>", "-m", "Me too"]), @"! HD-tyrn5c has the words of Eve; status pending · SSO login fails");
}

#[test]
fn reply_from_the_requester_needs_one() {
    let (desk, id) = desk_with_ticket();
    desk.run(["edit", &id, "--set", "reporter="]).success();
    assert_snapshot!(desk.act(["reply", &id, "--from", "requester", "-m", "x"]).changed_nothing(), @"
        ! error: `HD-tyrn5c` has no reporter
        [exit 2]
        ");
}

#[test]
fn words_are_needed_and_are_text() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.act(["reply", &id]).changed_nothing(), @"
        ! error: there is no text, and no terminal to write it on
        ! hint: give it with `-m TEXT`, or `-F -` to read standard input
        [exit 2]
        ");
    assert_snapshot!(desk.act(["note", &id, "-m", " "]).changed_nothing(), @"
        ! error: the text is empty
        [exit 2]
        ");
    assert_snapshot!(desk.act(["note", &id, "-F", "missing.txt"]).changed_nothing(), @"
        ! error: `missing.txt` cannot be read: No such file or directory (os error 2)
        [exit 5]
        ");
    assert_snapshot!(desk.act(["reply", &id, "-m", "x", "--wait", "--solve"]).changed_nothing(), @"
        ! error: the argument '--wait' cannot be used with '--solve'
        ! 
        ! Usage: git desk reply --message <TEXT> --wait <ID>
        ! 
        ! For more information, try '--help'.
        [exit 2]
        ");
    assert_snapshot!(desk.act(["reply", &id, "-m", "x", "--until", "2d"]).changed_nothing(), @"
        ! error: the following required arguments were not provided:
        !   --wait
        ! 
        ! Usage: git desk reply --wait --message <TEXT> --until <TIME> <ID>
        ! 
        ! For more information, try '--help'.
        [exit 2]
        ");
}

#[test]
fn a_message_file_is_read_from_where_the_user_stands() {
    let (desk, id) = desk_with_ticket();
    desk.write("answers/hello.txt", "Hello");
    desk.inside("answers").run(["reply", &id, "-F", "hello.txt"]).success();
    assert!(desk.last_entry(&id).ends_with("\nHello\n"), "{}", desk.last_entry(&id));
}

#[test]
fn note_stays_with_the_team() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.act(["comment", &id, "-m", "Cache ruled out.", "--minutes", "5"]), @"
        ! HD-tyrn5c has your note · SSO login fails
        commit by Ann Lee: desk: note on HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: note
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +minutes: 5
            +---
            +
            +Cache ruled out.
        ");
}

#[test]
fn an_attachment_is_kept_once() {
    let (desk, id) = desk_with_ticket();
    desk.write("../log.txt", "error 42\n");
    assert_snapshot!(desk.act(["note", &id, "--attach", "../log.txt"]), @"
        ! HD-tyrn5c has your note · SSO login fails
        commit by Ann Lee: desk: note on HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: note
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +attachments: [{name: log.txt, sha256: fdaeed69b3ad1b8f43b403732bd3f6c33c03cda31971303eb7c6713d3f997d9e, size: 9}]
            +---
          desk/tickets/2026-11/HD-tyrn5c.files/fdaeed69b3ad-log.txt
            +error 42
        ");
    assert_snapshot!(desk.act(["note", &id, "-m", "Again", "--attach", "../log.txt"]), @"
        ! HD-tyrn5c has your note · SSO login fails
        commit by Ann Lee: desk: note on HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.001Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: note
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +attachments: [{name: log.txt, sha256: fdaeed69b3ad1b8f43b403732bd3f6c33c03cda31971303eb7c6713d3f997d9e, size: 9}]
            +---
            +
            +Again
        ");
    assert_snapshot!(desk.act(["note", &id, "--attach", "../none.txt"]).changed_nothing(), @"
        ! error: `../none.txt` cannot be read: No such file or directory (os error 2)
        [exit 5]
        ");
}

#[test]
fn without_a_terminal_a_template_is_the_reply() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.act(["reply", &id, "--template", "solved"]), @"
        ! HD-tyrn5c has your reply, recorded and not sent; status new · SSO login fails
        commit by Ann Lee: desk: reply to HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: reply
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +---
            +
            +Hello,
            +
            +this should be solved now. If it is not, just answer this message.
        ");
}

#[test]
fn words_may_begin_with_a_hyphen() {
    let (desk, id) = desk_with_ticket();
    desk.run(["note", &id, "-m", "- cache ruled out"]).success();
    assert!(desk.last_entry(&id).ends_with("\n- cache ruled out\n"));
    desk.run(["edit", &id, "-t", "- a -", "-b", "--- cut ---"]).success();
    assert!(desk.file(desk.ticket_path(&id)).contains("title: \"- a -\"\n"));
}

#[test]
fn watch_and_unwatch_take_back_each_other() {
    let (desk, id) = desk_with_ticket();
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
        ");
    assert_snapshot!(desk.act(["watch", &id]).changed_nothing(), @"! HD-tyrn5c is so already, nothing was changed · SSO login fails");
    assert_snapshot!(desk.run(["watch", &id, "--who", "Zoe <zoe@example.net>"]), @"! HD-tyrn5c is watched by Zoe · SSO login fails");
    assert_snapshot!(desk.act(["unwatch", &id]), @"
        ! HD-tyrn5c is no longer watched by Ann Lee · SSO login fails
        commit by Ann Lee: desk: unwatch HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.002Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  watchers: [[ann, Zoe <zoe@example.net>], [Zoe <zoe@example.net>]]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            -  - ann
        ");
    assert_snapshot!(desk.run(["unwatch", &id, "--who", "ZOE@example.net"]), @"! HD-tyrn5c is no longer watched by ZOE@example.net · SSO login fails");
    assert_snapshot!(desk.act(["unwatch", &id]).changed_nothing(), @"! HD-tyrn5c is so already, nothing was changed · SSO login fails");
}
