//! How long something took: the shape of all figures of time.

use serde::Serialize;

use super::super::measure::{mean, percentile};
use super::Row;

/// How long something took, over some tickets.
#[derive(Debug, Default, Serialize)]
pub struct Times<'c> {
    /// How many.
    pub n: usize,
    /// The mean.
    pub mean_seconds: Option<i64>,
    /// Half took no longer.
    pub median_seconds: Option<i64>,
    /// Nine of ten took no longer.
    pub p90_seconds: Option<i64>,
    /// The tickets, each with its time.
    #[serde(skip)]
    pub rows: Vec<Row<'c>>,
}

impl<'c> FromIterator<Row<'c>> for Times<'c> {
    fn from_iter<I: IntoIterator<Item = Row<'c>>>(rows: I) -> Self {
        let rows = Vec::from_iter(rows);
        let mut seconds: Vec<i64> = rows.iter().filter_map(|row| row.seconds).collect();
        seconds.sort_unstable();
        Times {
            n: seconds.len(),
            mean_seconds: mean(&seconds),
            median_seconds: percentile(&seconds, 50),
            p90_seconds: percentile(&seconds, 90),
            rows,
        }
    }
}
