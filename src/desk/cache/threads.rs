//! The threads of tickets and their words, one by one, when they are asked for.

use std::borrow::Cow;
use std::path::Path;

use rayon::prelude::*;

use super::listing::Listed;
use super::records::{Record, Records};
use super::signature::Signature;
use super::stored::{StoredFiles, StoredThread};
use crate::desk::layout;
use crate::desk::read::{self, Broken, Files, Place};
use crate::model::{Stamp, Thread, Ticket};
use crate::query::{Pattern, Phrase};
use crate::search::{Counts, Forms, Index, Part, Question, Score, Segment, Terms, exact_form, rank};

impl Records {
    /// Returns the thread of a ticket without its words, and the files of it that cannot be read.
    pub fn thread<'r>(&'r self, record: &'r Record) -> &'r (Thread, Vec<Broken>) {
        record.thread.get_or_init(|| self.read_thread(record))
    }

    /// Reads the thread of a ticket for somebody who looks at each one once: it is not held.
    pub fn read_thread(&self, record: &Record) -> (Thread, Vec<Broken>) {
        let stored = || {
            let row = self.same_thread(record.listed)?;
            Some((StoredThread::read(&row)?.thread(&record.place.id)?, Vec::new()))
        };
        stored().unwrap_or_else(|| {
            let (thread, broken) = read::thread(&self.root, &record.place, &self.files(record));
            (without_words(thread), broken)
        })
    }

    /// Returns the row of a thread in the snapshot, if all its files are the same.
    fn same_thread(&self, at: usize) -> Option<Cow<'_, [u8]>> {
        let listed = self.listing.tickets.get(at)?;
        let row = self.thread_row(listed.number?)?;
        let is_same =
            || StoredThread::read(&row).is_some_and(|stored| self.is_same_thread(listed, &stored.files));
        self.same_threads.get(at)?.get_or_init(is_same).then_some(row)
    }

    fn is_same_thread(&self, listed: &Listed, stored: &StoredFiles<'_>) -> bool {
        let id = &listed.place.id;
        let same = |name: &str, signature: u64| {
            let look = self.look_at(listed, name);
            look.is_some_and(|look| look.is(Signature::new(signature)))
        };
        let is_same = |(millis, tail, signature): &(i64, &str, u64)| {
            let stamp = Stamp::from_parts(*millis, tail);
            stamp.is_some_and(|stamp| same(&layout::entry_name(id, &stamp), *signature))
        };
        listed.files.as_ref().is_none_or(|files| has_names(files, stored))
            && stored.packed.is_none_or(|signature| same(&layout::thread_name(id), signature))
            && stored.loose.iter().all(is_same)
    }

    /// Returns the files of a ticket.
    pub fn files(&self, record: &Record) -> Files {
        self.listed(record).map(|listed| self.files_listed(listed)).unwrap_or_default()
    }

    pub(super) fn files_listed(&self, listed: &Listed) -> Files {
        if let Some(files) = &listed.files {
            return files.clone();
        }
        // The folder is that of the snapshot, and so are the names in it.
        let row = listed.number.and_then(|number| self.thread_row(number));
        let files = row.as_deref().and_then(StoredThread::read).and_then(|stored| {
            let stored = stored.files;
            let (packed, attachments) = (stored.packed.is_some(), stored.attachments);
            Some(Files { ticket: true, entries: stored.stamps()?, packed, attachments })
        });
        let folder = self.listing.folders.get(listed.folder);
        let read = || folder?.files(&self.root, &listed.place.id).cloned();
        files.or_else(read).unwrap_or_default()
    }

    /// Returns the number of a ticket in the snapshot, if all its files are the same: what the snapshot says of its
    /// words is so.
    pub(super) fn same(&self, at: usize) -> Option<usize> {
        self.same_number(at).filter(|_| self.same_thread(at).is_some())
    }

    /// Returns the text in the index that is that of a ticket, if all its files are the same.
    fn text(&self, at: usize) -> Option<usize> {
        let text = *self.index()?.texts.get(self.same(at)?)?;
        usize::try_from(text).ok()
    }

    /// Looks phrases up in the index, before tickets are asked for them.
    pub fn look_up<'p>(&self, phrases: impl Iterator<Item = &'p Phrase>) -> Looked {
        let look_up = |phrase: &Phrase| Some((phrase.clone(), having(&self.index()?.index, phrase)));
        let looked = phrases.filter_map(look_up).collect();
        // Without its index a desk is read.
        if self.index().is_some() { Looked(looked) } else { Looked::default() }
    }

    /// Tells whether the title, the description or the thread of a ticket hold a phrase.
    pub fn holds(&self, record: &Record, phrase: &Phrase, looked: &Looked) -> bool {
        let found = looked.0.iter().find(|(known, _)| known == phrase);
        if let Some((_, having)) = found
            && let Some(has_words) = self.text(record.listed).and_then(|text| having.get(text).copied())
            && (!has_words || phrase.words().len() == 1)
        {
            return has_words;
        }
        let words = self.words(record);
        phrase.is_in(&words.title) || words.texts().any(|text| phrase.is_in(text))
    }

    /// Reads all that a ticket says.
    pub fn words(&self, record: &Record) -> Words {
        Words::read(&self.root, &record.place, &self.files(record), record.ticket.title.clone())
    }

    /// Answers a question of all tickets, and of the texts of an index beside them, measured by one scale; in the order of the answers.
    pub fn rank(&self, question: &Question, beside: &Index) -> Vec<(Answer, Score)> {
        let texts: Vec<Option<usize>> = (0..self.count()).into_par_iter().map(|at| self.text(at)).collect();
        let size = self.index().map_or(0, |texts| texts.index.len());
        let (mut is_same, mut places) = (vec![false; size], vec![0; size]);
        for (at, text) in texts.iter().enumerate() {
            if let Some(text) = text.filter(|text| *text < size) {
                (is_same[text], places[text]) = (true, at);
            }
        }
        let others = (0..texts.len()).filter(|at| texts[*at].is_none());
        let others: Vec<Record> = others.filter_map(|at| self.record(at)).collect();
        let terms = |forms: &mut Forms, record: &Record| self.words(record).terms(forms, &record.ticket);
        let terms: Vec<Terms> = others.par_iter().map_init(Forms::default, terms).collect();
        let fresh = Index::of(terms.into_iter());
        let (all_fresh, all_beside) = (vec![true; others.len()], vec![true; beside.len()]);
        let mut segments = vec![Segment { index: beside, counts: &all_beside }];
        let mut tickets = Vec::new();
        if let Some(texts) = self.index() {
            segments.push(Segment { index: &texts.index, counts: &is_same });
            tickets.push(places);
        }
        segments.push(Segment { index: &fresh, counts: &all_fresh });
        tickets.push(others.into_iter().map(|record| record.listed).collect());
        let answer = |score: &Score| match score.segment.checked_sub(1) {
            None => Some(Answer::Beside(score.text as usize)),
            Some(segment) => tickets.get(segment)?.get(score.text as usize).copied().map(Answer::Ticket),
        };
        let scores = rank(question, &segments).into_iter();
        if size > 0 && self.index().is_none() {
            // The index broke while it was asked: once more without it.
            return self.rank(question, beside);
        }
        let mut answers: Vec<_> = scores.filter_map(|score| Some((answer(&score)?, score))).collect();
        // The order of the texts is that in which they were read, which is nobody's business.
        answers.sort_by_key(|(answer, _)| *answer);
        answers
    }
}

