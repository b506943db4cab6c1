//! The pages say what is so: what the program makes is fresh (`DESK_BLESS=1` writes it anew), what the README shows
//! happens, and what the format's page shows is read and written back to the byte.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, missing_docs)]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use clap_complete::Shell;
use common::TestDesk;
use git_desk::cli::generate;
use git_desk::format::{ArticleFile, TicketFile, article, entry, thread, ticket};

fn is_fresh(path: &str, made: &str) {
    let full = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("DESK_BLESS").is_some() {
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(&full, made).unwrap();
    }
    let found = std::fs::read_to_string(&full).unwrap_or_default();
    assert!(found == made, "`{path}` is not what the program makes: DESK_BLESS=1 cargo test --test pages");
}

#[test]
fn the_completions_are_fresh() {
    is_fresh("completions/git-desk.elv", &generate::completions(Shell::Elvish));
    is_fresh("completions/_git-desk.ps1", &generate::completions(Shell::PowerShell));
    is_fresh("completions/git-desk.bash", &generate::completions(Shell::Bash));
    is_fresh("completions/_git-desk", &generate::completions(Shell::Zsh));
    is_fresh("completions/git-desk.fish", &generate::completions(Shell::Fish));
}

#[test]
fn the_man_page_is_fresh() {
    is_fresh("docs/git-desk.1", &String::from_utf8(generate::man_page().unwrap()).unwrap());
}

#[test]
fn the_references_are_fresh() {
    is_fresh("docs/reference/commands.md", &generate::reference());
    is_fresh("docs/reference/json.md", &generate::json_reference());
    is_fresh("docs/query.md", &generate::query_page());
    is_fresh("docs/reports.md", &generate::reports_page());
    is_fresh("docs/reference/report.schema.json", &generate::report_schema());
}

#[test]
fn the_pages_lead_to_files_that_are_there() {
    let pages = pages();
    assert!(pages.len() > 8, "{pages:?}");
    for page in pages {
        let folder = page.parent().unwrap().to_owned();
        for link in text(&page).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap();
            let is_local = !link.starts_with("http") && !file.is_empty();
            assert!(!is_local || folder.join(file).exists(), "{} leads to `{link}`", page.display());
        }
    }
}

#[test]
fn what_the_readme_shows_happens() {
    let desk = with_program_on_path(TestDesk::repository());
    let mut seed = 0;
    for block in blocks(&text(&root().join("README.md")), "console") {
        for part in format!("\n{block}").split("\n$ ").skip(1) {
            let (command, shown) = part.split_once('\n').unwrap_or((part, ""));
            seed += 1;
            let output = desk.seed(seed).shell(&format!("exec 2>&1\n{command}")).output().unwrap();
            let happened = String::from_utf8(output.stdout).unwrap();
            assert!(output.status.success(), "$ {command}\n{happened}");
            if shown.trim() != "…" {
                assert_eq!(essence(shown, &desk), essence(&happened, &desk), "$ {command}\n{happened}");
            }
        }
    }
    assert!(seed > 10, "the README shows commands");
    assert_eq!(desk.run(["check"]).code, 0);
}

#[test]
fn the_list_in_the_readme_is_that_of_the_demonstration() {
    let picture = blocks(&text(&root().join("README.md")), "text").remove(0);
    let told = TestDesk::folder().with("COLUMNS", "80").run(["demo"]).success().stdout;
    assert!(told.contains(&picture), "{told}");
}

#[test]
fn what_the_format_shows_is_read_and_written_back_to_the_byte() {
    let page = text(&root().join("docs/format.md"));
    let of_kind = |kind: &str| {
        let found = blocks(&page, kind);
        assert!(!found.is_empty(), "there is an example of `{kind}`");
        found
    };
    for example in of_kind("markdown ticket") {
        let file = TicketFile::read(example.clone()).unwrap();
        assert_eq!(file.remarks, []);
        assert_eq!(ticket::write(&file.ticket), example);
    }
    for example in of_kind("markdown article") {
        assert_eq!(article::write(&ArticleFile::read(example.clone()).unwrap().article), example);
    }
    for example in of_kind("markdown entry") {
        assert_eq!(entry::write(&entry::read(&example).unwrap()), example);
    }
    for example in of_kind("markdown packed") {
        let id = example.lines().next().unwrap().trim_start_matches("# ").parse().unwrap();
        assert_eq!(thread::write(&id, &thread::read(&id, &example).unwrap()), example);
    }
}

