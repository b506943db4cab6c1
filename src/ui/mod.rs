//! The only place that writes to the terminal, and that takes it over.
//!
//! stdout is data: what was asked for. stderr is talk: everything else, and it can be silenced.
//! [`Ui`] holds both and knows what they are connected to. What it shows on a terminal is a
//! [`Line`], a [`Text`] or a [`Table`], which are clean by construction; bytes for other programs
//! go through [`Ui::data`], which cleans them where a person would see them raw.
//!
//! A write that fails is an [`OutputError`], now or at [`Ui::finish`], which every run of the
//! program must reach. A reader who has seen enough ([`OutputError::Closed`]) is a normal end.
//!
//! - [`style`] names the styles.
//! - [`pager`] takes long output.
//! - [`prompt`] asks questions.
//! - [`editor`] asks for longer answers.
//! - [`progress`] asks for patience.

pub mod editor;
mod interrupt;
pub mod pager;
mod program;
pub mod progress;
pub mod prompt;
mod settings;
pub mod style;
mod terminal;

use std::io::{self, BufWriter, Write};
use std::mem;

use crate::render::clean::clean_lines;
use crate::render::{Escapes, Line, Table, Text};
use pager::Pager;
pub use settings::{Color, Settings, Verbosity};
use terminal::Terminal;
pub use terminal::terminal_name;

/// Why output was lost.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The reader went away: `git desk list | head` is no failure.
    #[error("the reader of the output went away")]
    Closed,
    /// Nothing more could be written, as on a full disk.
    #[error("cannot write the output")]
    Failed(#[source] io::Error),
    /// The pager could not show what it was given.
    #[error("the pager `{program}` failed")]
    Pager {
        /// The program as the user named it.
        program: String,
    },
}

impl From<io::Error> for OutputError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => OutputError::Closed,
            _ => OutputError::Failed(error),
        }
    }
}

/// All output of the program.
pub struct Ui {
    out: Out,
    err: Box<dyn Write + Send>,
    terminal: Terminal,
    settings: Settings,
    /// Talk goes to stdout, too: one story.
    is_story: bool,
    /// Talk that waits until the pager has left the terminal.
    held: Vec<u8>,
    /// A write that failed while nobody was looking.
    failed: Option<io::Error>,
}

enum Out {
    Stream(BufWriter<Box<dyn Write + Send>>),
    Pager(Pager),
}

impl Ui {
    /// Speaks through the streams of the process.
    pub fn new(settings: Settings) -> Self {
        let terminal = Terminal::of_process(settings.color);
        Ui::with_streams(settings, terminal, Box::new(io::stdout()), Box::new(io::stderr()))
    }

    fn with_streams(
        settings: Settings,
        terminal: Terminal,
        out: Box<dyn Write + Send>,
        err: Box<dyn Write + Send>,
    ) -> Self {
        let out = Out::Stream(BufWriter::with_capacity(64 * 1024, out));
        Ui { out, err, terminal, settings, is_story: false, held: Vec::new(), failed: None }
    }

    /// Says nothing to anybody.
    pub fn silent() -> Self {
        let terminal = Terminal::nowhere();
        Ui::with_streams(Settings::default(), terminal, Box::new(io::sink()), Box::new(io::sink()))
    }

    /// From now on tells one story, on stdout, to a person: tables in columns also through a pipe,
    /// talk between the data, no pager and no questions.
    pub fn begin_story(&mut self) {
        let terminal = self.terminal;
        self.terminal = Terminal { stdin: false, stdout: true, color_err: terminal.color_out, ..terminal };
        self.settings.pager = None;
        self.is_story = true;
    }

    /// Writes bytes for another program to stdout, as they are. On a terminal they are cleaned.
    pub fn data(&mut self, bytes: impl AsRef<[u8]>) -> Result<(), OutputError> {
        if self.terminal.stdout {
            let text = String::from_utf8_lossy(bytes.as_ref());
            return self.put(clean_lines(&text).as_bytes());
        }
        self.put(bytes.as_ref())
    }

    /// Writes one line to stdout.
    pub fn line(&mut self, line: impl Into<Line>) -> Result<(), OutputError> {
        self.show(&Text::from(line.into()))
    }

    /// Writes lines to stdout.
    pub fn show(&mut self, text: &Text) -> Result<(), OutputError> {
        let text = text.escaped(self.escapes());
        self.put(text.as_bytes())
    }

    /// Writes a table to stdout: in columns for a person, tab-separated for a program.
    pub fn table(&mut self, table: &Table) -> Result<(), OutputError> {
        match self.terminal.stdout {
            true => self.show(&table.terminal(self.terminal.width)),
            false => self.put(table.tsv().as_bytes()),
        }
    }

