//! Words for times, as a person writes them: `2026-11-23`, `friday`, `last-week`, `2d`.
//!
//! The same words mean the same in a flag and in a query. Days, weeks and months are those of the desk's zone, so a
//! day may have 23 or 25 hours. *Now* is given, never asked.

use std::ops::Bound;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Weekday};
use chrono_tz::Tz;

use crate::model::{Instant, read_instant};

/// Where words for times are read from: a moment in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standpoint {
    /// The present moment.
    pub now: Instant,
    /// The zone that days belong to.
    pub zone: Tz,
}

/// Which way somebody looks who says `friday`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looking {
    /// To what has been: the last Friday.
    Back,
    /// To what will be: the next Friday.
    Ahead,
}

/// A stretch of time: a day, a week, or a single moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its first moment.
    pub from: Instant,
    /// Where it ends.
    pub to: Bound<Instant>,
}

impl Period {
    /// Returns a single moment.
    pub fn moment(instant: Instant) -> Period {
        Period { from: instant, to: Bound::Included(instant) }
    }
}

impl Standpoint {
    /// Returns the present day.
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.zone).date_naive()
    }

    /// Reads a day: a date, `today`, `yesterday`, `tomorrow`, or a weekday, which is never today.
    pub fn day(&self, text: &str, looking: Looking) -> Option<NaiveDate> {
        let today = self.today();
        match text.to_ascii_lowercase().as_str() {
            "today" => Some(today),
            "yesterday" => today.pred_opt(),
            "tomorrow" => today.succ_opt(),
            word => match word.parse::<Weekday>() {
                Ok(weekday) => nearest_weekday(today, weekday, looking),
                Err(_) => date(word),
            },
        }
    }

    /// Reads a point in time: `now`, RFC 3339, or a date and time of the zone, which lasts a minute or a second.
    pub fn moment(&self, text: &str) -> Option<Period> {
        if text.eq_ignore_ascii_case("now") {
            return Some(Period::moment(self.now));
        }
        let text = text.to_ascii_uppercase();
        let minutes = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"].map(|shape| (shape, 60));
        let seconds = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"].map(|shape| (shape, 1));
        for (shape, length) in minutes.into_iter().chain(seconds) {
            if let Ok(local) = NaiveDateTime::parse_from_str(&text, shape) {
                let from = self.instant(local)?;
                let end = from.checked_add_signed(TimeDelta::seconds(length))?;
                return Some(Period { from, to: Bound::Excluded(end) });
            }
        }
        read_instant(&text).map(Period::moment)
    }

    /// Reads a stretch of time: a day, a moment, a month (`2026-11`), an ISO week (`2026-W47`), a year, or one of
    /// these near the present (`last-week`, `this-month`, `next-year`).
    pub fn period(&self, text: &str, looking: Looking) -> Option<Period> {
        if let Some(day) = self.day(text, looking) {
            return self.days(day, day.succ_opt()?);
        }
        let named = || year(text).or_else(|| month(text)).or_else(|| week(text));
        match named().or_else(|| self.near(&text.to_ascii_lowercase())) {
            Some((first, after)) => self.days(first, after),
            None => self.moment(text),
        }
    }

    /// Returns the first moment of a day.
    pub fn start_of(&self, day: NaiveDate) -> Option<Instant> {
        self.instant(day.and_hms_opt(0, 0, 0)?)
    }

    /// Returns the moment of a date and time of the zone: in an overlap of summer time the first, in a gap the same
    /// time an hour later, or as much later as the clocks were turned.
    pub fn instant(&self, local: NaiveDateTime) -> Option<Instant> {
        const LONGEST_GAP: i64 = 25; // Samoa left out a whole day in 2011
        (0..=LONGEST_GAP)
            .filter_map(|hours| local.checked_add_signed(TimeDelta::hours(hours)))
            .find_map(|local| self.zone.from_local_datetime(&local).earliest())
            .map(|instant| instant.to_utc())
    }

    /// Reads a signed span as the moment it leads to: `-7d`, `+2d`.
    pub fn shifted(&self, text: &str) -> Option<Instant> {
        match text.strip_prefix('-') {
            Some(text) => self.now.checked_sub_signed(span(text)?),
            None => self.now.checked_add_signed(span(text.strip_prefix('+')?)?),
        }
    }

    fn days(&self, first: NaiveDate, after: NaiveDate) -> Option<Period> {
        Some(Period { from: self.start_of(first)?, to: Bound::Excluded(self.start_of(after)?) })
    }

    /// Reads `last-week`, `this-month`, `next-year`.
    fn near(&self, text: &str) -> Option<(NaiveDate, NaiveDate)> {
        let (which, unit) = text.split_once('-')?;
        let steps = match which {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        let today = self.today();
        match unit {
            "week" => days_from(monday(today)?.checked_add_signed(TimeDelta::weeks(steps.into()))?, 7),
            "month" => months_from(today.year(), today.month0() as i32 + steps, 1),
            "year" => months_from(today.year() + steps, 0, 12),
            _ => None,
        }
    }
}

