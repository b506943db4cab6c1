//! What is wrong with an article: the rules, and the words for what they find.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use super::covers::Covers;
use super::draft::addresses;
use super::headings::headings;
use super::links::{Target, links, locate, mentions, sources};
use super::sections::{resolution, sections};
use crate::format::ArticleFile;
use crate::model::{Article, ArticleId, ArticleState, Audience};
use crate::query::words;

/// Something wrong with an article.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum ArticleFault {
    Twice { first: String },
    Nameless,
    UnknownWord { key: &'static str, word: String, known: Vec<String> },
    NoResolution,
    PublicDraft { state: String },
    NoSuchArticle { key: &'static str, id: String },
    Circle { way: Vec<ArticleId> },
    DeadLink { to: String },
    DeadAnchor { to: String },
    UnknownTicket { id: String },
    UnknownArticle { id: String },
    BadPattern { pattern: String, why: String },
    Address { text: String },
    Name { text: String },
    PublicTicket { id: String },
    Code { path: String },
}

/// What is around an article.
pub struct Surroundings<'a> {
    /// All articles: id, then path and file of the first that has it.
    pub articles: &'a BTreeMap<&'a ArticleId, (&'a str, &'a ArticleFile)>,
    /// The same by their paths.
    pub by_path: &'a BTreeMap<&'a str, &'a ArticleFile>,
    /// The ids of all tickets.
    pub tickets: &'a HashSet<String>,
    /// What ids of tickets begin with.
    pub prefix: &'a str,
    /// The names of those who asked, in small letters, words with a space between.
    pub names: &'a HashSet<String>,
    /// Tells whether there is a file or folder: a path below the knowledge base's folder, or one that begins with `/`
    /// below the top of the repository.
    pub exists: &'a dyn Fn(&str) -> bool,
}

/// Finds what is wrong with an article, with the line of its file.
pub fn faults(path: &str, file: &ArticleFile, around: &Surroundings<'_>) -> Vec<(usize, ArticleFault)> {
    let mut found = Vec::new();
    of_front_matter(path, file, around, &mut found);
    of_text(path, file, around, &mut found);
    if file.article.audience == Audience::Public {
        of_privacy(file, around, &mut found);
    }
    found.sort_by_key(|(line, _)| *line);
    found.dedup();
    found
}

fn of_front_matter(
    path: &str,
    file: &ArticleFile,
    around: &Surroundings<'_>,
    found: &mut Vec<(usize, ArticleFault)>,
) {
    let article = &file.article;
    let line = |key: &str| file.lines.get(key).copied().unwrap_or(1);
    if let Some((first, _)) = around.articles.get(&article.id).filter(|(first, _)| *first != path) {
        found.push((line("id"), ArticleFault::Twice { first: (*first).to_owned() }));
    }
    if let ArticleState::Other(word) = &article.state {
        let known = ArticleState::KNOWN.iter().map(ToString::to_string).collect();
        found.push((line("state"), ArticleFault::UnknownWord { key: "state", word: word.clone(), known }));
    }
    if let Audience::Other(word) = &article.audience {
        let known = Audience::KNOWN.iter().map(ToString::to_string).collect();
        found.push((
            line("audience"),
            ArticleFault::UnknownWord { key: "audience", word: word.clone(), known },
        ));
    }
    if article.state == ArticleState::Validated && resolution(&sections(&article.body)).is_none() {
        found.push((line("state"), ArticleFault::NoResolution));
    }
    if article.audience == Audience::Public && article.state != ArticleState::Validated {
        let state = article.state.to_string();
        found.push((line("audience"), ArticleFault::PublicDraft { state }));
    }
    for (key, id) in [("superseded_by", &article.superseded_by), ("translation_of", &article.translation_of)]
    {
        if let Some(id) = id.as_ref().filter(|id| !around.articles.contains_key(id)) {
            found.push((line(key), ArticleFault::NoSuchArticle { key, id: id.to_string() }));
        }
    }
    if let Some(way) = circle(article, around) {
        found.push((line("superseded_by"), ArticleFault::Circle { way }));
    }
    for (at, why) in Covers::read(&article.covers).1 {
        let pattern = article.covers.get(at).cloned().unwrap_or_default();
        found.push((line("covers"), ArticleFault::BadPattern { pattern, why }));
    }
}

/// Follows what takes an article's place, if that leads back to it; a circle is named at its smallest id.
fn circle(article: &Article, around: &Surroundings<'_>) -> Option<Vec<ArticleId>> {
    let mut way = vec![article.id.clone()];
    let mut next = article.superseded_by.clone();
    while let Some(id) = next {
        let is_back = id == article.id;
        if !is_back && way.contains(&id) {
            return None;
        }
        next = around.articles.get(&id).and_then(|(_, file)| file.article.superseded_by.clone());
        way.push(id);
        if is_back {
            return (way.iter().min() == Some(&article.id)).then_some(way);
        }
    }
    None
}

