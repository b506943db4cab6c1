//! Where an article's links lead, and which ids its text names.

use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::pieces;

/// A link or an image of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its line in the body, from 1.
    pub line: usize,
    /// Where it leads.
    pub target: Target,
    /// It is an image.
    pub is_image: bool,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To another place of the internet, or to anything with a scheme.
    Elsewhere(String),
    /// To a heading of the article itself.
    Anchor(String),
    /// To a file, relative to the article's folder, perhaps to a heading in it. A path that begins with `/` is one of
    /// whatever site the text came from, or of the top of the repository.
    File {
        /// The path as written, percent signs decoded.
        path: String,
        /// The heading.
        anchor: Option<String>,
    },
}

impl Target {
    /// Reads the destination of a link.
    pub fn read(destination: &str) -> Target {
        let destination = destination.trim();
        if let Some(anchor) = destination.strip_prefix('#') {
            return Target::Anchor(decoded(anchor));
        }
        if destination.starts_with("//") || has_scheme(destination) {
            return Target::Elsewhere(destination.to_owned());
        }
        let (path, anchor) = destination.split_once('#').map_or((destination, None), |(a, b)| (a, Some(b)));
        let path = path.split('?').next().unwrap_or_default();
        Target::File { path: decoded(path), anchor: anchor.filter(|it| !it.is_empty()).map(decoded) }
    }
}

/// Returns the links and images of a text, in order; none of a text that is too much to read.
pub fn links(body: &str) -> Vec<Link> {
    let mut lines = Lines::of(body);
    let mut links = Vec::new();
    for (event, range) in pieces(body).unwrap_or_default() {
        let (destination, is_image) = match event {
            Event::Start(Tag::Link { dest_url, .. }) => (dest_url, false),
            Event::Start(Tag::Image { dest_url, .. }) => (dest_url, true),
            _ => continue,
        };
        links.push(Link { line: lines.at(range.start), target: Target::read(&destination), is_image });
    }
    links
}

/// Returns the ids with a prefix that a text names (`HD-7k3m2q`), with their lines from 1; code and links are passed
/// over, since they are not meant for the reader or are looked at by [`links`].
pub fn mentions(body: &str, prefix: &str) -> Vec<(usize, String)> {
    let (mut lines, mut found, mut depth) = (Lines::of(body), Vec::new(), 0_usize);
    for (event, range) in pieces(body).unwrap_or_default() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => depth += 1,
            Event::End(TagEnd::CodeBlock) => depth = depth.saturating_sub(1),
            Event::Text(text) if depth == 0 => {
                let line = lines.at(range.start);
                found.extend(ids(&text, prefix).map(|place| (line, text[place].to_owned())));
            }
            _ => {}
        }
    }
    found
}

/// Finds ids with a prefix as whole words.
fn ids<'t>(text: &'t str, prefix: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let start = format!("{prefix}-");
    let places: Vec<usize> = text.match_indices(&start).map(|(at, _)| at).collect();
    let length = start.len();
    places.into_iter().filter_map(move |at| {
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        let random = text[at + length..].find(|c| !is_word(c)).map_or(text.len(), |end| at + length + end);
        let is_whole = !text[..at].ends_with(is_word);
        (is_whole && text[at..random].parse::<crate::model::TicketId>().is_ok()).then_some(at..random)
    })
}

/// Counts lines on the way through a text.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Lines<'t> {
        Lines { text, at: 0, line: 1 }
    }

    fn at(&mut self, place: usize) -> usize {
        if let Some(between) = self.text.get(self.at..place) {
            self.line += between.matches('\n').count();
            self.at = place;
        }
        self.line
    }
}

/// Tells whether a destination begins with a scheme (RFC 3986, 3.1).
fn has_scheme(destination: &str) -> bool {
    let Some((scheme, _)) = destination.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// Decodes percent signs; what is not UTF-8 then stays as it is.
fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Into::into)
}

