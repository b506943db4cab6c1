//! How figures are rounded: rates to four decimals, means to the second, both half up; percentiles by nearest rank.
//!
//! All of it is arithmetic of whole numbers, so that two machines agree to the last digit.

use serde::{Serialize, Serializer};

/// A share of a whole in ten-thousandths; `None` where there is nothing to divide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate(Option<u32>);

impl Rate {
    /// The whole.
    pub const WHOLE: u32 = 10_000;

    /// Divides; half of a ten-thousandth is rounded up.
    pub fn of(part: u64, whole: u64) -> Rate {
        let (part, twice) = (u128::from(part), u128::from(whole) * 2);
        let rounded = (whole > 0).then(|| (part * 2 * u128::from(Rate::WHOLE) + u128::from(whole)) / twice);
        Rate(rounded.map(|rate| u32::try_from(rate).unwrap_or(u32::MAX)))
    }

    /// Returns the ten-thousandths.
    pub fn parts(self) -> Option<u32> {
        self.0
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.map(|parts| f64::from(parts) / f64::from(Rate::WHOLE)).serialize(serializer)
    }
}

/// Returns the mean of seconds, half a second rounded up.
pub fn mean(seconds: &[i64]) -> Option<i64> {
    let count = i128::try_from(seconds.len()).ok().filter(|count| *count > 0)?;
    let sum: i128 = seconds.iter().map(|one| i128::from(*one)).sum();
    i64::try_from((2 * sum + count).div_euclid(2 * count)).ok()
}

/// Returns the value below or at which so many percent lie, by nearest rank: number ⌈q·n⌉ of the sorted list.
pub fn percentile(sorted: &[i64], percent: usize) -> Option<i64> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_have_four_decimals_half_up() {
        let check = |part, whole, json: &str| {
            assert_eq!(serde_json::to_string(&Rate::of(part, whole)).unwrap(), json, "{part}/{whole}");
        };
        check(0, 0, "null");
        check(3, 0, "null");
        check(0, 7, "0.0");
        check(7, 10, "0.7");
        check(2, 3, "0.6667");
        check(1, 3, "0.3333");
        check(1, 20_000, "0.0001");
        check(1, 20_001, "0.0");
        check(5, 4, "1.25");
        check(u64::MAX, u64::MAX, "1.0");
    }

    #[test]
    fn means_are_rounded_half_up() {
        let check = |seconds: &[i64], expected| assert_eq!(mean(seconds), expected, "{seconds:?}");
        check(&[], None);
        check(&[1], Some(1));
        check(&[1, 2], Some(2));
        check(&[1, 1, 2], Some(1));
        check(&[i64::MAX, i64::MAX], Some(i64::MAX));
    }

    #[test]
    fn percentiles_are_values_of_the_list() {
        let check = |sorted: &[i64], percent, expected| {
            assert_eq!(percentile(sorted, percent), expected, "{percent} % of {sorted:?}");
        };
        check(&[], 50, None);
        check(&[7], 50, Some(7));
        check(&[7], 90, Some(7));
        check(&[1, 2], 50, Some(1));
        check(&[1, 2, 3], 50, Some(2));
        check(&[1, 2, 3, 4, 5, 6, 7, 9, 20, 30], 50, Some(5));
        check(&[1, 2, 3, 4, 5, 6, 7, 9, 20, 30], 90, Some(20));
        check(&[1, 2, 3, 4, 5, 6, 7, 9, 20, 30, 40], 90, Some(30));
        check(&[1, 2, 3], 0, Some(1));
    }
}
