use chrono::TimeDelta;
use clap::Args;
use serde_json::json;

use crate::cli::Context;
use crate::config::{ClockSpan, SpanError};
use crate::desk::Desk;
use crate::error::Failure;
use crate::model::{Instant, write_instant};
use crate::ops::fields;
use crate::sla::{Pauses, Schedule, Stretch};
use crate::view;
use crate::when::{self, Standpoint};

/// Work out when a target is used up, in the working time of a calendar
///
/// Prints the instant at which so much working time has elapsed since the
/// start, outside of pauses. It is the earliest one: a target that is used up
/// at closing is due at closing. With `--stop` it also prints how much had
/// elapsed by then, and whether the target was met: it is if no more than the
/// target has elapsed, also after the due time while nobody works.
///
/// Times are RFC 3339 (`2026-06-15T10:00:00+02:00`), or times of the desk's
/// zone (`2026-06-15 10:00`).
#[derive(Debug, Args)]
pub struct Arguments {
    /// When the clock starts
    #[arg(long, value_name = "TIME")]
    start: String,
    /// How much may elapse: `30m`, `4h`, `2h30m`
    #[arg(long, value_name = "SPAN")]
    target: String,
    /// The calendar of desk.yml to count in [default: the first one]
    #[arg(long, value_name = "NAME")]
    calendar: Option<String>,
    /// A pause, from one time to another with a slash between them; may be given several times
    #[arg(long = "pause", value_name = "FROM/TO")]
    pauses: Vec<String>,
    /// When the clock stopped
    #[arg(long, value_name = "TIME")]
    stop: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs `sla due`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let here = Standpoint { now: context.clock.now, zone: desk.config.zone };
    let target: ClockSpan = arguments.target.parse().map_err(|error| not_a_span(&arguments.target, error))?;
    let schedule = schedule(&desk, arguments.calendar.as_deref())?;
    let start = time(here, &arguments.start)?;
    let stop = arguments.stop.as_deref().map(|stop| time(here, stop)).transpose()?;
    let pauses: Vec<Stretch> =
        arguments.pauses.iter().map(|text| pause(here, text)).collect::<Result<_, _>>()?;
    let pauses = Pauses::new(pauses);
    let target = TimeDelta::seconds(target.seconds());
    let due = schedule.due(start, target, &pauses).ok_or_else(|| {
        Failure::usage(format!("`{}` of working time never elapses", arguments.target))
            .hint("the calendar has too few hours for it")
    })?;
    let elapsed = schedule.elapsed(start, stop.unwrap_or(due), &pauses);
    let is_met = stop.map(|_| elapsed <= target);
    if arguments.json {
        let mut answer = json!({"schema": view::SCHEMA, "due": write_instant(due), "elapsed_seconds": elapsed.num_seconds()});
        if let Some(is_met) = is_met {
            answer["met"] = json!(is_met);
        }
        return Ok(context.ui.data(format!("{answer}\n"))?);
    }
    let local = due.with_timezone(&schedule.calendar().zone);
    let mut text = format!("{}\n", local.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true));
    if let Some(is_met) = is_met {
        let verdict = if is_met { "met" } else { "breached" };
        text += &format!("{verdict}, {} elapsed\n", view::time::span(elapsed));
    }
    Ok(context.ui.data(text)?)
}

fn schedule(desk: &Desk, name: Option<&str>) -> Result<Schedule, Failure> {
    let config = &desk.config;
    let known = || config.calendars.keys().cloned().collect();
    let name = match name {
        Some(name) => fields::one_of("calendar", known(), name)?,
        None => config.default_calendar().to_owned(),
    };
    let calendar = config.calendar(&name).cloned();
    Ok(Schedule::new(calendar.unwrap_or_else(|| crate::config::Calendar::always(config.zone))))
}

fn time(here: Standpoint, text: &str) -> Result<Instant, Failure> {
    let moment = match when::date(text.trim()) {
        Some(day) => here.start_of(day),
        None => here.moment(text.trim()).map(|moment| moment.from),
    };
    moment.ok_or_else(|| {
        Failure::usage(format!("`{text}` is not a time")).hint("write it as `2026-06-15T10:00:00+02:00`")
    })
}

fn pause(here: Standpoint, text: &str) -> Result<Stretch, Failure> {
    let (from, to) = text.split_once('/').ok_or_else(|| {
        Failure::usage(format!("`{text}` is not a pause"))
            .hint("write when it begins and ends: `2026-06-15T10:00:00Z/2026-06-15T12:00:00Z`")
    })?;
    let pause = Stretch::new(time(here, from)?, time(here, to)?);
    if pause.to < pause.from {
        return Err(Failure::usage(format!("the pause `{text}` ends before it begins")));
    }
    Ok(pause)
}

fn not_a_span(text: &str, error: SpanError) -> Failure {
    Failure::usage(format!("`{text}` is not a target")).hint(format!("write {}", error.expected()))
}
