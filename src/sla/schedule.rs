//! A calendar that can be counted in.
//!
//! The working stretches of a year are worked out once, from the wall clock of each of its days, with the time worked
//! before each of them. A question is then two look-ups, however many years lie between: no loop over minutes or days,
//! and no arithmetic with offsets, so that summer time cannot be got wrong.

use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::pauses::{Pauses, Stretch};
use super::wall::instant_at;
use crate::config::Calendar;
use crate::model::Instant;

/// The years in which time is counted; before and after them nobody works.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2299;

/// The midnight that ends a day, in minutes since the one that begins it.
const MIDNIGHT: u16 = 24 * 60;

/// Hours of work, ready to be counted.
#[derive(Debug)]
pub struct Schedule {
    calendar: Calendar,
    years: Box<[OnceLock<Year>]>,
}

/// The working stretches of the local dates of a year.
#[derive(Debug, Default)]
struct Year {
    stretches: Vec<Worked>,
    total: TimeDelta,
}

/// A working stretch, and how much of its year was worked before it.
#[derive(Debug)]
struct Worked {
    stretch: Stretch,
    before: TimeDelta,
}

impl Schedule {
    /// Prepares a calendar.
    pub fn new(calendar: Calendar) -> Schedule {
        let count = if calendar.always { 0 } else { YEARS.count() };
        Schedule { calendar, years: (0..count).map(|_| OnceLock::new()).collect() }
    }

    /// Returns the calendar.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Returns the working time in `[from, to)` outside of pauses; nothing where the end lies before the beginning.
    pub fn elapsed(&self, from: Instant, to: Instant, pauses: &Pauses) -> TimeDelta {
        let paused = pauses.within(Stretch::new(from, to)).map(|pause| self.worked(pause.from, pause.to));
        paused.fold(self.worked(from, to), |elapsed, pause| elapsed - pause)
    }

    /// Returns the earliest instant at which so much working time outside of pauses has elapsed since the start;
    /// `None` where a pause has no end, or the calendar none that is near enough.
    pub fn due(&self, start: Instant, target: TimeDelta, pauses: &Pauses) -> Option<Instant> {
        let (mut from, mut left) = (start, target);
        for pause in pauses.within(Stretch::new(start, Stretch::ENDLESS)) {
            let run = self.worked(from, pause.from);
            if left <= run {
                break;
            }
            left -= run;
            from = pause.to;
        }
        if from == Stretch::ENDLESS { None } else { self.later(from, left) }
    }

    /// Returns the latest instant since which so much working time has elapsed until the end: what [`Schedule::due`]
    /// adds, this takes back.
    pub fn earlier(&self, end: Instant, span: TimeDelta) -> Option<Instant> {
        if self.calendar.always {
            return end.checked_sub_signed(span);
        }
        let (mut year, mut left) = (self.year_of(end)?, span);
        let mut until = self.worked_in(year, end);
        while left > until {
            left -= until;
            year -= 1;
            until = self.year(year)?.total;
        }
        // Of the instants between closing and opening it is the last one.
        self.last_with(year, until - left).map(|last| last.min(end))
    }

    /// Tells whether an instant is working time.
    pub fn is_working(&self, instant: Instant) -> bool {
        self.calendar.always
            || self
                .stretches(Stretch::new(instant, Stretch::ENDLESS))
                .next()
                .is_some_and(|next| next.from == instant)
    }

