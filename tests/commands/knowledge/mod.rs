//! The knowledge base: articles written, adopted, found, trusted, linked, checked, asked, and made a site of.

mod adopt;
mod answer;
mod check;
mod exchange;
mod show;
mod site;
mod solve;
mod stale;
mod trust;
mod write;

use crate::common::TestDesk;

/// The article of these tests: validated and public, about a tunnel that drops.
const TUNNEL: &str = "---
id: KB-7k3m2q
title: When the VPN tunnel drops
state: validated
audience: public
labels: [vpn]
weight: 3
---

## Issue

The tunnel drops every ten minutes.

## Resolution

Set the keepalive to 25 s.
";

/// Writes an article and commits it, as with an editor and git.
fn article(desk: &TestDesk, path: &str, text: &str) {
    desk.write(format!("desk/kb/{path}"), text);
    desk.git(["add", "desk/kb"]);
    desk.git(["commit", "-qm", "an article"]);
}

/// Makes a desk with three articles: public, internal, and a draft.
fn desk() -> TestDesk {
    let desk = TestDesk::new();
    article(&desk, "network/tunnel.md", TUNNEL);
    let cookie = "---
id: KB-7kzzzz
title: Reset a login that loops
state: validated
owner: bob
labels: [auth, sso]
created: 2026-03-02T10:00:00Z
---

## Issue

After the password the login page comes again.

## Resolution

Delete the cookie of the gateway.
";
    article(&desk, "sso.md", cookie);
    let draft = "---\nid: KB-0d0d0d\n---\n\n# Labels for the printer\n\nAsk the facility desk.\n";
    article(&desk, "printer.md", draft);
    desk
}
