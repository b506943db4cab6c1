//! The pages, filled into the templates beside this file.
//!
//! A template escapes whatever it is given, but for the body of an article, which
//! [`crate::render::html`] has made safe.

use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use rayon::prelude::*;
use serde::Serialize;

use super::article::{Read, is_lang};
use super::labels::Label;
use super::links::{Links, address};
use super::words::{self, Words};
use super::{File, Site};
use crate::knowledge::headings::Heading;
use crate::render::html;
use crate::search::fold;

/// Labels with cards of their own on the start page; the others stand in a list.
const CARDS: usize = 9;
/// Articles on the card of a label.
const ON_CARD: usize = 3;
/// Articles that are used most on the start page.
const MOST_USED: usize = 6;
/// Related articles under an article.
const RELATED: usize = 6;
/// A table of contents is for articles with more headings than one.
const FEWEST_CONTENTS: usize = 2;

const TEMPLATES: [(&str, &str); 6] = [
    ("layout.html", include_str!("layout.html")),
    ("search.html", include_str!("search.html")),
    ("index.html", include_str!("index.html")),
    ("label.html", include_str!("label.html")),
    ("all.html", include_str!("all.html")),
    ("article.html", include_str!("article.html")),
];

/// All that pages are made of.
pub(super) struct Pages<'a> {
    site: &'a Site,
    articles: &'a [Read<'a>],
    labels: &'a [Label],
    links: &'a Links<'a>,
    words: &'static Words,
    templates: Environment<'static>,
    /// What every page gets.
    shared: Value,
}

/// An article in a list.
#[derive(Serialize)]
struct Item<'a> {
    href: &'a str,
    title: &'a str,
    lang: Option<&'a str>,
    summary: &'a str,
    note: Option<String>,
}

/// A label in a list.
#[derive(Serialize)]
struct Topic<'a> {
    href: String,
    name: &'a str,
    count: usize,
    articles: Vec<Item<'a>>,
}

/// A heading in a table of contents, with those below it.
#[derive(Serialize)]
struct Entry<'h> {
    anchor: &'h str,
    text: &'h str,
    below: Vec<Entry<'h>>,
}

