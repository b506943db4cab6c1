use clap::Args;

use crate::error::Failure;
use crate::model::{Instant, write_instant};
use crate::report::{Period, PeriodError, beginning};
use crate::view::report::Kind;
use crate::when::Standpoint;

/// Which stretch of time a report is about.
#[derive(Debug, Args)]
#[command(next_help_heading = "Period")]
pub struct Flags {
    /// An ISO week: `2026-W47`, `this-week`
    #[arg(long, value_name = "WEEK", conflicts_with_all = ["month", "since", "last"])]
    week: Option<String>,
    /// A month: `2026-11`, `this-month`
    #[arg(long, value_name = "MONTH", conflicts_with_all = ["since", "last"])]
    month: Option<String>,
    /// From this time on: `2026-11-01`, `2026-11-01T14:00`, `-2d`
    #[arg(long, value_name = "TIME", conflicts_with = "last", allow_hyphen_values = true)]
    since: Option<String>,
    /// Until this time, which is not part of it [default: now]
    #[arg(long, value_name = "TIME", requires = "since", allow_hyphen_values = true)]
    until: Option<String>,
    /// The last whole days or weeks: `30d`, `4w`
    #[arg(long, value_name = "SPAN")]
    last: Option<String>,
    /// See nothing after this time [default: the end of a period that is over, else now]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    as_of: Option<String>,
}

impl Flags {
    /// Returns the period, and the instant that the report is made for.
    pub fn read(&self, now: Instant, zone: chrono_tz::Tz, kind: Kind) -> Result<(Period, Instant), Failure> {
        let as_of = self.as_of.as_deref().map(|text| beginning(Standpoint { now, zone }, text));
        let as_of = as_of.transpose().map_err(wrong)?;
        let here = Standpoint { now: as_of.unwrap_or(now), zone };
        let period = self.period(here, kind).map_err(wrong)?;
        let as_of = as_of.unwrap_or(period.until.min(now));
        if as_of < period.since {
            let message = format!("`{}` begins after {}", period.name, write_instant(as_of));
            return Err(Failure::usage(message)
                .hint("nothing of it would be seen: choose an earlier period, or a later `--as-of`"));
        }
        Ok((period, as_of))
    }

    fn period(&self, here: Standpoint, kind: Kind) -> Result<Period, PeriodError> {
        match (&self.week, &self.month, &self.since, &self.last) {
            (Some(week), ..) => Period::week(here, week),
            (_, Some(month), ..) => Period::month(here, month),
            (_, _, Some(since), _) => Period::between(here, since, self.until.as_deref()),
            (.., Some(last)) => Period::last(here, last),
            _ if kind == Kind::Month => Period::month(here, "last-month"),
            _ => Period::week(here, "last-week"),
        }
    }
}

fn wrong(error: PeriodError) -> Failure {
    Failure::usage(error.to_string())
}
