//! An article's file: front matter and Markdown.
//!
//! Whatever Markdown a team has already is an article once it has an id: every other key may be missing, and the
//! title may be the first heading.

use indexmap::IndexMap;
use serde_json::{Map, json};

use super::edit::{self, EditError, written_body, written_key};
use super::front::{FrontMatter, Key};
use super::problem::{Problem, ProblemKind};
use super::ticket::bad_value;
use crate::model::{
    Article, ArticleId, ArticleState, Audience, Instant, Person, Review, Value, read_instant, write_instant,
};

/// The keys that a new file keeps apart from the one above, so that git merges changes to both.
const APART: [&str; 9] =
    ["title", "state", "owner", "reviewed", "labels", "environment", "covers", "synonyms", "superseded_by"];

/// An article with the text it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleFile {
    /// The text of the file, as it is.
    pub text: String,
    /// What it says.
    pub article: Article,
    /// The line of each key, from 1.
    pub lines: IndexMap<String, usize>,
    /// The line on which the body begins, from 1.
    pub body_line: usize,
    /// What it says in a way that YAML reads otherwise.
    pub remarks: Vec<Problem>,
}

impl ArticleFile {
    /// Reads an article's file.
    pub fn read(text: String) -> Result<ArticleFile, Problem> {
        let front = FrontMatter::read(&text)?;
        let missing = || Problem::new(1, ProblemKind::Missing("id".to_owned()));
        let id = front.key("id").filter(|key| !key.value.is_null()).ok_or_else(missing)?;
        let id = id_of(id)?.ok_or_else(missing)?;
        let mut article = Article::new(id, "");
        for key in &front.keys {
            take(&mut article, key)?;
        }
        article.body = front.body();
        if article.title.is_empty() {
            article.title = first_heading(&article.body).unwrap_or_default();
        }
        let lines = front.keys.iter().map(|key| (key.name.clone(), key.line)).collect();
        let before = &text[..front.rest.start];
        let is_parted = text[front.rest.clone()].starts_with(['\n', '\r']);
        let body_line = before.matches('\n').count() + 1 + usize::from(is_parted);
        let remarks = front.remarks;
        Ok(ArticleFile { text, article, lines, body_line, remarks })
    }

    /// Returns the text with fields set, each in its own lines; `Null` empties one.
    pub fn edited(&self, values: &[(&str, Value)]) -> Result<String, EditError> {
        values.iter().try_fold(self.text.clone(), |text, (key, value)| edit::set(&text, key, value))
    }
}

/// Writes a new article's file. The order of keys and the blank lines are part of the format.
pub fn write(article: &Article) -> String {
    compose(|key| value(article, key), &article.fields, &article.body)
}

/// Writes a new article's file from the values of its keys, whatever they are: reading it tells whether they fit.
pub fn compose(value: impl Fn(&str) -> Value, fields: &IndexMap<String, Value>, body: &str) -> String {
    let mut text = String::from("---\n");
    for key in Article::KEYS {
        if APART.contains(&key) {
            text.push('\n');
        }
        text.push_str(&written_key(key, &value(key), "\n"));
    }
    for (key, value) in fields {
        text.push('\n');
        text.push_str(&written_key(key, value, "\n"));
    }
    text.push_str("---\n");
    text.push_str(&written_body(body, "\n"));
    text
}

/// Returns a Markdown text with an id, and nothing else, added to it: a line of its front matter, or a front matter
/// where there is none.
///
/// # Errors
///
/// Where the front matter cannot be read, or has an `id` already.
pub fn with_id(text: &str, id: &ArticleId) -> Result<String, Problem> {
    let front = match FrontMatter::read(text) {
        Ok(front) => front,
        Err(Problem { kind: ProblemKind::NoFrontMatter, .. }) => {
            let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
            let newline = if text.lines().count() > 0 && text.contains("\r\n") { "\r\n" } else { "\n" };
            let (mark, rest) = text.split_at(mark);
            let gap = if rest.is_empty() { "" } else { newline };
            return Ok(format!("{mark}---{newline}id: {id}{newline}---{newline}{gap}{rest}"));
        }
        Err(problem) => return Err(problem),
    };
    if let Some(key) = front.key("id") {
        return match &key.value {
            Value::Null => {
                edit::set(text, "id", &Value::from(id.as_str())).map_err(|_| bad_value(key, "an id"))
            }
            _ => Err(bad_value(key, "an id such as `KB-4w9xp2`")),
        };
    }
    let at = front.span.start;
    Ok(format!("{}id: {id}{}{}", &text[..at], front.newline(), &text[at..]))
}

