//! Shares, exact to a hundredth of a percent.

use std::fmt;

/// A share between 0 % and 100 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent {
    hundredths: u16,
}

/// What a share looks like, in words.
pub(super) const PERCENT: &str = "a share from `1%` to `100%`";

impl Percent {
    /// Makes a share of so many percent, at most 100.
    pub const fn new(percent: u8) -> Self {
        let percent = if percent > 100 { 100 } else { percent };
        Self { hundredths: percent as u16 * 100 }
    }

    /// Reads `75%`, `99.5%` or `75`. Zero is no share to ask for.
    pub fn parse(text: &str) -> Option<Self> {
        let number = text.trim().trim_end_matches('%').trim_end();
        let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(part) || part.len() > 2 {
            return None;
        }
        let whole: u16 = whole.parse().ok().filter(|whole| *whole <= 100)?;
        let hundredths = whole * 100 + format!("{part:0<2}").parse::<u16>().ok()?;
        (1..=10_000).contains(&hundredths).then_some(Self { hundredths })
    }

    /// Returns the share in hundredths of a percent: 7500 for 75 %.
    pub fn hundredths(self) -> u16 {
        self.hundredths
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.hundredths / 100, self.hundredths % 100);
        if part == 0 {
            return write!(formatter, "{whole}%");
        }
        write!(formatter, "{whole}.{}%", format!("{part:02}").trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_and_printed() {
        let check = |text, hundredths: Option<u16>, printed: &str| {
            let percent = Percent::parse(text);
            assert_eq!(percent.map(Percent::hundredths), hundredths, "{text}");
            assert_eq!(percent.map(|percent| percent.to_string()).unwrap_or_default(), printed);
        };
        check("75%", Some(7500), "75%");
        check("75", Some(7500), "75%");
        check("99.5 %", Some(9950), "99.5%");
        check("99.05%", Some(9905), "99.05%");
        check("100%", Some(10_000), "100%");
        for text in ["0%", "101%", "100.01%", "-5%", "a%", "%", "1.234%", "70.%", "99999999%"] {
            check(text, None, "");
        }
    }
}
