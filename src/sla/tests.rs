//! Working time: short cases, and laws.

use chrono::{NaiveTime, TimeDelta, Timelike};
use proptest::prelude::*;

use super::*;
use crate::config::{Calendar, Clock, Config};
use crate::model::{
    Change, Entry, EntryKind, Field, Instant, Person, Stamp, Thread, Ticket, Value, write_instant,
};

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

// The clocks of a ticket.

const POLICY: &str = "
people: {ann: {name: Ann, emails: [ann@example.org]}}
calendars:
  office: {zone: Europe/Brussels, hours: {mon-fri: ['09:00-12:30', '13:30-18:00']}, holidays: ['2026-12-25']}
statuses: {waiting-parts: {category: waiting, pauses: true}}
sla:
  - calendar: office
    targets:
      P1: {first_response: 30m, next_response: 1h, resolution: 4h, calendar: always}
      P2: {first_response: 1h, next_response: 2h, resolution: 8h}
      P3: {first_response: 2h, next_response: 4h, resolution: 16h}
    warn_at: [50%, 75%]
    levels: {N1: 2h, N2: 8h}
    escalate:
      - {after: breach of resolution, to: N2}
      - {after: breach of resolution + 2h, to: N3}
";

/// A ticket of Dana's, made on Monday at nine in Brussels, and what happened to it.
struct Told {
    config: Config,
    ticket: Ticket,
    entries: Vec<(Stamp, Entry)>,
}

impl Told {
    fn new(priority: &str) -> Told {
        let mut ticket = Ticket::new("HD-7k3m2q".parse().unwrap(), at("2026-11-23T08:00:00Z"), "SSO");
        ticket.reporter = Some(Person::new("Dana <dana@example.com>"));
        ticket.priority = Some(priority.to_owned());
        ticket.level = Some("N1".to_owned());
        Told { config: Config::parse(POLICY, "desk.yml").unwrap().0, ticket, entries: Vec::new() }
    }

    fn policy(mut self, old: &str, new: &str) -> Told {
        assert!(POLICY.contains(old));
        self.config = Config::parse(&POLICY.replace(old, new), "desk.yml").unwrap().0;
        self
    }

    fn entry(mut self, time: &str, kind: EntryKind, by: &str, change: impl FnOnce(&mut Entry)) -> Told {
        let at = moment(time);
        let mut entry = Entry::new(self.ticket.id.clone(), kind, at, Person::new(by));
        change(&mut entry);
        let last = self.entries.last().map(|(stamp, _)| stamp);
        let stamp = Stamp::after(at, last, "bbbb".into());
        for change in &entry.changes {
            self.ticket.set(&change.field, &change.new).unwrap();
        }
        self.entries.push((stamp, entry));
        self
    }

    /// Changes fields: `status=open until=2026-11-24T08:00:00Z`; nothing after `=` empties one.
    fn set(self, time: &str, changes: &str) -> Told {
        let (ticket, changes) = (self.ticket.clone(), changes.to_owned());
        self.entry(time, EntryKind::Event, "ann", |entry| entry.changes = read(&ticket, &changes))
    }

    fn set_keeping(self, time: &str, changes: &str, sla: Value) -> Told {
        let ticket = self.ticket.clone();
        self.entry(time, EntryKind::Event, "ann", |entry| {
            entry.changes = read(&ticket, changes);
            entry.sla = Some(sla);
        })
    }

    fn reply(self, time: &str, by: &str) -> Told {
        self.entry(time, EntryKind::Reply, by, |_| ())
    }

    fn asks(self, time: &str) -> Told {
        self.reply(time, "dana@example.com")
    }

    fn answers(self, time: &str) -> Told {
        self.reply(time, "ann")
    }

    fn runs(&self, now: &str) -> Vec<Run> {
        let thread = Thread::new(self.entries.clone());
        Clockwork::new(&self.config).runs(self.config.sla.first(), &self.ticket, &thread, moment(now))
    }

    /// Says of the clocks of a kind what they have come to: state, minutes, due and breach in Brussels.
    fn says(&self, clock: Clock, now: &str) -> String {
        let runs = self.runs(now);
        let said = runs.iter().filter(|run| run.clock == clock).map(|run| {
            let mut text = format!("{} {}m", run.state.as_str(), run.elapsed.num_minutes());
            text += &run.due.map_or(" due never".to_owned(), |due| format!(" due {}", local(due)));
            text + &run.breached.map_or_else(String::new, |at| format!(" breached {}", local(at)))
        });
        said.collect::<Vec<_>>().join(", ")
    }

