//! Service levels: which target holds for which ticket, when to warn, and what a breach sets off.
//!
//! Policies are tried in order, and the first whose query matches a ticket is its policy (ITIL 4, service level
//! management). Nothing is counted here.

use indexmap::IndexMap;

use super::calendar::Calendar;
use super::clock::{Clock, Threshold, span};
use super::error::{Finding, Problem};
use super::levels::Level;
use super::names::Kind;
use super::node::Node;
use super::percent::{PERCENT, Percent};
use super::priority::PriorityMatrix;
use super::span::ClockSpan;

/// A promise about the tickets that a query matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The query, as it is written; empty matches every ticket.
    pub when: String,
    /// The name of the calendar that its clocks run in.
    pub calendar: String,
    /// Priority → targets.
    pub targets: IndexMap<String, Targets>,
    /// Shares of a target at which to warn, rising.
    pub warn_at: Vec<Percent>,
    /// Level → internal target for each stay at it.
    pub levels: IndexMap<String, ClockSpan>,
    /// Timed steps, in the order of the file.
    pub escalate: Vec<EscalationStep>,
}

impl Policy {
    /// Returns the target of one of the customer's clocks; the clock of a level has its own, in `levels`.
    pub fn target(&self, priority: &str, clock: Clock) -> Option<ClockSpan> {
        let targets = self.targets.get(priority)?;
        match clock {
            Clock::FirstResponse => targets.first_response,
            Clock::NextResponse => targets.next_response,
            Clock::Resolution => targets.resolution,
            Clock::Level => None,
        }
    }

    /// Returns the name of the calendar that counts for a priority.
    pub fn calendar_for(&self, priority: &str) -> &str {
        let own = self.targets.get(priority).and_then(|targets| targets.calendar.as_deref());
        own.unwrap_or(&self.calendar)
    }
}

/// What is promised for one priority. A clock without a target does not run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Targets {
    /// From creation to the first public reply.
    pub first_response: Option<ClockSpan>,
    /// From an unanswered word of the requester to the next public reply.
    pub next_response: Option<ClockSpan>,
    /// From creation to solved.
    pub resolution: Option<ClockSpan>,
    /// The name of the calendar to count in, instead of the policy's.
    pub calendar: Option<String>,
}

/// A timed escalation: to this level, once that moment has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EscalationStep {
    /// When it is due.
    pub after: Threshold,
    /// The name of the level to go to.
    pub to: String,
}

/// What a policy may refer to.
pub(super) struct Known<'a> {
    pub(super) calendars: &'a IndexMap<String, Calendar>,
    pub(super) priority: &'a PriorityMatrix,
    pub(super) levels: &'a [Level],
}

impl Known<'_> {
    fn calendar(&self, node: &Node) -> Result<String, Finding> {
        node.one_of(Kind::Calendar, self.calendars.keys().map(String::as_str))
    }

    fn level_names(&self) -> impl Iterator<Item = &str> {
        self.levels.iter().map(|level| level.name.as_str())
    }
}

const POLICY: &str = "a policy with `when`, `calendar` and `targets`";
const TARGETS: &str = "targets by priority, such as `P1: {first_response: 30m, resolution: 4h}`";
const TARGET: &str = "targets such as `{first_response: 30m, resolution: 4h}`";
const STEP: &str = "a step such as `{after: \"breach of resolution\", to: N2}`";

/// Reads `sla`.
pub(super) fn read(node: Option<Node>, known: &Known) -> Result<Vec<Policy>, Finding> {
    let Some(node) = node else {
        return Ok(Vec::new());
    };
    if !node.is_list() {
        return Err(node.misshapen("a list of policies, each beginning with `- when:`"));
    }
    node.items(POLICY)?.iter().map(|item| policy(item, known)).collect()
}

fn policy(node: &Node, known: &Known) -> Result<Policy, Finding> {
    node.expect_keys(&["when", "calendar", "targets", "warn_at", "levels", "escalate"], POLICY)?;
    let first_calendar = || known.calendars.keys().next().cloned().unwrap_or_default();
    Ok(Policy {
        when: node.optional("when", |when| when.text("a query"))?.unwrap_or_default(),
        calendar: node.optional("calendar", |name| known.calendar(name))?.unwrap_or_else(first_calendar),
        targets: node.optional("targets", |targets| all_targets(targets, known))?.unwrap_or_default(),
        warn_at: node.optional("warn_at", warn_at)?.unwrap_or_else(|| vec![Percent::new(75)]),
        levels: node.optional("levels", |levels| level_targets(levels, known))?.unwrap_or_default(),
        escalate: node.optional("escalate", |steps| escalation(steps, known))?.unwrap_or_default(),
    })
}

fn all_targets(node: &Node, known: &Known) -> Result<IndexMap<String, Targets>, Finding> {
    let priorities = known.priority.priorities();
    let mut all = IndexMap::new();
    for (priority, entry) in node.entries(TARGETS)? {
        check_name(&entry, Kind::Priority, &priority, &priorities)?;
        all.insert(priority, targets(&entry, known)?);
    }
    Ok(all)
}

fn targets(node: &Node, known: &Known) -> Result<Targets, Finding> {
    node.expect_keys(&["first_response", "next_response", "resolution", "calendar"], TARGET)?;
    let target = |clock| node.get(clock).map(|target| span(&target)).transpose();
    Ok(Targets {
        first_response: target("first_response")?,
        next_response: target("next_response")?,
        resolution: target("resolution")?,
        calendar: node.optional("calendar", |name| known.calendar(name))?,
    })
}

fn warn_at(node: &Node) -> Result<Vec<Percent>, Finding> {
    let share = |item: &Node| item.parse(PERCENT, Percent::parse);
    let mut shares = node.items(PERCENT)?.iter().map(share).collect::<Result<Vec<_>, _>>()?;
    shares.sort_unstable();
    shares.dedup();
    Ok(shares)
}

fn level_targets(node: &Node, known: &Known) -> Result<IndexMap<String, ClockSpan>, Finding> {
    let names: Vec<&str> = known.level_names().collect();
    let mut targets = IndexMap::new();
    for (level, entry) in node.entries("internal targets by level, such as `{N1: 2h}`")? {
        check_name(&entry, Kind::Level, &level, &names)?;
        targets.insert(level, span(&entry)?);
    }
    Ok(targets)
}

fn escalation(node: &Node, known: &Known) -> Result<Vec<EscalationStep>, Finding> {
    let step = |item: &Node| {
        item.expect_keys(&["after", "to"], STEP)?;
        let after = item
            .get("after")
            .ok_or_else(|| item.missing("after", "a moment, such as `after: \"breach of resolution\"`"))?;
        let to = item.get("to").ok_or_else(|| item.missing("to", "a level, such as `to: N2`"))?;
        Ok(EscalationStep {
            after: Threshold::read(&after)?,
            to: to.one_of(Kind::Level, known.level_names())?,
        })
    };
    if !node.is_list() {
        return Err(node.misshapen("a list of steps, such as `- {after: \"breach of resolution\", to: N2}`"));
    }
    node.items(STEP)?.iter().map(step).collect()
}

/// Checks a key that has to be one of the desk's own names.
fn check_name(node: &Node, kind: Kind, name: &str, known: &[&str]) -> Result<(), Finding> {
    if known.contains(&name) {
        return Ok(());
    }
    let problem: Problem = node.unknown(kind, name, known.iter().copied());
    Err(node.error(problem))
}
