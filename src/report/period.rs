//! The stretch of time that a report is about: weeks, months and days of the desk's zone.

use std::ops::Bound;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use serde::Serialize;

use crate::model::{Instant, write_instant};
use crate::when::{Looking, Standpoint};

/// `[since, until)`, with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// What it is called: `2026-W47`, `2026-11`, or its days.
    pub name: String,
    /// Its first instant.
    pub since: Instant,
    /// The instant after it.
    pub until: Instant,
    zone: Tz,
    step: Step,
}

/// How to get to the period before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Week,
    Month,
    /// So many days, where it begins and ends at midnight.
    Days(u64),
    /// As much real time, anywhere.
    Length,
}

/// A text that names no period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {wanted}")]
pub struct PeriodError {
    /// What was written.
    pub text: String,
    /// What was wanted, with an example.
    pub wanted: &'static str,
}

impl Period {
    /// Reads an ISO week, which starts on Monday: `2026-W47`, `this-week`, `last-week`.
    pub fn week(here: Standpoint, text: &str) -> Result<Period, PeriodError> {
        let wanted = "an ISO week, such as `2026-W47` or `this-week`";
        let is_week = |day: NaiveDate, after: NaiveDate| {
            day.weekday() == chrono::Weekday::Mon && (after - day).num_days() == 7
        };
        Period::named(here, text, Step::Week, wanted, is_week)
    }

    /// Reads a month: `2026-11`, `this-month`, `last-month`.
    pub fn month(here: Standpoint, text: &str) -> Result<Period, PeriodError> {
        let wanted = "a month, such as `2026-11` or `this-month`";
        let is_month = |day: NaiveDate, after: NaiveDate| {
            day.day() == 1 && day.checked_add_months(Months::new(1)) == Some(after)
        };
        Period::named(here, text, Step::Month, wanted, is_month)
    }

