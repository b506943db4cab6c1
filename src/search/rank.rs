//! Which texts answer a question, the best first.
//!
//! BM25F: a word counts for more the fewer texts have it, the more often it stands in a text, the shorter the text
//! is, and the more its part says of the whole (Robertson and Zaragoza, *The Probabilistic Relevance Framework*,
//! 2009). Several indexes are asked as one, so that texts of the moment can stand beside a kept index, and the scores
//! are those of one index of all of them.

use std::collections::HashMap;

use super::index::{Counts, Index};
use super::words::{Forms, exact_form};
use crate::query::{lowered, words};

/// How soon more of the same word counts for less.
const SATURATION: f64 = 1.2;

/// How much the length of a text counts.
const LENGTH: f64 = 0.6;

/// What a word counts for in title, labels, body and thread.
const WEIGHTS: [f64; 4] = [4.0, 3.0, 1.0, 0.5];

/// A question in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    words: Vec<Wanted>,
    /// Some of the words will do, even where a text has them all.
    is_loose: bool,
}

/// One word that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A word of this family, by its stems; as written it counts for more.
    Family {
        /// The word as written, as the index has it.
        exact: String,
        /// Its stems, as the index has them.
        stems: Vec<String>,
    },
    /// A word that begins so, in small letters.
    Beginning(String),
}

impl Question {
    /// Reads a question: words, and `begin*` for all that begins so.
    pub fn read(text: &str) -> Question {
        let forms = Forms::default();
        let mut wanted = Vec::new();
        for chunk in text.split_whitespace() {
            let mut parts: Vec<&str> = words(chunk).collect();
            let beginning = if chunk.ends_with('*') { parts.pop() } else { None };
            wanted.extend(
                parts.into_iter().map(|word| Wanted::Family {
                    exact: exact_form(&lowered(word)),
                    stems: forms.stems(word),
                }),
            );
            wanted.extend(beginning.map(|word| Wanted::Beginning(lowered(word))));
        }
        wanted.dedup();
        Question { words: wanted, is_loose: false }
    }

    /// Returns the same question where some of the words will do: the more of them, the better.
    pub fn loose(self) -> Question {
        Question { is_loose: true, ..self }
    }

    /// Returns what is looked for.
    pub fn words(&self) -> &[Wanted] {
        &self.words
    }
}

impl Wanted {
    /// Tells whether a word of a text is what is looked for.
    pub fn fits(&self, forms: &mut Forms, word: &str) -> bool {
        match self {
            Wanted::Family { stems, .. } => forms.of(word).iter().any(|form| stems.contains(form)),
            Wanted::Beginning(start) => lowered(word).starts_with(start.as_str()),
        }
    }

    /// Adds up what it counts for in each text that has it.
    fn weights(&self, index: &Index) -> HashMap<u32, f64> {
        let mut weights: HashMap<u32, f64> = HashMap::new();
        match self {
            Wanted::Family { exact, stems } => {
                // A word with two stems is one word.
                for (text, counts) in stems.iter().flat_map(|stem| index.postings(stem)) {
                    let weight = weights.entry(text).or_default();
                    *weight = weight.max(weigh(counts));
                }
                index
                    .postings(exact)
                    .for_each(|(text, counts)| *weights.entry(text).or_default() += weigh(counts));
            }
            Wanted::Beginning(start) => {
                let found = index.beginning(&exact_form(start), |_| true).into_iter().flatten();
                found.for_each(|(text, counts)| *weights.entry(text).or_default() += weigh(counts));
            }
        }
        weights
    }
}

/// An index, and which of its texts count.
pub struct Segment<'i> {
    /// The index.
    pub index: &'i Index,
    /// Whether each text counts; the others are not there.
    pub counts: &'i [bool],
}

/// A text that answers, and how well.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The place of its index among the segments.
    pub segment: usize,
    /// Its number there.
    pub text: u32,
    /// How well it answers; only comparable within one question.
    pub score: f64,
    /// How many words of the question it has.
    pub words: usize,
}

