//! `ask`: the desk's own answer, and its honest hand-over.

use insta::assert_snapshot;

use super::desk;

#[test]
fn an_article_answers() {
    let desk = desk();
    assert_snapshot!(desk.act(["ask", "my VPN tunnel keeps dropping"]).changed_nothing(), @"
        KB-7k3m2q  0.61  When the VPN tunnel drops  validated
            Resolution: Set the keepalive to 25 s.
        ");
    assert_snapshot!(desk.run(["ask", "login", "loops", "after", "the", "password"]), @"
        KB-7kzzzz  0.68  Reset a login that loops  validated
            Resolution: Delete the cookie of the gateway.
        ");
    assert_snapshot!(desk.run(["ask", "--json", "my VPN tunnel keeps dropping"]), @r#"{"schema":1,"answered":true,"items":[{"id":"KB-7k3m2q","title":"When the VPN tunnel drops","path":"kb/network/tunnel.md","score":0.613,"passage":"Set the keepalive to 25 s."}]}"#);
}

#[test]
fn nothing_answers_and_a_person_is_asked() {
    let desk = desk();
    assert_snapshot!(desk.run(["ask", "how do I order a coffee machine, it's broken"]), @r#"
        ! error: no article answers this
        ! hint: open a ticket: `git desk ask --open 'how do I order a coffee machine, it'\''s broken'`
        [exit 1]
        "#);
    assert_snapshot!(desk.run(["ask", "--json", "coffee"]), @r#"
        {"schema":1,"answered":false,"items":[]}
        ! error: no article answers this
        ! hint: open a ticket: `git desk ask --open 'coffee'`
        [exit 1]
        "#);
    assert_snapshot!(desk.run(["ask", "?!"]), @"
        ! error: the question is empty
        [exit 2]
        ");
    // A draft answers nobody.
    assert_snapshot!(desk.run(["ask", "labels for the printer"]), @"
        ! error: no article answers this
        ! hint: open a ticket: `git desk ask --open 'labels for the printer'`
        [exit 1]
        ");
}

#[test]
fn the_public_is_shown_what_is_public() {
    let desk = desk();
    assert_eq!(desk.run(["ask", "login loops after the password"]).code, 0);
    let told = desk.run(["ask", "--public", "login loops after the password"]);
    assert_eq!((told.code, told.stdout.as_str()), (1, ""));
    assert!(!told.stderr.contains("7kzzzz"), "{told}");
    assert_snapshot!(desk.run(["ask", "--public", "--json", "VPN tunnel drops"]).code, @"0");
}

#[test]
fn a_ticket_is_opened_with_what_was_shown() {
    let desk = desk();
    let who = "Dana Roe <dana@example.com>";
    assert_snapshot!(desk.act(["ask", "--open", "--reporter", who, "the coffee machine drops everything"]), @"
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
            +reporter: Dana Roe <dana@example.com>
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
            +title: the coffee machine drops everything
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
            +
            +the coffee machine drops everything
            +
            +No article answers this; nearest:
            +
            +- KB-7k3m2q When the VPN tunnel drops (0.21)
        ");
    let opened = desk.run(["ask", "--open", "--json", "my VPN tunnel keeps dropping"]).success();
    let json: serde_json::Value = serde_json::from_str(&opened.stdout).unwrap();
    assert_eq!(json["answered"], true);
    let id = opened.stderr.trim();
    assert!(
        desk.file(desk.ticket_path(id)).contains("These articles were shown:\n\n- KB-7k3m2q"),
        "{opened}"
    );
}
