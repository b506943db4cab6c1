//! A pager for long output on a terminal.
//!
//! Which program it is comes from the user: their environment, or `core.pager` of their own git
//! configuration. A repository has no say.

use std::io::{self, Write};
use std::process::{Child, ChildStdin, ExitStatus, Stdio};

use super::interrupt::Hold;
use super::program;

/// Quits when all fits on one screen, shows colours, leaves the text standing.
pub const DEFAULT: &str = "less -FRX";

/// Chooses the pager: `DESK_PAGER`, `GIT_PAGER`, the user's `core.pager`, `PAGER`, `less`.
///
/// Nothing is returned for `cat` and the empty value, which ask for no pager, and on a terminal
/// that cannot move its cursor. `variable` looks a name up in the environment, `core_pager` asks git.
pub fn choose(
    variable: impl Fn(&str) -> Option<String>,
    core_pager: impl FnOnce() -> Option<String>,
) -> Option<String> {
    let program = variable("DESK_PAGER")
        .or_else(|| variable("GIT_PAGER"))
        .or_else(core_pager)
        .or_else(|| variable("PAGER"))
        .unwrap_or_else(|| DEFAULT.to_owned());
    let is_none = matches!(program.trim(), "" | "cat") || variable("TERM").is_some_and(|term| term == "dumb");
    (!is_none).then_some(program)
}

/// A running pager. What is written to it waits for the reader.
pub(super) struct Pager {
    program: String,
    child: Child,
    stdin: io::BufWriter<ChildStdin>,
    _interrupts: Hold,
}

impl Pager {
    pub(super) fn start(program: &str) -> io::Result<Self> {
        let interrupts = Hold::new();
        let mut command = program::command(program);
        command.stdin(Stdio::piped());
        for (name, value) in [("LESS", "FRX"), ("LESSCHARSET", "utf-8"), ("LV", "-c")] {
            if std::env::var_os(name).is_none() {
                command.env(name, value);
            }
        }
        let mut child = command.spawn()?;
        let stdin = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Pager {
            program: program.to_owned(),
            child,
            stdin: io::BufWriter::new(stdin),
            _interrupts: interrupts,
        })
    }

    /// Says whether hyperlinks reach the terminal; `less` lets them through since 2020.
    pub(super) fn passes_links(&self) -> bool {
        let name = self.program.split_whitespace().next().unwrap_or_default();
        name.rsplit('/').next() == Some("less")
    }

    pub(super) fn program(&self) -> &str {
        &self.program
    }

    /// Lets the pager see the end of its input and waits until the reader is done. The first
    /// result is that of the last writing.
    pub(super) fn finish(mut self) -> (io::Result<()>, io::Result<ExitStatus>) {
        let written = self.stdin.flush();
        drop(self.stdin.into_parts());
        (written, self.child.wait())
    }
}

impl Write for Pager {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stdin.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stdin.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(environment: &[(&str, &str)], core_pager: Option<&str>, expect: Option<&str>) {
        let variable = |name: &str| {
            environment.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(choose(variable, || core_pager.map(str::to_owned)).as_deref(), expect, "{environment:?}");
    }

    #[test]
    fn the_nearest_wish_wins() {
        check(&[], None, Some("less -FRX"));
        check(&[("PAGER", "more")], None, Some("more"));
        check(&[("PAGER", "more")], Some("delta"), Some("delta"));
        check(&[("GIT_PAGER", "most")], Some("delta"), Some("most"));
        check(&[("GIT_PAGER", "most"), ("DESK_PAGER", "bat")], None, Some("bat"));
    }

    #[test]
    fn no_pager_is_a_choice() {
        check(&[("GIT_PAGER", "")], Some("less"), None);
        check(&[("PAGER", "cat")], None, None);
        check(&[("TERM", "dumb")], None, None);
    }

    #[cfg(unix)]
    #[test]
    fn the_pager_gets_all_and_is_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("seen");
        let mut pager = Pager::start(&format!("cat > '{}'", file.display())).expect("a shell");
        pager.write_all(b"one\ntwo\n").expect("written");
        let (written, ended) = pager.finish();
        written.expect("written");
        assert!(ended.expect("ended").success());
        assert_eq!(std::fs::read_to_string(file).expect("read"), "one\ntwo\n");
    }
}
