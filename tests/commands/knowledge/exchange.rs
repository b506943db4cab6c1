//! Articles on their way out and in.

use insta::assert_snapshot;

use super::desk;
use crate::common::TestDesk;

#[test]
fn articles_go_out_and_come_in_as_they_were() {
    let desk = desk();
    let ticket = desk.ticket("VPN drops", ["-b", "Every ten minutes."]);
    desk.run(["kb", "link", &ticket, "7k3m2q"]).success();
    let exported = desk.run(["export"]).success();
    assert_snapshot!(exported.stderr, @"exported 1 ticket with 1 entry, 3 articles");
    let other = TestDesk::new();
    other.write("in.jsonl", &exported.stdout);
    assert_snapshot!(other.run(["import", "in.jsonl"]), @"! imported 1 ticket with 1 entry, 3 articles, skipped 0, bad 0");
    assert_eq!(other.run(["export"]).success().stdout, exported.stdout);
    other.run(["kb", "check"]).success();
    assert_snapshot!(other.run(["import", "in.jsonl"]), @"
        ! line 1 is skipped: `HD-tyrn5c` is in the desk already
        ! line 2 is skipped: `KB-7k3m2q` is in the desk already
        ! line 3 is skipped: `KB-0d0d0d` is in the desk already
        ! line 4 is skipped: `KB-7kzzzz` is in the desk already
        ! imported 0 tickets with 0 entries, skipped 4, bad 0
        ");
    other.run(["undo"]).success();
    assert!(other.files("desk/kb").is_empty());
}

#[test]
fn an_article_without_a_place_gets_one_and_a_bad_one_is_named() {
    let desk = TestDesk::new();
    let lines = r#"{"record":"article","title":"Reset it","body":"Turn the key."}
{"record":"article","title":"Reset it","path":"kb/../desk.yml"}
{"record":"article","title":"x","labels":{"a":"b"}}
{"record":"article","body":"no title"}
"#;
    desk.write("in.jsonl", lines);
    assert_snapshot!(desk.run(["import", "in.jsonl"]), @r#"
        ! warning: line 3: it cannot be kept as it is: `labels` cannot hold `{"a":"b"}`: it takes a list of texts
        ! warning: line 4: `title` is missing
        ! imported 0 tickets with 0 entries, 2 articles, skipped 0, bad 2
        ! error: 2 of 4 lines were not imported
        [exit 1]
        "#);
    assert_eq!(desk.files("desk/kb"), ["desk/kb/reset-it-2.md", "desk/kb/reset-it.md"]);
}
