//! One ticket goes on in another: a pointer, undone by `git revert`.

use super::{Deed, OpsError, Outcome, Writer, act, close, link};
use crate::desk::Place;
use crate::model::{EntryKind, Field, Link, LinkKind, Resolution, Status};

/// Closes a ticket whose matter goes on in another one.
pub fn merge(writer: &Writer, place: &Place, into: &Place, message: &str) -> Result<Outcome, OpsError> {
    if place.id == into.id {
        return Err(OpsError::Itself { id: into.id.clone() });
    }
    let target = act::load(writer.desk, into)?;
    // A ring of mergers would leave the matter nowhere.
    if target.ticket().links.contains(&Link { kind: LinkKind::MergedInto, to: place.id.clone() }) {
        return Err(OpsError::Malformed {
            text: into.id.to_string(),
            wanted: "a ticket to merge into: it is merged into this one",
        });
    }
    let pointer = Link { kind: LinkKind::MergedInto, to: into.id.clone() };
    let message = super::fields::body(message)?;
    act::perform(
        writer,
        std::slice::from_ref(place),
        |_| format!("merge {} into {}", place.id, into.id),
        |loaded| {
            let ticket = loaded.ticket();
            let mut deed = Deed::new(writer, ticket, EntryKind::Event);
            close::finish(writer, loaded, Status::Closed, Some(Resolution::Merged.as_str()), &mut deed)?;
            if !ticket.links.contains(&pointer) {
                deed.change(ticket, Field::Links, link::with(&ticket.links, &pointer));
            }
            deed.entry.body.clone_from(&message);
            Ok(deed)
        },
    )
}
