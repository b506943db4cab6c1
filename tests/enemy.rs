//! A repository made by an enemy: nothing runs, nothing outside is touched, the terminal stays clean, each file is
//! reported, and the good tickets are still shown.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use std::fs;
use std::io::Read;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use common::{Output, TestDesk};

const MONTH: &str = "desk/tickets/2026-11";

/// What an enemy would like a terminal to get: colours, a title, bidi overrides, a hidden character, C1 controls.
const NASTY: &str = "\u{1b}[31mred\u{1b}]0;owned\u{7}\u{202e}gpj\u{2066}\u{200b}\u{9b}2J\u{85}\r";

/// A desk with one good ticket, and how to look at it.
struct Enemy {
    desk: TestDesk,
    good: String,
}

impl Enemy {
    fn new() -> Enemy {
        let desk = TestDesk::new();
        let good = desk.ticket("A good one", ["-l", "good"]);
        desk.run(["note", &good, "-m", "A good note."]).success();
        Enemy { desk, good }
    }

    /// A folder beside the repository.
    fn outside(&self, name: &str) -> PathBuf {
        self.desk.work_tree().parent().unwrap().join(name)
    }

    /// Puts a ticket's file in the desk.
    fn ticket(&self, id: &str, more: &str) {
        self.desk.write(format!("{MONTH}/{id}.md"), ticket(id, more));
    }

    /// The ways of looking that no repository may take advantage of.
    fn looks(&self) -> Vec<Vec<&str>> {
        let good = self.good.as_str();
        let looks: [&[&str]; 11] = [
            &[],
            &["list", "-s", "all"],
            &["list", "--json", "all"],
            &["show", good],
            &["show", good, "--json", "all"],
            &["log"],
            &["log", "--json"],
            &["log", good],
            &["check"],
            &["check", "--json"],
            &["export"],
        ];
        looks.into_iter().map(<[&str]>::to_vec).collect()
    }

    /// Looks in every way; each ends quickly.
    fn look(&self) -> Vec<Output> {
        let look = |arguments: Vec<&str>| {
            let start = Instant::now();
            let output = self.desk.run(&arguments);
            assert!(start.elapsed() < Duration::from_secs(20), "{arguments:?} took {:?}", start.elapsed());
            assert!(is_clean(&output.stderr, ""), "{arguments:?}: {:?}", output.stderr);
            output
        };
        self.looks().into_iter().map(look).collect()
    }

    /// Looks in every way on a terminal, which gets nothing but text and colours.
    fn look_on_terminal(&self) {
        for arguments in self.looks() {
            let shown = self.on_terminal(&arguments);
            assert!(is_clean(&without_colours(&shown), "\r"), "{arguments:?}: {shown:?}");
        }
    }

    fn on_terminal(&self, arguments: &[&str]) -> String {
        let mut command = self.desk.command(["--color", "always", "--no-pager"]);
        command.args(arguments).env("TERM", "xterm").env("COLUMNS", "200");
        let mut session = expectrl::Session::spawn(command).unwrap();
        let mut bytes = Vec::new();
        // The end of a terminal is an error on Linux.
        let _ = session.read_to_end(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    /// What `check` says of the files whose path ends so.
    fn reported(&self, end: &str) -> String {
        let output = self.desk.run(["check"]);
        let of_file = |line: &&str| {
            line.split(": ")
                .next()
                .unwrap()
                .trim_end_matches(|c: char| c == ':' || c.is_ascii_digit())
                .ends_with(end)
        };
        output.stdout.lines().filter(of_file).map(|line| format!("{line}\n")).collect()
    }

    /// The rows of the list, by their titles.
    fn listed(&self) -> Vec<String> {
        let rows = self.desk.run(["list", "-s", "all"]).success().stdout;
        rows.lines().map(|row| row.split('\t').nth(4).unwrap_or_default().to_owned()).collect()
    }
}

fn ticket(id: &str, more: &str) -> String {
    format!("---\nid: {id}\nstatus: open\ncreated: 2026-11-20T08:00:00Z\ntitle: x\n{more}---\n")
}

/// Tells whether a text has no control and no hidden character but line ends, tabs and what is allowed.
fn is_clean(text: &str, allowed: &str) -> bool {
    let is_bidi = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    !text.chars().any(|c| (c.is_control() && !matches!(c, '\n' | '\t') && !allowed.contains(c)) || is_bidi(c))
}

/// Takes out what colours a text: `ESC [ … m`, and nothing else.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        plain += digits.strip_prefix('m').unwrap_or("\u{1b}");
    }
    plain
}

