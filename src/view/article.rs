//! Articles as JSON.

use serde_json::{Map, Value, json};

use super::SCHEMA;
use crate::desk::FoundArticle;
use crate::format::article::value;
use crate::model::{Article, write_instant};
use crate::ops::articles::ask::{Asked, Passage};
use crate::ops::articles::find::Listed;
use crate::ops::articles::stale::{Stale, Why, last_review};
use crate::ops::articles::suggest::Suggestions;
use crate::ops::articles::uses::Uses;

/// The fields of an article, with what they are.
pub const FIELDS: [(&str, &str); 18] = [
    ("id", "the article's id"),
    ("title", "one line that says what it answers"),
    ("state", "how far it can be trusted: `draft`, `validated`, `archived`"),
    ("audience", "whom it may be shown to: `internal`, `public`"),
    ("lang", "its language, or null"),
    ("owner", "who sees that it stays right, or null"),
    ("created", "when it was made, RFC 3339, or null"),
    ("reviewed", "when somebody last found it right, by a review or by its use, RFC 3339, or null"),
    ("labels", "list of words"),
    ("environment", "list of where it holds"),
    ("covers", "list of patterns of the code it describes"),
    ("synonyms", "list of other words for what it is about"),
    ("superseded_by", "the article that took its place, or null"),
    ("translation_of", "the article it says in another language, or null"),
    ("uses", "how many tickets name it"),
    ("path", "its file, relative to the desk's folder"),
    ("fields", "its other fields, as an object"),
    ("body", "Markdown (only `kb show`)"),
];

/// The fields of what `ask` and `kb search` find, with what they are.
pub const PASSAGE: [(&str, &str); 5] = [
    ("id", "the article's id"),
    ("title", "its title"),
    ("path", "its file, relative to the desk's folder"),
    ("score", "how well it answers, up to 1"),
    ("snippet", "the passage with the words; what `ask` prints has `passage`, the part that answers"),
];

/// Returns an article of a list as JSON.
pub fn json(listed: &Listed<'_>) -> Map<String, Value> {
    let reviewed = listed.reviewed.map(write_instant);
    object(listed.found, reviewed, listed.uses)
}

/// Returns an article with its text as JSON.
pub fn whole(found: &FoundArticle, uses: &Uses) -> Map<String, Value> {
    let reviewed = last_review(found, uses).map(write_instant);
    let mut object = object(found, reviewed, uses.count(&found.article().id));
    object.insert("body".to_owned(), json!(found.article().body));
    object
}

fn object(found: &FoundArticle, reviewed: Option<String>, uses: usize) -> Map<String, Value> {
    let article = found.article();
    let field = |(key, _): &(&str, &str)| {
        let value = match *key {
            "reviewed" => json!(reviewed),
            "uses" => json!(uses),
            "path" => json!(found.path),
            "fields" => json!(article.fields),
            "labels" => json!(article.labels),
            "environment" => json!(article.environment),
            "covers" => json!(article.covers),
            "synonyms" => json!(article.synonyms),
            key => value(article, key),
        };
        ((*key).to_owned(), value)
    };
    FIELDS.iter().filter(|(key, _)| *key != "body").map(field).collect()
}

/// Returns what a search found as JSON.
pub fn hit(passage: &Passage) -> Map<String, Value> {
    let article = passage.found.article();
    let values = [
        json!(article.id),
        json!(article.title),
        json!(passage.found.path),
        score(passage.score),
        json!(passage.text),
    ];
    PASSAGE.iter().map(|(key, _)| (*key).to_owned()).zip(values).collect()
}

/// Returns an answer as JSON.
pub fn asked(asked: &Asked) -> Value {
    let item = |passage: &Passage| {
        let article = passage.found.article();
        json!({
            "id": article.id,
            "title": article.title,
            "path": passage.found.path,
            "score": score(passage.score),
            "passage": passage.text,
        })
    };
    let items: Vec<Value> = asked.items.iter().filter(|_| asked.is_answered).map(item).collect();
    json!({"schema": SCHEMA, "answered": asked.is_answered, "items": items})
}

/// Returns what may already answer a ticket as JSON.
pub fn suggestions(suggestions: &Suggestions) -> Map<String, Value> {
    let articles: Vec<Value> = suggestions.articles.iter().map(|item| {
        let article = item.found.article();
        json!({"id": article.id, "title": article.title, "score": score(item.score), "shared": item.shared})
    }).collect();
    let tickets: Vec<Value> = suggestions
        .tickets
        .iter()
        .map(|item| {
            let ticket = &item.record.ticket;
            json!({
                "id": ticket.id,
                "title": ticket.title,
                "status": ticket.status.as_str(),
                "score": score(item.score),
                "shared": item.shared,
            })
        })
        .collect();
    [("articles".to_owned(), Value::Array(articles)), ("tickets".to_owned(), Value::Array(tickets))]
        .into_iter()
        .collect()
}

/// Returns an article that may no longer be right as JSON.
pub fn stale(stale: &Stale<'_>) -> Map<String, Value> {
    let article: &Article = stale.found.article();
    let (why, commits, commit, path) = match &stale.why {
        Why::Code(moved) => ("code", Some(moved.commits), moved.last.clone(), moved.path.clone()),
        Why::Days(_) => ("days", None, None, None),
        Why::Never => ("never", None, None, None),
    };
    let object = json!({
        "id": article.id,
        "title": article.title,
        "path": stale.found.path,
        "reviewed": stale.reviewed.map(write_instant),
        "why": why,
        "commits": commits,
        "commit": commit,
        "changed": path,
    });
    object.as_object().cloned().unwrap_or_default()
}

fn score(score: f64) -> Value {
    json!((score * 1000.0).round() / 1000.0)
}
