//! `escalate` and `deescalate`.

use insta::assert_snapshot;

use crate::common::TestDesk;

fn desk_with_ticket() -> (TestDesk, String) {
    let desk = TestDesk::new();
    let id = desk.ticket("Router drops", ["-a", "@me"]);
    (desk, id)
}

#[test]
fn escalate_moves_to_the_team_of_the_next_level() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.act(["escalate", &id, "--reason", "skill", "-m", "Cache ruled out."]), @"
        ! HD-tyrn5c is now at N2, with team network, nobody has taken it yet · Router drops
        commit by Ann Lee: desk: escalate HD-tyrn5c to N2 | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  level: [N1, N2]
            +  team: [support, network]
            +  assignee: [ann, null]
            +reason: skill
            +---
            +
            +Cache ruled out.
          desk/tickets/2026-11/HD-tyrn5c.md
            -level: N1
            -team: support
            -assignee: ann
            +level: N2
            +team: network
            +assignee:
        ");
}

#[test]
fn escalate_can_skip_levels_and_name_somebody() {
    let (desk, id) = desk_with_ticket();
    let flags = ["escalate", &id, "--to", "n3", "--reason", "Access", "-a", "bob", "-m", "No key."];
    assert_snapshot!(desk.run(flags), @"! HD-tyrn5c is now at N3, with Bob Stone of team developers · Router drops");
}