    /// Reads the last days or weeks that are over: `30d`, `4w`.
    pub fn last(here: Standpoint, text: &str) -> Result<Period, PeriodError> {
        let wrong = || PeriodError { text: text.to_owned(), wanted: "days or weeks, such as `30d` or `4w`" };
        let (today, (number, unit)) =
            (here.today(), text.split_at(text.len() - text.chars().last().map_or(0, char::len_utf8)));
        let count: u64 = number.parse().ok().filter(|count| (1..=9999).contains(count)).ok_or_else(wrong)?;
        let (days, end) = match unit {
            "d" => (count, Some(today)),
            "w" => {
                (count * 7, today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into())))
            }
            _ => return Err(wrong()),
        };
        let end = end.ok_or_else(wrong)?;
        let begin = end.checked_sub_days(Days::new(days)).ok_or_else(wrong)?;
        let step = Step::Days(days);
        Period::of_days(here.zone, begin, end, step).ok_or_else(wrong)
    }

    /// Reads a beginning and an end: dates, times, or anything that a query takes for one. Without an end it lasts
    /// until now.
    pub fn between(here: Standpoint, since: &str, until: Option<&str>) -> Result<Period, PeriodError> {
        let begin = |text: &str| beginning(here, text);
        let (from, to) = (begin(since)?, until.map_or(Ok(here.now), begin)?);
        if to <= from {
            let text = format!("{since} to {}", until.unwrap_or("now"));
            return Err(PeriodError { text, wanted: "a period: it ends before it begins" });
        }
        let midnight = |instant: Instant| {
            let day = instant.with_timezone(&here.zone).date_naive();
            Some(day).filter(|day| here.start_of(*day) == Some(instant))
        };
        if let (Some(first), Some(after)) = (midnight(from), midnight(to)) {
            let days = u64::try_from((after - first).num_days()).unwrap_or_default();
            if let Some(period) = Period::of_days(here.zone, first, after, Step::Days(days)) {
                return Ok(period);
            }
        }
        let name = format!("{} to {}", local(from, here.zone), local(to, here.zone));
        Ok(Period { name, since: from, until: to, zone: here.zone, step: Step::Length })
    }

    fn named(
        here: Standpoint,
        text: &str,
        step: Step,
        wanted: &'static str,
        is_meant: impl Fn(NaiveDate, NaiveDate) -> bool,
    ) -> Result<Period, PeriodError> {
        let read = || {
            let found = here.period(text, Looking::Back)?;
            let Bound::Excluded(to) = found.to else { return None };
            let day = |instant: Instant| instant.with_timezone(&here.zone).date_naive();
            let (first, after) = (day(found.from), day(to));
            is_meant(first, after).then(|| Period::of_days(here.zone, first, after, step))?
        };
        read().ok_or_else(|| PeriodError { text: text.to_owned(), wanted })
    }

    fn of_days(zone: Tz, first: NaiveDate, after: NaiveDate, step: Step) -> Option<Period> {
        let here = Standpoint { now: Instant::UNIX_EPOCH, zone };
        let last = after.pred_opt()?;
        let name = match step {
            Step::Week => format!("{}-W{:02}", first.iso_week().year(), first.iso_week().week()),
            Step::Month => first.format("%Y-%m").to_string(),
            _ if first == last => first.to_string(),
            _ => format!("{first} to {last}"),
        };
        let (since, until) = (here.start_of(first)?, here.start_of(after)?);
        Some(Period { name, since, until, zone, step })
    }

    /// Returns the period before; `None` at the beginning of time.
    pub fn before(&self) -> Option<Period> {
        let (first, after) = (self.local(self.since).date(), self.local(self.until).date());
        match self.step {
            Step::Week => Period::of_days(self.zone, first.checked_sub_days(Days::new(7))?, first, self.step),
            Step::Month => {
                Period::of_days(self.zone, first.checked_sub_months(Months::new(1))?, first, self.step)
            }
            Step::Days(days) => {
                Period::of_days(self.zone, first.checked_sub_days(Days::new(days))?, first, self.step)
                    .filter(|_| after > first)
            }
            Step::Length => {
                let since = self.since.checked_sub_signed(self.until - self.since)?;
                let name = format!("{} to {}", local(since, self.zone), local(self.since, self.zone));
                Some(Period { name, since, until: self.since, ..self.clone() })
            }
        }
    }

    /// Tells whether an instant lies in it.
    pub fn contains(&self, instant: Instant) -> bool {
        self.since <= instant && instant < self.until
    }

    /// Returns the instant so many days before its end, at the same time of the day.
    pub fn days_before_end(&self, days: u64) -> Instant {
        let here = Standpoint { now: self.until, zone: self.zone };
        let earlier = self.local(self.until).checked_sub_days(Days::new(days));
        earlier.and_then(|local| here.instant(local)).unwrap_or(Instant::MIN_UTC)
    }

    /// Tells whether it is longer than a week.
    pub fn is_long(&self) -> bool {
        self.since < self.days_before_end(7)
    }

    /// Returns what kind of period it is, in a word.
    pub fn unit(&self) -> &'static str {
        match self.step {
            Step::Week => "ISO week",
            Step::Month => "month",
            Step::Days(_) | Step::Length => "period",
        }
    }

    /// Returns the zone of its days.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    fn local(&self, instant: Instant) -> NaiveDateTime {
        instant.with_timezone(&self.zone).naive_local()
    }
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written<'p> {
            name: &'p str,
            since: String,
            until: String,
            zone: &'static str,
        }
        let (since, until) = (write_instant(self.since), write_instant(self.until));
        Written { name: &self.name, since, until, zone: self.zone.name() }.serialize(serializer)
    }
}

/// Reads an instant: a time, or the beginning of anything that a query takes for a stretch of time.
pub fn beginning(here: Standpoint, text: &str) -> Result<Instant, PeriodError> {
    let wanted = "a time, such as `2026-11-23` or `2026-11-23T14:00`";
    let found = here.shifted(text).or_else(|| here.period(text, Looking::Back).map(|period| period.from));
    found.ok_or_else(|| PeriodError { text: text.to_owned(), wanted })
}

