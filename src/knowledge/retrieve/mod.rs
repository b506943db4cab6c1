//! Which articles answer a question in somebody's own words, the best first.
//!
//! BM25F as in `search::rank`, with what measured best on real questions (docs/performance.md):
//!
//! - An article counts as a whole and by its best part, so that a long one does not win by its length, nor lose by it.
//! - Title, labels and the synonyms it lists count for more than a heading, and that for more than the text.
//! - A word finds its family, by English and French stems; as written it counts for more.
//! - A word that no article has is taken for the nearest one that some have, and for its synonyms of the thesaurus.
//! - A word's worth is that of its own family: having synonyms makes it no more common.

mod texts;
mod vocabulary;

use std::collections::HashSet;

use rayon::prelude::*;

use super::sections::{Section, readable, sections};
use super::thesaurus::{others, says_nothing};
use crate::model::Article;
use crate::query::{lowered, words};
use crate::search::rarity;
use texts::{SATURATION, Text, Texts, Wanted};
use vocabulary::{Form, Vocabulary};

/// What a word of title, labels and synonyms counts for, beside one of the text.
const TITLE: f64 = 5.0;
/// What a word of a heading counts for.
const HEADING: f64 = 1.0;
/// What a synonym counts for.
const SYNONYM: f64 = 0.85;
/// What a word counts for that is a slip of the finger away.
const SLIP: f64 = 0.7;
/// The share of an article as a whole in its score; the rest is that of its best part.
const WHOLE: f64 = 0.5;
/// From how many letters on a word may have a slip, and from how many two.
const SLIPS: [usize; 2] = [4, 8];

/// Articles, ready to be asked.
pub struct Library {
    vocabulary: Vocabulary,
    wholes: Texts,
    parts: Texts,
    /// The article of each part, and its number in it.
    owners: Vec<(usize, usize)>,
    sections: Vec<Vec<Section>>,
}

/// An article that answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// The place of the article among those given.
    pub article: usize,
    /// How well it answers: 1 is an article that has all of the question again and again, 0 is nothing.
    pub score: f64,
    /// The number of its section that answers best.
    pub section: usize,
}

impl Library {
    /// Counts the words of articles.
    pub fn of<'a>(articles: impl Iterator<Item = &'a Article>) -> Library {
        let articles: Vec<&Article> = articles.collect();
        let read: Vec<Read> = articles.into_par_iter().map(Read::new).collect();
        let vocabulary = Vocabulary::of(read.iter().flat_map(Read::words));
        let counted: Vec<Counted> = read.par_iter().map(|read| Counted::of(read, &vocabulary)).collect();
        let (mut wholes, mut parts) = (Texts::default(), Texts::default());
        let mut owners = Vec::new();
        for (article, counted) in counted.into_iter().enumerate() {
            wholes.push(counted.whole);
            owners.extend((0..counted.parts.len()).map(|part| (article, part)));
            counted.parts.into_iter().for_each(|part| parts.push(part));
        }
        let sections = read.into_iter().map(|read| read.sections).collect();
        Library { vocabulary, wholes, parts, owners, sections }
    }

    /// Returns the sections of an article that answers.
    pub fn sections(&self, answer: &Answer) -> &[Section] {
        self.sections.get(answer.article).map_or(&[], Vec::as_slice)
    }

    /// Returns the section that a text was found in.
    pub fn section(&self, answer: &Answer) -> Option<&Section> {
        self.sections(answer).get(answer.section)
    }

    /// Returns the articles that answer a question, the best first; of equals the one that was given first.
    pub fn ask(&self, question: &str) -> Vec<Answer> {
        let wanted = self.wanted(question);
        let texts = self.wholes.lengths.len();
        // A word that no article has is as rare as one that a single one has: where there are few articles it would
        // otherwise outweigh all that they say.
        let rarities: Vec<f64> = wanted.iter().map(|word| rarity(texts, word.holders.max(1))).collect();
        let worth = rarities.iter().sum::<f64>() * (SATURATION + 1.0);
        let wholes = self.wholes.scores(&wanted, &rarities);
        let parts = self.parts.scores(&wanted, &rarities);
        let mut best = vec![(0.0, 0); texts];
        for (score, (article, section)) in parts.into_iter().zip(&self.owners) {
            if score > best[*article].0 {
                best[*article] = (score, *section);
            }
        }
        let found = wholes.into_iter().zip(best).enumerate().filter(|(_, (whole, _))| *whole > 0.0);
        let answer = |(article, (whole, (part, section)))| Answer {
            article,
            score: (WHOLE * whole + (1.0 - WHOLE) * part) / worth,
            section,
        };
        let mut answers: Vec<Answer> = found.map(answer).collect();
        answers.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article)));
        answers
    }

    /// Returns the words of a question that an article has, or something for them.
    pub fn shared(&self, question: &str, article: usize) -> Vec<String> {
        let has = |word: &String| {
            self.wholes.weights(&self.word(word)).get(article).is_some_and(|weight| *weight > 0.0)
        };
        telling(question).into_iter().filter(has).collect()
    }

    /// Reads a question.
    fn wanted(&self, question: &str) -> Vec<Wanted> {
        telling(question).iter().map(|word| self.word(word)).collect()
    }

    fn word(&self, word: &str) -> Wanted {
        let vocabulary = &self.vocabulary;
        let stems = vocabulary.forms.stems(word);
        let own = vocabulary.numbers(&stems);
        let mut forms: Vec<(Form, f64)> = own.iter().map(|form| (*form, 1.0)).collect();
        let mut holders = self.wholes.holders_of(&own);
        if holders == 0 {
            let near = self.near(word);
            let stems: Vec<String> = near.iter().flat_map(|near| vocabulary.forms.stems(near)).collect();
            let near = vocabulary.numbers(&stems);
            holders = self.wholes.holders_of(&near);
            forms.extend(near.into_iter().map(|form| (form, SLIP)));
        }
        let others = vocabulary.numbers(&others(&stems));
        if holders == 0 {
            holders = self.wholes.holders_of(&others);
        }
        forms.extend(others.into_iter().map(|form| (form, SYNONYM)));
        Wanted { exact: vocabulary.number(&crate::search::exact_form(word)), forms, holders }
    }

    /// Returns the words of the articles that a word was probably meant to be.
    fn near(&self, word: &str) -> Vec<&str> {
        let letters = word.chars().count();
        let slips = SLIPS.iter().filter(|least| letters >= **least).count();
        if slips == 0 || word.chars().all(|c| c.is_ascii_digit()) {
            return Vec::new();
        }
        let first = word.chars().next();
        let is_near = |known: &&str| {
            known.chars().next() == first
                && known.len().abs_diff(word.len()) <= slips
                && strsim::osa_distance(word, known) <= slips
        };
        let known = self.vocabulary.words.keys().map(String::as_str);
        let mut near: Vec<&str> = known.filter(is_near).collect();
        near.sort_unstable();
        near
    }
}

