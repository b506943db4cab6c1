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
use std::io::{self, Write};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use fst::{IntoStreamer, Map, MapBuilder, Streamer};

use super::sheaf::{Bound, Run, Sheaf, by_form};
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
    dictionary: Map<Vec<u8>>,
    postings: Box<dyn Shelf>,
    lengths: Vec<u32>,
    is_damaged: AtomicBool,
}

/// How many bits of a place are the length of the postings; the others are where they begin.
const LENGTH_BITS: u32 = 28;

fn place_of(start: usize, end: usize) -> Option<u64> {
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
        let bytes = merge(None, &[], vec![sheaf.bind()], &mut postings);
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

    fn at(&self, place: u64) -> Postings<'_> {
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

/// The texts of one form on their way into an index.
#[derive(Default)]
struct List {
    count: u32,
    last: u32,
    bytes: Vec<u8>,
}

impl List {
    /// Adds a text; they come in order.
    fn push(&mut self, text: u32, counts: Counts) {
        put_number(&mut self.bytes, text - self.last);
        put_counts(&mut self.bytes, counts);
        self.count += 1;
        self.last = text;
    }

    /// Adds texts whose numbers begin at `first`.
    fn append(&mut self, first: u32, more: Run<'_>) {
        let mut rest = more.bytes;
        if let Some(number) = take_number(&mut rest) {
            put_number(&mut self.bytes, first + number - self.last);
            self.bytes.extend(rest);
            self.count += more.count;
            self.last = first + more.last;
        }
    }
}

/// Makes an index of an old one and of new texts, and writes its postings.
///
/// `kept` says what number each old text has from now on, `None` where it goes; the order stays. The new texts get
/// the numbers that follow.
pub fn merge(
    old: Option<&Index>,
    kept: &[Option<u32>],
    new: Vec<Bound>,
    postings: &mut dyn Write,
) -> io::Result<IndexBytes> {
    let survivors = kept.iter().zip(0..).filter(|(kept, _)| kept.is_some());
    let mut lengths: Vec<u32> = survivors.map(|(_, text)| old.map_or(0, |old| old.length(text))).collect();
    let mut firsts = Vec::new();
    for bound in &new {
        firsts.push(u32::try_from(lengths.len()).unwrap_or(u32::MAX));
        lengths.extend(&bound.lengths);
    }
    let mut made = Made { dictionary: MapBuilder::memory(), postings, at: 0 };
    made.add_all(old, kept, &firsts, by_form(&new))?;
    let dictionary = made.dictionary.into_inner().map_err(io::Error::other)?;
    Ok(IndexBytes { dictionary, lengths: lengths.into_iter().flat_map(u32::to_le_bytes).collect() })
}

fn survivors(postings: Postings<'_>, kept: &[Option<u32>]) -> List {
    let mut list = List::default();
    for (text, counts) in postings {
        if let Some(text) = kept.get(text as usize).copied().flatten() {
            list.push(text, counts);
        }
    }
    list
}

/// An index being written.
struct Made<'w> {
    dictionary: MapBuilder<Vec<u8>>,
    postings: &'w mut dyn Write,
    at: usize,
}