/// What answers a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// The ticket at this place of the listing, see [`Records::record`].
    Ticket(usize),
    /// The text of this number, of the index beside.
    Beside(usize),
}

/// Phrases that were looked up, and which texts of the index have their words.
#[derive(Default)]
pub struct Looked(Vec<(Phrase, Vec<bool>)>);

/// All that a ticket says.
pub struct Words {
    /// Its title.
    pub title: String,
    /// Its description.
    pub body: String,
    /// What was said since.
    pub thread: Vec<String>,
}

impl Words {
    fn read(root: &Path, place: &Place, files: &Files, title: String) -> Words {
        let body = read::ticket(root, place.clone()).map(|found| found.file.ticket.body).unwrap_or_default();
        Words::of(title, body, read::thread(root, place, files).0)
    }

    /// Takes the words of a ticket out of it and its thread.
    pub(super) fn of(title: String, body: String, thread: Thread) -> Words {
        let thread = thread.into_placed().into_iter().map(|(_, entry)| entry.body).collect();
        Words { title, body, thread }
    }

    /// Returns the description and what was said since.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        [self.body.as_str()].into_iter().chain(self.thread.iter().map(String::as_str))
    }

    /// Counts the words for an index.
    pub fn terms(&self, forms: &mut Forms, ticket: &Ticket) -> Terms {
        let mut terms = Terms::default();
        self.parts(ticket).for_each(|(part, text)| terms.add(forms, part, text));
        terms
    }

    /// Returns the texts for an index.
    pub fn parts<'w>(&'w self, ticket: &'w Ticket) -> impl Iterator<Item = (Part, &'w str)> {
        let labels = ticket.labels.iter().map(|label| (Part::Labels, label.as_str()));
        let thread = self.thread.iter().map(|text| (Part::Thread, text.as_str()));
        let body = (Part::Body, self.body.as_str());
        [(Part::Title, self.title.as_str())].into_iter().chain(labels).chain([body]).chain(thread)
    }
}

/// Returns a thread as the cache has it.
pub(super) fn without_words(thread: Thread) -> Thread {
    let mut placed = thread.into_placed();
    for (_, entry) in &mut placed {
        entry.body = String::new();
        entry.attachments = Vec::new();
    }
    Thread::new(placed)
}

fn has_names(files: &Files, stored: &StoredFiles<'_>) -> bool {
    files.packed == stored.packed.is_some()
        && files.attachments == stored.attachments
        && files.entries.len() == stored.loose.len()
        && files.entries.iter().zip(&stored.loose).all(|(stamp, kept)| stamp.parts() == (kept.0, kept.1))
}

/// Returns which texts of an index have all words of a phrase in their title, description or thread.
fn having(index: &Index, phrase: &Phrase) -> Vec<bool> {
    let mut all = vec![true; index.len()];
    for pattern in phrase.words() {
        let mut having = vec![false; index.len()];
        for (text, counts) in texts(index, pattern) {
            let is_said =
                [Part::Title, Part::Body, Part::Thread].iter().any(|part| counts[*part as usize] > 0);
            if let Some(there) = having.get_mut(text as usize).filter(|_| is_said) {
                *there = true;
            }
        }
        all.iter_mut().zip(having).for_each(|(all, one)| *all &= one);
    }
    all
}

fn texts<'i>(index: &'i Index, pattern: &Pattern) -> impl Iterator<Item = (u32, Counts)> + 'i {
    let start = exact_form(pattern.beginning());
    let postings = match pattern.is_glob() {
        true => index.beginning(&start, |form| pattern.fits(form.get(1..).unwrap_or_default())),
        false => vec![index.postings(&start)],
    };
    postings.into_iter().flatten()
}
