//! The trailers that an act leaves in its commit, so that git finds it: `git log --grep 'Desk-Ticket: HD-7k3m2q'`.

use crate::model::{ArticleId, TicketId};

/// The key before the id of a ticket.
pub const TICKET: &str = "Desk-Ticket";
/// The key before the id of an article.
pub const ARTICLE: &str = "Desk-Article";

/// How many ids a commit names; one on more names the first.
const NAMED: usize = 50;

/// Returns the trailers of an act on tickets.
pub fn of_tickets<'i>(ids: impl IntoIterator<Item = &'i TicketId>) -> Vec<(String, String)> {
    named(TICKET, ids)
}

/// Returns the trailers of an act on articles.
pub fn of_articles<'i>(ids: impl IntoIterator<Item = &'i ArticleId>) -> Vec<(String, String)> {
    named(ARTICLE, ids)
}

fn named<I: ToString>(key: &str, ids: impl IntoIterator<Item = I>) -> Vec<(String, String)> {
    ids.into_iter().take(NAMED).map(|id| (key.to_owned(), id.to_string())).collect()
}
