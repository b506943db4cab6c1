//! `sync`, `mend` and `take --now`: several clones of one desk.

use std::fs;
use std::path::Path;

use crate::common::TestDesk;

/// A shared repository, and a clone of Ann's and one of Bob's.
fn two_clones() -> (TestDesk, TestDesk) {
    let ann = TestDesk::new();
    ann.ticket("Login fails", []);
    ann.git(["clone", "-q", "--bare", ".", "../shared.git"]);
    ann.git(["remote", "add", "origin", "../shared.git"]);
    ann.git(["fetch", "-q"]);
    ann.git(["branch", "-q", "-u", "origin/main"]);
    let top = ann.work_tree().parent().unwrap().to_owned();
    ann.git(["clone", "-q", "../shared.git", "../bob"]);
    let bob =
        ann.as_person("Bob Stone", "bob@example.com").inside(top.join("bob").to_str().unwrap()).seed(500);
    (ann, bob)
}

fn id(desk: &TestDesk) -> String {
    desk.run(["list", "-s", "all", "--ids"]).success().stdout.lines().next().unwrap().to_owned()
}

fn same_tree(one: &TestDesk, other: &TestDesk) {
    assert_eq!(one.git(["rev-parse", "HEAD^{tree}"]), other.git(["rev-parse", "HEAD^{tree}"]));
    assert_eq!(one.git(["status", "--porcelain"]), "");
    let checked = one.run(["check"]);
    assert_eq!(checked.code, 0, "{checked}");
}

#[test]
fn what_two_people_did_comes_to_both() {
    let (ann, bob) = two_clones();
    let id = id(&ann);
    ann.at("10:00").seed(2).run(["escalate", &id, "--reason", "skill", "-m", "tried"]).success();
    bob.at("10:01").run(["wait", &id, "-m", "which browser?", "--until", "2d"]).success();
    bob.at("10:02").seed(501).run(["edit", &id, "--add-label", "sso"]).success();
    insta::assert_snapshot!(ann.run(["sync"]), @"! sent 1 commit");
    insta::assert_snapshot!(bob.run(["sync"]), @"! sent 2 commits, received 1 commit");
    insta::assert_snapshot!(ann.run(["sync"]), @"! received 3 commits");
    insta::assert_snapshot!(ann.run(["sync"]), @"! nothing to do: this is what `origin` has");
    same_tree(&ann, &bob);
    let text = ann.file(ann.ticket_path(&id));
    assert!(
        text.contains("status: pending\n") && text.contains("level: N2\n") && text.contains("  - sso\n"),
        "{text}"
    );
}

#[test]
fn each_group_is_what_its_last_entry_left() {
    let (ann, bob) = two_clones();
    let id = id(&ann);
    // By rank the closed one would hold; the later word is Bob's.
    ann.at("10:00").seed(2).run(["close", &id, "-m", "over"]).success();
    bob.at("10:01").run(["wait", &id, "--until", "2d"]).success();
    ann.at("10:02").seed(3).run(["edit", &id, "--set", "urgency=low"]).success();
    bob.at("10:03").seed(501).run(["edit", &id, "--set", "urgency=high"]).success();
    ann.run(["sync"]).success();
    bob.run(["sync"]).success();
    ann.run(["sync"]).success();
    same_tree(&ann, &bob);
    let text = ann.file(ann.ticket_path(&id));
    assert!(text.contains("status: pending\nresolution:\nuntil: 2026-11-25T10:01:00Z\n"), "{text}");
    assert!(text.contains("urgency: high\n"), "{text}");
}

#[test]
fn who_takes_what_another_escalates_has_it_there() {
    let (ann, bob) = two_clones();
    let id = id(&ann);
    ann.at("10:00").seed(2).run(["escalate", &id, "--reason", "skill", "-m", "tried"]).success();
    bob.at("10:01").run(["take", &id]).success();
    ann.run(["sync"]).success();
    bob.run(["sync"]).success();
    ann.run(["sync"]).success();
    same_tree(&ann, &bob);
    let text = ann.file(ann.ticket_path(&id));
    assert!(text.contains("level: N2\nteam: network\nassignee: bob\n"), "{text}");
}