fn of_text(
    path: &str,
    file: &ArticleFile,
    around: &Surroundings<'_>,
    found: &mut Vec<(usize, ArticleFault)>,
) {
    let line = |line: usize| file.body_line + line - 1;
    for link in links(&file.article.body) {
        let fault = match &link.target {
            Target::Elsewhere(_) => None,
            Target::Anchor(anchor) => {
                (!has_anchor(file, anchor)).then(|| ArticleFault::DeadAnchor { to: format!("#{anchor}") })
            }
            Target::File { path: to, anchor } => of_file_link(path, to, anchor.as_deref(), around),
        };
        found.extend(fault.map(|fault| (line(link.line), fault)));
    }
    for (at, id) in mentions(&file.article.body, around.prefix) {
        if !around.tickets.contains(&id) {
            found.push((line(at), ArticleFault::UnknownTicket { id }));
        }
    }
    for (at, id) in mentions(&file.article.body, ArticleId::PREFIX) {
        let is_known = id.parse::<ArticleId>().is_ok_and(|id| around.articles.contains_key(&id));
        if !is_known {
            found.push((line(at), ArticleFault::UnknownArticle { id }));
        }
    }
}

fn of_file_link(
    from: &str,
    to: &str,
    anchor: Option<&str>,
    around: &Surroundings<'_>,
) -> Option<ArticleFault> {
    if to.is_empty() {
        return None;
    }
    if let Some((_, file)) = to.parse::<ArticleId>().ok().and_then(|id| around.articles.get(&id)) {
        let anchor = anchor.filter(|anchor| !has_anchor(file, anchor))?;
        return Some(ArticleFault::DeadAnchor { to: format!("{to}#{anchor}") });
    }
    let places = candidates(from, to);
    let Some(place) = places.iter().find(|place| (around.exists)(place)) else {
        return Some(ArticleFault::DeadLink { to: to.to_owned() });
    };
    let file = around.by_path.get(place.as_str())?;
    let anchor = anchor.filter(|anchor| !has_anchor(file, anchor))?;
    Some(ArticleFault::DeadAnchor { to: format!("{to}#{anchor}") })
}

/// Returns the files that a link from a file may name. A path that begins with `/` begins in the knowledge base, or in
/// the top of the repository: such files begin with `/`.
fn candidates(from: &str, to: &str) -> Vec<String> {
    let root = from.split('/').next().unwrap_or_default();
    let mut all: Vec<String> = locate(root, from, to).iter().flat_map(|path| sources(path)).collect();
    if to.starts_with('/') {
        all.extend(locate("", "", to).map(|top| format!("/{top}")));
    }
    all
}

/// Tells whether a text has an anchor: of a heading, or one that it sets by itself.
fn has_anchor(file: &ArticleFile, anchor: &str) -> bool {
    let body = &file.article.body;
    let own = ["id", "name"].map(|key| format!("{key}=\"{anchor}\""));
    own.iter().any(|own| body.contains(own.as_str()))
        || headings(body).iter().any(|heading| heading.anchor.eq_ignore_ascii_case(anchor))
}

/// What a public article must not hold.
fn of_privacy(file: &ArticleFile, around: &Surroundings<'_>, found: &mut Vec<(usize, ArticleFault)>) {
    let body = &file.article.body;
    for (at, text) in body.lines().enumerate() {
        let line = file.body_line + at;
        for place in addresses(text) {
            found.push((line, ArticleFault::Address { text: text[place].to_owned() }));
        }
        let all: Vec<&str> = words(text).collect();
        // A name has at most four words.
        let names = (2..=4).flat_map(|count| all.windows(count)).map(|name| name.join(" "));
        let names = names.filter(|name| around.names.contains(&name.to_lowercase()));
        found.extend(names.map(|text| (line, ArticleFault::Name { text })));
    }
    for (at, id) in mentions(body, around.prefix) {
        found.push((file.body_line + at - 1, ArticleFault::PublicTicket { id }));
    }
}

