//! The index that the script of the pages looks words up in: a file that assigns one constant,
//! because pages on a disk may not fetch anything.
//!
//! Words are in small letters without accents, sorted, so that all words with one beginning stand
//! together. Beside each: its articles, by place, each with a weight that says where the word stands.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rayon::prelude::*;
use serde::Serialize;

use super::article::Read;
use crate::search::fold;

/// What one word counts for, by where it stands. In the text it counts once more for each doubling.
const TITLE: u32 = 24;
const LABEL: u32 = 12;
const HEADING: u32 = 8;
const TEXT: u32 = 2;
/// Longer words are not what anybody types.
const LONGEST: usize = 40;

#[derive(Serialize)]
struct Index<'a> {
    /// Page, title, labels, first words, and the language where it is not that of the site.
    articles: Vec<(&'a str, &'a str, &'a [String], &'a str, &'a str)>,
    words: Vec<&'a str>,
    /// For each word: an article's place, then its weight, and so on.
    places: Vec<Vec<u32>>,
}

/// Writes the index.
pub(super) fn index(articles: &[Read]) -> String {
    let folded: Vec<Folded> = articles.par_iter().map(Folded::new).collect();
    let weights: Vec<Weights> = folded.par_iter().map(Folded::weigh).collect();
    let mut places: Weighted = HashMap::default();
    for (place, weights) in (0..).zip(&weights) {
        for (word, weight) in weights {
            places.entry(word).or_default().extend([place, *weight]);
        }
    }
    let mut words: Vec<(&str, Vec<u32>)> = places.into_iter().collect();
    words.par_sort_unstable();
    let (words, places) = words.into_iter().unzip();
    let index = Index { articles: articles.iter().map(entry).collect(), words, places };
    // The values are strings and numbers, which JSON can always hold.
    let json = serde_json::to_string(&index).unwrap_or_default();
    format!("\"use strict\";\nconst SEARCH_INDEX = {json};\n")
}

type Weights<'t> = HashMap<&'t str, u32, RandomState>;
type Weighted<'t> = HashMap<&'t str, Vec<u32>, RandomState>;

fn entry<'a>(read: &'a Read) -> (&'a str, &'a str, &'a [String], &'a str, &'a str) {
    let article = read.article;
    (&read.file, &article.title, &article.labels, &read.summary, read.lang().unwrap_or_default())
}

/// The texts of an article in small letters without accents, each with what its words count for.
struct Folded {
    text: String,
    others: Vec<(String, u32)>,
}

impl Folded {
    fn new(read: &Read) -> Self {
        let article = read.article;
        let mut others = vec![(fold(&article.title), TITLE), (fold(&article.id), TITLE)];
        others.extend(article.labels.iter().chain(&article.environment).map(|text| (fold(text), LABEL)));
        let is_title = |text: &str| text.trim().eq_ignore_ascii_case(article.title.trim());
        let headings = read.headings.iter().filter(|heading| !is_title(&heading.text));
        others.extend(headings.map(|heading| (fold(&heading.text), HEADING)));
        Folded { text: fold(&read.text), others }
    }

    fn weigh(&self) -> Weights<'_> {
        let mut weights = Weights::default();
        words(&self.text).for_each(|word| *weights.entry(word).or_insert(0) += 1);
        weights.values_mut().for_each(|count| *count = TEXT * (count.ilog2() + 1));
        for (text, weight) in &self.others {
            words(text).for_each(|word| *weights.entry(word).or_insert(0) += weight);
        }
        weights
    }
}

/// Runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !c.is_alphanumeric());
    runs.filter(|word| !word.is_empty() && word.len() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::super::Article;
    use super::*;

    #[test]
    fn words_weigh_by_where_they_stand() {
        let article = Article {
            id: "KB-1".to_owned(),
            title: "Été VPN".to_owned(),
            labels: vec!["vpn".to_owned()],
            body: "# Été VPN\n\n## Reset\n\nvpn vpn code `x_y`".to_owned(),
            ..Article::default()
        };
        let read = [Read::new(&article)];
        let expect = "\"use strict\";\nconst SEARCH_INDEX = {\"articles\":[[\"KB-1.html\",\"Été VPN\",[\"vpn\"],\"\",\"\"]],\
            \"words\":[\"1\",\"code\",\"ete\",\"kb\",\"reset\",\"vpn\",\"x\",\"y\"],\
            \"places\":[[0,24],[0,2],[0,24],[0,24],[0,8],[0,40],[0,2],[0,2]]};\n";
        assert_eq!(index(&read), expect);
    }
}
