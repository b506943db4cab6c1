//! The figures, one file each, with what defines them beside what counts them.
//!
//! A figure is the tickets that it counts: [`Tickets`] are written as their number, [`Times`] as mean and percentiles.
//! So no figure can say anything else than its tickets do, and [`Followed::follow`] names them.

mod ageing;
mod breakdown;
mod commits;
mod escalation;
mod first_contact;
mod first_response;
mod knowledge;
mod objectives;
mod promises;
mod recurring;
mod reopen;
mod resolution;
mod scope;
mod time_spent;
mod times;
mod volume;
mod waiting;

use serde::{Serialize, Serializer};

use super::case::Case;
use super::definition::Definition;
use super::measure::Rate;
use crate::model::Instant;

pub use ageing::Age;
pub use breakdown::{Breakdown, Part};
pub use escalation::{Escalation, NOTHING};
pub use first_contact::FirstContact;
pub use first_response::FirstResponse;
pub use knowledge::{Gap, Knowledge, Used};
pub use objectives::{Reached, time_name};
pub use promises::{Kept, Promises};
pub use recurring::Recurring;
pub use reopen::Reopen;
pub use resolution::{Resolution, Span};
pub use scope::{Scope, Solved};
pub use time_spent::{Minutes, TimeSpent};
pub use times::Times;
pub use volume::Volume;

/// What defines the figures, in their order.
pub(super) const DEFINITIONS: [&[Definition]; 15] = [
    volume::DEFINITIONS,
    resolution::DEFINITIONS,
    first_response::DEFINITIONS,
    promises::DEFINITIONS,
    escalation::DEFINITIONS,
    objectives::DEFINITIONS,
    first_contact::DEFINITIONS,
    reopen::DEFINITIONS,
    ageing::DEFINITIONS,
    waiting::DEFINITIONS,
    commits::DEFINITIONS,
    time_spent::DEFINITIONS,
    breakdown::DEFINITIONS,
    knowledge::DEFINITIONS,
    recurring::DEFINITIONS,
];

/// A ticket behind a figure.
#[derive(Clone, Copy, Debug)]
pub struct Row<'c> {
    /// The ticket.
    pub case: &'c Case<'c>,
    /// When what counts happened.
    pub at: Instant,
    /// How long it took, where the figure is about time.
    pub seconds: Option<i64>,
    /// What else there is to say: the level it went to.
    pub word: Option<&'c str>,
}

impl<'c> Row<'c> {
    fn of(case: &'c Case<'c>, at: Instant) -> Row<'c> {
        Row { case, at, seconds: None, word: None }
    }

    fn took(case: &'c Case<'c>, at: Instant, seconds: i64) -> Row<'c> {
        Row { seconds: Some(seconds), ..Row::of(case, at) }
    }
}

/// Tickets that are counted; as JSON their number.
#[derive(Clone, Debug, Default)]
pub struct Tickets<'c>(pub Vec<Row<'c>>);

impl Tickets<'_> {
    /// Returns how many they are.
    pub fn count(&self) -> u64 {
        self.0.len() as u64
    }
}

impl<'c> FromIterator<Row<'c>> for Tickets<'c> {
    fn from_iter<I: IntoIterator<Item = Row<'c>>>(rows: I) -> Self {
        Tickets(rows.into_iter().collect())
    }
}

impl Serialize for Tickets<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.count().serialize(serializer)
    }
}

/// Takes the key of a figure and the tickets behind it.
pub type Put<'p, 'c> = dyn FnMut(&str, &[Row<'c>]) + 'p;

/// Figures that can be followed down to their tickets.
pub trait Followed<'c> {
    /// Names the tickets behind each figure. Figures that come of the same tickets share the beginning of their keys.
    fn follow(&self, put: &mut Put<'_, 'c>);
}

/// The figures of one period that a trend compares.
#[derive(Debug, Serialize)]
pub struct Core<'c> {
    /// What came, went and is left.
    pub volume: Volume<'c>,
    /// How long it took.
    pub resolution: Resolution<'c>,
    /// How long requesters waited for a word.
    pub first_response: FirstResponse<'c>,
    /// Whether the service level was kept.
    pub sla: Promises<'c>,
    /// What went to another level.
    pub escalation: Escalation<'c>,
    /// Whether the objectives were reached.
    pub objectives: Vec<Reached<'c>>,
    /// How often the first word was enough.
    pub first_contact: FirstContact<'c>,
    /// How often what was solved came back.
    pub reopen: Reopen<'c>,
    /// How old is what is open.
    pub ageing: Vec<Age<'c>>,
    /// How much of the time tickets waited.
    pub wait_share: Rate,
    /// What commits solved.
    pub fixed_by_commit: Tickets<'c>,
    /// How long each solved ticket waited.
    #[serde(skip)]
    pub waited: Vec<Row<'c>>,
}

impl<'c> Core<'c> {
    /// Counts the figures of a period.
    pub fn count(scope: &Scope<'c>) -> Core<'c> {
        let volume = Volume::count(scope);
        let (wait_share, waited) = waiting::share(scope);
        Core {
            resolution: Resolution::count(scope),
            first_response: FirstResponse::count(scope),
            sla: Promises::count(scope),
            escalation: Escalation::count(scope, volume.backlog_start.count()),
            objectives: Reached::count(scope),
            first_contact: FirstContact::count(scope),
            reopen: Reopen::count(scope),
            ageing: Age::count(scope, &volume.backlog_end),
            wait_share,
            fixed_by_commit: commits::fixed(scope),
            waited,
            volume,
        }
    }
}

impl<'c> Followed<'c> for Core<'c> {
    fn follow(&self, put: &mut Put<'_, 'c>) {
        self.volume.follow(put);
        self.resolution.follow(put);
        self.first_response.follow(put);
        self.sla.follow(put);
        self.escalation.follow(put);
        self.objectives.follow(put);
        self.first_contact.follow(put);
        self.reopen.follow(put);
        self.ageing.follow(put);
        put("wait_share", &self.waited);
        put("fixed_by_commit", &self.fixed_by_commit.0);
    }
}

/// The figures that are told of the period of the report alone.
#[derive(Debug, Serialize)]
pub struct Detail<'c> {
    /// Minutes of work.
    pub time_spent: TimeSpent<'c>,
    /// Who has how much.
    pub load: Vec<Part<'c>>,
    /// The figures by what a ticket is.
    pub by: Breakdown<'c>,
    /// How far the knowledge base helps.
    pub kb: Knowledge<'c>,
    /// What comes again and again.
    pub recurring: Vec<Recurring<'c>>,
}

impl<'c> Detail<'c> {
    /// Counts the figures of a period.
    pub fn count(scope: &Scope<'c>, core: &Core<'c>) -> Detail<'c> {
        let ((by, load), (kb, (recurring, time_spent))) = rayon::join(
            || rayon::join(|| Breakdown::count(scope, &core.volume), || breakdown::load(scope, &core.volume)),
            || {
                let rest = || (Recurring::count(scope), TimeSpent::count(scope));
                rayon::join(|| Knowledge::count(scope), rest)
            },
        );
        Detail { time_spent, load, by, kb, recurring }
    }
}

impl<'c> Followed<'c> for Detail<'c> {
    fn follow(&self, put: &mut Put<'_, 'c>) {
        self.time_spent.follow(put);
        self.load.follow(put);
        self.by.follow(put);
        self.kb.follow(put);
        self.recurring.follow(put);
    }
}