impl Made<'_> {
    /// Adds forms in order: those of the old index, and the new ones, which are sorted.
    ///
    /// `firsts` says at which number the texts of each new run begin.
    fn add_all<'b>(
        &mut self,
        old: Option<&Index>,
        kept: &[Option<u32>],
        firsts: &[u32],
        new: impl Iterator<Item = (&'b str, Vec<(usize, Run<'b>)>)>,
    ) -> io::Result<()> {
        let first = |(bound, run): (usize, Run<'b>)| (firsts[bound], run);
        let mut new =
            new.map(|(form, runs)| (form, runs.into_iter().map(first).collect::<Vec<_>>())).peekable();
        if let Some(old) = old {
            let mut stream = old.dictionary.stream();
            while let Some((form, place)) = stream.next() {
                while let Some((before, runs)) = new.next_if(|(new, _)| new.as_bytes() < form) {
                    self.add(before.as_bytes(), List::default(), &runs)?;
                }
                let same = new.next_if(|(new, _)| new.as_bytes() == form);
                let runs = same.map(|(_, runs)| runs).unwrap_or_default();
                self.add(form, survivors(old.at(place), kept), &runs)?;
            }
        }
        new.try_for_each(|(form, runs)| self.add(form.as_bytes(), List::default(), &runs))
    }

    /// Adds a form with its old and its new texts.
    fn add(&mut self, form: &[u8], mut list: List, new: &[(u32, Run<'_>)]) -> io::Result<()> {
        new.iter().for_each(|(first, run)| list.append(*first, *run));
        if list.count == 0 {
            return Ok(());
        }
        let mut count = Vec::new();
        put_number(&mut count, list.count);
        let end = self.at + count.len() + list.bytes.len();
        let place = place_of(self.at, end).ok_or_else(|| io::Error::other("an index has its limits"))?;
        self.dictionary.insert(form, place).map_err(io::Error::other)?;
        self.postings.write_all(&count)?;
        self.postings.write_all(&list.bytes)?;
        self.at = end;
        Ok(())
    }
}

/// Writes counts: a byte that says which parts have any, and with its highest bit whether all of those are 1.
pub(super) fn put_counts(bytes: &mut Vec<u8>, counts: Counts) {
    let there = counts.iter().zip(0..).filter(|(count, _)| **count > 0);
    let mask = there.fold(0_u8, |mask, (_, part)| mask | 1 << part);
    if counts.iter().all(|count| *count <= 1) {
        return bytes.push(mask | 0x80);
    }
    bytes.push(mask);
    counts.iter().filter(|count| **count > 0).for_each(|count| put_number(bytes, (*count).into()));
}

fn take_counts(bytes: &mut &[u8]) -> Option<Counts> {
    let (mask, rest) = bytes.split_first()?;
    *bytes = rest;
    let mut counts = Counts::default();
    let there = counts.iter_mut().zip(0..).filter(|(_, part)| mask & (1 << part) != 0);
    for (count, _) in there {
        *count = if mask & 0x80 != 0 { 1 } else { u16::try_from(take_number(bytes)?).ok()? };
    }
    Some(counts)
}

pub(super) fn put_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(title: &str, body: &str) -> Terms {
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

    #[test]
    fn a_merged_index_is_that_of_the_texts_it_stands_for() {
        let sheaf = |texts: &[Terms]| {
            let mut sheaf = Sheaf::default();
            texts.iter().for_each(|text| sheaf.push_terms(text.clone()));
            sheaf.bind()
        };
        let all = |texts: &[Terms]| merged(None, &[], vec![sheaf(texts)]);
        let texts = [terms("one two", "x"), terms("two", "two three"), terms("three", ""), terms("", "two")];
        let (bytes, postings) = all(&texts[..3]);
        let old = Index::open(bytes, Box::new(postings)).unwrap();
        let merged = merged(Some(&old), &[Some(0), None, Some(1)], vec![sheaf(&texts[3..])]);
        let afresh = all(&[texts[0].clone(), texts[2].clone(), texts[3].clone()]);
        assert_eq!(merged, afresh);
    }

    fn merged(old: Option<&Index>, kept: &[Option<u32>], new: Vec<Bound>) -> (IndexBytes, Vec<u8>) {
        let mut postings = Vec::new();
        (merge(old, kept, new, &mut postings).unwrap(), postings)
    }

    #[test]
    fn texts_in_sheaves_are_counted_as_one_by_one() {
        let texts = [("Printer", "a printer, Printers"), ("", ""), ("printer", "Été, été")];
        let sheaf = |texts: &[(&'static str, &'static str)]| {
            let mut sheaf = Sheaf::default();
            texts.iter().for_each(|(title, body)| sheaf.push([(Part::Title, *title), (Part::Body, *body)]));
            sheaf.bind()
        };
        let mut afresh = Sheaf::default();
        texts.iter().for_each(|(title, body)| afresh.push_terms(terms(title, body)));
        let afresh = merged(None, &[], vec![afresh.bind()]);
        for size in 1..3 {
            assert_eq!(merged(None, &[], texts.chunks(size).map(sheaf).collect()), afresh);
        }
    }

    #[test]
    fn an_index_says_when_its_postings_are_gone() {
        let texts = [terms("Printer", "a printer"), terms("VPN", "drops")];
        let mut sheaf = Sheaf::default();
        texts.iter().for_each(|text| sheaf.push_terms(text.clone()));
        let (bytes, postings) = merged(None, &[], vec![sheaf.bind()]);
        let half = postings[..postings.len() / 2].to_vec();
        let index = Index::open(bytes, Box::new(half)).unwrap();
        assert!(!index.is_damaged());
        let _ = index.beginning("", |_| true);
        assert!(index.is_damaged());
    }

    #[test]
    fn numbers_come_back() {
        for number in [0, 1, 127, 128, 16_383, 16_384, u32::MAX] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            assert_eq!(take_number(&mut bytes.as_slice()), Some(number));
        }
        assert_eq!(take_number(&mut [0x80_u8].as_slice()), None);
    }
}
