//! Texts as the words they hold, and what a question finds in each: BM25F.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::vocabulary::Form;

/// How soon more of the same word counts for less.
pub(super) const SATURATION: f64 = 2.5;
/// How much the length of a text counts.
const LENGTH: f64 = 0.9;
/// What a word as written adds to its family.
const EXACT: f64 = 1.0;

/// What the forms of a text count for, and how long it is.
#[derive(Clone, Default)]
pub(super) struct Text {
    pub(super) counts: HashMap<Form, f64, RandomState>,
    pub(super) length: f64,
}

impl Text {
    /// Adds the words of another text.
    pub(super) fn add(&mut self, other: &Text) {
        for (form, weight) in &other.counts {
            *self.counts.entry(*form).or_default() += weight;
        }
        self.length += other.length;
    }
}

/// Words of texts, counted.
#[derive(Default)]
pub(super) struct Texts {
    /// The texts that have a form, and what it counts for there; by the number of the form.
    holders: Vec<Vec<(usize, f64)>>,
    pub(super) lengths: Vec<f64>,
}

/// A word that is looked for: the forms that some article has, and what each counts for.
pub(super) struct Wanted {
    pub(super) exact: Option<Form>,
    pub(super) forms: Vec<(Form, f64)>,
    /// How many articles have a word of its own family, or of the one it was taken for.
    pub(super) holders: usize,
}

impl Texts {
    pub(super) fn push(&mut self, text: Text) {
        let number = self.lengths.len();
        self.lengths.push(text.length);
        for (form, weight) in text.counts {
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
    pub(super) fn holders_of(&self, forms: &[Form]) -> usize {
        let texts = forms.iter().flat_map(|form| self.having(*form)).map(|(text, _)| *text);
        let mut texts: Vec<usize> = texts.collect();
        texts.sort_unstable();
        texts.dedup();
        texts.len()
    }

    /// Returns the score of each text, by its number; 0 where nothing is found.
    pub(super) fn scores(&self, wanted: &[Wanted], rarities: &[f64]) -> Vec<f64> {
        let average = (self.lengths.iter().sum::<f64>() / self.lengths.len().max(1) as f64).max(1.0);
        let mut scores = vec![0.0; self.lengths.len()];
        for (word, rarity) in wanted.iter().zip(rarities) {
            let found = self.weights(word).into_iter().zip(&self.lengths).zip(&mut scores);
            for ((weight, length), score) in found.filter(|((weight, _), _)| *weight > 0.0) {
                let damped = weight + SATURATION * (1.0 - LENGTH + LENGTH * length / average);
                *score += rarity * weight * (SATURATION + 1.0) / damped;
            }
        }
        scores
    }

    /// Returns what a word, or something for it, counts for in each text, by its number; 0 where it is not.
    pub(super) fn weights(&self, word: &Wanted) -> Vec<f64> {
        let mut weights = vec![0.0_f64; self.lengths.len()];
        for (form, share) in &word.forms {
            for (text, weight) in self.having(*form) {
                weights[*text] = weights[*text].max(weight * share);
            }
        }
        for (text, weight) in word.exact.map_or(&[][..], |exact| self.having(exact)) {
            weights[*text] += EXACT * weight;
        }
        weights
    }
}