/// Reads a span of real time: `30m`, `4h`, `2d`, `1w`. A day has 24 hours here.
pub fn span(text: &str) -> Option<TimeDelta> {
    let unit = text.chars().last()?;
    let digits = &text[..text.len() - unit.len_utf8()];
    let count: i64 = Some(digits).filter(|digits| is_number(digits, 1..=5))?.parse().ok()?;
    match unit.to_ascii_lowercase() {
        'm' => TimeDelta::try_minutes(count),
        'h' => TimeDelta::try_hours(count),
        'd' => TimeDelta::try_days(count),
        'w' => TimeDelta::try_weeks(count),
        _ => None,
    }
}

/// Reads a date such as `2026-11-23`.
pub fn date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

fn nearest_weekday(today: NaiveDate, weekday: Weekday, looking: Looking) -> Option<NaiveDate> {
    let is_meant = |day: &NaiveDate| day.weekday() == weekday;
    let distances = (1..=7).map(Days::new);
    match looking {
        Looking::Ahead => distances.filter_map(|days| today.checked_add_days(days)).find(is_meant),
        Looking::Back => distances.filter_map(|days| today.checked_sub_days(days)).find(is_meant),
    }
}

fn year(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    months_from(number(text, 4)?, 0, 12)
}

fn month(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (year, month) = text.split_once('-')?;
    let month = number(month, 2).filter(|month| (1..=12).contains(month))?;
    months_from(number(year, 4)?, month - 1, 1)
}

fn week(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (year, week) = text.split_once(['w', 'W'])?;
    let year = number(year.strip_suffix('-').unwrap_or(year), 4)?;
    let week = number(week, 2)?.try_into().ok()?;
    days_from(NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?, 7)
}

fn monday(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))
}

fn days_from(first: NaiveDate, count: u64) -> Option<(NaiveDate, NaiveDate)> {
    Some((first, first.checked_add_days(Days::new(count))?))
}

/// Returns so many months from one of a year, counted from 0; it may lie outside of that year.
fn months_from(year: i32, month: i32, count: i32) -> Option<(NaiveDate, NaiveDate)> {
    let first_of = |month: i32| {
        let year = year + month.div_euclid(12);
        NaiveDate::from_ymd_opt(year, month.rem_euclid(12) as u32 + 1, 1)
    };
    Some((first_of(month)?, first_of(month + count)?))
}

fn number(text: &str, digits: usize) -> Option<i32> {
    Some(text).filter(|text| is_number(text, digits..=digits))?.parse().ok()
}

