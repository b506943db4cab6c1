//! Which articles may no longer be right.

use std::ops::ControlFlow;
use std::path::PathBuf;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::uses::Uses;
use crate::desk::Desk;
use crate::desk::{DeskError, FoundArticle};
use crate::knowledge::{Covers, History, Moved, Since, Watch};
use crate::model::{ArticleState, Instant};
use crate::ops::{Finder, OpsError};

/// After how many days without a review an article is stale that covers no code.
pub const QUIET_DAYS: i64 = 180;

/// An article that may no longer be right.
#[derive(Debug)]
pub struct Stale<'a> {
    /// The article.
    pub found: &'a FoundArticle,
    /// When somebody last found it right, by a review or by its use.
    pub reviewed: Option<Instant>,
    /// Why.
    pub why: Why,
}

/// Why an article may no longer be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The code that it covers has changed since.
    Code(Moved),
    /// Nobody has looked at it for so many days.
    Days(i64),
    /// Nobody has ever looked at it.
    Never,
}

/// Returns when an article was last found right, by a review or by its use.
pub fn last_review(found: &FoundArticle, uses: &Uses) -> Option<Instant> {
    let article = found.article();
    let reviewed = article.reviewed.as_ref().map(|review| review.at);
    reviewed.max(uses.get(&article.id).and_then(|use_| use_.last))
}

/// Finds the articles that may no longer be right, those with the most changed code first.
///
/// Archived ones are passed over. Where there is no repository, only the calendar counts.
pub fn stale<'a>(
    desk: &Desk,
    finder: &Finder<'_>,
    articles: &'a [FoundArticle],
    days: i64,
) -> Result<Vec<Stale<'a>>, OpsError> {
    let uses = Uses::of(finder);
    let current: Vec<&FoundArticle> =
        articles.iter().filter(|found| found.article().state != ArticleState::Archived).collect();
    let moved = moved(desk, &current, &uses)?;
    let judged = current.into_iter().zip(moved).filter_map(|(found, moved)| {
        let reviewed = last_review(found, &uses);
        let why = match (moved, reviewed.or(found.article().created)) {
            (Some(moved), _) if moved.commits > 0 => Why::Code(moved),
            (Some(_), _) => return None,
            (None, None) => Why::Never,
            (None, Some(at)) if finder.now - at > TimeDelta::days(days) => {
                Why::Days((finder.now - at).num_days())
            }
            (None, Some(_)) => return None,
        };
        Some(Stale { found, reviewed, why })
    });
    let mut all: Vec<Stale<'a>> = judged.collect();
    all.sort_by_key(|stale| {
        let weight = match &stale.why {
            Why::Code(moved) => (0, -i64::try_from(moved.commits).unwrap_or(i64::MAX)),
            Why::Days(days) => (1, -days),
            Why::Never => (2, 0),
        };
        (weight, stale.found.path.clone())
    });
    Ok(all)
}

