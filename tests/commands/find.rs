//! The ways to name a ticket.

use insta::assert_snapshot;

use crate::common::TestDesk;

/// A desk with tickets of these ids.
fn desk_of(ids: &[&str]) -> TestDesk {
    let desk = TestDesk::new();
    for id in ids {
        desk.write(
            format!("desk/tickets/2026-11/{id}.md"),
            format!(
                "---\nid: {id}\nstatus: open\ncreated: 2026-11-23T08:00:00Z\n\ntitle: Ticket {id}\n---\n"
            ),
        );
    }
    desk.git(["add", "."]);
    desk.git(["commit", "-qm", "tickets"]);
    desk
}

#[test]
fn any_unique_prefix_names_a_ticket_in_any_case() {
    let desk = desk_of(&["HD-7k3m2q", "HD-9x8w7v"]);
    for name in ["HD-7k3m2q", "hd-7K3M2Q", "7k3m2q", "HD-7k", "7"] {
        let output = desk.run(["show", name, "--json", "id"]).success();
        assert_eq!(output.stdout, "{\"schema\":1,\"item\":{\"id\":\"HD-7k3m2q\"}}\n", "{name}");
    }
    for name in ["HD-7k3m", "7k3m", "7K3M2"] {
        desk.run(["take", name]).success();
    }
}

#[test]
fn an_unknown_ticket_is_not_found() {
    let desk = desk_of(&["HD-7k3m2q", "HD-9x8w7v"]);
    assert_snapshot!(desk.act(["take", "HD-000000"]).changed_nothing(), @"
        ! error: there is no ticket `HD-000000`
        [exit 3]
        ");
    assert_snapshot!(desk.act(["take", "HD-7k3n2q"]).changed_nothing(), @"
        ! error: there is no ticket `HD-7k3n2q`
        ! hint: did you mean `HD-7k3m2q`?
        [exit 3]
        ");
    assert_snapshot!(desk.act(["show", "nothing"]).changed_nothing(), @"
        ! error: there is no ticket `nothing`
        [exit 3]
        ");
    assert_snapshot!(desk.act(["show", "../HD-7k3m2q"]).changed_nothing(), @"
        ! error: there is no ticket `../HD-7k3m2q`
        [exit 3]
        ");
    assert_snapshot!(desk.act(["show", ""]).changed_nothing(), @"
        ! error: there is no ticket ``
        [exit 3]
        ");
}

#[test]
fn a_prefix_of_several_tickets_lists_them() {
    let desk = desk_of(&["HD-7k3m2q", "HD-7k3m9x", "HD-9x8w7v"]);
    assert_snapshot!(desk.act(["take", "7k3m"]).changed_nothing(), @"
        ! error: `7k3m` is not clear
        ! hint: it is one of `HD-7k3m2q`, `HD-7k3m9x`
        [exit 2]
        ");
    assert_snapshot!(desk.act(["show", "hd"]).changed_nothing(), @"
        ! error: there is no ticket `hd`
        [exit 3]
        ");
}

#[test]
fn an_act_needs_four_characters() {
    let desk = desk_of(&["HD-7k3m2q", "HD-9x8w7v"]);
    assert_snapshot!(desk.act(["close", "7k3"]).changed_nothing(), @"
        ! error: `7k3` is too short to change a ticket by
        ! hint: give at least 4 characters of the id
        ! hint: did you mean `HD-7k3m2q`?
        [exit 2]
        ");
    assert_snapshot!(desk.act(["close", "HD-7k3"]).changed_nothing(), @"
        ! error: `HD-7k3` is too short to change a ticket by
        ! hint: give at least 4 characters of the id
        ! hint: did you mean `HD-7k3m2q`?
        [exit 2]
        ");
}

#[test]
fn one_bad_name_stops_the_whole_act() {
    let desk = desk_of(&["HD-7k3m2q", "HD-9x8w7v"]);
    assert_snapshot!(desk.act(["close", "7k3m2q", "000000"]).changed_nothing(), @"
        ! error: there is no ticket `000000`
        [exit 3]
        ");
}

#[test]
fn a_ticket_named_twice_is_changed_once() {
    let desk = desk_of(&["HD-7k3m2q"]);
    assert_snapshot!(desk.run(["close", "7k3m2q", "HD-7k3m2q"]), @"! HD-7k3m2q is closed · Ticket HD-7k3m2q");
    assert_eq!(desk.entries("HD-7k3m2q").len(), 1);
}

#[test]
fn rows_of_a_list_belong_to_a_terminal() {
    let desk = desk_of(&["HD-7k3m2q"]);
    assert_snapshot!(desk.act(["take", "@1"]).changed_nothing(), @"
        ! error: there is no row 1 in the last list of this terminal
        ! hint: `@1` is the first row of the last `git desk list` in this terminal
        [exit 2]
        ");
    assert_snapshot!(desk.act(["take", "@last"]).changed_nothing(), @"
        ! error: no ticket was shown or changed here before
        ! hint: give the id of a ticket
        [exit 2]
        ");
    assert_snapshot!(desk.act(["take", "@me"]).changed_nothing(), @"
        ! error: there is no ticket `@me`
        [exit 3]
        ");
}

#[test]
fn a_dot_is_the_ticket_of_the_branch() {
    let desk = desk_of(&["HD-7k3m2q"]);
    desk.git(["switch", "-qc", "ann/hd-7k3m2q-sso-login"]);
    assert_snapshot!(desk.run(["take", "."]), @"! HD-7k3m2q is yours; open · Ticket HD-7k3m2q");
    desk.git(["switch", "-qc", "HD-000000"]);
    assert_snapshot!(desk.run(["take", "."]), @"
        ! error: there is no ticket `HD-000000`
        [exit 3]
        ");
    desk.git(["switch", "-q", "main"]);
    assert_snapshot!(desk.run(["take", "."]), @"
        ! error: the branch `main` names no ticket
        ! hint: `.` stands for the ticket that the branch is named after
        [exit 2]
        ");
}

#[test]
fn a_name_in_another_system_names_a_ticket() {
    let desk = desk_of(&["HD-7k3m2q", "HD-9x8w7v"]);
    desk.run(["edit", "7k3m2q", "--set", "external=github:acme/app#12,jira:OPS-1"]).success();
    assert_snapshot!(desk.run(["take", "GitHub:acme/app#12"]), @"! HD-7k3m2q is yours; open · Ticket HD-7k3m2q");
    assert_snapshot!(desk.run(["take", "jira:OPS-2"]), @"
        ! error: there is no ticket `jira:OPS-2`
        [exit 3]
        ");
    desk.run(["edit", "9x8w7v", "--set", "external=jira:OPS-1"]).success();
    assert_snapshot!(desk.run(["take", "jira:OPS-1"]), @"
        ! error: `jira:OPS-1` is not clear
        ! hint: it is one of `HD-7k3m2q`, `HD-9x8w7v`
        [exit 2]
        ");
}
