//! Ties between tickets, stored on one side.

use super::{Deed, OpsError, Outcome, Writer, act};
use crate::desk::Place;
use crate::model::{EntryKind, Field, Link, LinkKind, TicketId, Value};

/// Ties a ticket to another.
pub fn link(writer: &Writer, place: &Place, kind: LinkKind, to: &TicketId) -> Result<Outcome, OpsError> {
    if place.id == *to {
        return Err(OpsError::Itself { id: to.clone() });
    }
    let link = Link { kind, to: to.clone() };
    act::perform(
        writer,
        std::slice::from_ref(place),
        |_| format!("link {} {link}", place.id),
        |loaded| {
            let ticket = loaded.ticket();
            let mut deed = Deed::new(writer, ticket, EntryKind::Event);
            if !ticket.links.contains(&link) {
                deed.change(ticket, Field::Links, with(&ticket.links, &link));
            }
            Ok(deed)
        },
    )
}

/// Removes a tie, of one kind or of every kind.
pub fn unlink(
    writer: &Writer,
    place: &Place,
    kind: Option<LinkKind>,
    to: &TicketId,
) -> Result<Outcome, OpsError> {
    act::perform(
        writer,
        std::slice::from_ref(place),
        |_| format!("unlink {} {to}", place.id),
        |loaded| {
            let ticket = loaded.ticket();
            let goes = |link: &&Link| link.to == *to && kind.as_ref().is_none_or(|kind| link.kind == *kind);
            if !ticket.links.iter().any(|link| goes(&link)) {
                let link = kind.as_ref().map_or(to.to_string(), |kind| format!("{kind} {to}"));
                let links = ticket.links.iter().map(Link::to_string).collect();
                return Err(OpsError::NoLink { id: ticket.id.clone(), link, links });
            }
            let mut deed = Deed::new(writer, ticket, EntryKind::Event);
            let kept: Vec<Link> = ticket.links.iter().filter(|link| !goes(link)).cloned().collect();
            deed.change(ticket, Field::Links, value(&kept));
            Ok(deed)
        },
    )
}

/// Returns a ticket's links with one more, as a field's value.
pub fn with(links: &[Link], link: &Link) -> Value {
    let mut links = links.to_vec();
    links.push(link.clone());
    value(&links)
}

fn value(links: &[Link]) -> Value {
    if links.is_empty() {
        Value::Null
    } else {
        links.iter().map(|link| Value::from(link.to_string())).collect()
    }
}