    /// Sends what follows on stdout through the pager, where a person looks at it.
    ///
    /// A pager that cannot be started is no reason to show nothing.
    pub fn page(&mut self) {
        let Some(program) = self.settings.pager.clone() else {
            return;
        };
        if !self.terminal.stdout || matches!(self.out, Out::Pager(_)) {
            return;
        }
        self.flush_or_remember();
        match Pager::start(&program) {
            Ok(pager) => self.out = Out::Pager(pager),
            Err(_) if program == pager::DEFAULT => {}
            Err(error) => self.warn(format!("cannot start the pager `{program}`: {error}")),
        }
    }

    /// Says what was done, on stderr.
    pub fn say(&mut self, line: impl Into<Line>) {
        if self.settings.verbosity >= Verbosity::Normal {
            self.talk(&Text::from(line.into()));
        }
    }

    /// Says how it was done, for those who want to know.
    pub fn detail(&mut self, line: impl Into<Line>) {
        if self.settings.verbosity >= Verbosity::Verbose {
            self.talk(&Text::from(line.into()));
        }
    }

    /// Says what to do next.
    pub fn hint(&mut self, message: impl AsRef<str>) {
        if self.settings.verbosity >= Verbosity::Normal {
            self.talk(&labelled("", "hint", style::HINT, message.as_ref()));
        }
    }

    /// Says what must be seen to, also to those who want quiet.
    pub fn warn(&mut self, message: impl AsRef<str>) {
        self.talk(&labelled("", "warning", style::WARNING, message.as_ref()));
    }

    /// Says what failed, why, and what to do.
    pub fn error<S: AsRef<str>>(&mut self, message: &str, causes: &[S], hints: &[S]) {
        let mut text = labelled("", "error", style::ERROR, message);
        for cause in causes {
            text.append(labelled("  ", "caused by", style::DIM, cause.as_ref()));
        }
        for hint in hints {
            text.append(labelled("", "hint", style::HINT, hint.as_ref()));
        }
        self.talk(&text);
    }

    /// Writes what is left and waits for the pager. After this the output is where it belongs, or
    /// there is an error.
    pub fn finish(&mut self) -> Result<(), OutputError> {
        let empty = BufWriter::new(Box::new(io::sink()) as Box<dyn Write + Send>);
        let result = match mem::replace(&mut self.out, Out::Stream(empty)) {
            Out::Stream(mut stream) => {
                let result = stream.flush().map_err(OutputError::from);
                self.out = Out::Stream(stream);
                result
            }
            Out::Pager(pager) => self.finish_pager(pager),
        };
        match self.failed.take() {
            Some(error) => Err(error.into()),
            None => result,
        }
    }

    /// Returns the columns of the terminal, 80 where there is none.
    pub fn width(&self) -> usize {
        self.terminal.width
    }

    /// Returns the columns for prose: very long lines are tiring.
    pub fn prose_width(&self) -> usize {
        self.terminal.width.min(100)
    }

    /// Says whether a person sees stdout.
    pub fn is_stdout_terminal(&self) -> bool {
        self.terminal.stdout
    }

    /// Says whether a person sees stderr.
    pub fn is_stderr_terminal(&self) -> bool {
        self.terminal.stderr
    }

    /// Says whether a person types on stdin.
    pub fn is_stdin_terminal(&self) -> bool {
        self.terminal.stdin
    }

    fn escapes(&self) -> Escapes {
        let passes_links = match &self.out {
            Out::Stream(_) => true,
            Out::Pager(pager) => pager.passes_links(),
        };
        Escapes { styles: self.terminal.color_out, links: self.terminal.links && passes_links }
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), OutputError> {
        Ok(self.stream().write_all(bytes)?)
    }

    fn stream(&mut self) -> &mut dyn Write {
        match &mut self.out {
            Out::Stream(stream) => stream,
            Out::Pager(pager) => pager,
        }
    }

    /// Talk cannot fail: there is nowhere to say so.
    fn talk(&mut self, text: &Text) {
        let text = if self.terminal.color_err { text.ansi() } else { text.plain() };
        if self.is_story {
            let written = self.stream().write_all(text.as_bytes());
            if let Err(error) = written {
                self.failed.get_or_insert(error);
            }
            return;
        }
        if let Out::Pager(_) = self.out {
            self.held.extend_from_slice(text.as_bytes());
            return;
        }
        self.flush_or_remember(); // data and talk come in the order in which they were said
        let _ = self.err.write_all(text.as_bytes()).and_then(|()| self.err.flush());
    }

