//! Whether each file is where its name and its content say.

use std::collections::BTreeMap;

use super::finding::{Finding, Problem};
use super::lines;
use super::survey::Survey;
use crate::desk::{Files, Place, layout};
use crate::model::{Field, TicketId};

/// Finds ids used twice, tickets in the folder of another month, and files without their ticket.
pub(super) fn find(survey: &Survey, findings: &mut Vec<Finding>) {
    let with_ticket = || survey.inventory.tickets.iter().filter(|(_, files)| files.ticket);
    let mut first: BTreeMap<&TicketId, &Place> = BTreeMap::new();
    for (place, _) in with_ticket() {
        match first.get(&place.id) {
            Some(other) => {
                let problem = Problem::Twice { first: other.path() };
                findings.push(Finding::new(place.path(), problem).of(&place.id));
            }
            None => {
                first.insert(&place.id, place);
            }
        }
    }
    for (place, files) in survey.inventory.tickets.iter().filter(|(_, files)| !files.ticket) {
        findings.push(orphan(place, files, first.get(&place.id).copied()));
    }
    for found in survey.tickets.values() {
        let month = layout::month(found.file.ticket.created);
        if month != found.place.month {
            let line = lines::of_field(&found.file.text, &Field::Created);
            let problem = Problem::WrongMonth { month };
            findings.push(Finding::new(found.place.path(), problem).at(line).of(&found.place.id));
        }
    }
}

fn orphan(place: &Place, files: &Files, ticket: Option<&Place>) -> Finding {
    let path = match files.entries.first() {
        Some(stamp) => layout::entry(&place.month, &place.id, stamp),
        None if files.packed => layout::thread(&place.month, &place.id),
        None => layout::attachments(&place.month, &place.id),
    };
    let count = files.entries.len() + usize::from(files.packed) + usize::from(files.attachments);
    let problem = Problem::NoTicket { files: count, elsewhere: ticket.map(Place::path) };
    Finding::new(path, problem).of(&place.id)
}
