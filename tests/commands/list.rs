//! `list` and the bare `git desk`.

use insta::assert_snapshot;

use crate::common::TestDesk;

/// Five tickets of every sort.
pub fn busy_desk() -> TestDesk {
    let desk = TestDesk::new();
    let dana = ["--reporter", "Dana Roe <dana@example.com>"];
    let at = |time: &str| desk.at(time);
    at("08:00")
        .ticket("Printer on fire", ["--urgency", "high", "--impact", "high", "-l", "printer", "-a", "ann"]);
    at("08:10").ticket("SSO loop", [dana[0], dana[1], "-l", "sso,auth", "--level", "N2"]);
    at("08:20").ticket("More disk", ["--type", "request", "--impact", "low", "-a", "bob", "--due", "1d"]);
    let waiting = at("08:30").ticket("Asked back", [dana[0], dana[1], "-a", "ann", "-l", "auth"]);
    let closed = at("08:40").ticket("Long done", []);
    at("08:50").run(["wait", &waiting]).success();
    at("08:50").run(["close", &closed]).success();
    desk
}

#[test]
fn list_shows_what_is_not_done_the_most_pressing_first() {
    assert_snapshot!(busy_desk().run(["list"]), @"
        HD-tyrn5c	P1	new	N1	Printer on fire	Ann Lee	printer	1 h
        HD-64q7gx	P3	new	N2	SSO loop		auth sso	50 min
        HD-4bh5c1	P3	pending	N1	Asked back	Ann Lee	auth	30 min
        HD-rbyn3g	P4	new	N1	More disk	Bob Stone		40 min
        ");
}

#[test]
fn list_filters() {
    let desk = busy_desk();
    let titles = |flags: &[&str]| {
        let output = desk.run(["ls"].iter().chain(flags)).success();
        let title = |line: &str| line.split('\t').nth(4).unwrap_or_default().to_owned();
        output.stdout.lines().map(title).collect::<Vec<_>>().join(", ")
    };
    let check = |flags: &[&str], expected: &str| assert_eq!(titles(flags), expected, "{flags:?}");
    check(&["-s", "closed"], "Long done");
    check(&["-s", "all", "--sort", "title"], "Asked back, Long done, More disk, Printer on fire, SSO loop");
    check(&["-s", "pending,closed"], "Asked back, Long done");
    check(&["-a", "@me"], "Printer on fire, Asked back");
    check(&["-a", "Bob@Example.com"], "More disk");
    check(&["-a", "@none"], "SSO loop");
    check(&["-a", "@none,bob", "--sort", "created"], "SSO loop, More disk");
    check(&["-l", "auth"], "SSO loop, Asked back");
    check(&["-l", "auth,sso"], "SSO loop");
    check(&["--level", "n2"], "SSO loop");
    check(&["--team", "network"], "SSO loop");
    check(&["--priority", "p1"], "Printer on fire");
    check(&["--type", "request"], "More disk");
    check(&["-L", "1"], "Printer on fire");
    check(&["--sort", "-created"], "Asked back, More disk, SSO loop, Printer on fire");
    check(&["--sort", "due,title"], "More disk, Asked back, Printer on fire, SSO loop");
    check(&["--sort", "assignee"], "Printer on fire, Asked back, More disk, SSO loop");
    check(&["--sort", "-level,title"], "SSO loop, Asked back, More disk, Printer on fire");
}

#[test]
fn list_says_when_nothing_fits() {
    assert_snapshot!(busy_desk().run(["list", "-l", "nothing"]), @"! no ticket fits");
}

#[test]
fn list_refuses_words_that_it_does_not_know() {
    let desk = busy_desk();
    let refused = |flag: &str, value: &str| desk.act(["list", flag, value]).changed_nothing();
    assert_snapshot!(refused("-s", "pendign"), @r#"
        ! error: `pendign` is not a known status
        !        status:"pendign"
        !               ^^^^^^^^^
        ! hint: did you mean `pending`?
        [exit 2]
        "#);
    assert_snapshot!(refused("--level", "N9"), @r#"
        ! error: `N9` is not a known level
        !        level:"N9"
        !              ^^^^
        ! hint: it is one of `N1`, `N2`, `N3`, `N4`
        [exit 2]
        "#);
    assert_snapshot!(refused("--sort", "ttile"), @"
        ! error: `ttile` is not a known sort key
        !        sort:ttile
        !             ^^^^^
        ! hint: did you mean `title`?
        [exit 2]
        ");
    assert_snapshot!(refused("--type", "bug"), @r#"
        ! error: `bug` is not a known type
        !        type:"bug"
        !             ^^^^^
        ! hint: it is one of `incident`, `request`, `question`, `problem`, `change`
        [exit 2]
        "#);
    assert_snapshot!(refused("--json", "titel"), @"
        ! error: `titel` is not a known field of the JSON
        ! hint: did you mean `title`?
        [exit 2]
        ");
    assert_snapshot!(refused("-L", "many"), @"
        ! error: invalid value 'many' for '--limit <COUNT>': invalid digit found in string
        ! 
        ! For more information, try '--help'.
        [exit 2]
        ");
}

#[test]
fn the_bare_command_shows_what_needs_you_now() {
    let desk = busy_desk();
    assert_snapshot!(desk.run::<&str>([]), @"
        Yours (1)
        HD-tyrn5c	P1	new	N1	Printer on fire	Ann Lee	printer	1 h

        Unanswered (1)
        HD-64q7gx	P3	new	N2	SSO loop		auth sso	50 min

        4 tickets are open · this week 5 opened, 1 solved
        ");
    assert_snapshot!(desk.as_person("Bob Stone", "bob@example.com").run::<&str>([]), @"
        Yours (1)
        HD-rbyn3g	P4	new	N1	More disk	Bob Stone		40 min

        Unanswered (1)
        HD-64q7gx	P3	new	N2	SSO loop		auth sso	50 min

        4 tickets are open · this week 5 opened, 1 solved
        ");
}

#[test]
fn a_waiting_ticket_counts_as_open_when_its_time_has_come() {
    let desk = TestDesk::new();
    let id = desk.ticket("Asked back", ["-a", "ann"]);
    desk.run(["wait", &id, "--until", "2d"]).success();
    assert_snapshot!(desk.at("2026-11-24T09:00:00Z").run::<&str>([]), @"1 ticket is open · this week 1 opened, 0 solved");
    assert_snapshot!(desk.at("2026-11-25T10:00:00Z").run::<&str>([]), @"
        Yours (1)
        HD-tyrn5c	P3	pending	N1	Asked back	Ann Lee		2 d

        1 ticket is open · this week 1 opened, 0 solved
        ");
}