impl<'a> Pages<'a> {
    pub(super) fn new(
        site: &'a Site,
        articles: &'a [Read<'a>],
        labels: &'a [Label],
        links: &'a Links<'a>,
    ) -> Self {
        let lang = if is_lang(&site.lang) { site.lang.as_str() } else { "en" };
        let words = words::of(lang);
        let mut templates = Environment::new();
        for (name, source) in TEMPLATES {
            templates.add_template(name, source).expect("the templates are ours, and every test reads them");
        }
        let shared = context! {
            name => &site.name,
            lang,
            is_public => site.is_public,
            made => site.made.map(|day| day.to_string()),
            words => value(words),
            count => words::count(articles.len(), words.one_article, words.articles),
        };
        Pages { site, articles, labels, links, words, templates, shared }
    }

    pub(super) fn all(&self) -> Vec<File> {
        let mut files = vec![self.start(), self.every_article()];
        files.extend(self.labels.iter().map(|label| self.label(label)));
        files.par_extend(self.articles.par_iter().map(|read| self.article(read)));
        files
    }

    fn start(&self) -> File {
        let mut labels: Vec<&Label> = self.labels.iter().filter(|label| label.name.is_some()).collect();
        labels.sort_by_key(|label| std::cmp::Reverse(label.articles.len()));
        let (cards, rest) = labels.split_at(labels.len().min(CARDS));
        let mut rest: Vec<&Label> = rest.to_vec();
        rest.sort_by_key(|label| label.name.as_deref().map(fold));
        rest.extend(self.labels.iter().filter(|label| label.name.is_none()));
        let mut used: Vec<&Read> = self.articles.iter().filter(|read| read.article.reuse > 0).collect();
        used.sort_by_key(|read| std::cmp::Reverse(read.article.reuse));
        let used = used.iter().take(MOST_USED).map(|read| self.used(read));
        // Without labels, all there is to show is the articles.
        let loose = self.articles.iter().filter(|_| self.labels.is_empty());
        self.page(
            "index.html",
            "index.html",
            context! {
                used => value(used.collect::<Vec<_>>()),
                cards => value(self.topics(cards)),
                topics => value(self.topics(&rest)),
                articles => value(loose.map(|read| self.item(read)).collect::<Vec<_>>()),
            },
        )
    }

    fn every_article(&self) -> File {
        let mut groups: Vec<(String, Vec<Item>)> = Vec::new();
        for read in self.articles {
            let initial = fold(&read.article.title).chars().next().filter(|first| first.is_alphabetic());
            let initial = initial.map_or_else(|| "#".to_owned(), |first| first.to_uppercase().to_string());
            match groups.last_mut() {
                Some((last, items)) if *last == initial => items.push(self.item(read)),
                _ => groups.push((initial, vec![self.item(read)])),
            }
        }
        self.page("all.html", "all.html", context! { groups => value(groups) })
    }

    fn label(&self, label: &Label) -> File {
        let articles: Vec<_> = label.articles.iter().map(|place| self.used(&self.articles[*place])).collect();
        let count = words::count(articles.len(), self.words.one_article, self.words.articles);
        self.page(
            "label.html",
            &label.file,
            context! { title => self.name_of(label), articles => value(articles), number => count },
        )
    }

    fn article(&self, read: &'a Read<'a>) -> File {
        let article = read.article;
        let link = |url: &str| self.links.resolve(read, url);
        let page = html::render(&article.body, &article.title, &link);
        let translations: Vec<_> =
            self.translations(read).into_iter().map(|other| self.item(other)).collect();
        let newer = article.superseded_by.as_deref().and_then(|id| self.links.article(id));
        let related = article.related.iter().filter(|id| **id != article.id);
        let related =
            related.filter_map(|id| self.links.article(id)).take(RELATED).map(|other| self.item(other));
        let is_for_all = article.audience == "public";
        let contents = if page.headings.len() < FEWEST_CONTENTS { Vec::new() } else { nest(&page.headings) };
        let topics = self.labels.iter().filter(|label| label.name.is_some());
        let topics: Vec<_> = topics
            .filter(|label| label.articles.iter().any(|place| self.articles[*place].article.id == article.id))
            .collect();
        let values = context! {
            title => &article.title,
            title_anchor => page.title_anchor,
            body => Value::from_safe_string(page.body),
            contents => value(contents),
            topics => value(self.topics(&topics)),
            article_lang => read.lang(),
            environment => article.environment.as_deref(),
            owner => article.owner.as_ref().filter(|_| !self.site.is_public),
            is_internal => !is_for_all && !self.site.is_public,
            is_archived => article.state == "archived",
            state => (article.state != "validated" && article.state != "archived").then_some(&article.state),
        };
        let more = context! {
            id => &article.id,
            created => article.created.map(|day| day.to_string()),
            reviewed => article.reviewed.map(|day| day.to_string()),
            newer => value(newer.map(|other| self.item(other))),
            translations => value(translations),
            related => value(related.collect::<Vec<_>>()),
        };
        self.page("article.html", &read.file, context! { ..values, ..more })
    }

    /// The articles that say the same in other languages.
    fn translations(&self, read: &'a Read<'a>) -> Vec<&'a Read<'a>> {
        let origin = |read: &'a Read<'a>| read.article.translation_of.as_deref().unwrap_or(&read.article.id);
        let mine = origin(read);
        self.articles
            .iter()
            .filter(|other| origin(other) == mine && other.article.id != read.article.id)
            .collect()
    }

    fn page(&self, template: &str, path: &str, values: Value) -> File {
        let template = self.templates.get_template(template).expect("a name of `TEMPLATES`");
        let shared = self.shared.clone();
        let text = template
            .render(context! { ..values, ..shared })
            .expect("the templates are ours, and values are text");
        File { path: path.to_owned(), bytes: text.into_bytes() }
    }

    fn item(&self, read: &'a Read<'a>) -> Item<'a> {
        Item {
            href: &read.file,
            title: &read.article.title,
            lang: read.lang(),
            summary: &read.summary,
            note: None,
        }
    }

    fn used(&self, read: &'a Read<'a>) -> Item<'a> {
        let reuse = read.article.reuse;
        let note = (reuse > 0).then(|| words::count(reuse, self.words.one_use, self.words.uses));
        Item { note, ..self.item(read) }
    }

    fn topics(&self, labels: &[&'a Label]) -> Vec<Topic<'a>> {
        labels.iter().map(|label| self.topic(label)).collect()
    }

    fn topic(&self, label: &'a Label) -> Topic<'a> {
        let articles = label.articles.iter().take(ON_CARD).map(|place| self.item(&self.articles[*place]));
        Topic {
            href: address(&label.file),
            name: self.name_of(label),
            count: label.articles.len(),
            articles: articles.collect(),
        }
    }

    fn name_of(&self, label: &'a Label) -> &'a str {
        label.name.as_deref().unwrap_or(self.words.other)
    }
}

fn value(list: impl Serialize) -> Value {
    Value::from(Serde(list))
}

/// Puts headings below the ones they belong to; two levels are shown.
fn nest(headings: &[Heading]) -> Vec<Entry<'_>> {
    let top = headings.iter().map(|heading| heading.level).min().unwrap_or(2);
    let mut entries: Vec<Entry> = Vec::new();
    for heading in headings {
        let entry = Entry { anchor: &heading.anchor, text: &heading.text, below: Vec::new() };
        match entries.last_mut() {
            Some(last) if heading.level == top + 1 => last.below.push(entry),
            Some(_) if heading.level > top + 1 => {}
            _ => entries.push(entry),
        }
    }
    entries
}
