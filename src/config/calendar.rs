//! Working calendars: the hours in which a clock may run.
//!
//! An instant is working when the wall clock of the calendar's zone lies in an interval of that weekday and the
//! local date is no holiday. This file only knows what was written; the counting is for others.

use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;
use indexmap::{IndexMap, IndexSet};

use super::error::{Finding, Problem};
use super::names::{Kind, NAME, is_name};
use super::node::Node;
use super::zone;

/// Hours of work in one time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The zone whose wall clock counts.
    pub zone: Tz,
    /// Open round the clock, on every day; `hours` and `holidays` are then empty.
    pub always: bool,
    /// The intervals of each weekday from Monday to Sunday, in order and apart.
    pub hours: [Vec<Interval>; 7],
    /// Days without work.
    pub holidays: Vec<Holiday>,
}

impl Calendar {
    /// Returns a calendar that is always open.
    pub fn always(zone: Tz) -> Self {
        Self {
            zone,
            always: true,
            hours: Default::default(),
            holidays: Vec::new(),
        }
    }

    /// Returns the intervals of a weekday.
    pub fn hours_on(&self, weekday: Weekday) -> &[Interval] {
        self.hours
            .get(weekday.num_days_from_monday() as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// Tells whether a local date is a holiday.
    pub fn is_holiday(&self, date: NaiveDate) -> bool {
        self.holidays.iter().any(|holiday| holiday.falls_on(date))
    }
}

/// A stretch of one day, `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// First minute of the wall clock, counted from midnight: 540 is 09:00.
    pub from: u16,
    /// The minute after the last one; 1440 is 24:00.
    pub to: u16,
}

/// A day without work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holiday {
    /// One date.
    Date(NaiveDate),
    /// The same day of every year that has it.
    Yearly {
        /// The month, 1 to 12.
        month: u32,
        /// The day of the month, from 1.
        day: u32,
    },
}

impl Holiday {
    /// Reads `2026-12-25`, or `12-25` for every year.
    pub fn parse(text: &str) -> Option<Self> {
        let is_plain = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-')
        };
        match text.len() {
            10 if is_plain(text) => NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .ok()
                .map(Self::Date),
            5 if is_plain(text) => {
                let (month, day) = text.split_once('-')?;
                let (month, day) = (month.parse().ok()?, day.parse().ok()?);
                NaiveDate::from_ymd_opt(LEAP_YEAR, month, day).map(|_| Self::Yearly { month, day })
            }
            _ => None,
        }
    }

    /// Tells whether this is the holiday.
    pub fn falls_on(self, date: NaiveDate) -> bool {
        use chrono::Datelike as _;
        match self {
            Self::Date(holiday) => holiday == date,
            Self::Yearly { month, day } => date.month() == month && date.day() == day,
        }
    }
}

/// Any year that has a 29 February.
const LEAP_YEAR: i32 = 2028;

pub(super) const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The calendar that every desk has.
const ALWAYS: &str = "always";

const CALENDARS: &str = "calendars by name, such as `always: {always: true}`";
const HOURS: &str = "hours by weekday, such as `mon-fri: [[\"09:00\", \"18:00\"]]`";
const INTERVAL: &str = "times such as `[\"09:00\", \"18:00\"]`";
const TIME: &str = "a time from `00:00` to `24:00`";
const RISING: &str = "an end after the beginning: a shift over midnight is two intervals, up to `24:00` and from `00:00`";
const HOLIDAY: &str = "a date such as `\"2026-12-25\"`, or `\"12-25\"` for every year";

/// Reads `calendars`. `always` is there in any case, at the end unless the desk puts it elsewhere.
pub(super) fn read(node: Option<Node>, zone: Tz) -> Result<IndexMap<String, Calendar>, Finding> {
    let mut calendars = IndexMap::new();
    for (name, entry) in node
        .map(|node| node.entries(CALENDARS))
        .transpose()?
        .unwrap_or_default()
    {
        if !is_name(&name) {
            return Err(entry.error(Problem::Value {
                key: "calendars".into(),
                value: name,
                expected: NAME,
            }));
        }
        let calendar = calendar(&entry, &name, zone)?;
        calendars.insert(name, calendar);
    }
    calendars
        .entry(ALWAYS.to_owned())
        .or_insert_with(|| Calendar::always(zone));
    Ok(calendars)
}

fn calendar(node: &Node, name: &str, zone: Tz) -> Result<Calendar, Finding> {
    node.expect_keys(
        &["zone", "hours", "holidays", "always"],
        "`{hours: { … }}` or `{always: true}`",
    )?;
    let zone = node
        .get("zone")
        .map(|zone| zone::read(&zone))
        .transpose()?
        .unwrap_or(zone);
    if node
        .get("always")
        .map(|always| always.flag())
        .transpose()?
        .unwrap_or_default()
    {
        for without_effect in [node.get("hours"), node.get("holidays")]
            .into_iter()
            .flatten()
        {
            without_effect.warn(|| Problem::NoEffect {
                key: without_effect.name(),
            });
        }
        return Ok(Calendar::always(zone));
    }
    let calendar = Calendar {
        zone,
        always: false,
        hours: node
            .get("hours")
            .map(|hours| week(&hours))
            .transpose()?
            .unwrap_or_default(),
        holidays: node
            .get("holidays")
            .map(|days| holidays(&days))
            .transpose()?
            .unwrap_or_default(),
    };
    if !has_working_time(&calendar) {
        return Err(node.error(Problem::NoWorkingTime {
            calendar: name.to_owned(),
        }));
    }
    Ok(calendar)
}

