//! A desk on a branch of its own, seen through a linked work tree.

use crate::common::TestDesk;

/// A repository with code, and a desk on the branch `desk`.
fn scene() -> TestDesk {
    let desk = TestDesk::repository();
    desk.write("src/main.rs", "fn main() {}\n");
    desk.git(["add", "."]);
    desk.git(["commit", "-qm", "code"]);
    desk.run(["init", "--branch", "desk", "--zone", "UTC"]).success();
    desk
}

#[test]
fn it_is_made_beside_the_code_and_out_of_its_sight() {
    let desk = TestDesk::repository();
    desk.write("a.txt", "a\n");
    desk.git(["add", "."]);
    desk.git(["commit", "-qm", "code"]);
    insta::assert_snapshot!(desk.run(["init", "--branch", "desk", "--zone", "UTC"]), @"
    ! made the desk `$DIR/repo/desk` on the branch `desk`
    ! hint: to share it: git push -u origin desk
    ! warning: whoever can read this repository reads internal notes and addresses too
    ! hint: look at `$DIR/repo/desk/desk.yml`, then: git desk new \"title\"
    ");
    assert_eq!(desk.git(["status", "--porcelain"]), "");
    assert_eq!(desk.subjects(), "code\n");
    assert_eq!(desk.git(["log", "--format=%s", "refs/heads/desk"]), "desk: init\n");
    assert_eq!(
        desk.git(["ls-tree", "--name-only", "refs/heads/desk"]),
        ".gitattributes\ndesk.yml\ntemplates\n"
    );
    assert_eq!(desk.try_git(["merge-base", "main", "refs/heads/desk"]).code, 1);
}

#[test]
fn tickets_are_the_same_from_every_branch_and_folder() {
    let desk = scene();
    let id = desk.ticket("Login fails", []);
    assert_eq!(desk.git(["log", "--format=%s", "refs/heads/desk"]), format!("desk: new {id}\ndesk: init\n"));
    desk.git(["checkout", "-qb", "feature"]);
    desk.git(["worktree", "add", "-q", "../elsewhere", "-b", "other"]);
    let top = desk.work_tree().parent().unwrap().to_owned();
    let places = [
        desk.clone(),
        desk.inside("src"),
        desk.inside("desk"),
        desk.inside("desk/tickets"),
        desk.inside(top.join("elsewhere").to_str().unwrap()),
    ];
    for (number, place) in places.iter().enumerate() {
        let number = number as u64;
        place.at("10:00").seed(10 + number).run(["note", &id, "-m", "from here"]).success();
    }
    let shown = desk.run(["show", &id]).success().stdout;
    assert_eq!(shown.matches("from here").count(), places.len(), "{shown}");
    assert_eq!((desk.git(["status", "--porcelain"]).as_str(), desk.subjects().as_str()), ("", "code\n"));
    assert_eq!(desk.run(["check"]).code, 0);
    // The code's branches and commits are meant where a branch or a commit is meant.
    desk.run(["start", &id]).success();
    assert!(desk.git(["branch", "--show-current"]).starts_with(&id.to_lowercase()));
    desk.at("11:00").seed(30).run(["note", ".", "-m", "on its branch"]).success();
    desk.write("src/main.rs", "fn main() { }\n");
    desk.git(["commit", "-qam", &format!("Fix it\n\nFixes: {id}")]);
    assert!(desk.run(["commits", &id]).success().stdout.contains("Fix it"));
    desk.at("12:00").seed(31).run(["apply-trailers", "--commit"]).success();
    assert!(desk.run(["show", &id, "--raw"]).success().stdout.contains("status: solved\n"));
    assert_eq!(desk.run(["check"]).code, 0);
}

#[test]
fn a_clone_and_setup_bring_it_back() {
    let desk = scene();
    let id = desk.ticket("Login fails", []);
    desk.git(["clone", "-q", "--bare", ".", "../shared.git"]);
    desk.git(["remote", "add", "origin", "../shared.git"]);
    desk.git(["clone", "-q", "../shared.git", "../bob"]);
    let top = desk.work_tree().parent().unwrap().to_owned();
    let bob =
        desk.as_person("Bob Stone", "bob@example.com").inside(top.join("bob").to_str().unwrap()).seed(500);
    insta::assert_snapshot!(bob.run(["list"]), @"
    ! error: the desk is not set up here
    ! hint: it is on the branch `origin/desk`: git desk setup
    [exit 3]
    ");
    // Whoever names a desk is told of that one.
    assert!(bob.run(["list", "--desk", "other"]).stderr.contains("no folder `other`"));
    insta::assert_snapshot!(bob.run(["init"]), @"
    ! error: the branch `origin/desk` is a desk already
    ! hint: to have it here: git desk setup
    [exit 2]
    ");
    assert!(bob.run(["setup"]).success().stderr.starts_with("the desk is in `$DIR/bob/desk` again\n"));
    assert_eq!(bob.git(["status", "--porcelain"]), "");
    bob.at("10:00").run(["escalate", &id, "--reason", "skill", "-m", "tried"]).success();
    desk.at("10:01").seed(2).run(["edit", &id, "--add-label", "sso"]).success();
    bob.run(["sync"]).success();
    desk.run(["sync"]).success();
    bob.run(["sync"]).success();
    assert_eq!(
        desk.git(["rev-parse", "refs/heads/desk^{tree}"]),
        bob.git(["rev-parse", "refs/heads/desk^{tree}"])
    );
    let text = bob.run(["show", &id, "--raw"]).success().stdout;
    assert!(text.contains("level: N2\n") && text.contains("  - sso\n"), "{text}");
    assert_eq!(bob.run(["check"]).code, 0);
}

#[test]
fn a_clean_sweep_of_the_code_is_survived() {
    let desk = scene();
    let id = desk.ticket("Login fails", []);
    desk.git(["clean", "-q", "-ffdx"]);
    assert!(!desk.path("desk").exists());
    insta::assert_snapshot!(desk.run(["list"]), @"
    ! error: the desk's work tree `$DIR/repo/desk` is not there
    ! hint: bring it back: git desk setup
    [exit 3]
    ");
    desk.run(["setup"]).success();
    assert!(desk.run(["list"]).success().stdout.contains(&id));
    assert_eq!((desk.run(["check"]).code, desk.git(["status", "--porcelain"]).as_str()), (0, ""));
}

#[test]
fn it_is_refused_where_git_would_overwrite_tickets() {
    let desk = TestDesk::repository();
    desk.write("desk/readme.txt", "a\n");
    desk.git(["add", "."]);
    desk.git(["commit", "-qm", "a folder of that name"]);
    desk.git(["branch", "old"]);
    desk.git(["rm", "-qr", "desk"]);
    desk.git(["commit", "-qm", "gone"]);
    let told = desk.run(["init", "--branch", "desk"]);
    insta::assert_snapshot!(told, @"
    ! error: `desk` is in the commits of `refs/heads/old`
    ! hint: git would overwrite edited tickets at a checkout: name another folder
    ! hint: git desk init --branch desk support
    [exit 5]
    ");
    assert_eq!(desk.try_git(["rev-parse", "--verify", "-q", "refs/heads/desk"]).code, 1);
    desk.run(["init", "--branch", "desk", "support", "--zone", "UTC"]).success();
    desk.ticket("One", []);
    assert_eq!(desk.run(["check"]).code, 0);
    let again = desk.run(["init", "--branch", "desk", "third"]);
    assert_eq!(again.code, 2, "{again}");
}
