//! `setup` and `merge-driver`: what a clone needs, and that all of it can be taken back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{TestDesk, path_with_program};

/// Everything below a folder, by path: the bytes of files.
fn snapshot(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            match item.file_type().unwrap().is_dir() {
                true => folders.push(item.path()),
                false => drop(found.insert(item.path(), fs::read(item.path()).unwrap())),
            }
        }
    }
    // The lock and the cache of the desk are not of the setup.
    found.retain(|path, _| !path.to_string_lossy().contains("/.git/desk/"));
    found
}

fn with_program(desk: &TestDesk) -> TestDesk {
    desk.with("PATH", path_with_program())
}

#[test]
fn setup_and_its_undo_leave_everything_as_it_was() {
    let nothing = |_: &TestDesk| {};
    let driver = |desk: &TestDesk| drop(desk.git(["config", "merge.other.driver", "true"]));
    let attributes = |desk: &TestDesk| desk.write(".git/info/attributes", "*.png binary\n# mine");
    let hooks = |desk: &TestDesk| desk.write(".git/hooks/post-merge", "#!/bin/sh\n");
    let odd = |desk: &TestDesk| {
        desk.write(
            ".git/config",
            format!("{}# mine\n[merge \"x\"]\n\tname=a ; b\n", desk.file(".git/config")),
        );
    };
    let prepare: [&dyn Fn(&TestDesk); 5] = [&nothing, &driver, &attributes, &hooks, &odd];
    for prepare in prepare {
        let desk = TestDesk::new();
        prepare(&desk);
        let home = desk.work_tree().parent().unwrap().to_owned();
        let settings = desk.git(["config", "-l"]);
        let before = snapshot(&home);
        desk.run(["setup"]).success();
        desk.run(["setup"]).success();
        assert_eq!(desk.run(["setup", "--check"]).code, 0);
        assert_ne!(desk.git(["config", "-l"]), settings);
        desk.run(["setup", "--undo"]).success();
        assert_eq!(desk.git(["config", "-l"]), settings);
        assert_eq!(snapshot(&home), before);
        assert_eq!(desk.run(["setup", "--check"]).code, 1);
    }
}

