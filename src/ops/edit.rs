//! Any field of tickets, set to what a person says.

use super::{Deed, Loaded, OpsError, Outcome, Writer, act, fields, say::ids};
use crate::desk::Place;
use crate::format::TicketFile;
use crate::model::{Change, EntryKind, Field, Value};

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
    act::perform(
        writer,
        places,
        |done| format!("edit {}", ids(done)),
        |loaded| {
            let ticket = loaded.ticket();
            let mut deed = Deed::new(writer, ticket, EntryKind::Event);
            for (field, text) in &edit.values {
                let value = fields::read(writer, field, text)?;
                set(writer, loaded, &mut deed, field.clone(), value)?;
            }
            if !edit.add_labels.is_empty() || !edit.remove_labels.is_empty() {
                deed.change(ticket, Field::Labels, labels(&ticket.labels, edit));
            }
            if let Some(body) = &body {
                deed.change_body(ticket, body);
            }
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
    let changes: Vec<Change> = old.differences(&new);
    act::perform(
        writer,
        std::slice::from_ref(place),
        |done| format!("edit {}", ids(done)),
        |loaded| {
            let mut deed = Deed::new(writer, loaded.ticket(), EntryKind::Event);
            for change in &changes {
                if change.field.is_immutable() {
                    return Err(OpsError::Fixed { field: change.field.key().to_owned() });
                }
                let value = match &change.new {
                    Value::String(word) => fields::word(&writer.desk.config, &change.field, word)?.into(),
                    value => value.clone(),
                };
                set(writer, loaded, &mut deed, change.field.clone(), value)?;
            }
            if old.body != new.body {
                deed.change_body(loaded.ticket(), &fields::body(&new.body)?);
            }
            Ok(deed)
        },
    )
}

fn set(
    writer: &Writer,
    loaded: &Loaded,
    deed: &mut Deed,
    field: Field,
    value: Value,
) -> Result<(), OpsError> {
    let ticket = loaded.ticket();
    if field == Field::Status {
        fields::may_move(&writer.desk.config, ticket, value.as_str().unwrap_or_default())?;
    }
    ticket.clone().set(&field, &value)?;
    deed.change(ticket, field, value);
    Ok(())
}

/// Adds labels at their place in the alphabet, where the list is in order, so that two people's additions merge.
fn labels(present: &[String], edit: &Edit) -> Value {
    let mut labels: Vec<String> =
        present.iter().filter(|label| !edit.remove_labels.contains(label)).cloned().collect();
    for label in &edit.add_labels {
        if !labels.contains(label) {
            let at =
                if labels.is_sorted() { labels.partition_point(|other| other < label) } else { labels.len() };
            labels.insert(at, label.clone());
        }
    }
    if labels.is_empty() { Value::Null } else { labels.into() }
}
