//! How an act reaches git, and when it is refused.

use insta::assert_snapshot;

use crate::common::TestDesk;

fn desk_with_ticket() -> (TestDesk, String) {
    let desk = TestDesk::new();
    let id = desk.ticket("SSO login fails", []);
    (desk, id)
}

#[test]
fn no_commit_leaves_the_files_to_the_user() {
    let (desk, id) = desk_with_ticket();
    assert_snapshot!(desk.act(["watch", &id, "--no-commit"]), @"
        ! HD-tyrn5c is watched by Ann Lee · SSO login fails
        uncommitted:  M desk/tickets/2026-11/HD-tyrn5c.md
        uncommitted: ?? desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
        ");
}

#[test]
fn what_was_not_committed_is_committed_along_once() {
    let (desk, id) = desk_with_ticket();
    desk.run(["watch", &id, "--no-commit"]).success();
    desk.at("09:05").run(["take", &id]).success();
    assert_eq!(desk.git(["status", "--porcelain"]), "");
    assert_eq!(desk.entries(&id).len(), 2);
}

#[test]
fn desk_commit_says_how_far_an_act_goes() {
    let (desk, id) = desk_with_ticket();
    desk.git(["config", "desk.commit", "stage"]);
    assert_snapshot!(desk.act(["watch", &id]), @"
        ! HD-tyrn5c is watched by Ann Lee · SSO login fails
        uncommitted: A  desk/tickets/2026-11/HD-tyrn5c.20261123T090000.000Z-tyrn.md
        uncommitted: M  desk/tickets/2026-11/HD-tyrn5c.md
        ");
    desk.git(["commit", "-qm", "mine"]);
    desk.git(["config", "desk.commit", "none"]);
    assert_snapshot!(desk.act(["unwatch", &id]), @"
        ! HD-tyrn5c is no longer watched by Ann Lee · SSO login fails
        uncommitted:  M desk/tickets/2026-11/HD-tyrn5c.md
        uncommitted: ?? desk/tickets/2026-11/HD-tyrn5c.20261123T090000.001Z-tyrn.md
        ");
    desk.git(["config", "desk.commit", "never"]);
    assert_snapshot!(desk.run(["watch", &id]), @"
        ! error: `desk.commit` is `never`
        ! hint: it is `auto`, `stage` or `none`: `git config desk.commit auto`
        [exit 2]
        ");
    desk.git(["config", "desk.commit", "auto"]);
    desk.git(["config", "desk.hooks", "always"]);
    assert_snapshot!(desk.run(["watch", &id]), @"
        ! error: `desk.hooks` is `always`
        ! hint: it is `auto` or `never`: `git config desk.hooks auto`
        [exit 2]
        ");
}

#[test]
fn the_subject_is_the_teams() {
    let (desk, id) = desk_with_ticket();
    desk.git(["config", "desk.subject", "chore(desk): {act} [skip ci]"]);
    desk.run(["take", &id]).success();
    assert_eq!(desk.git(["log", "-1", "--format=%s"]), format!("chore(desk): take {id} [skip ci]\n"));
}

#[test]
fn verbose_says_the_commit_and_quiet_says_nothing() {
    let (desk, id) = desk_with_ticket();
    let output = desk.run(["take", &id, "-v"]);
    let short = desk.git(["rev-parse", "--short=7", "HEAD"]);
    assert_snapshot!(output.to_string().replace(short.trim(), "HASH"), @"
        ! HD-tyrn5c is yours; open · SSO login fails
        ! commit HASH
        ");
    assert_snapshot!(desk.run(["watch", &id, "-q"]), @"");
}

#[test]
fn no_text_of_a_requester_is_in_a_commit_message() {
    let desk = TestDesk::new();
    desk.ticket("Secret title", ["-b", "Secret body", "--reporter", "Dana <dana@example.com>"]);
    let message = desk.git(["log", "-1", "--format=%B"]);
    assert!(!message.contains("Secret") && !message.contains("Dana"), "{message}");
}

#[test]
fn a_head_on_no_branch_is_refused_unless_wanted() {
    let (desk, id) = desk_with_ticket();
    desk.git(["checkout", "-q", "--detach"]);
    assert_snapshot!(desk.act(["take", &id]).changed_nothing(), @"
        ! error: HEAD is on no branch
        ! hint: a commit here is on no branch: `git switch` to one first
        ! hint: or say that you want it: `--detached`
        [exit 5]
        ");
    desk.run(["take", &id, "--detached"]).success();
    desk.with("CI", "true").run(["watch", &id]).success();
    assert_snapshot!(desk.subjects(), @"
        desk: watch HD-tyrn5c
        desk: take HD-tyrn5c
        desk: new HD-tyrn5c
        policy
        desk: init
        ");
}

/// Stops a rebase in the middle.
fn begin_rebase(desk: &TestDesk) {
    for text in ["one\n", "two\n"] {
        desk.write("code.txt", text);
        desk.git(["add", "code.txt"]);
        desk.git(["commit", "-qm", "code"]);
    }
    desk.git(["switch", "-q", "-c", "side", "HEAD~1"]);
    desk.write("code.txt", "three\n");
    desk.git(["commit", "-qam", "side"]);
    assert_ne!(desk.try_git(["rebase", "main"]).code, 0, "the rebase stops at a conflict");
}

#[test]
fn an_act_in_the_middle_of_a_rebase_is_refused() {
    let (desk, id) = desk_with_ticket();
    begin_rebase(&desk);
    let status = desk.git(["status", "--porcelain"]);
    assert_snapshot!(desk.run(["take", &id]), @"
        ! error: git is in the middle of a rebase
        ! hint: finish it first: a commit made now could vanish with it
        ! hint: or write the files without a commit: `--no-commit`
        [exit 5]
        ");
    assert_eq!(desk.git(["status", "--porcelain"]), status);
    desk.run(["take", &id, "--no-commit"]).success();
    assert!(desk.file(desk.ticket_path(&id)).contains("assignee: ann\n"));
    desk.run(["show", &id]).success();
}

#[test]
fn somebody_whom_git_does_not_know_can_read_but_not_write() {
    let (desk, id) = desk_with_ticket();
    let nobody = desk.as_nobody();
    assert_snapshot!(nobody.act(["take", &id]).changed_nothing(), @r#"
        ! error: git does not know who you are
        ! hint: git config user.name "Your Name"
        ! hint: git config user.email you@example.com
        [exit 5]
        "#);
    assert_snapshot!(nobody.act(["new", "Printer"]).changed_nothing(), @r#"
        ! error: git does not know who you are
        ! hint: git config user.name "Your Name"
        ! hint: git config user.email you@example.com
        [exit 5]
        "#);
    nobody.run(["list"]).success();
    nobody.run::<&str>([]).success();
    assert_snapshot!(nobody.run(["list", "-a", "@me"]), @r#"
        ! error: `@me` is nobody: git does not know who you are
        !        assignee:"@me"
        !                 ^^^^^
        ! hint: set `user.name` and `user.email` with `git config`
        [exit 2]
        "#);
}

#[test]
fn without_git_a_desk_can_be_read() {
    let (desk, id) = desk_with_ticket();
    std::fs::remove_dir_all(desk.path(".git")).unwrap();
    desk.run(["show", &id]).success();
    assert_snapshot!(desk.run(["take", &id]), @"
        ! error: `$DIR/repo/desk` is in no git repository
        ! hint: run `git init` first: git carries the history
        [exit 5]
        ");
}

#[test]
fn without_a_desk_there_is_nothing_to_do() {
    let folder = TestDesk::folder();
    assert_snapshot!(folder.run(["list", "--desk", "no-such-desk"]), @"
        ! error: there is no desk: no folder `no-such-desk` with a `desk.yml` at or above `$DIR/repo`
        ! hint: make one with `git desk init`, or name it with `DESK_DIR`
        [exit 3]
        ");
    assert_snapshot!(TestDesk::repository().run(["new", "Printer"]), @"
        ! error: there is no desk: no folder `desk` with a `desk.yml` at or above `$DIR/repo`
        ! hint: make one with `git desk init`, or name it with `DESK_DIR`
        [exit 3]
        ");
    assert_snapshot!(folder.run(["list", "-C", "nowhere"]), @"
        ! error: `nowhere` cannot be entered: No such file or directory (os error 2)
        [exit 3]
        ");
    assert_snapshot!(TestDesk::new().run(["list", "--desk", "support"]), @"
        ! error: there is no desk: no folder `support` with a `desk.yml` at or above `$DIR/repo`
        ! hint: make one with `git desk init`, or name it with `DESK_DIR`
        [exit 3]
        ");
}

#[test]
fn a_desk_is_found_from_below_and_from_elsewhere() {
    let (desk, id) = desk_with_ticket();
    desk.write("src/deep/code.txt", "one\n");
    desk.inside("src/deep").run(["show", &id]).success();
    let repository = desk.work_tree().to_str().unwrap().to_owned();
    TestDesk::folder().run(["-C", &repository, "show", &id]).success();
}

#[test]
fn an_act_in_a_repository_without_a_commit_makes_the_first_one() {
    let desk = TestDesk::repository();
    desk.run(["init", "--no-commit"]).success();
    assert_eq!(desk.head(), "");
    let id = desk.ticket("Printer", []);
    assert_eq!(desk.subjects(), format!("desk: new {id}\n"));
}
