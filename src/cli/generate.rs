//! What is made from the definition of the command line: completions, the man page, the reference.

use std::io;

use clap::{Arg, Command};
use clap_complete::Shell;
use clap_complete::env::Shells;

use super::definition;
use crate::view::{article, clock, commit, difference, entry, hit, ticket, urgent};

/// What bash needs to complete `git desk` too: git's own completion calls `_git_desk`, with its words in `words`.
const BASH: &str = r#"
_git_desk() {
    local at=${__git_cmd_idx:-1}
    while [[ $at -lt $cword && ${words[at]} != desk ]]; do ((at++)); done
    local -a COMP_WORDS=(git-desk "${words[@]:at+1}")
    local COMP_CWORD=$((cword - at))
    _clap_complete_git_desk git-desk "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
}
"#;

/// What zsh needs where it loads the file as the function `_git-desk`, which its completion of git calls as well.
const ZSH: &str = r#"
if [[ $funcstack[1] == _git-desk ]]; then
    _clap_dynamic_completer_git_desk "$@"
fi
"#;

/// What fish needs to complete `git desk` too, where the program was not there yet when fish learned of git.
const FISH: &str = r#"
function __git_desk_after_git
    set -l words (commandline -opc)
    set -l at (contains -i -- desk $words)
    or return
    complete -C "git-desk "(string join ' ' -- (string escape -- $words[(math $at + 1)..-1]) (commandline -ct))
end
complete -c git -f -n '__fish_seen_subcommand_from desk' -a '(__git_desk_after_git)'
complete -c git -f -n __fish_use_subcommand -a desk -d 'A helpdesk that lives in a git repository'
"#;

/// Returns the completions for a shell: a few lines that ask the program itself.
pub fn completions(shell: Shell) -> String {
    let mut bytes = Vec::new();
    let name = shell.to_string();
    if let Some(completer) = Shells::builtins().completer(&name) {
        // Writing to memory does not fail.
        let _ = completer.write_registration("COMPLETE", "git-desk", "git-desk", "git-desk", &mut bytes);
    }
    let script = String::from_utf8_lossy(&bytes).into_owned();
    match shell {
        Shell::Bash => script + BASH,
        Shell::Zsh => script + ZSH,
        Shell::Fish => script + FISH,
        _ => script,
    }
}

/// Returns the man page of the program and of every command, in one document.
pub fn man_page() -> io::Result<Vec<u8>> {
    let definition = built();
    let mut page = Vec::new();
    let main = clap_mangen::Man::new(definition.clone()).title("git-desk").section("1");
    main.render_title(&mut page)?;
    main.render_name_section(&mut page)?;
    page.extend(b".SH SYNOPSIS\n\\fBgit desk\\fR [\\fIoptions\\fR] [\\fIcommand\\fR [\\fIarguments\\fR]]\n");
    main.render_description_section(&mut page)?;
    main.render_options_section(&mut page)?;
    page.extend(b".SH COMMANDS\n");
    for (_, command) in commands(&definition) {
        page.extend(man_section(command)?.into_bytes());
    }
    main.render_extra_section(&mut page)?;
    Ok(page)
}

/// Returns the reference of all commands as Markdown.
pub fn reference() -> String {
    let definition = built();
    let mut page = String::from("# Commands\n\n");
    page.push_str(NOTICE);
    page.push_str(&prose(&definition));
    page.push_str("\n| command | what it does |\n|---|---|\n");
    for (name, command) in commands(&definition) {
        let aliases: String = command.get_visible_aliases().map(|alias| format!(", `{alias}`")).collect();
        let anchor = name.replace(' ', "-");
        page.push_str(&format!("| [`{name}`](#{anchor}){aliases} | {} |\n", about(command)));
    }
    page.push_str("\n## Options of every command\n\n");
    page.push_str(&arguments(&definition, |argument| argument.is_global_set()));
    page.push_str(&format!(
        "\n{}\n",
        definition.get_after_help().map(ToString::to_string).unwrap_or_default()
    ));
    for (name, command) in commands(&definition) {
        page.push_str(&reference_section(&name, command));
    }
    page
}

/// Returns the reference of the JSON as Markdown.
pub fn json_reference() -> String {
    let mut page = String::from("# JSON\n\n");
    page.push_str(NOTICE);
    page.push_str(JSON);
    let tables = [
        ("a ticket", &ticket::FIELDS[..]),
        ("an entry of a thread", &entry::FIELDS[..]),
        ("a clock, in what `sla` prints", &clock::FIELDS[..]),
        ("what `search` finds", &hit::FIELDS[..]),
        ("an article", &article::FIELDS[..]),
        ("what `ask` and `kb search` find", &article::PASSAGE[..]),
        ("a commit, in what `commits` prints", &commit::FIELDS[..]),
        ("what `diff` finds", &difference::FIELDS[..]),
        ("what is `next`, beside those of a card", &urgent::FIELDS[..]),
    ];
    for (title, fields) in tables {
        page.push_str(&format!("\n## Fields of {title}\n\n| field | what it is |\n|---|---|\n"));
        for (name, meaning) in fields {
            page.push_str(&format!("| `{name}` | {} |\n", meaning.replace('|', "\\|")));
        }
    }
    page
}

