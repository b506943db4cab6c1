//! The absences that ARCHITECTURE.md promises, looked for in the sources.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;

/// A source file without its comments and tests: name from `src/`, and text.
type Source = (String, String);

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    collect(&root, &root, &mut sources);
    sources.sort();
    sources
}

fn collect(root: &Path, folder: &Path, sources: &mut Vec<Source>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            collect(root, &path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            // `tests.rs` is the tests of a folder; elsewhere they stand at the end.
            if !name.ends_with("/tests.rs") {
                sources.push((name, code(&fs::read_to_string(&path).unwrap())));
            }
        }
    }
}

/// Leaves out comments and what follows `#[cfg(test)] mod`.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// Says where any of some words stands outside the places where it may.
fn strangers(words: &[&str], allowed: &[&str]) -> Vec<String> {
    let is_allowed = |name: &str| allowed.iter().any(|place| name.starts_with(place));
    let mut found = Vec::new();
    for (name, text) in sources().into_iter().filter(|(name, _)| !is_allowed(name)) {
        for (index, line) in text.lines().enumerate() {
            found.extend(words.iter().filter(|word| line.contains(*word)).map(|word| {
                format!("src/{name}, line {} of its code: `{word}` in `{}`", index + 1, line.trim())
            }));
        }
    }
    found
}

fn check(words: &[&str], allowed: &[&str]) {
    let found = strangers(words, allowed);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Says where a folder names another one that it must not know.
fn check_not_known(folder: &str, others: &[&str]) {
    let words: Vec<String> = others
        .iter()
        .flat_map(|other| {
            [format!("crate::{other}::"), format!("crate::{other};"), format!("crate::{{{other}")]
        })
        .collect();
    let mut found = Vec::new();
    for (name, text) in sources().into_iter().filter(|(name, _)| name.starts_with(folder)) {
        let lines = text.lines().filter(|line| words.iter().any(|word| line.contains(word.as_str())));
        found.extend(lines.map(|line| format!("src/{name}: `{}`", line.trim())));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn only_one_place_makes_html_of_strangers() {
    check(&["ammonia::", "push_html", "from_safe_string"], &["render/html/", "site/pages/"]);
    check(&["Parser::new"], &["markdown.rs"]);
}

#[test]
fn only_git_names_git2_or_starts_git() {
    check(&["git2::", "use git2"], &["git/"]);
    check(&["Command::new("], &["git/", "ui/"]);
    check(&["Command::new(\"git\")"], &["git/"]);
}

#[test]
fn only_ui_and_main_write_to_the_terminal() {
    check(
        &["println!", "eprintln!", "print!(", "eprint!(", "io::stdout", "io::stderr", "stdout()", "stderr()"],
        &["ui/", "main.rs"],
    );
    check(&["process::exit"], &["main.rs"]);
}

#[test]
fn only_the_command_line_names_clap() {
    check(&["clap::", "use clap", "clap_complete", "clap_mangen"], &["cli/", "main.rs"]);
}

#[test]
fn only_the_clock_asks_the_time() {
    check(&["Utc::now", "Local::now", "SystemTime::now"], &["clock.rs", "desk/act.rs"]);
    // A wait is measured where it is waited.
    check(&["Instant::now"], &["desk/lock.rs", "git/wait.rs", "ui/"]);
    check(&["from_os_rng", "rand::rng(", "thread_rng"], &["ops/mod.rs"]);
}

#[test]
fn the_thinking_folders_know_no_file_git_terminal_or_clock() {
    for folder in [
        "model/",
        "format/",
        "config/",
        "query/",
        "search/",
        "knowledge/",
        "site/",
        "markdown.rs",
        "sla/",
        "report/",
        "merge/",
        "when.rs",
        "view/time.rs",
        "view/changes.rs",
    ] {
        let words = [
            "std::fs",
            "fs::read",
            "std::env",
            "std::process",
            "std::io",
            "git2",
            "clap::",
            "anstream",
            "::now(",
        ];
        let elsewhere: Vec<String> =
            sources().into_iter().map(|(name, _)| name).filter(|name| !name.starts_with(folder)).collect();
        check(&words, &elsewhere.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn arrows_go_down_only() {
    check_not_known(
        "model/",
        &["format", "config", "git", "desk", "ops", "view", "render", "ui", "cli", "error", "clock"],
    );
    check_not_known(
        "format/",
        &["config", "git", "desk", "ops", "view", "render", "ui", "cli", "error", "clock"],
    );
    check_not_known(
        "config/",
        &["query", "git", "desk", "ops", "view", "render", "ui", "cli", "error", "clock"],
    );
    check_not_known(
        "query/",
        &["format", "git", "desk", "ops", "exchange", "view", "render", "ui", "cli", "error", "clock"],
    );
    check_not_known(
        "search/",
        &["config", "desk", "git", "ops", "view", "render", "ui", "cli", "error", "clock"],
    );
    check_not_known(
        "merge/",
        &[
            "config", "query", "git", "desk", "ops", "exchange", "view", "render", "ui", "cli", "error",
            "clock",
        ],
    );
    check_not_known(
        "sla/",
        &[
            "format", "query", "git", "desk", "ops", "exchange", "view", "render", "ui", "cli", "error",
            "clock",
        ],
    );
    check_not_known(
        "knowledge/",
        &["git", "desk", "ops", "exchange", "view", "render", "site", "ui", "cli", "error", "clock"],
    );
    check_not_known(
        "markdown.rs",
        &["git", "desk", "ops", "exchange", "view", "render", "site", "ui", "cli", "error", "clock"],
    );
    check_not_known("site/", &["git", "desk", "ops", "view", "ui", "cli", "error", "clock"]);
    check_not_known(
        "report/",
        &[
            "format", "query", "git", "desk", "ops", "exchange", "view", "render", "ui", "cli", "error",
            "clock",
        ],
    );
    check_not_known("when.rs", &["config", "query", "desk", "ops", "view", "cli", "error", "clock"]);
    check_not_known(
        "git/",
        &["model", "format", "config", "desk", "ops", "view", "render", "ui", "cli", "error", "clock"],
    );
    check_not_known("desk/", &["ops", "view", "render", "ui", "cli", "error", "clock"]);
    check_not_known("ops/", &["view", "render", "ui", "cli", "error", "clock"]);
    check_not_known("render/", &["git", "desk", "report", "ops", "view", "ui", "cli", "error", "clock"]);
    check_not_known("view/", &["git", "ui", "cli", "error", "clock"]);
    check_not_known("ui/", &["git", "desk", "ops", "view", "cli", "error", "clock"]);
}
