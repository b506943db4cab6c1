//! How often an article was of use: computed from the tickets that name it, stored nowhere.

use std::collections::HashMap;

use crate::desk::cache::{Record, Records};
use crate::model::{ArticleId, Field, Instant, TicketId, Value};
use crate::ops::Finder;

/// The use of each article.
#[derive(Debug, Default)]
pub struct Uses(HashMap<ArticleId, Use>);

/// The use of an article.
#[derive(Clone, Debug, Default)]
pub struct Use {
    /// The tickets that name it, the oldest first.
    pub tickets: Vec<TicketId>,
    /// When it was last linked to one; that somebody solves with it says that it is right (KCS: reuse is review).
    pub last: Option<Instant>,
}

impl Uses {
    /// Counts the use of all articles.
    pub fn of(finder: &Finder<'_>) -> Uses {
        let mut uses: HashMap<ArticleId, Use> = HashMap::new();
        for record in &finder.records.all {
            for name in &record.ticket.articles {
                let Ok(id) = name.parse::<ArticleId>() else { continue };
                let last = linked(&finder.records, record, name);
                let present = uses.entry(id).or_default();
                present.tickets.push(record.ticket.id.clone());
                present.last = present.last.max(last);
            }
        }
        Uses(uses)
    }

    /// Returns the use of an article.
    pub fn get(&self, id: &ArticleId) -> Option<&Use> {
        self.0.get(id)
    }

    /// Returns how many tickets name an article.
    pub fn count(&self, id: &ArticleId) -> usize {
        self.get(id).map_or(0, |use_| use_.tickets.len())
    }
}

/// Returns when an article was linked to a ticket: by its thread, else when the ticket was made.
fn linked(records: &Records, record: &Record, name: &str) -> Option<Instant> {
    let has = |value: &Value| match value {
        Value::Array(items) => items.iter().any(|item| item.as_str() == Some(name)),
        Value::String(text) => text == name,
        _ => false,
    };
    let (thread, _) = records.thread(record);
    let changes = thread.changes().filter(|(_, change)| change.field == Field::Articles);
    let links = changes.filter(|(_, change)| has(&change.new) && !has(&change.old));
    links.map(|(entry, _)| entry.at).max().or(Some(record.ticket.created))
}
