//! Markdown that a team has already becomes articles: each file gets an id and nothing else.

use super::create::ids;
use super::{fresh_id, plan_of};
use crate::desk::transaction::{self, Receipt, Write};
use crate::desk::{BrokenArticle, Desk, Fault, FoundArticle, layout};
use crate::format::article::with_id;
use crate::format::{ArticleFile, Problem};
use crate::model::ArticleId;
use crate::ops::{OpsError, Writer, act};

/// What became of the files.
#[derive(Debug)]
pub struct Added {
    /// The new articles.
    pub done: Vec<FoundArticle>,
    /// Those that were articles already.
    pub idle: Vec<FoundArticle>,
    /// Those that cannot be read, and were left alone.
    pub broken: Vec<BrokenArticle>,
    /// The commit.
    pub receipt: Receipt,
}

/// Makes articles of files and folders of the knowledge base, named relative to the desk's folder, in one commit.
pub fn add(writer: &Writer, paths: &[String]) -> Result<Added, OpsError> {
    act::writable(writer.desk)?;
    let plan = || {
        let mut taken = ids(writer.desk)?;
        let (mut done, mut idle, mut broken, mut writes) = (vec![], vec![], vec![], vec![]);
        for path in files(writer.desk, paths)? {
            match adopted(writer, &path, &mut taken) {
                Ok(Adopted::Already(found)) => idle.push(found),
                Ok(Adopted::Now(before, found)) => {
                    let after = found.file.text.clone().into_bytes();
                    writes.push(Write { path, before: Some(before.into_bytes()), after: Some(after) });
                    done.push(found);
                }
                Err(fault) => broken.push(BrokenArticle { path, fault }),
            }
        }
        let named: Vec<&ArticleId> = done.iter().map(|found: &FoundArticle| &found.article().id).collect();
        Ok::<_, OpsError>((plan_of(writer, "add", &named, writes), (done, idle, broken)))
    };
    let (receipt, (done, idle, broken)) = transaction::transact(&writer.desk.ground, &writer.options, plan)?;
    Ok(Added { done, idle, broken, receipt })
}

enum Adopted {
    Already(FoundArticle),
    /// The text before, and the article.
    Now(String, FoundArticle),
}

fn adopted(
    writer: &Writer,
    path: &str,
    taken: &mut std::collections::BTreeSet<ArticleId>,
) -> Result<Adopted, Fault> {
    if let Ok(found) = writer.desk.article(path) {
        return Ok(Adopted::Already(found));
    }
    let before = writer.desk.read(path)?;
    let broken = |problem: Problem| Fault::Problem(problem);
    let text = with_id(&before, &fresh_id(writer, taken)).map_err(broken)?;
    let file = ArticleFile::read(text).map_err(broken)?;
    Ok(Adopted::Now(before, FoundArticle::new(path.to_owned(), file)))
}

/// Returns the Markdown files that paths mean: a folder means all below it.
fn files(desk: &Desk, paths: &[String]) -> Result<Vec<String>, OpsError> {
    let mut files = Vec::new();
    for path in paths {
        let path = path.trim_end_matches('/');
        if path != layout::ARTICLES && !layout::is_in_knowledge_base(path) {
            return Err(OpsError::OutsideKnowledgeBase { path: path.to_owned() });
        }
        let full = desk.root().join(path);
        let data = std::fs::symlink_metadata(&full).map_err(|_| OpsError::NoFile { path: full.clone() })?;
        match data.is_dir() {
            true => files.extend(desk.article_paths(path)?),
            false => files.push(path.to_owned()),
        }
    }
    let mut seen = std::collections::HashSet::new();
    files.retain(|path| seen.insert(path.clone()));
    Ok(files)
}
