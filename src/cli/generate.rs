//! What is made from the definition of the command line: completions, the man page, the reference.

use std::io;

use clap_complete::{Shell, generate};

use super::definition;

/// What bash needs to complete `git desk` too: git's own completion calls `_git_desk`.
const BASH: &str = r#"
_git_desk() {
    local offset=1
    while [[ ${COMP_WORDS[offset]} != desk && $offset -lt $COMP_CWORD ]]; do ((offset++)); done
    COMP_WORDS=(git-desk "${COMP_WORDS[@]:offset+1}")
    COMP_CWORD=$((COMP_CWORD - offset))
    _git__desk git-desk "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
}
"#;

/// What zsh needs to complete `git desk` too.
const ZSH: &str =
    "\nzstyle ':completion:*:*:git:*' user-commands desk:'a helpdesk that lives in a git repository'\n";

/// What fish needs to complete `git desk` too.
const FISH: &str = "\ncomplete -c git -n '__fish_seen_subcommand_from desk' -x -a '(complete -C \"git-desk \"(commandline -ct))'\ncomplete -c git -n '__fish_use_subcommand' -f -a desk -d 'A helpdesk that lives in a git repository'\n";

/// Returns the completions for a shell.
pub fn completions(shell: Shell) -> String {
    let mut bytes = Vec::new();
    generate(shell, &mut definition().bin_name("git-desk"), "git-desk", &mut bytes);
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    text.push_str(match shell {
        Shell::Bash => BASH,
        Shell::Zsh => ZSH,
        Shell::Fish => FISH,
        _ => "",
    });
    text
}

/// Returns the man page of the program and of every command, in one document.
pub fn man_page() -> io::Result<Vec<u8>> {
    let mut definition = definition();
    definition.build();
    let mut page = Vec::new();
    let main = clap_mangen::Man::new(definition.clone()).title("git-desk").section("1");
    main.render(&mut page)?;
    for command in definition.get_subcommands().filter(|command| command.get_name() != "help") {
        let man = clap_mangen::Man::new(command.clone());
        page.extend(format!(".SH \"GIT DESK {}\"\n", command.get_name().to_uppercase()).into_bytes());
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    Ok(page)
}
