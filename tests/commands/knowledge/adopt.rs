//! `kb add`: Markdown that is there already becomes articles.

use insta::assert_snapshot;

use crate::common::TestDesk;

#[test]
fn an_adopted_file_gets_an_id_and_nothing_else() {
    let desk = TestDesk::new();
    desk.write("desk/kb/a.md", "---\ntitle: With a title # here\nowner_slack: \"#sre\"\n---\n\nText\n");
    desk.write("desk/kb/deep/b.md", "# Only a heading\n\nText without an end");
    desk.write("desk/kb/windows.md", "---\r\ntitle: Windows\r\n---\r\n\r\nText\r\n");
    desk.write("desk/kb/picture.png", "no Markdown");
    desk.git(["add", "."]);
    desk.git(["commit", "-qm", "texts"]);
    assert_snapshot!(desk.act(["kb", "add", "desk/kb"]), @"
        ! KB-tyrn5c is desk/kb/a.md · With a title
        ! KB-64q7gx is desk/kb/deep/b.md · Only a heading
        ! KB-rbyn3g is desk/kb/windows.md · Windows
        ! 3 new, 0 were articles already
        ! hint: they are drafts: `git desk kb validate` says that one is right
        commit by Ann Lee: desk: kb add 3 articles | Desk-Article: KB-tyrn5c | Desk-Article: KB-64q7gx | Desk-Article: KB-rbyn3g
          desk/kb/a.md
            +id: KB-tyrn5c
          desk/kb/deep/b.md
            +---
            +id: KB-64q7gx
            +---
            +
          desk/kb/windows.md
            +id: KB-rbyn3g
        ");
    assert_snapshot!(desk.git(["diff", "--numstat", "HEAD~1"]), @"
        1	0	desk/kb/a.md
        4	0	desk/kb/deep/b.md
        1	0	desk/kb/windows.md
        ");
    assert!(desk.file("desk/kb/windows.md").starts_with("---\r\nid: KB-"));
    assert_snapshot!(desk.act(["kb", "add", "desk/kb"]).changed_nothing(), @"! 0 new, 3 were articles already");
    assert_snapshot!(desk.run(["kb", "list"]), @"
        KB-64q7gx	draft	internal	0		Only a heading
        KB-rbyn3g	draft	internal	0		Windows
        KB-tyrn5c	draft	internal	0		With a title
        ");
}

#[test]
fn a_file_that_cannot_be_adopted_is_named_and_the_others_are() {
    let desk = TestDesk::new();
    desk.write("desk/kb/a.md", "# Good\n");
    desk.write("desk/kb/b.md", "---\ntitle: Foreign\nid: intro\n---\n");
    desk.write("desk/kb/c.md", "---\ntitle\n---\n");
    assert_snapshot!(desk.act(["kb", "add", "desk/kb/a.md", "desk/kb/b.md", "desk/kb/c.md"]), @"
        ! KB-tyrn5c is desk/kb/a.md · Good
        ! 1 new, 0 were articles already
        ! hint: they are drafts: `git desk kb validate` says that one is right
        ! warning: desk/kb/b.md:3: `id` cannot hold `intro`: it takes an id such as `KB-4w9xp2`; correct the value
        ! warning: desk/kb/c.md:2: `title` is not a `key: value` line; write `key: value`, or quote the text, or indent it
        ! error: 2 of the files could not be added
        [exit 1]
        commit by Ann Lee: desk: kb add KB-tyrn5c | Desk-Article: KB-tyrn5c
          desk/kb/a.md
            +---
            +id: KB-tyrn5c
            +---
            +
            +# Good
        uncommitted: ?? desk/kb/b.md
        uncommitted: ?? desk/kb/c.md
        ");
    assert_eq!(desk.file("desk/kb/b.md"), "---\ntitle: Foreign\nid: intro\n---\n");
}

#[test]
fn only_what_is_in_the_knowledge_base_is_adopted() {
    let desk = TestDesk::new();
    desk.write("desk/kb/a.md", "# A\n");
    desk.write("notes/a.md", "# A\n");
    assert_snapshot!(desk.run(["kb", "add", "notes/a.md"]), @"
        ! error: `notes/a.md` is not in the knowledge base
        ! hint: articles live below `desk/kb`: move it there first
        [exit 2]
        ");
    assert_snapshot!(desk.run(["kb", "add", "desk/desk.yml"]), @"
        ! error: `desk/desk.yml` is not in the knowledge base
        ! hint: articles live below `desk/kb`: move it there first
        [exit 2]
        ");
    assert_snapshot!(desk.run(["kb", "add", "desk/kb/../desk.yml"]), @"
        ! error: `desk/kb/../desk.yml` is not in the knowledge base
        ! hint: articles live below `desk/kb`: move it there first
        [exit 2]
        ");
    assert_snapshot!(desk.run(["kb", "add", "/etc/hostname"]), @"
        ! error: `/etc/hostname` is not in the knowledge base
        ! hint: articles live below `desk/kb`: move it there first
        [exit 2]
        ");
    assert_snapshot!(desk.run(["kb", "add", "desk/kb/missing.md"]), @"
        ! error: there is no file `$DIR/repo/desk/kb/missing.md`
        [exit 3]
        ");
    // Paths are those of the folder one is in.
    let inside = desk.inside("desk/kb");
    assert_snapshot!(inside.run(["kb", "add", "a.md"]), @"
        ! KB-tyrn5c is a.md · A
        ! 1 new, 0 were articles already
        ! hint: they are drafts: `git desk kb validate` says that one is right
        ");
}
