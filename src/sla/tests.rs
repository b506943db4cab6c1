//! Working time: short cases, and laws.

use chrono::{NaiveTime, TimeDelta, Timelike};
use proptest::prelude::*;

use super::*;
use crate::config::{Calendar, Config};
use crate::model::{Instant, write_instant};

fn calendar(text: &str) -> Calendar {
    let text = format!("calendars:\n  c: {text}\n");
    Config::parse(&text, "desk.yml").unwrap().0.calendars.swap_remove("c").unwrap()
}

fn schedule(text: &str) -> Schedule {
    Schedule::new(calendar(text))
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn pauses(pauses: &[(&str, &str)]) -> Pauses {
    Pauses::new(pauses.iter().map(|(from, to)| Stretch::new(at(from), at(to))).collect())
}

const OFFICE: &str = "{zone: Europe/Brussels, hours: {mon-fri: ['09:00-12:30', '13:30-18:00']}, \
    holidays: ['2026-12-25', '01-01']}";

#[test]
fn working_time_is_counted_by_the_wall_clock() {
    let check = |calendar: &str, from: &str, to: &str, minutes: i64| {
        let elapsed = schedule(calendar).elapsed(at(from), at(to), &Pauses::default());
        assert_eq!(elapsed.num_minutes(), minutes, "{calendar}: {from} to {to}");
    };
    check(OFFICE, "2026-11-23T08:00:00Z", "2026-11-23T17:00:00Z", 480);
    check(OFFICE, "2026-11-23T06:00:00Z", "2026-11-23T08:30:00Z", 30);
    check(OFFICE, "2026-11-23T11:00:00Z", "2026-11-23T13:00:00Z", 60);
    check(OFFICE, "2026-11-23T17:00:00Z", "2026-11-24T08:00:00Z", 0);
    check(OFFICE, "2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z", 0);
    check(OFFICE, "2026-11-23T10:00:00Z", "2026-11-22T10:00:00Z", 0);
    // A week, the week of Christmas, and the year's end.
    check(OFFICE, "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z", 5 * 480);
    check(OFFICE, "2026-12-21T00:00:00Z", "2026-12-28T00:00:00Z", 4 * 480);
    check(OFFICE, "2026-12-28T00:00:00Z", "2027-01-04T00:00:00Z", 4 * 480);
    // The dated holiday is one of its year only, the yearly one comes again.
    check(OFFICE, "2028-12-25T00:00:00Z", "2028-12-26T00:00:00Z", 480);
    check(OFFICE, "2029-01-01T00:00:00Z", "2029-01-02T00:00:00Z", 0);
    check("{always: true}", "2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z", 2 * 24 * 60);
    // A night shift is two intervals, an hour longer or shorter where the clocks are turned.
    let night = "{zone: Europe/Brussels, hours: {sat: ['22:00-24:00'], sun: ['00:00-06:00']}}";
    check(night, "2026-11-21T00:00:00Z", "2026-11-23T00:00:00Z", 8 * 60);
    check(night, "2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z", 9 * 60);
    check(night, "2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z", 7 * 60);
    // An interval that lies in the gap is none; one that ends there ends at the change.
    check(
        "{zone: Europe/Brussels, hours: {sun: ['02:00-03:00']}}",
        "2026-03-29T00:00:00Z",
        "2026-03-30T00:00:00Z",
        0,
    );
    check(
        "{zone: Europe/Brussels, hours: {sun: ['01:00-02:30']}}",
        "2026-03-29T00:00:00Z",
        "2026-03-30T00:00:00Z",
        60,
    );
    // In an overlap a boundary is its first pass.
    check(
        "{zone: Europe/Brussels, hours: {sun: ['02:30-04:00']}}",
        "2026-10-25T00:00:00Z",
        "2026-10-26T00:00:00Z",
        150,
    );
    check(
        "{zone: Europe/Brussels, hours: {sun: ['01:00-02:30']}}",
        "2026-10-24T00:00:00Z",
        "2026-10-26T00:00:00Z",
        90,
    );
    // A day that never was has no hours.
    let samoa = "{zone: Pacific/Apia, hours: {mon-sun: ['00:00-24:00']}}";
    check(samoa, "2011-12-29T10:00:00Z", "2011-12-31T10:00:00Z", 48 * 60);
    check(
        "{zone: Pacific/Apia, hours: {fri: ['00:00-24:00']}}",
        "2011-12-26T10:00:00Z",
        "2012-01-02T10:00:00Z",
        0,
    );
}

#[test]
fn a_target_is_due_at_the_earliest_instant() {
    let check = |calendar: &str, start: &str, minutes: i64, held: &[(&str, &str)], expected: &str| {
        let due = schedule(calendar).due(at(start), TimeDelta::minutes(minutes), &pauses(held));
        assert_eq!(due.map(write_instant).as_deref().unwrap_or("never"), expected, "{calendar}: {start}");
    };
    // At closing, not at the next opening; and what is left of nothing is due at once.
    check(OFFICE, "2026-11-23T08:00:00Z", 480, &[], "2026-11-23T17:00:00Z");
    check(OFFICE, "2026-11-23T08:00:00Z", 210, &[], "2026-11-23T11:30:00Z");
    check(OFFICE, "2026-11-27T16:30:00Z", 60, &[], "2026-11-30T08:30:00Z");
    check(OFFICE, "2026-12-24T16:30:00Z", 60, &[], "2026-12-28T08:30:00Z");
    check(OFFICE, "2026-12-31T16:30:00Z", 60, &[], "2027-01-04T08:30:00Z");
    // Yesterday's offset is not today's.
    check(OFFICE, "2026-03-27T16:30:00Z", 60, &[], "2026-03-30T07:30:00Z");
    check("{always: true}", "2026-03-28T12:00:00Z", 1440, &[], "2026-03-29T12:00:00Z");
    // Only the working part of a pause is given back.
    let overnight = [("2026-11-23T16:00:00Z", "2026-11-24T09:00:00Z")];
    check(OFFICE, "2026-11-23T15:00:00Z", 120, &overnight, "2026-11-24T10:00:00Z");
    let endless = Pauses::new(vec![Stretch::new(at("2026-11-23T09:00:00Z"), Stretch::ENDLESS)]);
    let due =
        |minutes| schedule(OFFICE).due(at("2026-11-23T08:00:00Z"), TimeDelta::minutes(minutes), &endless);
    assert_eq!(due(60), Some(at("2026-11-23T09:00:00Z")));
    assert_eq!(due(61), None);
    // Two hours a year: a hundred hours are half a century, and a hundred thousand are never.
    let rare = "{hours: {mon: ['00:00-00:01']}}";
    check(rare, "2026-01-01T00:00:00Z", 520, &[], "2035-12-17T00:01:00Z");
    check(rare, "2026-01-01T00:00:00Z", 6_000_000, &[], "never");
}

#[test]
fn what_is_taken_back_is_the_latest_instant() {
    let check = |end: &str, minutes: i64, expected: &str| {
        let start = schedule(OFFICE).earlier(at(end), TimeDelta::minutes(minutes));
        assert_eq!(start.map(write_instant).as_deref(), Some(expected), "{end} {minutes}");
    };
    check("2026-11-23T10:00:00Z", 60, "2026-11-23T09:00:00Z");
    check("2026-11-23T08:30:00Z", 60, "2026-11-20T16:30:00Z");
    check("2026-11-23T13:00:00Z", 30, "2026-11-23T12:30:00Z");
    check("2026-11-23T17:00:00Z", 270, "2026-11-23T12:30:00Z");
    check("2026-11-23T20:00:00Z", 0, "2026-11-23T20:00:00Z");
    check("2027-01-04T08:30:00Z", 60, "2026-12-31T16:30:00Z");
}

#[test]
fn a_figure_is_explained_by_its_parts() {
    let held = pauses(&[("2026-12-24T10:00:00Z", "2026-12-28T09:00:00Z")]);
    let whole = Stretch::new(at("2026-12-24T09:00:00Z"), at("2026-12-28T12:00:00Z"));
    let explained = schedule(OFFICE).explain(whole, &held);
    let counted: Vec<String> = explained
        .counted
        .iter()
        .map(|one| format!("{} {}", write_instant(one.from), (one.to - one.from).num_minutes()))
        .collect();
    assert_eq!(counted, ["2026-12-24T09:00:00Z 60", "2026-12-28T09:00:00Z 150"]);
    assert_eq!(explained.pauses.iter().map(|(_, back)| back.num_minutes()).collect::<Vec<_>>(), [420]);
    assert_eq!(explained.holidays, ["2026-12-25".parse().unwrap()]);
}

/// Calendars of every sort: gaps and overlaps at midnight, half-hour changes, several intervals, nights, holidays.
const CALENDARS: [&str; 9] = [
    OFFICE,
    "{always: true}",
    "{zone: America/Sao_Paulo, hours: {mon-sun: ['00:00-24:00']}, holidays: ['11-04', '2017-02-18']}",
    "{zone: America/Havana, hours: {sat: ['20:00-24:00'], sun: ['00:00-02:00', '03:00-05:00']}}",
    "{zone: Australia/Lord_Howe, hours: {mon-sun: ['00:00-02:15', '02:20-24:00']}}",
    "{zone: Asia/Kathmandu, hours: {sun: ['10:00-17:00'], mon-fri: ['10:00-17:00']}, holidays: ['02-29']}",
    "{zone: Africa/Casablanca, hours: {mon-sun: ['01:30-02:30', '08:00-12:00', '14:00-18:00']}}",
    "{zone: America/New_York, hours: {sun: ['00:00-01:30', '01:45-02:45', '03:00-24:00']}}",
    "{zone: Pacific/Apia, hours: {thu: ['09:00-24:00'], fri: ['00:00-24:00'], sat: ['00:00-09:00']}}",
];

/// Instants of 2009 to 2031, to the second.
fn instant() -> impl Strategy<Value = Instant> {
    (1_240_000_000_i64..1_930_000_000).prop_map(|seconds| Instant::from_timestamp(seconds, 0).unwrap())
}

fn any_schedule() -> impl Strategy<Value = Schedule> {
    prop::sample::select(&CALENDARS[..]).prop_map(schedule)
}

fn any_pauses() -> impl Strategy<Value = Pauses> {
    let pause = (instant(), 0_i64..10_000_000)
        .prop_map(|(from, length)| Stretch::new(from, from + TimeDelta::seconds(length)));
    prop::collection::vec(pause, 0..6).prop_map(Pauses::new)
}

proptest! {
    #[test]
    fn what_has_elapsed_when_it_is_due_is_the_target(
        schedule in any_schedule(), start in instant(), seconds in 1_i64..10_000_000, pauses in any_pauses(),
    ) {
        let target = TimeDelta::seconds(seconds);
        let due = schedule.due(start, target, &pauses).unwrap();
        prop_assert_eq!(schedule.elapsed(start, due, &pauses), target);
        // It is the earliest such instant.
        let before = schedule.elapsed(start, due - TimeDelta::seconds(1), &pauses);
        prop_assert!(before < target);
    }

    #[test]
    fn time_adds_up_and_never_runs_backwards(
        schedule in any_schedule(), mut instants in [instant(), instant(), instant()], pauses in any_pauses(),
    ) {
        instants.sort();
        let [a, b, c] = instants;
        let elapsed = |from, to| schedule.elapsed(from, to, &pauses);
        prop_assert_eq!(elapsed(a, b) + elapsed(b, c), elapsed(a, c));
        prop_assert!(elapsed(a, b) >= TimeDelta::zero());
        prop_assert!(elapsed(a, b) <= b - a);
        prop_assert_eq!(elapsed(b, a), TimeDelta::zero());
        let counted = schedule.explain(Stretch::new(a, b), &pauses).counted;
        prop_assert_eq!(counted.iter().map(|one| one.to - one.from).sum::<TimeDelta>(), elapsed(a, b));
    }

    #[test]
    fn more_time_is_due_later(
        schedule in any_schedule(), start in instant(), seconds in 1_i64..5_000_000, more in 1_i64..5_000_000,
    ) {
        let due = |seconds| schedule.due(start, TimeDelta::seconds(seconds), &Pauses::default()).unwrap();
        prop_assert!(due(seconds) < due(seconds + more));
    }

    #[test]
    fn time_added_and_taken_back_comes_back(
        schedule in any_schedule(), start in instant(), seconds in 1_i64..10_000_000,
    ) {
        let (span, none) = (TimeDelta::seconds(seconds), Pauses::default());
        let due = schedule.due(start, span, &none).unwrap();
        let back = schedule.earlier(due, span).unwrap();
        prop_assert_eq!(schedule.elapsed(back, due, &none), span);
        prop_assert!(back >= start);
        prop_assert_eq!(schedule.elapsed(start, back, &none), TimeDelta::zero());
        if schedule.is_working(start) {
            prop_assert_eq!(back, start);
        }
    }

    #[test]
    fn a_working_minute_is_one_whose_wall_clock_is(from in instant(), minutes in 1_i64..3_000) {
        // Boundaries outside of the hours that are shown twice, where the wall clock alone cannot say.
        let text = "{zone: Europe/Brussels, hours: {mon-sat: ['00:00-06:00', '08:00-12:00', '13:00-24:00'], \
            sun: ['00:00-24:00']}, holidays: ['12-25', '2027-03-28']}";
        let (schedule, calendar) = (schedule(text), calendar(text));
        let from = from - TimeDelta::seconds(from.timestamp() % 60);
        let is_working = |minute: &Instant| {
            let local = minute.with_timezone(&calendar.zone).naive_local();
            let time = local.time().signed_duration_since(NaiveTime::MIN).num_minutes();
            let hours = calendar.hours_on(chrono::Datelike::weekday(&local));
            local.second() == 0
                && !calendar.is_holiday(local.date())
                && hours.iter().any(|hours| (i64::from(hours.from)..i64::from(hours.to)).contains(&time))
        };
        let all = (0..minutes).map(|minute| from + TimeDelta::minutes(minute));
        let expected = all.filter(is_working).count();
        let elapsed = schedule.elapsed(from, from + TimeDelta::minutes(minutes), &Pauses::default());
        prop_assert_eq!(elapsed, TimeDelta::minutes(expected as i64));
    }
}