#[test]
fn links_are_reported_and_never_followed() {
    let enemy = Enemy::new();
    let desk = &enemy.desk;
    let (secret, folder) = (enemy.outside("secret.md"), enemy.outside("folder"));
    let text = ticket("HD-bbbb", "labels:\n  - secret\n");
    fs::write(&secret, &text).unwrap();
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("HD-cccc.md"), ticket("HD-cccc", "labels:\n  - secret\n")).unwrap();
    fs::write(folder.join("HD-dddd.20261120T080000.000Z-bbbb.md"), "secret").unwrap();
    symlink("/etc/passwd", desk.path(format!("{MONTH}/HD-aaaa.md"))).unwrap();
    symlink(&secret, desk.path(format!("{MONTH}/HD-bbbb.md"))).unwrap();
    symlink(&secret, desk.path(format!("{MONTH}/{}.20261120T080000.000Z-bbbb.md", enemy.good))).unwrap();
    symlink(&secret, desk.path(format!("{MONTH}/{}.thread.md", enemy.good))).unwrap();
    symlink(&folder, desk.path(format!("{MONTH}/{}.files", enemy.good))).unwrap();
    symlink(&folder, desk.path("desk/tickets/2026-10")).unwrap();
    symlink(&folder, desk.path("desk/kb")).unwrap();
    symlink(&secret, desk.path("desk/templates/replies/secret.md")).unwrap();
    fs::remove_file(desk.path("desk/.gitattributes")).unwrap();
    symlink(&secret, desk.path("desk/.gitattributes")).unwrap();
    let check = desk.run(["check"]);
    assert_eq!(check.to_string().replace(&enemy.good, "GOOD"), "\
desk/.gitattributes: it is a symbolic link; replace it by the file itself: links are not followed
desk/kb: it is a symbolic link; replace it by the file itself: links are not followed
desk/templates/replies/secret.md: it is a symbolic link; replace it by the file itself: links are not followed
desk/tickets/2026-10: it is a symbolic link; replace it by the file itself: links are not followed
desk/tickets/2026-11/HD-aaaa.md: it is not an ordinary file; replace it by the file itself: links are not followed
desk/tickets/2026-11/HD-bbbb.md: it is not an ordinary file; replace it by the file itself: links are not followed
desk/tickets/2026-11/GOOD.20261120T080000.000Z-bbbb.md: it is not an ordinary file; replace it by the file itself: links are not followed
desk/tickets/2026-11/GOOD.files: it is a symbolic link; replace it by the file itself: links are not followed
desk/tickets/2026-11/GOOD.thread.md: it is not an ordinary file; replace it by the file itself: links are not followed
! 9 findings in 9 files
[exit 1]
");
    for output in enemy.look() {
        assert!(!output.stdout.contains("secret\n") && !output.stdout.contains("root:"), "{output}");
        assert!(!output.stdout.contains("\"secret\""), "{output}");
    }
    assert_eq!(
        enemy.listed(),
        ["A good one", "cannot be read: see `git desk check`", "cannot be read: see `git desk check`"]
    );
    let acts: [&[&str]; 5] = [
        &["note", "HD-bbbb", "-m", "x"],
        &["solve", "HD-bbbb"],
        &["reply", &enemy.good, "--template", "secret", "-m", "x"],
        &["note", &enemy.good, "-m", "x", "--attach", "/etc/hostname"],
        &["check", "--fix"],
    ];
    for act in acts {
        assert_ne!(desk.run(act).code, 0, "{act:?}");
    }
    assert_eq!(fs::read_to_string(&secret).unwrap(), text);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
}

