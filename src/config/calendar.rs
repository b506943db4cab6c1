//! Working calendars: the hours in which a clock may run.
//!
//! An instant is working when the wall clock of the calendar's zone lies in an interval of that weekday and the
//! local date is no holiday. This file only knows what was written; the counting is for others.

use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;
use indexmap::{IndexMap, IndexSet};

use super::error::{Finding, Problem};
use super::hours::{Interval, week};
use super::names::{NAME, is_name};
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
        Self { zone, always: true, hours: Default::default(), holidays: Vec::new() }
    }

    /// Returns the intervals of a weekday.
    pub fn hours_on(&self, weekday: Weekday) -> &[Interval] {
        self.hours.get(weekday.num_days_from_monday() as usize).map_or(&[], Vec::as_slice)
    }

    /// Tells whether a local date is a holiday.
    pub fn is_holiday(&self, date: NaiveDate) -> bool {
        self.holidays.iter().any(|holiday| holiday.falls_on(date))
    }
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
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        match text.len() {
            10 if is_plain(text) => NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Self::Date),
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

/// The calendar that every desk has.
const ALWAYS: &str = "always";

const CALENDARS: &str = "calendars by name, such as `always: {always: true}`";
const HOLIDAY: &str = "a date such as `\"2026-12-25\"`, or `\"12-25\"` for every year";

/// Reads `calendars`. `always` is there in any case, at the end unless the desk puts it elsewhere.
pub(super) fn read(node: Option<Node>, zone: Tz) -> Result<IndexMap<String, Calendar>, Finding> {
    let mut calendars = IndexMap::new();
    for (name, entry) in node.map(|node| node.entries(CALENDARS)).transpose()?.unwrap_or_default() {
        if !is_name(&name) {
            return Err(entry.wrong_key(NAME));
        }
        let calendar = calendar(&entry, &name, zone)?;
        calendars.insert(name, calendar);
    }
    calendars.entry(ALWAYS.to_owned()).or_insert_with(|| Calendar::always(zone));
    Ok(calendars)
}

fn calendar(node: &Node, name: &str, zone: Tz) -> Result<Calendar, Finding> {
    node.expect_keys(&["zone", "hours", "holidays", "always"], "`{hours: { … }}` or `{always: true}`")?;
    let zone = node.optional("zone", zone::read)?.unwrap_or(zone);
    if node.optional("always", |always| always.flag())?.unwrap_or_default() {
        for without_effect in [node.get("hours"), node.get("holidays")].into_iter().flatten() {
            without_effect.warn(|| Problem::NoEffect { key: without_effect.name() });
        }
        return Ok(Calendar::always(zone));
    }
    let calendar = Calendar {
        zone,
        always: false,
        hours: node.optional("hours", week)?.unwrap_or_default(),
        holidays: node.optional("holidays", holidays)?.unwrap_or_default(),
    };
    if !has_working_time(&calendar) {
        return Err(node.error(Problem::NoWorkingTime { calendar: name.to_owned() }));
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

fn holidays(node: &Node) -> Result<Vec<Holiday>, Finding> {
    node.items("a list of dates")?.iter().map(|item| item.parse(HOLIDAY, Holiday::parse)).collect()
}