fn is_number(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::write_instant;

    /// A Wednesday in Brussels, an hour ahead of UTC.
    fn wednesday() -> Standpoint {
        Standpoint { now: "2026-11-25T09:00:00Z".parse().unwrap(), zone: Tz::Europe__Brussels }
    }

    fn shown(period: Period) -> String {
        match period.to {
            Bound::Excluded(to) => format!("{} to {}", write_instant(period.from), write_instant(to)),
            _ => write_instant(period.from),
        }
    }

    #[test]
    fn words_for_times_are_stretches_of_the_zone() {
        let check = |text: &str, expected: &str| {
            let back = wednesday().period(text, Looking::Back).map(shown);
            assert_eq!(back.unwrap_or_default(), expected, "{text}");
        };
        check("2026-11-23", "2026-11-22T23:00:00Z to 2026-11-23T23:00:00Z");
        check("TODAY", "2026-11-24T23:00:00Z to 2026-11-25T23:00:00Z");
        check("yesterday", "2026-11-23T23:00:00Z to 2026-11-24T23:00:00Z");
        check("tomorrow", "2026-11-25T23:00:00Z to 2026-11-26T23:00:00Z");
        check("2026-11", "2026-10-31T23:00:00Z to 2026-11-30T23:00:00Z");
        check("2026-12", "2026-11-30T23:00:00Z to 2026-12-31T23:00:00Z");
        check("2026", "2025-12-31T23:00:00Z to 2026-12-31T23:00:00Z");
        check("2026-W01", "2025-12-28T23:00:00Z to 2026-01-04T23:00:00Z");
        check("2026-w47", "2026-11-15T23:00:00Z to 2026-11-22T23:00:00Z");
        check("this-week", "2026-11-22T23:00:00Z to 2026-11-29T23:00:00Z");
        check("last-week", "2026-11-15T23:00:00Z to 2026-11-22T23:00:00Z");
        check("next-month", "2026-11-30T23:00:00Z to 2026-12-31T23:00:00Z");
        check("last-month", "2026-09-30T22:00:00Z to 2026-10-31T23:00:00Z");
        check("last-year", "2024-12-31T23:00:00Z to 2025-12-31T23:00:00Z");
        check("2026-11-23T14:00", "2026-11-23T13:00:00Z to 2026-11-23T13:01:00Z");
        check("2026-11-23 14:00:30", "2026-11-23T13:00:30Z to 2026-11-23T13:00:31Z");
        check("2026-11-23T14:00:00.250Z", "2026-11-23T14:00:00.250Z");
        check("2026-11-23t14:00:00+02:00", "2026-11-23T12:00:00Z");
        check("now", "2026-11-25T09:00:00Z");
        for bad in ["", "soon", "2026-13", "2026-W54", "2026-02-30", "20261", "last-day", "2d", "-", "ä"] {
            check(bad, "");
        }
    }

    #[test]
    fn a_weekday_is_never_today_and_lies_where_one_looks() {
        let check = |text, looking, expected: &str| {
            let day = wednesday().day(text, looking).map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some(expected), "{text} {looking:?}");
        };
        check("friday", Looking::Back, "2026-11-20");
        check("fri", Looking::Ahead, "2026-11-27");
        check("Wednesday", Looking::Back, "2026-11-18");
        check("wednesday", Looking::Ahead, "2026-12-02");
    }

    #[test]
    fn days_are_as_long_as_the_clocks_make_them() {
        let check = |zone: Tz, text: &str, expected: &str| {
            let here = Standpoint { zone, ..wednesday() };
            assert_eq!(here.period(text, Looking::Back).map(shown).as_deref(), Some(expected), "{text}");
        };
        check(Tz::Europe__Brussels, "2026-03-29", "2026-03-28T23:00:00Z to 2026-03-29T22:00:00Z");
        check(Tz::Europe__Brussels, "2026-10-25", "2026-10-24T22:00:00Z to 2026-10-25T23:00:00Z");
        // A time that the clocks leave out, and one that they show twice.
        check(Tz::Europe__Brussels, "2026-03-29T02:30", "2026-03-29T01:30:00Z to 2026-03-29T01:31:00Z");
        check(Tz::Europe__Brussels, "2026-10-25T02:30", "2026-10-25T00:30:00Z to 2026-10-25T00:31:00Z");
        // A day that begins at one o'clock, and one that never was.
        check(Tz::America__Sao_Paulo, "2018-11-04", "2018-11-04T03:00:00Z to 2018-11-05T02:00:00Z");
        check(Tz::Pacific__Apia, "2011-12-30", "2011-12-30T10:00:00Z to 2011-12-30T10:00:00Z");
    }

    #[test]
    fn spans_are_a_number_and_a_unit() {
        let check = |text: &str, minutes: Option<i64>| {
            assert_eq!(span(text).map(|span| span.num_minutes()), minutes, "{text}");
        };
        check("30m", Some(30));
        check("4H", Some(240));
        check("2d", Some(2880));
        check("1w", Some(10080));
        check("0m", Some(0));
        for bad in ["", "d", "2", "-2d", "+2d", "2y", "100000d", "1.5h", "2dé", "٢d"] {
            check(bad, None);
        }
        let shifted = |text| wednesday().shifted(text).map(write_instant);
        assert_eq!(shifted("-1h").as_deref(), Some("2026-11-25T08:00:00Z"));
        assert_eq!(shifted("+1d").as_deref(), Some("2026-11-26T09:00:00Z"));
        assert_eq!(shifted("1d"), None);
    }
}