#[test]
fn folders_that_are_links_are_not_written_to() {
    let enemy = Enemy::new();
    let desk = &enemy.desk;
    let folder = enemy.outside("folder");
    fs::rename(desk.path("desk/tickets"), &folder).unwrap();
    symlink(&folder, desk.path("desk/tickets")).unwrap();
    let names = || fs::read_dir(folder.join("2026-11")).unwrap().count();
    let before = names();
    assert_eq!(
        desk.run(["new", "x"]).to_string(),
        "\
! error: `tickets/2026-11/HD-tyrn5c.md` is refused: a symbolic link is on the way
[exit 5]
"
    );
    assert_eq!(desk.run(["list"]).to_string(), "! no ticket fits\n");
    assert!(enemy.reported("desk/tickets").contains("it is a symbolic link"));
    assert_ne!(desk.run(["check", "--fix"]).code, 0);
    assert_eq!(names(), before);
}

#[test]
fn a_policy_that_is_a_link_is_not_read() {
    let enemy = Enemy::new();
    fs::remove_file(enemy.desk.path("desk/desk.yml")).unwrap();
    symlink("/etc/passwd", enemy.desk.path("desk/desk.yml")).unwrap();
    for output in enemy.look() {
        assert_eq!(
            output.to_string(),
            "\
! error: `$DIR/repo/desk/desk.yml` cannot be read: it is not an ordinary file
[exit 4]
"
        );
    }
}

#[test]
fn a_desk_that_is_a_link_is_none() {
    let enemy = Enemy::new();
    let folder = enemy.outside("folder");
    fs::rename(enemy.desk.path("desk"), &folder).unwrap();
    symlink(&folder, enemy.desk.path("desk")).unwrap();
    for output in enemy.look() {
        assert_eq!(output.code, 3, "{output}");
    }
}

