//! `kb check`: each kind of fault once.

use insta::assert_snapshot;

use super::{article, desk};

#[test]
fn a_sound_knowledge_base_has_no_findings() {
    let desk = desk();
    assert_snapshot!(desk.run(["kb", "check"]), @"! nothing found in 3 articles");
    desk.run(["check"]).success();
}

#[test]
fn each_fault_is_found_with_its_line() {
    let desk = desk();
    let id = desk.ticket("VPN", ["--reporter", "Dana Roe <dana@example.com>"]);
    desk.run(["kb", "link", &id, "7kzz"]).success();
    desk.git(["rm", "-q", "desk/kb/sso.md"]);
    article(&desk, "twice.md", "---\nid: KB-7k3m2q\n---\n\n# A copy\n");
    article(&desk, "nameless.md", "# No id\n");
    article(&desk, "broken.md", "---\nid: KB-bbbbbb\nlabels: {a: b}\n---\n");
    article(
        &desk,
        "words.md",
        "---\nid: KB-aaaa00\nstate: ready\naudience: all\ncovers: [\"src/a[\"]\n---\n",
    );
    article(&desk, "hollow.md", "---\nid: KB-bbbb00\nstate: validated\n---\n\n## Issue\n\nx\n");
    article(&desk, "early.md", "---\nid: KB-cccc00\naudience: public\n---\n\n# x\n");
    article(
        &desk,
        "gone.md",
        "---\nid: KB-dddd00\nsuperseded_by: KB-000000\ntranslation_of: KB-111111\n---\n\n# x\n",
    );
    article(&desk, "one.md", "---\nid: KB-eeee00\nsuperseded_by: KB-ffff00\n---\n\n# x\n");
    article(&desk, "two.md", "---\nid: KB-ffff00\nsuperseded_by: KB-eeee00\n---\n\n# x\n");
    let links = "---\nid: KB-gggg00\n---\n\n# Links\n\n[a](missing.md) [b](#nowhere) [c](network/tunnel.md#nothing)\n[good](network/tunnel.md#issue) [self](#links) [web](https://example.com/x)\n\nHD-zzzzzz and KB-zzzzzz\n";
    article(&desk, "links.md", links);
    let public = format!(
        "---\nid: KB-hhhh00\nstate: validated\naudience: public\n---\n\n## Resolution\n\nAsk dana@example.com,\nthat is Dana Roe, as in {id}.\n"
    );
    article(&desk, "public.md", &public);
    let found = desk.run(["kb", "check"]);
    assert_snapshot!(found, @r#"
        desk/kb/broken.md:3: `labels` cannot hold `{"a":"b"}`: it takes a list of texts; correct the value
        desk/kb/early.md:3: it is public, and draft; validate it, or make it internal
        desk/kb/gone.md:3: `superseded_by` is `KB-000000`, which is no article; correct `superseded_by`, or empty it
        desk/kb/gone.md:4: `translation_of` is `KB-111111`, which is no article; correct `translation_of`, or empty it
        desk/kb/hollow.md:3: it is validated, and says nothing to do; write under `## Resolution` what to do, or make it a draft again
        desk/kb/links.md:7: the link `missing.md` leads nowhere; correct it, or take it away
        desk/kb/links.md:7: the link `#nowhere` leads to no heading; correct it, or take it away
        desk/kb/links.md:7: the link `network/tunnel.md#nothing` leads to no heading; correct it, or take it away
        desk/kb/links.md:10: there is no ticket `HD-zzzzzz`; correct it
        desk/kb/links.md:10: there is no article `KB-zzzzzz`; correct it
        desk/kb/nameless.md: it has no id, so it is no article yet; `git desk kb add` gives it one
        desk/kb/one.md:3: `superseded_by` leads in a circle: KB-eeee00 → KB-ffff00 → KB-eeee00; empty one of them
        desk/kb/public.md:9: it is public and holds the address `dana@example.com`; take it out, or make the article internal
        desk/kb/public.md:10: it is public and holds the name `Dana Roe` of somebody who asked; take it out, or make the article internal
        desk/kb/public.md:10: it is public and names the ticket `HD-tyrn5c`; readers cannot follow it: say what it says
        desk/kb/twice.md:2: the id is that of `kb/network/tunnel.md`, too; give the copy another id: take its `id` line away and `git desk kb add` it
        desk/kb/words.md:3: `state` is `ready`, an unknown word; it is one of `draft`, `validated`, `archived`
        desk/kb/words.md:4: `audience` is `all`, an unknown word; it is one of `internal`, `public`
        desk/kb/words.md:5: `covers` has `src/a[`: unclosed character class; missing ']'; write it as for git: `src/auth/**`
        desk/tickets/2026-11/HD-tyrn5c.md: there is no article `KB-7kzzzz`; correct it
        ! 20 findings in 11 articles
        [exit 1]
        "#);
    // All of it is part of `check` of the whole desk, too.
    let whole = desk.run(["check"]);
    assert_eq!(whole.code, 1);
    for line in found.stdout.lines() {
        assert!(whole.stdout.contains(line), "{line}\n{whole}");
    }
    let json = desk.run(["kb", "check", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["items"].as_array().unwrap().len(), found.stdout.lines().count());
    assert_snapshot!(serde_json::to_string(&json["items"][0]).unwrap(), @r#"{"path":"desk/kb/broken.md","line":3,"ticket":null,"kind":"broken","message":"`labels` cannot hold `{\"a\":\"b\"}`: it takes a list of texts","mend":"correct the value","fixable":false}"#);
}
