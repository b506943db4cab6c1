//! Commits and tickets, and the desk as it was.

use crate::common::TestDesk;

/// A desk with a ticket, and a function to commit code with a message.
fn scene() -> (TestDesk, String) {
    let desk = TestDesk::new();
    let id = desk.ticket("SSO login fails", ["--urgency", "high"]);
    (desk, id)
}

fn commit(desk: &TestDesk, file: &str, message: &str) {
    desk.write(file, message);
    desk.git(["add", file]);
    desk.git(["commit", "-qm", message]);
}

/// Names commits and ids as they are on any machine.
fn portable(desk: &TestDesk, id: &str, text: &str) -> String {
    let mut text = text.replace(id, "ID").replace(&id.to_lowercase(), "id");
    for line in desk.git(["log", "--all", "--format=%h %H", "--abbrev=7"]).lines() {
        let (short, long) = line.split_once(' ').unwrap();
        text = text.replace(long, "COMMIT").replace(short, "COMMIT");
    }
    text.replace("\"COMMIT\"", "COMMIT").replace('\t', " | ")
}

#[test]
fn the_commits_of_a_ticket_are_shown() {
    let (desk, id) = scene();
    insta::assert_snapshot!(portable(&desk, &id, &desk.run(["commits", &id]).to_string()), @"! no commit names ID");
    let later = desk.at("10:00");
    commit(&later, "a.rs", &format!("Look into {id}"));
    commit(&later, "b.rs", &format!("Try again\n\nTicket: {id}"));
    commit(&later, "c.rs", &format!("Renew the token\n\nFixes: {id}"));
    commit(&later, "d.rs", "Fixes: 54a4f0239f2e\n\nCloses #12");
    insta::assert_snapshot!(portable(&desk, &id, &desk.run(["commits", &id]).to_string()), @"
    COMMIT | 2026-11-23 11:00 | Ann Lee | fixes | Renew the token
    COMMIT | 2026-11-23 11:00 | Ann Lee | ticket | Try again
    COMMIT | 2026-11-23 11:00 | Ann Lee | text | Look into ID
    ");
    // Read from where the last look ended, and from the beginning, it is the same.
    commit(&later, "e.rs", &format!("More for {id}"));
    let cached = desk.run(["commits", &id, "--json"]).success();
    assert_eq!(cached, desk.with("DESK_NO_CACHE", "1").run(["commits", &id, "--json"]));
    assert_eq!(cached.stdout.matches("\"commit\"").count(), 4);
    // Another branch, which is not after what was read.
    desk.git(["checkout", "-q", "-b", "old", "HEAD~2"]);
    assert_eq!(desk.run(["commits", &id, "--json"]).stdout.matches("\"commit\"").count(), 3);
    let shown = desk.run(["show", &id, "--commits"]).success().stdout;
    assert!(portable(&desk, &id, &shown).contains("── COMMIT Renew the token · fixes · Ann Lee"), "{shown}");
}

#[test]
fn a_fix_is_found_in_branches_and_tags() {
    let (desk, id) = scene();
    let told = desk.run(["fixed-in", &id]);
    insta::assert_snapshot!(portable(&desk, &id, &told.to_string()), @"
    ! error: no commit says `Fixes: ID`
    [exit 3]
    ");
    desk.git(["checkout", "-qb", "work"]);
    commit(&desk, "a.rs", &format!("Renew the token\n\nFixes: {id}"));
    desk.git(["tag", "v1.0"]);
    desk.git(["checkout", "-q", "main"]);
    insta::assert_snapshot!(portable(&desk, &id, &desk.run(["fixed-in", &id]).to_string()), @"
    v1.0
    work
    ! COMMIT Renew the token
    ");
}

#[test]
fn a_ticket_is_started_on_a_branch_of_its_own() {
    let (desk, id) = scene();
    insta::assert_snapshot!(portable(&desk, &id, &desk.run(["start", &id]).to_string()), @"
    ! ID is yours; open · SSO login fails
    ! on the branch `id-sso-login-fails`
    ");
    insta::assert_snapshot!(portable(&desk, &id, &desk.at("10:00").run(["note", ".", "-m", "here"]).to_string()), @"! ID has your note · SSO login fails");
    desk.git(["checkout", "-q", "main"]);
    let again = desk.run(["start", &id]);
    insta::assert_snapshot!(portable(&desk, &id, &again.to_string()), @"
    ! ID is so already, nothing was changed · SSO login fails
    ! on the branch `id-sso-login-fails`
    ");
}

#[test]
fn what_commits_fixed_is_solved_once() {
    let (desk, id) = scene();
    let other = desk.seed(5).ticket("Another", []);
    commit(&desk, "a.rs", &format!("Renew the token\n\nFixes: {id}\nTicket: {other}"));
    commit(&desk, "b.rs", "Squashed (#12)\n\n* one\n\nFixes: HD-zzzzzz\n\nfixes #3");
    insta::assert_snapshot!(portable(&desk, &id, &desk.run(["apply-trailers"]).to_string()), @"
    ! ID would be solved by COMMIT · SSO login fails
    ! 1 ticket would be solved
    ");
    let desk = desk.at("10:00");
    let done = desk.act(["apply-trailers", "--commit"]);
    let done = portable(&desk, &id, &done.to_string());
    insta::assert_snapshot!(done, @"
    ! ID solved by COMMIT · SSO login fails
    ! 1 ticket solved
    commit by Ann Lee: desk: solve ID, fixed by commits | Desk-Ticket: ID
      desk/tickets/2026-11/ID.20261123T100000.000Z-tyrn.md
        +---
        +ticket: ID
        +kind: event
        +at: 2026-11-23T10:00:00Z
        +by: Ann Lee <ann@example.org>
        +changes:
        +  status: [new, solved]
        +  resolution: [null, solved]
        +commit: COMMIT
        +---
        +
        +Fixed by Ann Lee: Renew the token
      desk/tickets/2026-11/ID.md
        -status: new
        -resolution:
        +status: solved
        +resolution: solved
    ");
    insta::assert_snapshot!(desk.run(["apply-trailers", "--commit"]), @"! no commit solves an open ticket");
    // Opened again, it stays open, until another commit fixes it.
    desk.at("11:00").run(["reopen", &id]).success();
    insta::assert_snapshot!(desk.run(["apply-trailers", "--commit"]), @"! no commit solves an open ticket");
    commit(&desk, "c.rs", &format!("Really\n\nFixes: {id}"));
    insta::assert_snapshot!(desk.run(["apply-trailers", "HEAD~1..HEAD"]).to_string().lines().last().unwrap(), @"! 1 ticket would be solved");
    assert_eq!(desk.run(["apply-trailers", "no..such"]).code, 5);
}

#[test]
fn history_is_one_line_of_time() {
    let (desk, id) = scene();
    desk.at("10:00").run(["take", &id]).success();
    commit(&desk.at("11:00"), "a.rs", &format!("Renew the token\n\nFixes: {id}"));
    desk.at("12:00").seed(3).run(["note", &id, "-m", "Look at the gateway"]).success();
    insta::assert_snapshot!(portable(&desk, &id, &desk.run(["log", &id]).to_string()), @"
    2026-11-23 13:00 | ID | Ann Lee | note: Look at the gateway
    2026-11-23 12:00 | ID | Ann Lee | commit COMMIT Renew the token
    2026-11-23 11:00 | ID | Ann Lee | status new → open, assignee ann
    ");
    let patch = desk.run(["log", &id, "--patch"]).success().stdout;
    assert!(
        patch.contains("+status: open") && patch.contains("+Look at the gateway") && !patch.contains("a.rs"),
        "{patch}"
    );
}

#[test]
fn a_ticket_is_shown_as_it_was() {
    let (desk, id) = scene();
    desk.git(["tag", "first"]);
    let desk = desk.at("2026-11-24T10:00:00Z");
    desk.run(["take", &id]).success();
    let other = desk.seed(3).ticket("Another", []);
    for at in ["first", "2026-11-23", "yesterday", "HEAD~2"] {
        let shown = desk.run(["show", &id, "--raw", "--at", at]).success().stdout;
        assert!(shown.contains("status: new\n"), "{at}: {shown}");
    }
    assert!(desk.run(["show", &id, "--raw", "--at", "today"]).success().stdout.contains("status: open\n"));
    assert_eq!(desk.run(["show", &id, "--at", "nonsense"]).code, 3);
    assert_eq!(desk.run(["show", &id, "--at", "2020-01-01"]).code, 3);
    let told = desk.run(["diff", "first"]);
    insta::assert_snapshot!(told.to_string().replace(&id, "ID").replace(&other, "OTHER"), @"
    OTHER  made · Another
    ID  status new → open, assignee ann, 1 entry more · SSO login fails
    ! 2 tickets changed
    ");
    insta::assert_snapshot!(desk.run(["diff", "HEAD"]), @"! nothing has changed");
}