#[test]
fn names_that_lead_elsewhere_are_no_tickets() {
    let enemy = Enemy::new();
    for (name, id) in [
        ("HD-aaaa", "../../../x"),
        ("HD-bbbb", "HD-../.."),
        ("HD-cccc", "/etc/passwd"),
        ("HD-dddd", "HD-con\\\\x"),
    ] {
        enemy.desk.write(format!("{MONTH}/{name}.md"), ticket(&format!("\"{id}\""), ""));
    }
    let digest = "../../../../../../etc/passwd".to_owned() + &"0".repeat(36);
    let attached = format!(
        "---\nticket: HD-eeee\nkind: note\nat: 2026-11-20T08:00:00Z\nby: x\nattachments: [{{name: ../../../passwd, sha256: \"{digest}\", size: 1}}]\n---\n"
    );
    enemy.ticket("HD-eeee", "links:\n  - related ../../x\n");
    enemy.ticket("HD-ffff", "");
    enemy.desk.write(
        format!("{MONTH}/HD-ffff.20261120T080000.000Z-bbbb.md"),
        attached.replace("HD-eeee", "HD-ffff"),
    );
    enemy.desk.write(format!("{MONTH}/HD-..-..-x.md"), "x");
    let raw = std::ffi::OsString::from_vec(b"HD-\xff\x1b[31m.md".to_vec());
    fs::write(enemy.desk.path(MONTH).join(raw), "x").unwrap();
    enemy.desk.git(["add", "."]);
    enemy.desk.git(["commit", "-qm", "x"]);
    enemy.look();
    enemy.look_on_terminal();
    assert_eq!(
        enemy.desk.run(["check"]).to_string(),
        r#"desk/tickets/2026-11/HD-..-..-x.md: it is no file of a ticket; move it out of the folder of the tickets
desk/tickets/2026-11/HD-aaaa.md:2: `id` cannot hold `../../../x`: it takes an id such as `HD-7k3m2q`; correct the value
desk/tickets/2026-11/HD-bbbb.md:2: `id` cannot hold `HD-../..`: it takes an id such as `HD-7k3m2q`; correct the value
desk/tickets/2026-11/HD-cccc.md:2: `id` cannot hold `/etc/passwd`: it takes an id such as `HD-7k3m2q`; correct the value
desk/tickets/2026-11/HD-dddd.md:2: `id` cannot hold `HD-con\x`: it takes an id such as `HD-7k3m2q`; correct the value
desk/tickets/2026-11/HD-eeee.md:6: `links` cannot hold `["related ../../x"]`: it takes links such as `blocked-by HD-7k3m2q`; correct the value
desk/tickets/2026-11/HD-ffff.20261120T080000.000Z-bbbb.md:6: the attachment `../../../passwd` has no SHA-256; restore the entry from git: entries are not edited by hand
desk/tickets/2026-11/HD-�␛[31m.md: its name is not UTF-8; rename it to something that is UTF-8
! 8 findings in 8 files
[exit 1]
"#
    );
}

#[test]
fn huge_and_twisted_files_are_refused_in_no_time() {
    let enemy = Enemy::new();
    let front = |more: &str| ticket("HD-aaaa", more);
    let file = fs::File::create(enemy.desk.path(format!("{MONTH}/HD-aaaa.md"))).unwrap();
    file.set_len(100 * 1024 * 1024).unwrap();
    enemy.desk.write(format!("{MONTH}/HD-bbbb.md"), front(&"x: y\n".repeat(3_000_000)));
    enemy.desk.write(format!("{MONTH}/HD-cccc.md"), format!("---\n{}", "a".repeat(15_000_000)));
    let bomb: String =
        (1..12).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(","))).collect();
    enemy.ticket("HD-dddd", &format!("a0: &a0 [x, x]\n{bomb}"));
    enemy.ticket("HD-eeee", &format!("x: {}\n", "[".repeat(20_000)));
    enemy.ticket("HD-ffff", &format!("x: {}\n", "{a: ".repeat(10_000)));
    enemy.ticket("HD-gggg", &format!("x:\n  {}a\n", "- ".repeat(10_000)));
    let nested: String = (1..300).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    enemy.ticket("HD-hhhh", &format!("x:\n{nested}"));
    enemy.ticket("HD-jjjj", &format!("x: {}\n", "! ".repeat(20_000)));
    let thread = format!("{MONTH}/{}.thread.md", enemy.good);
    enemy.desk.write(
        thread,
        format!(
            "## 2026-01-01T00:00:00Z · note · x\n\n    stamp: 20260101T000000.000Z-bbbb\n    x: {}\n",
            "[".repeat(60_000)
        ),
    );
    enemy.look();
    let mut listed = enemy.listed();
    listed.retain(|title| !title.starts_with("cannot be read"));
    assert_eq!(listed, ["A good one"]);
    let check = enemy.desk.run(["check"]).stdout;
    for name in [
        "HD-aaaa", "HD-bbbb", "HD-cccc", "HD-dddd", "HD-eeee", "HD-ffff", "HD-gggg", "HD-hhhh", "HD-jjjj",
        ".thread",
    ] {
        assert!(check.contains(&format!("{name}.md:")), "{name} in {check}");
    }
}

#[test]
fn twisted_policies_are_refused_in_no_time() {
    let enemy = Enemy::new();
    let bomb: String =
        (1..12).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(","))).collect();
    let nested: String = (1..300).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    for policy in [
        format!("a0: &a0 [x, x]\n{bomb}"),
        format!("teams: {}", "[".repeat(30_000)),
        format!("teams: {}", "{a: ".repeat(10_000)),
        format!("teams:\n{nested}"),
        format!("teams: {}", "- ".repeat(10_000)),
        "x".repeat(50_000_000),
        format!(
            "prefix: \"{}\"\n",
            NASTY
                .replace('\r', "\\r")
                .replace('\u{1b}', "\\e")
                .replace('\u{7}', "\\a")
                .replace('\u{9b}', "\\x9b")
                .replace('\u{85}', "\\N")
        ),
    ] {
        enemy.desk.write("desk/desk.yml", policy);
        for output in enemy.look() {
            assert_eq!(output.code, 4, "{output}");
            assert_eq!(output.stdout, "");
        }
    }
}

