//! Whether a desk is sound, and what of it can be mended.
//!
//! 1. `survey` reads everything once: names, tickets, threads, and what git says of each file.
//! 2. Each finder below looks for one kind of trouble and adds [`Finding`]s; none of them changes anything.
//! 3. `mend` does what the remedies of the findings say, in one act, and leaves the rest to people.
//!
//! Finders: `files`, `reading`, `places`, `words`, `links`, `thread`, `drift` (with `origin`, who
//! changed a field), `overlap`, `uncommitted`, `articles`. The words for everything found are in `finding`, those for
//! what is done about it in `remedy`.

mod articles;
mod drift;
mod files;
mod finding;
mod lines;
mod links;
mod mend;
mod origin;
mod overlap;
mod places;
mod reading;
mod remedy;
mod survey;
mod thread;
mod uncommitted;
mod words;

pub use articles::check_articles;
pub use finding::{Finding, Problem};
pub use mend::{Mended, mend};
pub use remedy::{Missing, Origin, Remedy};

use super::OpsError;
use crate::desk::Desk;
use crate::desk::transaction::Mode;
use crate::model::{Instant, TicketId};
use survey::Survey;

/// What a look at a desk found.
#[derive(Debug, Default)]
pub struct Checked {
    /// The findings, by file and line.
    pub findings: Vec<Finding>,
    /// How many tickets were read.
    pub tickets: usize,
    /// How many entries were read.
    pub entries: usize,
}

/// Looks at the whole desk and returns what is wrong with it, or with these tickets of it.
///
/// `mode` says how far acts go here: where they are not committed, uncommitted files are no finding.
pub fn check(desk: &Desk, now: Instant, mode: Mode, only: &[TicketId]) -> Result<Checked, OpsError> {
    findings(&Survey::read(desk, now, mode)?, only)
}

fn findings(survey: &Survey, only: &[TicketId]) -> Result<Checked, OpsError> {
    let mut findings = Vec::new();
    files::find(survey, &mut findings);
    reading::find(survey, &mut findings);
    places::find(survey, &mut findings);
    words::find(survey, &mut findings);
    links::find(survey, &mut findings);
    thread::find(survey, &mut findings);
    drift::find(survey, &mut findings)?;
    overlap::find(survey, &mut findings);
    uncommitted::find(survey, &mut findings);
    articles::find(survey, &mut findings)?;
    let is_wanted = |finding: &Finding| finding.ticket.as_ref().is_some_and(|id| only.contains(id));
    findings.retain(|finding| only.is_empty() || is_wanted(finding));
    findings.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    let entries = survey.threads.values().map(|thread| thread.placed().len()).sum();
    Ok(Checked { findings, tickets: survey.tickets.len(), entries })
}
