//! Which articles fit a query, in which order.

use std::collections::BTreeSet;

use super::stale::last_review;
use super::uses::Uses;
use crate::desk::FoundArticle;
use crate::format::article;
use crate::model::{Field, Instant, Person, Value};
use crate::ops::{Finder, OpsError};
use crate::query::{self, Fact, InUse, Phrase, Query, Subject, Terms, Values};
use crate::sla::State;

/// The order of lists.
const ORDER: &str = "sort:title,id";

/// An article with what is computed of it.
#[derive(Debug)]
pub struct Listed<'a> {
    /// The article.
    pub found: &'a FoundArticle,
    /// How many tickets name it.
    pub uses: usize,
    /// When somebody last found it right.
    pub reviewed: Option<Instant>,
    /// Values as a query wants them, by their keys.
    values: Vec<(&'static str, Value)>,
}

/// Finds the articles that fit a query, in its order, else by their titles.
pub fn find<'a>(
    finder: &Finder<'_>,
    me: Option<&Person>,
    articles: &'a [FoundArticle],
    query: &Query,
) -> Result<Vec<Listed<'a>>, OpsError> {
    let uses = Uses::of(finder);
    let wrong = |error| OpsError::Query(Box::new(error));
    let query = match query.is_sorted() {
        true => query.clone(),
        false => Query { sort: query::parse(ORDER).map_err(wrong)?.sort, ..query.clone() },
    };
    let in_use = Used(articles);
    let terms =
        Terms { config: finder.config, now: finder.now, me, in_use: &in_use, subject: Subject::Articles };
    let plan = query::resolve(&query, &terms).map_err(wrong)?;
    let listed = articles.iter().map(|found| listed(found, &uses));
    let mut fitting: Vec<Listed<'a>> = listed.filter(|listed| plan.matches(listed)).collect();
    plan.sort(&mut fitting);
    Ok(fitting)
}

fn listed<'a>(found: &'a FoundArticle, uses: &Uses) -> Listed<'a> {
    let article = found.article();
    let count = uses.count(&article.id);
    let keys =
        ["state", "audience", "lang", "environment", "covers", "synonyms", "superseded_by", "translation_of"];
    let mut values: Vec<(&'static str, Value)> =
        keys.into_iter().map(|key| (key, article::value(article, key))).collect();
    values.push(("uses", count.into()));
    values.push(("path", found.path.as_str().into()));
    Listed { found, uses: count, reviewed: last_review(found, uses), values }
}

impl query::Record for Listed<'_> {
    fn value(&self, field: &Field) -> Values<'_> {
        let article = self.found.article();
        match field {
            Field::Id => Values::Text(article.id.as_str()),
            Field::Title => Values::Text(&article.title),
            Field::Body => Values::Text(&article.body),
            Field::Labels => Values::Texts(&article.labels),
            Field::Created => article.created.map_or(Values::None, Values::Instant),
            Field::Custom(key) if key == "owner" => {
                article.owner.as_ref().map_or(Values::None, Values::Person)
            }
            Field::Custom(key) if key == "reviewed" => self.reviewed.map_or(Values::None, Values::Instant),
            Field::Custom(key) => {
                let own = self.values.iter().find(|(name, _)| name == key).map(|(_, value)| value);
                own.or_else(|| article.fields.get(key)).map_or(Values::None, Values::Json)
            }
            _ => Values::None,
        }
    }

    fn updated(&self) -> Instant {
        self.reviewed.or(self.found.article().created).unwrap_or_default()
    }

    fn closed(&self) -> Option<Instant> {
        None
    }

    fn is(&self, _: Fact) -> bool {
        false
    }

    fn sla(&self) -> Option<State> {
        None
    }

    fn holds(&self, phrase: &Phrase) -> bool {
        phrase.is_in(&self.found.article().title) || phrase.is_in(&self.found.article().body)
    }
}

/// The words that articles use.
struct Used<'a>(&'a [FoundArticle]);

impl InUse for Used<'_> {
    fn words(&self, field: &Field) -> BTreeSet<String> {
        let Field::Custom(key) = field else { return BTreeSet::new() };
        self.0
            .iter()
            .filter_map(|found| found.article().fields.get(key))
            .map(|value| match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            })
            .collect()
    }

    fn keys(&self) -> BTreeSet<String> {
        self.0.iter().flat_map(|found| found.article().fields.keys().cloned()).collect()
    }
}
