//! Which articles answer a question in somebody's own words, the best first.
//!
//! BM25F as in `search::rank`, with what measured best on real questions (docs/performance.md):
//!
//! - An article counts as a whole and by its best part, so that a long one does not win by its length, nor lose by it.
//! - Title, labels and the synonyms it lists count for more than a heading, and that for more than the text.
//! - A word finds its family, by English and French stems; as written it counts for more.
//! - A word that no article has is taken for the nearest one that some have, and for its synonyms of the thesaurus.
//! - A word's worth is that of its own family: having synonyms makes it no more common.

use std::collections::HashMap;

use rayon::prelude::*;

use super::sections::{Section, sections};
use super::thesaurus::{others, says_nothing};
use crate::model::Article;
use crate::query::{lowered, words};
use crate::search::{Forms, rarity};

/// How soon more of the same word counts for less.
const SATURATION: f64 = 2.5;
/// How much the length of a text counts.
const LENGTH: f64 = 0.9;
/// What a word of title, labels and synonyms counts for, beside one of the text.
const TITLE: f64 = 5.0;
/// What a word of a heading counts for.
const HEADING: f64 = 1.0;
/// What a word as written adds to its family.
const EXACT: f64 = 1.0;
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

/// The number of a form of a word.
type Form = usize;

/// What the forms of a text count for.
type Counts = HashMap<Form, f64, foldhash::fast::RandomState>;

/// All words of the articles and the numbers of their forms: a word is taken apart once.
#[derive(Default)]
struct Vocabulary {
    forms: Forms,
    numbers: HashMap<String, Form, foldhash::fast::RandomState>,
    words: HashMap<String, Vec<Form>, foldhash::fast::RandomState>,
}

/// Words of texts, counted.
#[derive(Default)]
struct Texts {
    /// The texts that have a form, and what it counts for there; by the number of the form.
    holders: Vec<Vec<(usize, f64)>>,
    lengths: Vec<f64>,
}

/// A word that is looked for: the forms that some article has, and what each counts for.
struct Wanted {
    exact: Option<Form>,
    forms: Vec<(Form, f64)>,
    /// How many articles have a word of its own family, or of the one it was taken for.
    holders: usize,
}

