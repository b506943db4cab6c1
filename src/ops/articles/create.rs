//! A new article.

use std::collections::BTreeSet;

use super::{fresh_id, plan_of};
use crate::desk::transaction::{self, Receipt, Write};
use crate::desk::{Desk, FoundArticle, layout};
use crate::format::{ArticleFile, article};
use crate::model::{Article, ArticleId, Person};
use crate::ops::{OpsError, Writer, act, fields, people};

/// What is known of a new article.
#[derive(Clone, Debug, Default)]
pub struct NewArticle {
    /// One line that says what it answers.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// The folder below `kb`; empty for `kb` itself.
    pub folder: String,
    /// Its language.
    pub lang: Option<String>,
    /// Who sees that it stays right; the writer, where nobody is named.
    pub owner: Option<String>,
    /// Words to find it by.
    pub labels: Vec<String>,
    /// Where it holds.
    pub environment: Vec<String>,
    /// The paths of the code that it describes.
    pub covers: Vec<String>,
}

/// Makes an article: an internal draft.
pub fn create(writer: &Writer, new: &NewArticle) -> Result<(FoundArticle, Receipt), OpsError> {
    act::writable(writer.desk)?;
    let plan = || {
        let found = draft(writer, new)?;
        let after = found.file.text.clone().into_bytes();
        let write = Write { path: found.path.clone(), before: None, after: Some(after) };
        Ok::<_, OpsError>((plan_of(writer, "new", &[&found.article().id], vec![write]), found))
    };
    let (receipt, found) = transaction::transact(&writer.desk.ground, &writer.options, plan)?;
    Ok((found, receipt))
}

/// Returns a new article with its place; nothing is written yet.
pub fn draft(writer: &Writer, new: &NewArticle) -> Result<FoundArticle, OpsError> {
    let config = &writer.desk.config;
    let id = fresh_id(writer, &mut ids(writer.desk)?);
    let mut article = Article::new(id, fields::title(&new.title)?);
    article.created = Some(chrono::SubsecRound::trunc_subsecs(writer.now, 0));
    article.owner = Some(match &new.owner {
        Some(who) => people::meant(config, who, &writer.by),
        None => people::handle(config, &writer.by),
    });
    article.lang.clone_from(&new.lang);
    article.labels.clone_from(&new.labels);
    article.labels.sort();
    article.labels.dedup();
    article.environment.clone_from(&new.environment);
    article.covers.clone_from(&new.covers);
    article.body = fields::body(&new.body)?;
    let path = free_path(writer.desk, new.folder.trim_matches('/'), &new.title)?;
    let text = article::write(&article);
    let file = ArticleFile::read(text)
        .map_err(|problem| OpsError::Unreadable { what: "the article".to_owned(), problem })?;
    Ok(FoundArticle { path, file })
}

/// Returns the ids of all articles.
pub(super) fn ids(desk: &Desk) -> Result<BTreeSet<ArticleId>, OpsError> {
    Ok(desk.articles()?.found.into_iter().map(|found| found.file.article.id).collect())
}

/// Returns a path that no file has.
fn free_path(desk: &Desk, folder: &str, title: &str) -> Result<String, OpsError> {
    let paths = (1..).map(|number| layout::article(folder, title, number));
    for path in paths {
        if !layout::is_in_knowledge_base(&path) {
            return Err(OpsError::Malformed {
                text: folder.to_owned(),
                wanted: "a folder below `kb`, such as `accounts` or `network/vpn`",
            });
        }
        if std::fs::symlink_metadata(desk.root().join(&path)).is_err() {
            return Ok(path);
        }
    }
    Err(OpsError::Empty { what: "the title" })
}

/// Returns somebody as an article's owner is written.
pub(super) fn owner(writer: &Writer, text: &str) -> Person {
    people::meant(&writer.desk.config, text, &writer.by)
}