#[test]
fn two_people_who_rewrite_a_description_are_told() {
    let (ann, bob) = two_clones();
    let id = id(&ann);
    ann.run(["edit", &id, "-b", "One"]).success();
    bob.at("10:01").run(["edit", &id, "-b", "Two"]).success();
    ann.run(["sync"]).success();
    let told = bob.run(["sync"]);
    assert_eq!(told.code, 1, "{told}");
    assert!(
        told.stderr.contains("two people wrote other words in the same place of the text; both are there"),
        "{told}"
    );
    let text = bob.file(bob.ticket_path(&id));
    assert!(text.contains("<<<<<<< sha256:") && text.contains("One\n=======\nTwo\n"), "{text}");
    let checked = bob.run(["check"]);
    assert!(
        checked.stdout.contains("two people wrote other words in the same place, and both are there"),
        "{checked}"
    );
    bob.at("10:05").seed(502).run(["edit", &id, "-b", "One and two"]).success();
    bob.run(["sync"]).success();
    ann.run(["sync"]).success();
    same_tree(&ann, &bob);
}

#[test]
fn one_id_in_two_clones_is_two_ids() {
    let (ann, bob) = two_clones();
    let first = id(&ann);
    for (desk, at, title) in [(&ann, "10:00", "Elder"), (&bob, "10:01", "Younger")] {
        let made = desk.at(at).seed(77).run(["new", title]).success().stdout;
        desk.at("10:05")
            .seed(if title == "Elder" { 80 } else { 90 })
            .run(["link", &first, "related", made.trim()])
            .success();
        desk.at("10:06")
            .seed(if title == "Elder" { 81 } else { 91 })
            .run(["note", made.trim(), "-m", title])
            .success();
    }
    ann.run(["sync"]).success();
    let told = bob.run(["sync"]);
    assert!(told.stderr.contains("two tickets had the id HD-"), "{told}");
    ann.run(["sync"]).success();
    same_tree(&ann, &bob);
    let listed = ann.run(["list", "-s", "all", "--json", "id,title,external,links"]).success().stdout;
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let find = |title: &str| {
        listed["items"].as_array().unwrap().iter().find(|item| item["title"] == title).unwrap().clone()
    };
    let (elder, younger) = (find("Elder"), find("Younger"));
    assert_ne!(elder["id"], younger["id"]);
    assert_eq!(younger["external"], serde_json::json!([format!("desk:{}", elder["id"].as_str().unwrap())]));
    let links = find("Login fails")["links"].to_string();
    for ticket in [&elder, &younger] {
        assert!(links.contains(ticket["id"].as_str().unwrap()), "{links}");
        let thread = ann.run(["show", ticket["id"].as_str().unwrap()]).success().stdout;
        assert!(thread.contains(ticket["title"].as_str().unwrap()), "{thread}");
    }
    let by_old_name = ann.run(["show", younger["external"][0].as_str().unwrap(), "--raw"]).success().stdout;
    assert!(by_old_name.contains("title: Younger"), "{by_old_name}");
}

#[test]
fn an_edit_beats_a_deletion_with_the_whole_thread() {
    let (ann, bob) = two_clones();
    let id = id(&ann);
    ann.run(["note", &id, "-m", "first"]).success();
    ann.run(["sync"]).success();
    bob.run(["sync"]).success();
    ann.git(["rm", "-q", "-r", "desk/tickets"]);
    ann.git(["commit", "-qm", "spam"]);
    ann.run(["sync"]).success();
    bob.at("10:00").run(["note", &id, "-m", "second"]).success();
    bob.run(["sync"]).success();
    ann.run(["sync"]).success();
    same_tree(&ann, &bob);
    assert_eq!(ann.entries(&id).len(), 2);
}