    fn check(&self, clock: Clock, now: &str, expected: &str) {
        assert_eq!(self.says(clock, now), expected, "{clock} at {now}");
    }
}

fn read(ticket: &Ticket, changes: &str) -> Vec<Change> {
    let change = |text: &str| {
        let (field, value) = text.split_once('=').unwrap();
        let value = if value.is_empty() { Value::Null } else { Value::from(value) };
        ticket.change(Field::new(field), value)
    };
    changes.split(' ').map(change).collect()
}

/// Reads `mon 10:00` of the week that begins on 2026-11-23, in Brussels.
fn moment(text: &str) -> Instant {
    let (day, time) = text.split_once(' ').unwrap();
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|known| *known == day);
    at(&format!("2026-11-{}T{time}:00+01:00", 23 + days.unwrap()))
}

fn local(instant: Instant) -> String {
    instant.with_timezone(&chrono_tz::Europe::Brussels).format("%a %H:%M").to_string().to_lowercase()
}

#[test]
fn the_first_public_word_of_somebody_else_is_the_first_response() {
    let told = Told::new("P2");
    told.check(Clock::FirstResponse, "mon 09:29", "running 29m due mon 10:00");
    told.check(Clock::FirstResponse, "mon 09:30", "warning 30m due mon 10:00");
    told.check(Clock::FirstResponse, "mon 10:00", "warning 60m due mon 10:00");
    told.check(Clock::FirstResponse, "mon 10:01", "breached 61m due mon 10:00 breached mon 10:00");
    let answered = told.answers("mon 09:40").answers("mon 17:00");
    answered.check(Clock::FirstResponse, "fri 10:00", "met 40m due mon 10:00");
    // The requester's own words, and a colleague's note, answer nothing.
    let asked = Told::new("P2").asks("mon 09:10").entry("mon 09:20", EntryKind::Note, "ann", |_| ());
    asked.check(Clock::FirstResponse, "mon 09:25", "running 25m due mon 10:00");
}

#[test]
fn a_bots_or_automatic_reply_is_no_response() {
    let told =
        Told::new("P2").entry("mon 09:01", EntryKind::Reply, "bot@example.org", |entry| entry.auto = true);
    told.check(Clock::FirstResponse, "mon 09:20", "running 20m due mon 10:00");
    // Nor is the requester's automatic answer a question.
    let told = told.answers("mon 09:30").entry("mon 09:31", EntryKind::Reply, "dana@example.com", |entry| {
        entry.auto = true;
    });
    told.check(Clock::NextResponse, "mon 17:00", "");
}

#[test]
fn the_first_response_never_starts_again() {
    let told = Told::new("P2")
        .answers("mon 09:30")
        .set("mon 10:00", "status=solved")
        .set("tue 10:00", "status=open");
    told.check(Clock::FirstResponse, "fri 10:00", "met 30m due mon 10:00");
}

#[test]
fn solved_without_a_reply_counts_for_compliance_only() {
    let told = Told::new("P2").set("mon 09:45", "status=solved").answers("mon 16:00");
    told.check(Clock::FirstResponse, "tue 10:00", "met 45m due mon 10:00");
    let run = told.runs("tue 10:00").into_iter().find(|run| run.clock == Clock::FirstResponse).unwrap();
    assert!(run.is_unanswered);
}

#[test]
fn who_was_spoken_to_when_it_was_made_waits_for_no_first_response() {
    for source in ["phone", "chat", "walk-in"] {
        let mut told = Told::new("P2");
        told.ticket.source = Some(source.to_owned());
        told.check(Clock::FirstResponse, "mon 17:00", "");
        let told = told.asks("mon 11:00");
        told.check(Clock::NextResponse, "mon 11:30", "running 30m due mon 14:00");
    }
}