/// Returns the value of a built-in key as a file has it; `Null` where it is empty.
pub fn value(article: &Article, key: &str) -> Value {
    let optional = |text: Option<&str>| text.map_or(Value::Null, Value::from);
    let list = |items: &[String]| match items {
        [] => Value::Null,
        items => items.iter().map(String::as_str).collect(),
    };
    match key {
        "id" => article.id.as_str().into(),
        "title" => article.title.as_str().into(),
        "state" => article.state.as_str().into(),
        "audience" => article.audience.as_str().into(),
        "lang" => optional(article.lang.as_deref()),
        "owner" => optional(article.owner.as_ref().map(Person::as_str)),
        "created" => article.created.map_or(Value::Null, |at| write_instant(at).into()),
        "reviewed" => article.reviewed.as_ref().map_or(Value::Null, review),
        "labels" => list(&article.labels),
        "environment" => list(&article.environment),
        "covers" => list(&article.covers),
        "synonyms" => list(&article.synonyms),
        "superseded_by" => optional(article.superseded_by.as_ref().map(ArticleId::as_str)),
        "translation_of" => optional(article.translation_of.as_ref().map(ArticleId::as_str)),
        key => article.fields.get(key).cloned().unwrap_or(Value::Null),
    }
}

/// Returns a review as a file has it.
pub fn review(review: &Review) -> Value {
    let mut map = Map::new();
    map.insert("at".to_owned(), json!(write_instant(review.at)));
    map.extend(review.by.as_ref().map(|by| ("by".to_owned(), json!(by.as_str()))));
    map.extend(review.commit.as_ref().map(|commit| ("commit".to_owned(), json!(commit))));
    Value::Object(map)
}

fn take(article: &mut Article, key: &Key) -> Result<(), Problem> {
    match key.name.as_str() {
        "id" => {}
        "title" => article.title = text_of(key)?.unwrap_or_default(),
        "state" => article.state = text_of(key)?.map_or_else(Default::default, |it| ArticleState::new(&it)),
        "audience" => article.audience = text_of(key)?.map_or_else(Default::default, |it| Audience::new(&it)),
        "lang" => article.lang = text_of(key)?,
        "owner" => article.owner = text_of(key)?.map(Person::new),
        "created" => article.created = instant_of(key)?,
        "reviewed" => article.reviewed = review_of(key)?,
        "labels" => article.labels = texts_of(key)?,
        "environment" => article.environment = texts_of(key)?,
        "covers" => article.covers = texts_of(key)?,
        "synonyms" => article.synonyms = texts_of(key)?,
        "superseded_by" => article.superseded_by = id_of(key)?,
        "translation_of" => article.translation_of = id_of(key)?,
        "body" => return Err(Problem::new(key.line, ProblemKind::NotAField("body:".into()))),
        other => {
            article.fields.insert(other.to_owned(), key.value.clone());
        }
    }
    Ok(())
}

fn text_of(key: &Key) -> Result<Option<String>, Problem> {
    match (&key.value, &key.raw) {
        (Value::Null, _) => Ok(None),
        (Value::String(text), _) => Ok(Some(text.clone())),
        (Value::Bool(_) | Value::Number(_), Some(raw)) => Ok(Some(raw.clone())),
        _ => Err(bad_value(key, "one text")),
    }
}

/// Reads a list of texts; one line with commas means one, too.
fn texts_of(key: &Key) -> Result<Vec<String>, Problem> {
    let text = |item: &Value| match item {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(item.to_string()),
        _ => None,
    };
    match &key.value {
        Value::Array(items) => {
            let texts: Option<Vec<String>> = items.iter().filter(|it| !it.is_null()).map(text).collect();
            texts.ok_or_else(|| bad_value(key, "a list of texts"))
        }
        Value::Object(_) => Err(bad_value(key, "a list of texts")),
        _ => {
            let text = text_of(key)?.unwrap_or_default();
            Ok(text.split(',').map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect())
        }
    }
}

fn instant_of(key: &Key) -> Result<Option<Instant>, Problem> {
    let wanted = "a time such as `2026-11-23T09:12:44Z`";
    let read = |text: String| read_instant(&text).ok_or_else(|| bad_value(key, wanted));
    text_of(key)?.map(read).transpose()
}

fn id_of(key: &Key) -> Result<Option<ArticleId>, Problem> {
    let read = |text: String| text.parse().map_err(|_| bad_value(key, "an id such as `KB-4w9xp2`"));
    text_of(key)?.map(read).transpose()
}

fn review_of(key: &Key) -> Result<Option<Review>, Problem> {
    let wanted = "`{at: 2026-11-23T09:12:44Z, by: ann, commit: 1a2b3c4}`";
    let Value::Object(map) = &key.value else {
        return Ok(instant_of(key)?.map(|at| Review { at, by: None, commit: None }));
    };
    let text = |name: &str| match map.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(_) => Err(bad_value(key, wanted)),
    };
    let at = text("at")?.as_deref().and_then(read_instant).ok_or_else(|| bad_value(key, wanted))?;
    Ok(Some(Review { at, by: text("by")?.map(Person::new), commit: text("commit")? }))
}

