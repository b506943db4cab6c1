//! The only place that asks the time, and for randomness.

use chrono::{SubsecRound, Utc};

use crate::model::{Instant, read_instant};

/// Sets the time, for tests and for repeatable demonstrations: RFC 3339.
pub const NOW: &str = "DESK_NOW";

/// Sets the seed of new names, for the same.
pub const SEED: &str = "DESK_SEED";

/// What time it is, and whether somebody fixed it.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// The present instant, to the millisecond.
    pub now: Instant,
    /// The time was fixed, so commits carry it too.
    pub is_fixed: bool,
    /// The seed of new names, where it was fixed.
    pub seed: Option<u64>,
}

impl Clock {
    /// Reads the system's clock, unless the environment fixes it.
    pub fn read() -> Clock {
        let fixed = std::env::var(NOW).ok().and_then(|text| read_instant(&text));
        let seed = std::env::var(SEED).ok().and_then(|text| text.parse().ok());
        Clock { now: fixed.unwrap_or_else(|| Utc::now().trunc_subsecs(3)), is_fixed: fixed.is_some(), seed }
    }
}
