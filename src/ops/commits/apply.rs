//! Solving what commits fixed: for a build server on the branch that is shipped.

use std::collections::BTreeMap;

use super::{Tie, Tied, in_range, known_ids, tied};
use crate::desk::Place;
use crate::model::{Category, EntryKind, Field, Resolution, Status, TicketId};
use crate::ops::{Deed, Loaded, OpsError, Outcome, Writer, act};

/// The key of an event that says which commit it is about.
const COMMIT: &str = "commit";

/// A ticket that a commit solves.
#[derive(Debug)]
pub struct Applied {
    /// The ticket.
    pub id: TicketId,
    /// Its title.
    pub title: String,
    /// The commit.
    pub tied: Tied,
}

/// Finds what commits of a range (all of the head's past without one) fixed and nobody has solved, and solves it in one
/// commit if `is_wanted`.
///
/// A commit solves a ticket once: what was reopened since stays open.
pub fn apply(
    writer: &Writer,
    range: Option<&str>,
    is_wanted: bool,
) -> Result<(Vec<Applied>, Option<Outcome>), OpsError> {
    let desk = writer.desk;
    let tied = match (range, desk.code()) {
        (Some(range), Some(repository)) => {
            in_range(repository, &desk.config.prefix, &["--end-of-options", range])?
        }
        _ => tied(desk)?,
    };
    let known = known_ids(desk)?;
    // The oldest fix of each ticket first.
    let mut fixes: BTreeMap<TicketId, Vec<Tied>> = BTreeMap::new();
    for commit in tied.into_iter().rev() {
        for (id, _) in commit.ties.iter().filter(|(_, tie)| *tie == Tie::Fixes) {
            if let Some(id) = id.parse::<TicketId>().ok().filter(|id| known.contains(id)) {
                fixes.entry(id).or_default().push(commit.clone());
            }
        }
    }
    let (mut applied, mut places) = (Vec::new(), Vec::new());
    for (id, commits) in &fixes {
        let Some(place) = desk.place(id)? else { continue };
        // A broken ticket hides none of the others.
        let Ok(loaded) = act::load(desk, &place) else { continue };
        if let Some(tied) = open_fix(writer, &loaded, commits) {
            let title = loaded.ticket().title.clone();
            applied.push(Applied { id: id.clone(), title, tied: tied.clone() });
            places.push(place);
        }
    }
    if !is_wanted || places.is_empty() {
        return Ok((applied, None));
    }
    let outcome = solve(writer, &places, &fixes)?;
    Ok((applied, Some(outcome)))
}

/// Returns the commit that solves a ticket now, if one does.
fn open_fix<'t>(writer: &Writer, loaded: &Loaded, commits: &'t [Tied]) -> Option<&'t Tied> {
    let (config, status) = (&writer.desk.config, loaded.ticket().status.as_str());
    let is_open =
        config.category(status) != Category::Done && config.may_move(status, Status::Solved.as_str());
    let is_told = |commit: &Tied| {
        loaded.thread.entries().any(|entry| {
            entry.more.get(COMMIT).and_then(|value| value.as_str()) == Some(commit.commit.as_str())
        })
    };
    commits.iter().rfind(|commit| is_open && !is_told(commit))
}

fn solve(
    writer: &Writer,
    places: &[Place],
    fixes: &BTreeMap<TicketId, Vec<Tied>>,
) -> Result<Outcome, OpsError> {
    let name = |done: &[crate::ops::Done]| format!("solve {}, fixed by commits", act::ids(done));
    act::perform(writer, places, name, |loaded| {
        let ticket = loaded.ticket();
        let mut deed = Deed::new(writer, ticket, EntryKind::Event);
        let commits = fixes.get(&ticket.id).map(Vec::as_slice).unwrap_or_default();
        if let Some(tied) = open_fix(writer, loaded, commits) {
            deed.change(ticket, Field::Status, Status::Solved.as_str());
            deed.change(ticket, Field::Resolution, Resolution::Solved.as_str());
            deed.change(ticket, Field::Until, crate::model::Value::Null);
            deed.entry.more.insert(COMMIT.to_owned(), tied.commit.as_str().into());
            deed.entry.body = crate::ops::fields::body(&format!(
                "Fixed by {}: {}",
                tied.author().short_name(),
                tied.subject
            ))?;
        }
        Ok(deed)
    })
}
