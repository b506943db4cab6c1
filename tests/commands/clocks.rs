//! The clocks of a service level: `sla` and `sla due`.

use insta::assert_snapshot;

use crate::common::TestDesk;

/// Office hours with a lunch break, and targets for incidents.
const OFFICE: &str = "\
calendars:
  office:
    zone: Europe/Brussels
    hours: {mon-fri: ['09:00-12:30', '13:30-18:00']}
    holidays: ['2026-12-25']
";

fn office() -> TestDesk {
    let desk = TestDesk::new();
    desk.add_policy(OFFICE);
    desk
}

#[test]
fn sla_due_says_when_a_target_is_used_up() {
    let desk = office();
    let due = |more: &[&str]| desk.run(["sla", "due", "--start", "2026-12-24T16:00:00Z"].iter().chain(more));
    assert_snapshot!(due(&["--target", "4h"]), @"2026-12-28T12:00:00+01:00");
    assert_snapshot!(due(&["--target", "4h", "--calendar", "always"]), @"2026-12-24T21:00:00+01:00");
    assert_snapshot!(due(&["--target", "4h", "--json"]), @r#"{"schema":1,"due":"2026-12-28T11:00:00Z","elapsed_seconds":14400}"#);
    let pause = ["--target", "4h", "--pause", "2026-12-24 17:30/2026-12-28 10:00"];
    assert_snapshot!(due(&pause), @"2026-12-28T14:30:00+01:00");
}

#[test]
fn a_target_used_up_at_closing_is_met_until_the_next_opening() {
    let desk = office();
    let due = |stop: &str, more: &[&str]| {
        let start = ["sla", "due", "--start", "2026-11-23 09:00", "--target", "8h", "--stop", stop];
        desk.run(start.iter().chain(more))
    };
    // `stop <= due` would be wrong: nobody has worked since.
    assert_snapshot!(due("2026-11-24 09:00", &[]), @"
        2026-11-23T18:00:00+01:00
        met, 8 h elapsed
        ");
    assert_snapshot!(due("2026-11-24 09:00:01", &[]), @"
        2026-11-23T18:00:00+01:00
        breached, 8 h elapsed
        ");
    assert_snapshot!(due("2026-11-24 09:01", &["--json"]), @r#"{"schema":1,"due":"2026-11-23T17:00:00Z","elapsed_seconds":28860,"met":false}"#);
}

#[test]
fn sla_due_says_what_it_does_not_understand() {
    let desk = office();
    let due = |arguments: &[&str]| desk.run(["sla", "due"].iter().chain(arguments));
    assert_snapshot!(due(&["--start", "soon", "--target", "4h"]), @"
        ! error: `soon` is not a time
        ! hint: write it as `2026-06-15T10:00:00+02:00`
        [exit 2]
        ");
    assert_snapshot!(due(&["--start", "now", "--target", "2d"]), @"
        ! error: `2d` is not a target
        ! hint: write hours, such as `24h`: a day has no fixed length
        [exit 2]
        ");
    assert_snapshot!(due(&["--start", "now", "--target", "0m"]), @"
        ! error: `0m` is not a target
        ! hint: write a time longer than zero
        [exit 2]
        ");
    assert_snapshot!(due(&["--start", "now", "--target", "1h", "--calendar", "offce"]), @"
        ! error: `offce` is not a known calendar
        ! hint: did you mean `office`?
        [exit 2]
        ");
    assert_snapshot!(due(&["--start", "now", "--target", "1h", "--pause", "now"]), @"
        ! error: `now` is not a pause
        ! hint: write when it begins and ends: `2026-06-15T10:00:00Z/2026-06-15T12:00:00Z`
        [exit 2]
        ");
    assert_snapshot!(due(&["--start", "now", "--target", "1h", "--pause", "2026-11-23 10:00/2026-11-23 09:00"]), @"
        ! error: the pause `2026-11-23 10:00/2026-11-23 09:00` ends before it begins
        [exit 2]
        ");
}
