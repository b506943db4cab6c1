//! Tickets on their way in and out, through the program.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod common;

use common::TestDesk;

const LINES: &str = r#"{"record":"ticket","external":["x:1"],"title":"no","type":"incident","status":"closed","resolution":"solved","level":"N1","labels":["a"],"created":"2016-02-29T01:16:00Z","fields":{"made-sla":true,"score":1.5},"thread":[{"kind":"event","at":"2016-02-29T01:23:00Z","by":"Bob <b@example.com>","changes":{"team":[null,"Group 56"]}},{"kind":"reply","at":"2016-02-29T01:23:00Z","by":"Bob <b@example.com>","body":"---\n## 2016-01-01T00:00:00Z · note · x"},{"kind":"event","at":"2016-03-01T00:00:00Z","by":"Bob <b@example.com>","changes":{"status":["new","solved"]}}]}
{"record":"ticket","id":"HD-7k3m2q","title":"a: b #c","status":"open","created":"2026-11-20T00:00:00Z","body":"one\r\ntwo"}
"#;

fn with_lines(lines: &str) -> TestDesk {
    let desk = TestDesk::new();
    desk.write("in.jsonl", lines);
    desk
}

#[test]
fn an_import_is_one_commit_and_leaves_a_desk_without_findings() {
    let desk = with_lines(LINES);
    let before = desk.git(["rev-list", "--count", "HEAD"]).trim().parse::<usize>().unwrap();
    desk.run(["import", "in.jsonl"]).success();
    let after = desk.git(["rev-list", "--count", "HEAD"]).trim().parse::<usize>().unwrap();
    assert_eq!(after, before + 1);
    desk.run(["check"]).success();
    assert_eq!(desk.git(["status", "--porcelain", "desk"]), "");
}

#[test]
fn a_field_that_no_event_explains_is_told_by_one_more() {
    let desk = with_lines(LINES);
    desk.run(["import", "in.jsonl"]).success();
    let exported = desk.run(["export"]).success().stdout;
    let told = r#"{"kind":"event","at":"2016-03-01T00:00:00Z","by":"git-desk","changes":{"#;
    assert!(exported.contains(told), "{exported}");
    assert!(exported.contains(r#""via":"import""#), "{exported}");
}

#[test]
fn exported_imported_and_exported_again_is_the_same() {
    let desk = with_lines(LINES);
    desk.run(["import", "in.jsonl"]).success();
    let first = desk.run(["export"]).success().stdout;
    assert_eq!(first.lines().count(), 2);
    let other = with_lines(&first);
    other.run(["import", "in.jsonl"]).success();
    assert_eq!(other.run(["export"]).success().stdout, first);
}

#[test]
fn packing_and_unpacking_change_nothing_in_the_export() {
    let desk = TestDesk::new();
    let policy = desk.file("desk/desk.yml");
    desk.write("desk/desk.yml", format!("{policy}pack_after: never\n"));
    desk.write("in.jsonl", LINES);
    desk.run(["import", "in.jsonl"]).success();
    let loose = desk.run(["export"]).success().stdout;
    desk.write("desk/desk.yml", &policy);
    desk.run(["pack"]).success();
    let id = loose.split("\"id\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(desk.file(format!("desk/tickets/2016-02/{id}.thread.md")).contains("\\## 2016-01-01"));
    assert_eq!(desk.run(["export"]).success().stdout, loose);
    desk.run(["unpack", &id]).success();
    assert_eq!(desk.run(["export"]).success().stdout, loose);
    desk.run(["check"]).success();
}

#[test]
fn what_the_desk_has_is_skipped() {
    let desk = with_lines(LINES);
    desk.run(["import", "in.jsonl"]).success();
    let before = desk.git(["rev-parse", "HEAD"]);
    let again = desk.run(["import", "in.jsonl"]);
    assert!(again.stderr.contains("skipped 2, bad 0"), "{}", again.stderr);
    assert_eq!(desk.git(["rev-parse", "HEAD"]), before);
}

#[test]
fn a_bad_line_is_named_and_with_strict_keeps_all_others_out() {
    let desk = with_lines(&format!("{LINES}{{\"record\":\"ticket\"}}\n"));
    let before = desk.git(["rev-parse", "HEAD"]);
    let strict = desk.run(["import", "--strict", "in.jsonl"]);
    assert_eq!(strict.code, 1);
    assert!(strict.stderr.contains("line 3: `title` is missing"), "{}", strict.stderr);
    assert_eq!(desk.git(["rev-parse", "HEAD"]), before);
    let generous = desk.run(["import", "in.jsonl"]);
    assert_eq!(generous.code, 1);
    assert_eq!(desk.run(["export"]).success().stdout.lines().count(), 2);
}

#[test]
fn real_incidents_come_back_byte_for_byte() {
    let tool =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tools/servicenow_to_jsonl.py");
    let python = std::process::Command::new("python3").arg(&tool).args(["--limit", "300"]).output();
    let lines = match python {
        Ok(output) if output.status.success() => String::from_utf8(output.stdout).unwrap(),
        _ if tool.exists() && std::env::var_os("CI").is_some() => panic!("the tool of the shared data fails"),
        _ => {
            return eprintln!(
                "skipped: real_incidents_come_back_byte_for_byte: no Python, or no shared data"
            );
        }
    };
    let desk = with_lines(&lines);
    desk.run(["import", "in.jsonl"]).success();
    let first = desk.run(["export"]).success().stdout;
    assert_eq!(first.lines().count(), 300);
    desk.run(["check"]).success();
    let other = with_lines(&first);
    other.run(["import", "in.jsonl"]).success();
    assert_eq!(other.run(["export"]).success().stdout, first);
}
