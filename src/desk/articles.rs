//! The articles of the knowledge base: Markdown files in `kb/`, wherever they lie, each known by its id.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::read::{Fault, text_of};
use super::resolve::{LEAST_FOR_AN_ACT, Purpose};
use super::{Desk, DeskError, layout};
use crate::format::{ArticleFile, Problem, ProblemKind};
use crate::model::{Article, ArticleId};

/// How deep folders may lie in one another.
const DEEPEST: usize = 16;

/// The files of a knowledge base, in the order of their paths.
#[derive(Debug, Default)]
pub struct Articles {
    /// The articles that can be read.
    pub found: Vec<FoundArticle>,
    /// Those that cannot.
    pub broken: Vec<BrokenArticle>,
    /// Markdown files that have no id: nobody has made articles of them.
    pub nameless: Vec<String>,
}

/// An article as read, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundArticle {
    /// Its file, relative to the desk's folder.
    pub path: String,
    /// What its file says.
    pub file: ArticleFile,
}

/// A file of the knowledge base that does not say what it should.
#[derive(Debug)]
pub struct BrokenArticle {
    /// The file, relative to the desk's folder.
    pub path: String,
    /// What is wrong.
    pub fault: Fault,
}

impl FoundArticle {
    /// Returns an article with its place; one without a title and without a heading is called by its file.
    pub fn new(path: String, mut file: ArticleFile) -> FoundArticle {
        if file.article.title.is_empty() {
            file.article.title = layout::article_name(&path).to_owned();
        }
        FoundArticle { path, file }
    }

    /// Returns what the file says.
    pub fn article(&self) -> &Article {
        &self.file.article
    }
}

/// Why it is not clear which article is meant.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum ArticleError {
    #[error("there is no article `{text}`")]
    NotFound { text: String, near: Option<ArticleId> },
    #[error("`{text}` is not clear")]
    Ambiguous { text: String, candidates: Vec<String> },
    #[error("`{text}` is too short to change an article by")]
    TooShort { text: String, candidate: Option<ArticleId> },
    #[error("`{path}` has no id, so it is no article yet")]
    Nameless { path: String },
    #[error("`{}` cannot be read: {}", .0.path, .0.fault)]
    Broken(BrokenArticle),
}

impl Articles {
    /// Finds the article that a text means: its id, a prefix that no other has, its file, or the name of that.
    pub fn resolve(mut self, text: &str, purpose: Purpose) -> Result<FoundArticle, ArticleError> {
        let is_path = text.contains('/') || text.ends_with(".md");
        let names = |path: &str| {
            path == text || path.ends_with(&format!("/{text}")) || text.ends_with(&format!("/{path}"))
        };
        if is_path {
            if let Some(at) = self.broken.iter().position(|broken| names(&broken.path)) {
                return Err(ArticleError::Broken(self.broken.swap_remove(at)));
            }
            if let Some(path) = self.nameless.iter().find(|path| names(path)) {
                return Err(ArticleError::Nameless { path: path.clone() });
            }
        }
        let lower = text.trim().to_lowercase();
        let typed = lower.strip_prefix("kb-").unwrap_or(&lower);
        let is_called = |found: &FoundArticle| layout::article_name(&found.path).to_lowercase() == lower;
        let is_exact = |found: &&FoundArticle| found.article().id.random() == typed || is_called(found);
        let is_meant = |found: &FoundArticle| match is_path {
            true => names(&found.path),
            false => {
                !typed.is_empty() && (found.article().id.random().starts_with(typed) || is_called(found))
            }
        };
        let (mut fitting, others): (Vec<FoundArticle>, Vec<FoundArticle>) =
            self.found.into_iter().partition(is_meant);
        if fitting.iter().filter(is_exact).count() == 1
            && let Some(at) = fitting.iter().position(|found| is_exact(&found))
        {
            return Ok(fitting.swap_remove(at));
        }
        if purpose == Purpose::Act && !is_path && typed.len() < LEAST_FOR_AN_ACT {
            let candidate = (fitting.len() == 1).then(|| fitting[0].article().id.clone());
            return Err(ArticleError::TooShort { text: text.to_owned(), candidate });
        }
        match fitting.len() {
            0 => Err(ArticleError::NotFound { text: text.to_owned(), near: nearest(typed, &others) }),
            1 => Ok(fitting.swap_remove(0)),
            _ => {
                let name = |found: FoundArticle| format!("{} ({})", found.file.article.id, found.path);
                Err(ArticleError::Ambiguous {
                    text: text.to_owned(),
                    candidates: fitting.into_iter().map(name).collect(),
                })
            }
        }
    }
}

