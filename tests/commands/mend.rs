//! `mend`, after what git could not finish.

use crate::common::TestDesk;

/// Two branches on one ticket that conflict in its status and its labels; `main` is checked out.
fn scene() -> (TestDesk, String) {
    let desk = TestDesk::new();
    let id = desk.ticket("Login fails", ["-b", "It fails."]);
    desk.git(["checkout", "-qb", "other"]);
    desk.at("10:00").seed(2).run(["wait", &id, "--until", "2d"]).success();
    desk.at("10:01").seed(3).run(["edit", &id, "--add-label", "vpn"]).success();
    desk.git(["checkout", "-q", "main"]);
    desk.at("10:02").seed(4).run(["hold", &id, "-m", "a part is ordered"]).success();
    desk.at("10:03").seed(5).run(["edit", &id, "--add-label", "wifi"]).success();
    (desk, id)
}

#[test]
fn a_merge_is_settled_and_staged() {
    let (desk, id) = scene();
    insta::assert_snapshot!(desk.run(["mend"]), @"! nothing is in conflict");
    assert_eq!(desk.try_git(["merge", "other"]).code, 1);
    let told = desk.inside("desk").run(["mend"]);
    insta::assert_snapshot!(told.to_string().replace(&id, "ID"), @"! settled tickets/2026-11/ID.md");
    assert_eq!(desk.git(["diff", "--name-only", "--diff-filter=U"]), "");
    desk.git(["commit", "-q", "--no-edit"]);
    let text = desk.file(desk.ticket_path(&id));
    assert!(text.contains("status: on-hold\nresolution:\nuntil:\n"), "{text}");
    assert!(text.contains("labels:\n  - vpn\n  - wifi\n"), "{text}");
    assert_eq!(desk.run(["check"]).code, 0);
}

#[test]
fn a_stash_is_settled() {
    let (desk, id) = scene();
    desk.at("10:04").seed(6).run(["edit", &id, "--add-label", "sso", "--no-commit"]).success();
    desk.git(["stash", "-q", "-u"]);
    desk.at("10:05").seed(7).run(["edit", &id, "--add-label", "printer"]).success();
    assert_ne!(desk.try_git(["stash", "pop"]).code, 0);
    assert!(desk.file(desk.ticket_path(&id)).contains("<<<<<<<"));
    desk.run(["mend"]).success();
    let text = desk.file(desk.ticket_path(&id));
    assert!(
        text.contains("  - printer\n") && text.contains("  - sso\n") && text.contains("  - wifi\n"),
        "{text}"
    );
    desk.git(["stash", "drop", "-q"]);
    desk.run(["check", "--fix"]).success();
    assert_eq!(desk.run(["check"]).code, 0);
}

#[test]
fn what_somebody_settles_by_hand_is_left_alone() {
    let (desk, id) = scene();
    assert_eq!(desk.try_git(["merge", "other"]).code, 1);
    let path = desk.ticket_path(&id);
    let ours = desk.git(["show", &format!("HEAD:{path}")]);
    desk.write(&path, ours.replace("  - wifi\n", "  - vpn\n  - wifi\n  - by hand\n"));
    let told = desk.run(["mend"]);
    insta::assert_snapshot!(told.to_string().replace(&id, "ID"), @"! desk/tickets/2026-11/ID.md is left as you have it; `git add` it when it is right");
    assert!(desk.file(&path).contains("  - by hand\n"));
}

#[test]
fn a_policy_in_conflict_can_be_read_again() {
    let desk = TestDesk::new();
    let policy = |more: &str| {
        format!("schema: 1\nzone: UTC\npeople:\n  ann: {{name: Ann Lee, emails: [ann@example.org]}}\n{more}")
    };
    desk.policy(&policy(""));
    desk.git(["checkout", "-qb", "other"]);
    desk.policy(&policy("  cleo: {name: Cleo Park}\nprefix: AA\n"));
    desk.git(["checkout", "-q", "main"]);
    desk.policy(&policy("  bob: {name: Bob Stone}\nprefix: BB\n"));
    assert_eq!(desk.try_git(["merge", "other"]).code, 1);
    assert_eq!(desk.run(["list"]).code, 4);
    let told = desk.run(["mend"]);
    insta::assert_snapshot!(told, @"
    ! warning: desk/desk.yml: two people changed `prefix`; one value holds, the other is in a remark above it
    ! hint: keep what is right, then: git add desk/desk.yml
    [exit 1]
    ");
    let text = desk.file("desk/desk.yml");
    assert!(text.contains("  bob: {name: Bob Stone}\n  cleo: {name: Cleo Park}\n"), "{text}");
    assert!(text.contains("# The other side of a merge says:\n# prefix: AA\nprefix: BB\n"), "{text}");
    assert_eq!(desk.run(["list"]).code, 0);
    desk.git(["commit", "-qam", "merged"]);
    let checked = desk.run(["check"]);
    assert!(
        checked
            .stdout
            .contains("desk/desk.yml:7: two people changed the same key, and one value is in a remark"),
        "{checked}"
    );
}
