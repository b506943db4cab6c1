//! `check` and `check --fix`, through the program.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::TestDesk;

fn desk_with_ticket() -> (TestDesk, String) {
    let desk = TestDesk::new();
    let id = desk.ticket("SSO login fails", []);
    (desk, id)
}

fn findings(desk: &TestDesk) -> String {
    let run = desk.run(["check"]);
    assert_eq!(run.code, i32::from(!run.stdout.is_empty()), "{}{}", run.stdout, run.stderr);
    run.stdout
}

#[test]
fn a_desk_in_use_has_no_findings() {
    let (desk, id) = desk_with_ticket();
    desk.run(["take", &id]).success();
    desk.run(["escalate", &id, "--reason", "skill", "-m", "tried"]).success();
    desk.run(["edit", &id, "--add-label", "vpn", "--title", "VPN", "--body", "new words"]).success();
    desk.run(["close", &id]).success();
    desk.run(["reopen", &id]).success();
    assert_eq!(findings(&desk), "");
}

#[test]
fn a_field_edited_and_committed_by_hand_gets_its_event_from_git() {
    let (desk, id) = desk_with_ticket();
    desk.run(["edit", &id, "--set", "urgency=high"]).success();
    let path = desk.ticket_path(&id);
    desk.write(&path, desk.file(&path).replace("urgency: high", "urgency: low"));
    desk.as_person("Bob Stone", "bob@example.com").git(["commit", "-qam", "by hand"]);
    assert!(findings(&desk).contains("`urgency` is `low`, the last event says `high`"));
    desk.run(["check", "--fix"]).success();
    assert_eq!(findings(&desk), "");
    let log = desk.run(["log", &id]).success().stdout;
    assert!(log.contains("Bob Stone\turgency high → low"), "{log}");
}

#[test]
fn an_entry_without_its_change_is_rolled_forward() {
    let (desk, id) = desk_with_ticket();
    desk.run(["edit", &id, "--set", "urgency=high"]).success();
    let path = desk.ticket_path(&id);
    desk.git(["reset", "-q", "--soft", "HEAD~1"]);
    desk.git(["reset", "-q"]);
    desk.git(["checkout", "-q", "--", path.as_str()]);
    assert!(findings(&desk).contains("the act was never finished"));
    desk.run(["check", "--fix"]).success();
    assert!(desk.file(&path).contains("urgency: high"));
    assert_eq!(findings(&desk), "");
    assert_eq!(desk.git(["status", "--porcelain"]), "");
}

#[test]
fn what_is_broken_is_named_with_its_line() {
    let (desk, id) = desk_with_ticket();
    let other = desk.ticket("Printer", []);
    let path = desk.ticket_path(&id);
    desk.write(&path, desk.file(&path).replace("status: new\n", "status: new\nstatus: open\n"));
    let found = findings(&desk);
    assert!(
        found
            .contains(&format!("{path}:4: `status` is given twice, first on line 3; keep one `status` line"))
    );
    assert!(desk.run(["list"]).success().stdout.contains(&other));
}

#[test]
fn unknown_words_and_dangling_links_are_findings() {
    let (desk, id) = desk_with_ticket();
    let path = desk.ticket_path(&id);
    let text = desk
        .file(&path)
        .replace("status: new", "status: opne")
        .replace("links:\n", "links:\n  - related HD-zzzz\n");
    desk.write(&path, &text);
    let found = findings(&desk);
    assert!(found.contains("`opne` is not a status that desk.yml knows; did you mean `open`?"), "{found}");
    assert!(found.contains("the link `related HD-zzzz` leads to no ticket"), "{found}");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_desk_is_named_and_not_followed() {
    let (desk, id) = desk_with_ticket();
    desk.write(
        "secret.txt",
        "---\nid: HD-secret\nstatus: open\ncreated: 2026-01-01\ntitle: secret words\n---\n",
    );
    let place = desk.ticket_path(&id);
    let link = desk.path(place.replace(&id, "HD-secret"));
    std::os::unix::fs::symlink(desk.path("secret.txt"), link).unwrap();
    assert!(findings(&desk).contains("not an ordinary file"));
    for command in [["list"].as_slice(), &["show", "HD-secret"], &["log"], &["export"]] {
        let run = desk.run(command.iter().copied());
        assert!(!run.stdout.contains("secret words"), "{command:?}");
    }
}
