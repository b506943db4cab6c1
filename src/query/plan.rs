//! A query whose words have their meaning.

use std::sync::Arc;

use super::field::Key;
use super::link::{IdPattern, LinkPattern};
use super::pattern::{Pattern, Phrase};
use super::person::Who;
use super::sort::SortKey;
use super::state::State;
use super::value::Bounds;
use crate::config::Config;
use crate::model::{Category, Field, Instant};
use crate::sla;
use crate::when::Standpoint;

/// A query ready to be asked of any number of tickets, made by [`resolve`](super::resolve()).
#[derive(Debug)]
pub struct Plan<'c> {
    pub(super) config: &'c Config,
    pub(super) here: Standpoint,
    pub(super) me: Option<Who>,
    /// Nothing admits every ticket.
    pub(super) check: Option<Check>,
    pub(super) sort: Vec<SortKey>,
}

/// A tree of conditions.
#[derive(Debug)]
pub(super) enum Check {
    Not(Box<Check>),
    All(Vec<Check>),
    Any(Vec<Check>),
    State(State),
    Category(Category),
    Sla(sla::State),
    Present(Key),
    Holds(Phrase),
    Time(Key, Bounds<Instant>),
    Field(Field, Fit),
}

/// What the value of a field must be.
#[derive(Debug)]
pub(super) enum Fit {
    Text(Pattern),
    Prose(Phrase),
    Who(Who),
    Id(IdPattern),
    Link(LinkPattern),
    /// A place in a scale.
    Rank(Arc<[String]>, Bounds<usize>),
    Number(Bounds<f64>),
    Flag(bool),
}

/// What a plan asks for beyond the tickets' own fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// What was said and changed: [`Record::updated`], [`Record::closed`], or a [`Fact`] of the thread.
    ///
    /// [`Record::updated`]: super::Record::updated
    /// [`Record::closed`]: super::Record::closed
    /// [`Fact`]: super::Fact
    pub thread: bool,
    /// [`Record::holds`](super::Record::holds).
    pub text: bool,
    /// The description, as the value of `body`.
    pub body: bool,
    /// The clocks of the service level: [`Record::sla`](super::Record::sla), and what is due by them.
    pub clocks: bool,
    /// Whether other tickets are done.
    pub others: bool,
}

impl Plan<'_> {
    /// Returns what is asked for beyond the tickets' own fields.
    pub fn needs(&self) -> Needs {
        let mut needs = Needs::default();
        self.leaves().into_iter().for_each(|check| needs.add(check));
        needs.clocks |= self.sort.iter().any(|key| key.key == Key::Field(Field::Due));
        needs.thread |= self.sort.iter().any(|key| is_of_thread(&key.key));
        needs
    }

    /// Returns the phrases that are looked for in the text.
    pub fn phrases(&self) -> impl Iterator<Item = &Phrase> {
        self.leaves().into_iter().filter_map(|check| match check {
            Check::Holds(phrase) => Some(phrase),
            _ => None,
        })
    }

    /// Returns the keys of the order, the first one decides first.
    pub fn sort_keys(&self) -> &[SortKey] {
        &self.sort
    }

    /// Tells whether a ticket whose file cannot be read belongs to what is found.
    ///
    /// Of such a ticket nothing is known but that it is broken; it belongs to it unless that rules it out.
    pub fn admits_broken(&self) -> bool {
        self.check.as_ref().and_then(of_broken) != Some(false)
    }

    fn leaves(&self) -> Vec<&Check> {
        self.check.iter().flat_map(Check::leaves).collect()
    }
}

impl Check {
    fn leaves(&self) -> Vec<&Check> {
        match self {
            Check::Not(check) => check.leaves(),
            Check::All(checks) | Check::Any(checks) => checks.iter().flat_map(Check::leaves).collect(),
            leaf => vec![leaf],
        }
    }
}

impl Needs {
    fn add(&mut self, check: &Check) {
        match check {
            Check::State(State::Unanswered | State::Stale | State::Reopened | State::Escalated) => {
                self.thread = true;
            }
            Check::State(State::Blocked) => self.others = true,
            Check::State(State::Overdue) | Check::Sla(_) | Check::Present(Key::Sla) => self.clocks = true,
            Check::Present(Key::Field(Field::Due)) | Check::Time(Key::Field(Field::Due), _) => {
                self.clocks = true;
            }
            Check::Present(key) | Check::Time(key, _) if is_of_thread(key) => self.thread = true,
            Check::Present(Key::Field(Field::Body)) | Check::Field(Field::Body, _) => self.body = true,
            Check::Holds(_) => self.text = true,
            _ => {}
        }
    }
}

fn is_of_thread(key: &Key) -> bool {
    matches!(key, Key::Updated | Key::Closed)
}

/// Returns what is known of a broken ticket (Kleene's logic of three values).
fn of_broken(check: &Check) -> Option<bool> {
    match check {
        Check::Not(check) => of_broken(check).map(|known| !known),
        Check::All(checks) => join(checks, false),
        Check::Any(checks) => join(checks, true),
        Check::State(State::Broken) => Some(true),
        _ => None,
    }
}

/// Joins checks of which one decides when it is `decisive`.
fn join(checks: &[Check], decisive: bool) -> Option<bool> {
    let known: Vec<Option<bool>> = checks.iter().map(of_broken).collect();
    match () {
        () if known.contains(&Some(decisive)) => Some(decisive),
        () if known.contains(&None) => None,
        () => Some(!decisive),
    }
}
