//! An inverted index in bytes: which texts have a form, in which part and how often.
//!
//! ```text
//! dictionary   form → where its postings are (a finite-state map, sorted)
//! postings     count, then for each text: number less the one before, counts
//! lengths      words of each text, four bytes each
//! ```
//!
//! Numbers are written seven bits a byte, low ones first (LEB128).

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use fst::{IntoStreamer, Map, Streamer};

use super::merge::{into, merge};
use super::number::{take_counts, take_number};
use super::sheaf::Sheaf;
use super::words::Forms;
use crate::query::words;

/// A part of what is searched. What is found in the first ones counts for more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The title.
    Title,
    /// Labels, and what else names the matter.
    Labels,
    /// The description.
    Body,
    /// What was said since.
    Thread,
}

/// How often a form stands in each part.
pub type Counts = [u16; 4];

/// The forms of one text with their counts, and how many words it has.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    pub(super) counts: HashMap<String, Counts>,
    pub(super) length: u32,
}

impl Terms {
    /// Counts the words of a part.
    pub fn add(&mut self, forms: &mut Forms, part: Part, text: &str) {
        for word in words(text) {
            self.length = self.length.saturating_add(1);
            for form in forms.of(word) {
                match self.counts.get_mut(form) {
                    Some(counts) => counts[part as usize] = counts[part as usize].saturating_add(1),
                    None => {
                        let mut counts = Counts::default();
                        counts[part as usize] = 1;
                        self.counts.insert(form.clone(), counts);
                    }
                }
            }
        }
    }
}

/// An index as it is kept, but for its postings, which are many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexBytes {
    /// Form → postings.
    pub dictionary: Vec<u8>,
    /// The words of each text.
    pub lengths: Vec<u8>,
}

/// Where the postings of an index are: in memory, or somewhere else from where they are fetched when they are asked for.
pub trait Shelf: fmt::Debug + Send + Sync {
    /// Returns some of the bytes; `None` where they are no longer what was written.
    fn read(&self, place: Range<usize>) -> Option<Cow<'_, [u8]>>;
}

impl Shelf for Vec<u8> {
    fn read(&self, place: Range<usize>) -> Option<Cow<'_, [u8]>> {
        self.get(place).map(Cow::Borrowed)
    }
}

/// An index that can be asked.
#[derive(Debug)]
pub struct Index {
    pub(super) dictionary: Map<Vec<u8>>,
    postings: Box<dyn Shelf>,
    lengths: Vec<u32>,
    is_damaged: AtomicBool,
}

/// How many bits of a place are the length of the postings; the others are where they begin.
const LENGTH_BITS: u32 = 28;

pub(super) fn place_of(start: usize, end: usize) -> Option<u64> {
    let length = u64::try_from(end.checked_sub(start)?).ok().filter(|length| *length < 1 << LENGTH_BITS)?;
    Some(u64::try_from(start).ok().filter(|start| *start < 1 << (64 - LENGTH_BITS))? << LENGTH_BITS | length)
}

fn range_of(place: u64) -> Option<Range<usize>> {
    let start = usize::try_from(place >> LENGTH_BITS).ok()?;
    let length = usize::try_from(place & ((1 << LENGTH_BITS) - 1)).ok()?;
    Some(start..start.checked_add(length)?)
}

impl Index {
    /// Opens an index; `None` where the bytes are none.
    pub fn open(bytes: IndexBytes, postings: Box<dyn Shelf>) -> Option<Index> {
        let dictionary = Map::new(bytes.dictionary).ok()?;
        let number = |four: &[u8]| Some(u32::from_le_bytes(four.try_into().ok()?));
        let lengths = bytes.lengths.chunks(4).map(number).collect::<Option<_>>()?;
        Some(Index { dictionary, postings, lengths, is_damaged: AtomicBool::new(false) })
    }

