//! How far an article can be trusted, and whom it is shown to: `kb validate`, `publish`, `archive`, `review`.

use insta::assert_snapshot;

use super::{article, desk};

#[test]
fn an_article_is_validated_then_published_then_archived() {
    let desk = desk();
    article(&desk, "new.md", "---\nid: KB-00aa00\nstate: draft # for now\n---\n\n## Resolution\n\nWait.\n");
    assert_snapshot!(desk.act(["kb", "publish", "00aa"]).changed_nothing(), @"
        ! error: `KB-00aa00` is draft, and only what is validated is public
        ! hint: read it, then `git desk kb validate KB-00aa00`
        [exit 1]
        ");
    let head = desk.head()[..12].to_owned();
    let act = desk.act(["kb", "validate", "00aa"]).to_string();
    let quoted = [format!("\"{head}\""), head];
    assert_snapshot!(quoted.iter().fold(act, |act, head| act.replace(head.as_str(), "HEAD")), @r#"
        ! KB-00aa00 validated, internal · new
        commit by Ann Lee: desk: kb validate KB-00aa00 | Desk-Article: KB-00aa00
          desk/kb/new.md
            -state: draft # for now
            +state: validated # for now
            +
            +reviewed: {at: "2026-11-23T09:00:00Z", by: ann, commit: HEAD}
        "#);
    assert_snapshot!(desk.act(["kb", "publish", "00aa"]), @"
        ! KB-00aa00 public · new
        commit by Ann Lee: desk: kb publish KB-00aa00 | Desk-Article: KB-00aa00
          desk/kb/new.md
            +
            +audience: public
        ");
    assert_snapshot!(desk.act(["kb", "publish", "00aa"]).changed_nothing(), @"! KB-00aa00 is so already, nothing was changed · new");
    assert_snapshot!(desk.act(["kb", "publish", "--internal", "00aa"]), @"
        ! KB-00aa00 internal · new
        commit by Ann Lee: desk: kb publish --internal KB-00aa00 | Desk-Article: KB-00aa00
          desk/kb/new.md
            -audience: public
            +audience: internal
        ");
    assert_snapshot!(desk.act(["kb", "archive", "00aa", "--superseded-by", "7k3m"]), @"
        ! KB-00aa00 archived, KB-7k3m2q takes its place · new
        commit by Ann Lee: desk: kb archive KB-00aa00 | Desk-Article: KB-00aa00
          desk/kb/new.md
            -state: validated # for now
            +state: archived # for now
            +
            +superseded_by: KB-7k3m2q
        ");
}

#[test]
fn what_cannot_be_trusted_is_refused() {
    let desk = desk();
    article(
        &desk,
        "empty.md",
        "---\nid: KB-00ee00\n---\n\n## Issue\n\nIt hurts.\n\n## Resolution\n\n## Cause\n",
    );
    assert_snapshot!(desk.act(["kb", "validate", "00ee"]).changed_nothing(), @"
        ! error: `KB-00ee00` has no resolution
        ! hint: write under `## Resolution` what to do: `git desk kb edit KB-00ee00`
        [exit 1]
        ");
    // One that is refused holds back the others: one act, one commit.
    assert_snapshot!(desk.act(["kb", "validate", "0d0d", "00ee"]).changed_nothing(), @"
        ! error: `KB-00ee00` has no resolution
        ! hint: write under `## Resolution` what to do: `git desk kb edit KB-00ee00`
        [exit 1]
        ");
    assert_snapshot!(desk.act(["kb", "archive", "7k3m", "--superseded-by", "7k3m"]).changed_nothing(), @"
        ! error: `KB-7k3m2q` is not another article: nothing takes its own place
        [exit 2]
        ");
    assert_snapshot!(desk.act(["kb", "archive", "zzzz"]).changed_nothing(), @"
        ! error: there is no article `zzzz`
        ! hint: `git desk kb list` shows them, `git desk kb search TEXT` finds them
        [exit 3]
        ");
}

#[test]
fn a_review_says_who_when_and_at_which_code() {
    let desk = desk();
    let head = desk.head();
    desk.at("10:00").run(["kb", "review", "7kzz"]).success();
    let line = format!("reviewed: {{at: \"2026-11-23T10:00:00Z\", by: ann, commit: \"{}\"}}", &head[..12]);
    let text = desk.file("desk/kb/sso.md");
    assert!(text.replace('"', "").contains(&line.replace('"', "")), "{text}");
}

#[test]
fn all_that_fit_a_query_are_validated_in_one_commit() {
    let desk = desk();
    assert_snapshot!(desk.run(["kb", "validate", "--query", "label:none"]), @"! no article fits");
    let before = desk.head();
    assert_snapshot!(desk.run(["kb", "validate", "--query", "state:draft OR label:sso"]), @"
        ! KB-0d0d0d validated, internal · Labels for the printer
        ! KB-7kzzzz validated, internal · Reset a login that loops
        ");
    assert_eq!(desk.git(["rev-list", "--count", &format!("{}..HEAD", before.trim())]), "1\n");
    let list = desk.run(["kb", "list", "state:validated"]).success().stdout;
    assert_eq!(list.lines().count(), 3, "{list}");
}
