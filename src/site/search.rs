//! The index that the script of the pages looks words up in: a file that assigns one constant,
//! because pages on a disk may not fetch anything.
//!
//! Words are in small letters without accents, sorted, so that all words with one beginning stand
//! together. Beside each: its articles, by place, each with a weight that says where the word stands.

use std::collections::{BTreeMap, HashMap};

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
    let weights: Vec<HashMap<String, u32>> = articles.par_iter().map(weigh).collect();
    let mut words: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (place, weights) in (0..).zip(&weights) {
        for (word, weight) in weights {
            words.entry(word).or_default().extend([place, *weight]);
        }
    }
    let index = Index {
        articles: articles
            .iter()
            .map(|read| {
                let article = read.article;
                (
                    read.file.as_str(),
                    article.title.as_str(),
                    article.labels.as_slice(),
                    read.summary.as_str(),
                    read.lang().unwrap_or_default(),
                )
            })
            .collect(),
        words: words.keys().copied().collect(),
        places: words.into_values().collect(),
    };
    // The values are strings and numbers, which JSON can always hold.
    let json = serde_json::to_string(&index).unwrap_or_default();
    format!("\"use strict\";\nconst SEARCH_INDEX = {json};\n")
}

fn weigh(read: &Read) -> HashMap<String, u32> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    for_words(&read.text, |word| *counts.entry(word).or_insert(0) += 1);
    let mut weights: HashMap<String, u32> =
        counts.into_iter().map(|(word, count)| (word, TEXT * (count.ilog2() + 1))).collect();
    let article = read.article;
    let mut add = |text: &str, weight: u32| {
        for_words(text, |word| *weights.entry(word).or_insert(0) += weight);
    };
    add(&article.title, TITLE);
    article.labels.iter().for_each(|label| add(label, LABEL));
    article.environment.iter().for_each(|environment| add(environment, LABEL));
    add(&article.id, TITLE);
    let named = |text: &str| text.trim().eq_ignore_ascii_case(article.title.trim());
    read.headings
        .iter()
        .filter(|heading| !named(&heading.text))
        .for_each(|heading| add(&heading.text, HEADING));
    weights
}

/// Calls for every run of letters and digits, folded.
fn for_words(text: &str, mut act: impl FnMut(String)) {
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() && word.len() <= LONGEST {
            act(fold(word));
        }
    }
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
