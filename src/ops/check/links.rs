//! Whether links lead somewhere, and not in a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Finding, Problem};
use super::lines;
use super::survey::Survey;
use crate::desk::Found;
use crate::model::{Field, Link, LinkKind, TicketId};
use crate::nearest::nearest;

/// The kinds of links that may not lead back to where they began.
const STRAIGHT: [LinkKind; 2] = [LinkKind::Parent, LinkKind::MergedInto];

/// Finds links to nowhere, of no kind, to the ticket itself, and in circles.
pub(super) fn find(survey: &Survey, findings: &mut Vec<Finding>) {
    let with_ticket = survey.inventory.tickets.iter().filter(|(_, files)| files.ticket);
    let known: BTreeSet<&TicketId> = with_ticket.map(|(place, _)| &place.id).collect();
    for found in survey.tickets.values() {
        for (index, link) in found.file.ticket.links.iter().enumerate() {
            for problem in wrong(found, link, &known) {
                let line = lines::of_item(&found.file.text, &Field::Links, index);
                findings.push(Finding::new(found.place.path(), problem).at(line).of(&found.place.id));
            }
        }
    }
    for kind in STRAIGHT {
        circles(survey, &kind, findings);
    }
}

fn wrong(found: &Found, link: &Link, known: &BTreeSet<&TicketId>) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let LinkKind::Other(word) = &link.kind {
        let near = nearest(word, LinkKind::KNOWN.iter().map(LinkKind::as_str)).map(str::to_owned);
        problems.push(Problem::UnknownLink { kind: link.kind.clone(), near });
    }
    if link.to == found.place.id {
        problems.push(Problem::LinkToItself { kind: link.kind.clone() });
    } else if !known.contains(&link.to) {
        problems.push(Problem::NoSuchTicket { link: link.to_string(), to: link.to.clone() });
    }
    problems
}

/// Names each circle once, at its first ticket.
fn circles(survey: &Survey, kind: &LinkKind, findings: &mut Vec<Finding>) {
    let mut targets: BTreeMap<&TicketId, Vec<&TicketId>> = BTreeMap::new();
    for found in survey.tickets.values() {
        let links = found.file.ticket.links.iter();
        let to = links.filter(|link| link.kind == *kind && link.to != found.place.id).map(|link| &link.to);
        targets.entry(&found.place.id).or_default().extend(to);
    }
    strip(&mut targets);
    while let Some((start, _)) = targets.first_key_value() {
        let way = circle(start, &targets);
        for id in &way {
            targets.remove(id);
        }
        strip(&mut targets);
        let Some(found) = survey.tickets.values().find(|found| way.first() == Some(&found.place.id)) else {
            continue;
        };
        let to = way.get(1);
        let is_it = |link: &Link| link.kind == *kind && Some(&link.to) == to;
        let index = found.file.ticket.links.iter().position(is_it).unwrap_or_default();
        let line = lines::of_item(&found.file.text, &Field::Links, index);
        let problem = Problem::Circle { kind: kind.clone(), way };
        findings.push(Finding::new(found.place.path(), problem).at(line).of(&found.place.id));
    }
}

/// Takes away every ticket from which the links come to an end; what stays leads to a circle for ever.
fn strip(targets: &mut BTreeMap<&TicketId, Vec<&TicketId>>) {
    loop {
        let before = targets.len();
        let present: BTreeSet<TicketId> = targets.keys().map(|id| (*id).clone()).collect();
        for to in targets.values_mut() {
            to.retain(|id| present.contains(*id));
        }
        targets.retain(|_, to| !to.is_empty());
        if targets.len() == before {
            return;
        }
    }
}

/// Follows links from a ticket until one comes again; begins and ends with the smallest of the circle.
fn circle(start: &TicketId, targets: &BTreeMap<&TicketId, Vec<&TicketId>>) -> Vec<TicketId> {
    let mut way: Vec<&TicketId> = vec![start];
    while let Some(next) = way.last().and_then(|id| targets.get(*id)?.first()) {
        if let Some(at) = way.iter().position(|id| id == next) {
            way.drain(..at);
            break;
        }
        way.push(next);
    }
    let smallest = way.iter().enumerate().min_by_key(|(_, id)| **id).map_or(0, |(at, _)| at);
    way.rotate_left(smallest);
    way.extend(way.first().copied());
    way.into_iter().cloned().collect()
}