impl ArticleFault {
    /// Returns the word for the kind, as JSON has it.
    pub fn kind(&self) -> &'static str {
        match self {
            ArticleFault::Twice { .. } => "duplicate-id",
            ArticleFault::Nameless => "no-id",
            ArticleFault::UnknownWord { .. } => "unknown-word",
            ArticleFault::NoResolution => "no-resolution",
            ArticleFault::PublicDraft { .. } => "public-draft",
            ArticleFault::NoSuchArticle { .. } | ArticleFault::UnknownArticle { .. } => "unknown-article",
            ArticleFault::Circle { .. } => "circular-link",
            ArticleFault::DeadLink { .. } => "dead-link",
            ArticleFault::DeadAnchor { .. } => "dead-anchor",
            ArticleFault::UnknownTicket { .. } => "unknown-ticket",
            ArticleFault::BadPattern { .. } => "bad-pattern",
            ArticleFault::Address { .. } | ArticleFault::Name { .. } => "personal-data",
            ArticleFault::PublicTicket { .. } => "public-ticket",
            ArticleFault::Code { .. } => "code-changed",
        }
    }

    /// Says what to do about it, as a clause without a full stop.
    pub fn mend(&self) -> String {
        match self {
            ArticleFault::Twice { .. } => {
                "give the copy another id: take its `id` line away and `git desk kb add` it".into()
            }
            ArticleFault::Nameless => "`git desk kb add` gives it one".into(),
            ArticleFault::UnknownWord { known, .. } => format!("it is one of `{}`", known.join("`, `")),
            ArticleFault::NoResolution => {
                "write under `## Resolution` what to do, or make it a draft again".into()
            }
            ArticleFault::PublicDraft { .. } => "validate it, or make it internal".into(),
            ArticleFault::NoSuchArticle { key, .. } => format!("correct `{key}`, or empty it"),
            ArticleFault::Circle { .. } => "empty one of them".into(),
            ArticleFault::DeadLink { .. } | ArticleFault::DeadAnchor { .. } => {
                "correct it, or take it away".into()
            }
            ArticleFault::UnknownTicket { .. } | ArticleFault::UnknownArticle { .. } => "correct it".into(),
            ArticleFault::BadPattern { .. } => "write it as for git: `src/auth/**`".into(),
            ArticleFault::Address { .. } | ArticleFault::Name { .. } => {
                "take it out, or make the article internal".into()
            }
            ArticleFault::PublicTicket { .. } => "readers cannot follow it: say what it says".into(),
            ArticleFault::Code { .. } => {
                "correct the article, or say that it is still right: `git desk kb review`".into()
            }
        }
    }
}

impl fmt::Display for ArticleFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ArticleFault::Twice { first } => write!(f, "the id is that of `{first}`, too"),
            ArticleFault::Nameless => f.write_str("it has no id, so it is no article yet"),
            ArticleFault::UnknownWord { key, word, .. } => write!(f, "`{key}` is `{word}`, an unknown word"),
            ArticleFault::NoResolution => f.write_str("it is validated, and says nothing to do"),
            ArticleFault::PublicDraft { state } => write!(f, "it is public, and {state}"),
            ArticleFault::NoSuchArticle { key, id } => write!(f, "`{key}` is `{id}`, which is no article"),
            ArticleFault::Circle { way } => {
                let way: Vec<&str> = way.iter().map(ArticleId::as_str).collect();
                write!(f, "`superseded_by` leads in a circle: {}", way.join(" → "))
            }
            ArticleFault::DeadLink { to } => write!(f, "the link `{to}` leads nowhere"),
            ArticleFault::DeadAnchor { to } => write!(f, "the link `{to}` leads to no heading"),
            ArticleFault::UnknownTicket { id } => write!(f, "there is no ticket `{id}`"),
            ArticleFault::UnknownArticle { id } => write!(f, "there is no article `{id}`"),
            ArticleFault::BadPattern { pattern, why } => write!(f, "`covers` has `{pattern}`: {why}"),
            ArticleFault::Address { text } => write!(f, "it is public and holds the address `{text}`"),
            ArticleFault::Name { text } => {
                write!(f, "it is public and holds the name `{text}` of somebody who asked")
            }
            ArticleFault::PublicTicket { id } => write!(f, "it is public and names the ticket `{id}`"),
            ArticleFault::Code { path } => write!(f, "`{path}`, which it covers, was changed"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_may_name_the_page_of_a_file() {
        let has = |from: &str, to: &str, file: &str| candidates(from, to).iter().any(|it| it == file);
        assert!(has("kb/manual/a.html.md", "b.html#x".split('#').next().unwrap(), "kb/manual/b.html.md"));
        assert!(has("kb/manual/a.md", "../b", "kb/b.md"));
        assert!(has("kb/manual/a.md", "/manual/b.html", "kb/manual/b.html.md"));
        assert!(has("kb/a.md", "/src/main.rs", "/src/main.rs"));
        assert!(candidates("kb/a.md", "../../../etc/passwd").is_empty());
    }
}