impl Desk {
    /// Reads the articles. Links are not followed.
    pub fn articles(&self) -> Result<Articles, DeskError> {
        let root = self.root();
        let read: Vec<(String, Result<FoundArticle, Fault>)> = self
            .article_paths(layout::ARTICLES)?
            .into_par_iter()
            .map(|path| (path.clone(), article(root, path)))
            .collect();
        let mut articles = Articles::default();
        for (path, read) in read {
            match read {
                Ok(found) => articles.found.push(found),
                Err(fault) if is_nameless(&fault) => articles.nameless.push(path),
                Err(fault) => articles.broken.push(BrokenArticle { path, fault }),
            }
        }
        Ok(articles)
    }

    /// Reads one article.
    pub fn article(&self, path: &str) -> Result<FoundArticle, BrokenArticle> {
        article(self.root(), path.to_owned()).map_err(|fault| BrokenArticle { path: path.to_owned(), fault })
    }

    /// Reads a picture that an article shows, by its path below the folder of the articles; nothing where it leads out,
    /// is a link, or has more than `most` bytes.
    pub fn picture(&self, path: &str, most: u64) -> Option<Vec<u8>> {
        let path = format!("{}/{path}", layout::ARTICLES);
        if !layout::is_in_knowledge_base(&path) {
            return None;
        }
        let mut full = self.root().to_owned();
        for part in path.split('/') {
            full.push(part);
            if fs::symlink_metadata(&full).ok()?.is_symlink() {
                return None;
            }
        }
        let data = fs::symlink_metadata(&full).ok()?;
        (data.is_file() && data.len() <= most).then(|| fs::read(&full).ok())?
    }

    /// Returns the paths of the Markdown files below a folder of the desk, in order.
    pub fn article_paths(&self, folder: &str) -> Result<Vec<String>, DeskError> {
        let mut paths = Vec::new();
        self.collect(folder, DEEPEST, &mut paths)?;
        paths.sort();
        Ok(paths)
    }

    fn collect(&self, folder: &str, depth: usize, paths: &mut Vec<String>) -> Result<(), DeskError> {
        for (name, kind) in self.names(folder)? {
            let path = format!("{folder}/{name}");
            if kind.is_dir() && depth > 0 && !name.starts_with('.') {
                self.collect(&path, depth - 1, paths)?;
            } else if kind.is_file() && layout::is_article(&name) {
                paths.push(path);
            }
        }
        Ok(())
    }
}

fn article(root: &Path, path: String) -> Result<FoundArticle, Fault> {
    let text = text_of(&root.join(&path))?;
    let file = ArticleFile::read(text).map_err(Fault::Problem)?;
    Ok(FoundArticle::new(path, file))
}

/// Returns the one id that is a slip of the finger away.
fn nearest(typed: &str, others: &[FoundArticle]) -> Option<ArticleId> {
    let is_near =
        |found: &&FoundArticle| strsim::damerau_levenshtein(found.article().id.random(), typed) <= 1;
    let mut near = others.iter().filter(is_near);
    let first = near.next()?;
    near.next().is_none().then(|| first.article().id.clone())
}

fn is_nameless(fault: &Fault) -> bool {
    let Fault::Problem(Problem { kind, .. }) = fault else { return false };
    matches!(kind, ProblemKind::NoFrontMatter) || *kind == ProblemKind::Missing("id".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_called_by_its_title_its_heading_or_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let check = |text: &str, title: &str| {
            fs::write(folder.path().join("reset-sso.html.md"), text).unwrap();
            let found = article(folder.path(), "reset-sso.html.md".into()).unwrap();
            assert_eq!(found.file.article.title, title, "{text}");
        };
        check("---\nid: KB-0001\ntitle: Reset SSO\n---\n\n# Other\n", "Reset SSO");
        check("---\nid: KB-0001\n---\n\n# Reset it\n", "Reset it");
        check("---\nid: KB-0001\n---\n\nSo.\n", "reset-sso");
    }
}
