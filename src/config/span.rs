//! Lengths of time as a desk.yml writes them.
//!
//! A clock counts hours and minutes (`30m`, `4h`, `2h30m`): a day has no length, it depends on the calendar and on
//! daylight saving. Quiet periods are the other way round (`7 days`, `12 hours`, `never`).

use std::fmt;
use std::str::FromStr;

/// A length of time that a clock counts, in whole minutes and never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockSpan {
    minutes: u32,
}

/// The longest span, in minutes: about eleven years. Sums with instants then stay in range.
const LONGEST: u32 = 100_000 * 60;

impl ClockSpan {
    /// Makes a span of so many minutes, or says why that is none.
    pub fn from_minutes(minutes: u32) -> Result<Self, SpanError> {
        match minutes {
            0 => Err(SpanError::Zero),
            1..=LONGEST => Ok(Self { minutes }),
            _ => Err(SpanError::TooLong),
        }
    }

    /// Returns the length in minutes.
    pub fn minutes(self) -> u32 {
        self.minutes
    }

    /// Returns the length in seconds.
    pub fn seconds(self) -> i64 {
        i64::from(self.minutes) * 60
    }
}

/// Why a text is no length of time for a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanError {
    /// It is something else altogether.
    Malformed,
    /// A number without a unit.
    NoUnit,
    /// Days or weeks.
    Days,
    /// Nothing, or less than nothing.
    Zero,
    /// More than 100 000 hours.
    TooLong,
}

impl SpanError {
    /// Returns what to write instead.
    pub fn expected(self) -> &'static str {
        match self {
            Self::Malformed => "hours and minutes, such as `30m`, `4h` or `2h30m`",
            Self::NoUnit => "a unit after the number: `m` for minutes, `h` for hours",
            Self::Days => "hours, such as `24h`: a day has no fixed length",
            Self::Zero => "a time longer than zero",
            Self::TooLong => "at most `100000h`",
        }
    }
}

impl fmt::Display for SpanError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "expected {}", self.expected())
    }
}

impl std::error::Error for SpanError {}

impl FromStr for ClockSpan {
    type Err = SpanError;

    fn from_str(text: &str) -> Result<Self, SpanError> {
        let text = text.trim();
        if text.starts_with('-') {
            return Err(SpanError::Zero);
        }
        let (hours, rest) = amount_before(text, 'h')?;
        let (minutes, rest) = amount_before(rest, 'm')?;
        if !rest.is_empty() || text.is_empty() {
            return Err(why_left(rest));
        }
        let total = hours.checked_mul(60).and_then(|hours| hours.checked_add(minutes));
        Self::from_minutes(total.ok_or(SpanError::TooLong)?)
    }
}

/// Takes `4h` from `4h30m`, or nothing when another unit or none comes first.
fn amount_before(text: &str, unit: char) -> Result<(u32, &str), SpanError> {
    let text = text.trim_start();
    let (digits, rest) = digits_of(text);
    match rest.trim_start().strip_prefix(unit) {
        Some(rest) if !digits.is_empty() => Ok((digits.parse().map_err(|_| SpanError::TooLong)?, rest)),
        _ => Ok((0, text)),
    }
}

fn digits_of(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

fn why_left(rest: &str) -> SpanError {
    let (digits, unit) = digits_of(rest);
    match unit.trim_start().chars().next() {
        None if !digits.is_empty() => SpanError::NoUnit,
        Some('d' | 'w') if !digits.is_empty() => SpanError::Days,
        _ => SpanError::Malformed,
    }
}

impl fmt::Display for ClockSpan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.minutes / 60, self.minutes % 60) {
            (0, minutes) => write!(formatter, "{minutes}m"),
            (hours, 0) => write!(formatter, "{hours}h"),
            (hours, minutes) => write!(formatter, "{hours}h{minutes}m"),
        }
    }
}

/// A quiet period, after which something is done: days on the wall calendar, hours of real time, or never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuietSpan {
    /// So many hours.
    Hours(u32),
    /// So many days.
    Days(u32),
    /// It is not done at all.
    Never,
}

/// What a quiet period looks like, in words.
pub(super) const QUIET: &str = "a time such as `7 days`, `12 hours` or `never`";

impl QuietSpan {
    /// The longest period, in its own unit.
    const LONGEST: u32 = 100_000;

    /// Reads `7 days`, `1 day`, `7d`, `2 weeks`, `12 hours`, `12h` or `never`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        if text == "never" {
            return Some(Self::Never);
        }
        let (digits, unit) = digits_of(&text);
        let count = digits.parse().ok().filter(|count| *count <= Self::LONGEST)?;
        match unit.trim() {
            "d" | "day" | "days" => Some(Self::Days(count)),
            "w" | "week" | "weeks" => Some(Self::Days(count * 7)),
            "h" | "hour" | "hours" => Some(Self::Hours(count)),
            _ => None,
        }
    }
}

impl fmt::Display for QuietSpan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hours(1) => write!(formatter, "1 hour"),
            Self::Hours(count) => write!(formatter, "{count} hours"),
            Self::Days(1) => write!(formatter, "1 day"),
            Self::Days(count) => write!(formatter, "{count} days"),
            Self::Never => write!(formatter, "never"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_count_hours_and_minutes() {
        let check = |text: &str, expected: Result<u32, SpanError>| {
            assert_eq!(text.parse().map(ClockSpan::minutes), expected, "{text}");
        };
        check("30m", Ok(30));
        check("4h", Ok(240));
        check("2h30m", Ok(150));
        check(" 2h 30m ", Ok(150));
        check("90m", Ok(90));
        check("0h15m", Ok(15));
        check("", Err(SpanError::Malformed));
        check("soon", Err(SpanError::Malformed));
        check("h", Err(SpanError::Malformed));
        check("30m2h", Err(SpanError::Malformed));
        check("1.5h", Err(SpanError::Malformed));
        check("30", Err(SpanError::NoUnit));
        check("2h30", Err(SpanError::NoUnit));
        check("2d", Err(SpanError::Days));
        check("1 week", Err(SpanError::Days));
        check("0m", Err(SpanError::Zero));
        check("-4h", Err(SpanError::Zero));
        check("100001h", Err(SpanError::TooLong));
        check("99999999999999h", Err(SpanError::TooLong));
        check("4000000000h", Err(SpanError::TooLong));
    }

    #[test]
    fn a_span_prints_as_it_is_written() {
        for text in ["30m", "4h", "2h30m"] {
            assert_eq!(text.parse::<ClockSpan>().map(|span| span.to_string()).as_deref(), Ok(text));
        }
        for text in ["7 days", "1 day", "12 hours", "never"] {
            assert_eq!(QuietSpan::parse(text).map(|span| span.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn quiet_periods_are_days_hours_or_never() {
        let check = |text, expected| assert_eq!(QuietSpan::parse(text), expected, "{text}");
        check("7 days", Some(QuietSpan::Days(7)));
        check("7d", Some(QuietSpan::Days(7)));
        check("2 weeks", Some(QuietSpan::Days(14)));
        check("0 days", Some(QuietSpan::Days(0)));
        check("12 hours", Some(QuietSpan::Hours(12)));
        check("Never", Some(QuietSpan::Never));
        check("7", None);
        check("days", None);
        check("-7 days", None);
        check("99999999999 days", None);
    }
}
