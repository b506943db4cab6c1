//! The demonstration, run as on a fresh machine: no identity, no settings, no home.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs the demonstration with `TMPDIR` of its own, and nothing else but `PATH`.
fn demo(variables: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf, Output) {
    let temporary = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_git-desk"));
    command.arg("demo").env_clear().env("PATH", std::env::var_os("PATH").unwrap());
    command.env("TMPDIR", temporary.path()).env("HOME", temporary.path().join("no-home"));
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("DESK_NOW", "2026-11-24T10:00:00Z");
    command.envs(variables.iter().copied());
    let output = command.output().unwrap();
    let made: Vec<PathBuf> =
        fs::read_dir(temporary.path()).unwrap().map(|item| item.unwrap().path()).collect();
    assert_eq!(made.len(), 1, "one folder stays: {made:?}\n{}", text(&output.stderr));
    let folder = made.into_iter().next().unwrap().canonicalize().unwrap();
    (temporary, folder, output)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn it_runs_on_a_fresh_machine_and_leaves_one_folder() {
    let (_temporary, folder, output) = demo(&[]);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!((output.status.code(), err.as_str()), (Some(0), ""), "{out}");
    assert!(!out.contains('\x1b'), "no colour through a pipe");
    assert!(out.contains(&format!("$ cd {}\n", folder.display())), "{out}");
    assert_eq!(git(&folder, &["status", "--porcelain"]), "");
    assert_eq!(git(&folder, &["log", "--format=%an", "--reverse"]).lines().next(), Some("Ann Lee"));
    assert_eq!(git(&folder, &["config", "--local", "desk.hooks"]), "never\n");
}

#[test]
fn it_tells_a_life_from_new_to_closed() {
    let (_temporary, folder, output) = demo(&[]);
    let out = text(&output.stdout);
    let acts = [
        "new \"SSO",
        "take ",
        "note ",
        "escalate ",
        "list",
        "reply ",
        "--from requester",
        "solve ",
        "close ",
        "show ",
        "log ",
    ];
    let mut rest = out.as_str();
    for act in acts {
        let at = rest.find(act).unwrap_or_else(|| panic!("`{act}` comes too late or not at all:\n{out}"));
        rest = &rest[at..];
    }
    assert!(out.contains("status solved → closed"), "{out}");
    let ended = git(&folder, &["log", "--format=%s", "-1"]);
    assert!(ended.starts_with("desk: close HD-"), "{ended}");
}

#[test]
fn it_is_the_same_every_time_but_for_its_folder() {
    let (first, second) = (demo(&[]), demo(&[]));
    let told = |(_, folder, output): &(tempfile::TempDir, PathBuf, Output)| {
        text(&output.stdout).replace(&folder.display().to_string(), "…")
    };
    assert_eq!(told(&first), told(&second));
}

#[test]
fn the_users_own_environment_has_no_part_in_it() {
    let strange =
        [("DESK_DIR", "elsewhere"), ("DESK_SEED", "9"), ("GIT_DIR", "/nowhere"), ("GIT_EDITOR", "false")];
    let (_temporary, folder, output) = demo(&strange);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(folder.join("desk/desk.yml").exists());
}

#[test]
fn its_lines_fit_and_its_colours_are_for_those_who_want_them() {
    let (_temporary, _, narrow) = demo(&[("COLUMNS", "80")]);
    let list = text(&narrow.stdout);
    let rows: Vec<&str> =
        list.lines().filter(|line| line.starts_with("HD-") && line.contains(" P")).collect();
    assert_eq!(rows.len(), 7, "{list}");
    assert!(rows.iter().all(|row| row.chars().count() <= 80), "{rows:#?}");
    let (_temporary, _, colored) = demo(&[("CLICOLOR_FORCE", "1")]);
    assert!(text(&colored.stdout).contains("\x1b[1mgit desk init\x1b[0m"));
}
