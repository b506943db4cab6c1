use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};

use super::Instant;

/// The time in a stamp; where the zeros are, digits.
const SHAPE: &[u8; 20] = b"00000000T000000.000Z";

/// The place of an entry in its thread, from its file name: `20261123T100211.123Z-4w9x`.
///
/// The order of stamps is the order of the thread: by millisecond (UTC), then
/// by four characters that keep parallel writers apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stamp {
    millis: i64,
    tail: String,
}

/// A text that is no stamp.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a stamp such as `20261123T100211.123Z-4w9x`")]
pub struct InvalidStamp(String);

impl Stamp {
    /// Returns the stamp for a new entry: now, or one millisecond after the last one of the ticket.
    ///
    /// A last stamp more than a day ahead came from a wrong clock and is not followed.
    pub fn next(now: Instant, last: Option<&Stamp>, tail: String) -> Stamp {
        let now = now.timestamp_millis();
        let horizon = now + TimeDelta::days(1).num_milliseconds();
        let millis = match last {
            Some(last) if last.millis >= now && last.millis <= horizon => last.millis + 1,
            _ => now,
        };
        Stamp { millis, tail }
    }

    /// Returns the stamp of an entry that comes after the last one whatever its clock said, as in a thread that is
    /// imported in its order.
    pub fn after(at: Instant, last: Option<&Stamp>, tail: String) -> Stamp {
        let at = at.timestamp_millis();
        Stamp { millis: last.map_or(at, |last| at.max(last.millis + 1)), tail }
    }

    /// Returns milliseconds since 1970, and the four characters.
    pub fn parts(&self) -> (i64, &str) {
        (self.millis, &self.tail)
    }

    /// Puts a stamp together again; `None` where no stamp has these parts.
    pub fn from_parts(millis: i64, tail: &str) -> Option<Stamp> {
        is_tail(tail).then(|| Stamp { millis, tail: tail.to_owned() })
    }

    /// Returns the instant of the stamp, to the millisecond.
    pub fn instant(&self) -> Instant {
        DateTime::<Utc>::from_timestamp_millis(self.millis).unwrap_or(DateTime::UNIX_EPOCH)
    }
}

impl FromStr for Stamp {
    type Err = InvalidStamp;

    fn from_str(text: &str) -> Result<Stamp, InvalidStamp> {
        let invalid = || InvalidStamp(text.to_owned());
        let (time, tail) = text.split_once('-').filter(|(_, tail)| is_tail(tail)).ok_or_else(invalid)?;
        let time = read_time(time.as_bytes()).ok_or_else(invalid)?;
        Ok(Stamp { millis: time.and_utc().timestamp_millis(), tail: tail.to_owned() })
    }
}

/// Reads the time of a stamp. There are hundreds of thousands in a desk, and ways through a pattern take ten times as
/// long.
fn read_time(text: &[u8]) -> Option<NaiveDateTime> {
    let text: &[u8; SHAPE.len()] = text.try_into().ok()?;
    let fits = |(byte, shape): (&u8, &u8)| if *shape == b'0' { byte.is_ascii_digit() } else { byte == shape };
    if !text.iter().zip(SHAPE).all(fits) {
        return None;
    }
    let number = |from: usize, to: usize| {
        text[from..to].iter().fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'))
    };
    let date = NaiveDate::from_ymd_opt(number(0, 4) as i32, number(4, 6), number(6, 8))?;
    date.and_hms_milli_opt(number(9, 11), number(11, 13), number(13, 15), number(16, 19))
}

fn write_time(instant: Instant) -> String {
    let mut text = *SHAPE;
    let mut write = |from: usize, to: usize, mut number: u32| {
        for digit in text[from..to].iter_mut().rev() {
            *digit = b'0' + (number % 10) as u8;
            number /= 10;
        }
    };
    write(0, 4, instant.year().unsigned_abs());
    write(4, 6, instant.month());
    write(6, 8, instant.day());
    write(9, 11, instant.hour());
    write(11, 13, instant.minute());
    write(13, 15, instant.second());
    write(16, 19, instant.timestamp_subsec_millis());
    text.map(char::from).iter().collect()
}

fn is_tail(text: &str) -> bool {
    (1..=16).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&write_time(self.instant()))?;
        f.write_str("-")?;
        f.write_str(&self.tail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn a_stamp_reads_as_it_is_written() {
        let text = "20261123T100211.123Z-4w9x";
        let stamp: Stamp = text.parse().unwrap();
        assert_eq!(stamp.to_string(), text);
        assert_eq!(stamp.instant(), at("2026-11-23T10:02:11.123Z"));
        for bad in [
            "",
            "20261123T100211.123Z",
            "20261123T100211Z-4w9x",
            "20261123T100211.123Z-",
            "20261123T100211.123Z-4W9X",
            "20261123T100260.123Z-4w9x",
            "20261323T100211.123Z-4w9x",
            "20261123 100211.123Z-4w9x",
            "+2261123T100211.123Z-4w9x",
            "20261123T100211.123Z-4w9x-",
            "2026-123T100211.123Z-4w9x",
            "20261123T100211.123Z-a/b",
        ] {
            assert!(bad.parse::<Stamp>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_next_stamp_follows_the_last_unless_that_is_a_day_ahead() {
        let now = at("2026-11-23T10:00:00Z");
        let next = |last: &str| Stamp::next(now, Some(&last.parse().unwrap()), "bbbb".into()).to_string();
        assert_eq!(next("20261123T095959.999Z-4w9x"), "20261123T100000.000Z-bbbb");
        assert_eq!(next("20261123T100000.000Z-4w9x"), "20261123T100000.001Z-bbbb");
        assert_eq!(next("20261123T110000.000Z-4w9x"), "20261123T110000.001Z-bbbb");
        assert_eq!(next("20271123T110000.000Z-4w9x"), "20261123T100000.000Z-bbbb");
    }
}
