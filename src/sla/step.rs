//! Timed steps of a policy: when each is due, and what it is called in every clone.

use chrono::TimeDelta;
use sha2::{Digest, Sha256};

use super::run::{Clockwork, Run, State};
use crate::config::{EscalationStep, Policy};
use crate::model::{ID_ALPHABET, Instant, TicketId};

/// A step of a policy whose moment has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueStep<'p> {
    /// The step.
    pub step: &'p EscalationStep,
    /// The clock that it hangs on.
    pub run: Run,
    /// When its moment came.
    pub at: Instant,
}

impl Clockwork<'_> {
    /// Returns the steps of a policy whose moment has come, oldest first: a clock was breached, and so much more of
    /// its time has passed before it stopped.
    pub fn due_steps<'p>(&self, policy: &'p Policy, runs: &[Run], now: Instant) -> Vec<DueStep<'p>> {
        let mut due: Vec<DueStep<'p>> = Vec::new();
        for step in &policy.escalate {
            let runs =
                runs.iter().filter(|run| run.clock == step.after.clock && run.state == State::Breached);
            due.extend(runs.filter_map(|run| {
                let at = self.moment(step, run)?;
                (at <= run.stop.unwrap_or(now)).then(|| DueStep { step, run: run.clone(), at })
            }));
        }
        due.sort_by_key(|due| due.at);
        due
    }

    fn moment(&self, step: &EscalationStep, run: &Run) -> Option<Instant> {
        let breached = run.breached?;
        let Some(plus) = step.after.plus else { return Some(breached) };
        let schedule = self.schedule(&run.terms.calendar)?;
        schedule.due(breached, TimeDelta::seconds(plus.seconds()), &run.pauses)
    }
}

/// Returns the name of a timed step in file names, the same in every clone: the end of a hash of the ticket, the
/// clock, which one of its kind, and what is done.
pub fn step_name(ticket: &TicketId, clock: &str, cycle: usize, step: &str) -> String {
    let digest = Sha256::digest(format!("{ticket}\n{clock}\n{cycle}\n{step}"));
    let letter = |byte: &u8| char::from(ID_ALPHABET[usize::from(*byte) % ID_ALPHABET.len()]);
    digest.iter().take(NAME_LENGTH).map(letter).collect()
}

/// Letters of a name: random entries have four, so that no two of one millisecond meet.
const NAME_LENGTH: usize = 8;
