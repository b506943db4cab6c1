//! stdout is data, stderr is talk, and lost output is no success.

use std::fs::File;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::common::TestDesk;

#[test]
fn an_act_prints_nothing_on_stdout() {
    let desk = TestDesk::new();
    let (one, two) = (desk.ticket("One", []), desk.ticket("Two", []));
    let acts: [&[&str]; 20] = [
        &["take", &one],
        &["assign", &one, "bob"],
        &["unassign", &one],
        &["note", &one, "-m", "x"],
        &["reply", &one, "-m", "x"],
        &["watch", &one],
        &["unwatch", &one],
        &["escalate", &one, "--reason", "time", "-m", "x"],
        &["deescalate", &one],
        &["wait", &one],
        &["hold", &one],
        &["edit", &one, "-t", "Three"],
        &["link", &one, "parent", &two],
        &["unlink", &one, &two],
        &["solve", &one],
        &["close", &one],
        &["reopen", &one],
        &["merge", &one, "--into", &two],
        &["undo"],
        &["init", "other"],
    ];
    for act in acts {
        let output = desk.run(act).success();
        assert_eq!(output.stdout, "", "{act:?}");
        assert_ne!(output.stderr, "", "{act:?}");
        assert_eq!(desk.git(["status", "--porcelain"]), "", "{act:?}");
    }
}

#[test]
fn a_full_disk_is_no_success() {
    let Ok(full) = File::options().write(true).open("/dev/full") else {
        return eprintln!("skipped: a_full_disk_is_no_success: there is no /dev/full");
    };
    let desk = TestDesk::new();
    desk.ticket("Printer", []);
    let output = desk.command(["list"]).stdout(Stdio::from(full)).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(5));
    assert_snapshot!(String::from_utf8(output.stderr).unwrap(), @"error: cannot write the output: No space left on device (os error 28)");
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let desk = TestDesk::new();
    desk.ticket("Printer", []);
    let mut child = desk.command(["list"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[test]
fn colour_is_for_those_who_can_see_it() {
    let desk = TestDesk::new();
    let id = desk.ticket("Printer", []);
    let is_coloured = |desk: &TestDesk, flags: &[&str]| {
        let output = desk.run(["show", &id].iter().chain(flags)).success();
        output.stdout.contains('\u{1b}')
    };
    assert!(!is_coloured(&desk, &[]));
    assert!(is_coloured(&desk, &["--color", "always"]));
    assert!(is_coloured(&desk.with("CLICOLOR_FORCE", "1"), &[]));
    assert!(!is_coloured(&desk.with("CLICOLOR_FORCE", "1"), &["--color", "never"]));
    assert_snapshot!(desk.run(["list", "--color", "perhaps"]), @"
        ! error: invalid value 'perhaps' for '--color <WHEN>'
        !   [possible values: auto, always, never]
        ! 
        ! For more information, try '--help'.
        [exit 2]
        ");
}