/// An article as its words, in small letters.
struct Read {
    /// Title, labels and synonyms.
    name: Vec<String>,
    sections: Vec<Section>,
    /// The title and the text of each section.
    texts: Vec<[Vec<String>; 2]>,
}

impl Read {
    fn new(article: &Article) -> Read {
        let small_words = |text: &str| words(text).map(lowered).collect();
        let sections = sections(&article.body);
        let text =
            |section: &Section| [&section.title, &readable(&section.text)].map(|text| small_words(text));
        let name = [article.labels.join(" "), article.synonyms.join(" "), article.title.clone()].join(" ");
        Read { name: small_words(&name), texts: sections.iter().map(text).collect(), sections }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.name.iter().chain(self.texts.iter().flatten().flatten()).map(String::as_str)
    }
}

/// An article as what its words count for: as a whole, and each of its parts with its name.
struct Counted {
    whole: Text,
    parts: Vec<Text>,
}

impl Counted {
    fn of(read: &Read, vocabulary: &Vocabulary) -> Counted {
        let name = vocabulary.count(&read.name, TITLE);
        let mut whole = name.clone();
        let part = |[title, text]: &[Vec<String>; 2]| {
            let mut part = vocabulary.count(title, HEADING);
            part.add(&vocabulary.count(text, 1.0));
            whole.add(&part);
            part.add(&name);
            part
        };
        let parts = read.texts.iter().map(part).collect();
        Counted { whole, parts }
    }
}

/// Returns the words of a text that tell what it is about, in small letters, each once; all of them where none does.
pub fn telling(text: &str) -> Vec<String> {
    let mut all: Vec<String> = words(text).map(lowered).collect();
    let says_something = |word: &String| !says_nothing(word);
    if all.iter().any(says_something) {
        all.retain(says_something);
    }
    let mut seen = HashSet::new();
    all.retain(|word| seen.insert(word.clone()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(title: &str, synonyms: &[&str], body: &str) -> Article {
        let id = "KB-0000".parse().unwrap();
        let mut article = Article::new(id, title);
        article.synonyms = synonyms.iter().map(|it| (*it).to_owned()).collect();
        article.body = body.to_owned();
        article
    }

    fn library() -> Vec<Article> {
        vec![
            article(
                "Rotate a credential",
                &[],
                "## Issue\n\nIt expires.\n\n## Resolution\n\nMake a new one.\n",
            ),
            article("Printer", &["copier"], "Turn it off.\n\n## Paper\n\nFill the tray with paper.\n"),
            article("Réseau sans fil", &[], "Redémarrer la carte.\n"),
        ]
    }

    fn best(question: &str) -> Option<usize> {
        let articles = library();
        Library::of(articles.iter()).ask(question).first().map(|answer| answer.article)
    }

    #[test]
    fn people_ask_in_their_own_words() {
        assert_eq!(best("how do i change my password"), Some(0));
        assert_eq!(best("the printr is broken"), Some(1));
        assert_eq!(best("copiers"), Some(1));
        assert_eq!(best("pas de wifi"), Some(2));
        assert_eq!(best("volcano"), None);
        assert_eq!(best(""), None);
    }

    #[test]
    fn a_single_article_answers_though_words_are_unknown() {
        let articles = &library()[1..2];
        let score = |question| Library::of(articles.iter()).ask(question).first().map_or(0.0, |it| it.score);
        assert!(score("no paper in my printer") > 0.4);
        assert!(score("book a room with my printer") < 0.4);
    }

    #[test]
    fn the_part_that_answers_is_named() {
        let articles = library();
        let library = Library::of(articles.iter());
        let answers = library.ask("no paper in the tray");
        assert_eq!(library.section(&answers[0]).unwrap().title, "Paper");
        assert!(answers[0].score > 0.3 && answers[0].score < 1.0, "{answers:?}");
    }
}
