//! Taking a ticket so that nobody else has it: the other side is asked first, and told at once.

use super::sync::{send, sync};
use super::{OpsError, Outcome, Writer, act, assign, people, undo};
use crate::desk::Place;

/// How often it is tried while others send something else.
const ATTEMPTS: usize = 8;

/// Takes a ticket that nobody else has, here and on the other side, with which this one was brought together just now.
///
/// The act is sent by itself. Where others were faster it is taken back, and what they did is looked at: whoever was
/// first has the ticket.
pub fn claim(writer: &Writer, place: &Place) -> Result<Outcome, OpsError> {
    for _ in 0..ATTEMPTS {
        refuse_taken(writer, place)?;
        let outcome = assign::take(writer, std::slice::from_ref(place))?;
        if outcome.done.is_empty() || send(writer)? {
            return Ok(outcome);
        }
        undo::undo(writer)?;
        sync(writer)?;
    }
    Err(OpsError::Outrun { attempts: ATTEMPTS })
}

fn refuse_taken(writer: &Writer, place: &Place) -> Result<(), OpsError> {
    let config = &writer.desk.config;
    let ticket = act::load(writer.desk, place)?.found.file.ticket;
    match ticket.assignee.filter(|who| !people::is_same(config, who, &writer.by)) {
        Some(who) => Err(OpsError::Taken { id: ticket.id, who: people::shown(config, &who) }),
        None => Ok(()),
    }
}