fn local(instant: Instant, zone: Tz) -> String {
    instant.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Wednesday in Brussels, an hour ahead of UTC.
    fn here() -> Standpoint {
        Standpoint { now: "2026-11-25T09:00:00Z".parse().unwrap(), zone: Tz::Europe__Brussels }
    }

    fn shown(period: Result<Period, PeriodError>) -> String {
        match period {
            Ok(one) => format!("{}: {} to {}", one.name, write_instant(one.since), write_instant(one.until)),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn periods_are_those_of_the_zone() {
        let check = |period, expected: &str| assert_eq!(shown(period), expected);
        check(Period::week(here(), "2026-W47"), "2026-W47: 2026-11-15T23:00:00Z to 2026-11-22T23:00:00Z");
        check(Period::week(here(), "last-week"), "2026-W47: 2026-11-15T23:00:00Z to 2026-11-22T23:00:00Z");
        check(
            Period::week(here(), "2026-11"),
            "`2026-11` is not an ISO week, such as `2026-W47` or `this-week`",
        );
        check(
            Period::week(here(), "2021-W53"),
            "`2021-W53` is not an ISO week, such as `2026-W47` or `this-week`",
        );
        check(Period::week(here(), "2020-W53"), "2020-W53: 2020-12-27T23:00:00Z to 2021-01-03T23:00:00Z");
        // The week in which summer time ends is an hour longer.
        check(Period::week(here(), "2026-W43"), "2026-W43: 2026-10-18T22:00:00Z to 2026-10-25T23:00:00Z");
        check(Period::month(here(), "2026-10"), "2026-10: 2026-09-30T22:00:00Z to 2026-10-31T23:00:00Z");
        check(Period::month(here(), "2026"), "`2026` is not a month, such as `2026-11` or `this-month`");
        check(
            Period::last(here(), "2d"),
            "2026-11-23 to 2026-11-24: 2026-11-22T23:00:00Z to 2026-11-24T23:00:00Z",
        );
        check(
            Period::last(here(), "4w"),
            "2026-10-26 to 2026-11-22: 2026-10-25T23:00:00Z to 2026-11-22T23:00:00Z",
        );
        for bad in ["", "d", "0d", "4", "4y", "-1d", "4é"] {
            assert!(Period::last(here(), bad).is_err(), "{bad}");
        }
        let between = |since: &str, until| Period::between(here(), since, until);
        check(
            between("2026-11-01", Some("2026-11-02")),
            "2026-11-01: 2026-10-31T23:00:00Z to 2026-11-01T23:00:00Z",
        );
        check(
            between("2026-11-25T08:00", None),
            "2026-11-25 08:00 to 2026-11-25 10:00: 2026-11-25T07:00:00Z to 2026-11-25T09:00:00Z",
        );
        check(
            between("2026-11-02", Some("2026-11-01")),
            "`2026-11-02 to 2026-11-01` is not a period: it ends before it begins",
        );
    }

    #[test]
    fn the_period_before_ends_where_this_one_begins() {
        let check = |period: Result<Period, PeriodError>, name: &str| {
            let period = period.unwrap();
            let before = period.before().unwrap();
            assert_eq!((before.name.as_str(), before.until), (name, period.since));
        };
        check(Period::week(here(), "2026-W01"), "2025-W52");
        check(Period::week(here(), "2026-W44"), "2026-W43");
        check(Period::month(here(), "2026-03"), "2026-02");
        check(Period::last(here(), "7d"), "2026-11-11 to 2026-11-17");
        check(
            Period::between(here(), "2026-11-01T08:00", Some("2026-11-01T10:00")),
            "2026-11-01 06:00 to 2026-11-01 08:00",
        );
    }
}
