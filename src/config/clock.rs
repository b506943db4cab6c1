//! The clocks of a service level, and the moment one of them runs out.
//!
//! Nothing is counted here: this is the vocabulary that policies and objectives are written in.

use std::fmt;

use super::error::Finding;
use super::names::Kind;
use super::node::Node;
use super::span::{ClockSpan, SpanError};

/// What is being waited for. The first three are the customer's (ITIL 4, service level management); the last is the
/// team's own target for one support level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Clock {
    /// From creation to the first public reply.
    FirstResponse,
    /// From the oldest unanswered word of the requester to the next public reply.
    NextResponse,
    /// From creation to solved.
    Resolution,
    /// From the arrival at a support level to leaving it.
    Level,
}

pub(super) const CLOCKS: [(&str, Clock); 4] = [
    ("first_response", Clock::FirstResponse),
    ("next_response", Clock::NextResponse),
    ("resolution", Clock::Resolution),
    ("level", Clock::Level),
];

impl Clock {
    /// All of them, the customer's first.
    pub const ALL: [Clock; 4] = [Clock::FirstResponse, Clock::NextResponse, Clock::Resolution, Clock::Level];
}

impl fmt::Display for Clock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::FirstResponse => "first_response",
            Self::NextResponse => "next_response",
            Self::Resolution => "resolution",
            Self::Level => "level",
        })
    }
}

/// The moment at which a timed step is due: the breach of a clock, or some time of that clock after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Threshold {
    /// The clock that is breached.
    pub clock: Clock,
    /// How much more of the same clock has to pass.
    pub plus: Option<ClockSpan>,
}

const THRESHOLD: &str = "`breach of resolution`, or `breach of resolution + 2h`";

impl Threshold {
    /// Reads `breach of resolution + 2h`.
    pub(super) fn read(node: &Node) -> Result<Self, Finding> {
        let text = node.text(THRESHOLD)?;
        let (moment, plus) = match text.split_once('+') {
            Some((moment, plus)) => (moment, Some(plus)),
            None => (text.as_str(), None),
        };
        let words: Vec<&str> = moment.split_whitespace().collect();
        let ["breach", "of", clock @ ..] = words.as_slice() else {
            return Err(node.wrong(THRESHOLD));
        };
        let clock = clock_named(node, &clock.join("_"))?;
        let plus = plus.map(str::parse).transpose();
        let plus = plus.map_err(|error: SpanError| node.wrong(error.expected()))?;
        Ok(Self { clock, plus })
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "breach of {}", self.clock)?;
        self.plus.map_or(Ok(()), |plus| write!(formatter, " + {plus}"))
    }
}

fn clock_named(node: &Node, name: &str) -> Result<Clock, Finding> {
    let name = name.replace('-', "_");
    let found = CLOCKS.iter().find(|(known, _)| *known == name);
    found
        .map(|(_, clock)| *clock)
        .ok_or_else(|| node.error(node.unknown(Kind::Clock, &name, CLOCKS.iter().map(|(known, _)| *known))))
}

/// Reads a length of clock time.
pub(super) fn span(node: &Node) -> Result<ClockSpan, Finding> {
    let text = node.text(SpanError::Malformed.expected())?;
    text.parse().map_err(|error: SpanError| node.wrong(error.expected()))
}
