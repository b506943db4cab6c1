//! The same commit, period and instant give the same bytes: in every clone, zone and locale, with and without a cache.

use crate::common::TestDesk;
use crate::desks::{WEEK, ten_fates};

/// Everything that a report can be.
fn all(desk: &TestDesk) -> Vec<String> {
    let mut outputs = Vec::new();
    for kind in ["week", "month", "sla", "levels", "load", "kb", "recurring", "product"] {
        for format in ["table", "md", "html"] {
            outputs.push(desk.run(["report", kind, "--week", WEEK, "--format", format, "--compare"]));
        }
    }
    outputs.push(desk.run(["report", "--week", WEEK, "--format", "json"]));
    outputs.push(desk.run(["report", "--week", WEEK, "--rows"]));
    outputs.push(desk.run(["report", "--month", "2026-11", "--format", "csv", "--as-of", "2026-11-20"]));
    outputs.into_iter().map(|output| output.success().stdout).collect()
}

#[test]
fn every_clone_gives_the_same_bytes() {
    let desk = ten_fates();
    let expected = all(&desk);
    assert!(expected.iter().all(|text| text.len() > 100));
    let full = desk.clone_to("full");
    assert_eq!(all(&full), expected, "a clone");
    let url = format!("file://{}", desk.work_tree().display());
    let shallow = full.work_tree().parent().unwrap().join("shallow");
    desk.git(["clone", "-q", "--depth", "1", &url, shallow.to_str().unwrap()]);
    let shallow = desk.inside("../shallow");
    assert_eq!(shallow.git(["rev-list", "--count", "HEAD"]).trim(), "1");
    assert_eq!(all(&shallow), expected, "a clone of depth 1");
    for (zone, locale) in [("Pacific/Auckland", "de_DE.UTF-8"), ("America/Lima", "tr_TR.UTF-8")] {
        let elsewhere = shallow.with("TZ", zone).with("LC_ALL", locale).with("LANG", locale);
        assert_eq!(all(&elsewhere), expected, "{zone} {locale}");
    }
    assert_eq!(all(&full.with("DESK_NO_CACHE", "1")), expected, "without a cache");
    // Packed threads are the same history, and a later day the same past.
    assert_eq!(all(&full.at("2027-03-01T09:00:00Z")), expected, "later");
}

#[test]
fn a_page_needs_nothing_else() {
    for kind in ["week", "sla", "product"] {
        let page = ten_fates().run(["report", kind, "--week", WEEK, "--format", "html"]).success().stdout;
        for foreign in ["<script", "http:", "https:", "src=", "@import", "url(", "<link", "<iframe", "onload"]
        {
            assert!(!page.contains(foreign), "{kind}: `{foreign}`");
        }
        let charts = page.matches("<svg ").count();
        assert!(charts > 0, "{kind}");
        for part in [
            "role=\"img\"",
            "<title id=",
            "<desc id=",
            "<details><summary>The numbers</summary>",
            "<figcaption>",
        ] {
            assert_eq!(page.matches(part).count(), charts, "{kind}: `{part}`");
        }
        assert!(page.contains("prefers-color-scheme: dark"));
    }
}

#[test]
fn a_title_cannot_become_a_part_of_the_page() {
    let desk = ten_fates();
    let path = desk.ticket_path("HD-bbbbb6");
    desk.replace(path, "level: N1", "level: N3");
    desk.replace(desk.ticket_path("HD-bbbbb6"), "title: Ticket bbbbb6", "title: \"<img src=x> | [x](y)\"");
    let page = |format| desk.run(["report", "product", "--week", WEEK, "--format", format]).success().stdout;
    assert!(page("html").contains("&lt;img src=x&gt;"), "{}", page("html"));
    assert!(page("md").contains("\\<img src=x\\> \\| \\[x\\](y)"), "{}", page("md"));
}
