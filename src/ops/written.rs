//! New files, read again before anybody may write them: a value too long for a front matter would be a broken file.

use super::OpsError;
use crate::format::{Problem, TicketFile, entry, ticket};
use crate::model::{Entry, Ticket};

/// Writes a new ticket's file.
pub fn ticket(new: &Ticket) -> Result<Vec<u8>, OpsError> {
    let text = ticket::write(new);
    TicketFile::read(text.clone()).map_err(|problem| unreadable("the ticket", problem))?;
    Ok(text.into_bytes())
}

/// Writes an entry's file.
pub fn entry(new: &Entry) -> Result<Vec<u8>, OpsError> {
    let text = entry::write(new);
    entry::read(&text).map_err(|problem| unreadable("the entry", problem))?;
    Ok(text.into_bytes())
}

fn unreadable(what: &str, problem: Problem) -> OpsError {
    OpsError::Unreadable { what: what.to_owned(), problem }
}
