//! What is wrong with a desk, and mending what is safe to mend.
//!
//! [`check`] reads everything once (`survey`) and asks each kind of question of
//! it, a file each. [`fix`] turns the remedies into one act. Nothing that a
//! person wrote is ever lost by it.

mod drift;
mod files;
mod finding;
mod fix;
mod lines;
mod links;
mod places;
mod reading;
mod remedy;
mod state;
mod survey;
mod thread;
mod words;

pub use finding::{Finding, Problem};
pub use fix::{Fixed, fix};
pub use remedy::Remedy;

use super::OpsError;
use crate::desk::Desk;
use crate::desk::transaction::Mode;
use crate::model::Instant;
use survey::Survey;

/// Finds what is wrong with a desk, in the order of the files.
pub fn check(desk: &Desk, now: Instant, mode: Mode) -> Result<Vec<Finding>, OpsError> {
    let survey = Survey::read(desk, now, mode)?;
    let mut findings = Vec::new();
    reading::find(&survey, &mut findings);
    files::find(&survey, &mut findings);
    places::find(&survey, &mut findings);
    words::find(&survey, &mut findings);
    links::find(&survey, &mut findings);
    thread::find(&survey, &mut findings);
    drift::find(&survey, &mut findings);
    state::find(&survey, &mut findings);
    findings.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    Ok(findings)
}
