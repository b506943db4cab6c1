//! The acts of the knowledge base, one file each.
//!
//! An article has no thread: its history is its file's. An act reads the articles it changes again under the desk's
//! lock, edits their files in place, and makes one commit.

use super::{OpsError, Writer, act, trailer};
use crate::desk::transaction::{self, Plan, Receipt, Write};
use crate::desk::{ArticleError, Desk, FoundArticle};
use crate::format::{ArticleFile, article};
use crate::model::{Article, ArticleId, Review, Value};

pub mod add;
pub mod ask;
pub mod create;
pub mod edit;
pub mod export;
pub mod find;
pub mod from;
pub mod link;
pub mod review;
pub mod stale;
pub mod state;
pub mod suggest;
pub mod uses;

/// What an act did to articles.
#[derive(Debug)]
pub struct ArticleOutcome {
    /// The articles it changed, as they are now.
    pub done: Vec<FoundArticle>,
    /// The articles it found as wanted already.
    pub idle: Vec<FoundArticle>,
    /// The commit.
    pub receipt: Receipt,
}

/// Carries out an act on articles, in one commit: `decide` returns the fields to set, or none.
pub(super) fn perform(
    writer: &Writer,
    articles: &[FoundArticle],
    verb: &str,
    decide: impl Fn(&Article) -> Result<Vec<(&'static str, Value)>, OpsError>,
) -> Result<ArticleOutcome, OpsError> {
    rewrite(writer, articles, verb, |found| {
        let values = decide(found.article())?;
        let edited = found.file.edited(&values);
        edited.map_err(|error| OpsError::Edit { path: found.path.clone(), error })
    })
}

/// Carries out an act on articles, in one commit: `decide` returns the new text of each file.
pub(super) fn rewrite(
    writer: &Writer,
    articles: &[FoundArticle],
    verb: &str,
    decide: impl Fn(&FoundArticle) -> Result<String, OpsError>,
) -> Result<ArticleOutcome, OpsError> {
    act::writable(writer.desk)?;
    let plan = || {
        let (mut done, mut idle, mut writes) = (Vec::new(), Vec::new(), Vec::new());
        for article in articles {
            let found = again(writer.desk, article)?;
            let text = decide(&found)?;
            if text == found.file.text && !is_changed_by_hand(writer.desk, &found) {
                idle.push(found);
                continue;
            }
            let file = ArticleFile::read(text)
                .map_err(|problem| OpsError::Edit { path: found.path.clone(), error: problem.into() })?;
            let (before, after) = (found.file.text.into_bytes(), file.text.clone().into_bytes());
            writes.push(Write { path: found.path.clone(), before: Some(before), after: Some(after) });
            done.push(FoundArticle::new(found.path, file));
        }
        let ids: Vec<&ArticleId> = done.iter().map(|found| &found.article().id).collect();
        Ok::<_, OpsError>((plan_of(writer, verb, &ids, writes), (done, idle)))
    };
    let (receipt, (done, idle)) = transaction::transact(&writer.desk.ground, &writer.options, plan)?;
    Ok(ArticleOutcome { done, idle, receipt })
}

/// Names an act and the articles it is about, for its commit.
fn plan_of(writer: &Writer, verb: &str, ids: &[&ArticleId], writes: Vec<Write>) -> Plan {
    let what = match ids {
        [one] => one.to_string(),
        many => format!("{} articles", many.len()),
    };
    let trailers = trailer::of_articles(ids.iter().copied());
    Plan { writes, subject: writer.subject(&format!("kb {verb} {what}")), trailers }
}

/// Reads an article again where it was; it may have been renamed meanwhile.
fn again(desk: &Desk, article: &FoundArticle) -> Result<FoundArticle, OpsError> {
    let id = &article.article().id;
    if let Ok(found) = desk.article(&article.path)
        && found.article().id == *id
    {
        return Ok(found);
    }
    let moved = desk.articles()?.found.into_iter().find(|found| found.article().id == *id);
    moved.ok_or_else(|| ArticleError::NotFound { text: id.to_string(), near: None }.into())
}

/// Tells whether a file is not as the last commit has it: then it is committed along.
fn is_changed_by_hand(desk: &Desk, found: &FoundArticle) -> bool {
    let committed = || {
        let repository = desk.ground.repository.as_ref()?;
        let path = desk.in_repository(&found.path)?;
        repository.file_at(repository.head().ok()?.commit(), &path).ok()
    };
    let plain = crate::format::with_unix_lines;
    committed().is_some_and(|bytes| {
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        text.is_none_or(|text| plain(&text) != plain(&found.file.text))
    })
}

/// Returns an id that no article of the desk has, nor any of these.
fn fresh_id(writer: &Writer, taken: &mut std::collections::BTreeSet<ArticleId>) -> ArticleId {
    loop {
        if let Ok(id) = ArticleId::new(&writer.random.characters(6))
            && taken.insert(id.clone())
        {
            return id;
        }
    }
}

/// Returns the value of a review that the writer makes now.
fn review_of(writer: &Writer) -> Value {
    let repository = writer.desk.ground.repository.as_ref();
    let head = repository.and_then(|repository| repository.head().ok());
    let commit = head
        .as_ref()
        .and_then(|head| head.commit())
        .map(|commit| commit.to_string().chars().take(12).collect());
    let by = super::people::handle(&writer.desk.config, &writer.by);
    let at = chrono::SubsecRound::trunc_subsecs(writer.now, 0);
    article::review(&Review { at, by: Some(by), commit })
}
