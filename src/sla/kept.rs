//! What the event that stops a clock says of it: the inputs it ran under, and no figure.
//!
//! `sla: {resolution: {target: 8h, calendar: office}}`. So a later change of policy does not rewrite history. Where
//! the target was another one before, that is an input too: `earlier: {"2026-11-23T10:00:00Z": 4h}` says until when.

use serde_json::{Map, Value, json};

use super::run::{Epochs, Run, Terms};
use crate::config::Clock;
use crate::model::{read_instant, write_instant};

/// What a clock ran under, as the event says that stopped it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The target and the calendar when it stopped.
    pub terms: Terms,
    /// The targets before, and until when they held, oldest first.
    pub earlier: Epochs,
}

impl Kept {
    /// Reads what an event says of a clock; `None` where it says nothing that can be counted with.
    pub fn read(sla: &Value, clock: Clock) -> Option<Kept> {
        let said = sla.get(clock.to_string())?;
        let calendar = said.get("calendar")?.as_str()?;
        let terms = |target: &Value| {
            let target = target.as_str()?.parse().ok()?;
            Some(Terms { target, calendar: calendar.to_owned() })
        };
        let earlier = said.get("earlier").and_then(Value::as_object);
        let earlier = earlier
            .into_iter()
            .flatten()
            .filter_map(|(until, target)| Some((read_instant(until)?, terms(target))));
        let mut kept = Kept { terms: terms(said.get("target")?)?, earlier: earlier.collect() };
        kept.earlier.sort_by_key(|(until, _)| *until);
        Some(kept)
    }
}

/// Returns what the event that stops these clocks keeps; `None` where there are none.
pub fn kept<'r>(stopped: impl Iterator<Item = &'r Run>) -> Option<Value> {
    let all: Map<String, Value> = stopped.map(|run| (run.clock.to_string(), inputs(run))).collect();
    (!all.is_empty()).then_some(Value::Object(all))
}

fn inputs(run: &Run) -> Value {
    let mut inputs = json!({"target": run.terms.target.to_string(), "calendar": run.terms.calendar});
    let earlier = run.earlier.iter().map(|(until, terms)| {
        (write_instant(*until), json!(terms.as_ref().map(|terms| terms.target.to_string())))
    });
    let earlier: Map<String, Value> = earlier.collect();
    if !earlier.is_empty() {
        inputs["earlier"] = Value::Object(earlier);
    }
    inputs
}