/// Finds the texts that have all words of a question, else (and of a loose one always) those that have some; in the
/// order of the segments.
pub fn rank(question: &Question, segments: &[Segment<'_>]) -> Vec<Score> {
    let texts: usize = segments.iter().map(|segment| segment.counts.iter().filter(|it| **it).count()).sum();
    let words: u64 = segments.iter().flat_map(lengths).sum();
    let average = (words as f64 / texts.max(1) as f64).max(1.0);
    let mut scores: HashMap<(usize, u32), Score> = HashMap::new();
    for wanted in &question.words {
        let found = weights(wanted, segments);
        let rarity = rarity(texts, found.len());
        for ((segment, text), weight) in found {
            let length = f64::from(segments.get(segment).map_or(0, |segment| segment.index.length(text)));
            let damped = weight + SATURATION * (1.0 - LENGTH + LENGTH * length / average);
            let score =
                scores.entry((segment, text)).or_insert(Score { segment, text, score: 0.0, words: 0 });
            score.score += rarity * weight * (SATURATION + 1.0) / damped;
            score.words += 1;
        }
    }
    let most = scores.values().map(|score| score.words).max().unwrap_or_default();
    let least = if most == question.words.len() && !question.is_loose { most } else { 1 };
    let mut scores: Vec<Score> = scores.into_values().filter(|score| score.words >= least).collect();
    scores.sort_by_key(|score| (score.segment, score.text));
    scores
}

fn lengths(segment: &Segment<'_>) -> impl Iterator<Item = u64> {
    let counted = segment.counts.iter().zip(0..).filter(|(counts, _)| **counts);
    counted.map(|(_, text)| u64::from(segment.index.length(text)))
}

/// Adds up what one word counts for in each text that counts and has it.
fn weights(wanted: &Wanted, segments: &[Segment<'_>]) -> HashMap<(usize, u32), f64> {
    let mut found = HashMap::new();
    for (at, segment) in segments.iter().enumerate() {
        let weights = wanted.weights(segment.index).into_iter();
        let counted = weights.filter(|(text, _)| segment.counts.get(*text as usize) == Some(&true));
        found.extend(counted.map(|(text, weight)| ((at, text), weight)));
    }
    found
}

fn weigh(counts: Counts) -> f64 {
    counts.iter().zip(WEIGHTS).map(|(count, weight)| f64::from(*count) * weight).sum()
}

/// Returns what a word is worth that so many of all texts have.
pub fn rarity(texts: usize, having: usize) -> f64 {
    let (texts, having) = (texts as f64, having as f64);
    (1.0 + (texts - having + 0.5) / (having + 0.5)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Part, Terms};

    fn index(texts: &[(&str, &str)]) -> Index {
        let mut forms = Forms::default();
        let terms = texts.iter().map(|(title, body)| {
            let mut terms = Terms::default();
            terms.add(&mut forms, Part::Title, title);
            terms.add(&mut forms, Part::Body, body);
            terms
        });
        let terms: Vec<Terms> = terms.collect();
        Index::of(terms.into_iter())
    }

    fn best(question: &str, texts: &[(&str, &str)]) -> Vec<u32> {
        let (index, counts) = (index(texts), vec![true; texts.len()]);
        let mut scores = rank(&Question::read(question), &[Segment { index: &index, counts: &counts }]);
        scores.sort_by(|a, b| b.score.total_cmp(&a.score));
        scores.into_iter().map(|score| score.text).collect()
    }

    const TEXTS: [(&str, &str); 4] = [
        ("Office closed", "The printer on floor 2 is not the matter."),
        ("Printers print blank pages", "All of them."),
        ("VPN drops", "Every ten minutes, also when printing."),
        ("Réinitialisation du mot de passe", "Imprimante sans accès"),
    ];

    #[test]
    fn titles_count_for_more_and_families_are_found() {
        assert_eq!(best("printers", &TEXTS)[0], 1);
        assert_eq!(best("printer", &TEXTS)[..2], [1, 0]);
        assert_eq!(best("print", &TEXTS)[..2], [1, 2]);
        assert_eq!(best("reinitialisations", &TEXTS), [3]);
        assert_eq!(best("impri*", &TEXTS), [3]);
        assert!(best("unheard", &TEXTS).is_empty());
        assert!(best("", &TEXTS).is_empty());
    }

    #[test]
    fn all_words_else_some() {
        assert_eq!(best("vpn minutes", &TEXTS), [2]);
        assert_eq!(best("vpn passe", &TEXTS).len(), 2);
    }

    #[test]
    fn two_indexes_answer_as_one() {
        let whole = index(&TEXTS);
        let (first, second) = (index(&TEXTS[..3]), index(&TEXTS[2..]));
        let question = Question::read("print* vpn minute");
        let one = rank(&question, &[Segment { index: &whole, counts: &[true; 4] }]);
        let two = [
            Segment { index: &first, counts: &[true, true, false] },
            Segment { index: &second, counts: &[true, true] },
        ];
        let bits =
            |scores: Vec<Score>| scores.into_iter().map(|score| score.score.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(rank(&question, &two)), bits(one));
    }
}
