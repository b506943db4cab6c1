//! Any field of tickets, set to what a person says.

use super::{Deed, Loaded, OpsError, Outcome, Writer, act, fields};
use crate::config::Config;
use crate::desk::Place;
use crate::format::TicketFile;
use crate::model::{Category, EntryKind, Field, Resolution, Status, Ticket, Value};

/// What to change; what is empty stays.
#[derive(Clone, Debug, Default)]
pub struct Edit {
    /// Fields and their new values, as typed; an empty text empties the field.
    pub values: Vec<(Field, String)>,
    /// Labels to add.
    pub add_labels: Vec<String>,
    /// Labels to take away.
    pub remove_labels: Vec<String>,
    /// A new description.
    pub body: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// Changes fields of tickets.
pub fn edit(writer: &Writer, places: &[Place], edit: &Edit) -> Result<Outcome, OpsError> {
    let body = edit.body.as_deref().map(fields::body).transpose()?;
    let values: Vec<(Field, Value)> = edit
        .values
        .iter()
        .map(|(field, text)| Ok((field.clone(), fields::read(writer, field, text)?)))
        .collect::<Result<_, OpsError>>()?;
    act::perform(
        writer,
        places,
        |done| format!("edit {}", act::ids(done)),
        |loaded| {
            let mut after = loaded.ticket().clone();
            for (field, value) in &values {
                after.set(field, value)?;
            }
            after.labels = labels(after.labels, edit);
            after.body = body.clone().unwrap_or(after.body);
            let mut deed = changed(writer, loaded, after)?;
            deed.entry.reason.clone_from(&edit.reason);
            Ok(deed)
        },
    )
}

/// Changes one ticket to what its file should say, after a person edited a copy of the whole text.
pub fn rewrite(writer: &Writer, place: &Place, before: &str, after: &str) -> Result<Outcome, OpsError> {
    let draft = |text: &str| {
        let read = TicketFile::read(text.to_owned());
        read.map_err(|problem| {
            OpsError::Draft(format!("line {}: {problem}; {}", problem.line, problem.mend()))
        })
    };
    let (old, new) = (draft(before)?.ticket, draft(after)?.ticket);
    let changes = old.differences(&new);
    act::perform(
        writer,
        std::slice::from_ref(place),
        |done| format!("edit {}", act::ids(done)),
        |loaded| {
            // Only what the person changed: the ticket may have moved on meanwhile.
            let mut after = loaded.ticket().clone();
            for change in &changes {
                let value = match &change.new {
                    Value::String(word) => fields::word(&writer.desk.config, &change.field, word)?.into(),
                    value => value.clone(),
                };
                after.set(&change.field, &value)?;
            }
            if old.body != new.body {
                after.body = fields::body(&new.body)?;
            }
            changed(writer, loaded, after)
        },
    )
}

/// Returns the event that makes a ticket what it should be.
fn changed(writer: &Writer, loaded: &Loaded, mut after: Ticket) -> Result<Deed, OpsError> {
    let ticket = loaded.ticket();
    if after.status != ticket.status {
        fields::may_move(&writer.desk.config, ticket, after.status.as_str())?;
        settle(&writer.desk.config, &mut after);
    }
    let mut deed = Deed::new(writer, ticket, EntryKind::Event);
    deed.entry.changes = ticket.differences(&after);
    if let Some(fixed) = deed.entry.changes.iter().find(|change| change.field.is_immutable()) {
        return Err(OpsError::Fixed { field: fixed.field.key().to_owned() });
    }
    deed.change_body(ticket, &after.body);
    Ok(deed)
}

/// Status, resolution and `until` are one group: a done ticket has a resolution, another one has none.
fn settle(config: &Config, ticket: &mut Ticket) {
    match config.category(ticket.status.as_str()) {
        Category::Done => ticket.resolution = ticket.resolution.take().or(Some(Resolution::Solved)),
        _ => ticket.resolution = None,
    }
    if ticket.status != Status::Pending {
        ticket.until = None;
    }
}

/// Adds labels at their place in the alphabet, where the list is in order, so that two people's additions merge.
fn labels(present: Vec<String>, edit: &Edit) -> Vec<String> {
    let mut labels: Vec<String> =
        present.into_iter().filter(|label| !edit.remove_labels.contains(label)).collect();
    for label in &edit.add_labels {
        if !labels.contains(label) {
            let at =
                if labels.is_sorted() { labels.partition_point(|other| other < label) } else { labels.len() };
            labels.insert(at, label.clone());
        }
    }
    labels
}
