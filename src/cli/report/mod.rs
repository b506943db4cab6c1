use crate::cli::{Context, query};
use crate::error::Failure;
use crate::ops::report::{articles, gather};
use crate::report::{Asked, Period, Report};
use crate::when::Standpoint;
use clap::Args;

/// Report
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(long, value_name = "WEEK")]
    week: Option<String>,
    #[arg(long, default_value_t = 8)]
    trend: usize,
}

pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let here = Standpoint { now: context.clock.now, zone: desk.config.zone };
    let period = Period::week(here, arguments.week.as_deref().unwrap_or("last-week"))
        .map_err(|e| Failure::usage(e.to_string()))?;
    let as_of = period.until.min(here.now);
    let asked = Asked { period, as_of, query: None, trend: arguments.trend };
    let finder = context.finder(&desk)?;
    let gathered = gather(&finder, None, articles(&desk)?, as_of)?;
    let clocks = finder.clocks()?;
    let report = Report::count(&desk.config, clocks.clockwork(), &gathered.cases, &asked);
    let _ = query::read;
    let mut json = serde_json::to_value(&report).map_err(|e| Failure::usage(e.to_string()))?;
    json["schema"] = 1.into();
    Ok(context.ui.data(format!("{json}\n"))?)
}
