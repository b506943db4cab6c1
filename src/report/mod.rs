//! Figures that people can trust: what a desk did in a period, counted from the files alone.
//!
//! Values in, values out: the tickets, the period and the instant that a report is made for are given, so that the same
//! commit, period and instant give the same figures everywhere.
//!
//! 1. [`Period`] is the stretch of time, in the desk's zone.
//! 2. [`as_of`] takes a ticket back to an instant; [`Maker`] makes a [`Case`] of it: what became of it until then, as its thread tells (`story`).
//! 3. [`figures`] count cases, each kind in a file of its own, beside what defines it; `measure` rounds.
//! 4. [`Report`] is the figures of a period, and of those before.
//! 5. [`definitions`] and [`explain`] say how each figure is counted; [`Limit`] holds one against a bound.
//!
//! How a report is laid out is told by `view/report`, and how that looks by `render`.

mod article;
mod case;
mod definition;
pub mod figures;
mod flat;
mod limit;
mod measure;
mod period;
mod story;
#[cfg(test)]
mod tests;

use rayon::prelude::*;
use serde::Serialize;

use crate::config::Config;
use crate::model::{Instant, write_instant};
use crate::sla::Clockwork;
use figures::{Core, Detail, Followed, Row, Scope};

pub use article::Article;
pub use case::{Case, Cases, Held, Maker, Verdict, as_of, is_left_out};
pub use definition::{Definition, Unit, definitions, explain};
pub use flat::{Flat, flat};
pub use limit::{Bound, Limit, LimitError};
pub use measure::Rate;
pub use period::{Period, PeriodError, beginning};
pub use story::{LevelChange, Move, Spent};

/// What is to be reported.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The period.
    pub period: Period,
    /// The instant that the report is made for: nothing after it is seen.
    pub as_of: Instant,
    /// The query that narrows it, as it was written.
    pub query: Option<String>,
    /// How many periods before are told.
    pub trend: usize,
}

/// The figures of a period, and of those before.
#[derive(Debug, Serialize)]
pub struct Report<'c> {
    /// The period.
    pub period: Period,
    /// The instant that it is made for.
    #[serde(serialize_with = "instant")]
    pub as_of: Instant,
    /// The query that narrows it.
    pub query: Option<String>,
    /// The figures that can be compared with those of the periods before.
    #[serde(flatten)]
    pub core: Core<'c>,
    /// The others.
    #[serde(flatten)]
    pub detail: Detail<'c>,
    /// The periods before, the oldest first.
    pub trend: Vec<Past<'c>>,
}

/// The figures of a period before.
#[derive(Debug, Serialize)]
pub struct Past<'c> {
    /// The period.
    pub period: Period,
    /// Its figures.
    #[serde(flatten)]
    pub core: Core<'c>,
}

impl<'c> Report<'c> {
    /// Counts the figures of some tickets.
    pub fn count(
        config: &'c Config,
        clockwork: &'c Clockwork<'c>,
        cases: &'c Cases<'c>,
        asked: &Asked,
    ) -> Report<'c> {
        let scope = |period: Period| Scope::new(config, clockwork, cases, period, asked.as_of);
        let before = std::iter::successors(asked.period.before(), Period::before).take(asked.trend);
        let past = |period: Period| Past { core: Core::count(&scope(period.clone())), period };
        let mut before: Vec<Period> = before.collect();
        before.reverse();
        let present = || {
            let here = scope(asked.period.clone());
            let core = Core::count(&here);
            let detail = Detail::count(&here, &core);
            (core, detail)
        };
        let trend = || before.into_par_iter().map(past).collect();
        let ((core, detail), trend) = rayon::join(present, trend);
        Report {
            period: asked.period.clone(),
            as_of: asked.as_of,
            query: asked.query.clone(),
            detail,
            core,
            trend,
        }
    }

    /// Returns the period before, where it was asked for.
    pub fn before(&self) -> Option<&Past<'c>> {
        self.trend.last()
    }

    /// Names the tickets behind each figure, in the order of the figures.
    pub fn rows(&self) -> Vec<(String, Vec<Row<'c>>)> {
        let mut rows = Vec::new();
        let mut put = |key: &str, of_key: &[Row<'c>]| rows.push((key.to_owned(), of_key.to_vec()));
        self.core.follow(&mut put);
        self.detail.follow(&mut put);
        rows
    }

    /// Names the tickets behind a figure or a group of figures; `None` where there is none of that key.
    pub fn rows_of(&self, key: &str) -> Option<Vec<(String, Vec<Row<'c>>)>> {
        let all = self.rows();
        let named = |name: &str| {
            let is_beneath = |known: &str| {
                known.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            // Figures of time come of the tickets of their group, not of those beneath it.
            let is_exact = all.iter().any(|(known, _)| known == name);
            let is_meant = |known: &String| if is_exact { known == name } else { is_beneath(known) };
            let found: Vec<_> = all.iter().filter(|(known, _)| is_meant(known)).cloned().collect();
            Some(found).filter(|found| !found.is_empty())
        };
        let is_defined = explain(key).is_ok();
        let mut groups = std::iter::successors(Some(key), |key| key.rsplit_once('.').map(|(group, _)| group))
            .take_while(|name| is_defined || *name == key);
        groups.find_map(named)
    }
}

fn instant<S: serde::Serializer>(instant: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
    write_instant(*instant).serialize(serializer)
}
