//! The knowledge base as reports see it.

use crate::model::Instant;

/// An article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its id, `KB-` and more.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was written, where it says so.
    pub created: Option<Instant>,
}
