//! `kb new` and `kb edit`.

use insta::assert_snapshot;

use super::desk;
use crate::common::TestDesk;

#[test]
fn a_new_article_is_a_draft_with_parts_to_fill_in() {
    let desk = TestDesk::new();
    assert_snapshot!(desk.act(["kb", "new", "Reset SSO: a loop", "-l", "sso,auth", "--covers", "src/auth/**"]), @r#"
        KB-tyrn5c
        ! a draft in desk/kb/reset-sso-a-loop.md
        commit by Ann Lee: desk: kb new KB-tyrn5c | Desk-Article: KB-tyrn5c
          desk/kb/reset-sso-a-loop.md
            +---
            +id: KB-tyrn5c
            +
            +title: "Reset SSO: a loop"
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
            +  - auth
            +  - sso
            +
            +environment:
            +
            +covers:
            +  - src/auth/**
            +
            +synonyms:
            +
            +superseded_by:
            +translation_of:
            +---
            +
            +## Issue
            +
            +## Environment
            +
            +## Resolution
            +
            +## Cause
        "#);
    assert_snapshot!(desk.act(["kb", "new", "Mot de passe oublié", "--lang", "fr", "--owner", "bob"]), @"
        KB-64q7gx
        ! a draft in desk/kb/mot-de-passe-oublie.md
        commit by Ann Lee: desk: kb new KB-64q7gx | Desk-Article: KB-64q7gx
          desk/kb/mot-de-passe-oublie.md
            +---
            +id: KB-64q7gx
            +
            +title: Mot de passe oublié
            +
            +state: draft
            +audience: internal
            +lang: fr
            +
            +owner: bob
            +created: 2026-11-23T09:00:00Z
            +
            +reviewed:
            +
            +labels:
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
            +## Symptôme
            +
            +## Contexte
            +
            +## Résolution
            +
            +## Cause
        ");
}

#[test]
fn an_article_is_given_as_a_text_or_a_template() {
    let desk = TestDesk::new();
    assert_snapshot!(desk.act(["kb", "new", "Printer", "-m", "Turn it off.", "--folder", "hardware/printers"]), @"
        KB-tyrn5c
        ! a draft in desk/kb/hardware/printers/printer.md
        commit by Ann Lee: desk: kb new KB-tyrn5c | Desk-Article: KB-tyrn5c
          desk/kb/hardware/printers/printer.md
            +---
            +id: KB-tyrn5c
            +
            +title: Printer
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
            +Turn it off.
        ");
    // A second one of the same title has a file of its own.
    assert_snapshot!(desk.run(["kb", "new", "Printer", "-m", "And on.", "--folder", "hardware/printers"]), @"
        KB-64q7gx
        ! a draft in desk/kb/hardware/printers/printer-2.md
        ");
    assert_eq!(
        desk.files("desk/kb"),
        ["desk/kb/hardware/printers/printer-2.md", "desk/kb/hardware/printers/printer.md"]
    );
    desk.write("desk/templates/articles/steps.md", "## Resolution\n\n1. …\n");
    desk.run(["kb", "new", "Steps", "--template", "steps"]).success();
    assert!(desk.file("desk/kb/steps.md").ends_with("---\n\n## Resolution\n\n1. …\n"));
    assert_snapshot!(desk.act(["kb", "new", "Steps", "--template", "step"]).output, @"
        ! error: there is no template `step`
        ! hint: `templates/articles` has `steps`
        [exit 3]
        ");
    assert_snapshot!(desk.run(["kb", "new", " "]), @"
        ! error: the title is empty
        [exit 2]
        ");
    assert_snapshot!(desk.run(["kb", "new", "Out", "-m", "x", "--folder", "../tickets"]), @"
        ! error: `../tickets` is not a folder below `kb`, such as `accounts` or `network/vpn`
        [exit 2]
        ");
}

#[test]
fn an_edit_changes_the_lines_of_its_field() {
    let desk = desk();
    assert_snapshot!(desk.act(["kb", "edit", "7k3m", "--set", "audience=internal", "--add-label", "network"]), @"
        ! KB-7k3m2q edited · When the VPN tunnel drops
        commit by Ann Lee: desk: kb edit KB-7k3m2q | Desk-Article: KB-7k3m2q
          desk/kb/network/tunnel.md
            -audience: public
            -labels: [vpn]
            +audience: internal
            +labels:
            +  - network
            +  - vpn
        ");
    assert_snapshot!(desk.act(["kb", "edit", "7k3m", "7kzz", "--remove-label", "vpn"]), @"
        ! KB-7k3m2q edited · When the VPN tunnel drops
        ! KB-7kzzzz is so already, nothing was changed · Reset a login that loops
        commit by Ann Lee: desk: kb edit KB-7k3m2q | Desk-Article: KB-7k3m2q
          desk/kb/network/tunnel.md
            -  - vpn
        ");
    assert_snapshot!(desk.act(["kb", "edit", "7kzz", "-t", "Login loops", "--set", "synonyms=sign-in, log on", "--set", "owner="]), @"
        ! KB-7kzzzz edited · Login loops
        commit by Ann Lee: desk: kb edit KB-7kzzzz | Desk-Article: KB-7kzzzz
          desk/kb/sso.md
            -title: Reset a login that loops
            +title: Login loops
            -owner: bob
            +owner:
            +
            +synonyms:
            +  - sign-in
            +  - log on
        ");
    assert_snapshot!(desk.act(["kb", "edit", "7kzz", "-t", "Login loops"]).changed_nothing(), @"! KB-7kzzzz is so already, nothing was changed · Login loops");
}

#[test]
fn an_edit_refuses_what_it_does_not_know() {
    let desk = desk();
    assert_snapshot!(desk.act(["kb", "edit", "7k3m", "--set", "audiense=public"]).changed_nothing(), @"
        ! error: `audiense` is not a known field of an article
        ! hint: did you mean `audience`?
        [exit 2]
        ");
    assert_snapshot!(desk.act(["kb", "edit", "7k3m", "--set", "audience=publik"]).changed_nothing(), @"
        ! error: `publik` is not a known audience
        ! hint: did you mean `public`?
        [exit 2]
        ");
    assert_snapshot!(desk.act(["kb", "edit", "7k3m", "--set", "id=KB-000000"]).changed_nothing(), @"
        ! error: `id` cannot be changed
        [exit 2]
        ");
    assert_snapshot!(desk.act(["kb", "edit", "7k3m", "--set", "superseded_by=sso"]).changed_nothing(), @"
        ! error: `sso` is not an id such as `KB-4w9xp2`
        [exit 2]
        ");
    assert_snapshot!(desk.act(["kb", "edit", "7k3m"]).changed_nothing(), @"
        ! error: there is nothing to change
        ! hint: say what: `-t TITLE`, `--add-label LABEL`, `--set key=value`
        [exit 2]
        ");
    assert_snapshot!(desk.act(["kb", "edit", "7k", "--set", "lang=en"]).changed_nothing(), @"
        ! error: `7k` is too short to change an article by
        ! hint: give at least 4 characters of the id
        [exit 2]
        ");
}

#[test]
fn what_a_person_changed_by_hand_is_committed_along() {
    let desk = desk();
    desk.replace("desk/kb/network/tunnel.md", "25 s", "20 s");
    assert_snapshot!(desk.act(["kb", "edit", "7k3m", "--set", "lang=en"]), @"
        ! KB-7k3m2q edited · When the VPN tunnel drops
        commit by Ann Lee: desk: kb edit KB-7k3m2q | Desk-Article: KB-7k3m2q
          desk/kb/network/tunnel.md
            +
            +lang: en
            -Set the keepalive to 25 s.
            +Set the keepalive to 20 s.
        ");
    // Also where the act itself finds nothing to change.
    desk.replace("desk/kb/network/tunnel.md", "20 s", "15 s");
    assert_snapshot!(desk.act(["kb", "publish", "7k3m"]), @"
        ! KB-7k3m2q public · When the VPN tunnel drops
        commit by Ann Lee: desk: kb publish KB-7k3m2q | Desk-Article: KB-7k3m2q
          desk/kb/network/tunnel.md
            -Set the keepalive to 20 s.
            +Set the keepalive to 15 s.
        ");
}

#[test]
fn undo_takes_back_what_was_done_to_an_article() {
    let desk = desk();
    let before = desk.file("desk/kb/network/tunnel.md");
    desk.run(["kb", "archive", "7k3m", "--superseded-by", "7kzz"]).success();
    let head = desk.head().trim().to_owned();
    let act = desk.act(["undo"]).to_string();
    assert_snapshot!(act.replace(&head, "HEAD").replace(&head[..7], "HEAD"), @"
        ! took back `desk: kb archive KB-7k3m2q` (HEAD)
        commit by Ann Lee: desk: undo HEAD | Desk-Article: KB-7k3m2q | Desk-Undoes: HEAD
          desk/kb/network/tunnel.md
            -state: archived
            +state: validated
            -
            -superseded_by: KB-7kzzzz
        ");
    assert_eq!(desk.file("desk/kb/network/tunnel.md"), before);
    desk.run(["kb", "new", "Short-lived"]).success();
    desk.run(["undo"]).success();
    assert_eq!(desk.files("desk/kb").len(), 3);
}
