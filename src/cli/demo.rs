use std::collections::BTreeSet;
use std::mem;
use std::path::PathBuf;

use chrono::TimeDelta;
use clap::{Args, Parser};

use super::{Cli, Context};
use crate::clock::Clock;
use crate::desk::open::FOLDER;
use crate::desk::{Desk, DeskError};
use crate::error::{ExitCode, Failure};
use crate::git::Repository;
use crate::model::{Instant, TicketId};
use crate::render::Line;
use crate::ui::{Ui, style};

/// Show a ticket's life on a desk made for the purpose
///
/// Makes a repository with a small desk in a temporary folder, lives a ticket
/// there from `new` to `close`, and says where it all is. Each step is the
/// command itself. Nothing else on the machine is touched; the folder stays.
#[derive(Debug, Args)]
pub struct Arguments {}

/// Runs `demo`.
pub fn run(context: &mut Context, _: &Arguments) -> Result<(), Failure> {
    let folder = folder()?;
    context.ui.begin_story();
    let mut story = Story { now: context.clock.now, folder, context, steps: 0 };
    let told = story.tell();
    let kept = format!("what was made until then is in `{}`", story.folder.display());
    told.map_err(|failure| failure.hint(kept))
}

/// Somebody on the desk.
struct Agent {
    name: &'static str,
    address: &'static str,
}

const ANN: Agent = Agent { name: "Ann Lee", address: "ann@example.org" };
const BOB: Agent = Agent { name: "Bob Stone", address: "bob@example.org" };
const CLEO: Agent = Agent { name: "Cleo Park", address: "cleo@example.org" };

/// What else is on the desk that morning: minutes ago, who, command. `ID` is the ticket made last.
const MORNING: [(i64, Agent, &[&str]); 13] = [
    (
        4300,
        ANN,
        &[
            "new",
            "New laptop for Jonas, who starts on Monday",
            "--type",
            "request",
            "--reporter",
            "Ines Roy <ines@example.com>",
            "--urgency",
            "low",
            "-l",
            "hardware",
        ],
    ),
    (4200, ANN, &["take", "ID"]),
    (4190, ANN, &["hold", "ID", "-m", "Ordered; the supplier says Friday."]),
    (
        2900,
        ANN,
        &[
            "new",
            "Printer on floor 2 prints blank pages",
            "--reporter",
            "Marc Petit <marc@example.com>",
            "--source",
            "phone",
            "--impact",
            "low",
            "-l",
            "printer",
        ],
    ),
    (2890, ANN, &["take", "ID"]),
    (
        2880,
        ANN,
        &["reply", "ID", "-m", "Does the test page from its own menu come out blank, too?", "--wait"],
    ),
    (
        1600,
        BOB,
        &[
            "new",
            "VPN drops every ten minutes",
            "--reporter",
            "Lea Novak <lea@example.com>",
            "--level",
            "N2",
            "--urgency",
            "high",
            "-l",
            "network,vpn",
        ],
    ),
    (1590, BOB, &["take", "ID"]),
    (
        190,
        ANN,
        &[
            "new",
            "Invoices land in the spam folder",
            "--reporter",
            "Omar Diaz <omar@example.com>",
            "--source",
            "mail",
            "-l",
            "mail",
        ],
    ),
    (
        150,
        ANN,
        &[
            "new",
            "How do I share a calendar with another team?",
            "--type",
            "question",
            "--reporter",
            "Kim Berg <kim@example.com>",
            "--urgency",
            "low",
            "--impact",
            "low",
        ],
    ),
    (
        115,
        ANN,
        &[
            "new",
            "Web shop answers 502 to everybody",
            "--reporter",
            "Vera Lind <vera@example.com>",
            "--source",
            "phone",
            "--level",
            "N3",
            "--urgency",
            "high",
            "--impact",
            "high",
            "-l",
            "shop",
        ],
    ),
    (112, CLEO, &["take", "ID"]),
    (98, CLEO, &["note", "ID", "-m", "The last release is rolled back; watching."]),
];

