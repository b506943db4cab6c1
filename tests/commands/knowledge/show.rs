//! `kb list`, `kb show` and `kb search`.

use insta::assert_snapshot;
use serde_json::Value;

use super::{TUNNEL, article, desk};

#[test]
fn articles_are_listed_by_query() {
    let desk = desk();
    let id = desk.ticket("VPN", []);
    desk.run(["kb", "link", &id, "7k3m"]).success();
    assert_snapshot!(desk.run(["kb", "list"]), @"
        KB-0d0d0d	draft	internal	0		Labels for the printer
        KB-7kzzzz	validated	internal	0		Reset a login that loops
        KB-7k3m2q	validated	public	1	just now	When the VPN tunnel drops
        ");
    assert_snapshot!(desk.run(["kb", "list", "state:validated", "audience:public"]), @"KB-7k3m2q	validated	public	1	just now	When the VPN tunnel drops");
    assert_snapshot!(desk.run(["kb", "list", "uses:>0"]), @"KB-7k3m2q	validated	public	1	just now	When the VPN tunnel drops");
    assert_snapshot!(desk.run(["kb", "list", "label:sso,vpn", "-owner:bob"]), @"KB-7k3m2q	validated	public	1	just now	When the VPN tunnel drops");
    assert_snapshot!(desk.run(["kb", "list", "weight:3"]), @"KB-7k3m2q	validated	public	1	just now	When the VPN tunnel drops");
    assert_snapshot!(desk.run(["kb", "list", "gateway"]), @"KB-7kzzzz	validated	internal	0		Reset a login that loops");
    assert_snapshot!(desk.run(["kb", "list", "-L", "1"]), @"KB-0d0d0d	draft	internal	0		Labels for the printer");
    assert_snapshot!(desk.run(["kb", "list", "state:archived"]), @"! no article fits");
    desk.run(["kb", "archive", "7kzz"]).success();
    assert_eq!(desk.run(["kb", "list"]).success().stdout.lines().count(), 2);
    assert_snapshot!(desk.run(["kb", "list", "state:archived"]), @"KB-7kzzzz	archived	internal	0		Reset a login that loops");
}

#[test]
fn a_query_that_means_nothing_is_refused() {
    let desk = desk();
    assert_snapshot!(desk.run(["kb", "list", "audiense:public"]), @"
        ! error: `audiense` is not a known field
        !        audiense:public
        !        ^^^^^^^^
        ! hint: did you mean `audience`?
        [exit 2]
        ");
    assert_snapshot!(desk.run(["kb", "list", "state:"]), @"
        ! error: a value is missing
        !        state:
        !        ^^^^^^
        ! hint: write it after the sign, as in `status:open`
        [exit 2]
        ");
}

#[test]
fn a_list_as_json_has_these_fields() {
    let desk = desk();
    let output = desk.run(["kb", "list", "--json", "label:vpn"]).success();
    let json: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_snapshot!(serde_json::to_string_pretty(&json).unwrap(), @r#"
        {
          "schema": 1,
          "items": [
            {
              "id": "KB-7k3m2q",
              "title": "When the VPN tunnel drops",
              "state": "validated",
              "audience": "public",
              "lang": null,
              "owner": null,
              "created": null,
              "reviewed": null,
              "labels": [
                "vpn"
              ],
              "environment": [],
              "covers": [],
              "synonyms": [],
              "superseded_by": null,
              "translation_of": null,
              "uses": 0,
              "path": "kb/network/tunnel.md",
              "fields": {
                "weight": 3
              }
            }
          ]
        }
        "#);
}

#[test]
fn an_article_is_shown_by_id_prefix_and_file() {
    let desk = desk();
    let id = desk.ticket("VPN", []);
    desk.run(["kb", "link", &id, "7k3m"]).success();
    assert_snapshot!(desk.run(["kb", "show", "KB-7k3m2q"]), @"
        KB-7k3m2q  When the VPN tunnel drops
        validated · public

        File      desk/kb/network/tunnel.md
        Reviewed  2026-11-23 10:00 (just now)
        Labels    vpn
        Solved    1 (`HD-tyrn5c`)

        ## Issue

        The tunnel drops every ten minutes.

        ## Resolution

        Set the keepalive to 25 s.
        ");
    let shown = desk.run(["kb", "show", "7k3m"]).success();
    for text in ["kb-7K3M2Q", "7k3m2q", "desk/kb/network/tunnel.md", "network/tunnel.md", "tunnel.md"] {
        assert_eq!(desk.run(["kb", "show", text]), shown, "{text}");
    }
    assert_eq!(desk.run(["kb", "show", "7k3m", "--raw"]).success().stdout, TUNNEL);
    let json: Value =
        serde_json::from_str(&desk.run(["kb", "show", "7k3m", "--json"]).success().stdout).unwrap();
    assert_eq!(
        (&json["item"]["uses"], &json["item"]["fields"]["weight"]),
        (&Value::from(1), &Value::from(3))
    );
    assert!(json["item"]["body"].as_str().unwrap().starts_with("## Issue\n"));
    // A ticket's page names its articles.
    assert!(desk.run(["show", &id]).success().stdout.contains("KB-7k3m2q"));
}

#[test]
fn an_article_that_is_not_clear_is_not_guessed() {
    let desk = desk();
    assert_snapshot!(desk.run(["kb", "show", "7k"]), @"
        ! error: `7k` is not clear
        ! hint: it is one of `KB-7k3m2q (kb/network/tunnel.md)`, `KB-7kzzzz (kb/sso.md)`
        [exit 2]
        ");
    assert_snapshot!(desk.run(["kb", "show", "KB-7k3m2r"]), @"
        ! error: there is no article `KB-7k3m2r`
        ! hint: did you mean `KB-7k3m2q`?
        ! hint: `git desk kb list` shows them, `git desk kb search TEXT` finds them
        [exit 3]
        ");
    assert_snapshot!(desk.run(["kb", "show", "missing.md"]), @"
        ! error: there is no article `missing.md`
        ! hint: `git desk kb list` shows them, `git desk kb search TEXT` finds them
        [exit 3]
        ");
    desk.write("desk/kb/plain.md", "# Plain\n");
    assert_snapshot!(desk.run(["kb", "show", "plain.md"]), @"
        ! error: `kb/plain.md` has no id, so it is no article yet
        ! hint: `git desk kb add desk/kb/plain.md` gives it one
        [exit 3]
        ");
    desk.write("desk/kb/broken.md", "---\nid: KB-bbbbbb\nlabels: {a: b}\n---\n");
    assert_snapshot!(desk.run(["kb", "show", "broken.md"]), @r#"
        ! error: desk/kb/broken.md:3: `labels` cannot hold `{"a":"b"}`: it takes a list of texts
        ! hint: correct the value
        [exit 4]
        "#);
    assert_snapshot!(desk.run(["kb", "list", "label:vpn"]), @r#"
        KB-7k3m2q	validated	public	0		When the VPN tunnel drops
        ! warning: desk/kb/broken.md:3: `labels` cannot hold `{"a":"b"}`: it takes a list of texts; correct the value
        "#);
}

#[test]
fn html_does_no_harm() {
    let desk = desk();
    let text = "---\nid: KB-0h0h0h\n---\n\n# Bad\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) <b onclick=\"x()\">bold</b>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
    article(&desk, "bad.md", text);
    assert_snapshot!(desk.run(["kb", "show", "0h0h", "--html"]), @r#"
        <p><a>x</a> <b>bold</b></p>
        <div class="table"><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>
        <tr><td>1</td><td>2</td></tr>
        </tbody></table>
        </div>
        "#);
}

#[test]
fn a_search_ranks_articles_and_says_where() {
    let desk = desk();
    assert_snapshot!(desk.run(["kb", "search", "tunnels", "that", "drop"]), @"
        KB-7k3m2q	0.70	validated	When the VPN tunnel drops	The tunnel drops every ten minutes.
        KB-7kzzzz	0.11	validated	Reset a login that loops	Delete the cookie of the gateway.
        ");
    assert_snapshot!(desk.run(["kb", "search", "unicorn"]), @"! no article has any of these words");
    let output = desk.run(["kb", "search", "keepalive", "--json"]).success();
    let json: Value = serde_json::from_str(&output.stdout).unwrap();
    let item = json["items"][0].as_object().unwrap();
    let keys: Vec<&str> = item.keys().map(String::as_str).collect();
    assert_eq!(keys, ["id", "title", "path", "score", "snippet"]);
    assert_eq!((&json["schema"], &item["snippet"]), (&Value::from(1), &"Set the keepalive to 25 s.".into()));
}
