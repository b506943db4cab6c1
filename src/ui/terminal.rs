//! What the streams of the process are connected to.

use std::io::{self, IsTerminal};

use anstream::{AutoStream, ColorChoice};

use super::Color;

/// Where the size of the terminal is unknown.
const WIDTH: usize = 80;

#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    pub(super) stdin: bool,
    pub(super) stdout: bool,
    pub(super) stderr: bool,
    pub(super) color_out: bool,
    pub(super) color_err: bool,
    /// Hyperlinks may be written to stdout.
    pub(super) links: bool,
    pub(super) width: usize,
    pub(super) height: usize,
}

impl Terminal {
    pub(super) fn of_process(color: Color) -> Self {
        let (width, height) = size();
        let stdout = io::stdout().is_terminal();
        let color_out = is_colored(color, AutoStream::choice(&io::stdout()));
        Terminal {
            stdin: io::stdin().is_terminal(),
            stdout,
            stderr: io::stderr().is_terminal(),
            color_out,
            color_err: is_colored(color, AutoStream::choice(&io::stderr())),
            links: stdout && color_out && knows_links(std::env::var("TERM").ok().as_deref()),
            width,
            height,
        }
    }

    pub(super) const fn nowhere() -> Self {
        Terminal {
            stdin: false,
            stdout: false,
            stderr: false,
            color_out: false,
            color_err: false,
            links: false,
            width: WIDTH,
            height: 24,
        }
    }

    #[cfg(test)]
    pub(super) const fn pipes() -> Self {
        Terminal::nowhere()
    }

    /// Says whether a person is there to answer: the question goes to stderr, the answer comes
    /// from stdin, and there is room to show it.
    pub(super) fn can_ask(self) -> bool {
        self.stdin && self.stderr && self.width >= 20 && self.height >= 3
    }
}

/// Says whether a terminal shows hyperlinks, or at least leaves them out: all but those that
/// cannot do anything and the console of Linux, which knows no such sequence.
fn knows_links(term: Option<&str>) -> bool {
    !matches!(term, None | Some("" | "dumb" | "linux"))
}

fn is_colored(wish: Color, auto: ColorChoice) -> bool {
    match wish {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => auto != ColorChoice::Never,
    }
}

/// Columns and rows; `COLUMNS` wins, as it does in git.
fn size() -> (usize, usize) {
    let asked = measured().unwrap_or((WIDTH, 24));
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    match columns {
        Some(columns @ 1..=10_000) => (columns, asked.1),
        _ => asked,
    }
}

#[cfg(unix)]
fn measured() -> Option<(usize, usize)> {
    let of = |stream: rustix::io::Result<rustix::termios::Winsize>| {
        let size = stream.ok()?;
        (size.ws_col > 0 && size.ws_row > 0).then(|| (usize::from(size.ws_col), usize::from(size.ws_row)))
    };
    of(rustix::termios::tcgetwinsize(io::stdout()))
        .or_else(|| of(rustix::termios::tcgetwinsize(io::stderr())))
}

#[cfg(not(unix))]
fn measured() -> Option<(usize, usize)> {
    None
}

/// Returns the name of the terminal the program runs in, such as `/dev/pts/3`; `None` where there is none.
pub fn terminal_name() -> Option<String> {
    let name = rustix::termios::ttyname(io::stderr(), Vec::new());
    let name = name.or_else(|_| rustix::termios::ttyname(io::stdin(), Vec::new()));
    name.ok()?.into_string().ok()
}