fn first_heading(body: &str) -> Option<String> {
    let mut in_code = false;
    body.lines().find_map(|line| {
        in_code ^= line.starts_with("```") || line.starts_with("~~~");
        let title = line.strip_prefix("# ").filter(|_| !in_code)?;
        Some(title.trim().trim_end_matches('#').trim_end().to_owned()).filter(|title| !title.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = "---
id: KB-4w9xp2

title: Reset SSO

state: validated
audience: public
lang: en

owner: ann
created: 2026-11-23T09:12:44Z

reviewed: {at: \"2026-11-24T10:00:00Z\", by: ann, commit: \"1a2b3c4\"}

labels:
  - sso

environment:

covers:
  - src/auth/**

synonyms:

superseded_by:
translation_of:

weight: 3
---

## Issue

It loops.
";

    fn read(text: &str) -> Result<Article, String> {
        let read = ArticleFile::read(text.to_owned());
        read.map(|file| file.article).map_err(|problem| format!("{}: {problem}", problem.line))
    }

    #[test]
    fn a_new_article_is_written_as_the_format_says() {
        let file = ArticleFile::read(ARTICLE.to_owned()).unwrap();
        assert_eq!(file.body_line, 31);
        assert_eq!(file.text.lines().nth(30), Some("## Issue"));
        let text = write(&file.article);
        assert_eq!(text, ARTICLE);
        assert_eq!(file.article.reviewed.as_ref().unwrap().commit.as_deref(), Some("1a2b3c4"));
        assert_eq!(file.article.fields["weight"], json!(3));
    }

    #[test]
    fn an_id_is_enough() {
        let article = read("---\nid: KB-0000\n---\n\n```\n# not this\n```\n\n# Reset it #\n").unwrap();
        assert_eq!(article.title, "Reset it");
        assert_eq!((article.state, article.audience), (ArticleState::Draft, Audience::Internal));
        let article =
            read("---\nid: KB-0000\ntitle: 007\nlabels: a, b\nreviewed: 2026-01-02\ncovers: [src]\n---\n")
                .unwrap();
        assert_eq!((article.title.as_str(), article.labels.len(), article.covers.len()), ("007", 2, 1));
        assert_eq!(article.reviewed.unwrap().at, read_instant("2026-01-02").unwrap());
    }

    #[test]
    fn what_means_nothing_is_refused_by_line() {
        let check = |front: &str, expected: &str| {
            assert_eq!(read(&format!("---\n{front}---\n")).unwrap_err(), expected);
        };
        check("title: x\n", "1: `id` is missing");
        check("id: HD-0000\n", "2: `id` cannot hold `HD-0000`: it takes an id such as `KB-4w9xp2`");
        check(
            "id: KB-0000\nlabels: {a: b}\n",
            "3: `labels` cannot hold `{\"a\":\"b\"}`: it takes a list of texts",
        );
        check(
            "id: KB-0000\ncreated: once\n",
            "3: `created` cannot hold `once`: it takes a time such as `2026-11-23T09:12:44Z`",
        );
    }

    #[test]
    fn an_adopted_text_gets_an_id_and_nothing_else() {
        let id: ArticleId = "KB-0000".parse().unwrap();
        let check = |text: &str, expected: &str| assert_eq!(with_id(text, &id).unwrap(), expected);
        check("---\ntitle: x # y\n---\nText", "---\nid: KB-0000\ntitle: x # y\n---\nText");
        check("---\r\ntitle: x\r\n---\r\n", "---\r\nid: KB-0000\r\ntitle: x\r\n---\r\n");
        check("# Text\n", "---\nid: KB-0000\n---\n\n# Text\n");
        check("a\r\nb", "---\r\nid: KB-0000\r\n---\r\n\r\na\r\nb");
        check("\u{feff}a\n", "\u{feff}---\nid: KB-0000\n---\n\na\n");
        check("", "---\nid: KB-0000\n---\n");
        check("---\nid:\nx: 1\n---\n", "---\nid: KB-0000\nx: 1\n---\n");
        assert!(with_id("---\nid: intro\n---\n", &id).is_err());
        assert!(with_id("---\nid: KB-1111\n---\n", &id).is_err());
        assert!(with_id("---\ntitle\n---\n", &id).is_err());
    }

    #[test]
    fn a_field_is_set_in_its_own_lines() {
        let file = ArticleFile::read(ARTICLE.to_owned()).unwrap();
        let edited =
            file.edited(&[("state", "archived".into()), ("synonyms", json!(["login loop"]))]).unwrap();
        let expected = ARTICLE
            .replace("state: validated", "state: archived")
            .replace("synonyms:\n", "synonyms:\n  - login loop\n");
        assert_eq!(edited, expected);
    }
}