/// The life of one ticket: minutes ago, what it is about, who, commands.
const LIFE: [(i64, &str, Agent, &[&str]); 9] = [
    (
        180,
        "Dana cannot log in. Ann writes it down; the new id is all that `new` prints.",
        ANN,
        &[
            "new",
            "SSO login fails: loop after password reset",
            "--reporter",
            "Dana Roe <dana@example.com>",
            "--urgency",
            "high",
            "-l",
            "auth,sso",
            "-b",
            "After changing my password I am sent back to the login page for ever.",
        ],
    ),
    (
        172,
        "Ann takes it: it is open from then on. A few characters of the id are enough.",
        ANN,
        &["take", "ID"],
    ),
    (
        150,
        "She leaves a note for the team.",
        ANN,
        &[
            "note",
            "ID",
            "-m",
            "Cookies and cache ruled out. The gateway *refuses* the token.",
            "--minutes",
            "20",
        ],
    ),
    (
        148,
        "It is beyond her level, so it goes up, to the team of N2. Her note says what was tried.",
        ANN,
        &["escalate", "ID", "--reason", "skill"],
    ),
    (95, "Bob of the network team sees what there is to do, the most pressing first,", BOB, &["list"]),
    (94, "takes it,", BOB, &["take", "ID"]),
    (
        40,
        "and answers. From then on the ticket waits for Dana, and its clock would stand still.",
        BOB,
        &["reply", "ID", "-m", "The gateway kept your old token. Please log in once more.", "--wait"],
    ),
    (
        18,
        "Her own words open it again.",
        BOB,
        &["reply", "ID", "--from", "requester", "-m", "It works. Thank you!"],
    ),
    (17, "Solved: she could still object.", BOB, &["solve", "ID"]),
];

/// How it ends, and what is left of it.
const END: [(i64, &str, Agent, &[&str]); 3] = [
    (2, "She does not. It is over.", BOB, &["close", "ID"]),
    (0, "The ticket, as anybody finds it later:", ANN, &["show", "ID"]),
    (0, "And its history, latest first, from files that any clone has:", ANN, &["log", "ID"]),
];

struct Story<'c> {
    context: &'c mut Context,
    folder: PathBuf,
    now: Instant,
    /// How many commands have run, so that each gets random names of its own.
    steps: u64,
}

impl Story<'_> {
    fn tell(&mut self) -> Result<(), Failure> {
        Repository::create(&self.folder, "main").map_err(DeskError::Git)?;
        self.say(&format!("A repository in `{}`, and a desk in it.", self.folder.display()))?;
        self.step(4320, &ANN, &["init"], None)?;
        self.gap()?;
        self.say("Three days later six tickets are there, and a seventh comes in.")?;
        self.morning()?;
        let mut ticket = None;
        for (ago, about, who, words) in LIFE.iter().chain(&END) {
            self.gap()?;
            self.say(about)?;
            let before = self.tickets()?;
            self.step(*ago, who, words, ticket.as_ref())?;
            ticket = ticket.or(self.tickets()?.difference(&before).next().cloned());
        }
        self.farewell(ticket.as_ref())
    }

    /// Makes the other tickets without a word.
    fn morning(&mut self) -> Result<(), Failure> {
        let ui = mem::replace(&mut self.context.ui, Ui::silent());
        let mut made = || {
            let mut ticket = None;
            for (ago, who, words) in &MORNING {
                let before = self.tickets()?;
                self.run(*ago, who, &words_for(words, ticket.as_ref()))?;
                ticket = self.tickets()?.difference(&before).next().cloned().or(ticket);
            }
            Ok(())
        };
        let result = made();
        self.context.ui = ui;
        result
    }

    /// Shows a command as one types it, and runs it.
    fn step(
        &mut self,
        ago: i64,
        who: &Agent,
        words: &[&str],
        ticket: Option<&TicketId>,
    ) -> Result<(), Failure> {
        let words = words_for(words, ticket);
        for (index, line) in typed(&words, self.context.ui.width()).iter().enumerate() {
            let prompt = if index == 0 { "$ " } else { "      " };
            self.context.ui.line(Line::styled(prompt, style::DIM).paint(line, style::HEADING))?;
        }
        self.run(ago, who, &words)
    }

    /// Runs a command as somebody, some minutes ago, in the desk of the story and nowhere else.
    fn run(&mut self, ago: i64, who: &Agent, words: &[String]) -> Result<(), Failure> {
        let settings = [
            ("user.name", who.name),
            ("user.email", who.address),
            // The user's own signatures, hooks and manners have no part in the story.
            ("commit.gpgSign", "false"),
            ("core.fsmonitor", "false"),
            ("desk.hooks", "never"),
            ("desk.commit", "auto"),
        ];
        Repository::configure(&self.folder, &settings).map_err(DeskError::Git)?;
        self.steps += 1;
        let words = ["git-desk"].into_iter().chain(words.iter().map(String::as_str));
        let cli = Cli::try_parse_from(words).map_err(|error| Failure::usage(error.to_string()))?;
        self.context.globals = cli.globals;
        self.context.globals.desk = Some(FOLDER.to_owned());
        self.context.from.clone_from(&self.folder);
        let now = self.now - TimeDelta::minutes(ago);
        self.context.clock = Clock { now, is_fixed: true, seed: Some(self.steps) };
        super::run(self.context, cli.command.as_ref())
    }

    fn tickets(&self) -> Result<BTreeSet<TicketId>, Failure> {
        match Desk::open(&self.folder, Some(FOLDER)) {
            Ok(desk) => Ok(desk.places()?.into_iter().map(|place| place.id).collect()),
            Err(DeskError::NoDesk { .. }) => Ok(BTreeSet::new()),
            Err(error) => Err(error.into()),
        }
    }

    /// Says where it all is, and what to do with it.
    fn farewell(&mut self, ticket: Option<&TicketId>) -> Result<(), Failure> {
        let ticket = ticket.map(short).unwrap_or_default();
        let folder = shell_word(&self.folder.display().to_string());
        let lines = [
            ("The desk is yours to try; remove the folder when you have seen enough:", String::new()),
            ("", format!("cd {folder}")),
            ("Install the program, from the folder of its sources:", String::new()),
            ("", "cargo install --path .".to_owned()),
            ("Then, in that desk:", String::new()),
            ("what needs you now", "git desk".to_owned()),
            ("open it again", format!("git desk reopen {ticket}")),
            ("each act is one commit", "git log --stat".to_owned()),
            ("all commands", "git desk -h".to_owned()),
            ("And in a repository of your own:", String::new()),
            ("", "git desk init".to_owned()),
        ];
        for (about, command) in lines {
            if command.is_empty() {
                self.gap()?;
                self.say(about)?;
                continue;
            }
            let line = Line::styled("$ ", style::DIM).paint(&command, style::HEADING);
            let gap = " ".repeat(24usize.saturating_sub(command.len()));
            let about = if about.is_empty() { String::new() } else { format!("{gap}# {about}") };
            self.context.ui.line(line.paint(&about, style::DIM))?;
        }
        Ok(())
    }

    fn say(&mut self, text: &str) -> Result<(), Failure> {
        for line in wrapped(text, self.context.ui.prose_width()) {
            self.context.ui.line(Line::new().plain(&line))?;
        }
        Ok(())
    }

    fn gap(&mut self) -> Result<(), Failure> {
        Ok(self.context.ui.line(Line::new())?)
    }
}

