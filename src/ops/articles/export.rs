//! The help centre: validated articles as a folder of pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path};

use super::uses::Uses;
use rayon::prelude::*;

use crate::config::Config;
use crate::desk::{Desk, FoundArticle, layout};
use crate::knowledge::Library;
use crate::model::{Article, ArticleId};
use crate::ops::articles::stale::last_review;
use crate::ops::{Finder, OpsError};
use crate::site::{self, Site};

/// The most bytes a picture may have.
const LARGEST_PICTURE: u64 = 8 * 1024 * 1024;

/// The list of the files of a site, in its folder.
const WRITTEN: &str = ".git-desk-site";

/// How many related articles a page names, and how near they must be.
const RELATED: usize = 4;
const LEAST_RELATED: f64 = 0.3;

/// How many letters of an article tell what it is near to. What it is about stands at its beginning; to count all of its
/// words takes a third of the time that the site takes.
const BEGINNING: usize = 1000;

/// Gathers what the site shows: validated articles, only public ones where that is wanted.
pub fn site(
    desk: &Desk,
    finder: &Finder<'_>,
    articles: &[FoundArticle],
    name: &str,
    lang: &str,
    is_public: bool,
) -> Site {
    let uses = Uses::of(finder);
    let shown: Vec<&FoundArticle> =
        articles.iter().filter(|found| found.article().answers(is_public)).collect();
    let beginnings: Vec<Article> = shown.par_iter().map(|found| beginning(found.article())).collect();
    let library = Library::of(beginnings.iter());
    let config = &desk.config;
    let page =
        |(at, found): (usize, &&FoundArticle)| page(config, found, &uses, related(&library, &shown, at));
    let articles: Vec<site::Article> = shown.par_iter().enumerate().map(page).collect();
    let pictures = articles.iter().flat_map(site::pictures).filter_map(|path| {
        let bytes = desk.picture(&path, LARGEST_PICTURE)?;
        Some((path, bytes))
    });
    let pictures: BTreeMap<String, Vec<u8>> = pictures.collect();
    Site { name: name.to_owned(), lang: lang.to_owned(), is_public, made: None, articles, pictures }
}

/// What an export did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exported {
    /// How many files the site has.
    pub written: usize,
    /// How many files of an earlier site were removed.
    pub removed: usize,
}

/// Writes the site into a folder, and removes what an earlier export wrote there that is no longer of the site: an
/// article that was withdrawn is not served any more.
///
/// # Errors
///
/// Where a file cannot be written or removed, or the folder is in the desk: pages are no articles.
pub fn export(desk: &Desk, site: &Site, folder: &Path) -> Result<Exported, OpsError> {
    let is_inside = |path: &Path| fs::canonicalize(path).is_ok_and(|whole| whole.starts_with(desk.root()));
    let above = folder.ancestors().find(|above| above.exists());
    if above.is_some_and(is_inside) {
        return Err(OpsError::InsideDesk { path: folder.to_owned() });
    }
    fs::create_dir_all(folder).map_err(wrong(folder))?;
    let whole = fs::canonicalize(folder).map_err(wrong(folder))?;
    let files = site::build(site);
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let gone = earlier(&whole, &paths);
    // First the list of what may be removed one day: whoever is killed here loses track of nothing.
    write(
        &whole.join(WRITTEN),
        list(paths.iter().copied().chain(gone.iter().map(String::as_str))).as_bytes(),
    )?;
    files.par_iter().try_for_each(|file| write(&whole.join(&file.path), &file.bytes))?;
    for path in gone.iter().map(|path| whole.join(path)) {
        fs::remove_file(&path).map_err(wrong(&path))?;
    }
    write(&whole.join(WRITTEN), list(paths.iter().copied()).as_bytes())?;
    Ok(Exported { written: files.len(), removed: gone.len() })
}

/// Returns the files that an earlier export wrote into a folder, are still there, and are not among `paths`.
fn earlier(folder: &Path, paths: &BTreeSet<&str>) -> Vec<String> {
    let written = fs::read_to_string(folder.join(WRITTEN)).unwrap_or_default();
    let stays_inside = |path: &str| {
        let parts = Path::new(path).components();
        let is_below = fs::canonicalize(folder.join(path)).is_ok_and(|whole| whole.starts_with(folder));
        is_below && parts.into_iter().all(|part| matches!(part, Component::Normal(_)))
    };
    let is_gone = |path: &&str| !paths.contains(path) && folder.join(path).is_file() && stays_inside(path);
    written.lines().filter(is_gone).map(str::to_owned).collect()
}

fn list<'p>(paths: impl Iterator<Item = &'p str>) -> String {
    paths.map(|path| format!("{path}\n")).collect()
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), OpsError> {
    if let Some(above) = path.parent() {
        fs::create_dir_all(above).map_err(wrong(above))?;
    }
    fs::write(path, bytes).map_err(wrong(path))
}

fn wrong(path: &Path) -> impl FnOnce(std::io::Error) -> OpsError + use<> {
    let path = path.to_owned();
    move |source| OpsError::NotWritten { path, source }
}

fn page(config: &Config, found: &FoundArticle, uses: &Uses, related: Vec<String>) -> site::Article {
    let article = found.article();
    let day = |at: crate::model::Instant| at.with_timezone(&config.zone).date_naive();
    let prefix = format!("{}/", layout::ARTICLES);
    site::Article {
        id: article.id.to_string(),
        title: article.title.clone(),
        path: found.path.strip_prefix(&prefix).unwrap_or(&found.path).to_owned(),
        labels: article.labels.clone(),
        environment: (!article.environment.is_empty()).then(|| article.environment.join(", ")),
        state: article.state.to_string(),
        audience: article.audience.to_string(),
        lang: article.lang.clone(),
        owner: article.owner.as_ref().map(|owner| crate::ops::people::shown(config, owner)),
        created: article.created.map(day),
        reviewed: last_review(found, uses).map(day),
        body: article.body.clone(),
        reuse: uses.count(&article.id),
        related,
        superseded_by: article.superseded_by.as_ref().map(ArticleId::to_string),
        translation_of: article.translation_of.as_ref().map(ArticleId::to_string),
    }
}

/// Returns an article with only the beginning of its text.
fn beginning(article: &Article) -> Article {
    Article { body: article.body.chars().take(BEGINNING).collect(), ..article.clone() }
}

/// Returns the articles nearest to one, by its title and labels.
fn related(library: &Library, shown: &[&FoundArticle], at: usize) -> Vec<String> {
    let article = shown[at].article();
    let about = format!("{} {}", article.title, article.labels.join(" "));
    let near = library.ask(&about).into_iter().filter(|answer| answer.article != at);
    let near = near.take_while(|answer| answer.score >= LEAST_RELATED).take(RELATED);
    near.filter_map(|answer| Some(shown.get(answer.article)?.article().id.to_string())).collect()
}
