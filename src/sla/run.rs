//! The clocks of a ticket.

use chrono::TimeDelta;

use super::explain::Explained;
use super::kept::Kept;
use super::pauses::{Pauses, Stretch};
use super::schedule::Schedule;
use super::story::{Standstill, Stint, tell};
use crate::config::{Clock, ClockSpan, Config, Percent, Policy};
use crate::model::{Instant, Thread, Ticket};

/// What a clock runs under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// How much may elapse.
    pub target: ClockSpan,
    /// The name of the calendar to count in.
    pub calendar: String,
}

/// One clock, from its start to its stop or to now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What is waited for.
    pub clock: Clock,
    /// Which one of its kind, from 1: each word that waits for an answer and each stay at a level has its own.
    pub cycle: usize,
    /// The level, for the clock of one.
    pub level: Option<String>,
    /// When it started.
    pub start: Instant,
    /// When it stopped; `None` while it goes on.
    pub stop: Option<Instant>,
    /// When it stood still.
    pub pauses: Pauses,
    /// What it runs under, or ran when it stopped.
    pub terms: Terms,
    /// What it ran under before, and until when.
    pub earlier: Epochs,
    /// Working time outside of pauses, until its stop or now.
    pub elapsed: TimeDelta,
    /// When the target is used up; `None` while it stands still without a known end.
    pub due: Option<Instant>,
    /// When the target was exceeded. That stays so, whatever the target becomes.
    pub breached: Option<Instant>,
    /// The largest share to warn at that is used, while it goes on.
    pub warning: Option<Percent>,
    /// Where it stands.
    pub state: State,
    /// The end stopped it, and nobody had answered: it counts for compliance, and not as a time of response.
    pub is_unanswered: bool,
}

/// Where a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// It runs, also outside of working hours.
    Running,
    /// It runs, and a share to warn at is used.
    Warning,
    /// It stands still until somebody else acts.
    Paused,
    /// It has stopped in time.
    Met,
    /// The target is exceeded, whether it has stopped or not.
    Breached,
    /// The ticket was no matter of its own: merged, a duplicate, spam.
    Cancelled,
}

impl State {
    /// The states from good to bad.
    pub const ALL: [State; 6] =
        [State::Cancelled, State::Met, State::Paused, State::Running, State::Warning, State::Breached];

    /// Returns the state as written.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Running => "running",
            State::Warning => "warning",
            State::Paused => "paused",
            State::Met => "met",
            State::Breached => "breached",
            State::Cancelled => "cancelled",
        }
    }
}

impl Run {
    /// Tells whether it still goes on, paused or not.
    pub fn goes_on(&self) -> bool {
        self.stop.is_none() && self.state != State::Cancelled
    }

    /// Returns the share of the target that is used, in hundredths of a percent.
    pub fn used(&self) -> i64 {
        self.elapsed.num_milliseconds().saturating_mul(10) / self.terms.target.seconds()
    }

    /// Returns how much of the target is left; less than nothing once it is exceeded.
    pub fn left(&self) -> TimeDelta {
        target(&self.terms) - self.elapsed
    }
}

/// What counts the clocks of a desk: its policy, and its calendars ready to be counted in.
#[derive(Debug)]
pub struct Clockwork<'c> {
    config: &'c Config,
    /// By name; they are few, and asked for often.
    schedules: Vec<(&'c str, Schedule)>,
}

impl<'c> Clockwork<'c> {
    /// Prepares the calendars of a desk.
    pub fn new(config: &'c Config) -> Clockwork<'c> {
        let schedule = |(name, calendar): (&'c String, &crate::config::Calendar)| {
            (name.as_str(), Schedule::new(calendar.clone()))
        };
        Clockwork { config, schedules: config.calendars.iter().map(schedule).collect() }
    }

    /// Returns a calendar ready to be counted in.
    pub fn schedule(&self, name: &str) -> Option<&Schedule> {
        self.schedules.iter().find(|(known, _)| *known == name).map(|(_, schedule)| schedule)
    }

    /// Returns the clocks of a ticket, in the order of their starts: those that its policy has a target for, and
    /// those that ran under one when they stopped.
    pub fn runs(&self, policy: Option<&Policy>, ticket: &Ticket, thread: &Thread, now: Instant) -> Vec<Run> {
        self.told(policy, ticket, thread, now).0
    }

    /// Returns the clocks of a ticket, and when it stood still.
    pub fn told(
        &self,
        policy: Option<&Policy>,
        ticket: &Ticket,
        thread: &Thread,
        now: Instant,
    ) -> (Vec<Run>, Standstill) {
        let story = tell(self.config, ticket, thread, now);
        let counter = Counter { clockwork: self, policy, priorities: &story.priorities, now };
        let mut runs: Vec<Run> = story.stints.into_iter().filter_map(|stint| counter.run(stint)).collect();
        if story.is_cancelled {
            runs.iter_mut().for_each(|run| run.state = State::Cancelled);
        }
        runs.sort_by_key(|run| (run.start, run.clock, run.cycle));
        (runs, story.standstill)
    }

    /// Returns what makes the figure of a clock.
    pub fn explain(&self, run: &Run, now: Instant) -> Explained {
        let whole = Stretch::new(run.start, run.stop.unwrap_or(now));
        self.schedule(&run.terms.calendar)
            .map(|schedule| schedule.explain(whole, &run.pauses))
            .unwrap_or_default()
    }
}

/// What one ticket's clocks are counted with.
struct Counter<'a> {
    clockwork: &'a Clockwork<'a>,
    policy: Option<&'a Policy>,
    priorities: &'a [(Instant, Option<String>)],
    now: Instant,
}

