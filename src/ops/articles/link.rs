//! Which articles answer a ticket: the ticket says so, and nothing else does.

use crate::desk::Place;
use crate::model::{ArticleId, EntryKind, Field, Ticket, Value};
use crate::ops::{Deed, OpsError, Outcome, Writer, act};

/// Says that articles answer a ticket.
pub fn link(writer: &Writer, place: &Place, articles: &[ArticleId]) -> Result<Outcome, OpsError> {
    act::perform(
        writer,
        std::slice::from_ref(place),
        |_| format!("link {} {}", place.id, named(articles)),
        |loaded| {
            let mut deed = Deed::new(writer, loaded.ticket(), EntryKind::Event);
            add(&mut deed, loaded.ticket(), articles);
            Ok(deed)
        },
    )
}

/// Says that articles do not answer a ticket.
pub fn unlink(writer: &Writer, place: &Place, articles: &[ArticleId]) -> Result<Outcome, OpsError> {
    act::perform(
        writer,
        std::slice::from_ref(place),
        |_| format!("unlink {} {}", place.id, named(articles)),
        |loaded| {
            let ticket = loaded.ticket();
            let is_gone = |id: &&ArticleId| !ticket.articles.iter().any(|known| known == id.as_str());
            if let Some(missing) = articles.iter().find(is_gone) {
                return Err(OpsError::NoLink {
                    id: ticket.id.clone(),
                    link: missing.to_string(),
                    links: ticket.articles.clone(),
                });
            }
            let mut deed = Deed::new(writer, ticket, EntryKind::Event);
            let kept = ticket
                .articles
                .iter()
                .filter(|known| !articles.iter().any(|id| id.as_str() == known.as_str()));
            deed.change(ticket, Field::Articles, value(&kept.cloned().collect::<Vec<String>>()));
            Ok(deed)
        },
    )
}

/// Adds to a deed that articles answer the ticket.
pub fn add(deed: &mut Deed, ticket: &Ticket, articles: &[ArticleId]) {
    let all = articles.iter().fold(ticket.articles.clone(), |all, id| with(&all, id.as_str()));
    deed.change(ticket, Field::Articles, value(&all));
}

/// Returns a list with one more item, once, at its place in the alphabet where the list is in order: two people's
/// additions merge then.
pub(super) fn with(items: &[String], item: &str) -> Vec<String> {
    let mut items = items.to_vec();
    if !items.iter().any(|known| known == item) {
        let at = match items.is_sorted() {
            true => items.partition_point(|other| other.as_str() < item),
            false => items.len(),
        };
        items.insert(at, item.to_owned());
    }
    items
}

fn value(items: &[String]) -> Value {
    if items.is_empty() { Value::Null } else { items.iter().map(String::as_str).collect() }
}

fn named(articles: &[ArticleId]) -> String {
    match articles {
        [one] => one.to_string(),
        many => format!("{} articles", many.len()),
    }
}
