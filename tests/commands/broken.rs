//! What is broken is named, and hides nothing else.

use insta::assert_snapshot;

use crate::common::TestDesk;

#[test]
fn a_broken_policy_is_told_with_its_line() {
    let desk = TestDesk::new();
    let id = desk.ticket("Printer", []);
    desk.write("desk/desk.yml", "schema: 1\nzone: Europe/Brussels\ntypes: {a: [\n");
    assert_snapshot!(desk.run(["list"]), @"
        ! error: desk/desk.yml:3: not valid YAML: did not find expected node content
        ! hint: compare the indentation and the quotes with the lines above
        [exit 4]
        ");
    desk.write("desk/desk.yml", "schema: 1\nlevels:\n  - {name: N1, team: 12}\nzone: Mars/Phobos\n");
    assert_snapshot!(desk.run(["show", &id]), @"
        ! error: desk/desk.yml:4: unknown time zone `Mars/Phobos` in `zone`
        ! hint: write an IANA name, such as `Europe/Brussels` or `UTC`
        [exit 4]
        ");
}

#[test]
fn an_unknown_key_of_the_policy_is_a_warning() {
    let desk = TestDesk::new();
    desk.add_policy("fileds: {customer: {type: text}}\n");
    assert_snapshot!(desk.run(["list"]), @"
        ! warning: desk/desk.yml:6: unknown key `fileds`; did you mean `fields`?
        ! no ticket fits
        ");
}

#[test]
fn a_later_policy_is_read_but_not_written() {
    let desk = TestDesk::new();
    let id = desk.ticket("Printer", []);
    desk.policy("schema: 2\nhorizon: {wide: true}\n");
    assert_snapshot!(desk.run(["show", &id, "--json", "title"]), @r#"
        {"schema":1,"item":{"title":"Printer"}}
        ! warning: desk/desk.yml:1: the file has schema 2, newer than 1, the latest that this program knows; it is read as far as it is understood, and not written: update git-desk
        ! warning: desk/desk.yml:2: unknown key `horizon`; it has no effect
        "#);
    assert_snapshot!(desk.act(["take", &id]).changed_nothing(), @"
        ! warning: desk/desk.yml:1: the file has schema 2, newer than 1, the latest that this program knows; it is read as far as it is understood, and not written: update git-desk
        ! warning: desk/desk.yml:2: unknown key `horizon`; it has no effect
        ! error: `desk.yml` has schema 2, which a later version of git-desk wrote
        ! hint: update git-desk to write this desk
        [exit 5]
        ");
    assert_snapshot!(desk.act(["new", "Printer"]).changed_nothing(), @"
        ! warning: desk/desk.yml:1: the file has schema 2, newer than 1, the latest that this program knows; it is read as far as it is understood, and not written: update git-desk
        ! warning: desk/desk.yml:2: unknown key `horizon`; it has no effect
        ! error: `desk.yml` has schema 2, which a later version of git-desk wrote
        ! hint: update git-desk to write this desk
        [exit 5]
        ");
    assert_snapshot!(desk.act(["undo"]).changed_nothing(), @"
        ! warning: desk/desk.yml:1: the file has schema 2, newer than 1, the latest that this program knows; it is read as far as it is understood, and not written: update git-desk
        ! warning: desk/desk.yml:2: unknown key `horizon`; it has no effect
        ! error: `desk.yml` has schema 2, which a later version of git-desk wrote
        ! hint: update git-desk to write this desk
        [exit 5]
        ");
}

#[test]
fn one_broken_ticket_does_not_hide_the_others() {
    let desk = TestDesk::new();
    let (good, bad) = (desk.ticket("Good", []), desk.ticket("Bad", []));
    desk.replace(desk.ticket_path(&bad), "status: new", "status: [new");
    assert_snapshot!(desk.run(["list"]), @"
        HD-tyrn5c	P3	new	N1	Good			now
        HD-64q7gx		broken		cannot be read: see `git desk check`			
        ! warning: desk/tickets/2026-11/HD-64q7gx.md:3: `status` is not valid YAML: did not find expected ',' or ']'; put the value in double quotes
        ");
    assert_snapshot!(desk.run(["list", "--json", "id"]), @r#"
        {"schema":1,"items":[{"id":"HD-tyrn5c"},{"id":"HD-64q7gx"}]}
        ! warning: desk/tickets/2026-11/HD-64q7gx.md:3: `status` is not valid YAML: did not find expected ',' or ']'; put the value in double quotes
        "#);
    assert_snapshot!(desk.inside("desk/tickets").run::<&str>([]), @"
        Unassigned (1)
        HD-tyrn5c	P3	new	N1	Good			now

        1 ticket is open · this week 1 opened, 0 solved
        ! warning: 2026-11/HD-64q7gx.md:3: `status` is not valid YAML: did not find expected ',' or ']'; put the value in double quotes
        ");
    assert_snapshot!(desk.run(["show", &bad]), @"
        ! error: desk/tickets/2026-11/HD-64q7gx.md:3: `status` is not valid YAML: did not find expected ',' or ']'
        ! hint: put the value in double quotes
        [exit 4]
        ");
    assert_snapshot!(desk.run(["take", &bad]), @"
        ! error: desk/tickets/2026-11/HD-64q7gx.md:3: `status` is not valid YAML: did not find expected ',' or ']'
        ! hint: put the value in double quotes
        [exit 4]
        ");
    desk.run(["take", &good]).success();
}

#[test]
fn two_values_for_one_key_are_told() {
    let desk = TestDesk::new();
    let id = desk.ticket("Printer", []);
    desk.replace(desk.ticket_path(&id), "status: new", "status: new\nstatus: open");
    assert_snapshot!(desk.run(["take", &id]), @"
        ! error: desk/tickets/2026-11/HD-tyrn5c.md:4: `status` is given twice, first on line 3
        ! hint: keep one `status` line
        [exit 4]
        ");
}

#[test]
fn a_broken_entry_does_not_hide_the_thread() {
    let desk = TestDesk::new();
    let id = desk.ticket("Printer", []);
    desk.run(["note", &id, "-m", "First"]).success();
    desk.at("09:05").run(["note", &id, "-m", "Second"]).success();
    let first = desk.entries(&id).remove(0);
    desk.write(first, "no front matter\n");
    assert_snapshot!(desk.run(["show", &id]), @"
        HD-tyrn5c  Printer
        new · P3 (medium urgency, medium impact) · N1 support · nobody has it

        Reporter  Ann Lee <ann@example.org>
        Type      incident
        Source    cli
        Created   2026-11-23 10:00 (just now)

        ── Ann Lee · note, internal · 2026-11-23 10:05 (in 5 min)
          Second
        ! warning: desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md:1: there is no front matter: the first line is not `---`; begin the file with `---` and the fields, or move it out of the desk
        ");
    assert_snapshot!(desk.run(["log", &id]), @"
        2026-11-23 10:05	HD-tyrn5c	Ann Lee	note: Second
        ! warning: desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md:1: there is no front matter: the first line is not `---`; begin the file with `---` and the fields, or move it out of the desk
        ");
}

#[test]
fn an_entry_of_another_ticket_is_shown_in_no_thread() {
    let desk = TestDesk::new();
    let (one, two) = (desk.ticket("One", []), desk.ticket("Two", []));
    desk.run(["note", &one, "-m", "About one"]).success();
    desk.replace(desk.entries(&one).remove(0), &one, &two);
    let output = desk.run(["show", &one]);
    assert!(!output.stdout.contains("About one"), "{output}");
    assert_snapshot!(output.stderr, @"warning: desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md:2: `ticket` says `HD-64q7gx`, the file name says `HD-tyrn5c`; write `ticket: HD-tyrn5c`, or rename the file");
    assert!(!desk.run(["show", &two]).stdout.contains("About one"));
}

#[test]
fn a_conflict_in_a_ticket_is_told() {
    let desk = TestDesk::new();
    let id = desk.ticket("Printer", []);
    desk.git(["branch", "side"]);
    desk.run(["edit", &id, "--set", "urgency=high"]).success();
    desk.git(["switch", "-q", "side"]);
    desk.seed(2).run(["edit", &id, "--set", "urgency=low"]).success();
    assert_ne!(desk.try_git(["merge", "main"]).code, 0);
    assert_snapshot!(desk.run(["list"]), @"
        HD-tyrn5c		broken		cannot be read: see `git desk check`			
        ! warning: desk/tickets/2026-11/HD-tyrn5c.md:11: a merge conflict was left in the front matter; keep one side of the conflict and remove its marker lines
        ");
    assert_snapshot!(desk.run(["take", &id]), @"
        ! error: desk/tickets/2026-11/HD-tyrn5c.md:11: a merge conflict was left in the front matter
        ! hint: keep one side of the conflict and remove its marker lines
        [exit 4]
        ");
}