/// Terms that held until an instant; `None` where nothing was promised.
pub type Epochs = Vec<(Instant, Option<Terms>)>;

impl Counter<'_> {
    /// Counts a clock; `None` where no target holds for it.
    fn run(&self, stint: Stint<'_>) -> Option<Run> {
        let end = stint.stop.unwrap_or(self.now);
        let (terms, earlier) = self.terms(&stint)?;
        let schedule = self.clockwork.schedule(&terms.calendar)?;
        let elapsed = schedule.elapsed(stint.start, end, &stint.pauses);
        let breached = self.breached(&stint, end, &earlier, &terms);
        let due = schedule.due(stint.start, target(&terms), &stint.pauses);
        let mut run = Run {
            clock: stint.clock,
            cycle: stint.cycle,
            level: stint.level,
            start: stint.start,
            stop: stint.stop,
            pauses: stint.pauses,
            terms,
            earlier,
            elapsed,
            due,
            breached,
            warning: None,
            state: State::Running,
            is_unanswered: stint.is_unanswered,
        };
        run.warning = self.warning(&run);
        run.state = self.state(&run);
        Some(run)
    }

    fn state(&self, run: &Run) -> State {
        match run.stop {
            _ if run.breached.is_some() => State::Breached,
            Some(_) => State::Met,
            None if run.pauses.at(self.now).is_some() => State::Paused,
            None if run.warning.is_some() => State::Warning,
            None => State::Running,
        }
    }

    fn warning(&self, run: &Run) -> Option<Percent> {
        let shares = self.policy.filter(|_| run.stop.is_none())?.warn_at.iter();
        shares.rev().find(|share| run.used() >= i64::from(share.hundredths())).copied()
    }

    /// Returns when the first of the targets that held was exceeded.
    fn breached(&self, stint: &Stint<'_>, end: Instant, earlier: &Epochs, last: &Terms) -> Option<Instant> {
        let mut from = stint.start;
        for (until, terms) in earlier {
            let breach = terms.as_ref().and_then(|terms| self.breach(stint, from, *until, terms));
            if breach.is_some() {
                return breach;
            }
            from = *until;
        }
        self.breach(stint, from, end, last)
    }

    /// Returns when the target of a part of a clock was exceeded: when it was used up, or at the beginning of the part
    /// if it was already.
    fn breach(&self, stint: &Stint<'_>, from: Instant, to: Instant, terms: &Terms) -> Option<Instant> {
        let schedule = self.clockwork.schedule(&terms.calendar)?;
        if schedule.elapsed(stint.start, to, &stint.pauses) <= target(terms) {
            return None;
        }
        schedule.due(stint.start, target(terms), &stint.pauses).map(|due| due.max(from))
    }

    /// Returns the terms that hold at the end of a clock, and those before. What the event kept that stopped it, is
    /// what it ran under; the rest is the present policy's, by the priorities that the ticket had.
    fn terms(&self, stint: &Stint<'_>) -> Option<(Terms, Epochs)> {
        let (mut epochs, mut since) = (Epochs::new(), stint.start);
        for (at, sla) in &stint.kept {
            if let Some(kept) = Kept::read(sla, stint.clock).filter(|kept| self.knows(&kept.terms)) {
                epochs.extend(kept.earlier.into_iter().filter(|(until, _)| *until > since));
                epochs.push((*at, Some(kept.terms)));
                since = *at;
            }
        }
        if epochs.is_empty() || stint.stop != Some(since) {
            // While it was done nothing was promised.
            let done = stint.pauses.at(since).filter(|_| !epochs.is_empty());
            epochs.extend(done.map(|done| (done.to, None)));
            epochs.extend(self.by_policy(stint, since));
        }
        let terms = epochs.pop()?.1?;
        epochs.dedup_by(|next, last| {
            let is_same = next.1 == last.1;
            last.0 = if is_same { next.0 } else { last.0 };
            is_same
        });
        epochs.pop_if(|(_, last)| last.as_ref() == Some(&terms));
        Some((terms, epochs))
    }

    /// Returns the targets of the policy since an instant, one for each priority that the ticket had.
    fn by_policy(&self, stint: &Stint<'_>, since: Instant) -> Epochs {
        let end = stint.stop.unwrap_or(Stretch::ENDLESS);
        let untils = self.priorities.iter().skip(1).map(|(at, _)| *at).chain([Stretch::ENDLESS]);
        let lived = self
            .priorities
            .iter()
            .zip(untils)
            .filter(|((from, _), until)| *until > since && (*from < end || *from <= stint.start));
        lived
            .map(|((_, priority), until)| (until.min(end), self.promised(stint, priority.as_deref())))
            .collect()
    }

    fn promised(&self, stint: &Stint<'_>, priority: Option<&str>) -> Option<Terms> {
        let (policy, priority) = (self.policy?, priority.unwrap_or_default());
        let target = match &stint.level {
            Some(level) => policy.levels.get(level).copied(),
            None => policy.target(priority, stint.clock),
        };
        Some(Terms { target: target?, calendar: policy.calendar_for(priority).to_owned() })
    }

    fn knows(&self, terms: &Terms) -> bool {
        self.clockwork.schedule(&terms.calendar).is_some()
    }
}

fn target(terms: &Terms) -> TimeDelta {
    TimeDelta::seconds(terms.target.seconds())
}