#[test]
fn no_text_reaches_the_terminal_raw() {
    let enemy = Enemy::new();
    let desk = &enemy.desk;
    let quoted = serde_json::to_string(NASTY).unwrap().replace("\\u0007", "\\a").replace("\\u001b", "\\e");
    desk.replace("desk/desk.yml", "Ann Lee", "Ann \\u202e\\e[31m");
    let policy =
        desk.file("desk/desk.yml").replace("name: Ann \\u202e\\e[31m", "name: \"Ann \\u202e\\e[31m\"");
    desk.write("desk/desk.yml", format!("{policy}\"key {}\": 1\n", "\\e[31m\\u202e"));
    let all = format!(
        "level: {quoted}\nteam: {quoted}\nassignee: {quoted}\nreporter: {quoted}\nurgency: {quoted}\ntype: {quoted}\nsource: {quoted}\nlabels:\n  - {quoted}\n  - {quoted}\nlinks:\n  - {{{quoted}: HD-zzzz}}\nwatchers:\n  - {quoted}\nexternal:\n  - {quoted}\n{quoted}: {quoted}\n"
    );
    enemy.ticket("HD-aaaa", &all);
    desk.write(
        format!("{MONTH}/HD-aaaa.md"),
        ticket("HD-aaaa", &all).replace("title: x", &format!("title: {quoted}")) + NASTY,
    );
    enemy.ticket("HD-bbbb", &format!("due: {quoted}\n"));
    enemy.ticket("HD-cccc", &format!("{}\n", NASTY.replace(['\r', '\n'], " ")));
    desk.write(
        format!("{MONTH}/HD-aaaa.20261120T080000.000Z-bbbb.md"),
        format!("---\nticket: HD-aaaa\nkind: {quoted}\nat: 2026-11-20T08:00:00Z\nby: {quoted}\nchanges:\n  {quoted}: [{quoted}, {quoted}]\n  status: [{quoted}, {quoted}]\nreason: {quoted}\nvia: {quoted}\nattachments: [{{name: {quoted}, sha256: {quoted}, size: 1}}]\n---\n\n{NASTY}\n"),
    );
    desk.write(format!("{MONTH}/{}.md", NASTY.replace('/', "")), "x");
    enemy.look();
    enemy.look_on_terminal();
    for arguments in
        [vec!["show", "HD-aaaa"], vec!["log", "HD-aaaa"], vec!["show", "HD-bbbb"], vec!["check", "HD-aaaa"]]
    {
        let shown = enemy.on_terminal(&arguments);
        assert!(is_clean(&without_colours(&shown), "\r"), "{arguments:?}: {shown:?}");
        let output = desk.run(&arguments);
        assert!(is_clean(&format!("{}{}", output.stdout, output.stderr), ""), "{output:?}");
    }
}

/// A program that leaves a mark where it runs, and what would run it.
fn arm(enemy: &Enemy) -> PathBuf {
    let desk = &enemy.desk;
    let (mark, program) = (enemy.outside("mark"), desk.path("evil"));
    fs::write(&program, format!("#!/bin/sh\necho \"$0 $*\" >>{}\ncat 2>/dev/null\n", mark.display()))
        .unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let evil = program.display().to_string();
    for hook in
        ["pre-commit", "post-index-change", "post-checkout", "reference-transaction", "fsmonitor-watchman"]
    {
        desk.write(format!("hooks/{hook}"), fs::read(&program).unwrap());
        fs::set_permissions(desk.path(format!("hooks/{hook}")), fs::Permissions::from_mode(0o755)).unwrap();
    }
    for key in [
        "core.editor",
        "core.pager",
        "core.fsmonitor",
        "core.sshCommand",
        "core.askPass",
        "core.gitProxy",
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "filter.a=b.clean",
        "filter.a=b.process",
        "merge.desk.driver",
        "gpg.program",
        "alias.desk",
        "alias.status",
        "pager.log",
        "pager.status",
        "pager.config",
        "sequence.editor",
        "credential.helper",
        "uploadpack.packObjectsHook",
        "desk.editor",
        "desk.pager",
    ] {
        desk.git(["config", key, &evil]);
    }
    desk.git(["config", "core.hooksPath", "hooks"]);
    desk.git(["config", "log.showSignature", "true"]);
    desk.git(["config", "commit.gpgSign", "true"]);
    desk.git(["config", "filter.evil.required", "true"]);
    desk.write("desk/tickets/.gitattributes", "* filter=evil diff=evil merge=desk\n*.md filter=a=b\n");
    desk.write(".gitattributes", "* filter=evil diff=evil\n");
    desk.write(
        "desk/desk.yml",
        format!("{}editor: {evil}\npager: {evil}\nhooks: {{new: {evil}}}\n", desk.file("desk/desk.yml")),
    );
    let _ = fs::remove_file(&mark);
    mark
}

