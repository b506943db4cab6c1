//! `kb export`.

use insta::assert_snapshot;

use super::desk;
use crate::common::TestDesk;

/// Returns the files of a site, by name and text.
fn site(desk: &TestDesk, folder: &str) -> Vec<(String, String)> {
    let read = |path: String| (path[folder.len()..].to_owned(), desk.file(&path));
    desk.files(folder).into_iter().map(read).collect()
}

#[test]
fn the_site_shows_what_its_readers_may_see() {
    let desk = desk();
    assert_snapshot!(desk.run(["kb", "export", "--html", "all"]), @"! 2 articles in 11 files below all");
    assert_snapshot!(desk.run(["kb", "export", "--html", "out/public", "--public", "--name", "Help"]), @"! 1 article in 8 files below out/public");
    let has = |folder: &str, text: &str| site(&desk, folder).iter().any(|(_, page)| page.contains(text));
    for (text, is_public, is_internal) in [
        ("When the VPN tunnel drops", true, true),
        ("Reset a login that loops", false, true),
        ("cookie", false, true),
        ("Labels for the printer", false, false),
    ] {
        assert_eq!((has("out/public", text), has("all", text)), (is_public, is_internal), "{text}");
    }
}

#[test]
fn the_same_articles_make_the_same_bytes() {
    let desk = desk();
    desk.run(["kb", "export", "--html", "a"]).success();
    desk.at("2027-01-01T00:00:00Z").run(["kb", "export", "--html", "b"]).success();
    assert_eq!(site(&desk, "a"), site(&desk, "b"));
}

#[test]
fn a_withdrawn_article_is_not_served_any_more() {
    let desk = desk();
    desk.run(["kb", "export", "--html", "out"]).success();
    desk.write("out/KB-mine.html", "a page of our own");
    desk.write("secret", "kept");
    let listed = desk.file("out/.git-desk-site");
    desk.write("out/.git-desk-site", format!("{listed}../secret\n"));
    let before = desk.files("out");
    assert_snapshot!(desk.run(["kb", "export", "--html", "out", "--public"]), @"! 1 article in 8 files below out; 3 files of before removed");
    let gone: Vec<String> = before.into_iter().filter(|path| !desk.files("out").contains(path)).collect();
    assert_eq!(gone, ["out/KB-7kzzzz.html", "out/label-auth.html", "out/label-sso.html"]);
    assert_eq!(desk.file("out/KB-mine.html"), "a page of our own");
    assert_eq!(desk.file("secret"), "kept");
    assert_snapshot!(desk.run(["kb", "export", "--html", "out"]), @"! 2 articles in 11 files below out");
}

#[test]
fn a_help_centre_is_called_in_its_language() {
    let desk = desk();
    desk.run(["kb", "export", "--html", "out", "--lang", "fr"]).success();
    assert!(desk.file("out/index.html").contains("<title>Centre d’aide</title>"));
}

#[test]
fn pages_are_not_written_into_the_desk() {
    let desk = desk();
    assert_snapshot!(desk.act(["kb", "export", "--html", "desk/site"]).changed_nothing(), @"
        ! error: `$DIR/repo/desk/site` is in the desk
        ! hint: pages are no articles: name a folder elsewhere
        [exit 2]
        ");
    desk.write("file", "");
    assert_snapshot!(desk.run(["kb", "export", "--html", "file"]), @"
        ! error: `$DIR/repo/file` cannot be written: File exists (os error 17)
        [exit 5]
        ");
}