/// Counts for each article that covers code how often that was changed since it was found right; `None` for the others.
fn moved(desk: &Desk, articles: &[&FoundArticle], uses: &Uses) -> Result<Vec<Option<Moved>>, OpsError> {
    let watch = |found: &&FoundArticle| {
        let (covers, _) = Covers::read(&found.article().covers);
        let article = found.article();
        let commit = article.reviewed.as_ref().and_then(|review| review.commit.clone());
        let reviewed = article.reviewed.as_ref().map(|review| review.at);
        let used = uses.get(&article.id).and_then(|use_| use_.last);
        let since = match commit {
            Some(commit) if used <= reviewed => Since::Commit(commit),
            _ => Since::Moment(used.max(reviewed).or(article.created)?),
        };
        (!covers.is_empty()).then_some(Watch { covers, since })
    };
    let watches: Vec<Option<Watch>> = articles.iter().map(watch).collect();
    let is_watched: Vec<bool> = watches.iter().map(Option::is_some).collect();
    let Some(repository) = desk.ground.repository.as_ref().filter(|_| is_watched.contains(&true)) else {
        return Ok(vec![None; articles.len()]);
    };
    let head = repository.head().map_err(DeskError::Git)?;
    let Some(head) = head.commit().map(ToString::to_string) else { return Ok(vec![None; articles.len()]) };
    let key = key(&head, articles, &watches);
    let counted = match kept(desk, &key) {
        Some(counted) => counted,
        None => {
            let mut history = History::new(watches.into_iter().flatten().collect());
            let seen = repository.each_touched(|touched| {
                let more = history.take(&touched.commit, &touched.parents, touched.time, &touched.paths);
                if more { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            });
            seen.map_err(DeskError::Git)?;
            let counted = history.moved();
            keep(desk, &key, &counted);
            counted
        }
    };
    let mut counted = counted.into_iter();
    Ok(is_watched
        .into_iter()
        .map(|is_watched| is_watched.then(|| counted.next().unwrap_or_default()))
        .collect())
}

/// What was counted at a head, for the same articles: it is so again.
#[derive(Serialize, Deserialize)]
struct Kept {
    key: String,
    moved: Vec<(usize, Option<String>, Option<String>)>,
}

fn key(head: &str, articles: &[&FoundArticle], watches: &[Option<Watch>]) -> String {
    use sha2::Digest;
    let mut digest = sha2::Sha256::new();
    digest.update(head);
    for (found, watch) in articles.iter().zip(watches) {
        let since = watch.as_ref().map(|watch| &watch.since);
        digest.update(format!("\0{}\0{:?}\0{since:?}", found.article().id, found.article().covers));
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn file(desk: &Desk) -> Option<PathBuf> {
    Some(desk.ground.repository.as_ref()?.git_dir().join("desk").join("stale.json"))
}

fn kept(desk: &Desk, key: &str) -> Option<Vec<Moved>> {
    let kept: Kept = serde_json::from_slice(&std::fs::read(file(desk)?).ok()?).ok()?;
    let moved = kept.moved.into_iter().map(|(commits, last, path)| Moved { commits, last, path });
    (kept.key == key).then(|| moved.collect())
}

/// Keeps what was counted. It is a convenience: whatever goes wrong with it, it is counted again.
fn keep(desk: &Desk, key: &str, moved: &[Moved]) {
    let write = || {
        let path = file(desk)?;
        let folder = path.parent().filter(|folder| !folder.is_symlink())?;
        std::fs::create_dir_all(folder).ok()?;
        let moved = moved.iter().map(|it| (it.commits, it.last.clone(), it.path.clone())).collect();
        let bytes = serde_json::to_vec(&Kept { key: key.to_owned(), moved }).ok()?;
        let mut file = tempfile::NamedTempFile::new_in(folder).ok()?;
        std::io::Write::write_all(&mut file, &bytes).ok()?;
        file.persist(path).ok()
    };
    let _ = write();
}

/// Finds the articles whose code was changed since another commit, but not they themselves.
pub fn changed_code<'a>(
    desk: &Desk,
    articles: &'a [FoundArticle],
    base: &str,
) -> Result<Vec<(&'a FoundArticle, String)>, OpsError> {
    let unknown = || DeskError::NoRevision { revision: base.to_owned() };
    let repository = desk.ground.repository.as_ref().ok_or_else(unknown)?;
    let changed = repository.changed_since(base).map_err(DeskError::Git)?.ok_or_else(unknown)?;
    let is_touched =
        |found: &FoundArticle| desk.in_repository(&found.path).is_some_and(|path| changed.contains(&path));
    let current = articles.iter().filter(|found| found.article().state != ArticleState::Archived);
    let moved = current.filter(|found| !is_touched(found)).filter_map(|found| {
        let (covers, _) = Covers::read(&found.article().covers);
        let path = changed.iter().find(|path| covers.has(path))?;
        Some((found, path.clone()))
    });
    Ok(moved.collect())
}
