//! What a thread tells of its ticket: when it was solved and reopened, went up and down, and what work it took.

use crate::config::Config;
use crate::model::{Category, Entry, Field, Instant, Thread, Ticket, Value};

/// A ticket becomes done, or is reopened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// When.
    pub at: Instant,
    /// It became done.
    pub is_solve: bool,
    /// The level that had it then.
    pub level: Option<String>,
    /// The event names the commit that did it.
    pub has_commit: bool,
}

/// A ticket goes to another support level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelChange {
    /// When.
    pub at: Instant,
    /// Up, and not down.
    pub is_up: bool,
    /// The level it went to.
    pub to: String,
}

/// Minutes of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    /// When they were written down.
    pub at: Instant,
    /// How many.
    pub minutes: u64,
    /// The team that had the ticket then.
    pub team: Option<String>,
    /// The level that had it then.
    pub level: Option<String>,
}

/// A ticket while its thread is told: its fields, and what became of them.
pub(super) struct Story<'c> {
    config: &'c Config,
    is_done: bool,
    last: Instant,
    level: Option<String>,
    team: Option<String>,
    /// It was done when it was made.
    pub(super) was_done: bool,
    /// When it became done, or was reopened, in turn.
    pub(super) moves: Vec<Move>,
    /// When it changed its level.
    pub(super) level_changes: Vec<LevelChange>,
    /// The work that somebody wrote down.
    pub(super) spent: Vec<Spent>,
}

impl<'c> Story<'c> {
    /// Tells the thread of a ticket from its beginning.
    pub(super) fn told(config: &'c Config, ticket: &Ticket, thread: &Thread) -> Story<'c> {
        let mut story = Story::begin(config, ticket, thread);
        for entry in thread.entries() {
            story.tell(entry);
            story.spend(entry);
        }
        story
    }

    /// Begins with what the first event of each field calls the old value; with the present one where there is none.
    fn begin(config: &'c Config, ticket: &Ticket, thread: &Thread) -> Story<'c> {
        let first = |field: Field| {
            let old =
                thread.changes().find(|(_, change)| change.field == field).map(|(_, change)| &change.old);
            old.cloned().unwrap_or_else(|| ticket.value(&field)).as_str().map(str::to_owned)
        };
        let is_done = first(Field::Status).is_some_and(|status| config.category(&status) == Category::Done);
        let (level, team) = (first(Field::Level), first(Field::Team));
        Story {
            config,
            is_done,
            last: ticket.created,
            level,
            team,
            was_done: is_done,
            moves: Vec::new(),
            level_changes: Vec::new(),
            spent: Vec::new(),
        }
    }

    fn tell(&mut self, entry: &Entry) {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        if entry.changes.is_empty() {
            return;
        }
        // A clock that went wrong makes no time that runs backwards.
        let at = entry.at.max(self.last);
        self.last = at;
        for change in &entry.changes {
            match change.field {
                Field::Level => {
                    let to = text(&change.new);
                    if !entry.is_bookkeeping() {
                        let change = level_change(self.config, at, self.level.as_deref(), to.as_deref());
                        self.level_changes.extend(change);
                    }
                    self.level = to;
                }
                Field::Team => self.team = text(&change.new),
                _ => {}
            }
        }
        // After its level: a change made in the same entry belongs to the solve.
        let status = entry.changes.iter().rev().find(|change| change.field == Field::Status);
        let Some(status) = status.and_then(|change| change.new.as_str()) else { return };
        let is_solve = self.config.category(status) == Category::Done;
        if is_solve != self.is_done {
            self.is_done = is_solve;
            let (level, has_commit) = (self.level.clone(), entry.commit().is_some());
            self.moves.push(Move { at, is_solve, level, has_commit });
        }
    }

    fn spend(&mut self, entry: &Entry) {
        if let Some(minutes) = entry.minutes.filter(|minutes| *minutes > 0) {
            let (team, level) = (self.team.clone(), self.level.clone());
            self.spent.push(Spent { at: entry.at, minutes, team, level });
        }
    }
}

fn level_change(config: &Config, at: Instant, from: Option<&str>, to: Option<&str>) -> Option<LevelChange> {
    let to = to?;
    let (before, after) = (config.level_index(from?)?, config.level_index(to)?);
    (before != after).then(|| LevelChange { at, is_up: before < after, to: to.to_owned() })
}