#[test]
fn code_is_never_pushed() {
    let (ann, bob) = two_clones();
    let id = id(&ann);
    bob.run(["note", &id, "-m", "hello"]).success();
    bob.run(["sync"]).success();
    ann.write("code.rs", "fn main() {}\n");
    ann.git(["add", "code.rs"]);
    ann.git(["commit", "-qm", "Add the code"]);
    ann.run(["note", &id, "-m", "mine"]).success();
    let (head, shared) = (ann.head(), ann.git(["ls-remote", "origin", "main"]));
    let told = ann.run(["sync"]);
    let told = told.to_string().replace(ann.git(["rev-parse", "--short=7", "HEAD~1"]).trim(), "COMMIT");
    insta::assert_snapshot!(told, @"
    ! error: there are unpushed commits that are not the desk's alone
    ! hint: COMMIT Add the code
    ! hint: nothing was pushed. Push them yourself: `git pull --rebase origin`, `git push origin`; or work on a branch
    [exit 1]
    ");
    assert_eq!((ann.head(), ann.git(["ls-remote", "origin", "main"])), (head, shared));
    // Once the code is pushed, the desk goes on, merges of the user's own included.
    ann.git(["pull", "-q", "--no-rebase", "--no-edit"]);
    ann.git(["push", "-q"]);
    ann.run(["sync"]).success();
    bob.run(["sync"]).success();
    same_tree(&ann, &bob);
}

#[test]
fn what_the_user_has_changed_stays_as_it_is() {
    let (ann, bob) = two_clones();
    let id = id(&ann);
    for name in ["one.txt", "two.txt", "three.txt"] {
        ann.write(name, "a\n");
    }
    ann.git(["add", "."]);
    ann.git(["commit", "-qm", "files"]);
    ann.git(["push", "-q"]);
    bob.git(["pull", "-q"]);
    // Unstaged, staged and untracked changes, in the desk too.
    bob.write("one.txt", "mine\n");
    bob.write("two.txt", "staged\n");
    bob.git(["add", "two.txt"]);
    bob.write("new.txt", "new\n");
    bob.write("desk/templates/replies/solved.md", "mine\n");
    let before = bob.git(["status", "--porcelain"]);
    ann.write("three.txt", "b\n");
    ann.git(["commit", "-qam", "theirs"]);
    ann.git(["push", "-q"]);
    ann.run(["note", &id, "-m", "from ann"]).success();
    ann.run(["sync"]).success();
    bob.at("10:00").run(["note", &id, "-m", "from bob"]).success();
    bob.run(["sync"]).success();
    assert_eq!(bob.git(["status", "--porcelain"]), before);
    assert_eq!((bob.file("one.txt").as_str(), bob.file("three.txt").as_str()), ("mine\n", "b\n"));
    // What others changed, too, cannot come in.
    ann.run(["sync"]).success();
    ann.write("one.txt", "theirs\n");
    ann.git(["commit", "-qam", "theirs"]);
    ann.git(["push", "-q"]);
    bob.at("10:01").seed(600).run(["note", &id, "-m", "more"]).success();
    let (head, shared) = (bob.head(), ann.git(["ls-remote", "origin", "main"]));
    let told = bob.run(["sync"]);
    insta::assert_snapshot!(told, @"
    ! error: what others did cannot come into the work tree: Entry 'one.txt' not uptodate. Cannot merge.
    ! hint: nothing was pushed or changed: commit or stash your changes first
    [exit 1]
    ");
    assert_eq!((bob.head(), ann.git(["ls-remote", "origin", "main"])), (head, shared));
    assert_eq!(bob.git(["status", "--porcelain"]), before);
}

/// Puts a hook in the shared repository.
fn shared_hook(desk: &TestDesk, name: &str, script: &str) {
    let path = desk.work_tree().parent().unwrap().join("shared.git/hooks").join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
}

#[test]
fn a_protected_branch_moves_nothing() {
    let (ann, bob) = two_clones();
    let id = id(&ann);
    ann.run(["note", &id, "-m", "from ann"]).success();
    ann.run(["sync"]).success();
    bob.run(["note", &id, "-m", "from bob"]).success();
    shared_hook(&ann, "pre-receive", "echo 'main is protected' >&2; exit 1");
    let head = bob.head();
    let told = bob.run(["sync"]);
    insta::assert_snapshot!(told, @"
    ! error: `origin` refused `main`: pre-receive hook declined; main is protected
    ! hint: your work is whole here, and nothing of it was moved
    ! hint: push it to a branch and ask for a merge: `git push origin HEAD:refs/heads/desk-update`
    [exit 5]
    ");
    assert_eq!((bob.head(), bob.git(["status", "--porcelain"])), (head, String::new()));
}

#[test]
fn without_a_network_it_says_what_waits() {
    let (ann, bob) = two_clones();
    let id = id(&ann);
    bob.run(["note", &id, "-m", "one"]).success();
    bob.at("10:00").seed(501).run(["note", &id, "-m", "two"]).success();
    let top = ann.work_tree().parent().unwrap();
    fs::rename(top.join("shared.git"), top.join("away.git")).unwrap();
    let told = bob.run(["sync"]);
    assert_eq!(told.code, 5);
    assert!(told.stderr.starts_with("error: `origin` was not reached; 2 commits wait for it\n"), "{told}");
    fs::rename(top.join("away.git"), top.join("shared.git")).unwrap();
    insta::assert_snapshot!(bob.run(["sync"]), @"! sent 2 commits");
}

#[test]
fn where_there_is_no_remote_it_says_so() {
    let desk = TestDesk::new();
    insta::assert_snapshot!(desk.run(["sync"]), @"
    ! error: the branch `main` is shared with no remote
    ! hint: git remote add origin URL, then: git push -u origin HEAD
    [exit 5]
    ");
}

#[test]
fn of_two_who_take_a_ticket_one_has_it() {
    let (ann, bob) = two_clones();
    let id = id(&ann);
    ann.at("10:00").seed(2).run(["take", "--now", &id]).success();
    let told = bob.at("10:01").run(["take", "--now", &id]);
    insta::assert_snapshot!(told.to_string().replace(&id, "ID"), @"
    ! error: `ID` is Ann Lee's already
    ! hint: to take it over all the same: `git desk take ID`
    [exit 1]
    ");
    same_tree(&ann, &bob);
}

#[test]
fn of_two_who_take_a_ticket_at_the_same_moment_one_has_it() {
    let (ann, bob) = two_clones();
    let id = id(&ann);
    // Each round a new ticket, both at once.
    for round in 0..4 {
        let id = if round == 0 {
            id.clone()
        } else {
            ann.seed(700 + round).run(["new", "again"]).success().stdout.trim().to_owned()
        };
        ann.run(["sync"]).success();
        let start = |desk: &TestDesk, seed: u64| {
            let mut command = desk.at("10:00").seed(seed).command(["take", "--now", &id]);
            command.stderr(std::process::Stdio::piped()).spawn().unwrap()
        };
        let both = [start(&ann, 800 + round), start(&bob, 900 + round)];
        let codes = both.map(|child| child.wait_with_output().unwrap()).map(|output| {
            let talk = String::from_utf8_lossy(&output.stderr).into_owned();
            (output.status.code().unwrap(), talk)
        });
        let winners = codes.iter().filter(|(code, _)| *code == 0).count();
        assert_eq!(winners, 1, "{codes:?}");
        let (code, talk) = codes.iter().find(|(code, _)| *code != 0).unwrap();
        assert!(*code == 1 && talk.contains("'s already"), "{talk}");
        ann.run(["sync"]).success();
        bob.run(["sync"]).success();
        same_tree(&ann, &bob);
        let owner = if codes[0].0 == 0 { "Ann Lee" } else { "Bob Stone" };
        let text = ann.file(ann.ticket_path(&id));
        let handle = if owner == "Ann Lee" { "assignee: ann\n" } else { "assignee: bob\n" };
        assert!(text.contains(handle), "{text}");
    }
}

#[test]
fn it_works_wherever_a_clone_is() {
    let (ann, bob) = two_clones();
    let id = id(&ann);
    let top = ann.work_tree().parent().unwrap().to_owned();
    ann.git(["worktree", "add", "-q", "../linked", "-b", "linked"]);
    let clone = |name: &str, more: &[&str]| {
        let url = format!("file://{}", top.join("shared.git").display());
        let path = top.join(name);
        let mut words = vec!["clone", "-q"];
        words.extend(more);
        words.extend([url.as_str(), path.to_str().unwrap()]);
        ann.git(words);
        ann.inside(path.to_str().unwrap())
    };
    let linked = ann.inside(top.join("linked").to_str().unwrap());
    linked.git(["branch", "-q", "-u", "origin/main"]);
    let places = [
        linked,
        clone("shallow", &["--depth", "1"]),
        clone("été ☂ with spaces", &[]),
        clone("crlf", &["-c", "core.autocrlf=true"]),
    ];
    for (number, place) in places.iter().enumerate() {
        let number = number as u64;
        place.at("11:00").seed(1100 + number).run(["note", &id, "-m", &format!("from {number}")]).success();
        place
            .at("11:00")
            .seed(1200 + number)
            .run(["edit", &id, "--add-label", &format!("label {number}")])
            .success();
        bob.at("11:01").seed(1300 + number).run(["note", &id, "-m", &format!("beside {number}")]).success();
        bob.run(["sync"]).success();
        let synced = place.run(["sync"]);
        assert_eq!(synced.code, 0, "{number}: {synced}");
        bob.run(["sync"]).success();
        same_tree(&bob, place);
    }
    assert!(Path::new(&top).exists());
}

#[test]
fn words_for_a_ticket_that_got_another_id_follow_it() {
    let (ann, bob) = two_clones();
    let make = |desk: &TestDesk, at: &str, title: &str| {
        desk.at(at).seed(77).run(["new", title]).success().stdout.trim().to_owned()
    };
    let id = make(&bob, "10:01", "Younger");
    bob.run(["sync"]).success();
    assert_eq!(make(&ann, "10:00", "Elder"), id);
    ann.run(["sync"]).success();
    // Bob does not know yet.
    bob.at("11:00").seed(600).run(["note", &id, "-m", "for the younger"]).success();
    bob.at("11:01").seed(601).run(["edit", &id, "--add-label", "late"]).success();
    bob.run(["sync"]).success();
    ann.run(["sync"]).success();
    same_tree(&ann, &bob);
    let old = format!("desk:{id}");
    let younger = ann.run(["show", &old, "--json", "title,labels,thread"]).success().stdout;
    assert!(
        younger.contains("Younger") && younger.contains("for the younger") && younger.contains("late"),
        "{younger}"
    );
    let elder = ann.run(["show", &id, "--json", "title,labels,thread"]).success().stdout;
    assert!(
        elder.contains("Elder") && !elder.contains("for the younger") && !elder.contains("late"),
        "{elder}"
    );
}

#[test]
fn what_the_driver_left_by_rank_is_settled_by_the_next_sync() {
    let (ann, bob) = two_clones();
    let bob = bob.with("PATH", crate::common::path_with_program());
    let id = id(&ann);
    bob.run(["setup"]).success();
    ann.at("10:00").seed(2).run(["close", &id, "-m", "over"]).success();
    ann.run(["sync"]).success();
    bob.at("10:01").run(["wait", &id, "--until", "2d"]).success();
    bob.git(["pull", "-q", "--no-rebase", "--no-edit"]);
    assert!(bob.file(bob.ticket_path(&id)).contains("status: closed\n"));
    let checked = bob.run(["check"]);
    assert!(
        checked.stdout.contains("`status` is `closed` after a merge, the thread came to `pending`"),
        "{checked}"
    );
    bob.git(["push", "-q"]);
    // Whoever syncs first settles it, and all others get that.
    ann.run(["sync"]).success();
    bob.run(["sync"]).success();
    same_tree(&ann, &bob);
    assert!(
        ann.file(ann.ticket_path(&id))
            .contains("status: pending\nresolution:\nuntil: 2026-11-25T10:01:00Z\n")
    );
    assert!(ann.subjects().starts_with("desk: settle\n"), "{}", ann.subjects());
}
