//! What becomes of tickets, and that the figures of it add up.

use chrono::TimeDelta;
use chrono_tz::Tz;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::model::{Change, Entry, EntryKind, Field, Person, Stamp, Thread, Ticket, Value};
use crate::when::Standpoint;

/// A field, with its old and its new value.
type Told = (Field, Value, Value);

fn at(hour: i64) -> Instant {
    "2026-11-09T00:00:00Z".parse::<Instant>().unwrap() + TimeDelta::hours(hour)
}

fn ticket(created: i64, status: &str) -> Ticket {
    let mut ticket = Ticket::new("HD-7k3m2q".parse().unwrap(), at(created), "One");
    ticket.status = crate::model::Status::new(status);
    ticket.level = Some("N1".to_owned());
    ticket
}

/// A thread of events: the hour, and the fields with their old and new values.
fn thread(events: &[(i64, &[Told])]) -> Thread {
    let entry = |(number, (hour, changes)): (usize, &(i64, &[Told]))| {
        let stamp: Stamp = format!("20261109T0000{:02}.000Z-bbbb", number).parse().unwrap();
        let mut entry =
            Entry::new("HD-7k3m2q".parse().unwrap(), EntryKind::Event, at(*hour), Person::new("ann"));
        entry.changes = changes
            .iter()
            .map(|(field, old, new)| Change { field: field.clone(), old: old.clone(), new: new.clone() })
            .collect();
        (stamp, entry)
    };
    Thread::new(events.iter().enumerate().map(entry).collect())
}

fn status(old: &str, new: &str) -> Told {
    (Field::Status, json!(old), json!(new))
}

/// Tells at which of the hours 0 to 9 a ticket is open, `o`, done, `d`, or not there yet, `-`.
fn states(ticket: Ticket, thread: &Thread) -> String {
    let config = Config::default();
    let clockwork = Clockwork::new(&config);
    let maker = Maker { config: &config, clockwork: &clockwork, as_of: at(100) };
    let case = maker.case(Held::Owned(Box::new(ticket)), thread, None);
    let state = |hour| match () {
        () if case.is_open_at(at(hour)) => 'o',
        () if case.created() < at(hour) => 'd',
        () => '-',
    };
    (0..10).map(state).collect()
}

#[test]
fn a_state_is_that_of_the_events_before() {
    let check = |file: Ticket, events: &[(i64, &[Told])], expected: &str| {
        assert_eq!(states(file, &thread(events)), expected, "{events:?}");
    };
    // Without any event it is what the file says.
    check(ticket(2, "new"), &[], "---ooooooo");
    check(ticket(2, "closed"), &[], "---ddddddd");
    // At the instant of an event it is not yet so.
    check(ticket(2, "solved"), &[(4, &[status("new", "solved")])], "---ooddddd");
    // Before the first event it is the old value; a status that was nothing was new.
    check(ticket(0, "open"), &[(5, &[status("solved", "open")])], "-dddddoooo");
    check(ticket(0, "solved"), &[(5, &[(Field::Status, Value::Null, json!("solved"))])], "-ooooodddd");
    // What somebody wrote into the file since the last event is not seen.
    check(ticket(0, "open"), &[(3, &[status("new", "solved")])], "-ooodddddd");
    // From done to done is nothing; a clock that went wrong makes no time that runs backwards.
    check(
        ticket(0, "closed"),
        &[(3, &[status("open", "solved")]), (5, &[status("solved", "closed")])],
        "-ooodddddd",
    );
    check(
        ticket(0, "open"),
        &[(5, &[status("new", "solved")]), (3, &[status("solved", "open")])],
        "-ooooooooo",
    );
}

#[test]
fn a_ticket_is_taken_back_to_an_instant() {
    let mut file = ticket(0, "solved");
    file.level = Some("N2".to_owned());
    file.labels = vec!["late".to_owned()];
    let level = (Field::Level, json!("N1"), json!("N2"));
    let labels = (Field::Labels, Value::Null, json!(["late"]));
    let thread = thread(&[(2, &[level]), (4, &[labels, status("new", "solved")])]);
    assert!(as_of(&file, &thread, at(-1)).is_none(), "before it was made");
    let check = |hour, level: &str, labels: usize, status: &str, entries: usize| {
        let (ticket, thread) = as_of(&file, &thread, at(hour)).unwrap();
        let found =
            (ticket.level.as_deref(), ticket.labels.len(), ticket.status.as_str(), thread.placed().len());
        assert_eq!(found, (Some(level), labels, status, entries), "{hour}");
    };
    check(0, "N1", 0, "new", 0);
    check(3, "N2", 0, "new", 1);
    check(4, "N2", 1, "solved", 2);
    check(9, "N2", 1, "solved", 2);
}

proptest! {
    /// What is open after is what was open before, and what came and came back, without what was solved.
    #[test]
    fn what_comes_and_goes_adds_up(
        fates in proptest::collection::vec((0_i64..400, proptest::collection::vec((0_i64..400, 0_usize..4), 0..6)), 0..12),
    ) {
        let config = Config::default();
        let clockwork = Clockwork::new(&config);
        let maker = Maker { config: &config, clockwork: &clockwork, as_of: at(1000) };
        let names = ["open", "pending", "solved", "closed"];
        let mut cases = Cases::default();
        for (created, moves) in &fates {
            let mut hours: Vec<(i64, usize)> = moves.clone();
            hours.sort_unstable();
            let events: Vec<(i64, Vec<Told>)> = hours
                .iter()
                .scan("new", |last, (hour, to)| {
                    let old = std::mem::replace(last, names[*to]);
                    Some((created + hour, vec![status(old, names[*to])]))
                })
                .collect();
            let events: Vec<(i64, &[Told])> =
                events.iter().map(|(hour, changes)| (*hour, changes.as_slice())).collect();
            let thread = thread(&events);
            cases.counted.push(maker.case(Held::Owned(Box::new(ticket(*created, "new"))), &thread, None));
        }
        let here = Standpoint { now: at(1000), zone: Tz::UTC };
        let period = Period::week(here, "2026-W47").unwrap();
        let moves = |is_solve| {
            let of = |case: &Case<'_>| {
                case.moves.iter().filter(|one| one.is_solve == is_solve && period.contains(one.at)).count() as u64
            };
            cases.counted.iter().map(of).sum::<u64>()
        };
        let (solves, reopenings) = (moves(true), moves(false));
        let asked = Asked { period: period.clone(), as_of: at(1000), query: None, trend: 1 };
        let report = Report::count(&config, &clockwork, &cases, &asked);
        let volume = &report.core.volume;
        prop_assert_eq!(
            volume.backlog_start.count() + volume.opened.count() + reopenings,
            volume.backlog_end.count() + solves
        );
        prop_assert!(volume.solved.count() <= solves && volume.reopened.count() <= reopenings);
        prop_assert_eq!(report.before().unwrap().core.volume.backlog_end.count(), volume.backlog_start.count());
        let ages: u64 = report.core.ageing.iter().map(|age| age.tickets.count()).sum();
        prop_assert_eq!(ages, volume.backlog_end.count());
        prop_assert_eq!(report.core.resolution.real.n as u64, volume.solved.count());
    }
}