/// Returns the page on reports as Markdown.
pub fn reports_page() -> String {
    crate::view::report::page()
}

/// Returns the JSON schema of reports.
pub fn report_schema() -> String {
    format!("{:#}\n", crate::view::report::schema())
}

/// Returns the page on the query language as Markdown.
pub fn query_page() -> String {
    crate::query::page()
}

const NOTICE: &str =
    "<!-- Made by the program: `DESK_BLESS=1 cargo test --test pages` writes it anew. -->\n\n";

const JSON: &str = "\
`list`, `show`, `log`, `search`, `board`, `next`, `commits` and `diff` take `--json` and print one document. `list` and\n\
`show` want the names of fields, or `all`; a name that is not known is an error. A field that is empty is `null`, an empty\n\
list is `[]`.\n\
\n\
- A list is `{\"schema\": 1, \"items\": [{…}, {…}]}`.\n\
- A single thing is `{\"schema\": 1, \"item\": {…}}`.\n\
- Of an entry, keys without a value are left out.\n\
- A board is `{\"schema\": 1, \"columns\": [{\"category\": …, \"count\": …, \"items\": […]}]}`; its items are cards: `id`,\n\
  `title`, `status`, `priority`, `level` and `assignee`.\n\
\n\
Within a schema, fields may be added; none is removed, and none changes its meaning.\n\
\n\
```console\n\
$ git desk list --json id,title,priority\n\
$ git desk show 7k3m --json all\n\
$ git desk log 7k3m --json\n\
```\n";

fn built() -> Command {
    let mut definition = definition();
    definition.build();
    definition
}

/// Returns the commands, each with its name, those of a group (`kb new`) after it.
fn commands(definition: &Command) -> Vec<(String, &Command)> {
    let mut all = Vec::new();
    for command in definition.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = command.get_name();
        all.push((name.to_owned(), command));
        all.extend(
            commands(command).into_iter().map(|(below, command)| (format!("{name} {below}"), command)),
        );
    }
    all
}

/// Returns the part of the man page on one command; the options of every command are not said again.
fn man_section(command: &Command) -> io::Result<String> {
    let own = command.clone().mut_args(|argument| {
        let hidden = argument.is_global_set();
        argument.hide(hidden)
    });
    let man = clap_mangen::Man::new(own);
    let mut section = Vec::new();
    man.render_description_section(&mut section)?;
    man.render_options_section(&mut section)?;
    let section = String::from_utf8_lossy(&section).into_owned();
    let usage = usage(command).replace('\\', "\\\\").replace('-', "\\-");
    let section = section.replace(".SH DESCRIPTION\n", "").replace(".SH OPTIONS\n", ".PP\n");
    Ok(format!(".SS \"{usage}\"\n{section}"))
}

fn reference_section(name: &str, command: &Command) -> String {
    let mut section = format!("\n## {name}\n\n```text\n{}\n```\n\n{}", usage(command), prose(command));
    let own = arguments(command, |argument| !argument.is_global_set() && argument.get_id() != "help");
    if !own.is_empty() {
        section.push_str(&format!("\n{own}"));
    }
    section
}

/// Returns how a command is written, on one line.
fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    usage.strip_prefix("Usage: ").unwrap_or(&usage).trim().to_owned()
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

fn prose(command: &Command) -> String {
    let long = command.get_long_about().or(command.get_about()).map(ToString::to_string).unwrap_or_default();
    format!("{}\n", long.trim_end())
}

/// Returns a list of arguments: how each is written, and what it is for.
fn arguments(command: &Command, wanted: impl Fn(&Arg) -> bool) -> String {
    let shown = command.get_arguments().filter(|argument| !argument.is_hide_set() && wanted(argument));
    shown.map(|argument| format!("- {}: {}\n", written(argument), meaning(argument))).collect()
}

fn written(argument: &Arg) -> String {
    let names = argument.get_value_names().unwrap_or_default();
    let values = names.iter().map(|name| format!("<{name}>")).collect::<Vec<_>>().join(" ");
    if argument.is_positional() {
        return format!("`{values}`");
    }
    let flags = [
        argument.get_short().map(|short| format!("-{short}")),
        argument.get_long().map(|long| format!("--{long}")),
    ];
    let flags = flags.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let values = if argument.get_action().takes_values() { format!(" {values}") } else { String::new() };
    format!("`{flags}{values}`")
}

fn meaning(argument: &Arg) -> String {
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let takes = argument.get_action().takes_values();
    let defaults: Vec<String> = argument
        .get_default_values()
        .iter()
        .filter(|_| takes)
        .map(|value| format!("`{}`", value.to_string_lossy()))
        .collect();
    let values = argument.get_possible_values();
    let values: Vec<String> =
        values.iter().filter(|_| takes).map(|value| format!("`{}`", value.get_name())).collect();
    let variable = argument.get_env().map(|name| format!("environment: `{}`", name.to_string_lossy()));
    let default = (!defaults.is_empty()).then(|| format!("default: {}", defaults.join(", ")));
    let values = (!values.is_empty()).then(|| format!("values: {}", values.join(", ")));
    let more = [values, default, variable].into_iter().flatten().collect::<Vec<_>>().join("; ");
    if more.is_empty() { help } else { format!("{help} ({more})") }
}