#[test]
fn the_example_is_a_whole_desk() {
    let desk = TestDesk::repository();
    copy(&root().join("examples/desk"), &desk.path("desk"));
    desk.git(["add", "."]);
    desk.git(["commit", "-qm", "example"]);
    let desk = desk.at("2026-11-24T09:00:00Z");
    let listed = desk.run(["list", "-s", "all"]).success();
    assert_eq!((listed.stdout.lines().count(), listed.stderr.as_str()), (6, ""), "{listed}");
    let checked = desk.run(["check"]);
    assert_eq!(checked.code, 0, "{checked}");
    let answered = desk.run(["ask", "my scans have no picture"]).success();
    assert!(answered.stdout.contains("KB-5950gd"), "{answered}");
    let packed = desk.files("desk/tickets").into_iter().filter(|path| path.ends_with(".thread.md"));
    assert_eq!(packed.count(), 1);
}

#[test]
fn bash_completes_the_command_of_git() {
    let git = ["/usr/share/bash-completion/completions/git", "/etc/bash_completion.d/git"];
    let loader = Path::new("/usr/share/bash-completion/bash_completion");
    let Some(git) = git.iter().find(|path| Path::new(path).exists() && loader.exists()) else {
        return eprintln!("skipped: bash_completes_the_command_of_git: git's completion is not here");
    };
    let own = root().join("completions/git-desk.bash");
    let script = format!(
        "source {}\nsource {git}\nsource {}\n{}",
        loader.display(),
        own.display(),
        r#"try() {
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMPREPLY=()
    case $1 in
        git) __git_wrap__git_main git "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}" ;;
        *) _clap_complete_git_desk git-desk "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}" ;;
    esac
    echo "$*: ${COMPREPLY[*]}"
}
try git-desk escalate --re
try git desk es
try git desk escalate --re
try git -C desk desk clo
try git desk list --color ''
"#
    );
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", &script]).env("PATH", common::path_with_program());
    let output = bash.output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let said: Vec<&str> = said.lines().map(str::trim_end).collect();
    let expected = [
        "git-desk escalate --re: --reason",
        "git desk es: escalate",
        "git desk escalate --re: --reason",
        "git -C desk desk clo: close",
        "git desk list --color : auto always never",
    ];
    assert_eq!(said, expected, "{}", String::from_utf8_lossy(&output.stderr));
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap().replace("\r\n", "\n")
}

/// Returns all pages of the project, those of the example desk left out.
fn pages() -> Vec<PathBuf> {
    let mut pages = Vec::new();
    for folder in ["", "docs", "docs/design", "docs/reference", "examples", "examples/ci"] {
        let items = std::fs::read_dir(root().join(folder)).unwrap().map(|item| item.unwrap().path());
        pages.extend(items.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    }
    pages
}

/// Returns the fenced blocks of a kind.
fn blocks(page: &str, kind: &str) -> Vec<String> {
    let begins = format!("\n```{kind}\n");
    let block = |rest: &str| rest.split_once("\n```\n").map(|(block, _)| format!("{block}\n"));
    page.split(&begins).skip(1).map(|rest| block(rest).expect("the block ends")).collect()
}

/// Lets a shell find `git desk`.
fn with_program_on_path(desk: TestDesk) -> TestDesk {
    desk.with("PATH", common::path_with_program())
}

/// Leaves out what is another each time (folder, commit), and what a pipe has not (headings, the width of columns).
fn essence(text: &str, desk: &TestDesk) -> Vec<String> {
    let text = text.replace(&desk.work_tree().display().to_string(), "…");
    let is_commit = |word: &str| word.len() == 9 && word.starts_with('(') && word.ends_with(')');
    let words =
        |line: &str| line.split_whitespace().filter(|word| !is_commit(word)).collect::<Vec<_>>().join(" ");
    text.lines().map(words).filter(|line| !line.is_empty() && !line.starts_with("ID PRI ")).collect()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for item in std::fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let target = to.join(item.file_name());
        match item.file_type().unwrap().is_dir() {
            true => copy(&item.path(), &target),
            false => drop(std::fs::copy(item.path(), target).unwrap()),
        }
    }
}
