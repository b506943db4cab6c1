//! Who has a ticket.

use super::{Deed, OpsError, Outcome, Writer, act, people};
use crate::desk::Place;
use crate::model::{EntryKind, Field, Status, Value};

/// The writer takes tickets; a new one is open from then on.
pub fn take(writer: &Writer, places: &[Place]) -> Result<Outcome, OpsError> {
    let me = people::meant(&writer.desk.config, "@me", &writer.by);
    let name = |done: &[super::Done]| format!("take {}", act::ids(done));
    act::perform(writer, places, name, |loaded| {
        let ticket = loaded.ticket();
        let mut deed = Deed::new(writer, ticket, EntryKind::Event);
        super::fields::not_done(&writer.desk.config, ticket)?;
        if ticket.status == Status::New {
            super::fields::may_move(&writer.desk.config, ticket, Status::Open.as_str())?;
            deed.change(ticket, Field::Status, Status::Open.as_str());
        }
        deed.change(ticket, Field::Assignee, me.as_str());
        Ok(deed)
    })
}

/// Gives tickets to a person, a team or both. The status stays.
pub fn assign(
    writer: &Writer,
    places: &[Place],
    who: Option<&str>,
    team: Option<&str>,
    message: &str,
) -> Result<Outcome, OpsError> {
    let config = &writer.desk.config;
    let who = who.map(|who| people::somebody(config, who, &writer.by)).transpose()?;
    let team = team.map(|team| super::fields::word(config, &Field::Team, team)).transpose()?;
    let message = super::fields::body(message)?;
    let name = |done: &[super::Done]| format!("assign {}", act::ids(done));
    act::perform(writer, places, name, |loaded| {
        let mut deed = Deed::new(writer, loaded.ticket(), EntryKind::Event);
        if let Some(team) = &team {
            deed.change(loaded.ticket(), Field::Team, team.as_str());
        }
        if let Some(who) = &who {
            deed.change(loaded.ticket(), Field::Assignee, who.as_str());
        }
        deed.entry.body.clone_from(&message);
        Ok(deed)
    })
}

/// Puts tickets back: nobody has them.
pub fn unassign(writer: &Writer, places: &[Place]) -> Result<Outcome, OpsError> {
    let name = |done: &[super::Done]| format!("unassign {}", act::ids(done));
    act::perform(writer, places, name, |loaded| {
        let mut deed = Deed::new(writer, loaded.ticket(), EntryKind::Event);
        deed.change(loaded.ticket(), Field::Assignee, Value::Null);
        Ok(deed)
    })
}
