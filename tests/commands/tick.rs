//! `tick`: what the passing of time does, once, whoever runs it.

use insta::assert_snapshot;

use super::clocks::promised;
use crate::common::TestDesk;

/// An hour after the breach of the ticket's resolution, and three hours after it.
const BREACHED: &str = "2026-11-24T10:00:00Z";
const LATER: &str = "2026-11-24T13:00:00Z";

#[test]
fn a_breach_passes_the_ticket_to_the_level_of_its_step() {
    let (desk, id) = promised();
    desk.run(["take", &id]).success();
    assert_snapshot!(desk.at("16:00").act(["tick"]).changed_nothing(), @"! nothing is due");
    assert_snapshot!(desk.at(BREACHED).act(["tick", "--dry-run"]).changed_nothing(), @"
        ! HD-tyrn5c would: level N1 → N2, due 1 h ago · SSO loop
        ! 1 step would be taken
        ");
    assert_snapshot!(desk.at(BREACHED).act(["tick"]), @r#"
        ! HD-tyrn5c level N1 → N2, due 1 h ago · SSO loop
        ! 1 step taken
        commit by Ann Lee: desk: tick HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261124T090000.000Z-22chxw1n.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-24T09:00:00Z
            +by: git-desk
            +changes:
            +  level: [N1, N2]
            +  team: [support, network]
            +  assignee: [ann, null]
            +reason: time
            +sla: {level: {target: "2h", calendar: office}}
            +trigger: timer
            +---
            +
            +breach of resolution: 8h in `office`.
          desk/tickets/2026-11/HD-tyrn5c.md
            -level: N1
            -team: support
            -assignee: ann
            +level: N2
            +team: network
            +assignee:
        "#);
    assert_snapshot!(desk.at(BREACHED).act(["tick"]).changed_nothing(), @"! nothing is due");
    // The next step later, and both at once for who ticks seldom.
    assert_snapshot!(desk.at(LATER).act(["tick"]), @r#"
        ! HD-tyrn5c level N2 → N3, due 2 h ago · SSO loop
        ! 1 step taken
        commit by Ann Lee: desk: tick HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261124T110000.000Z-gnrbpnx4.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-24T11:00:00Z
            +by: git-desk
            +changes:
            +  level: [N2, N3]
            +  team: [network, developers]
            +reason: time
            +sla: {level: {target: "8h", calendar: office}}
            +trigger: timer
            +---
            +
            +breach of resolution + 2h: 8h in `office`.
          desk/tickets/2026-11/HD-tyrn5c.md
            -level: N2
            -team: network
            +level: N3
            +team: developers
        "#);
    assert_snapshot!(desk.at(LATER).act(["tick"]).changed_nothing(), @"! nothing is due");
    assert_snapshot!(desk.at(LATER).run(["show", &id]), @"
        HD-tyrn5c  SSO loop
        open · P3 (medium urgency, medium impact) · N3 developers · nobody has it

        Reporter  Dana Roe <dana@example.com>
        Type      incident
        Source    cli
        Created   2026-11-23 10:00 (28 h ago)
        SLA       first response breached, 550% used: 2026-11-23 12:00, 26 h ago
                  resolution breached, 137% used: 2026-11-24 10:00, 4 h ago
                  level N2 met, 25% used: 2 h of 8 h

        ── Ann Lee · event · 2026-11-23 10:00 (28 h ago)
          status new → open, assignee ann

        ── git-desk · event · reason time · 2026-11-24 10:00 (4 h ago)
          level N1 → N2, team support → network, assignee ann removed
          breach of resolution: 8h in `office`.

        ── git-desk · event · reason time · 2026-11-24 12:00 (2 h ago)
          level N2 → N3, team network → developers
          breach of resolution + 2h: 8h in `office`.
        ");
    desk.at(LATER).run(["check"]).success();
}

#[test]
fn who_ticks_seldom_leaves_the_same_files() {
    let (desk, id) = promised();
    let often = desk.clone_to("often").seed(7);
    often.at(BREACHED).run(["tick"]).success();
    often.at(LATER).run(["tick"]).success();
    desk.at(LATER).run(["tick"]).success();
    assert_eq!(desk.entries(&id), often.entries(&id));
    for path in desk.entries(&id) {
        assert_eq!(desk.file(&path), often.file(&path));
    }
    assert_eq!(desk.file(desk.ticket_path(&id)), often.file(often.ticket_path(&id)));
}

#[test]
fn two_clones_that_tick_merge_cleanly_with_plain_git() {
    let (desk, id) = promised();
    let waiting = desk.ticket("Printer", []);
    desk.run(["wait", &waiting, "--until", "2026-11-23T20:00:00Z"]).success();
    let solved = desk.ticket("Disk", []);
    desk.run(["solve", &solved]).success();
    let other = desk.clone_to("other").seed(7).as_person("Bob Stone", "bob@example.com");
    let now = "2026-12-01T09:00:00Z";
    desk.at(now).run(["tick"]).success();
    other.at("2026-12-01T09:17:00Z").run(["tick"]).success();
    desk.git(["pull", "-q", "--no-rebase", "--no-edit", "../other", "main"]);
    assert_eq!(desk.git(["status", "--porcelain"]), "");
    for (ticket, events) in [(&id, 2), (&waiting, 4), (&solved, 2)] {
        assert_eq!(desk.entries(ticket).len(), events, "{ticket}: {:?}", desk.entries(ticket));
    }
    assert_snapshot!(desk.at("2026-12-01T10:00:00Z").act(["tick"]).changed_nothing(), @"! nothing is due");
    desk.at("2026-12-01T10:00:00Z").run(["check"]).success();
    other.git(["pull", "-q", "--no-rebase", "--no-edit", "../repo", "main"]);
    assert_snapshot!(other.at("2026-12-01T10:00:00Z").act(["tick"]).changed_nothing(), @"! nothing is due");
}

#[test]
fn a_ticket_whose_wait_is_over_is_opened() {
    let desk = TestDesk::new();
    let id = desk.ticket("Printer", []);
    desk.run(["wait", &id, "--until", "2026-11-23T12:00:00Z"]).success();
    assert_snapshot!(desk.at("11:59").act(["tick"]).changed_nothing(), @"! nothing is due");
    // A word since then changes nothing of it.
    desk.at("13:00").run(["note", &id, "-m", "Still waiting?"]).success();
    assert_snapshot!(desk.at("14:00").act(["tick"]), @r#"
        ! HD-tyrn5c status pending → open, due 2 h ago · Printer
        ! 1 step taken
        commit by Ann Lee: desk: tick HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T120000.000Z-cpt6cqf1.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T12:00:00Z
            +by: git-desk
            +changes:
            +  status: [pending, open]
            +  until: ["2026-11-23T12:00:00Z", null]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            -status: pending
            +status: open
            -until: 2026-11-23T12:00:00Z
            +until:
        "#);
    assert_snapshot!(desk.at("15:00").act(["tick"]).changed_nothing(), @"! nothing is due");
    desk.run(["check"]).success();
    // It may wait again.
    desk.at("15:00").run(["wait", &id, "--until", "2026-11-23T16:00:00Z"]).success();
    desk.at("16:00").run(["tick"]).success();
    assert!(desk.file(desk.ticket_path(&id)).contains("status: open\n"));
}

#[test]
fn a_solved_ticket_that_stays_quiet_is_closed() {
    let desk = TestDesk::new();
    let id = desk.ticket("Printer", []);
    desk.run(["solve", &id, "-r", "workaround"]).success();
    desk.at("2026-11-25T09:00:00Z").run(["note", &id, "-m", "Ordered a new one."]).success();
    assert_snapshot!(desk.at("2026-12-01T09:00:00Z").act(["tick"]).changed_nothing(), @"! nothing is due");
    assert_snapshot!(desk.at("2026-12-05T09:00:00Z").act(["tick"]), @"
        ! HD-tyrn5c status solved → closed, due 3 d ago · Printer
        ! 1 step taken
        commit by Ann Lee: desk: tick HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261202T090000.000Z-q3q9fngn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-12-02T09:00:00Z
            +by: git-desk
            +changes:
            +  status: [solved, closed]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            -status: solved
            +status: closed
        ");
    assert_snapshot!(desk.at("2026-12-06T09:00:00Z").act(["tick"]).changed_nothing(), @"! nothing is due");
    desk.add_policy("close_solved_after: never\n");
    let other = desk.ticket("Disk", []);
    desk.run(["solve", &other]).success();
    assert_snapshot!(desk.at("2027-12-06T09:00:00Z").act(["tick"]).changed_nothing(), @"! nothing is due");
}

#[test]
fn what_a_person_has_done_since_then_stays() {
    let (desk, id) = promised();
    // Taken after the breach: the level changes, and who has it does not.
    desk.at("2026-11-24T09:30:00Z").run(["take", &id]).success();
    desk.at(BREACHED).run(["tick"]).success();
    assert!(desk.file(desk.ticket_path(&id)).contains("level: N2\nteam: network\nassignee: ann\n"));
    desk.at(BREACHED).run(["check"]).success();
    // Sent back after the next moment: it stays where it was sent.
    desk.at("2026-11-24T12:45:00Z").run(["deescalate", &id, "-m", "It is the cable."]).success();
    assert_snapshot!(desk.at(LATER).act(["tick"]).changed_nothing(), @"! nothing is due");
    desk.at(LATER).run(["check"]).success();
}

#[test]
fn a_policy_that_was_taken_away_escalates_nothing() {
    let (desk, _) = promised();
    desk.add_policy("");
    assert_snapshot!(desk.at(LATER).act(["tick"]).changed_nothing(), @"! nothing is due");
    // Neither is a done ticket touched.
    let (desk, id) = promised();
    desk.at(BREACHED).run(["close", &id]).success();
    assert_snapshot!(desk.at(LATER).act(["tick"]).changed_nothing(), @"! nothing is due");
}

#[test]
fn the_customers_clocks_are_untouched_by_an_escalation() {
    let (desk, id) = promised();
    let clocks = |time: &str| {
        let output = desk.at(time).run(["sla", &id]).success().stdout;
        output.lines().filter(|line| !line.contains("level")).collect::<Vec<_>>().join("\n")
    };
    let before = clocks(LATER);
    desk.at(LATER).run(["tick"]).success();
    assert_eq!(clocks(LATER), before);
}
