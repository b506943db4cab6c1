//! Where links of articles lead: to a page of the site, to a picture, or nowhere.

use std::collections::{BTreeMap, HashMap};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Article;
use super::article::Read;
use crate::knowledge::{Target, links, locate, sources};

/// Kinds of pictures that run nothing when a reader opens them; SVG may.
const KINDS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "avif"];
/// What stays in an address as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'/');

/// Returns the paths of the pictures that an article shows, for [`super::Site::pictures`]. Which of
/// them may be read is the caller's to say.
pub fn pictures(article: &Article) -> Vec<String> {
    // Most articles show none, and need not be read for that.
    if !article.body.contains("![") {
        return Vec::new();
    }
    let images = links(&article.body).into_iter().filter(|link| link.is_image);
    let shown = images.filter_map(|image| match image.target {
        Target::File { path, .. } => locate("", &article.path, &path),
        Target::Elsewhere(_) | Target::Anchor(_) => None,
    });
    let mut paths: Vec<String> = shown.filter(|path| is_picture(path)).collect();
    paths.sort();
    paths.dedup();
    paths
}

pub(super) fn is_picture(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| KINDS.contains(&ending.as_str()))
}

/// Where a picture is on the site.
pub(super) fn picture_path(path: &str) -> String {
    format!("files/{path}")
}

/// Writes the path of a file of the site, or an anchor, as an address.
pub(super) fn address(path: &str) -> String {
    utf8_percent_encode(path, KEPT).to_string()
}

/// All places that a link may lead to.
pub(super) struct Links<'a> {
    by_path: HashMap<&'a str, &'a Read<'a>>,
    by_id: HashMap<&'a str, &'a Read<'a>>,
    pictures: &'a BTreeMap<String, Vec<u8>>,
}

impl<'a> Links<'a> {
    pub(super) fn new(articles: &'a [Read<'a>], pictures: &'a BTreeMap<String, Vec<u8>>) -> Self {
        let by_path = articles.iter().map(|read| (read.article.path.as_str(), read)).collect();
        let by_id = articles.iter().map(|read| (read.article.id.as_str(), read)).collect();
        Links { by_path, by_id, pictures }
    }

    pub(super) fn article(&self, id: &str) -> Option<&'a Read<'a>> {
        self.by_id.get(id).copied()
    }

    /// Returns where a relative link in an article leads. An anchor that its page does not have is left out.
    pub(super) fn resolve(&self, from: &Read, url: &str) -> Option<String> {
        let (path, anchor) = match Target::read(url) {
            Target::Elsewhere(_) => return None,
            Target::Anchor(anchor) => {
                return from.anchors.contains(&anchor).then(|| format!("#{}", address(&anchor)));
            }
            Target::File { path, anchor } => (path, anchor),
        };
        if let Some(read) = self.article(&path) {
            return Some(with_anchor(read, anchor));
        }
        let path = locate("", &from.article.path, &path)?;
        if let Some(read) = sources(&path).iter().find_map(|name| self.by_path.get(name.as_str())) {
            return Some(with_anchor(read, anchor));
        }
        let is_shown = is_picture(&path) && self.pictures.contains_key(&path);
        is_shown.then(|| address(&picture_path(&path)))
    }
}

fn with_anchor(read: &Read, anchor: Option<String>) -> String {
    match anchor.filter(|anchor| read.anchors.contains(anchor)) {
        Some(anchor) => format!("{}#{}", read.file, address(&anchor)),
        None => read.file.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_pages_and_pictures_or_nowhere() {
        let article = |id: &str, path: &str, body: &str| Article {
            id: id.to_owned(),
            path: path.to_owned(),
            body: body.to_owned(),
            ..Article::default()
        };
        let one = article("KB-1", "kb/one.md", "# One\n\n![A](é.png) ![B](x.svg) ![C](http://a.b/c.png)");
        let two = article("KB-2", "kb/deep/two.html.md", "# Two\n\n## Été\n");
        assert_eq!(pictures(&one), ["kb/é.png"]);
        let read = [Read::new(&one), Read::new(&two)];
        let pictures =
            BTreeMap::from([("kb/é.png".to_owned(), Vec::new()), ("kb/x.svg".to_owned(), Vec::new())]);
        let links = Links::new(&read, &pictures);
        for (url, expect) in [
            ("deep/two.html.md", Some("KB-2.html")),
            ("deep/two.html#%C3%A9t%C3%A9", Some("KB-2.html#%C3%A9t%C3%A9")),
            ("/kb/deep/two#gone", Some("KB-2.html")),
            ("KB-2#two", Some("KB-2.html#two")),
            ("#one", Some("#one")),
            ("#two", None),
            ("é.png", Some("files/kb/%C3%A9.png")),
            ("x.svg", None),
            ("gone.md", None),
            ("%2e%2e/%2e%2e/one.md", None),
            ("..\\one.md", None),
            ("//host/one.md", None),
            ("a:one.md", None),
            ("%ff", None),
            ("./deep/../one.md?q#one", Some("KB-1.html#one")),
        ] {
            assert_eq!(links.resolve(&read[0], url).as_deref(), expect, "{url}");
        }
    }
}
