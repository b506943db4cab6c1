//! Texts on their way into an index. A form is written out once for all of them, and a word is taken apart once.

use std::collections::HashMap;
use std::mem;

use super::index::{Counts, List, Part, Terms};
use super::words::Forms;
use crate::query::words;

/// Some texts in order, by their forms.
#[derive(Default)]
pub struct Sheaf {
    forms: Forms,
    /// The numbers of the forms of each word, as it stands in a text.
    words: HashMap<String, Box<[usize]>>,
    numbers: HashMap<String, usize>,
    /// The texts of each form, by its number.
    lists: Vec<List>,
    lengths: Vec<u32>,
    /// How often each form stands in the text that is being read, and which ones do at all.
    counts: Vec<Counts>,
    seen: Vec<usize>,
}

impl Sheaf {
    /// Adds a text, part by part.
    pub fn push<'t>(&mut self, parts: impl IntoIterator<Item = (Part, &'t str)>) {
        let mut length: u32 = 0;
        for (part, said) in parts {
            for word in words(said) {
                length = length.saturating_add(1);
                self.count(part, word);
            }
        }
        let text = self.len();
        for form in mem::take(&mut self.seen) {
            self.lists[form].push(text, mem::take(&mut self.counts[form]));
        }
        self.lengths.push(length);
    }

    /// Adds a text that was counted by itself.
    pub(super) fn push_terms(&mut self, terms: Terms) {
        let text = self.len();
        for (form, counts) in terms.counts {
            let number = self.number(&form);
            self.lists[number].push(text, counts);
        }
        self.lengths.push(terms.length);
    }

    /// Returns how many texts it has.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.lengths.len()).unwrap_or(u32::MAX)
    }

    /// Returns the words of each text, and the texts of each form.
    pub(super) fn into_lists(self) -> (Vec<u32>, impl Iterator<Item = (String, List)>) {
        let mut lists = self.lists;
        let lists = self.numbers.into_iter().map(move |(form, number)| (form, mem::take(&mut lists[number])));
        (self.lengths, lists)
    }

    fn count(&mut self, part: Part, word: &str) {
        if !self.words.contains_key(word) {
            let forms = self.forms.of(word).to_vec();
            let numbers = forms.iter().map(|form| self.number(form)).collect();
            self.words.insert(word.to_owned(), numbers);
        }
        for form in self.words[word].iter().copied() {
            let counts = &mut self.counts[form];
            if *counts == Counts::default() {
                self.seen.push(form);
            }
            counts[part as usize] = counts[part as usize].saturating_add(1);
        }
    }

    /// Returns the number of a form.
    fn number(&mut self, form: &str) -> usize {
        if let Some(number) = self.numbers.get(form) {
            return *number;
        }
        self.numbers.insert(form.to_owned(), self.lists.len());
        self.lists.push(List::default());
        self.counts.push(Counts::default());
        self.lists.len() - 1
    }
}