/// Makes the folder of the story, which stays.
fn folder() -> Result<PathBuf, Failure> {
    let made = tempfile::Builder::new().prefix("git-desk-demo-").tempdir();
    let made = made.and_then(|folder| std::fs::canonicalize(folder.keep()));
    made.map_err(|error| {
        let place = std::env::temp_dir();
        Failure::new(ExitCode::Refused, format!("no folder can be made in `{}`: {error}", place.display()))
            .hint("name another place with `TMPDIR`")
    })
}

/// Puts the short form of a ticket's id in the place of `ID`.
fn words_for(words: &[&str], ticket: Option<&TicketId>) -> Vec<String> {
    let word = |word: &&str| match (*word, ticket) {
        ("ID", Some(ticket)) => short(ticket),
        (word, _) => word.to_owned(),
    };
    words.iter().map(word).collect()
}

/// Returns as much of an id as an act wants.
fn short(ticket: &TicketId) -> String {
    ticket.random().chars().take(crate::desk::resolve::LEAST_FOR_AN_ACT).collect()
}

/// Writes a command as one types it in a shell, on lines that fit.
fn typed(words: &[String], width: usize) -> Vec<String> {
    let mut lines = vec!["git desk".to_owned()];
    // An option stays with its value, so that a line can be read by itself.
    let mut parts: Vec<String> = Vec::new();
    for word in words {
        match parts.last_mut() {
            Some(option) if option.starts_with('-') && !option.contains(' ') && !word.starts_with('-') => {
                *option = format!("{option} {}", shell_word(word));
            }
            _ => parts.push(shell_word(word)),
        }
    }
    for part in parts {
        match lines.last_mut() {
            Some(line) if line.chars().count() + part.chars().count() + 9 <= width || line == "git desk" => {
                line.push(' ');
                line.push_str(&part);
            }
            _ => {
                lines.last_mut().into_iter().for_each(|line| line.push_str(" \\"));
                lines.push(part);
            }
        }
    }
    lines
}

/// Quotes a word where a shell would split it.
fn shell_word(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./,:@=+".contains(c);
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { format!("\"{word}\"") }
}

/// Breaks a text into lines of at most so many columns.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
