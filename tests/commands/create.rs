//! `init` and `new`.

use insta::assert_snapshot;

use crate::common::TestDesk;

#[test]
fn init_makes_a_desk_in_one_commit() {
    let desk = TestDesk::repository();
    assert_snapshot!(desk.run(["init", "--zone", "Europe/Brussels"]), @r#"
        ! made the desk `$DIR/repo/desk`
        ! warning: whoever can read this repository reads internal notes and addresses too
        ! hint: look at `$DIR/repo/desk/desk.yml`, then: git desk new "title"
        "#);
    assert_snapshot!(desk.git(["show", "--format=%s", "--name-status", "HEAD"]), @"
        desk: init

        A	desk/.gitattributes
        A	desk/desk.yml
        A	desk/templates/replies/solved.md
        A	desk/templates/tickets/incident.md
        ");
    assert_snapshot!(desk.git(["status", "--porcelain"]), @"");
    assert!(
        desk.file("desk/desk.yml").contains(
            "  ann: {name: Ann Lee, emails: [ann@example.org], teams: [support], role: technician}\n"
        )
    );
}

#[test]
fn a_new_desk_is_found_in_order_and_is_empty() {
    let desk = TestDesk::repository();
    desk.run(["init"]).success();
    assert_snapshot!(desk.run::<&str>([]), @r#"
        nothing is open
        ! hint: make a ticket with `git desk new "title"`; `git desk -h` lists the commands
        "#);
    assert_snapshot!(desk.run(["list"]), @"! no ticket fits");
    assert_snapshot!(desk.run(["log"]), @"! nothing has happened yet");
}

#[test]
fn init_takes_a_folder_and_a_prefix() {
    let desk = TestDesk::repository();
    desk.run(["init", "support", "--prefix", "OPS"]).success();
    let id = desk.with("DESK_DIR", "support").ticket("Printer", []);
    assert!(id.starts_with("OPS-"), "{id}");
    desk.git(["config", "desk.dir", "support"]);
    assert_snapshot!(desk.run(["list"]), @"OPS-tyrn5c	P3	new	N1	Printer			now");
    assert_snapshot!(desk.inside("support/tickets").run(["list"]), @"OPS-tyrn5c	P3	new	N1	Printer			now");
}

#[test]
fn looking_and_acting_find_the_desk_that_git_names() {
    let desk = TestDesk::repository();
    desk.run(["init", "support", "--prefix", "OPS"]).success();
    desk.run(["init"]).success();
    let check = |desk: &TestDesk, prefix: &str| {
        let id = desk.ticket("Printer", []);
        assert!(id.starts_with(prefix), "{id}");
        assert!(desk.run(["list"]).stdout.contains(&id), "{id}");
    };
    check(&desk, "HD-");
    let once = desk.with("GIT_CONFIG_COUNT", "1").with("GIT_CONFIG_KEY_0", "desk.dir");
    check(&once.with("GIT_CONFIG_VALUE_0", "support").seed(2), "OPS-");
    // The library does not know this kind of inclusion.
    desk.write("more", "[desk]\n\tdir = support\n");
    desk.git(["remote", "add", "origin", "https://example.org/it"]);
    desk.git(["config", "includeIf.hasconfig:remote.*.url:https://example.org/**.path", "../more"]);
    check(&desk.seed(3), "OPS-");
}

#[test]
fn init_refuses_what_would_not_be_a_desk() {
    let desk = TestDesk::repository();
    desk.write("desk/notes.txt", "mine");
    assert_snapshot!(desk.run(["init"]), @"
        ! error: `$DIR/repo/desk` exists and is no desk
        ! hint: name another folder: `git desk init support`
        [exit 2]
        ");
    assert_snapshot!(desk.run(["init", "../outside"]), @"
        ! error: `$DIR/repo/../outside` is not inside the work tree
        [exit 2]
        ");
    assert_snapshot!(desk.run(["init", ".git/desk"]), @"
        ! error: `$DIR/repo/.git/desk` is not inside the work tree
        [exit 2]
        ");
    assert_snapshot!(desk.run(["init", "--prefix", "hd"]), @"
        ! error: `hd` is not a prefix
        ! hint: take one to ten capital letters or digits, a letter first
        [exit 2]
        ");
    assert_snapshot!(desk.run(["init", "--zone", "Europe/Brusels"]), @"
        ! error: `Europe/Brusels` is not a time zone
        ! hint: did you mean `Europe/Brussels`?
        [exit 2]
        ");
    assert_eq!(desk.files("desk"), ["desk/notes.txt"]);
}

#[test]
fn a_desk_is_made_once() {
    let desk = TestDesk::repository();
    desk.run(["init"]).success();
    assert_snapshot!(desk.act(["init"]).changed_nothing(), @"
        ! error: `$DIR/repo/desk` is a desk already
        [exit 2]
        ");
}

#[test]
fn init_needs_a_repository() {
    assert_snapshot!(TestDesk::folder().run(["init"]), @"
        ! error: `$DIR/repo` is in no git repository
        ! hint: run `git init` first: git carries the history
        [exit 5]
        ");
}

#[test]
fn init_in_a_subfolder_makes_the_desk_at_the_top() {
    let desk = TestDesk::repository();
    desk.write("src/code.txt", "one\n");
    desk.inside("src").run(["init"]).success();
    assert!(desk.path("desk/desk.yml").exists());
}

#[test]
fn new_prints_the_id_and_nothing_else() {
    let desk = TestDesk::new();
    assert_snapshot!(desk.act(["new", "SSO login fails"]), @"
        HD-tyrn5c
        commit by Ann Lee: desk: new HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.md
            +---
            +id: HD-tyrn5c
            +status: new
            +resolution:
            +until:
            +created: 2026-11-23T09:00:00Z
            +level: N1
            +team: support
            +assignee:
            +reporter: Ann Lee <ann@example.org>
            +urgency: medium
            +
            +impact: medium
            +
            +priority:
            +source: cli
            +type: incident
            +
            +due:
            +
            +title: SSO login fails
            +
            +labels:
            +
            +links:
            +
            +articles:
            +
            +watchers:
            +
            +external:
            +---
        ");
}

#[test]
fn new_takes_every_field() {
    let desk = TestDesk::new();
    desk.add_policy("fields: {customer: {type: text}, seats: {type: number}}\n");
    let flags = [
        "new",
        "SSO login fails: loop",
        "-b",
        "Sent back for ever.\n\n---\n# 12",
        "--reporter",
        "Dana Roe <dana@example.com>",
        "--source",
        "phone",
        "-l",
        "sso,auth",
        "-l",
        "auth",
        "-a",
        "bob@example.com",
        "--type",
        "REQUEST",
        "--urgency",
        "high",
        "--impact",
        "high",
        "--level",
        "n2",
        "--due",
        "2d",
        "--set",
        "customer=Acme = Co",
        "--set",
        "seats=12",
    ];
    assert_snapshot!(desk.act(flags), @r#"
        HD-tyrn5c
        commit by Ann Lee: desk: new HD-tyrn5c | Desk-Ticket: HD-tyrn5c
          desk/tickets/2026-11/HD-tyrn5c.md
            +---
            +id: HD-tyrn5c
            +status: new
            +resolution:
            +until:
            +created: 2026-11-23T09:00:00Z
            +level: N2
            +team: network
            +assignee: bob
            +reporter: Dana Roe <dana@example.com>
            +urgency: high
            +
            +impact: high
            +
            +priority:
            +source: phone
            +type: request
            +
            +due: 2026-11-25T09:00:00Z
            +
            +title: "SSO login fails: loop"
            +
            +labels:
            +  - auth
            +  - sso
            +
            +links:
            +
            +articles:
            +
            +watchers:
            +
            +external:
            +
            +customer: Acme = Co
            +
            +seats: 12
            +---
            +
            +Sent back for ever.
            +
            +---
            +# 12
        "#);
}

#[test]
fn new_reads_its_description_from_standard_input() {
    let desk = TestDesk::new();
    let output = desk.run_with_input(["new", "Printer", "-F", "-"], "On fire.\r\nStill.\n").success();
    let file = desk.file(desk.ticket_path(output.stdout.trim()));
    assert!(file.ends_with("---\n\nOn fire.\nStill.\n"), "{file}");
}

#[test]
fn new_begins_with_a_template() {
    let desk = TestDesk::new();
    let id = desk.ticket("Printer", ["--template", "incident"]);
    let file = desk.file(desk.ticket_path(&id));
    assert!(file.contains("What happened, and what should have happened instead?\n"), "{file}");
    assert_snapshot!(desk.run(["new", "Printer", "--template", "incidnt"]), @"
        ! error: there is no template `incidnt`
        ! hint: `templates/tickets` has `incident`
        [exit 3]
        ");
}

#[test]
fn new_refuses_what_is_no_title_and_changes_nothing() {
    let desk = TestDesk::new();
    assert_snapshot!(desk.act(["new"]).changed_nothing(), @r#"
        ! error: there is no title
        ! hint: git desk new "what it is about"
        [exit 2]
        "#);
    assert_snapshot!(desk.act(["new", "  "]).changed_nothing(), @"
        ! error: the title is empty
        [exit 2]
        ");
    assert_snapshot!(desk.act(["new", &"x".repeat(9000)]).changed_nothing(), @"
        ! error: the title has 9000 bytes, more than the limit of 8192
        [exit 2]
        ");
    assert_snapshot!(desk.act(["new", "x", "-l", &"x".repeat(70_000)]).changed_nothing(), @"
        ! error: the ticket could not be read again: the front matter has more than 65536 bytes
        ! hint: give a long text with `-m`, `-b` or `-F`: a field is one line
        [exit 2]
        ");
    assert_snapshot!(desk.act(["new", "one", "-t", "two"]).changed_nothing(), @"
        ! error: the argument '[TITLE]' cannot be used with '--title <TITLE>'
        ! 
        ! Usage: git desk new <TITLE>
        ! 
        ! For more information, try '--help'.
        [exit 2]
        ");
}

#[test]
fn new_refuses_words_that_the_desk_does_not_know() {
    let desk = TestDesk::new();
    let refused = |flag: &str, value: &str| desk.act(["new", "x", flag, value]).changed_nothing();
    assert_snapshot!(refused("--type", "incidnt"), @"
        ! error: `incidnt` is not a known type
        ! hint: did you mean `incident`?
        [exit 2]
        ");
    assert_snapshot!(refused("--level", "N5"), @"
        ! error: `N5` is not a known level
        ! hint: it is one of `N1`, `N2`, `N3`, `N4`
        [exit 2]
        ");
    assert_snapshot!(refused("--team", "suport"), @"
        ! error: `suport` is not a known team
        ! hint: did you mean `support`?
        [exit 2]
        ");
    assert_snapshot!(refused("--urgency", "immediate"), @"
        ! error: `immediate` is not a known urgency
        ! hint: it is one of `low`, `medium`, `high`
        [exit 2]
        ");
    assert_snapshot!(refused("--due", "someday"), @"
        ! error: `someday` is not a time such as `2026-12-01`, `2026-12-01 14:00`, `tomorrow`, `friday` or `2d`
        [exit 2]
        ");
    assert_snapshot!(refused("--set", "customer"), @"
        ! error: invalid value 'customer' for '--set <KEY=VALUE>': it is written `key=value`
        ! 
        ! For more information, try '--help'.
        [exit 2]
        ");
    assert_snapshot!(refused("--set", "custmer=Acme"), @"
        ! error: `custmer` is not a known field
        ! hint: a desk's own fields are declared under `fields` in desk.yml
        [exit 2]
        ");
    assert_snapshot!(refused("--set", "id=HD-000000"), @"
        ! error: `id` cannot be changed
        [exit 2]
        ");
}

#[test]
fn a_due_date_is_the_whole_day() {
    let desk = TestDesk::new();
    let due = |text: &str| {
        let id = desk.ticket("Printer", ["--due", text]);
        let file = desk.file(desk.ticket_path(&id));
        file.lines().find(|line| line.starts_with("due:")).unwrap_or_default().to_owned()
    };
    assert_eq!(due("2026-12-01"), "due: 2026-12-01T22:59:00Z");
    assert_eq!(due("today"), "due: 2026-11-23T22:59:00Z");
    assert_eq!(due("2026-12-01 14:00"), "due: 2026-12-01T13:00:00Z");
    assert_eq!(due("4h"), "due: 2026-11-23T13:00:00Z");
}

#[test]
fn a_nul_character_is_refused() {
    let desk = TestDesk::new();
    let head = desk.head();
    assert_snapshot!(desk.run_with_input(["new", "x", "-F", "-"], "a\0b"), @"
        ! error: the text holds a NUL character
        [exit 2]
        ");
    assert_snapshot!(desk.run_with_input(["new", "x", "-F", "-"], b"a\xff"), @"
        ! error: `-` is not UTF-8 text
        ! hint: keep it with the ticket instead: `--attach`
        [exit 2]
        ");
    assert_eq!(desk.head(), head);
}

#[test]
fn many_open_brackets_are_only_a_title() {
    let desk = TestDesk::new();
    let title = format!("{}\"", "[".repeat(40));
    let id = desk.ticket(&title, [""; 0]);
    assert!(desk.run(["show", &id]).success().stdout.contains(&title));
}

#[test]
fn a_strange_title_stays_what_it_is() {
    let desk = TestDesk::new();
    for title in
        ["---", "issue #12", "no", "a: b", "- x", "\"'", "\u{202e}abc\u{1b}[31m", "two\nlines", " x "]
    {
        let id = desk.run(["new", "-t", title, "-b", title]).success().stdout;
        let shown = desk.run(["show", id.trim(), "--json", "title,body"]).success().stdout;
        let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
        assert_eq!((&shown["item"]["title"], &shown["item"]["body"]), (&title.into(), &title.into()));
    }
}

#[test]
fn somebody_unknown_is_accepted_with_a_hint() {
    let desk = TestDesk::new();
    assert_snapshot!(desk.run(["new", "Printer", "-a", "bo"]), @"
        HD-tyrn5c
        ! hint: `bo` is not among the `people` of desk.yml; did you mean `bob`?
        ");
}