#[test]
fn who_spoke_last_decides_the_next_response() {
    let told = Told::new("P2").answers("mon 09:30");
    told.check(Clock::NextResponse, "mon 17:00", "");
    // The oldest unanswered word counts, not the last one.
    let told = told.asks("mon 10:00").asks("mon 11:00");
    told.check(Clock::NextResponse, "mon 11:30", "warning 90m due mon 12:00");
    let told = told.answers("mon 11:40").answers("mon 12:00").asks("mon 14:00");
    told.check(Clock::NextResponse, "mon 15:00", "met 100m due mon 12:00, warning 60m due mon 16:00");
    let told = told.set("mon 15:30", "status=solved");
    told.check(Clock::NextResponse, "tue 15:00", "met 100m due mon 12:00, met 90m due mon 16:00");
    // What is said while it is done waits from the reopening on.
    let told = told.asks("mon 17:00");
    told.check(Clock::NextResponse, "tue 15:00", "met 100m due mon 12:00, met 90m due mon 16:00");
    let told = told.set("tue 10:00", "status=open");
    told.check(
        Clock::NextResponse,
        "tue 10:30",
        "met 100m due mon 12:00, met 90m due mon 16:00, running 30m due tue 12:00",
    );
}

#[test]
fn the_requesters_word_that_reopens_waits_from_then_on() {
    let told = Told::new("P2").answers("mon 09:30").set("mon 10:00", "status=solved");
    let ticket = told.ticket.clone();
    let told = told.entry("tue 09:00", EntryKind::Reply, "dana@example.com", |entry| {
        entry.changes = read(&ticket, "status=open");
    });
    told.check(Clock::NextResponse, "tue 09:30", "running 30m due tue 11:00");
}

#[test]
fn lunch_breaks_and_nights_do_not_count() {
    let told = Told::new("P2");
    told.check(Clock::Resolution, "mon 13:00", "running 210m due mon 18:00");
    told.check(Clock::Resolution, "mon 23:00", "warning 480m due mon 18:00");
    told.check(Clock::Resolution, "tue 09:00", "warning 480m due mon 18:00");
    // Met is by what has elapsed, never by `stop <= due`: before the next opening nobody has worked more.
    told.set("tue 08:59", "status=solved").check(Clock::Resolution, "fri 09:00", "met 480m due mon 18:00");
    let told = Told::new("P2").set("tue 09:01", "status=closed");
    told.check(Clock::Resolution, "fri 09:00", "breached 481m due mon 18:00 breached mon 18:00");
    Told::new("P1").check(Clock::Resolution, "mon 13:00", "warning 240m due mon 13:00");
}

#[test]
fn only_the_working_part_of_a_pause_is_given_back_and_nothing_is_added_to_the_start() {
    // Five hours of work are in that pause, and 17 of real time.
    let told = Told::new("P2").set("mon 10:00", "status=pending").set("tue 03:00", "status=open");
    told.check(Clock::Resolution, "tue 10:00", "running 120m due tue 17:00");
    let run = told.runs("tue 10:00").into_iter().find(|run| run.clock == Clock::Resolution).unwrap();
    assert_eq!(local(run.start), "mon 09:00");
    // A pause outside of working hours gives nothing back.
    let told = Told::new("P2").set("mon 18:00", "status=pending").set("tue 09:00", "status=open");
    told.check(Clock::Resolution, "tue 09:00", "warning 480m due mon 18:00");
}

#[test]
fn there_is_no_breach_while_it_is_paused() {
    let told = Told::new("P2").set("mon 17:00", "status=pending");
    told.check(Clock::Resolution, "fri 10:00", "paused 420m due never");
    let told = told.set("fri 10:00", "status=open");
    told.check(Clock::Resolution, "fri 10:59", "warning 479m due fri 11:00");
    told.check(Clock::Resolution, "fri 11:01", "breached 481m due fri 11:00 breached fri 11:00");
    // A breach stays one, paused or not.
    let told = Told::new("P2").set("tue 10:00", "status=pending");
    told.check(Clock::Resolution, "fri 10:00", "breached 540m due mon 18:00 breached mon 18:00");
}

#[test]
fn a_wait_that_is_over_counts_as_open_though_nobody_ran_anything() {
    let told = Told::new("P2").set("mon 10:00", "status=pending until=2026-11-23T14:00:00Z");
    told.check(Clock::Resolution, "mon 14:00", "paused 60m due tue 14:00");
    told.check(Clock::Resolution, "mon 16:00", "running 120m due tue 14:00");
    // Put off again, it waits from then on; what ran between the two has run.
    let told = told.set("mon 16:00", "until=2026-11-24T09:00:00Z");
    told.check(Clock::Resolution, "tue 09:30", "paused 120m due tue 17:00");
}

