//! Up and down the support levels (ITIL: functional escalation).

use super::{Deed, Loaded, OpsError, Outcome, Writer, act, fields, people};
use crate::config::Level;
use crate::desk::Place;
use crate::model::{EntryKind, FUNCTIONAL, Field, HIERARCHICAL, Person, RETURN, Value};

/// Why a ticket goes up a level.
pub const REASONS: [&str; 5] = ["skill", "access", "time", "severity", "request"];

/// The kinds of escalation (ITIL): to those who know more, to those who decide more.
pub const KINDS: [&str; 2] = [FUNCTIONAL, HIERARCHICAL];

/// An escalation.
#[derive(Clone, Debug, Default)]
pub struct Escalation {
    /// The level, where it is not the next one.
    pub to: Option<String>,
    /// Why, one of [`REASONS`].
    pub reason: String,
    /// What kind it is, one of [`KINDS`]; empty: functional.
    pub kind: String,
    /// What was tried; empty: the writer's last note at this level says it.
    pub summary: String,
    /// Who gets it at that level; nobody: whoever takes it.
    pub assignee: Option<String>,
}

/// Moves a ticket up, to the team of the level.
pub fn escalate(writer: &Writer, place: &Place, escalation: &Escalation) -> Result<Outcome, OpsError> {
    let config = &writer.desk.config;
    let reason = fields::one_of("reason", REASONS.map(str::to_owned).to_vec(), &escalation.reason)?;
    let summary = fields::body(&escalation.summary)?;
    let kind = match escalation.kind.as_str() {
        "" => FUNCTIONAL.to_owned(),
        kind => fields::one_of("kind of escalation", KINDS.map(str::to_owned).to_vec(), kind)?,
    };
    let wanted = escalation.to.as_deref().map(|to| fields::word(config, &Field::Level, to)).transpose()?;
    let assignee = escalation.assignee.as_deref();
    let assignee = assignee.map(|who| people::somebody(config, who, &writer.by)).transpose()?;
    act::perform(
        writer,
        std::slice::from_ref(place),
        |done| named("escalate", done),
        |loaded| {
            fields::not_done(&writer.desk.config, loaded.ticket())?;
            let current = current_level(loaded)?;
            let to = match &wanted {
                Some(to) => config.level(to),
                None => config.next_level(current),
            };
            let to = to.ok_or_else(|| no_level(loaded, current, "highest"))?;
            directed(writer, loaded, current, to, "above it")?;
            if summary.trim().is_empty() && !has_note_at_level(writer, loaded) {
                return Err(OpsError::NoSummary { id: loaded.ticket().id.clone() });
            }
            let mut deed = moved(writer, loaded, to, assignee.as_ref());
            deed.entry.reason = Some(reason.clone());
            deed.entry.set_escalation(&kind);
            deed.entry.body.clone_from(&summary);
            Ok(deed)
        },
    )
}

/// Moves a ticket down, to the team of the level.
pub fn deescalate(
    writer: &Writer,
    place: &Place,
    to: Option<&str>,
    message: &str,
) -> Result<Outcome, OpsError> {
    let config = &writer.desk.config;
    let message = fields::body(message)?;
    let wanted = to.map(|to| fields::word(config, &Field::Level, to)).transpose()?;
    act::perform(
        writer,
        std::slice::from_ref(place),
        |done| named("deescalate", done),
        |loaded| {
            fields::not_done(&writer.desk.config, loaded.ticket())?;
            let current = current_level(loaded)?;
            let to = match &wanted {
                Some(to) => config.level(to),
                None => config.previous_level(current),
            };
            let to = to.ok_or_else(|| no_level(loaded, current, "lowest"))?;
            directed(writer, loaded, current, to, "below it")?;
            let mut deed = moved(writer, loaded, to, None);
            deed.entry.reason = Some(RETURN.to_owned());
            deed.entry.body.clone_from(&message);
            Ok(deed)
        },
    )
}

fn named(verb: &str, done: &[super::Done]) -> String {
    let one = done.first().map(|done| {
        let level = done.after.level.as_deref().unwrap_or_default();
        format!("{verb} {} to {level}", done.after.id)
    });
    one.unwrap_or_else(|| verb.to_owned())
}

fn current_level(loaded: &Loaded) -> Result<&str, OpsError> {
    let ticket = loaded.ticket();
    ticket.level.as_deref().ok_or_else(|| OpsError::NoLevel { id: ticket.id.clone() })
}

fn no_level(loaded: &Loaded, level: &str, end: &'static str) -> OpsError {
    OpsError::NoSuchLevel { id: loaded.ticket().id.clone(), level: level.to_owned(), end }
}

fn directed(
    writer: &Writer,
    loaded: &Loaded,
    from: &str,
    to: &Level,
    direction: &'static str,
) -> Result<(), OpsError> {
    let config = &writer.desk.config;
    let (old, new) = (config.level_index(from), config.level_index(&to.name));
    let fits = if direction == "above it" { new > old } else { new < old };
    if fits {
        return Ok(());
    }
    let id = loaded.ticket().id.clone();
    Err(OpsError::WrongDirection { id, level: from.to_owned(), to: to.name.clone(), direction })
}

/// Level, team and assignee are one group: they change together.
fn moved(writer: &Writer, loaded: &Loaded, to: &Level, assignee: Option<&Person>) -> Deed {
    let ticket = loaded.ticket();
    let mut deed = Deed::new(writer, ticket, EntryKind::Event);
    deed.change(ticket, Field::Level, to.name.as_str());
    deed.change(ticket, Field::Team, to.team.clone().map_or(Value::Null, Value::from));
    deed.change(ticket, Field::Assignee, assignee.map_or(Value::Null, |who| Value::from(who.as_str())));
    deed
}

/// Tells whether the writer has left a note since the ticket arrived at its level.
fn has_note_at_level(writer: &Writer, loaded: &Loaded) -> bool {
    let moves = |entry: &crate::model::Entry| entry.changes.iter().any(|change| change.field == Field::Level);
    let mut since = loaded.thread.entries().rev().take_while(|entry| !moves(entry));
    since.any(|entry| {
        entry.kind == EntryKind::Note && people::is_same(&writer.desk.config, &entry.by, &writer.by)
    })
}
