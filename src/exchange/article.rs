//! An article as a record: one object of JSON on one line.

use indexmap::IndexMap;
use serde_json::{Map, json};

use super::ticket::parse;
use super::{RecordError, is_blank, text_of};
use crate::format::article::{compose, value};
use crate::format::{ArticleFile, with_unix_lines};
use crate::model::{Article, ArticleId, Value};

/// The keys of an article in the order in which they are written; `fields` and `path` follow.
const ORDER: [&str; 15] = [
    "id",
    "title",
    "body",
    "state",
    "audience",
    "lang",
    "owner",
    "labels",
    "environment",
    "synonyms",
    "translation_of",
    "covers",
    "created",
    "reviewed",
    "superseded_by",
];

/// A line as read.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleRecord {
    /// The article as a file.
    pub file: ArticleFile,
    /// The line gave it its id.
    pub has_id: bool,
    /// Where it was, below the desk's folder.
    pub path: Option<String>,
    /// Keys that are none of ours, kept as other fields.
    pub unknown: Vec<String>,
}

/// Reads a line. An article without an id gets `id`.
pub fn read(line: &str, id: &ArticleId) -> Result<ArticleRecord, RecordError> {
    let mut keys = parse(line)?;
    keys.shift_remove("record");
    let has_id = !keys.get("id").is_none_or(is_blank);
    if !has_id {
        keys.insert("id".to_owned(), id.as_str().into());
    }
    if keys.get("title").is_none_or(is_blank) {
        return Err(RecordError::Missing("title"));
    }
    let path = keys.shift_remove("path").and_then(|path| path.as_str().map(str::to_owned));
    let mut fields: IndexMap<String, Value> = match keys.shift_remove("fields") {
        None => IndexMap::new(),
        Some(Value::Object(fields)) => fields.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        Some(other) => return Err(RecordError::bad_value("fields", &other, "an object of other fields")),
    };
    if let Some(key) = fields.keys().find(|key| ORDER.contains(&key.as_str())) {
        return Err(RecordError::BuiltIn(key.clone()));
    }
    let mut unknown = Vec::new();
    for (key, value) in &keys {
        if ORDER.contains(&key.as_str()) {
            continue;
        }
        if fields.insert(key.clone(), value.clone()).is_some() {
            return Err(RecordError::Twice(key.clone()));
        }
        unknown.push(key.clone());
    }
    let body = keys.get("body").cloned().unwrap_or_default();
    let body = text_of(&body).ok_or_else(|| RecordError::bad_value("body", &body, "one text"))?;
    let body = with_unix_lines(&body.unwrap_or_default());
    let value = |key: &str| keys.get(key).filter(|value| !is_blank(value)).cloned().unwrap_or_default();
    let text = compose(value, &fields, &body);
    let file = ArticleFile::read(text).map_err(|problem| RecordError::Unkept(problem.to_string()))?;
    if file.article.body != body || file.article.fields != fields {
        return Err(RecordError::Unkept("it would read otherwise".to_owned()));
    }
    Ok(ArticleRecord { file, has_id, path, unknown })
}

/// Writes an article as one line, with its newline.
pub fn write(article: &Article, path: &str) -> Vec<u8> {
    let mut map = Map::new();
    map.insert("record".to_owned(), json!("article"));
    for key in ORDER {
        let value = if key == "body" { json!(article.body) } else { value(article, key) };
        if !is_blank(&value) || key == "title" {
            map.insert(key.to_owned(), value);
        }
    }
    if !article.fields.is_empty() {
        map.insert("fields".to_owned(), json!(article.fields));
    }
    map.insert("path".to_owned(), json!(path));
    let mut line = Value::Object(map).to_string().into_bytes();
    line.push(b'\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let id: ArticleId = "KB-0000".parse().unwrap();
        let line = r#"{"record":"article","id":"KB-4w9xp2","title":"Reset: SSO","body":"---\nnot: front\n---","state":"validated","audience":"public","labels":["a, b"],"covers":["src/**"],"reviewed":{"at":"2026-01-01T00:00:00Z","commit":"1234567"},"fields":{"weight":3},"path":"kb/a.md"}"#;
        let record = read(line, &id).unwrap();
        assert!(record.has_id);
        let written = write(&record.file.article, record.path.as_deref().unwrap());
        assert_eq!(String::from_utf8(written).unwrap(), format!("{line}\n"));
    }

    #[test]
    fn what_cannot_be_kept_is_named() {
        let id: ArticleId = "KB-0000".parse().unwrap();
        let check =
            |line: &str, expected: &str| assert_eq!(read(line, &id).unwrap_err().to_string(), expected);
        check(r#"{"record":"article"}"#, "`title` is missing");
        check(
            r#"{"record":"article","title":"x","id":"HD-0000"}"#,
            "it cannot be kept as it is: `id` cannot hold `HD-0000`: it takes an id such as `KB-4w9xp2`",
        );
        let record = read(r#"{"record":"article","title":"x","mood":"good"}"#, &id).unwrap();
        assert_eq!((record.file.article.id, record.unknown), (id, vec!["mood".to_owned()]));
    }
}
