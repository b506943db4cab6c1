//! People who want to hear of a ticket.

use super::{Deed, OpsError, Outcome, Writer, act, people};
use crate::desk::Place;
use crate::model::{EntryKind, Field, Person, Value};

/// Adds a watcher to tickets.
pub fn watch(writer: &Writer, places: &[Place], who: &str) -> Result<Outcome, OpsError> {
    let who = people::somebody(&writer.desk.config, who, &writer.by)?;
    change(writer, places, "watch", |watchers| {
        let mut watchers = watchers.to_vec();
        if !watchers.iter().any(|watcher| people::is_same(&writer.desk.config, watcher, &who)) {
            watchers.push(who.clone());
        }
        watchers
    })
}

/// Removes a watcher from tickets.
pub fn unwatch(writer: &Writer, places: &[Place], who: &str) -> Result<Outcome, OpsError> {
    let who = people::somebody(&writer.desk.config, who, &writer.by)?;
    change(writer, places, "unwatch", |watchers| {
        let stays = |watcher: &&Person| !people::is_same(&writer.desk.config, watcher, &who);
        watchers.iter().filter(stays).cloned().collect()
    })
}

fn change(
    writer: &Writer,
    places: &[Place],
    verb: &str,
    after: impl Fn(&[Person]) -> Vec<Person>,
) -> Result<Outcome, OpsError> {
    act::perform(
        writer,
        places,
        |done| format!("{verb} {}", act::ids(done)),
        |loaded| {
            let ticket = loaded.ticket();
            let mut deed = Deed::new(writer, ticket, EntryKind::Event);
            let watchers: Vec<Value> =
                after(&ticket.watchers).iter().map(|watcher| watcher.as_str().into()).collect();
            deed.change(
                ticket,
                Field::Watchers,
                if watchers.is_empty() { Value::Null } else { watchers.into() },
            );
            Ok(deed)
        },
    )
}