impl Library {
    /// Counts the words of articles.
    pub fn of<'a>(articles: impl Iterator<Item = &'a Article>) -> Library {
        let mut library = Library {
            vocabulary: Vocabulary::default(),
            wholes: Texts::default(),
            parts: Texts::default(),
            owners: Vec::new(),
            sections: Vec::new(),
        };
        let articles: Vec<&Article> = articles.collect();
        let read = |article: &&Article| {
            let sections = sections(&article.body);
            let texts = sections.iter().map(|section| small_words(&readable(&section.text))).collect();
            (sections, texts)
        };
        let read: Vec<(Vec<Section>, Vec<Vec<String>>)> = articles.par_iter().map(read).collect();
        for (number, (article, (sections, texts))) in articles.into_iter().zip(read).enumerate() {
            library.take(number, article, &sections, texts);
            library.sections.push(sections);
        }
        library
    }

    /// Returns the section that a text was found in.
    pub fn section(&self, answer: &Answer) -> Option<&Section> {
        self.sections.get(answer.article)?.get(answer.section)
    }

    fn take(&mut self, number: usize, article: &Article, sections: &[Section], texts: Vec<Vec<String>>) {
        let name = [article.labels.join(" "), article.synonyms.join(" "), article.title.clone()].join(" ");
        let mut named = Counts::default();
        let name_length = self.vocabulary.count(small_words(&name), TITLE, &mut named);
        let (mut whole, mut length) = (named.clone(), name_length);
        for (part, (section, text)) in sections.iter().zip(texts).enumerate() {
            let mut counts = Counts::default();
            let mut words = self.vocabulary.count(small_words(&section.title), HEADING, &mut counts);
            words += self.vocabulary.count(text, 1.0, &mut counts);
            counts.iter().for_each(|(form, weight)| *whole.entry(*form).or_default() += weight);
            named.iter().for_each(|(form, weight)| *counts.entry(*form).or_default() += weight);
            length += words;
            self.owners.push((number, part));
            self.parts.push(counts, name_length + words);
        }
        self.wholes.push(whole, length);
    }

    /// Returns the articles that answer a question, the best first; of equals the one that was given first.
    pub fn ask(&self, question: &str) -> Vec<Answer> {
        let wanted = self.wanted(question);
        let texts = self.wholes.lengths.len();
        let worth: f64 =
            wanted.iter().map(|word| rarity(texts, word.holders)).sum::<f64>() * (SATURATION + 1.0);
        let rarities: Vec<f64> = wanted.iter().map(|word| rarity(texts, word.holders)).collect();
        let wholes = self.wholes.scores(&wanted, &rarities);
        let mut best: HashMap<usize, (f64, usize)> = HashMap::new();
        let mut parts: Vec<(usize, f64)> = self.parts.scores(&wanted, &rarities).into_iter().collect();
        parts.sort_by_key(|(part, _)| *part);
        for (part, score) in parts {
            let Some((article, section)) = self.owners.get(part).copied() else { continue };
            let present = best.entry(article).or_insert((score, section));
            if score > present.0 {
                *present = (score, section);
            }
        }
        let answer = |(article, score): (usize, f64)| {
            let (part, section) = best.get(&article).copied().unwrap_or_default();
            Answer { article, score: (WHOLE * score + (1.0 - WHOLE) * part) / worth, section }
        };
        let mut answers: Vec<Answer> = wholes.into_iter().map(answer).collect();
        answers.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article)));
        answers
    }

    /// Returns the words of a question that an article has, or something for them.
    pub fn shared(&self, question: &str, article: usize) -> Vec<String> {
        let has = |word: &String| self.wholes.weights(&self.word(word)).contains_key(&article);
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

/// Returns the words of a text that tell what it is about, in small letters, each once; all of them where none does.
pub fn telling(text: &str) -> Vec<String> {
    let mut all: Vec<String> = words(text).map(lowered).collect();
    let says_something = |word: &String| !says_nothing(word);
    if all.iter().any(says_something) {
        all.retain(says_something);
    }
    let mut seen = std::collections::HashSet::new();
    all.retain(|word| seen.insert(word.clone()));
    all
}

impl Texts {
    fn push(&mut self, counts: Counts, length: f64) {
        let number = self.lengths.len();
        self.lengths.push(length);
        for (form, weight) in counts {
            if self.holders.len() <= form {
                self.holders.resize_with(form + 1, Vec::new);
            }
            self.holders[form].push((number, weight));
        }
    }

    fn having(&self, form: Form) -> &[(usize, f64)] {
        self.holders.get(form).map_or(&[], Vec::as_slice)
    }

    /// Counts the texts that have one of some forms.
    fn holders_of(&self, forms: &[Form]) -> usize {
        let texts = forms.iter().flat_map(|form| self.having(*form)).map(|(text, _)| text);
        texts.collect::<std::collections::HashSet<_>>().len()
    }

    fn scores(&self, wanted: &[Wanted], rarities: &[f64]) -> HashMap<usize, f64> {
        let average = (self.lengths.iter().sum::<f64>() / self.lengths.len().max(1) as f64).max(1.0);
        let mut scores: HashMap<usize, f64> = HashMap::new();
        for (word, rarity) in wanted.iter().zip(rarities) {
            for (text, weight) in self.weights(word) {
                let length = self.lengths.get(text).copied().unwrap_or_default();
                let damped = weight + SATURATION * (1.0 - LENGTH + LENGTH * length / average);
                *scores.entry(text).or_default() += rarity * weight * (SATURATION + 1.0) / damped;
            }
        }
        scores
    }

    /// Returns what a word counts for in each text that has it, or something for it.
    fn weights(&self, word: &Wanted) -> Counts {
        let mut weights = Counts::default();
        for (form, share) in &word.forms {
            for (text, weight) in self.having(*form) {
                let present: &mut f64 = weights.entry(*text).or_default();
                *present = present.max(weight * share);
            }
        }
        for (text, weight) in word.exact.map_or(&[][..], |exact| self.having(exact)) {
            *weights.entry(*text).or_default() += EXACT * weight;
        }
        weights
    }
}

fn small_words(text: &str) -> Vec<String> {
    words(text).map(lowered).collect()
}

impl Vocabulary {
    /// Counts the forms of words in small letters and returns how long their text is.
    fn count(&mut self, words: Vec<String>, weight: f64, counts: &mut Counts) -> f64 {
        let length = words.len() as f64 * weight;
        for word in words {
            if !self.words.contains_key(&word) {
                let forms = self.forms.find(&word);
                let numbers = forms.into_iter().map(|form| self.take(form)).collect();
                self.words.insert(word.clone(), numbers);
            }
            for form in self.words.get(&word).into_iter().flatten() {
                *counts.entry(*form).or_default() += weight;
            }
        }
        length
    }

    fn take(&mut self, form: String) -> Form {
        let next = self.numbers.len();
        *self.numbers.entry(form).or_insert(next)
    }

    fn number(&self, form: &str) -> Option<Form> {
        self.numbers.get(form).copied()
    }

    /// Returns the numbers of the forms that some article has.
    fn numbers(&self, forms: &[String]) -> Vec<Form> {
        forms.iter().filter_map(|form| self.number(form)).collect()
    }
}

/// How many bytes a destination or a tag may have.
const LONGEST_HIDDEN: usize = 2048;

/// Leaves out of Markdown what nobody reads: where links lead, and tags.
fn readable(markdown: &str) -> String {
    let (mut readable, mut rest) = (String::with_capacity(markdown.len()), markdown);
    while let Some(at) = rest.find(['(', '<', 'h']) {
        let (before, from) = rest.split_at(at);
        readable.push_str(before);
        let is_destination = from.starts_with('(') && readable.ends_with(']');
        let is_tag =
            from.starts_with('<') && from[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let is_address = from.starts_with("http://") || from.starts_with("https://");
        let close =
            |sign: u8| from.bytes().take(LONGEST_HIDDEN).position(|byte| byte == sign).map(|end| end + 1);
        let end = match () {
            () if is_destination => close(b')'),
            () if is_tag => close(b'>'),
            () if is_address => {
                Some(from.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(from.len()))
            }
            () => None,
        };
        if end.is_none() {
            readable.push_str(&from[..1]);
        } else {
            readable.push(' ');
        }
        rest = &from[end.unwrap_or(1)..];
    }
    readable + rest
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
    fn the_part_that_answers_is_named() {
        let articles = library();
        let library = Library::of(articles.iter());
        let answers = library.ask("no paper in the tray");
        assert_eq!(library.section(&answers[0]).unwrap().title, "Paper");
        assert!(answers[0].score > 0.3 && answers[0].score < 1.0, "{answers:?}");
    }

    #[test]
    fn what_nobody_reads_is_left_out() {
        let text = "a [b](http://c.d/e) <br>f (g) <https://h.i> http://j.k l < m";
        assert_eq!(readable(text).split_whitespace().collect::<Vec<_>>().join(" "), "a [b] f (g) l < m");
    }
}
