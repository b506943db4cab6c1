//! What the event that stops a clock says of it: the inputs it ran under, and no figure.
//!
//! `sla: {resolution: {target: 8h, calendar: office}}`. So a later change of policy does not rewrite history. What the
//! clock ran under before, under another priority, is an input too: `earlier` says it, each by the time until which
//! it held; `null` where nothing was promised.

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
        let earlier = said.get("earlier").and_then(Value::as_object);
        let earlier = earlier.into_iter().flatten();
        let mut earlier: Epochs =
            earlier.filter_map(|(until, inputs)| Some((read_instant(until)?, terms(inputs)))).collect();
        earlier.sort_by_key(|(until, _)| *until);
        Some(Kept { terms: terms(said)?, earlier })
    }
}

fn terms(inputs: &Value) -> Option<Terms> {
    let target = inputs.get("target")?.as_str()?.parse().ok()?;
    Some(Terms { target, calendar: inputs.get("calendar")?.as_str()?.to_owned() })
}

/// Returns what the event that stops these clocks keeps; `None` where there are none.
pub fn kept<'r>(stopped: impl Iterator<Item = &'r Run>) -> Option<Value> {
    let all: Map<String, Value> = stopped.map(|run| (run.clock.to_string(), kept_of(run))).collect();
    (!all.is_empty()).then_some(Value::Object(all))
}

fn kept_of(run: &Run) -> Value {
    let mut kept = inputs(&run.terms);
    let earlier = run.earlier.iter();
    let earlier = earlier.map(|(until, terms)| (write_instant(*until), json!(terms.as_ref().map(inputs))));
    let earlier: Map<String, Value> = earlier.collect();
    if !earlier.is_empty() {
        kept["earlier"] = Value::Object(earlier);
    }
    kept
}

fn inputs(terms: &Terms) -> Value {
    json!({"target": terms.target.to_string(), "calendar": terms.calendar})
}
