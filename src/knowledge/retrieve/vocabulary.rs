//! The words that articles are written in, each taken apart once.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::texts::Counts;
use crate::search::Forms;

/// The number of a form of a word.
pub(super) type Form = usize;

/// All words of the articles and the numbers of their forms: a word is taken apart once.
#[derive(Default)]
pub(super) struct Vocabulary {
    pub(super) forms: Forms,
    numbers: HashMap<String, Form, RandomState>,
    pub(super) words: HashMap<String, Vec<Form>, RandomState>,
}

impl Vocabulary {
    /// Counts the forms of words in small letters and returns how long their text is.
    pub(super) fn count(&mut self, words: Vec<String>, weight: f64, counts: &mut Counts) -> f64 {
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

    pub(super) fn number(&self, form: &str) -> Option<Form> {
        self.numbers.get(form).copied()
    }

    /// Returns the numbers of the forms that some article has.
    pub(super) fn numbers(&self, forms: &[String]) -> Vec<Form> {
        forms.iter().filter_map(|form| self.number(form)).collect()
    }
}
