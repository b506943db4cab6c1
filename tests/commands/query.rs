//! Queries in commands: lists, views, boards, what to do next, and changes to all that fit.

use insta::assert_snapshot;

use super::list::busy_desk;
use crate::common::TestDesk;

#[test]
fn a_query_finds_what_it_says() {
    let desk = busy_desk();
    let ids = |words: &[&str]| -> Vec<String> {
        let output = desk.run(["list", "--json", "title"].iter().chain(words)).success();
        let json: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
        let title = |item: &serde_json::Value| item["title"].as_str().unwrap().to_owned();
        json["items"].as_array().unwrap().iter().map(title).collect()
    };
    let check = |words: &[&str], expected: &str| assert_eq!(ids(words).join(", "), expected, "{words:?}");
    check(&["label:auth"], "SSO loop, Asked back");
    check(&["label:auth", "-label:sso"], "Asked back");
    check(&["-label:auth", "-s", "all", "--sort", "title"], "Long done, More disk, Printer on fire");
    check(&["(priority:P1 OR due:<2d)"], "Printer on fire, More disk");
    check(&["is:closed"], "Long done");
    check(&["level:>=N2"], "SSO loop");
    check(&["is:waiting sort:created"], "Asked back");
    check(&["is:unanswered"], "SSO loop");
    check(&["no:assignee", "created:<1h"], "SSO loop");
    check(&["loop"], "SSO loop");
    check(&["text:\"sso loop\""], "SSO loop");
    check(&["pri*", "-s", "all"], "Printer on fire");
    check(&["is:mine", "-is:waiting"], "Printer on fire");
    check(&["nonsense"], "");
}