#[test]
fn statuses_pause_as_the_desk_says_and_responses_never() {
    let told = Told::new("P2").set("mon 09:30", "status=on-hold");
    told.check(Clock::Resolution, "mon 10:30", "running 90m due mon 18:00");
    let told = Told::new("P2").set("mon 09:30", "status=waiting-parts");
    told.check(Clock::Resolution, "mon 10:30", "paused 30m due never");
    let told = Told::new("P2").set("mon 09:30", "status=pending");
    told.check(Clock::FirstResponse, "mon 11:30", "breached 150m due mon 10:00 breached mon 10:00");
}

#[test]
fn pauses_belong_to_the_ticket_not_to_the_policy() {
    // Another target, and even another policy: the hour that Dana was waited for is given back all the same.
    let told = Told::new("P3").set("mon 10:00", "status=pending").set("mon 11:00", "status=open");
    told.check(Clock::Resolution, "mon 12:00", "running 120m due wed 10:00");
    let told = told.set("mon 12:00", "priority=P2");
    told.check(Clock::Resolution, "mon 12:00", "running 120m due tue 10:00");
    let told = told.policy("P2: {first_response: 1h", "P2: {calendar: always, first_response: 1h");
    told.check(Clock::Resolution, "mon 12:00", "running 120m due mon 18:00");
}

#[test]
fn a_reopened_ticket_goes_on_where_it_stood() {
    let told = Told::new("P2").set("mon 12:00", "status=solved").set("mon 13:00", "status=closed");
    told.check(Clock::Resolution, "fri 12:00", "met 180m due mon 18:00");
    let told = told.set("wed 09:00", "status=open");
    told.check(Clock::Resolution, "wed 10:00", "warning 240m due wed 15:00");
    let told = told.set("wed 16:00", "status=solved");
    told.check(Clock::Resolution, "fri 10:00", "breached 540m due wed 15:00 breached wed 15:00");
}

#[test]
fn another_priority_is_another_target_from_the_same_start() {
    let told = Told::new("P3").set("mon 11:00", "priority=P2");
    told.check(Clock::Resolution, "mon 12:00", "running 180m due mon 18:00");
    // Already past: breached at the moment of the change.
    let told = Told::new("P3").set("tue 12:00", "priority=P2");
    told.check(Clock::Resolution, "tue 12:00", "breached 660m due mon 18:00 breached tue 12:00");
    told.check(Clock::Resolution, "tue 12:01", "breached 661m due mon 18:00 breached tue 12:00");
    // A breach stays one.
    let told = Told::new("P2").set("tue 12:00", "priority=P3");
    told.check(Clock::Resolution, "tue 12:30", "breached 690m due tue 18:00 breached mon 18:00");
    // From urgency and impact, too.
    let mut told = Told::new("P3");
    told.ticket.priority = None;
    let told = told.set("tue 12:00", "urgency=high impact=medium");
    told.check(Clock::Resolution, "tue 12:30", "breached 690m due mon 18:00 breached tue 12:00");
}

#[test]
fn a_later_change_of_policy_does_not_rewrite_history() {
    let kept = serde_json::json!({"resolution": {"target": "8h", "calendar": "office"}});
    let told = Told::new("P2").set_keeping("mon 17:00", "status=solved", kept);
    let stricter = told.policy("resolution: 8h", "resolution: 1h");
    stricter.check(Clock::Resolution, "fri 10:00", "met 420m due mon 18:00");
    // Reopened, it runs under the present one.
    let reopened = stricter.set("tue 09:00", "status=open");
    reopened.check(Clock::Resolution, "tue 10:00", "breached 480m due mon 10:00 breached tue 09:00");
    // Without what was kept, the present policy is all there is.
    let told = Told::new("P2").set("mon 17:00", "status=solved").policy("resolution: 8h", "resolution: 1h");
    told.check(Clock::Resolution, "fri 10:00", "breached 420m due mon 10:00 breached mon 10:00");
}

