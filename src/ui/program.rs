//! How the name of a pager or an editor becomes a process.

use std::process::Command;

/// What makes git, and so us, hand the value to a shell (blanks apart: those we split at).
const SHELL_SYNTAX: &[char] =
    &['|', '&', ';', '<', '>', '(', ')', '$', '`', '\\', '"', '\'', '\n', '*', '?', '[', '#', '~', '=', '%'];

/// Makes the command that runs `program`, a value that the user wrote; arguments may be added.
///
/// Plain words are run as they are. With anything a shell would understand it is `sh -c`, where
/// the arguments follow as `"$@"` and so are never read as shell.
pub(super) fn command(program: &str) -> Command {
    let mut words = program.split_ascii_whitespace();
    match words.next() {
        Some(name) if !program.contains(SHELL_SYNTAX) => {
            let mut command = Command::new(name);
            command.args(words);
            command
        }
        _ => {
            let mut command = Command::new("sh");
            command.arg("-c").arg(format!("{program} \"$@\"")).arg(program);
            command
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(program: &str, expect: &[&str]) {
        let mut command = command(program);
        command.arg("a; b");
        let words: Vec<_> = std::iter::once(command.get_program()).chain(command.get_args()).collect();
        assert_eq!(words, expect);
    }

    #[test]
    fn a_shell_is_used_only_for_shell_syntax() {
        check("less", &["less", "a; b"]);
        check("less  -FRX -S", &["less", "-FRX", "-S", "a; b"]);
        check("LESS=F less", &["sh", "-c", "LESS=F less \"$@\"", "LESS=F less", "a; b"]);
        check(
            "'/opt/my editor' -w",
            &["sh", "-c", "'/opt/my editor' -w \"$@\"", "'/opt/my editor' -w", "a; b"],
        );
    }
}
