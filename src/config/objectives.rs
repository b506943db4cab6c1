//! Objectives: the share of tickets that has to be in time, over a period of a report.

use super::clock::{CLOCKS, Clock, span};
use super::error::Finding;
use super::names::Kind;
use super::node::Node;
use super::percent::{PERCENT, Percent};
use super::span::ClockSpan;

/// Such a share of tickets has to be within such a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Objective {
    /// The clock that is looked at.
    pub clock: Clock,
    /// How its time is counted.
    pub time: TimeKind,
    /// The time to stay within.
    pub within: ClockSpan,
    /// The share of tickets that has to.
    pub at_least: Percent,
}

/// How time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TimeKind {
    /// By the clock on the wall, nights and weekends included.
    #[default]
    Real,
    /// Working time of the ticket's calendar, less pauses.
    Working,
}

pub(super) const TIMES: [(&str, TimeKind); 2] = [("real", TimeKind::Real), ("working", TimeKind::Working)];

const OBJECTIVE: &str = "an objective such as `{clock: resolution, time: real, within: 8h, at_least: 70%}`";

/// Reads `objectives`.
pub(super) fn read(node: Option<Node>) -> Result<Vec<Objective>, Finding> {
    let items = node.map(|node| node.items(OBJECTIVE)).transpose()?.unwrap_or_default();
    items.iter().map(objective).collect()
}

fn objective(node: &Node) -> Result<Objective, Finding> {
    node.expect_keys(&["clock", "time", "within", "at_least"], OBJECTIVE)?;
    let needed = |key, expected| node.get(key).ok_or_else(|| node.missing(key, expected));
    Ok(Objective {
        clock: needed("clock", "a clock, such as `clock: resolution`")?
            .choice(Kind::Clock, customer_clocks())?,
        time: node.optional("time", |time| time.choice(Kind::Time, &TIMES))?.unwrap_or_default(),
        within: span(&needed("within", "a time, such as `within: 8h`")?)?,
        at_least: needed("at_least", "a share, such as `at_least: 70%`")?.parse(PERCENT, Percent::parse)?,
    })
}

/// Returns the clocks that customers see: an objective is not about the stay at one level.
fn customer_clocks() -> &'static [(&'static str, Clock)] {
    CLOCKS.split_last().map_or(&[], |(_, clocks)| clocks)
}
