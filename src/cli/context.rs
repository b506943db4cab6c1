use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::clock::Clock;
use crate::desk::resolve::Purpose;
use crate::desk::transaction::{Hooks, Mode, Notice, Options, Receipt, TransactionError};
use crate::desk::{Desk, DeskError, Place};
use crate::error::{ExitCode, Failure};
use crate::git::{Identity, Repository, Role};
use crate::model::{Person, Ticket};
use crate::ops::{Outcome, Random, SUBJECT, Writer, own_branch, people};
use crate::render::Line;
use crate::ui::{self, Ui, style};

/// Options of every command.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Global options")]
pub struct Globals {
    /// Run as if started in this folder
    #[arg(short = 'C', global = true, value_name = "DIR")]
    pub directory: Option<PathBuf>,
    /// The desk's folder, where it is not `desk`
    #[arg(long, global = true, env = "DESK_DIR", value_name = "DIR")]
    pub desk: Option<String>,
    /// Write the files, and leave the commit to you
    #[arg(long, global = true)]
    pub no_commit: bool,
    /// Commit although HEAD is on no branch
    #[arg(long, global = true)]
    pub detached: bool,
    /// When to use colour
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "WHEN",
        hide_possible_values = true
    )]
    pub color: Color,
    /// Do not send long output through a pager
    #[arg(long, global = true)]
    pub no_pager: bool,
    /// Say only what went wrong
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more of what is done
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// When to use colour: `auto`, `always` or `never`.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[allow(missing_docs)]
pub enum Color {
    Auto,
    Always,
    Never,
}

impl From<Color> for ui::Color {
    fn from(color: Color) -> ui::Color {
        match color {
            Color::Auto => ui::Color::Auto,
            Color::Always => ui::Color::Always,
            Color::Never => ui::Color::Never,
        }
    }
}

/// What a command works with.
pub struct Context {
    /// The options of every command.
    pub globals: Globals,
    /// All output.
    pub ui: Ui,
    /// The time.
    pub clock: Clock,
    /// The folder the command runs in.
    pub from: PathBuf,
    /// The desk's folder, once it is open.
    root: Option<PathBuf>,
}

impl Context {
    /// Finds out where the command runs; gives the output back where that is nowhere.
    pub fn new(globals: Globals, ui: Ui, clock: Clock) -> Result<Context, (Box<Ui>, Failure)> {
        let folder = globals.directory.clone().unwrap_or_else(|| PathBuf::from("."));
        match std::fs::canonicalize(&folder) {
            Ok(from) => Ok(Context { globals, ui, clock, from, root: None }),
            Err(error) => {
                let message = format!("`{}` cannot be entered: {error}", folder.display());
                Err((Box::new(ui), Failure::new(ExitCode::NotFound, message)))
            }
        }
    }

    /// Opens the desk, and says once what is odd about its policy.
    pub fn desk(&mut self) -> Result<Desk, Failure> {
        let opened = Desk::open(&self.from, self.globals.desk.as_deref());
        let desk = opened.map_err(|error| self.missing(error))?;
        self.root = Some(desk.root().to_owned());
        for warning in &desk.warnings {
            self.ui.warn(warning.to_string());
        }
        Ok(desk)
    }

    /// Says why there is no desk. After a clone one on a branch of its own may only wait to be set up.
    fn missing(&self, error: DeskError) -> Failure {
        let is_missing = matches!(error, DeskError::NoDesk { .. }) && self.globals.desk.is_none();
        let waiting = || own_branch::branch(&Repository::discover(&self.from).ok()??).ok()?;
        match is_missing.then(waiting).flatten() {
            Some(branch) => Failure::new(ExitCode::NotFound, "the desk is not set up here")
                .hint(format!("it is on the branch `{branch}`: git desk setup")),
            None => error.into(),
        }
    }

    /// Opens the desk in the middle of a merge, where its policy may be in conflict: as it was before, then.
    pub fn desk_in_conflict(&mut self) -> Result<Desk, Failure> {
        let desk = Desk::open_in_conflict(&self.from, self.globals.desk.as_deref())?;
        self.root = Some(desk.root().to_owned());
        Ok(desk)
    }

    /// Names the file of a failure as a person standing here would type it.
    pub fn located(&self, mut failure: Failure) -> Failure {
        if let (Some(root), Some(file)) = (&self.root, &failure.file) {
            let full = root.join(file);
            let shown = full.strip_prefix(&self.from).unwrap_or(&full).display().to_string();
            failure.message = failure.message.replacen(file, &shown, 1);
        }
        failure
    }

    /// Returns whoever runs the program, where git knows them.
    pub fn me(&self, desk: &Desk) -> Result<Option<Person>, Failure> {
        let Some(repository) = &desk.ground.repository else { return Ok(None) };
        let identity = repository.quick_identity(Role::Author)?;
        Ok(identity.map(person))
    }

