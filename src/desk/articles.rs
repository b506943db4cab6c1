//! The articles of the knowledge base, as far as a search needs them: Markdown files in `kb/`, wherever they lie.

use std::path::Path;

use rayon::prelude::*;

use super::read::text_of;
use super::{Desk, DeskError, layout};
use crate::format::front::FrontMatter;
use crate::model::{Instant, Value, read_instant};

/// How deep folders may lie in one another.
const DEEPEST: usize = 16;

/// An article.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Its id, where it has one.
    pub id: Option<String>,
    /// The title of the front matter, else the first heading, else the name of the file.
    pub title: String,
    /// When it was written, where it says so.
    pub created: Option<Instant>,
    /// Words to find it by.
    pub labels: Vec<String>,
    /// Its file, relative to the desk's folder.
    pub path: String,
    /// Markdown.
    pub body: String,
}

impl Desk {
    /// Reads the articles that can be read, in the order of their paths. Links are not followed.
    pub fn articles(&self) -> Result<Vec<Article>, DeskError> {
        let mut paths = Vec::new();
        self.collect(layout::ARTICLES, DEEPEST, &mut paths)?;
        paths.sort();
        let root = self.root();
        Ok(paths.into_par_iter().filter_map(|path| article(root, path)).collect())
    }

    fn collect(&self, folder: &str, depth: usize, paths: &mut Vec<String>) -> Result<(), DeskError> {
        for (name, kind) in self.names(folder)? {
            let path = format!("{folder}/{name}");
            if kind.is_dir() && depth > 0 && !name.starts_with('.') {
                self.collect(&path, depth - 1, paths)?;
            } else if kind.is_file() && name.ends_with(".md") {
                paths.push(path);
            }
        }
        Ok(())
    }
}

fn article(root: &Path, path: String) -> Option<Article> {
    let text = text_of(&root.join(&path)).ok()?;
    let front = FrontMatter::read(&text).ok();
    let value =
        |name: &str| front.as_ref()?.keys.iter().find(|key| key.name == name).map(|key| key.value.clone());
    let text_of_key = |name: &str| value(name).and_then(|value| value.as_str().map(str::to_owned));
    let body = front.as_ref().map_or_else(|| text.clone(), FrontMatter::body);
    let name = path.rsplit('/').next().unwrap_or(&path).trim_end_matches(".md").to_owned();
    let labels = match value("labels") {
        Some(Value::Array(items)) => {
            items.iter().filter_map(|item| Some(item.as_str()?.to_owned())).collect()
        }
        _ => Vec::new(),
    };
    let title = text_of_key("title").or_else(|| heading(&body)).unwrap_or(name);
    let created = text_of_key("created").as_deref().and_then(read_instant);
    Some(Article { id: text_of_key("id"), title, created, labels, path, body })
}

fn heading(body: &str) -> Option<String> {
    let line = body.lines().find_map(|line| line.strip_prefix("# "))?;
    Some(line.trim().to_owned()).filter(|title| !title.is_empty())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn an_article_is_called_by_its_title_its_heading_or_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let check = |text: &str, title: &str| {
            fs::write(folder.path().join("reset-sso.md"), text).unwrap();
            assert_eq!(article(folder.path(), "reset-sso.md".into()).unwrap().title, title, "{text}");
        };
        check("---\nid: KB-1\ntitle: Reset SSO\n---\n\n# Other\n", "Reset SSO");
        check("---\nid: KB-1\n---\n\n# Reset it\n", "Reset it");
        check("# Reset it\n\nSo.\n", "Reset it");
        check("So.\n", "reset-sso");
    }
}
