//! Times as a person reads them: in the desk's zone, and how long ago.

use chrono::TimeDelta;
use chrono_tz::Tz;

use crate::model::Instant;

/// Writes an instant in a zone: `2026-11-23 10:12`.
pub fn local(instant: Instant, zone: Tz) -> String {
    instant.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}

/// Writes how long ago an instant is, in the largest unit that fits: `45 min`, `3 h`, `12 d`, `2 y`.
pub fn age(instant: Instant, now: Instant) -> String {
    let seconds = (now - instant).num_seconds();
    match seconds.max(0) {
        0..60 => "now".to_owned(),
        60..3600 => format!("{} min", seconds / 60),
        3600..172_800 => format!("{} h", seconds / 3600),
        172_800..63_072_000 => format!("{} d", seconds / 86_400),
        _ => format!("{} y", seconds / 31_536_000),
    }
}

/// Writes how far an instant is from now: `3 h ago`, `in 2 d`, `just now`.
pub fn relative(instant: Instant, now: Instant) -> String {
    if instant > now {
        return match age(now, instant).as_str() {
            "now" => "just now".to_owned(),
            age => format!("in {age}"),
        };
    }
    match age(instant, now).as_str() {
        "now" => "just now".to_owned(),
        age => format!("{age} ago"),
    }
}

/// Writes a length of time in hours and minutes: `2 h 10`, `35 min`, `40 s`; a day has no length.
pub fn span(span: TimeDelta) -> String {
    let seconds = span.num_seconds().abs();
    match (seconds / 3600, seconds / 60 % 60) {
        (0, 0) => format!("{seconds} s"),
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}

/// Writes how far a deadline is from now, to the minute: `in 2 h 10`, `35 min ago`; from two days on in days.
pub fn distance(instant: Instant, now: Instant) -> String {
    const DAYS: TimeDelta = TimeDelta::hours(48);
    match instant - now {
        far if far.abs() >= DAYS => relative(instant, now),
        ahead if ahead >= TimeDelta::zero() => format!("in {}", span(ahead)),
        past => format!("{} ago", span(past)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_the_largest_unit() {
        let now: Instant = "2026-11-23T12:00:00Z".parse().unwrap();
        let check =
            |text: &str, expected: &str| assert_eq!(relative(text.parse().unwrap(), now), expected, "{text}");
        check("2026-11-23T11:59:30Z", "just now");
        check("2026-11-23T11:15:00Z", "45 min ago");
        check("2026-11-22T01:00:00Z", "35 h ago");
        check("2026-11-01T12:00:00Z", "22 d ago");
        check("2020-11-01T12:00:00Z", "6 y ago");
        check("2026-11-25T12:00:00Z", "in 2 d");
    }

    #[test]
    fn a_deadline_is_told_to_the_minute() {
        let now: Instant = "2026-11-23T12:00:00Z".parse().unwrap();
        let check =
            |text: &str, expected: &str| assert_eq!(distance(text.parse().unwrap(), now), expected, "{text}");
        check("2026-11-23T14:10:00Z", "in 2 h 10");
        check("2026-11-23T12:00:40Z", "in 40 s");
        check("2026-11-23T11:25:00Z", "35 min ago");
        check("2026-11-24T17:05:00Z", "in 29 h 05");
        check("2026-11-21T12:00:00Z", "2 d ago");
        check("2026-12-23T12:00:00Z", "in 30 d");
    }
}