#[test]
fn a_query_that_is_wrong_is_shown_with_its_place() {
    let desk = busy_desk();
    assert_snapshot!(desk.run(["list", "label:auth prioritty:P1 is:open"]), @"
        ! error: `prioritty` is not a known field
        !        label:auth prioritty:P1 is:open
        !                   ^^^^^^^^^
        ! hint: did you mean `priority`?
        [exit 2]
        ");
    assert_snapshot!(desk.run(["board", "(is:open"]), @"
        ! error: a parenthesis is not closed
        !        (is:open
        !        ^
        ! hint: close it with `)`, or put it in quotes to look for it
        [exit 2]
        ");
}

#[test]
fn a_view_is_a_query_with_a_name() {
    let desk = busy_desk();
    desk.add_policy("views: {waiting-long: \"is:waiting sort:created\"}\n");
    let listed = desk.run(["list", "waiting-long", "--ids"]).success().stdout;
    assert_eq!(listed, desk.run(["list", "is:waiting", "-q"]).success().stdout);
    desk.git(["config", "desk.view.hot", "priority:P1"]);
    assert_snapshot!(desk.run(["list", "hot"]), @"HD-tyrn5c	P1	new	N1	Printer on fire	Ann Lee	printer	1 h");
    assert_snapshot!(desk.run(["board", "hot"]), @"HD-tyrn5c P1 Printer on fire		");
}

#[test]
fn a_list_can_be_a_table_for_a_spreadsheet() {
    let desk = TestDesk::new();
    desk.ticket("=cmd|' /C calc'!A0, \"quoted\"", []);
    assert_snapshot!(desk.run(["list", "--csv"]), @r#"
        ID,PRI,STATUS,LVL,TITLE,ASSIGNEE,LABELS,AGE
        HD-tyrn5c,P3,new,N1,"'=cmd|' /C calc'!A0, ""quoted""",,,now
        "#);
}

#[test]
fn a_list_can_be_of_another_commit() {
    let desk = TestDesk::new();
    let id = desk.ticket("Printer", ["-l", "office"]);
    desk.git(["tag", "before"]);
    desk.run(["close", &id]).success();
    desk.run(["edit", &id, "-t", "Printer, again"]).success();
    let head = desk.head();
    assert_snapshot!(desk.run(["list", "--ref", "before"]), @"HD-tyrn5c	P3	new	N1	Printer		office	now");
    assert_snapshot!(desk.run(["list", "--ref", "before", "is:closed"]), @"! no ticket fits");
    assert_snapshot!(desk.run(["list", "-s", "all", "--ref", "HEAD"]), @"HD-tyrn5c	P3	closed	N1	Printer, again		office	now");
    assert_snapshot!(desk.run(["list", "--ref", "nowhere"]), @"
        ! error: there is no commit `nowhere`
        ! hint: name a commit, a branch or a tag that has the desk: `git log -- desk` lists commits
        [exit 3]
        ");
    assert_eq!((desk.head(), desk.git(["status", "--porcelain"])), (head, String::new()));
}

#[test]
fn a_board_has_a_column_for_each_meaning() {
    let desk = busy_desk();
    assert_snapshot!(desk.run(["board"]), @"
        HD-tyrn5c P1 Printer on fire	HD-4bh5c1 P3 Asked back	HD-rxrd45 P3 Long done
        HD-64q7gx P3 SSO loop		
        HD-rbyn3g P4 More disk		
        ");
    let json: serde_json::Value =
        serde_json::from_str(&desk.run(["board", "--json"]).success().stdout).unwrap();
    let columns = json["columns"].as_array().unwrap().iter();
    let counts: Vec<_> =
        columns.map(|column| (column["category"].clone(), column["count"].clone())).collect();
    assert_eq!(
        counts,
        [("active".into(), 3.into()), ("waiting".into(), 1.into()), ("done".into(), 1.into())]
    );
    assert_snapshot!(TestDesk::new().run(["board"]), @"! the board is empty");
}

#[test]
fn next_is_the_most_urgent_and_says_why() {
    let desk = busy_desk();
    let blocker = desk.ticket("Cable", ["-a", "bob"]);
    let sso = desk.run(["list", "loop", "-q"]).stdout.trim().to_owned();
    assert_snapshot!(desk.run(["next"]), @"
        8.0	HD-tyrn5c	Printer on fire	priority +8
        6.0	HD-64q7gx	SSO loop	unanswered +3, priority +2, level +1
        ");
    desk.run(["link", &sso, "blocked-by", &blocker]).success();
    assert_snapshot!(desk.run(["next", "label:sso"]), @"-2.0	HD-64q7gx	SSO loop	blocked -8, unanswered +3, priority +2, level +1");
    desk.run(["close", &blocker]).success();
    assert_snapshot!(desk.run(["next", "--all", "-L", "2"]), @"
        8.0	HD-tyrn5c	Printer on fire	priority +8
        6.0	HD-64q7gx	SSO loop	unanswered +3, priority +2, level +1
        ! hint: 1 more: `git desk next -L 3`
        ");
    let json: serde_json::Value =
        serde_json::from_str(&desk.run(["next", "--json", "label:sso"]).success().stdout).unwrap();
    assert_eq!(json["items"][0]["urgency"], 6.0);
    assert_eq!(json["items"][0]["parts"]["unanswered"], 3.0);
}

#[test]
fn what_fits_a_query_is_changed_in_one_commit() {
    let desk = busy_desk();
    let before = desk.head();
    let dry = desk.run(["edit", "--query", "label:auth", "--add-label", "login", "-n"]).success();
    assert!(dry.stderr.contains("would change 2 tickets"), "{dry}");
    assert_eq!((dry.stdout.lines().count(), desk.head()), (2, before.clone()));
    assert_snapshot!(desk.run(["edit", "--query", "label:auth", "--add-label", "login"]), @"
        ! changing 2 tickets
        ! HD-64q7gx labels +login · SSO loop
        ! HD-4bh5c1 labels +login · Asked back
        ");
    assert_eq!(desk.git(["rev-parse", "HEAD^"]), before);
    assert_snapshot!(desk.run(["close", "--query", "label:login", "-r", "duplicate"]), @"
        ! changing 2 tickets
        ! HD-64q7gx is closed as duplicate · SSO loop
        ! HD-4bh5c1 is closed as duplicate · Asked back
        ");
    assert_snapshot!(desk.act(["close", "--query", "label:login"]).changed_nothing(), @"! no ticket fits");
    assert_snapshot!(desk.act(["close", "--query", "label:", "-n"]).changed_nothing(), @"
        ! error: a value is missing
        !        label:
        !        ^^^^^^
        ! hint: write it after the sign, as in `status:open`
        [exit 2]
        ");
    assert_eq!(desk.run(["close", "28w0", "--query", "is:open"]).code, 2);
}

#[test]
fn a_later_word_of_the_requester_of_a_closed_ticket_is_unanswered() {
    let desk = TestDesk::new();
    let id = desk.at("08:00").ticket("Printer", ["--reporter", "Dana Roe <dana@example.com>"]);
    desk.at("08:10").run(["reply", &id, "-m", "Try again"]).success();
    desk.at("08:15").run(["reply", &id, "--from", "requester", "-m", "Thanks"]).success();
    desk.at("08:20").run(["close", &id]).success();
    assert_eq!(desk.run(["list", "is:unanswered", "-q"]).success().stdout, "");
    desk.at("08:30").git(["config", "desk.hooks", "never"]);
    let entry = format!(
        "---\nticket: {id}\nkind: reply\nat: 2026-11-23T08:40:00Z\nby: Dana Roe <dana@example.com>\n---\n\nNo!\n"
    );
    let path = desk.ticket_path(&id).replace(".md", ".20261123T084000.000Z-0000.md");
    desk.write(&path, entry);
    assert_eq!(desk.run(["list", "is:unanswered", "-q"]).success().stdout.trim(), id);
    assert!(desk.run::<&str>([]).success().stdout.contains("Unanswered (1)"));
}