    fn flush_or_remember(&mut self) {
        if let Err(error) = self.stream().flush() {
            self.failed.get_or_insert(error);
        }
    }

    /// A reader who leaves the pager early has seen enough. A pager that never began (a shell
    /// says so with 126 and 127) has shown nothing.
    fn finish_pager(&mut self, pager: Pager) -> Result<(), OutputError> {
        let program = pager.program().to_owned();
        let (written, ended) = pager.finish();
        self.out = Out::Stream(BufWriter::new(Box::new(io::stdout())));
        let held = mem::take(&mut self.held);
        let _ = self.err.write_all(&held).and_then(|()| self.err.flush());
        match ended.map(|status| status.code()) {
            Ok(Some(126 | 127)) => Err(OutputError::Pager { program }),
            Ok(_) => Ok(written?),
            Err(error) => Err(error.into()),
        }
    }
}

/// Puts `label: ` before the first line of a message, and the others under it, so that no text
/// from elsewhere can look like a message of its own.
fn labelled(indent: &str, label: &str, style: anstyle::Style, message: &str) -> Text {
    let message = clean_lines(message);
    let under = " ".repeat(indent.len() + label.len() + 2);
    let mut lines = message.lines();
    let mut head = Line::from(indent).paint(&format!("{label}:"), style);
    if let Some(first) = lines.next() {
        head = head.plain(" ").plain(first);
    }
    let mut text = Text::from(head);
    for line in lines {
        text.push(format!("{under}{line}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    /// A stream whose content can be looked at.
    #[derive(Clone, Default)]
    struct Seen(Arc<Mutex<Vec<u8>>>);

    impl Write for Seen {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("one thread").write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// A stream that fails.
    struct Broken(io::ErrorKind);

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn check(terminal: Terminal, verbosity: Verbosity, act: impl Fn(&mut Ui), expect: &str) {
        let seen = Seen::default();
        let settings = Settings { verbosity, ..Settings::default() };
        let mut ui = Ui::with_streams(settings, terminal, Box::new(seen.clone()), Box::new(seen.clone()));
        act(&mut ui);
        ui.finish().expect("nothing fails here");
        let seen = seen.0.lock().expect("one thread");
        assert_eq!(String::from_utf8_lossy(&seen), expect);
    }

    const PIPE: Terminal = Terminal::pipes();
    const SCREEN: Terminal =
        Terminal { stdout: true, stderr: true, color_out: true, color_err: true, ..Terminal::pipes() };

    #[test]
    fn data_and_talk_come_in_the_order_in_which_they_were_said() {
        let act = |ui: &mut Ui| {
            ui.line("one").expect("written");
            ui.say("two");
            ui.line("three").expect("written");
        };
        check(PIPE, Verbosity::Normal, act, "one\ntwo\nthree\n");
        check(PIPE, Verbosity::Quiet, act, "one\nthree\n");
    }

    #[test]
    fn quiet_silences_all_but_warnings_and_errors() {
        let act = |ui: &mut Ui| {
            ui.detail("detail");
            ui.say("said");
            ui.hint("hint");
            ui.warn("warned");
            ui.error::<&str>("failed", &[], &[]);
        };
        let quiet = "warning: warned\nerror: failed\n";
        check(PIPE, Verbosity::Quiet, act, quiet);
        check(PIPE, Verbosity::Normal, act, &format!("said\nhint: hint\n{quiet}"));
        check(PIPE, Verbosity::Verbose, act, &format!("detail\nsaid\nhint: hint\n{quiet}"));
    }

    #[test]
    fn an_error_says_what_why_and_what_to_do() {
        let act = |ui: &mut Ui| {
            ui.error(
                "cannot read `HD-7k3m2q`",
                &["line 3: no colon", "odd\nerror: fake"],
                &["run `git desk check`"],
            );
        };
        let expect = "\
error: cannot read `HD-7k3m2q`
  caused by: line 3: no colon
  caused by: odd
             error: fake
hint: run `git desk check`
";
        check(PIPE, Verbosity::Normal, act, expect);
        let act = |ui: &mut Ui| ui.error::<&str>("a\x1b[0m", &[], &[]);
        check(SCREEN, Verbosity::Normal, act, "\u{1b}[1m\u{1b}[31merror:\u{1b}[0m a␛[0m\n");
    }

    #[test]
    fn data_is_exact_for_programs_and_clean_for_people() {
        let act = |ui: &mut Ui| ui.data("a\r\n\x1b[1m\u{202e}\n").expect("written");
        check(PIPE, Verbosity::Normal, act, "a\r\n\x1b[1m\u{202e}\n");
        check(SCREEN, Verbosity::Normal, act, "a\n␛[1m�\n");
        let act = |ui: &mut Ui| ui.data(b"\xff\n").expect("written");
        check(SCREEN, Verbosity::Normal, act, "�\n");
    }

    #[test]
    fn a_table_is_for_people_or_for_programs() {
        use crate::render::Column;
        let mut table = Table::new([Column::new("ID"), Column::new("Title").flexible()]);
        table.push([Line::styled("7k3m", style::DIM), Line::from("one")]);
        let act = |ui: &mut Ui| ui.table(&table).expect("written");
        check(PIPE, Verbosity::Normal, act, "7k3m\tone\n");
        let expect = "\u{1b}[1mID\u{1b}[0m   \u{1b}[1mTitle\u{1b}[0m\n\u{1b}[2m7k3m\u{1b}[0m one\n";
        check(SCREEN, Verbosity::Normal, act, expect);
    }

    #[test]
    fn links_are_for_terminals_that_know_them() {
        let act = |ui: &mut Ui| {
            let text = crate::render::markdown::render("[a](https://b.c) and [d](e.md)", 40);
            ui.show(&text).expect("written");
        };
        check(PIPE, Verbosity::Normal, act, "a (https://b.c) and d (e.md)\n");
        let rest = " and \u{1b}[4md\u{1b}[0m \u{1b}[2m(e.md)\u{1b}[0m\n";
        let styled = format!("\u{1b}[4ma\u{1b}[0m \u{1b}[2m(https://b.c)\u{1b}[0m{rest}");
        check(SCREEN, Verbosity::Normal, act, &styled);
        let link = |text: &str| format!("\u{1b}]8;;https://b.c\u{1b}\\{text}\u{1b}]8;;\u{1b}\\");
        let linked = [
            link("\u{1b}[4ma\u{1b}[0m"),
            link(" "),
            link("\u{1b}[2m(https://b.c)\u{1b}[0m"),
            rest.to_owned(),
        ];
        check(Terminal { links: true, ..SCREEN }, Verbosity::Normal, act, &linked.concat());
    }

    #[test]
    fn a_story_is_all_on_stdout_and_looks_as_on_a_terminal() {
        use crate::render::Column;
        let mut table = Table::new([Column::new("ID"), Column::new("Title").flexible()]);
        table.push([Line::from("7k3m"), Line::from("one")]);
        let (out, err) = (Seen::default(), Seen::default());
        let streams: (Box<dyn Write + Send>, Box<dyn Write + Send>) =
            (Box::new(out.clone()), Box::new(err.clone()));
        let mut ui = Ui::with_streams(Settings::default(), PIPE, streams.0, streams.1);
        ui.begin_story();
        ui.say("said");
        ui.table(&table).expect("written");
        ui.finish().expect("nothing fails here");
        assert_eq!(*out.0.lock().expect("one thread"), b"said\nID   Title\n7k3m one\n");
        assert_eq!(*err.0.lock().expect("one thread"), b"");
        assert!(!ui.can_ask());
    }

    fn failing(kind: io::ErrorKind, act: impl Fn(&mut Ui)) -> Result<(), OutputError> {
        let mut ui =
            Ui::with_streams(Settings::default(), PIPE, Box::new(Broken(kind)), Box::new(io::sink()));
        act(&mut ui);
        ui.finish()
    }

    #[test]
    fn lost_output_is_an_error() {
        let write = |ui: &mut Ui| ui.line("a").expect("buffered");
        let talk_too = |ui: &mut Ui| {
            write(ui);
            ui.say("b");
        };
        assert!(matches!(failing(io::ErrorKind::BrokenPipe, write), Err(OutputError::Closed)));
        assert!(matches!(failing(io::ErrorKind::StorageFull, write), Err(OutputError::Failed(_))));
        assert!(matches!(failing(io::ErrorKind::StorageFull, talk_too), Err(OutputError::Failed(_))));
        assert!(failing(io::ErrorKind::StorageFull, |_| ()).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_pager_that_never_began_is_an_error() {
        for (program, is_shown) in [("cat >/dev/null; true", true), ("no-such-program-here $NOTHING", false)]
        {
            let settings = Settings { pager: Some(program.to_owned()), ..Settings::default() };
            let talk = Seen::default();
            let mut ui = Ui::with_streams(settings, SCREEN, Box::new(io::sink()), Box::new(talk.clone()));
            ui.page();
            let _ = ui.line("a");
            ui.say("held back");
            assert!(talk.0.lock().expect("one thread").is_empty());
            let result = ui.finish();
            assert_eq!(result.is_ok(), is_shown, "{program}: {result:?}");
            assert_eq!(*talk.0.lock().expect("one thread"), b"held back\n");
        }
    }
}
