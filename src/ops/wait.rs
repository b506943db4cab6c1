//! Tickets that wait: for the requester, or for a third party.

use super::{Deed, Loaded, OpsError, Outcome, Writer, act, fields};
use crate::desk::Place;
use crate::model::{EntryKind, Field, Instant, Status, Value, write_instant};

/// Marks tickets as waiting for the requester, until an instant where one is given.
pub fn wait(
    writer: &Writer,
    places: &[Place],
    until: Option<Instant>,
    message: &str,
) -> Result<Outcome, OpsError> {
    let message = fields::body(message)?;
    act::perform(
        writer,
        places,
        |done| format!("wait {}", act::ids(done)),
        |loaded| {
            let mut deed = Deed::new(writer, loaded.ticket(), EntryKind::Event);
            pend(writer, loaded, until, &mut deed)?;
            deed.entry.body.clone_from(&message);
            Ok(deed)
        },
    )
}

/// Marks tickets as waiting for a third party.
pub fn hold(writer: &Writer, places: &[Place], message: &str) -> Result<Outcome, OpsError> {
    let message = fields::body(message)?;
    act::perform(
        writer,
        places,
        |done| format!("hold {}", act::ids(done)),
        |loaded| {
            let mut deed = Deed::new(writer, loaded.ticket(), EntryKind::Event);
            set_waiting(writer, loaded, Status::OnHold, None, &mut deed)?;
            deed.entry.body.clone_from(&message);
            Ok(deed)
        },
    )
}

/// Adds to a deed that the ticket waits for its requester.
pub fn pend(
    writer: &Writer,
    loaded: &Loaded,
    until: Option<Instant>,
    deed: &mut Deed,
) -> Result<(), OpsError> {
    set_waiting(writer, loaded, Status::Pending, until, deed)
}

fn set_waiting(
    writer: &Writer,
    loaded: &Loaded,
    to: Status,
    until: Option<Instant>,
    deed: &mut Deed,
) -> Result<(), OpsError> {
    let ticket = loaded.ticket();
    fields::not_done(&writer.desk.config, loaded.ticket())?;
    if let Some(past) = until.filter(|until| *until <= writer.now) {
        return Err(OpsError::Malformed { text: write_instant(past), wanted: "a time to come" });
    }
    fields::may_move(&writer.desk.config, ticket, to.as_str())?;
    deed.change(ticket, Field::Status, to.as_str());
    deed.change(ticket, Field::Until, until.map_or(Value::Null, |until| write_instant(until).into()));
    Ok(())
}
