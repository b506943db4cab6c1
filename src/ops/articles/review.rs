//! That somebody read an article and found it right, at the code of now.

use super::{ArticleOutcome, perform, review_of};
use crate::desk::FoundArticle;
use crate::ops::{OpsError, Writer};

/// Renews the review of articles.
pub fn review(writer: &Writer, articles: &[FoundArticle]) -> Result<ArticleOutcome, OpsError> {
    let review = review_of(writer);
    perform(writer, articles, "review", |_| Ok(vec![("reviewed", review.clone())]))
}