/// Returns the path that a link in the file `from` names: of the same folder, or of `root` where it begins with `/`.
/// None where it leads out, or holds what no path here has.
pub fn locate(root: &str, from: &str, to: &str) -> Option<String> {
    let folder = match to.starts_with('/') {
        true => root,
        false => from.rsplit_once('/').map_or("", |(folder, _)| folder),
    };
    let mut path: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(to.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(path.pop()?),
            part if part.contains(['\\', '\0', ':']) => return None,
            part => path.push(part),
        }
    }
    (!path.is_empty()).then(|| path.join("/"))
}

/// Returns the files that a path in a link may mean, the likeliest first: the file itself, or the source of the page
/// that a generator of sites makes of it.
pub fn sources(path: &str) -> [String; 6] {
    let bare = path.strip_suffix(".html").unwrap_or(path);
    [
        path.to_owned(),
        format!("{bare}.md"),
        format!("{bare}.html.md"),
        format!("{path}/index.md"),
        format!("{path}/index.html.md"),
        format!("{path}/README.md"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, anchor: Option<&str>) -> Target {
        Target::File { path: path.to_owned(), anchor: anchor.map(str::to_owned) }
    }

    #[test]
    fn a_destination_is_read() {
        assert_eq!(Target::read("#a%20b"), Target::Anchor("a b".to_owned()));
        assert_eq!(Target::read("../a.md#top"), file("../a.md", Some("top")));
        assert_eq!(Target::read("a.html?x=1"), file("a.html", None));
        assert_eq!(Target::read("100%"), file("100%", None));
        for elsewhere in ["https://x.org/a", "mailto:a@b.c", "//x.org", "javascript:x"] {
            assert_eq!(Target::read(elsewhere), Target::Elsewhere(elsewhere.to_owned()));
        }
    }

    #[test]
    fn paths_are_found_from_the_file() {
        let place = |link: &str| match Target::read(link) {
            Target::File { path, .. } => locate("", "kb/a.md", &path),
            _ => None,
        };
        for (link, expect) in [
            ("b.md", Some("kb/b.md")),
            ("./c/../b.md#x", Some("kb/b.md")),
            ("../b%20c.md?q", Some("b c.md")),
            ("/manual/b", Some("manual/b")),
            ("../../b.md", None),
            ("/../b.md", None),
            ("%2e%2e/%2e%2e/b.md", None),
            ("..\\b.md", None),
            ("a:b", None),
            ("c/a:b", None),
            ("//host/b", None),
            ("", Some("kb")),
        ] {
            assert_eq!(place(link).as_deref(), expect, "{link}");
        }
        assert_eq!(locate("kb", "kb/deep/a.md", "/b").as_deref(), Some("kb/b"));
    }

    #[test]
    fn a_path_may_name_the_page_of_a_file() {
        assert!(sources("kb/b.html").contains(&"kb/b.html.md".to_owned()));
        assert!(sources("kb/b.html").contains(&"kb/b.md".to_owned()));
        assert!(sources("kb/b").contains(&"kb/b/README.md".to_owned()));
    }

    #[test]
    fn links_are_found_with_their_lines() {
        let body = "A [b](b.md)\nand ![i](i.png)\n\n[ref][r]\n\n`[no](no.md)`\n\n[r]: r.md#x\n";
        let found: Vec<(usize, bool)> = links(body).iter().map(|it| (it.line, it.is_image)).collect();
        assert_eq!(found, [(1, false), (2, true), (4, false)]);
        assert_eq!(links(body)[2].target, file("r.md", Some("x")));
    }

    #[test]
    fn ids_are_found_as_whole_words() {
        let body = "See HD-7k3m2q.\n\n```\nHD-0000\n```\nNot AHD-1111, HD-22 or HD-3333_x; (HD-4444)\n";
        let found: Vec<(usize, String)> = mentions(body, "HD");
        assert_eq!(found, [(1, "HD-7k3m2q".to_owned()), (6, "HD-4444".to_owned())]);
    }
}
