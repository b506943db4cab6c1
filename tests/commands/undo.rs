//! `undo`.

use insta::assert_snapshot;

use crate::common::TestDesk;

fn desk_with_ticket() -> (TestDesk, String) {
    let desk = TestDesk::new();
    let id = desk.ticket("SSO login fails", []);
    (desk, id)
}

#[test]
fn undo_takes_back_the_last_act_and_its_entry() {
    let (desk, id) = desk_with_ticket();
    let before = desk.file(desk.ticket_path(&id));
    desk.run(["take", &id]).success();
    let undone = desk.at("09:05").act(["undo"]);
    let hash = desk.git(["rev-parse", "HEAD~1"]);
    assert_eq!(desk.file(desk.ticket_path(&id)), before);
    assert!(desk.entries(&id).is_empty());
    let (short, hash) = (&hash.trim()[..7], hash.trim());
    assert_snapshot!(undone.to_string().replace(hash, "HASH").replace(short, "HASH"), @"
        ! took back `desk: take HD-tyrn5c` (HASH)
        commit by Ann Lee: desk: undo HASH | Desk-Ticket: HD-tyrn5c | Desk-Undoes: HASH
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            ----
            -ticket: HD-tyrn5c
            -kind: event
            -at: 2026-11-23T09:00:00Z
            -by: Ann Lee <ann@example.org>
            -changes:
            -  status: [new, open]
            -  assignee: [null, ann]
            ----
          desk/tickets/2026-11/HD-tyrn5c.md
            -status: open
            +status: new
            -assignee: ann
            +assignee:
        ");
}

#[test]
fn undo_twice_goes_further_back() {
    let (desk, id) = desk_with_ticket();
    desk.run(["take", &id]).success();
    desk.run(["note", &id, "-m", "one"]).success();
    desk.run(["undo"]).success();
    desk.run(["undo"]).success();
    let file = desk.file(desk.ticket_path(&id));
    assert!(file.contains("status: new\n") && file.contains("assignee:\n"), "{file}");
    desk.run(["undo"]).success();
    assert!(desk.files("desk/tickets").is_empty());
    assert_snapshot!(desk.act(["undo"]).changed_nothing(), @"
        ! error: there is no act of yours to undo
        ! hint: only commits on this branch that you made with git-desk can be undone
        [exit 3]
        ");
}

#[test]
fn undo_refuses_what_was_changed_since() {
    let (desk, id) = desk_with_ticket();
    desk.run(["take", &id]).success();
    desk.as_person("Bob Stone", "bob@example.com").run(["watch", &id]).success();
    assert_snapshot!(desk.act(["undo"]).changed_nothing(), @"
        ! error: the last act (`desk: take HD-tyrn5c`) cannot be undone: `desk/tickets/2026-11/HD-tyrn5c.md` was changed since
        ! hint: change it back by hand, or with `git revert`
        [exit 1]
        ");
}

#[test]
fn undo_refuses_what_was_edited_by_hand_since() {
    let (desk, id) = desk_with_ticket();
    desk.run(["take", &id]).success();
    desk.replace(desk.ticket_path(&id), "urgency: medium", "urgency: high");
    assert_snapshot!(desk.act(["undo"]), @"
        ! error: the last act (`desk: take HD-tyrn5c`) cannot be undone: `desk/tickets/2026-11/HD-tyrn5c.md` was changed since
        ! hint: change it back by hand, or with `git revert`
        [exit 1]
        uncommitted:  M desk/tickets/2026-11/HD-tyrn5c.md
        ");
}

#[test]
fn the_act_of_somebody_else_is_not_undone() {
    let (desk, id) = desk_with_ticket();
    let bob = desk.as_person("Bob Stone", "bob@example.com");
    assert_snapshot!(bob.act(["undo"]).changed_nothing(), @"
        ! error: there is no act of yours to undo
        ! hint: only commits on this branch that you made with git-desk can be undone
        [exit 3]
        ");
    let other = desk.ticket("Printer", []);
    bob.run(["take", &other]).success();
    desk.run(["take", &id]).success();
    bob.run(["undo"]).success();
    assert!(desk.file(desk.ticket_path(&other)).contains("status: new\n"));
    assert!(desk.file(desk.ticket_path(&id)).contains("assignee: ann\n"));
}

#[test]
fn an_act_on_several_tickets_is_undone_whole() {
    let (desk, one) = desk_with_ticket();
    let two = desk.ticket("Printer", []);
    desk.run(["close", &one, &two]).success();
    desk.run(["undo"]).success();
    for id in [one, two] {
        assert!(desk.file(desk.ticket_path(&id)).contains("status: new\nresolution:\n"));
        assert!(desk.entries(&id).is_empty());
    }
}

#[test]
fn a_commit_that_is_no_act_is_not_undone() {
    let (desk, id) = desk_with_ticket();
    desk.write("code.txt", "one\n");
    desk.git(["add", "code.txt"]);
    desk.git(["commit", "-qm", "code"]);
    desk.run(["undo"]).success();
    assert!(desk.path("code.txt").exists());
    assert!(!desk.path(format!("desk/tickets/2026-11/{id}.md")).exists());
}
