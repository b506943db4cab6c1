//! The pages that the program makes are what it would make now. `DESK_BLESS=1` writes them anew.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;

use clap_complete::Shell;
use git_desk::cli::generate;

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
}

#[test]
fn the_pages_lead_to_files_that_are_there() {
    for page in ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "docs/design/README.md", "docs/format.md"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(root.join(page)).unwrap();
        let folder = root.join(page).parent().unwrap().to_owned();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let is_local = !link.starts_with("http") && !link.starts_with('#');
            assert!(!is_local || folder.join(link).exists(), "{page} leads to `{link}`");
        }
    }
}
