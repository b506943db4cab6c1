//! Help, completions and the man page.

use insta::assert_snapshot;

use crate::common::TestDesk;

#[test]
fn help_needs_no_desk() {
    let folder = TestDesk::folder();
    let help = folder.run(["help"]).success().stdout;
    assert_eq!(folder.run(["--help"]).success().stdout, help);
    for command in git_desk::cli::definition().get_subcommands() {
        let line = format!("\n  {}", command.get_name());
        assert!(help.contains(&line), "{line} is in\n{help}");
        let about = command.get_about().expect("each command has a line").to_string();
        assert!(!about.ends_with('.') && about.starts_with(char::is_uppercase), "{about}");
    }
    assert_eq!(folder.run(["--version"]).stdout, format!("git-desk {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn an_unknown_command_offers_the_near_miss() {
    let folder = TestDesk::folder();
    assert_snapshot!(folder.run(["escalte"]), @"
        ! error: unrecognized subcommand 'escalte'
        ! 
        !   tip: some similar subcommands exist: 'deescalate', 'create', 'escalate'
        ! 
        ! Usage: git desk [OPTIONS] [COMMAND]
        ! 
        ! For more information, try '--help'.
        [exit 2]
        ");
    assert_snapshot!(folder.run(["list", "--asignee", "ann"]), @"
        ! error: unexpected argument '--asignee' found
        ! 
        !   tip: a similar argument exists: '--assignee'
        ! 
        ! Usage: git desk list --assignee <WHO> [QUERY]...
        ! 
        ! For more information, try '--help'.
        [exit 2]
        ");
    assert_snapshot!(folder.run(["close"]), @"
        ! error: the following required arguments were not provided:
        !   <ID>...
        ! 
        ! Usage: git desk close <ID>...
        ! 
        ! For more information, try '--help'.
        [exit 2]
        ");
}

#[test]
fn help_of_a_command_says_what_it_takes() {
    let folder = TestDesk::folder();
    assert_snapshot!(folder.run(["take", "-h"]), @"
        Take tickets: you have them from then on

        Usage: git desk take [OPTIONS] <ID>...

        Arguments:
          <ID>...  The tickets

        Options:
              --now   Sync first, and send it at once: of two one has it, and the other is told
          -h, --help  Print help (see more with '--help')

        Global options:
          -C <DIR>            Run as if started in this folder
              --desk <DIR>    The desk's folder, where it is not `desk` [env: DESK_DIR=]
              --no-commit     Write the files, and leave the commit to you
              --detached      Commit although HEAD is on no branch
              --color <WHEN>  When to use colour [default: auto]
              --no-pager      Do not send long output through a pager
          -q, --quiet         Say only what went wrong
          -v, --verbose       Say more of what is done
        ");
}

#[test]
fn completions_serve_every_shell() {
    let folder = TestDesk::folder();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = folder.run(["completions", shell]).success();
        assert!(output.stdout.contains("COMPLETE") && output.stdout.contains("git-desk"), "{shell}");
        assert_eq!(output.stderr, "", "{shell}");
    }
    assert_snapshot!(folder.run(["completions", "tcsh"]), @"
        ! error: invalid value 'tcsh' for '<SHELL>'
        !   [possible values: bash, elvish, fish, powershell, zsh]
        ! 
        !   tip: a similar value exists: 'zsh'
        ! 
        ! For more information, try '--help'.
        [exit 2]
        ");
}

#[test]
fn bash_completes_git_desk_as_well() {
    // As git's own completion calls `_git_desk`, and bash the function of `git-desk`.
    let script = r#"
        eval "$("$1" completions bash)"
        words=(git desk esc); cword=2; __git_cmd_idx=1; COMPREPLY=()
        _git_desk
        echo "git desk esc -> ${COMPREPLY[*]}"
        COMP_WORDS=(git-desk wat); COMP_CWORD=1; COMPREPLY=()
        _clap_complete_git_desk git-desk wat git-desk
        echo "git-desk wat -> ${COMPREPLY[*]}"
    "#;
    let mut bash = std::process::Command::new("bash");
    bash.args(["--norc", "-c", script, "bash", crate::common::PROGRAM]);
    bash.env("PATH", crate::common::path_with_program());
    let Ok(output) = bash.output() else {
        return eprintln!("skipped: bash_completes_git_desk_as_well: there is no bash");
    };
    assert_snapshot!(String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap(), @"
        git desk esc -> escalate
        git-desk wat -> watch
        ");
}

#[test]
fn the_program_offers_what_the_desk_has() {
    let desk = TestDesk::new();
    let id = desk.ticket("Printer \u{1b}[31mred", ["-l", "office", "-l", "paper"]);
    let closed = desk.ticket("Over", []);
    desk.run(["close", &closed]).success();
    let offered = |words: &[&str]| {
        let index = words.len().to_string();
        let asking = desk.with("COMPLETE", "bash").with("_CLAP_COMPLETE_INDEX", &index);
        let output = asking.run(["--", "git-desk"].iter().chain(words)).success();
        assert_eq!(output.stderr, "");
        output.stdout.lines().filter(|line| !line.starts_with('-')).collect::<Vec<_>>().join(" ")
    };
    let check = |words: &[&str], expected: &str| assert_eq!(offered(words), expected, "{words:?}");
    check(&["show", ""], &id);
    check(&["show", &closed[..5]], &closed);
    check(&["show", &closed[3..6]], &closed[3..]);
    check(&["edit", &id, "--add-label", "o"], "office");
    check(&["list", "-s", "pend"], "pending");
    check(&["list", "prior"], "priority:");
    check(&["list", "status:open,pend"], "status:open,pending");
    check(&["list", "is:una"], "is:unassigned is:unanswered");
    check(&["assign", &id, "@"], "@me");
    check(&["next", "upd"], "updated:");
    check(&["assign", &id, "--team", "net"], "network");
    let nowhere = TestDesk::folder().with("COMPLETE", "bash").with("_CLAP_COMPLETE_INDEX", "2");
    assert_eq!(nowhere.run(["--", "git-desk", "show", "x"]).success().stdout, "");
}

#[test]
fn the_man_page_has_every_command() {
    let page = TestDesk::folder().run(["man"]).success().stdout;
    assert!(page.contains(".TH git-desk 1"), "{page}");
    for command in git_desk::cli::definition().get_subcommands() {
        // A hyphen is written so in roff.
        let heading = format!(".SS \"git desk {} ", command.get_name().replace('-', "\\-"));
        assert!(page.contains(&heading), "{heading}");
    }
}
