//! The words that articles are written in, each taken apart once.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::texts::Text;
use crate::search::Forms;

/// The number of a form of a word.
pub(super) type Form = usize;

/// All words of the articles, in small letters, and the numbers of their forms.
#[derive(Default)]
pub(super) struct Vocabulary {
    pub(super) forms: Forms,
    numbers: HashMap<String, Form, RandomState>,
    pub(super) words: HashMap<String, Vec<Form>, RandomState>,
}

impl Vocabulary {
    /// Takes words apart.
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        let distinct: HashSet<&str, RandomState> = words.collect();
        let distinct: Vec<&str> = distinct.into_iter().collect();
        let find = |forms: &mut Forms, word: &&str| forms.find(word);
        let found: Vec<Vec<String>> = distinct.par_iter().map_init(Forms::default, find).collect();
        for (word, forms) in distinct.into_iter().zip(found) {
            let numbers = forms.into_iter().map(|form| vocabulary.take(form)).collect();
            vocabulary.words.insert(word.to_owned(), numbers);
        }
        vocabulary
    }

    /// Counts the forms of the words of a text.
    pub(super) fn count(&self, words: &[String], weight: f64) -> Text {
        let mut text = Text { length: words.len() as f64 * weight, ..Text::default() };
        for form in words.iter().flat_map(|word| self.words.get(word).into_iter().flatten()) {
            *text.counts.entry(*form).or_default() += weight;
        }
        text
    }

    fn take(&mut self, form: String) -> Form {
        let next = self.numbers.len();
        *self.numbers.entry(form).or_insert(next)
    }

    pub(super) fn number(&self, form: &str) -> Option<Form> {
        self.numbers.get(form).copied()
    }

    /// Returns the numbers of the forms that some article has.
    pub(super) fn numbers(&self, forms: &[String]) -> Vec<Form> {
        forms.iter().filter_map(|form| self.number(form)).collect()
    }
}
