//! The JSON contract: fields may be added, one is never removed or changed.

use insta::assert_snapshot;
use serde_json::Value;

use crate::common::TestDesk;

/// A ticket with a value in every field, and an entry of every kind.
fn full() -> (TestDesk, String) {
    let desk = TestDesk::new();
    desk.add_policy("fields: {customer: {type: text}, seats: {type: number}}\n");
    let other = desk.ticket("Other", []);
    let id = desk.ticket(
        "Full",
        [
            "-b",
            "Body",
            "-l",
            "a,b",
            "-a",
            "bob",
            "--due",
            "1d",
            "--set",
            "customer=Acme",
            "--set",
            "seats=12",
        ],
    );
    desk.write("../log.txt", "error 42\n");
    desk.run(["edit", &id, "--set", "priority=P1", "--reason", "board"]).success();
    desk.run(["edit", &id, "--set", "external=jira:OPS-1", "--set", "articles=KB-1"]).success();
    desk.run(["link", &id, "parent", &other]).success();
    desk.run(["watch", &id]).success();
    desk.run(["note", &id, "-m", "Tried.", "--minutes", "5", "--attach", "../log.txt"]).success();
    desk.run(["escalate", &id, "--reason", "skill"]).success();
    desk.run(["assign", &id, "bob"]).success();
    desk.run(["wait", &id, "--until", "2d"]).success();
    (desk, id)
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Names the type of each field: `id string`, `labels [string]`.
fn types(object: &Value) -> String {
    let object = object.as_object().expect("an object");
    object.iter().map(|(key, value)| format!("{key} {}\n", type_of(value))).collect()
}

fn type_of(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "boolean".to_owned(),
        Value::Number(_) => "number".to_owned(),
        Value::String(text) if chrono::DateTime::parse_from_rfc3339(text).is_ok() => "instant".to_owned(),
        Value::String(_) => "string".to_owned(),
        Value::Array(items) => format!("[{}]", items.first().map(type_of).unwrap_or_default()),
        Value::Object(object) => {
            let fields: Vec<_> =
                object.iter().map(|(key, value)| format!("{key}: {}", type_of(value))).collect();
            format!("{{{}}}", fields.join(", "))
        }
    }
}

#[test]
fn the_fields_of_a_ticket_are_a_promise() {
    let (desk, id) = full();
    let shown = read(&desk.run(["show", &id, "--json", "all"]).success().stdout);
    assert_eq!(shown["schema"], 1);
    let mut item = shown["item"].clone();
    item["thread"] = Value::Null;
    assert_snapshot!(types(&item), @"
        id string
        title string
        status string
        category string
        resolution null
        priority string
        level string
        team string
        assignee string
        reporter string
        type string
        urgency string
        impact string
        source string
        created instant
        until instant
        due instant
        next_due instant
        sla null
        labels [string]
        links [{kind: string, to: string}]
        articles [string]
        watchers [string]
        external [string]
        fields {customer: string, seats: number}
        priority_override string
        path string
        body string
        bounces number
        thread null
        ");
    let known: Vec<&str> = git_desk::view::ticket::FIELDS.iter().map(|(name, _)| *name).collect();
    let keys: Vec<&str> = item.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, known);
}

#[test]
fn the_fields_of_an_empty_ticket_are_there() {
    let desk = TestDesk::new();
    desk.write(
        "desk/tickets/2026-11/HD-7k3m2q.md",
        "---\nid: HD-7k3m2q\nstatus: open\ncreated: 2026-11-23T08:00:00Z\ntitle: Bare\n---\n",
    );
    let listed = read(&desk.run(["list", "--json", "all"]).success().stdout);
    assert_snapshot!(types(&listed["items"][0]), @"
        id string
        title string
        status string
        category string
        resolution null
        priority null
        level null
        team null
        assignee null
        reporter null
        type null
        urgency null
        impact null
        source null
        created instant
        until null
        due null
        next_due null
        sla null
        labels []
        links []
        articles []
        watchers []
        external []
        fields {}
        priority_override null
        path string
        body string
        bounces null
        thread null
        ");
}

#[test]
fn the_fields_of_an_entry_are_a_promise() {
    let (desk, id) = full();
    let log = read(&desk.run(["log", &id, "--json"]).success().stdout);
    assert_eq!(log["schema"], 1);
    let entries = log["items"].as_array().unwrap();
    let find = |kind: &str| entries.iter().find(|entry| entry["kind"] == kind).unwrap();
    assert_snapshot!(types(find("note")), @"
        stamp string
        ticket string
        kind string
        at instant
        by string
        minutes number
        attachments [{name: string, sha256: string, size: number}]
        body string
        ");
    let escalation = entries.iter().find(|entry| entry["reason"] == "skill").unwrap();
    assert_snapshot!(types(escalation), @"
        stamp string
        ticket string
        kind string
        at instant
        by string
        changes {level: [string], team: [string], assignee: [string]}
        reason string
        escalation {kind: string, trigger: string, reason: string, from: string, to: string}
        ");
    let known: Vec<&str> = git_desk::view::entry::FIELDS.iter().map(|(name, _)| *name).collect();
    let strays = entries.iter().flat_map(|entry| entry.as_object().unwrap().keys());
    assert_eq!(strays.filter(|key| !known.contains(&key.as_str())).count(), 0);
}

#[test]
fn the_thread_of_a_ticket_is_that_of_the_log_turned_round() {
    let (desk, id) = full();
    let shown = read(&desk.run(["show", &id, "--json", "thread"]).success().stdout);
    let log = read(&desk.run(["log", &id, "--json"]).success().stdout);
    let mut entries = log["items"].as_array().unwrap().clone();
    entries.reverse();
    assert_eq!(shown["item"]["thread"], Value::Array(entries));
}

#[test]
fn fields_come_as_they_were_named() {
    let (desk, id) = full();
    assert_snapshot!(desk.run(["show", &id, "--json", "title,ID,labels"]), @r#"
        {"schema":1,"item":{"title":"Full","id":"HD-64q7gx","labels":["a","b"]}}
        "#);
    assert_snapshot!(desk.run(["list", "--json", "id,links", "--sort", "title", "-L", "1"]), @r#"
        {"schema":1,"items":[{"id":"HD-64q7gx","links":[{"kind":"parent","to":"HD-tyrn5c"}]}]}
        "#);
    assert_snapshot!(desk.run(["show", &id, "--json", "titel"]), @"
        ! error: `titel` is not a known field of the JSON
        ! hint: did you mean `title`?
        [exit 2]
        ");
}

#[test]
fn an_empty_list_is_a_list() {
    assert_snapshot!(TestDesk::new().run(["list", "--json", "id"]), @r#"
        {"schema":1,"items":[]}
        "#);
    assert_snapshot!(TestDesk::new().run(["log", "--json"]), @r#"
        {"schema":1,"items":[]}
        "#);
}
