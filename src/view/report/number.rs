//! Numbers and their changes, in words.

use chrono::TimeDelta;

use crate::report::Rate;
use crate::view::time;

/// Stands where there is no number.
pub const NONE: &str = "–";

/// Below so many tickets a percentile is shown with their number.
const FEW: usize = 5;

/// A number of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// Tickets.
    Count(u64),
    /// A length of time, over so many tickets.
    Seconds(Option<i64>, usize),
    /// A share.
    Rate(Rate),
}

impl Number {
    /// Writes the number.
    pub fn shown(self) -> String {
        match self {
            Number::Count(count) => count.to_string(),
            Number::Seconds(None, _) => NONE.to_owned(),
            Number::Seconds(Some(length), n) if n < FEW => format!("{} (n = {n})", seconds(length)),
            Number::Seconds(Some(length), _) => seconds(length),
            Number::Rate(share) => rate(share),
        }
    }

    /// Returns the number itself, for a picture.
    pub fn plain(self) -> Option<f64> {
        self.whole().map(|whole| whole as f64)
    }

    fn whole(self) -> Option<i64> {
        match self {
            Number::Count(count) => i64::try_from(count).ok(),
            Number::Seconds(seconds, _) => seconds,
            Number::Rate(rate) => rate.parts().map(i64::from),
        }
    }

    /// Says how it differs from what it was before.
    pub fn change(self, before: Number) -> String {
        let Some((now, then)) = self.whole().zip(before.whole()) else { return NONE.to_owned() };
        let (sign, by) = match now - then {
            0 => return "the same".to_owned(),
            more if more > 0 => ("▲", more),
            less => ("▼", -less),
        };
        let is_more = now > then;
        let word = |more: &'static str, less: &'static str| if is_more { more } else { less };
        match self {
            Number::Count(_) => format!("{sign} {by} {}", word("more", "fewer")),
            Number::Seconds(..) => format!("{sign} {} {}", seconds(by), word("longer", "shorter")),
            Number::Rate(_) => {
                format!("{sign} {}.{:02} points {}", by / 100, by % 100, word("higher", "lower"))
            }
        }
    }
}

/// Writes a length of time.
pub fn seconds(seconds: i64) -> String {
    TimeDelta::try_seconds(seconds).map_or_else(|| NONE.to_owned(), time::span)
}

/// Writes a share in percent.
pub fn rate(rate: Rate) -> String {
    rate.parts().map_or_else(|| NONE.to_owned(), |parts| format!("{}.{:02} %", parts / 100, parts % 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_with_a_sign_and_a_word() {
        let check = |now: Number, before: Number, expected: &str| assert_eq!(now.change(before), expected);
        check(Number::Count(12), Number::Count(9), "▲ 3 more");
        check(Number::Count(9), Number::Count(12), "▼ 3 fewer");
        check(Number::Count(9), Number::Count(9), "the same");
        check(Number::Seconds(Some(7200), 9), Number::Seconds(Some(3600), 9), "▲ 1 h longer");
        check(Number::Rate(Rate::of(3, 4)), Number::Rate(Rate::of(7, 9)), "▼ 2.78 points lower");
        check(Number::Rate(Rate::of(3, 4)), Number::Rate(Rate::of(0, 0)), "–");
    }

    #[test]
    fn few_tickets_are_counted_beside_their_percentile() {
        assert_eq!(Number::Seconds(Some(18_000), 4).shown(), "5 h (n = 4)");
        assert_eq!(Number::Seconds(Some(18_000), 5).shown(), "5 h");
        assert_eq!(Number::Seconds(None, 0).shown(), "–");
        assert_eq!(Number::Rate(Rate::of(2, 3)).shown(), "66.67 %");
    }
}
