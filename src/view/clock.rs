//! A clock of a service level: as JSON, and in words.

use chrono::TimeDelta;
use chrono_tz::Tz;
use serde_json::{Map, Value, json};

use super::time;
use crate::config::Clock;
use crate::model::{Instant, write_instant};
use crate::sla::{Explained, Run, State, Stretch};

/// The fields of a clock, with what they are.
pub const FIELDS: [(&str, &str); 14] = [
    ("clock", "`first_response`, `next_response`, `resolution` or `level`"),
    ("cycle", "which one of its kind it is, from 1"),
    ("level", "the level, for the clock of one"),
    ("state", "`running`, `warning`, `paused`, `met`, `breached` or `cancelled`"),
    ("start", "when it started, RFC 3339"),
    ("stop", "when it stopped; null while it goes on"),
    ("due", "when the target is used up; null while it is paused without an end"),
    ("breached", "when the target was exceeded, or null"),
    ("target_seconds", "how much working time may elapse"),
    ("elapsed_seconds", "how much has, outside of pauses"),
    ("used", "the share of the target that is used, in percent"),
    ("calendar", "the name of the calendar it counts in"),
    ("unanswered", "stopped by the end of the ticket, and nobody had answered"),
    ("explained", "what makes the figure: `counted`, `pauses`, `holidays` (only with `--explain`)"),
];

/// Returns a clock as JSON.
pub fn json(run: &Run, explained: Option<&Explained>) -> Map<String, Value> {
    let instant = |instant: Option<Instant>| json!(instant.map(write_instant));
    let values = [
        json!(run.clock.to_string()),
        json!(run.cycle),
        json!(run.level),
        json!(run.state.as_str()),
        json!(write_instant(run.start)),
        instant(run.stop),
        instant(run.due),
        instant(run.breached),
        json!(run.terms.target.seconds()),
        json!(run.elapsed.num_seconds()),
        json!(run.used() as f64 / 100.0),
        json!(run.terms.calendar),
        json!(run.is_unanswered),
        explained.map_or(Value::Null, self::explained),
    ];
    let is_wanted = |(key, _): &(String, Value)| key != "explained" || explained.is_some();
    FIELDS.iter().map(|(key, _)| (*key).to_owned()).zip(values).filter(is_wanted).collect()
}

fn explained(explained: &Explained) -> Value {
    let stretch = |one: &Stretch| json!({"from": write_instant(one.from), "to": write_instant(one.to)});
    let pause = |(one, back): &(Stretch, TimeDelta)| {
        let mut pause = stretch(one);
        pause["working_seconds"] = json!(back.num_seconds());
        pause
    };
    json!({
        "counted": explained.counted.iter().map(stretch).collect::<Value>(),
        "pauses": explained.pauses.iter().map(pause).collect::<Value>(),
        "holidays": explained.holidays.iter().map(ToString::to_string).collect::<Value>(),
    })
}

/// Names a clock as a person does: `first response`, `level N2`.
pub fn name(run: &Run) -> String {
    match (&run.level, run.clock) {
        (Some(level), _) => format!("level {level}"),
        (None, Clock::Level) => "level".to_owned(),
        (None, clock) => clock.to_string().replace('_', " "),
    }
}

/// Writes the share of the target that is used: `45%`.
pub fn used(run: &Run) -> String {
    format!("{}%", run.used() / 100)
}

/// Writes what there is to say about the end of a clock: `2026-11-23 18:00, in 2 h 10`; of one that has stopped how
/// long it took, and of one that is paused how much is left.
pub fn ending(run: &Run, zone: Tz, now: Instant) -> String {
    let target = time::span(TimeDelta::seconds(run.terms.target.seconds()));
    match (run.stop, run.due) {
        (Some(_), _) => format!("{} of {target}", time::span(run.elapsed)),
        (None, Some(due)) if run.state == State::Paused => {
            format!("{}, after the pause", time::local(due, zone))
        }
        (None, Some(due)) => format!("{}, {}", time::local(due, zone), time::distance(due, now)),
        (None, None) if run.left() < TimeDelta::zero() => format!("{} of {target}", time::span(run.elapsed)),
        (None, None) => format!("{} of {target} left", time::span(run.left())),
    }
}
