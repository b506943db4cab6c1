//! The help centre: articles as a folder of pages that needs no server.
//!
//! Pure: articles in, files out, the same bytes for the same articles. The pages work from a disk
//! as well as from the web, without JavaScript (but for the search), and load nothing from elsewhere:
//! a strict content security policy stands in each.
//!
//! 1. `article` reads what each article says: headings, first words, words to be searched.
//! 2. `links` knows where links between articles and to pictures lead.
//! 3. `labels` groups the articles.
//! 4. `pages` fills the templates, `words` holds what they say in each language.
//! 5. `search` writes the index that the script of the pages looks words up in.
//!
//! An article's page is named by its id, so links survive every new title and every move of its file.
//! Anchors of articles never hold a capital letter, ids of the pages themselves begin with one.

mod article;
mod labels;
mod links;
mod pages;
mod search;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;

use chrono::NaiveDate;
pub use links::pictures;
use rayon::prelude::*;

/// What a help centre is made of.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Its name, such as that of the team or the product.
    pub name: String,
    /// The language of its own words and of articles that name none (BCP 47): `en`, `fr-BE`.
    pub lang: String,
    /// Whether it is for everybody. One that is not names owners and asks search engines to stay away.
    pub is_public: bool,
    /// The day that is shown as the day it was made.
    pub made: Option<NaiveDate>,
    /// The articles, in any order.
    pub articles: Vec<Article>,
    /// The pictures that articles show, by their path; see [`pictures`].
    pub pictures: BTreeMap<String, Vec<u8>>,
}

/// One article.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// `KB-7k3m2q`; unique.
    pub id: String,
    /// The title, plain text.
    pub title: String,
    /// Where its file is, with `/`, from the folder that absolute links (`/a/b.md`) begin in.
    pub path: String,
    /// What it is filed under.
    pub labels: Vec<String>,
    /// Where it applies.
    pub environment: Option<String>,
    /// `validated`, or another state, which is then shown.
    pub state: String,
    /// `public`, or another audience, which is then shown.
    pub audience: String,
    /// The language of the article, where it is not that of the site.
    pub lang: Option<String>,
    /// Who looks after it; shown only where the site is not public.
    pub owner: Option<String>,
    /// The day it was written.
    pub created: Option<NaiveDate>,
    /// The day somebody last said that it is right.
    pub reviewed: Option<NaiveDate>,
    /// Markdown.
    pub body: String,
    /// How many tickets it solved.
    pub reuse: usize,
    /// Ids of articles about something near, the nearest first.
    pub related: Vec<String>,
    /// The id of the article to read instead.
    pub superseded_by: Option<String>,
    /// The id of the article this one says in another language.
    pub translation_of: Option<String>,
}

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path in the folder of the site, with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What stands beside the pages as it is.
const ASSETS: [(&str, &str); 3] = [
    ("site.css", include_str!("pages/site.css")),
    ("site.js", include_str!("pages/site.js")),
    ("icon.svg", include_str!("pages/icon.svg")),
];

/// Returns what a help centre is called where nobody gave it a name, in its language (BCP 47).
pub fn name_in(lang: &str) -> &'static str {
    words::of(lang).name
}

/// Makes the site. `index.html` is where it begins.
pub fn build(site: &Site) -> Vec<File> {
    let mut articles: Vec<&Article> = site.articles.iter().collect();
    articles.sort_by_cached_key(|article| (crate::search::fold(&article.title), article.id.clone()));
    let read: Vec<_> = articles.par_iter().map(|article| article::Read::new(article)).collect();
    let labels = labels::gather(&articles);
    let links = links::Links::new(&read, &site.pictures);
    let pages = pages::Pages::new(site, &read, &labels, &links);

    let mut files = pages.all();
    let text = |(path, text): (&str, &str)| File { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
    files.extend(ASSETS.map(text));
    files.push(File { path: "search-index.js".to_owned(), bytes: search::index(&read).into_bytes() });
    files.extend(
        site.pictures
            .iter()
            .filter(|(path, _)| links::is_picture(path))
            .map(|(path, bytes)| File { path: links::picture_path(path), bytes: bytes.clone() }),
    );
    files
}
