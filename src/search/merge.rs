//! A new index of an old one and of new texts.

use std::convert::Infallible;

use fst::{MapBuilder, Streamer};

use super::index::{Counts, Index, IndexBytes, Postings, place_of};
use super::number::{put_counts, put_number, take_number};
use super::sheaf::{Bound, Run, by_form};

/// Keeps postings in memory.
pub(super) fn into(postings: &mut Vec<u8>) -> impl FnMut(&[u8]) -> Result<(), Infallible> {
    |bytes| {
        postings.extend_from_slice(bytes);
        Ok(())
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

/// Why there is no index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeError<E> {
    /// Its postings could not be put where they should be.
    Put(E),
    /// It has its limits: 64 GiB, and 256 MiB of postings for one form.
    TooLarge,
}

/// Takes postings, in their order.
pub type Sink<'s, E> = &'s mut dyn FnMut(&[u8]) -> Result<(), E>;

/// Makes an index of an old one and of new texts, and gives its postings away as they are made.
///
/// `kept` says what number each old text has from now on, `None` where it goes; the order stays. The new texts get
/// the numbers that follow.
pub fn merge<E>(
    old: Option<&Index>,
    kept: &[Option<u32>],
    new: Vec<Bound>,
    postings: Sink<'_, E>,
) -> Result<IndexBytes, MergeError<E>> {
    let survivors = kept.iter().zip(0..).filter(|(kept, _)| kept.is_some());
    let mut lengths: Vec<u32> = survivors.map(|(_, text)| old.map_or(0, |old| old.length(text))).collect();
    let mut firsts = Vec::new();
    for bound in &new {
        firsts.push(u32::try_from(lengths.len()).unwrap_or(u32::MAX));
        lengths.extend(&bound.lengths);
    }
    let mut made = Made { dictionary: MapBuilder::memory(), postings, at: 0 };
    made.add_all(old, kept, &firsts, by_form(&new))?;
    let dictionary = made.dictionary.into_inner().map_err(|_| MergeError::TooLarge)?;
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
struct Made<'s, E> {
    dictionary: MapBuilder<Vec<u8>>,
    postings: Sink<'s, E>,
    at: usize,
}

impl<E> Made<'_, E> {
    /// Adds forms in order: those of the old index, and the new ones, which are sorted.
    ///
    /// `firsts` says at which number the texts of each new run begin.
    fn add_all<'b>(
        &mut self,
        old: Option<&Index>,
        kept: &[Option<u32>],
        firsts: &[u32],
        new: impl Iterator<Item = (&'b str, Vec<(usize, Run<'b>)>)>,
    ) -> Result<(), MergeError<E>> {
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
    fn add(&mut self, form: &[u8], mut list: List, new: &[(u32, Run<'_>)]) -> Result<(), MergeError<E>> {
        new.iter().for_each(|(first, run)| list.append(*first, *run));
        if list.count == 0 {
            return Ok(());
        }
        let mut count = Vec::new();
        put_number(&mut count, list.count);
        let end = self.at + count.len() + list.bytes.len();
        let place = place_of(self.at, end).ok_or(MergeError::TooLarge)?;
        // The forms come in order, each once: nothing else is refused.
        self.dictionary.insert(form, place).map_err(|_| MergeError::TooLarge)?;
        (self.postings)(&count).and_then(|()| (self.postings)(&list.bytes)).map_err(MergeError::Put)?;
        self.at = end;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::index::tests::terms;
    use crate::search::{Part, Sheaf, Terms};

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
        let bytes = merge(old, kept, new, &mut into(&mut postings)).unwrap();
        (bytes, postings)
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
}
