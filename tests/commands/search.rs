//! `search`: words in tickets and articles.

use insta::assert_snapshot;
use serde_json::Value;

use crate::common::TestDesk;

fn desk() -> TestDesk {
    let desk = TestDesk::new();
    desk.ticket("Printers print blank pages", ["-b", "Since Monday all of them."]);
    let vpn = desk.ticket("VPN drops", ["-b", "Every ten minutes, also when printing."]);
    let french = desk.ticket("Réinitialisation du mot de passe", ["-b", "Plus d'accès."]);
    desk.run(["reply", &vpn, "-m", "The tunnel's keepalive was wrong."]).success();
    desk.run(["close", &french]).success();
    let article =
        "---\nid: KB-7k3m2q\ntitle: When a tunnel drops\nlabels: [vpn]\n---\n\nSet the keepalive to 25 s.\n";
    desk.write("desk/kb/network/tunnel.md", article);
    desk
}

#[test]
fn search_finds_families_of_words_in_tickets_and_articles() {
    let desk = desk();
    assert_snapshot!(desk.run(["search", "printer"]), @"
        HD-tyrn5c	new	Printers print blank pages	
        HD-64q7gx	new	VPN drops	Every ten minutes, also when printing.
        ");
    assert_snapshot!(desk.run(["search", "keepalive", "tunnels"]), @"
        KB-7k3m2q	article	When a tunnel drops	Set the keepalive to 25 s.
        HD-64q7gx	new	VPN drops	The tunnel's keepalive was wrong.
        ");
    assert_snapshot!(desk.run(["search", "reinitialiser"]), @"HD-rbyn3g	closed	Réinitialisation du mot de passe	");
    assert_snapshot!(desk.run(["search", "keep*", "--query", "is:open"]), @"HD-64q7gx	new	VPN drops	The tunnel's keepalive was wrong.");
}

#[test]
fn search_says_when_only_some_words_are_there_or_none() {
    let desk = desk();
    assert_snapshot!(desk.run(["search", "printers", "unicorn", "-L", "1"]), @"
        HD-tyrn5c	new	Printers print blank pages	
        ! hint: nothing has all of these words; this has some of them
        ");
    assert_snapshot!(desk.run(["search", "unicorn"]), @"! nothing has any of these words");
    assert_snapshot!(desk.run(["search", "--", "-!-"]), @"
        ! error: what to look for is empty
        [exit 2]
        ");
}

#[test]
fn search_as_json_has_these_fields() {
    let desk = desk();
    let output = desk.run(["search", "keepalive", "--json"]).success();
    let json: Value = serde_json::from_str(&output.stdout).unwrap();
    let items = json["items"].as_array().unwrap();
    let keys: Vec<&str> = items[0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["kind", "id", "title", "status", "path", "score", "snippet", "marks"]);
    assert_eq!((&json["schema"], items.len()), (&Value::from(1), 2));
    let ticket = items.iter().find(|item| item["kind"] == "ticket").unwrap();
    assert_eq!(ticket["marks"], serde_json::json!(["keepalive"]));
    assert!(items.iter().all(|item| item["score"].as_f64().unwrap() > 0.0));
}

#[test]
fn search_without_the_cache_answers_the_same() {
    let desk = desk();
    let plain = desk.with("DESK_NO_CACHE", "1");
    for words in ["printer", "print*", "keepalive", "mot passe", "ten unicorn"] {
        let answers = [&desk, &plain].map(|desk| desk.run(["search", "--json", words]).success().stdout);
        assert_eq!(answers[0], answers[1], "{words}");
    }
}