#[test]
fn setup_says_what_it_did() {
    let desk = TestDesk::new().with("XDG_DATA_HOME", "/nonexistent");
    let desk = desk.with("XDG_DATA_HOME", desk.work_tree().parent().unwrap().join("data"));
    let told = desk.run(["setup", "--check"]);
    insta::assert_snapshot!(told, @"
    ! the merge driver: missing
    ! its attributes: missing
    ! hint: git desk setup
    [exit 1]
    ");
    let told = desk.run(["setup"]).stderr;
    assert!(told.starts_with("the merge driver: done\nits attributes: done\n"), "{told}");
    assert!(told.contains("git-desk.1`: done"), "{told}");
    assert!(
        desk.run(["setup"])
            .stderr
            .starts_with("the merge driver: there already\nits attributes: there already\n")
    );
    desk.write("../data/man/man1/git-desk.1", "that of another version");
    let told = desk.run(["setup"]).success().stderr;
    assert!(
        told.contains("git-desk.1`: another version of it is there and stays; remove it first"),
        "{told}"
    );
    assert_eq!(desk.file("../data/man/man1/git-desk.1"), "that of another version");
    insta::assert_snapshot!(desk.file(".git/info/attributes"), @"
    # git-desk: `git desk setup --undo` takes this away
    /desk/**/*.md text eol=lf merge=desk
    /desk/**/*.yml text eol=lf merge=desk
    /desk/**/*.files/** -text -merge
    # git-desk: end
    ");
}

#[test]
fn what_is_there_stays() {
    let desk = TestDesk::new();
    desk.git(["config", "merge.desk.driver", "mine %A"]);
    desk.write(".git/info/attributes", "*.md merge=union\n");
    let told = desk.run(["setup"]).success().stderr;
    assert!(told.contains("the merge driver: there is `mine %A`, which stays"), "{told}");
    assert!(told.contains("its attributes: there is `merge=union`, which stays"), "{told}");
    assert_eq!(desk.git(["config", "merge.desk.driver"]), "mine %A\n");
    assert_eq!(desk.file(".git/info/attributes"), "*.md merge=union\n");
    assert_eq!(desk.run(["setup", "--check"]).code, 1);
}

#[test]
fn an_undo_keeps_what_was_added_since() {
    let desk = TestDesk::new();
    desk.run(["setup"]).success();
    desk.git(["config", "alias.st", "status"]);
    desk.write(
        ".git/info/attributes",
        format!("*.a binary\n{}*.b binary\n", desk.file(".git/info/attributes")),
    );
    desk.run(["setup", "--undo"]).success();
    assert_eq!(desk.git(["config", "alias.st"]), "status\n");
    assert_eq!(desk.try_git(["config", "merge.desk.driver"]).code, 1);
    assert_eq!(desk.file(".git/info/attributes"), "*.a binary\n*.b binary\n");
}

/// Two branches that move one ticket to different statuses and levels, and a merge of them.
fn merge_of_two(desk: &TestDesk) -> (String, i32) {
    let id = desk.ticket("Login fails", []);
    desk.git(["checkout", "-qb", "other"]);
    desk.at("10:00").run(["escalate", &id, "--reason", "skill", "-m", "tried"]).success();
    desk.at("10:01").seed(2).run(["wait", &id, "-m", "which browser?"]).success();
    desk.git(["checkout", "-q", "main"]);
    desk.at("10:02")
        .seed(3)
        .run(["escalate", &id, "--to", "N3", "--reason", "skill", "-m", "tried"])
        .success();
    desk.at("10:03").seed(4).run(["close", &id, "-m", "over"]).success();
    let code = desk.try_git(["merge", "-q", "--no-edit", "other"]).code;
    (id, code)
}

#[test]
fn git_merges_with_the_driver_wherever_the_repository_is() {
    for folder in ["repo", "with a space", "été ☂"] {
        let desk = TestDesk::folder();
        let folder = desk.work_tree().parent().unwrap().join(folder);
        fs::create_dir_all(&folder).unwrap();
        let desk = with_program(&desk.inside(folder.to_str().unwrap()));
        desk.git(["init", "-q"]);
        desk.run(["init", "--zone", "UTC"]).success();
        // Older than the rule: the attributes of the clone still lead to the driver.
        desk.git(["rm", "-q", "desk/.gitattributes"]);
        desk.git(["commit", "-qm", "no rules"]);
        desk.run(["setup"]).success();
        let (id, code) = merge_of_two(&desk);
        assert_eq!(code, 0, "{}", desk.file(desk.ticket_path(&id)));
        let text = desk.file(desk.ticket_path(&id));
        assert!(
            text.contains("\nstatus: closed\nresolution: solved\n") && text.contains("\nlevel: N3\n"),
            "{text}"
        );
    }
}

#[test]
fn without_the_program_git_merges_the_lines() {
    let desk = TestDesk::new();
    desk.run(["setup"]).success();
    let (id, code) = merge_of_two(&desk);
    assert_eq!(code, 1);
    assert!(desk.file(desk.ticket_path(&id)).contains("<<<<<<< ours\n"));
}

#[test]
fn the_driver_says_what_a_person_must_decide() {
    let desk = TestDesk::new();
    for (name, text) in [("base", "a\n"), ("ours", "b\n"), ("theirs", "c\n")] {
        desk.write(name, text);
    }
    let told = desk.run(["merge-driver", "base", "ours", "theirs", "desk/templates/replies/x.md"]);
    insta::assert_snapshot!(told, @"
    ! warning: desk/templates/replies/x.md: two people wrote other words in the same place of the text; both are there
    [exit 1]
    ");
    // What is no text is left to git.
    desk.write("theirs", [0xff, 0xfe, b'\n']);
    assert_eq!(desk.run(["merge-driver", "base", "ours", "theirs", "desk/desk.yml"]).code, 1);
}