    /// Returns the working stretches in a stretch, oldest first.
    pub fn stretches(&self, whole: Stretch) -> Box<dyn Iterator<Item = Stretch> + '_> {
        if self.calendar.always {
            return Box::new(std::iter::once(whole).filter(|whole| !whole.is_empty()));
        }
        let first = self.year_of(whole.from).unwrap_or(*YEARS.end() + 1);
        let years = (first..=*YEARS.end()).map_while(|year| self.year(year));
        let stretches = years.flat_map(|year| &year.stretches).map(|one| one.stretch);
        let within = stretches.take_while(move |one| one.from < whole.to).map(move |one| one.clipped(whole));
        Box::new(within.filter(|one| !one.is_empty()))
    }

    /// Returns the working time in `[from, to)`.
    fn worked(&self, from: Instant, to: Instant) -> TimeDelta {
        if to <= from {
            return TimeDelta::zero();
        }
        if self.calendar.always {
            return to - from;
        }
        let (Some(first), Some(last)) = (self.year_of(from), self.year_of(to)) else {
            return TimeDelta::zero();
        };
        let whole = (first..last).filter_map(|year| self.year(year)).map(|year| year.total);
        whole.sum::<TimeDelta>() + self.worked_in(last, to) - self.worked_in(first, from)
    }

    /// Returns the earliest instant at which so much working time has elapsed.
    fn later(&self, from: Instant, span: TimeDelta) -> Option<Instant> {
        if span <= TimeDelta::zero() {
            return Some(from);
        }
        if self.calendar.always {
            return from.checked_add_signed(span);
        }
        let mut year = self.year_of(from)?;
        let mut reached = self.worked_in(year, from) + span;
        while reached > self.year(year)?.total {
            reached -= self.year(year)?.total;
            year += 1;
        }
        let stretches = &self.year(year)?.stretches;
        let last = stretches.get(stretches.partition_point(|one| one.before < reached).checked_sub(1)?)?;
        Some(last.stretch.from + (reached - last.before))
    }

    /// Returns the last instant until which no more of a year was worked: in a working stretch, or at an opening.
    fn last_with(&self, year: i32, worked: TimeDelta) -> Option<Instant> {
        let stretches = &self.year(year)?.stretches;
        let last = stretches.get(stretches.partition_point(|one| one.before <= worked).checked_sub(1)?)?;
        if worked < last.before + (last.stretch.to - last.stretch.from) {
            return Some(last.stretch.from + (worked - last.before));
        }
        let later = (year + 1..=*YEARS.end()).find_map(|year| self.year(year)?.stretches.first());
        later.map(|first| first.stretch.from)
    }

    /// Returns the working time of a year until an instant of it.
    fn worked_in(&self, year: i32, instant: Instant) -> TimeDelta {
        let Some(year) = self.year(year) else { return TimeDelta::zero() };
        let begun = year.stretches.partition_point(|one| one.stretch.from <= instant).checked_sub(1);
        let last = begun.and_then(|last| year.stretches.get(last));
        last.map_or(TimeDelta::zero(), |last| {
            last.before + (instant.min(last.stretch.to) - last.stretch.from)
        })
    }

    /// Returns the local year of an instant, or the nearest one in which time is counted.
    fn year_of(&self, instant: Instant) -> Option<i32> {
        let edges =
            (NaiveDate::from_ymd_opt(*YEARS.start(), 1, 2)?, NaiveDate::from_ymd_opt(*YEARS.end(), 12, 30)?);
        Some(match instant.date_naive() {
            date if date < edges.0 => *YEARS.start(),
            date if date > edges.1 => *YEARS.end(),
            _ => instant.with_timezone(&self.calendar.zone).year(),
        })
    }

    fn year(&self, year: i32) -> Option<&Year> {
        let place = usize::try_from(year - YEARS.start()).ok()?;
        Some(self.years.get(place)?.get_or_init(|| Year::of(&self.calendar, year)))
    }
}

impl Year {
    fn of(calendar: &Calendar, year: i32) -> Year {
        let first = NaiveDate::from_ymd_opt(year, 1, 1);
        let days =
            first.into_iter().flat_map(|first| first.iter_days()).take_while(|date| date.year() == year);
        let mut all = Year::default();
        let mut midnight = first.and_then(|first| instant_at(calendar.zone, first, 0));
        for date in days {
            let begin = midnight;
            midnight = instant_at(calendar.zone, date, MIDNIGHT);
            // Of a day of 24 hours the zone need not be asked again.
            let is_plain = begin.zip(midnight).is_some_and(|(begin, end)| end - begin == TimeDelta::days(1));
            let plain = begin.filter(|_| is_plain);
            let at = |minutes: u16| match plain {
                Some(begin) => Some(begin + TimeDelta::minutes(minutes.into())),
                None => instant_at(calendar.zone, date, minutes),
            };
            let hours = calendar.hours_on(date.weekday()).iter().filter(|_| !calendar.is_holiday(date));
            for hours in hours {
                if let (Some(from), Some(to)) = (at(hours.from), at(hours.to)) {
                    all.push(Stretch::new(from, to));
                }
            }
        }
        all
    }

    fn push(&mut self, stretch: Stretch) {
        if !stretch.is_empty() {
            self.stretches.push(Worked { stretch, before: self.total });
            self.total += stretch.to - stretch.from;
        }
    }
}