#[test]
fn what_is_kept_says_all_it_ran_under() {
    let told = Told::new("P3").set("tue 12:00", "priority=P2").set("tue 14:00", "status=solved");
    let runs = told.runs("tue 14:00");
    let resolution = runs.iter().filter(|run| run.clock == Clock::Resolution);
    let sla = kept(resolution).unwrap();
    let expected = serde_json::json!({"resolution":
        {"target": "8h", "calendar": "office", "earlier": {"2026-11-24T11:00:00Z": {"target": "16h", "calendar": "office"}}}});
    assert_eq!(sla, expected);
    let before = told.says(Clock::Resolution, "fri 10:00");
    let mut told =
        Told::new("P3").set("tue 12:00", "priority=P2").set_keeping("tue 14:00", "status=solved", sla);
    told.config.sla.clear();
    told.check(Clock::Resolution, "fri 10:00", &before);
    assert_eq!(before, "breached 720m due mon 18:00 breached tue 12:00");
}

#[test]
fn each_stay_at_a_level_has_its_own_target() {
    let told = Told::new("P2").set("mon 10:00", "level=N2").set("mon 11:00", "level=N1");
    let told = told.set("mon 11:30", "status=on-hold").set("mon 15:00", "status=open");
    told.check(
        Clock::Level,
        "mon 16:00",
        "met 60m due mon 11:00, met 60m due tue 10:00, warning 90m due mon 16:30",
    );
    // The customer's clocks are untouched by it.
    told.check(Clock::Resolution, "mon 16:00", "warning 360m due mon 18:00");
    let told = told.set("mon 17:00", "status=solved");
    let levels = told.runs("fri 10:00").into_iter().filter(|run| run.clock == Clock::Level);
    assert_eq!(levels.map(|run| run.state).collect::<Vec<_>>(), [State::Met, State::Met, State::Breached]);
}

#[test]
fn merged_duplicate_and_spam_are_cancelled() {
    for (resolution, expected) in
        [("merged", "cancelled"), ("duplicate", "cancelled"), ("spam", "cancelled"), ("rejected", "breached")]
    {
        let told = Told::new("P2").set("thu 10:00", &format!("status=closed resolution={resolution}"));
        for run in told.runs("fri 10:00") {
            assert_eq!(run.state.as_str(), expected, "{resolution} {}", run.clock);
        }
    }
}

#[test]
fn a_policy_that_is_gone_leaves_nothing_escalated() {
    let told = Told::new("P2");
    let clockwork = Clockwork::new(&told.config);
    let due = |policy: &crate::config::Policy, now: &str| {
        let runs = clockwork.runs(Some(policy), &told.ticket, &Thread::default(), moment(now));
        let steps = clockwork.due_steps(policy, &runs, moment(now));
        steps.iter().map(|due| format!("{} {}", due.step.to, local(due.at))).collect::<Vec<_>>().join(", ")
    };
    let policy = &told.config.sla[0];
    assert_eq!(due(policy, "mon 18:00"), "");
    assert_eq!(due(policy, "tue 09:01"), "N2 mon 18:00");
    assert_eq!(due(policy, "tue 11:00"), "N2 mon 18:00, N3 tue 11:00");
    let mut without_target = policy.clone();
    without_target.targets.clear();
    assert_eq!(due(&without_target, "tue 11:00"), "");
    assert!(clockwork.runs(None, &told.ticket, &Thread::default(), moment("tue 11:00")).is_empty());
}

#[test]
fn a_clock_that_went_wrong_makes_no_negative_time() {
    let told = Told::new("P2").set("mon 08:00", "status=solved");
    told.check(Clock::Resolution, "tue 10:00", "met 0m due mon 18:00");
    let told = Told::new("P2").set("mon 11:00", "status=pending").set("mon 10:00", "status=open");
    told.check(Clock::Resolution, "mon 12:00", "running 180m due mon 18:00");
}

#[test]
fn todays_offset_is_never_applied_to_another_date() {
    let mut told = Told::new("P2");
    told.ticket.created = at("2026-10-23T15:00:00Z");
    let run = told.runs("mon 12:00").into_iter().find(|run| run.clock == Clock::Resolution).unwrap();
    // An hour on Friday in summer time, seven on Monday in winter time.
    assert_eq!(run.due, Some(at("2026-10-26T16:00:00Z")));
    assert_eq!(run.breached, run.due);
}

#[test]
fn a_file_that_was_edited_by_hand_is_believed_from_now_on() {
    let mut told = Told::new("P2").set("mon 10:00", "status=open");
    told.ticket.status = crate::model::Status::Solved;
    told.check(Clock::Resolution, "mon 12:00", "met 180m due mon 18:00");
}
