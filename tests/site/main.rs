//! The help centre made of real articles: its pages against the rules of HTML and of ours, and in a browser.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, missing_docs)]

mod browser;
mod corpus;
mod rules;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use git_desk::site::{File, Site, build};

fn by_path(files: Vec<File>) -> BTreeMap<String, Vec<u8>> {
    let count = files.len();
    let files: BTreeMap<_, _> = files.into_iter().map(|file| (file.path, file.bytes)).collect();
    assert_eq!(files.len(), count, "two files have one name");
    files
}

fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

#[test]
fn every_page_of_real_articles_is_valid() {
    let Some(site) = corpus::site("every_page_of_real_articles_is_valid") else { return };
    let files = by_path(build(&site));
    let found = rules::findings(&files);
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
    assert_eq!(files.keys().filter(|path| path.starts_with("KB-")).count(), site.articles.len());
    if let Some(folder) = std::env::var_os("DESK_SITE_OUT") {
        write(Path::new(&folder), &files);
    }
}

#[test]
fn every_page_of_small_and_hostile_sites_is_valid() {
    let empty = Site { name: "Empty".to_owned(), lang: "en".to_owned(), ..Site::default() };
    let hostile = Site { is_public: true, ..corpus::hostile() };
    for site in [empty, corpus::small(), corpus::hostile(), hostile] {
        let found = rules::findings(&by_path(build(&site)));
        assert!(found.is_empty(), "{}: {} findings:\n{}", site.name, found.len(), found.join("\n"));
    }
}

#[test]
fn a_rule_that_is_broken_is_found() {
    let files = by_path(build(&corpus::small()));
    let page = String::from_utf8(files["KB-aaaaaa.html"].clone()).unwrap();
    let (csp_start, csp_end) =
        (page.find("<meta http-equiv").unwrap(), page.find("<meta name=\"viewport\"").unwrap());
    for (broken, expect) in [
        (page.replace("</article>", "</span></article>"), "closing generic tag"),
        (page.replace("<h1", "<h2").replace("</h1", "</h2"), "0 of <h1>"),
        (page.replace("</main>", "<h5>a</h5></main>"), "<h5> follows <h2>"),
        (page.replace("</main>", "<p id=\"Content\"></p></main>"), "id `Content` twice"),
        (page.replace("index.html", "gone.html"), "`gone.html` leads nowhere"),
        (page.replace("#Content", "#Gone"), "`#Gone` leads nowhere"),
        (
            page.replace("</main>", "<img src=\"https://a.b/c.png\" alt=\"\"></main>"),
            "loads `https://a.b/c.png`",
        ),
        (page.replace("</main>", "<img src=\"icon.svg\"></main>"), "an <img> without words"),
        (page.replace("</main>", "<p style=\"color:red\">a</p></main>"), "style="),
        (page.replace("</main>", "<script>1</script></main>"), "a script inside"),
        (page.replace(&page[csp_start..csp_end], ""), "no content security policy"),
        (page.replace("<html lang=\"en\">", "<html>"), "no language"),
    ] {
        assert_ne!(broken, page, "{expect}");
        let mut files = files.clone();
        files.insert("KB-aaaaaa.html".to_owned(), broken.into_bytes());
        let found = rules::findings(&files);
        assert!(found.iter().any(|finding| finding.contains(expect)), "{expect}: {found:?}");
    }
}

#[test]
fn the_same_articles_make_the_same_bytes() {
    let site = corpus::small();
    let mut other = site.clone();
    other.articles.reverse();
    assert_eq!(build(&site), build(&other));
}

/// `cargo test --release --test site -- --ignored --nocapture` shows what the site of real articles costs.
#[test]
#[ignore = "a measurement"]
fn the_site_of_real_articles_is_measured() {
    let Some(folder) = corpus::unpacked("the_site_of_real_articles_is_measured") else { return };
    let out = tempfile::tempdir().unwrap();
    let best = |act: &dyn Fn()| -> Duration {
        let timed = |_| {
            let started = Instant::now();
            act();
            started.elapsed()
        };
        (0..15).map(timed).min().unwrap()
    };
    let floor = best(&|| {
        let find = Command::new("find")
            .arg(folder.path())
            .args(["-name", "*.md", "-exec", "cat", "{}", "+"])
            .output();
        assert!(find.unwrap().status.success());
    });
    let read = best(&|| assert!(!corpus::read(folder.path()).articles.is_empty()));
    let site = corpus::read(folder.path());
    let make = best(&|| assert!(!build(&site).is_empty()));
    let files = by_path(build(&site));
    let save = best(&|| write(out.path(), &files));
    let size: usize = files.values().map(Vec::len).sum();
    eprintln!("measured: {} articles, {} files, {size} bytes", site.articles.len(), files.len());
    eprintln!("measured: read by find and cat {floor:?}; here: read {read:?}, make {make:?}, write {save:?}");
    eprintln!("measured: ratio {:.1}", (read + make + save).as_secs_f64() / floor.as_secs_f64());
}
