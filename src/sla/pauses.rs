//! Stretches in which a clock stands still.

use crate::model::Instant;

/// A stretch of time, `[from, to)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its first instant.
    pub from: Instant,
    /// The instant after it; [`Stretch::ENDLESS`] where no end is known.
    pub to: Instant,
}

impl Stretch {
    /// The end of what has none.
    pub const ENDLESS: Instant = Instant::MAX_UTC;

    /// Returns what lies between two instants; nothing where the second is not after the first.
    pub fn new(from: Instant, to: Instant) -> Stretch {
        Stretch { from, to }
    }

    /// Tells whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.to <= self.from
    }

    /// Tells whether an instant lies in it.
    pub fn contains(&self, instant: Instant) -> bool {
        self.from <= instant && instant < self.to
    }

    /// Returns what of it lies in another one.
    pub fn clipped(self, other: Stretch) -> Stretch {
        Stretch { from: self.from.max(other.from), to: self.to.min(other.to) }
    }
}

/// Pauses in order, each apart from the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pauses(Vec<Stretch>);

impl Pauses {
    /// Puts stretches in order; those that overlap or touch become one, and empty ones are dropped.
    pub fn new(mut stretches: Vec<Stretch>) -> Pauses {
        stretches.retain(|stretch| !stretch.is_empty());
        stretches.sort_by_key(|stretch| (stretch.from, stretch.to));
        let mut merged: Vec<Stretch> = Vec::with_capacity(stretches.len());
        for stretch in stretches {
            match merged.last_mut() {
                Some(last) if stretch.from <= last.to => last.to = last.to.max(stretch.to),
                _ => merged.push(stretch),
            }
        }
        Pauses(merged)
    }

    /// Returns the pauses, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = Stretch> {
        self.0.iter().copied()
    }

    /// Returns what of the pauses lies in a stretch.
    pub fn within(&self, whole: Stretch) -> impl Iterator<Item = Stretch> {
        self.iter().map(move |pause| pause.clipped(whole)).filter(|pause| !pause.is_empty())
    }

    /// Returns the pause in which an instant lies.
    pub fn at(&self, instant: Instant) -> Option<Stretch> {
        self.iter().find(|pause| pause.contains(instant))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_are_merged() {
        let at = |seconds: i64| Instant::from_timestamp(seconds, 0).unwrap();
        let check = |given: &[(i64, i64)], expected: &[(i64, i64)]| {
            let stretches = given.iter().map(|(from, to)| Stretch::new(at(*from), at(*to))).collect();
            let merged: Vec<(i64, i64)> =
                Pauses::new(stretches).iter().map(|one| (one.from.timestamp(), one.to.timestamp())).collect();
            assert_eq!(merged, expected, "{given:?}");
        };
        check(&[], &[]);
        check(&[(5, 9), (1, 3)], &[(1, 3), (5, 9)]);
        check(&[(1, 5), (3, 9)], &[(1, 9)]);
        check(&[(1, 5), (5, 9)], &[(1, 9)]);
        check(&[(1, 9), (3, 5)], &[(1, 9)]);
        check(&[(5, 5), (9, 1)], &[]);
    }
}
