//! The solve loop: `kb from`, `kb link`, `kb unlink`, `kb suggest`, and what `solve` and `new` do with articles.

use insta::assert_snapshot;

use super::{TUNNEL, article, desk};
use crate::common::TestDesk;

/// Makes a desk with one solved ticket, full of what is the requester's own.
fn solved() -> (TestDesk, String) {
    let desk = TestDesk::new();
    desk.add_policy("fields:\n  browser: {type: text}\n");
    let body =
        "Hi, this is Dana Roe (dana@example.com, +32 470 12 34 56).\n\n# Problem\nThe login page loops.";
    let who = "Dana Roe <dana@example.com>";
    let id = desk.ticket(
        "SSO loop for Dana",
        ["-b", body, "--reporter", who, "-l", "sso", "--set", "browser=Firefox"],
    );
    desk.run(["reply", &id, "-m", "Dear Dana, delete the cookie of the gateway."]).success();
    (desk, id)
}

#[test]
fn an_article_is_drafted_from_a_ticket_without_what_is_the_requesters_own() {
    let (desk, id) = solved();
    desk.run(["solve", &id]).success();
    assert_snapshot!(desk.act(["kb", "from", &id]), @"
        KB-tyrn5c
        ! HD-tyrn5c answered by KB-tyrn5c · SSO loop for Dana
        ! a draft in desk/kb/sso-loop-for-name.md
        commit by Ann Lee: desk: kb new KB-tyrn5c from HD-tyrn5c | Desk-Ticket: HD-tyrn5c | Desk-Article: KB-tyrn5c
          desk/kb/sso-loop-for-name.md
            +---
            +id: KB-tyrn5c
            +
            +title: SSO loop for [name]
            +
            +state: draft
            +audience: internal
            +lang:
            +
            +owner: ann
            +created: 2026-11-23T09:00:00Z
            +
            +reviewed:
            +
            +labels:
            +  - sso
            +
            +environment:
            +
            +covers:
            +
            +synonyms:
            +
            +superseded_by:
            +translation_of:
            +---
            +
            +## Issue
            +
            +Hi, this is [name] ([address], [number]).
            +
            +### Problem
            +The login page loops.
            +
            +## Environment
            +
            +- browser: Firefox
            +
            +## Resolution
            +
            +Dear [name], delete the cookie of the gateway.
            +
            +## Cause
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.002Z-64q7.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  articles: [null, [KB-tyrn5c]]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            +  - KB-tyrn5c
        ");
    desk.run(["check"]).success();
}

#[test]
fn a_ticket_is_solved_with_an_article_or_a_new_one() {
    let (desk, id) = solved();
    assert_snapshot!(desk.act(["solve", &id, "--new-article"]).output, @"
        KB-5c64q7
        ! HD-tyrn5c is solved · SSO loop for Dana
        ! HD-tyrn5c answered by KB-5c64q7 · SSO loop for Dana
        ! a draft in desk/kb/sso-loop-for-name.md
        ");
    let path = desk.files("desk/kb").remove(0);
    assert!(!desk.file(&path).to_lowercase().contains("dana"), "{}", desk.file(&path));
    let other = desk.ticket("VPN", []);
    article(&desk, "tunnel.md", TUNNEL);
    assert_snapshot!(desk.act(["solve", &other, "--kb", "7k3m", "-m", "As written."]), @"
        ! HD-64q7gx is solved · VPN
        commit by Ann Lee: desk: solve HD-64q7gx | Desk-Ticket: HD-64q7gx | Desk-Article: KB-7k3m2q
          desk/tickets/2026-11/HD-64q7gx.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-64q7gx
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  status: [new, solved]
            +  resolution: [null, solved]
            +  articles: [null, [KB-7k3m2q]]
            +---
            +
            +As written.
          desk/tickets/2026-11/HD-64q7gx.md
            -status: new
            -resolution:
            +status: solved
            +resolution: solved
            +  - KB-7k3m2q
        ");
    assert_snapshot!(desk.act(["solve", &other, "--kb", "zzzz"]).changed_nothing(), @"
        ! error: there is no article `zzzz`
        ! hint: `git desk kb list` shows them, `git desk kb search TEXT` finds them
        [exit 3]
        ");
    assert_snapshot!(desk.act(["solve", &other, &id, "--new-article"]).changed_nothing(), @"
        ! error: one article is drafted from one ticket
        ! hint: solve them one by one
        [exit 2]
        ");
}

#[test]
fn only_the_ticket_keeps_the_link() {
    let desk = desk();
    let id = desk.ticket("VPN", []);
    assert_snapshot!(desk.act(["kb", "link", &id, "7kzz", "7k3m"]), @"
        ! HD-tyrn5c answered by KB-7kzzzz, KB-7k3m2q · VPN
        commit by Ann Lee: desk: link HD-tyrn5c 2 articles | Desk-Ticket: HD-tyrn5c | Desk-Article: KB-7k3m2q | Desk-Article: KB-7kzzzz
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  articles: [null, [KB-7k3m2q, KB-7kzzzz]]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            +  - KB-7k3m2q
            +  - KB-7kzzzz
        ");
    assert_snapshot!(desk.act(["kb", "link", &id, "7k3m"]).changed_nothing(), @"! HD-tyrn5c is so already, nothing was changed · VPN");
    assert_snapshot!(desk.act(["kb", "unlink", &id, "7kzz"]), @"
        ! HD-tyrn5c no longer answered by KB-7kzzzz · VPN
        commit by Ann Lee: desk: unlink HD-tyrn5c KB-7kzzzz | Desk-Ticket: HD-tyrn5c | Desk-Article: KB-7kzzzz
          desk/tickets/2026-11/HD-tyrn5c.20261123T090000.001Z-tyrn.md
            +---
            +ticket: HD-tyrn5c
            +kind: event
            +at: 2026-11-23T09:00:00Z
            +by: Ann Lee <ann@example.org>
            +changes:
            +  articles: [[KB-7k3m2q, KB-7kzzzz], [KB-7k3m2q]]
            +---
          desk/tickets/2026-11/HD-tyrn5c.md
            -  - KB-7kzzzz
        ");
    assert_snapshot!(desk.act(["kb", "unlink", &id, "7kzz"]).changed_nothing(), @"
        ! error: `HD-tyrn5c` has no link `KB-7kzzzz`
        ! hint: it is one of `KB-7k3m2q`
        [exit 2]
        ");
    // An article that is gone can still be unlinked.
    desk.git(["rm", "-q", "desk/kb/network/tunnel.md"]);
    desk.git(["commit", "-qm", "gone"]);
    assert_snapshot!(desk.run(["kb", "unlink", &id, "KB-7k3m2q"]), @"! HD-tyrn5c no longer answered by KB-7k3m2q · VPN");
}

#[test]
fn what_may_answer_is_shown_with_its_score_and_reason() {
    let desk = desk();
    let id = desk.ticket("VPN tunnel drops again", ["-b", "Every ten minutes.", "-l", "vpn"]);
    assert_snapshot!(desk.run(["kb", "suggest", &id]), @"KB-7k3m2q  0.84  When the VPN tunnel drops  validated, shares vpn, tunnel, drops, every, ten");
    assert_snapshot!(desk.run(["kb", "suggest", "tunnel drops"]), @"
        KB-7k3m2q  0.82  When the VPN tunnel drops  validated, shares tunnel, drops
        HD-tyrn5c  0.91  VPN tunnel drops again  new, shares tunnel, drops
        ");
    assert_snapshot!(desk.run(["kb", "suggest", "coffee", "machine"]), @"! no article and no ticket is like it");
    assert_snapshot!(desk.run(["kb", "suggest", "--json", &id]), @r#"{"schema":1,"item":{"articles":[{"id":"KB-7k3m2q","title":"When the VPN tunnel drops","score":0.845,"shared":["vpn","tunnel","drops","every","ten","minutes"]}],"tickets":[]}}"#);
}

#[test]
fn a_second_article_of_a_ticket_is_not_made_unnoticed() {
    let desk = desk();
    let id = desk.ticket("VPN", []);
    desk.run(["close", &id, "-m", "Plugged in.", "--kb", "7k3m"]).success();
    let second = desk.run(["kb", "from", &id]).success();
    assert!(
        second.stderr.starts_with(
            "hint: `HD-tyrn5c` has `KB-7k3m2q` already: `git desk kb edit KB-7k3m2q` would mend that one\n"
        ),
        "{second}"
    );
}

#[test]
fn a_new_ticket_is_told_of_its_likely_duplicate_and_made() {
    let desk = desk();
    desk.ticket("VPN tunnel drops again", ["-b", "Every ten minutes.", "-l", "vpn"]);
    assert_snapshot!(desk.run(["new", "VPN tunnel drops again", "-b", "Every ten minutes.", "-l", "vpn", "--suggest"]), @"
        HD-64q7gx
        ! this may answer it:
        !   KB-7k3m2q  0.84  When the VPN tunnel drops  validated, shares vpn, tunnel, drops, every, ten
        !   HD-tyrn5c  1.00  VPN tunnel drops again  new, shares vpn, tunnel, drops, every, ten
        ! hint: `HD-tyrn5c` is likely the same: `git desk merge HD-64q7gx --into HD-tyrn5c`
        ");
    // Without a terminal nothing is shown that was not asked for.
    assert_snapshot!(desk.run(["new", "VPN tunnel drops"]), @"HD-rbyn3g");
    let id = desk.ticket("The tunnel drops every ten minutes", []);
    assert_snapshot!(desk.run(["solve", &id, "--suggest"]), @"
        ! HD-4bh5c1 is solved · The tunnel drops every ten minutes
        ! did one of these answer it? `git desk kb link HD-4bh5c1 ARTICLE`
        !   KB-7k3m2q  0.59  When the VPN tunnel drops  validated, shares tunnel, drops, every, ten, minutes
        ");
}