/// Looks in every way at files that git would have to look into.
fn assert_nothing_runs(enemy: &Enemy, mark: &PathBuf) {
    let path = enemy.desk.ticket_path(&enemy.good);
    let text = enemy.desk.file(&path);
    // Another time and the same content: git reads the file, and runs its filters.
    enemy.desk.write(&path, &text);
    for output in enemy.look() {
        assert!(matches!(output.code, 0..=2), "{output}");
    }
    enemy.look_on_terminal();
    assert!(!mark.exists(), "{}", fs::read_to_string(mark).unwrap());
    assert!(enemy.listed().contains(&"A good one".to_owned()));
}

#[test]
fn looking_runs_no_program_of_the_repository() {
    let enemy = Enemy::new();
    let mark = arm(&enemy);
    assert_nothing_runs(&enemy, &mark);
    // The witness works: git itself runs it.
    enemy.desk.try_git(["add", "."]);
    assert!(mark.exists());
}

#[test]
fn looking_runs_no_program_where_the_library_cannot_help() {
    for setting in [
        ["update-index", "--split-index"],
        ["update-index", "--untracked-cache"],
        ["config", "core.sparseCheckout"],
    ] {
        let enemy = Enemy::new();
        let more: &[&str] = if setting[0] == "config" { &["true"] } else { &[] };
        enemy.desk.git(setting.iter().chain(more));
        let mark = arm(&enemy);
        assert_nothing_runs(&enemy, &mark);
    }
}

#[test]
fn looking_fetches_nothing_and_checks_no_signature() {
    let enemy = Enemy::new();
    let desk = &enemy.desk;
    // By hand and committed, so that `check` walks the history.
    desk.run(["escalate", &enemy.good, "--reason", "skill", "-m", "x"]).success();
    desk.replace(desk.ticket_path(&enemy.good), "level: N2", "level: N3");
    desk.git(["commit", "-qam", "by hand"]);
    let mark = arm(&enemy);
    desk.git(["config", "core.repositoryFormatVersion", "1"]);
    desk.git(["config", "extensions.partialClone", "origin"]);
    desk.git(["config", "remote.origin.url", "ssh://example.org/x"]);
    desk.git(["config", "remote.origin.promisor", "true"]);
    let blob = desk.git(["rev-parse", &format!("HEAD~:{}", desk.ticket_path(&enemy.good))]);
    let blob = blob.trim();
    fs::remove_file(desk.path(format!(".git/objects/{}/{}", &blob[..2], &blob[2..]))).unwrap();
    let _ = fs::remove_file(&mark);
    assert_nothing_runs(&enemy, &mark);
}

#[test]
fn a_list_is_not_remembered_through_a_link() {
    let enemy = Enemy::new();
    let folder = enemy.outside("folder");
    fs::create_dir(&folder).unwrap();
    let _ = fs::remove_dir_all(enemy.desk.path(".git/desk/recent"));
    fs::create_dir_all(enemy.desk.path(".git/desk")).unwrap();
    symlink(&folder, enemy.desk.path(".git/desk/recent")).unwrap();
    let shown = enemy.on_terminal(&["list"]);
    assert!(shown.contains("A good one"), "{shown}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}