    /// Returns whoever runs the program as somebody who changes the desk now.
    pub fn writer<'d>(&self, desk: &'d Desk) -> Result<Writer<'d>, Failure> {
        let missing = || TransactionError::NoRepository { root: desk.root().to_owned() };
        let repository = desk.ground.repository.as_ref().ok_or_else(missing)?;
        let by = repository.identity(Role::Author)?.map(person).ok_or(TransactionError::NoIdentity)?;
        Ok(Writer {
            desk,
            by,
            now: self.clock.now,
            random: Random::new(self.clock.seed),
            options: self.options(Some(repository))?,
            subject: repository.setting("desk.subject").unwrap_or_else(|| SUBJECT.to_owned()),
        })
    }

    /// Returns how acts are carried out: by the flags, then git's configuration.
    pub fn options(&self, repository: Option<&Repository>) -> Result<Options<'static>, Failure> {
        let setting = |key: &str| repository.and_then(|repository| repository.setting(key));
        let mode = match setting("desk.commit").as_deref() {
            _ if self.globals.no_commit => Mode::None,
            None | Some("auto") => Mode::Auto,
            Some("stage") => Mode::Stage,
            Some("none") => Mode::None,
            Some(other) => return Err(bad_setting("desk.commit", other, "auto`, `stage` or `none")),
        };
        let hooks = match setting("desk.hooks").as_deref() {
            None | Some("auto") => Hooks::Auto,
            Some("never") => Hooks::Never,
            Some(other) => return Err(bad_setting("desk.hooks", other, "auto` or `never")),
        };
        let allow_detached = self.globals.detached || is_ci();
        let commit_time = self.clock.is_fixed.then_some(self.clock.now);
        Ok(Options { mode, hooks, allow_detached, commit_time, ..Options::default() })
    }

    /// Finds the ticket that a text means.
    pub fn place(&self, desk: &Desk, text: &str, purpose: Purpose) -> Result<Place, Failure> {
        Ok(desk.resolve(text, purpose, &desk.recent(ui::terminal_name().as_deref()))?)
    }

    /// Finds the tickets that texts mean, each once, to change them.
    pub fn places(&self, desk: &Desk, texts: &[String]) -> Result<Vec<Place>, Failure> {
        let mut places: Vec<Place> = Vec::new();
        for text in texts {
            let place = self.place(desk, text, Purpose::Act)?;
            if !places.contains(&place) {
                places.push(place);
            }
        }
        Ok(places)
    }

    /// Says what an act did, a line a ticket, with its title: a wrong id is seen at once.
    pub fn report(&mut self, desk: &Desk, outcome: &Outcome, said: impl Fn(&Ticket) -> String) {
        for done in &outcome.done {
            self.echo(&done.after, &said(&done.after));
            desk.remember_last(ui::terminal_name().as_deref(), &done.after.id);
        }
        for ticket in &outcome.idle {
            self.echo(ticket, "is so already, nothing was changed");
        }
        self.report_receipt(&outcome.receipt);
    }

    /// Says something of a ticket, and as much of its title as fits on the line of a terminal.
    fn echo(&mut self, ticket: &Ticket, said: &str) {
        /// Less of a title says nothing: it may rather take a second line.
        const LEAST: usize = 20;
        let mut line = Line::styled(ticket.id.as_str(), style::ID).plain(" ").plain(said).plain(" · ");
        let title = Line::styled(&ticket.title, style::DIM);
        let room = self.ui.width().saturating_sub(line.columns());
        let is_cut = self.ui.is_stderr_terminal() && room >= LEAST;
        line.append(&if is_cut { title.truncate(room) } else { title });
        self.ui.say(line);
    }

    /// Says what a person should know of how an act was carried out.
    pub fn report_receipt(&mut self, receipt: &Receipt) {
        for notice in &receipt.notices {
            match notice {
                Notice::Recovered(recovered) => {
                    self.ui.warn(format!("an act that was killed was settled first: {recovered}"))
                }
                Notice::HookSkipped(hook) => {
                    self.ui.warn(format!("the hook `{hook}` did not run: a merge is in progress"));
                }
            }
        }
        if let Some(commit) = &receipt.commit {
            self.ui.detail(format!("commit {}", commit.short()).as_str());
        }
    }

    /// Says that somebody is not one of the desk's people; that is allowed.
    pub fn hint_unknown(&mut self, desk: &Desk, who: Option<&Person>) {
        if let Some(who) = who.filter(|who| people::is_unknown_handle(&desk.config, who)) {
            let near = crate::nearest::nearest(who.as_str(), desk.config.people.keys().map(String::as_str));
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            self.ui.hint(format!("`{who}` is not among the `people` of desk.yml{near}"));
        }
    }

    /// Says which files cannot be read: they hide nothing, and nothing hides them.
    pub fn report_broken(&mut self, desk: &Desk, broken: &[crate::desk::Broken]) {
        for one in broken {
            self.report_fault(desk, &one.path, &one.fault);
        }
    }

    /// Says where a file cannot be read, why, and what to do.
    pub fn report_fault(&mut self, desk: &Desk, path: &str, fault: &crate::desk::Fault) {
        let place = desk.shown(&self.from, path);
        let line = fault.line().map(|line| format!(":{line}")).unwrap_or_default();
        self.ui.warn(format!("{place}{line}: {fault}; {}", fault.mend()));
    }
}

fn person(identity: Identity) -> Person {
    Person::mailbox(&identity.name, &identity.email)
}

/// Tells whether a build server runs the program; there HEAD is usually on no branch.
fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"))
}

fn bad_setting(key: &str, value: &str, wanted: &str) -> Failure {
    Failure::new(ExitCode::Usage, format!("`{key}` is `{value}`"))
        .hint(format!("it is `{wanted}`: `git config {key} auto`"))
}