    /// Returns an index of some texts.
    pub fn of(texts: impl Iterator<Item = Terms>) -> Index {
        let none = || Index {
            dictionary: Map::default(),
            postings: Box::new(Vec::new()),
            lengths: Vec::new(),
            is_damaged: AtomicBool::new(false),
        };
        let (mut sheaf, mut postings) = (Sheaf::default(), Vec::new());
        texts.for_each(|terms| sheaf.push_terms(terms));
        let bytes = merge(None, &[], vec![sheaf.bind()], &mut into(&mut postings));
        bytes.ok().and_then(|bytes| Index::open(bytes, Box::new(postings))).unwrap_or_else(none)
    }

    /// Tells whether some of it was no longer there when it was asked for: what it has answered may be wrong.
    pub fn is_damaged(&self) -> bool {
        self.is_damaged.load(Ordering::Relaxed)
    }

    /// Returns how many texts it knows.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Tells whether it knows no text.
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// Returns how many words a text has.
    pub fn length(&self, text: u32) -> u32 {
        self.lengths.get(text as usize).copied().unwrap_or_default()
    }

    /// Returns the texts that have a form.
    pub fn postings(&self, form: &str) -> Postings<'_> {
        self.dictionary.get(form).map_or(Postings::default(), |place| self.at(place))
    }

    /// Returns the forms that begin so and are wanted, with their texts.
    pub fn beginning(&self, start: &str, wanted: impl Fn(&str) -> bool) -> Vec<Postings<'_>> {
        let mut stream = self.dictionary.range().ge(start).into_stream();
        let mut places = Vec::new();
        while let Some((form, place)) = stream.next() {
            if !form.starts_with(start.as_bytes()) {
                break;
            }
            if std::str::from_utf8(form).is_ok_and(&wanted) {
                places.push(place);
            }
        }
        places.into_iter().map(|place| self.at(place)).collect()
    }

    /// Returns the postings at a place of the dictionary.
    pub(super) fn at(&self, place: u64) -> Postings<'_> {
        let Some(bytes) = range_of(place).and_then(|range| self.postings.read(range)) else {
            self.is_damaged.store(true, Ordering::Relaxed);
            return Postings::default();
        };
        let mut postings = Postings { bytes, ..Postings::default() };
        postings.left = postings.read(take_number).unwrap_or_default();
        postings
    }
}

/// The texts that have a form, in the order of their numbers.
#[derive(Clone, Debug, Default)]
pub struct Postings<'i> {
    bytes: Cow<'i, [u8]>,
    at: usize,
    left: u32,
    last: u32,
}

impl Postings<'_> {
    fn read<T>(&mut self, take: fn(&mut &[u8]) -> Option<T>) -> Option<T> {
        let mut rest = self.bytes.get(self.at..)?;
        let taken = take(&mut rest);
        self.at = self.bytes.len() - rest.len();
        taken
    }
}

impl Iterator for Postings<'_> {
    type Item = (u32, Counts);

    fn next(&mut self) -> Option<(u32, Counts)> {
        self.left = self.left.checked_sub(1)?;
        self.last = self.last.checked_add(self.read(take_number)?)?;
        Some((self.last, self.read(take_counts)?))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn terms(title: &str, body: &str) -> Terms {
        let (mut terms, mut forms) = (Terms::default(), Forms::default());
        terms.add(&mut forms, Part::Title, title);
        terms.add(&mut forms, Part::Body, body);
        terms
    }

    fn found(index: &Index, form: &str) -> Vec<(u32, Counts)> {
        index.postings(form).collect()
    }

    #[test]
    fn an_index_tells_where_a_word_stands_and_how_often() {
        let texts = [terms("Printer", "a printer, a jam"), terms("VPN", "drops"), terms("", "printer")];
        let index = Index::of(texts.into_iter());
        assert_eq!(found(&index, "=printer"), [(0, [1, 0, 1, 0]), (2, [0, 0, 1, 0])]);
        assert_eq!(found(&index, "=a"), [(0, [0, 0, 2, 0])]);
        assert!(found(&index, "=print").is_empty());
        let begun = index.beginning("=pri", |_| true);
        assert_eq!(begun.into_iter().flatten().count(), 2);
        assert_eq!((index.len(), index.length(0), index.length(1)), (3, 5, 2));
    }
}
