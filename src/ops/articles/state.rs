//! How far an article can be trusted, and whom it may be shown to.

use super::{ArticleOutcome, perform, review_of};
use crate::desk::FoundArticle;
use crate::knowledge::{resolution, sections};
use crate::model::{ArticleId, ArticleState, Audience, Value};
use crate::ops::{OpsError, Writer};

/// Says that somebody has made sure articles are right. An article without a resolution cannot be.
pub fn validate(writer: &Writer, articles: &[FoundArticle]) -> Result<ArticleOutcome, OpsError> {
    let review = review_of(writer);
    perform(writer, articles, "validate", |article| {
        if resolution(&sections(&article.body)).is_none() {
            return Err(OpsError::NoArticleResolution { id: article.id.clone() });
        }
        Ok(vec![("state", ArticleState::Validated.as_str().into()), ("reviewed", review.clone())])
    })
}

/// Shows articles to everybody. Only what is validated may be.
pub fn publish(writer: &Writer, articles: &[FoundArticle]) -> Result<ArticleOutcome, OpsError> {
    perform(writer, articles, "publish", |article| {
        if article.state != ArticleState::Validated {
            return Err(OpsError::NotValidated { id: article.id.clone(), state: article.state.to_string() });
        }
        Ok(vec![("audience", Audience::Public.as_str().into())])
    })
}

/// Shows articles to the team only.
pub fn withdraw(writer: &Writer, articles: &[FoundArticle]) -> Result<ArticleOutcome, OpsError> {
    perform(writer, articles, "publish --internal", |_| {
        Ok(vec![("audience", Audience::Internal.as_str().into())])
    })
}

/// Says that articles are no longer of use, and which one takes their place.
pub fn archive(
    writer: &Writer,
    articles: &[FoundArticle],
    successor: Option<&ArticleId>,
) -> Result<ArticleOutcome, OpsError> {
    perform(writer, articles, "archive", |article| {
        if successor == Some(&article.id) {
            return Err(OpsError::Malformed {
                text: article.id.to_string(),
                wanted: "another article: nothing takes its own place",
            });
        }
        let mut values = vec![("state", Value::from(ArticleState::Archived.as_str()))];
        values.extend(successor.map(|id| ("superseded_by", Value::from(id.as_str()))));
        Ok(values)
    })
}
