//! `link`, `unlink` and `merge`.

use insta::assert_snapshot;

use crate::common::TestDesk;

fn desk_with_two() -> (TestDesk, String, String) {
    let desk = TestDesk::new();
    let (one, two) = (desk.ticket("Login fails", []), desk.ticket("Cannot log in", []));
    (desk, one, two)
}

#[test]
fn link_is_stored_on_one_side() {
    let (desk, one, two) = desk_with_two();
    assert_snapshot!(desk.act(["link", &one, "blocked-by", &two]), @"
        ! HD-tyrn5c blocked-by HD-64q7gx · Login fails
        commit by Ann Lee: desk: link HD-tyrn5c blocked-by HD-64q7gx | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  links: [null, [blocked-by HD-64q7gx]]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            +  - blocked-by HD-64q7gx
        ");
    assert_snapshot!(desk.act(["link", &one, "blocked-by", &two]).changed_nothing(), @"! HD-tyrn5c is so already, nothing was changed · Login fails");
}

#[test]
fn link_refuses_itself_and_unknown_kinds() {
    let (desk, one, two) = desk_with_two();
    assert_snapshot!(desk.act(["link", &one, "parent", &one]).changed_nothing(), @"
        ! error: `HD-tyrn5c` cannot be tied to itself
        [exit 2]
        ");
    assert_snapshot!(desk.act(["link", &one, "blocks", &two]).changed_nothing(), @"
        ! error: `blocks` is not a known kind of link
        ! hint: it is one of `blocked-by`, `parent`, `related`, `duplicate-of`, `merged-into`, `follows`, `problem`
        [exit 2]
        ");
    assert_snapshot!(desk.act(["link", &one, "related", "HD-000000"]).changed_nothing(), @"
        ! error: there is no ticket `HD-000000`
        [exit 3]
        ");
}

#[test]
fn unlink_removes_one_kind_or_all() {
    let (desk, one, two) = desk_with_two();
    for kind in ["related", "parent", "follows"] {
        desk.run(["link", &one, kind, &two]).success();
    }
    assert_snapshot!(desk.act(["unlink", &one, &two, "--kind", "parent"]), @"
        ! HD-tyrn5c is no longer tied to HD-64q7gx · Login fails
        commit by Ann Lee: desk: unlink HD-tyrn5c HD-64q7gx | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.003Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  links: [[related HD-64q7gx, parent HD-64q7gx, follows HD-64q7gx], [related HD-64q7gx, follows HD-64q7gx]]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            -  - parent HD-64q7gx
        ");
    assert_snapshot!(desk.act(["unlink", &one, &two, "--kind", "parent"]).changed_nothing(), @"
        ! error: `HD-tyrn5c` has no link `parent HD-64q7gx`
        ! hint: it is one of `related HD-64q7gx`, `follows HD-64q7gx`
        [exit 2]
        ");
    assert_snapshot!(desk.run(["unlink", &one, &two]), @"! HD-tyrn5c is no longer tied to HD-64q7gx · Login fails");
    assert_snapshot!(desk.act(["unlink", &one, &two]).changed_nothing(), @"
        ! error: `HD-tyrn5c` has no link `HD-64q7gx`
        [exit 2]
        ");
    assert!(desk.file(desk.ticket_path(&one)).contains("\nlinks:\n\n"));
}

#[test]
fn merge_closes_a_ticket_and_points_to_the_other() {
    let (desk, one, two) = desk_with_two();
    assert_snapshot!(desk.act(["merge", &one, "--into", &two, "-m", "Same matter."]), @"
        ! HD-tyrn5c is closed, and goes on in HD-64q7gx · Login fails
        commit by Ann Lee: desk: merge HD-tyrn5c into HD-64q7gx | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  status: [new, closed]
            +  resolution: [null, merged]
            +  links: [null, [merged-into HD-64q7gx]]
            +---
            +
            +Same matter.
          desk/tickets/2026-11/HD-tyrn5c.md
            -status: new
            -resolution:
            +status: closed
            +resolution: merged
            +  - merged-into HD-64q7gx
        ");
}

#[test]
fn merge_refuses_itself_and_rings() {
    let (desk, one, two) = desk_with_two();
    assert_snapshot!(desk.act(["merge", &one, "--into", &one]).changed_nothing(), @"
        ! error: `HD-tyrn5c` cannot be tied to itself
        [exit 2]
        ");
    desk.run(["merge", &one, "--into", &two]).success();
    assert_snapshot!(desk.act(["merge", &two, "--into", &one]).changed_nothing(), @"
        ! error: `HD-tyrn5c` is not a ticket to merge into: it is merged into this one
        [exit 2]
        ");
    assert_snapshot!(desk.act(["merge", &one, "--into", &two]).changed_nothing(), @"! HD-tyrn5c is so already, nothing was changed · Login fails");
}