/// Tells whether some weekday has hours, and some day of the year is no holiday.
fn has_working_time(calendar: &Calendar) -> bool {
    let yearly: IndexSet<(u32, u32)> = calendar
        .holidays
        .iter()
        .filter_map(|holiday| match holiday {
            Holiday::Yearly { month: 2, day: 29 } | Holiday::Date(_) => None,
            Holiday::Yearly { month, day } => Some((*month, *day)),
        })
        .collect();
    yearly.len() < 365 && calendar.hours.iter().any(|day| !day.is_empty())
}

/// Reads the hours of a week. A day of its own (`fri`) wins over a range that holds it (`mon-fri`).
fn week(node: &Node) -> Result<[Vec<Interval>; 7], Finding> {
    type Days = [Option<Vec<Interval>>; 7];
    let (mut ranges, mut single) = (Days::default(), Days::default());
    for (key, entry) in node.entries(HOURS)? {
        let (first, last) = weekdays(&entry, &key)?;
        let hours = day(&entry)?;
        let days = if key.contains('-') {
            &mut ranges
        } else {
            &mut single
        };
        for slot in days.iter_mut().take(last + 1).skip(first) {
            if slot.replace(hours.clone()).is_some() {
                return Err(entry.error(Problem::Overlap { key: entry.name() }));
            }
        }
    }
    let mut week = <[Vec<Interval>; 7]>::default();
    for (slot, (own, range)) in week.iter_mut().zip(single.into_iter().zip(ranges)) {
        *slot = own.or(range).unwrap_or_default();
    }
    Ok(week)
}

/// Reads `mon`, `monday` or `mon-fri`, as the first and last day counted from Monday.
fn weekdays(node: &Node, key: &str) -> Result<(usize, usize), Finding> {
    let (first, last) = key.split_once('-').unwrap_or((key, key));
    let (first, last) = (weekday(node, first.trim())?, weekday(node, last.trim())?);
    if first > last {
        return Err(node.error(Problem::Value {
            key: node.name(),
            value: key.to_owned(),
            expected: "a range that does not pass Sunday, such as `mon-fri`",
        }));
    }
    Ok((first, last))
}

fn weekday(node: &Node, name: &str) -> Result<usize, Finding> {
    const FULL: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let lower = name.to_lowercase();
    let found = WEEKDAYS
        .iter()
        .zip(FULL)
        .position(|(short, full)| *short == lower || full == lower);
    found.ok_or_else(|| node.error(node.unknown(Kind::Weekday, name, WEEKDAYS)))
}

/// Reads the intervals of a day: a list of pairs, one pair, or `"09:00-18:00"`.
fn day(node: &Node) -> Result<Vec<Interval>, Finding> {
    let items = node.items(INTERVAL)?;
    let is_pair = items.len() == 2
        && items
            .iter()
            .all(|item| matches!(item.text(TIME), Ok(text) if !text.contains('-')));
    let mut intervals = if is_pair {
        vec![interval(node)?]
    } else {
        items.iter().map(interval).collect::<Result<Vec<_>, _>>()?
    };
    intervals.sort_unstable();
    if intervals
        .windows(2)
        .any(|pair| matches!(pair, [one, next] if one.to > next.from))
    {
        return Err(node.error(Problem::Overlap { key: node.name() }));
    }
    Ok(intervals)
}

fn interval(node: &Node) -> Result<Interval, Finding> {
    let (from, to) = if node.is_list() {
        let items = node.items(INTERVAL)?;
        let [from, to] = items.as_slice() else {
            return Err(node.misshapen(INTERVAL));
        };
        (from.parse(TIME, time)?, to.parse(TIME, time)?)
    } else {
        node.parse(INTERVAL, |text| {
            let (from, to) = text.split_once('-')?;
            Some((time(from.trim())?, time(to.trim())?))
        })?
    };
    if from >= to {
        let clock = |time: u16| format!("{:02}:{:02}", time / 60, time % 60);
        let value = format!("{}-{}", clock(from), clock(to));
        return Err(node.error(Problem::Value {
            key: node.name(),
            value,
            expected: RISING,
        }));
    }
    Ok(Interval { from, to })
}

/// Reads `09:00` as minutes from midnight.
fn time(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |text: &str, longest| {
        let is_number =
            (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<u16>().ok()).flatten()
    };
    let hours = number(hours, 2)?;
    let minutes = number(minutes, 2).filter(|number| *number < 60 && minutes.len() == 2)?;
    Some(hours * 60 + minutes).filter(|time| *time <= 24 * 60)
}

fn holidays(node: &Node) -> Result<Vec<Holiday>, Finding> {
    node.items("a list of dates")?
        .iter()
        .map(|item| item.parse(HOLIDAY, Holiday::parse))
        .collect()
}
