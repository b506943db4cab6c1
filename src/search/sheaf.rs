//! Texts on their way into an index. A form is written out once for all of them, and a word is taken apart once.
//!
//! What is said is gathered text by text, in one long table; only when all is there is it put in the order of the forms.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::{iter, mem};

use foldhash::fast::RandomState;

use super::index::{Counts, Part, Terms};
use super::number::{put_counts, put_number};
use super::words::Forms;
use crate::query::words;

/// Some texts in order, by their forms.
#[derive(Default)]
pub struct Sheaf {
    forms: Forms,
    /// The numbers of the forms of each word, as it stands in a text.
    words: HashMap<String, Box<[u32]>, RandomState>,
    numbers: HashMap<String, u32, RandomState>,
    /// Which text has which form, text by text.
    postings: Vec<Posting>,
    lengths: Vec<u32>,
    /// How often each form stands in the text that is being read, and which ones do at all.
    counts: Vec<Counts>,
    seen: Vec<u32>,
}

struct Posting {
    form: u32,
    text: u32,
    counts: Counts,
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
        for form in self.seen.drain(..) {
            let counts = mem::take(&mut self.counts[form as usize]);
            self.postings.push(Posting { form, text, counts });
        }
        self.lengths.push(length);
    }

    /// Adds a text that was counted by itself.
    pub(super) fn push_terms(&mut self, terms: Terms) {
        let text = self.len();
        for (form, counts) in terms.counts {
            let form = self.number(&form);
            self.postings.push(Posting { form, text, counts });
        }
        self.lengths.push(terms.length);
    }

    /// Returns how many texts it has.
    fn len(&self) -> u32 {
        u32::try_from(self.lengths.len()).unwrap_or(u32::MAX)
    }

    /// Puts what was gathered in the order of the forms.
    pub fn bind(self) -> Bound {
        let mut forms: Vec<(String, u32)> = self.numbers.into_iter().collect();
        forms.sort_unstable();
        let mut places = vec![0; forms.len()];
        forms.iter().zip(0..).for_each(|((_, number), place)| places[*number as usize] = place);
        let order = by_place(&self.postings, &places);
        let mut bound = Bound { lengths: self.lengths, ..Bound::default() };
        let mut order = order.into_iter().peekable();
        for (place, (form, _)) in forms.into_iter().enumerate() {
            let (mut count, mut last) = (0, 0);
            while let Some(at) =
                order.next_if(|at| places[self.postings[*at as usize].form as usize] == place)
            {
                let posting = &self.postings[at as usize];
                put_number(&mut bound.bytes, posting.text - last);
                put_counts(&mut bound.bytes, posting.counts);
                (count, last) = (count + 1, posting.text);
            }
            bound.text.push_str(&form);
            let (text_end, end) = (length(bound.text.len()), length(bound.bytes.len()));
            bound.forms.push(BoundForm { text_end, count, last, end });
        }
        bound
    }

    fn count(&mut self, part: Part, word: &str) {
        let Some(forms) = self.words.get(word) else {
            self.learn(word);
            return self.count(part, word);
        };
        for form in forms {
            let counts = &mut self.counts[*form as usize];
            if *counts == Counts::default() {
                self.seen.push(*form);
            }
            counts[part as usize] = counts[part as usize].saturating_add(1);
        }
    }

    fn learn(&mut self, word: &str) {
        let forms = self.forms.find(word);
        let numbers = forms.iter().map(|form| self.number(form)).collect();
        self.words.insert(word.to_owned(), numbers);
    }

    /// Returns the number of a form.
    fn number(&mut self, form: &str) -> u32 {
        if let Some(number) = self.numbers.get(form) {
            return *number;
        }
        let number = u32::try_from(self.counts.len()).unwrap_or(u32::MAX);
        self.numbers.insert(form.to_owned(), number);
        self.counts.push(Counts::default());
        number
    }
}

/// Returns the numbers of postings by the place of their form, and of one form as they came.
fn by_place(postings: &[Posting], places: &[usize]) -> Vec<u32> {
    let place = |posting: &Posting| places[posting.form as usize];
    let mut ends = vec![0; places.len() + 1];
    postings.iter().for_each(|posting| ends[place(posting) + 1] += 1);
    for at in 1..ends.len() {
        ends[at] += ends[at - 1];
    }
    let mut order = vec![0; postings.len()];
    for (posting, number) in postings.iter().zip(0..) {
        let end = &mut ends[place(posting)];
        order[*end] = number;
        *end += 1;
    }
    order
}

/// Texts in the order of their forms, as an index takes them.
#[derive(Default)]
pub struct Bound {
    /// How many words each text has.
    pub(super) lengths: Vec<u32>,
    /// The forms, one after the other.
    text: String,
    forms: Vec<BoundForm>,
    bytes: Vec<u8>,
}

struct BoundForm {
    text_end: u32,
    count: u32,
    last: u32,
    end: u32,
}

/// The texts of one form, as they stand in an index.
#[derive(Clone, Copy)]
pub(super) struct Run<'b> {
    pub count: u32,
    pub last: u32,
    pub bytes: &'b [u8],
}

impl Bound {
    /// Returns the forms in order, each with its texts.
    pub(super) fn runs(&self) -> impl Iterator<Item = (&str, Run<'_>)> {
        let mut starts = (0, 0);
        self.forms.iter().map(move |form| {
            let ends = (form.text_end as usize, form.end as usize);
            let text = self.text.get(starts.0..ends.0).unwrap_or_default();
            let bytes = self.bytes.get(starts.1..ends.1).unwrap_or_default();
            starts = ends;
            (text, Run { count: form.count, last: form.last, bytes })
        })
    }
}

/// Returns a length as it is kept. A sheaf has a few thousand texts, which are far from 4 GiB.
fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Returns all forms in order, each with its texts in those that have it.
pub(super) fn by_form(bound: &[Bound]) -> impl Iterator<Item = (&str, Vec<(usize, Run<'_>)>)> {
    let mut runs: Vec<_> = bound.iter().map(|bound| bound.runs().peekable()).collect();
    // The next form of each, the first in the alphabet on top, and of equals the first one.
    let mut next = BinaryHeap::new();
    for (at, runs) in runs.iter_mut().enumerate() {
        next.extend(runs.peek().map(|(form, _)| Reverse((*form, at))));
    }
    iter::from_fn(move || {
        let Reverse((form, _)) = *next.peek()?;
        let mut same = Vec::new();
        while let Some(Reverse((_, at))) = next.peek().copied().filter(|next| next.0.0 == form) {
            next.pop();
            same.extend(runs[at].next().map(|(_, run)| (at, run)));
            next.extend(runs[at].peek().map(|(form, _)| Reverse((*form, at))));
        }
        Some((form, same))
    })
}