#[test]
fn escalate_needs_a_reason() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.act(["escalate", &id, "-m", "x"]).changed_nothing(), @"
        ! error: an escalation needs a reason
        ! hint: give one with `--reason`: `skill`, `access`, `time`, `severity`, `request`
        [exit 2]
        ");
    assert_snapshot!(desk.act(["escalate", &id, "-m", "x", "--reason", "skil"]).changed_nothing(), @"
        ! error: `skil` is not a known reason
        ! hint: did you mean `skill`?
        [exit 2]
        ");
    assert_snapshot!(desk.act(["escalate", &id, "-m", "x", "--reason", "bored"]).changed_nothing(), @"
        ! error: `bored` is not a known reason
        ! hint: it is one of `skill`, `access`, `time`, `severity`, `request`
        [exit 2]
        ");
}

#[test]
fn escalate_needs_a_summary() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.act(["escalate", &id, "--reason", "skill"]).changed_nothing(), @"
        ! error: an escalation needs a summary of what was tried
        ! hint: say it with `-m`, for those who have the ticket next
        ! hint: or leave it as a note first: `git desk note HD-tyrn5c -m …`
        [exit 2]
        ");
    assert_snapshot!(desk.act(["escalate", &id, "--reason", "skill", "-m", " "]).changed_nothing(), @"
        ! error: an escalation needs a summary of what was tried
        ! hint: say it with `-m`, for those who have the ticket next
        ! hint: or leave it as a note first: `git desk note HD-tyrn5c -m …`
        [exit 2]
        ");
}

#[test]
fn the_summary_may_be_the_writers_last_note_at_this_level() {
    let (desk, id) = desk_with_ticket();
    desk.run(["note", &id, "-m", "Cache ruled out."]).success();
    desk.run(["escalate", &id, "--reason", "skill"]).success();
    // At the next level that note is old.
    assert_snapshot!(desk.act(["escalate", &id, "--reason", "skill"]).changed_nothing(), @"
        ! error: an escalation needs a summary of what was tried
        ! hint: say it with `-m`, for those who have the ticket next
        ! hint: or leave it as a note first: `git desk note HD-tyrn5c -m …`
        [exit 2]
        ");
    desk.run(["note", &id, "-m", "Router replaced."]).success();
    desk.run(["escalate", &id, "--reason", "skill"]).success();
    assert!(desk.file(desk.ticket_path(&id)).contains("level: N3\nteam: developers\n"));
}

#[test]
fn the_note_of_somebody_else_is_no_summary() {
    let (desk, id) = desk_with_ticket();
    desk.as_person("Bob Stone", "bob@example.com").run(["note", &id, "-m", "Cache ruled out."]).success();
    desk.run(["reply", &id, "-m", "We are on it."]).success();
    let output = desk.act(["escalate", &id, "--reason", "skill"]).changed_nothing();
    assert_eq!(output.code, 2, "{output}");
}

#[test]
fn there_is_an_end_to_escalation() {
    let (desk, id) = desk_with_ticket();
    let escalate = |to: &str| desk.run(["escalate", &id, "--reason", "skill", "-m", "x", "--to", to]);
    assert_snapshot!(escalate("N1"), @"
        ! error: `HD-tyrn5c` is at N1, N1 is not above it
        [exit 2]
        ");
    assert_snapshot!(escalate("N5"), @"
        ! error: `N5` is not a known level
        ! hint: it is one of `N1`, `N2`, `N3`, `N4`
        [exit 2]
        ");
    escalate("N4").success();
    assert_snapshot!(desk.act(["escalate", &id, "--reason", "skill", "-m", "x"]).changed_nothing(), @"
        ! error: `HD-tyrn5c` is at N4, the highest level
        [exit 2]
        ");
    assert_snapshot!(escalate("N3"), @"
        ! error: `HD-tyrn5c` is at N4, N3 is not above it
        [exit 2]
        ");
}

#[test]
fn a_done_ticket_does_not_move() {
    let (desk, id) = desk_with_ticket();
    desk.run(["solve", &id]).success();
    assert_snapshot!(desk.act(["escalate", &id, "--reason", "skill", "-m", "x"]).changed_nothing(), @"
        ! error: `HD-tyrn5c` is solved already
        ! hint: open it again with `git desk reopen HD-tyrn5c`
        [exit 2]
        ");
    assert_snapshot!(desk.act(["deescalate", &id]).changed_nothing(), @"
        ! error: `HD-tyrn5c` is solved already
        ! hint: open it again with `git desk reopen HD-tyrn5c`
        [exit 2]
        ");
}

#[test]
fn deescalate_goes_back_to_the_level_below() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.act(["deescalate", &id]).changed_nothing(), @"
        ! error: `HD-tyrn5c` is at N1, the lowest level
        [exit 2]
        ");
    desk.run(["escalate", &id, "--to", "N3", "--reason", "skill", "-m", "x"]).success();
    assert_snapshot!(desk.act(["deescalate", &id, "-m", "It is the cable."]), @"
        ! HD-tyrn5c is now at N2, with team network, nobody has taken it yet · Router drops
        commit by Ann Lee: desk: deescalate HD-tyrn5c to N2 | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.001Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  level: [N3, N2]
            +  team: [developers, network]
            +reason: return
            +---
            +
            +It is the cable.
          desk/tickets/2026-11/HD-tyrn5c.md
            -level: N3
            -team: developers
            +level: N2
            +team: network
        ");
    assert_snapshot!(desk.run(["deescalate", &id, "--to", "N4"]), @"
        ! error: `HD-tyrn5c` is at N2, N4 is not below it
        [exit 2]
        ");
}

#[test]
fn a_ticket_without_a_level_gets_one_first() {
    let (desk, id) = desk_with_ticket();
    desk.run(["edit", &id, "--set", "level="]).success();
    assert_snapshot!(desk.act(["escalate", &id, "--reason", "skill", "-m", "x"]).changed_nothing(), @"
        ! error: `HD-tyrn5c` has no level
        ! hint: give it one: `git desk edit HD-tyrn5c --set level=N1`
        [exit 2]
        ");
}

#[test]
fn levels_are_those_of_the_desk() {
    let desk = TestDesk::new();
    desk.policy(
        "schema: 1\nteams: {front: {}, back: {}}\nlevels:\n  - {name: Desk, team: front}\n  - {name: Lab, team: back}\n",
    );
    let id = desk.ticket("Router", []);
    assert_snapshot!(desk.run(["escalate", &id, "--reason", "time", "-m", "x"]), @"! HD-tyrn5c is now at Lab, with team back, nobody has taken it yet · Router");
    assert_snapshot!(desk.run(["escalate", &id, "--reason", "time", "-m", "x"]), @"
        ! error: `HD-tyrn5c` is at Lab, the highest level
        [exit 2]
        ");
}

#[test]
fn an_escalation_says_its_kind_and_what_set_it_off() {
    let (desk, id) = desk_with_ticket();
    let escalate = |kind: &str| {
        desk.run(["escalate", &id, "--reason", "severity", "-m", "The board asks.", "--kind", kind])
    };
    escalate("hierarchical").success();
    assert!(
        desk.last_entry(&id).contains("reason: severity\nescalation: hierarchical\n"),
        "{}",
        desk.last_entry(&id)
    );
    escalate("functional").success();
    assert!(!desk.last_entry(&id).contains("escalation:"), "the usual kind needs no word");
    assert_snapshot!(escalate("personal"), @"
        ! error: `personal` is not a known kind of escalation
        ! hint: it is one of `functional`, `hierarchical`
        [exit 2]
        ");
    let thread = desk.run(["show", &id, "--json", "thread"]).success().stdout;
    let thread: serde_json::Value = serde_json::from_str(&thread).unwrap();
    let told: Vec<String> = thread["item"]["thread"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["escalation"].to_string())
        .collect();
    assert_snapshot!(told.join("\n"), @r#"
        {"kind":"hierarchical","trigger":"manual","reason":"severity","from":"N1","to":"N2"}
        {"kind":"functional","trigger":"manual","reason":"severity","from":"N2","to":"N3"}
        "#);
}

#[test]
fn a_ticket_that_comes_back_to_a_level_bounces() {
    let (desk, id) = desk_with_ticket();
    let bounces = || {
        let output = desk.run(["show", &id, "--json", "bounces"]).success().stdout;
        serde_json::from_str::<serde_json::Value>(&output).unwrap()["item"]["bounces"].as_u64().unwrap()
    };
    let up = || desk.run(["escalate", &id, "--reason", "skill", "-m", "x"]).success();
    up();
    assert_eq!(bounces(), 0);
    desk.run(["deescalate", &id]).success();
    assert_eq!(bounces(), 1);
    up();
    assert_eq!(bounces(), 2);
    up();
    assert_eq!(bounces(), 2);
    let shown = desk.run(["show", &id]).success().stdout;
    assert!(shown.contains("Bounced   2 times between levels\n"), "{shown}");
    // A return is no escalation.
    desk.run(["deescalate", &id]).success();
    assert!(
        !desk.run(["show", &id, "--json", "thread"]).success().stdout.contains(r#""reason":"return","from""#)
    );
}
