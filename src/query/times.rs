//! Times and numbers, and comparisons with them.

use chrono::TimeDelta;

use super::error::{Problem, QueryError};
use super::plan::{Check, Fit};
use super::resolve::{Asked, Resolver, joined, unordered, wrong};
use super::tree::{Test, Word};
use super::value::{self, Bounds, Extent, between};
use crate::model::Instant;
use crate::when::{self, Looking};

/// A time as somebody wrote it.
#[derive(Clone, Copy)]
enum Time {
    /// `2026-01-31`, `last-week`
    Period(Extent<Instant>),
    /// `2d` where one looks back: so long ago, and more is longer ago.
    Age(Instant),
    /// `2d` where one looks ahead, `-7d`, `+2d`.
    Shift(Instant),
}

impl Time {
    fn extent(self) -> Extent<Instant> {
        match self {
            Time::Period(extent) => extent,
            Time::Age(instant) | Time::Shift(instant) => Extent::point(instant),
        }
    }
}

impl Resolver<'_, '_> {
    /// Reads a value of a field that holds a time.
    pub(super) fn time(&self, asked: &Asked, looking: Looking, test: &Test) -> Result<Check, QueryError> {
        let bounds = match test {
            Test::Is(word) => match self.read_time(looking, word)? {
                Time::Period(extent) => extent.inside(),
                _ => {
                    let (field, text) = (asked.name(), word.text.clone());
                    return Err(wrong(word, Problem::Span { field, text }));
                }
            },
            Test::Compare(comparison, word) => match self.read_time(looking, word)? {
                Time::Age(instant) => Extent::point(instant).compared(comparison.mirrored()),
                time => time.extent().compared(*comparison),
            },
            Test::Range(from, to) => self.times(looking, from.as_ref(), to.as_ref())?,
        };
        Ok(Check::Time(asked.key.clone(), bounds))
    }

    fn times(
        &self,
        looking: Looking,
        from: Option<&Word>,
        to: Option<&Word>,
    ) -> Result<Bounds<Instant>, QueryError> {
        let read = |word| self.read_time(looking, word);
        let (start, end) = (from.map(read).transpose()?, to.map(read).transpose()?);
        let is_age = |time: Option<Time>| time.is_none_or(|time| matches!(time, Time::Age(_)));
        // From one age to another is backwards in time.
        let ends = if is_age(start) && is_age(end) { (end, start) } else { (start, end) };
        let ends = (ends.0.map(Time::extent), ends.1.map(Time::extent));
        check_order(ends, to)?;
        Ok(between(ends.0, ends.1))
    }

    fn read_time(&self, looking: Looking, word: &Word) -> Result<Time, QueryError> {
        const WANTED: &str =
            "a time such as `2026-01-31`, `2026-W47`, `today`, `friday`, `last-week` or `2d`";
        let (here, text) = (self.terms.here(), word.text.trim());
        let ahead = |span: TimeDelta| here.now.checked_add_signed(span).map(Time::Shift);
        let back = |span: TimeDelta| here.now.checked_sub_signed(span).map(Time::Age);
        let time = match (when::span(text), looking) {
            (Some(span), Looking::Back) => back(span),
            (Some(span), Looking::Ahead) => ahead(span),
            (None, _) => here
                .shifted(text)
                .map(Time::Shift)
                .or_else(|| here.period(text, looking).map(|period| Time::Period(period.into()))),
        };
        time.ok_or_else(|| wrong(word, Problem::Malformed { text: word.text.clone(), wanted: WANTED }))
    }

    /// Reads a value of a field that holds a number.
    pub(super) fn number(&self, asked: &Asked, test: &Test) -> Result<Check, QueryError> {
        let bounds = match test {
            Test::Is(word) => number(word)?.inside(),
            Test::Compare(comparison, word) => number(word)?.compared(*comparison),
            Test::Range(from, to) => {
                let from = from.as_ref().map(number).transpose()?;
                let ends = (from, to.as_ref().map(number).transpose()?);
                check_order(ends, to.as_ref())?;
                between(ends.0, ends.1)
            }
        };
        Ok(asked.fits(Fit::Number(bounds)))
    }

    /// Reads a comparison for a field that desk.yml does not declare. `2026` may be a number or a year: what the
    /// ticket holds decides.
    pub(super) fn undeclared(&self, asked: &Asked, name: &Word, test: &Test) -> Result<Check, QueryError> {
        let readings = [self.number(asked, test), self.time(asked, Looking::Ahead, test)];
        let is_other = |error: &QueryError| matches!(error.problem, Problem::Malformed { .. });
        let (read, failed): (Vec<_>, Vec<_>) = readings.into_iter().partition(Result::is_ok);
        match failed.into_iter().filter_map(Result::err).find(|error| !is_other(error)) {
            Some(error) => Err(error),
            None if read.is_empty() => Err(unordered(test, asked.name(), name)),
            None => Ok(joined(read.into_iter().flatten().collect())),
        }
    }
}

fn number(word: &Word) -> Result<Extent<f64>, QueryError> {
    let problem = || Problem::Malformed { text: word.text.clone(), wanted: "a number" };
    value::number(word.text.trim()).map(Extent::point).ok_or_else(|| wrong(word, problem()))
}

/// Refuses a range that ends before it begins.
fn check_order<T: PartialOrd>(
    ends: (Option<Extent<T>>, Option<Extent<T>>),
    last: Option<&Word>,
) -> Result<(), QueryError> {
    match (ends, last) {
        ((Some(from), Some(to)), Some(last)) if from.from > to.from => Err(wrong(last, Problem::Reversed)),
        _ => Ok(()),
    }
}
