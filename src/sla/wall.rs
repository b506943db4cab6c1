//! Times of the wall clock, across summer time.

use chrono::{LocalResult, NaiveDate, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::{GapInfo, Tz};

use crate::model::Instant;

/// Returns the instant at which the wall clock of a zone shows so many minutes since midnight of a date; 1440 is the
/// midnight that ends it.
///
/// Where the clocks are put forward over that time, it is the instant at which they are; where they show it twice, it
/// is the first time. So the order of the wall clock is the order of the instants. `None` outside of what dates can say.
pub fn instant_at(zone: Tz, date: NaiveDate, minutes: u16) -> Option<Instant> {
    let midnight = date.and_hms_opt(0, 0, 0)?;
    instant_of(zone, midnight.checked_add_signed(TimeDelta::minutes(minutes.into()))?)
}

/// Returns the instant of a date and time of a zone, in the same way.
pub(super) fn instant_of(zone: Tz, local: NaiveDateTime) -> Option<Instant> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => Some(instant.to_utc()),
        LocalResult::None => GapInfo::new(&local, &zone)?.end.map(|instant| instant.to_utc()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::write_instant;

    #[test]
    fn a_gap_is_its_instant_and_an_overlap_its_first_pass() {
        let check = |zone: Tz, date: &str, minutes, expected: &str| {
            let instant = instant_at(zone, date.parse().unwrap(), minutes).map(write_instant);
            assert_eq!(instant.as_deref(), Some(expected), "{zone} {date} {minutes}");
        };
        check(Tz::Europe__Brussels, "2026-03-29", 119, "2026-03-29T00:59:00Z");
        check(Tz::Europe__Brussels, "2026-03-29", 120, "2026-03-29T01:00:00Z");
        check(Tz::Europe__Brussels, "2026-03-29", 150, "2026-03-29T01:00:00Z");
        check(Tz::Europe__Brussels, "2026-03-29", 180, "2026-03-29T01:00:00Z");
        check(Tz::Europe__Brussels, "2026-10-25", 150, "2026-10-25T00:30:00Z");
        check(Tz::Europe__Brussels, "2026-10-25", 180, "2026-10-25T02:00:00Z");
        // A midnight that was left out, and one that ends a day which shows its last hour twice.
        check(Tz::America__Sao_Paulo, "2018-11-04", 0, "2018-11-04T03:00:00Z");
        check(Tz::America__Sao_Paulo, "2018-11-03", 1440, "2018-11-04T03:00:00Z");
        check(Tz::America__Sao_Paulo, "2018-02-17", 1440, "2018-02-18T03:00:00Z");
        // A midnight that was shown twice, and a day that never was.
        check(Tz::America__Havana, "2026-11-01", 0, "2026-11-01T04:00:00Z");
        check(Tz::Pacific__Apia, "2011-12-30", 600, "2011-12-30T10:00:00Z");
        check(Tz::Australia__Lord_Howe, "2026-10-04", 135, "2026-10-03T15:30:00Z");
    }
}
