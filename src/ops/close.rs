//! The end of a ticket, and its second life.

use super::{Deed, Loaded, OpsError, Outcome, Writer, act, articles, fields};
use crate::desk::Place;
use crate::model::{ArticleId, Category, EntryKind, Field, Resolution, Status, Value};

/// Solves tickets: answered, and the requester may object. The articles that answer are linked in the same act.
pub fn solve(
    writer: &Writer,
    places: &[Place],
    resolution: Option<&str>,
    message: &str,
    articles: &[ArticleId],
) -> Result<Outcome, OpsError> {
    end(writer, places, (Status::Solved, "solve"), resolution, message, articles)
}

/// Closes tickets: over. The articles that answer are linked in the same act.
pub fn close(
    writer: &Writer,
    places: &[Place],
    resolution: Option<&str>,
    message: &str,
    articles: &[ArticleId],
) -> Result<Outcome, OpsError> {
    end(writer, places, (Status::Closed, "close"), resolution, message, articles)
}

/// Opens done tickets again.
pub fn reopen(writer: &Writer, places: &[Place], message: &str) -> Result<Outcome, OpsError> {
    let message = fields::body(message)?;
    act::perform(
        writer,
        places,
        |done| format!("reopen {}", act::ids(done)),
        |loaded| {
            let ticket = loaded.ticket();
            if !is_done(writer, loaded) {
                return Err(OpsError::NotDone { id: ticket.id.clone(), status: ticket.status.to_string() });
            }
            fields::may_move(&writer.desk.config, ticket, Status::Open.as_str())?;
            let mut deed = Deed::new(writer, ticket, EntryKind::Event);
            deed.change(ticket, Field::Status, Status::Open.as_str());
            deed.change(ticket, Field::Resolution, Value::Null);
            deed.change(ticket, Field::Until, Value::Null);
            deed.entry.body.clone_from(&message);
            Ok(deed)
        },
    )
}

/// Adds to a deed that the ticket is done. Closing a solved ticket keeps its resolution, unless one is given.
pub fn finish(
    writer: &Writer,
    loaded: &Loaded,
    to: Status,
    resolution: Option<&str>,
    deed: &mut Deed,
) -> Result<(), OpsError> {
    let ticket = loaded.ticket();
    if ticket.status == to && resolution.is_none() {
        return Err(OpsError::AlreadyDone { id: ticket.id.clone(), status: to.to_string() });
    }
    fields::may_move(&writer.desk.config, ticket, to.as_str())?;
    let kept = ticket.resolution.as_ref().filter(|_| is_done(writer, loaded)).map(Resolution::as_str);
    let resolution = resolution.or(kept).unwrap_or(Resolution::Solved.as_str());
    deed.change(ticket, Field::Status, to.as_str());
    deed.change(ticket, Field::Resolution, resolution);
    deed.change(ticket, Field::Until, Value::Null);
    Ok(())
}

fn end(
    writer: &Writer,
    places: &[Place],
    (to, verb): (Status, &str),
    resolution: Option<&str>,
    message: &str,
    articles: &[ArticleId],
) -> Result<Outcome, OpsError> {
    let resolution =
        resolution.map(|word| fields::word(&writer.desk.config, &Field::Resolution, word)).transpose()?;
    let message = fields::body(message)?;
    act::perform(
        writer,
        places,
        |done| format!("{verb} {}", act::ids(done)),
        |loaded| {
            let mut deed = Deed::new(writer, loaded.ticket(), EntryKind::Event);
            finish(writer, loaded, to.clone(), resolution.as_deref(), &mut deed)?;
            articles::link::add(&mut deed, loaded.ticket(), articles);
            deed.entry.body.clone_from(&message);
            Ok(deed)
        },
    )
}

fn is_done(writer: &Writer, loaded: &Loaded) -> bool {
    writer.desk.config.category(loaded.ticket().status.as_str()) == Category::Done
}
