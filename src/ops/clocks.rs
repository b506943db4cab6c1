//! The clocks of tickets under the policies of the desk: the first policy whose query fits a ticket is its own.
//!
//! A policy is asked of what a ticket's file and thread say, so that its clocks are the same wherever they are looked
//! at. It cannot ask for words of the text, for other tickets, or for what clocks themselves decide.

use crate::config::{Clock, Config, Policy};
use crate::model::{Entry, Field, Instant, Stamp, Thread, Ticket, Value};
use crate::query::{self, Fact, Phrase, Plan, Subject, Terms, Values};
use crate::sla::{self, Clockwork, DueStep, Explained, Run, State};

use super::{OpsError, find, people};

/// The policies of a desk, ready to be asked, and what counts their clocks.
#[derive(Debug)]
pub struct Clocks<'c> {
    config: &'c Config,
    now: Instant,
    clockwork: Clockwork<'c>,
    policies: Vec<(Plan<'c>, &'c Policy)>,
}

impl<'c> Clocks<'c> {
    /// Gives the queries of the policies their meaning.
    pub fn of(config: &'c Config, now: Instant) -> Result<Clocks<'c>, OpsError> {
        let policies = config.sla.iter().map(|policy| Ok((plan(config, now, policy)?, policy)));
        let policies = policies.collect::<Result<_, OpsError>>()?;
        Ok(Clocks { config, now, clockwork: Clockwork::new(config), policies })
    }

    /// Returns the policy of a ticket.
    pub fn policy(&self, ticket: &Ticket, thread: &Thread) -> Option<&'c Policy> {
        let asked = Asked { config: self.config, ticket, thread };
        self.policies.iter().find(|(plan, _)| plan.matches(&asked)).map(|(_, policy)| *policy)
    }

    /// Returns what counts the clocks.
    pub fn clockwork(&self) -> &Clockwork<'c> {
        &self.clockwork
    }

    /// Tells whether nothing is promised to anybody.
    pub fn is_idle(&self) -> bool {
        self.policies.is_empty()
    }

    /// Returns how a ticket stands with its clocks. Where nothing is promised, its thread is not asked for.
    pub fn standing<'t>(&self, ticket: &'t Ticket, thread: impl FnOnce() -> &'t Thread) -> Standing {
        if self.is_idle() {
            return Standing::default();
        }
        Standing::of(&self.runs(ticket, thread()))
    }

    /// Returns the clocks of a ticket as they stand now.
    pub fn runs(&self, ticket: &Ticket, thread: &Thread) -> Vec<Run> {
        self.runs_at(ticket, thread, self.now)
    }

    /// Returns the clocks of a ticket as they stand at an instant.
    pub fn runs_at(&self, ticket: &Ticket, thread: &Thread, now: Instant) -> Vec<Run> {
        self.clockwork.runs(self.policy(ticket, thread), ticket, thread, now)
    }

    /// Returns what an entry keeps of the clocks that it stops: those that went on before and do not go on after it.
    pub fn kept(&self, (before, after): (&Ticket, &Ticket), thread: &Thread, entry: &Entry) -> Option<Value> {
        if self.is_idle() {
            return None;
        }
        let stamp = Stamp::next(entry.at, thread.last_stamp(), NEXT.to_owned());
        let placed = thread.placed().iter().cloned().chain([(stamp, entry.clone())]);
        let went_on = self.runs_at(before, thread, entry.at);
        let now = self.runs_at(after, &Thread::new(placed.collect()), entry.at);
        let is_same = |one: &Run, other: &Run| (one.clock, one.cycle) == (other.clock, other.cycle);
        let has_stopped = |run: &&Run| {
            run.stop.is_some() && went_on.iter().any(|before| before.stop.is_none() && is_same(before, run))
        };
        sla::kept(now.iter().filter(has_stopped))
    }

    /// Returns the timed steps of a ticket whose moment has come, oldest first.
    pub fn due_steps(&self, ticket: &Ticket, thread: &Thread) -> Vec<DueStep<'c>> {
        let Some(policy) = self.policy(ticket, thread).filter(|policy| !policy.escalate.is_empty()) else {
            return Vec::new();
        };
        let runs = self.clockwork.runs(Some(policy), ticket, thread, self.now);
        self.clockwork.due_steps(policy, &runs, self.now)
    }

    /// Returns what makes the figure of a clock.
    pub fn explain(&self, run: &Run) -> Explained {
        self.clockwork.explain(run, self.now)
    }
}

/// The end of the stamp of an entry that has none yet.
const NEXT: &str = "next";

/// How a ticket stands with its clocks: those of its requester. What a level promises is the team's own matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The worst of what they have come to; `None` where there are none.
    pub state: Option<State>,
    /// When the next of them is due that goes on.
    pub due: Option<Instant>,
    /// One that goes on is breached.
    pub is_breached: bool,
}

impl Standing {
    /// Sums clocks up.
    pub fn of(runs: &[Run]) -> Standing {
        let promised = || runs.iter().filter(|run| run.clock != Clock::Level);
        let going = || promised().filter(|run| run.goes_on());
        Standing {
            state: promised()
                .map(|run| run.state)
                .max_by_key(|state| State::ALL.iter().position(|known| known == state)),
            due: going().filter_map(|run| run.due).min(),
            is_breached: going().any(|run| run.state == State::Breached),
        }
    }
}

fn plan<'c>(config: &'c Config, now: Instant, policy: &Policy) -> Result<Plan<'c>, OpsError> {
    let wrong = |problem| OpsError::Policy { when: policy.when.clone(), problem: Box::new(problem) };
    let subject = Subject::Tickets;
    let terms = Terms { config, now, me: None, in_use: &|_: &Field| Default::default(), subject };
    let query = query::parse(&policy.when).map_err(wrong)?;
    let plan = query::resolve(&query, &terms).map_err(wrong)?;
    let needs = plan.needs();
    if needs.text || needs.body || needs.others || needs.clocks {
        return Err(OpsError::PolicyAsks { when: policy.when.clone() });
    }
    Ok(plan)
}

/// A ticket as a policy sees it.
struct Asked<'t> {
    config: &'t Config,
    ticket: &'t Ticket,
    thread: &'t Thread,
}

impl query::Record for Asked<'_> {
    fn value(&self, field: &Field) -> Values<'_> {
        match field {
            Field::Priority => self.config.priority_of(self.ticket).map_or(Values::None, Values::Text),
            field => Values::of(self.ticket, field),
        }
    }

    fn updated(&self) -> Instant {
        find::updated(self.ticket, self.thread)
    }

    fn closed(&self) -> Option<Instant> {
        find::closed(self.config, self.ticket, self.thread)
    }

    fn is(&self, fact: Fact) -> bool {
        match fact {
            Fact::Unanswered => people::is_unanswered(self.config, self.ticket, self.thread),
            Fact::Reopened => find::is_reopened(self.config, self.thread),
            Fact::Escalated => find::is_escalated(self.config, self.thread),
            // Not for a policy to ask.
            Fact::Blocked | Fact::Overdue => false,
        }
    }

    fn sla(&self) -> Option<State> {
        None
    }

    fn holds(&self, _: &Phrase) -> bool {
        false
    }
}
