//! Values that are compared: numbers, yes or no, and the bounds that a comparison or a range makes.

use std::ops::Bound;

use super::tree::Comparison;
use crate::when::Period;

/// Where values must lie.
pub(super) type Bounds<T> = (Bound<T>, Bound<T>);

/// What one written value covers: a day is all of it, a number is itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent<T> {
    /// The first value.
    pub(super) from: T,
    /// Where it ends.
    pub(super) to: Bound<T>,
}

impl From<Period> for Extent<crate::model::Instant> {
    fn from(period: Period) -> Self {
        Extent { from: period.from, to: period.to }
    }
}

impl<T: Copy> Extent<T> {
    /// Returns what covers one value only.
    pub(super) fn point(value: T) -> Extent<T> {
        Extent { from: value, to: Bound::Included(value) }
    }

    /// Returns where a value lies that is in it.
    pub(super) fn inside(self) -> Bounds<T> {
        (Bound::Included(self.from), self.to)
    }

    /// Returns where a value lies that compares with it: `<` is before it begins, `<=` until it ends.
    pub(super) fn compared(self, comparison: Comparison) -> Bounds<T> {
        match comparison {
            Comparison::Less => (Bound::Unbounded, Bound::Excluded(self.from)),
            Comparison::AtMost => (Bound::Unbounded, self.to),
            Comparison::More => (self.after(), Bound::Unbounded),
            Comparison::AtLeast => (Bound::Included(self.from), Bound::Unbounded),
        }
    }

    fn after(self) -> Bound<T> {
        match self.to {
            Bound::Included(last) => Bound::Excluded(last),
            Bound::Excluded(end) => Bound::Included(end),
            Bound::Unbounded => Bound::Excluded(self.from),
        }
    }
}

/// Returns where values lie from one to another, both included; an end may be open.
pub(super) fn between<T: Copy>(from: Option<Extent<T>>, to: Option<Extent<T>>) -> Bounds<T> {
    (
        from.map_or(Bound::Unbounded, |from| Bound::Included(from.from)),
        to.map_or(Bound::Unbounded, |to| to.to),
    )
}

/// Reads a number; not one that is none, or endless.
pub(super) fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Reads yes or no.
pub(super) fn flag(text: &str) -> Option<bool> {
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    match () {
        () if is("true") || is("yes") => Some(true),
        () if is("false") || is("no") => Some(false),
        () => None,
    }
}
