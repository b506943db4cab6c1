//! `kb stale`, `kb review` and `kb check --changed`.

use insta::assert_snapshot;

use super::article;
use crate::common::TestDesk;

/// A desk beside code, with an article about the code, reviewed.
fn desk() -> TestDesk {
    let desk = TestDesk::new();
    code(&desk, "src/auth/login.rs", "1", "2026-11-23T08:00:00Z");
    let text = "---\nid: KB-c0de00\ntitle: How the login works\nstate: validated\ncovers: [src/auth]\n---\n\n## Resolution\n\nSo.\n";
    article(&desk, "login.md", text);
    desk.run(["kb", "review", "c0de"]).success();
    desk
}

/// Commits a change of the code at a time.
fn code(desk: &TestDesk, path: &str, text: &str, time: &str) {
    desk.write(path, text);
    desk.git(["add", path]);
    let desk = desk.with("GIT_COMMITTER_DATE", time).with("GIT_AUTHOR_DATE", time);
    desk.git(["commit", "-qm", "code"]);
}

#[test]
fn an_article_is_stale_once_its_code_has_changed() {
    let desk = desk();
    assert_snapshot!(desk.run(["kb", "stale"]), @"! nothing says that an article is no longer right");
    code(&desk, "src/other.rs", "2", "2026-11-23T10:00:00Z");
    assert_snapshot!(desk.run(["kb", "stale"]), @"! nothing says that an article is no longer right");
    code(&desk, "src/auth/login.rs", "2", "2026-11-23T11:00:00Z");
    code(&desk, "src/auth/token.rs", "2", "2026-11-23T11:30:00Z");
    let desk = desk.at("12:00");
    let told = desk.run(["kb", "stale"]).success().stdout.replace(&desk.head()[..7], "COMMIT");
    assert_snapshot!(told, @"KB-c0de00	3 h ago	2 commits, COMMIT changed src/auth/token.rs	How the login works");
    let json: serde_json::Value =
        serde_json::from_str(&desk.run(["kb", "stale", "--json"]).success().stdout).unwrap();
    let item = &json["items"][0];
    assert_eq!(
        (&item["why"], &item["commits"], &item["commit"]),
        (&"code".into(), &2.into(), &desk.head().trim().into())
    );
    desk.run(["kb", "review", "c0de"]).success();
    assert_snapshot!(desk.run(["kb", "stale"]), @"! nothing says that an article is no longer right");
}

#[test]
fn the_use_of_an_article_is_a_review() {
    let desk = desk();
    code(&desk, "src/auth/login.rs", "2", "2026-11-23T11:00:00Z");
    let desk = desk.at("12:00");
    assert_eq!(desk.run(["kb", "stale", "--json"]).success().stdout.matches("KB-c0de00").count(), 1);
    let id = desk.ticket("Login", []);
    desk.run(["kb", "link", &id, "c0de"]).success();
    assert_snapshot!(desk.run(["kb", "stale"]), @"! nothing says that an article is no longer right");
    code(&desk, "src/auth/login.rs", "3", "2026-11-23T13:00:00Z");
    assert_eq!(desk.at("14:00").run(["kb", "stale"]).success().stdout.matches("KB-c0de00").count(), 1);
}

#[test]
fn an_article_about_no_code_is_stale_by_the_calendar() {
    let desk = TestDesk::new();
    article(&desk, "a.md", "---\nid: KB-aaaa00\ncreated: 2026-11-01T00:00:00Z\n---\n\n# Young\n");
    article(
        &desk,
        "b.md",
        "---\nid: KB-bbbb00\ncreated: 2026-01-01T00:00:00Z\nreviewed: 2026-03-01\n---\n\n# Old\n",
    );
    article(&desk, "c.md", "---\nid: KB-cccc00\n---\n\n# Of no age\n");
    article(&desk, "d.md", "---\nid: KB-dddd00\nstate: archived\n---\n\n# Gone\n");
    assert_snapshot!(desk.run(["kb", "stale"]), @"
        KB-bbbb00	267 d ago	267 days	Old
        KB-cccc00	never	never reviewed	Of no age
        ");
    assert_snapshot!(desk.run(["kb", "stale", "--days", "10", "aaaa"]), @"KB-aaaa00	never	22 days	Young");
}

#[test]
fn a_pull_request_is_told_which_articles_it_forgot() {
    let desk = desk();
    desk.git(["checkout", "-qb", "change"]);
    assert_snapshot!(desk.run(["kb", "check", "--changed", "main"]), @"! nothing found in 1 article");
    code(&desk, "src/auth/login.rs", "2", "2026-11-23T11:00:00Z");
    assert_snapshot!(desk.run(["kb", "check", "--changed", "main"]), @"
        desk/kb/login.md:5: `src/auth/login.rs`, which it covers, was changed; correct the article, or say that it is still right: `git desk kb review`
        ! 1 finding in 1 article
        [exit 1]
        ");
    desk.run(["kb", "review", "c0de"]).success();
    assert_snapshot!(desk.run(["kb", "check", "--changed", "main"]), @"! nothing found in 1 article");
    assert_snapshot!(desk.run(["kb", "check", "--changed", "nowhere"]), @"
        ! error: there is no commit `nowhere`
        ! hint: name a commit, a branch or a tag that has the desk: `git log -- desk` lists commits
        [exit 3]
        ");
}
