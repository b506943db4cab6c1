//! What a merge could not decide, and left in the file for a person.

use super::finding::{Finding, Problem};
use super::survey::Survey;
use crate::desk::layout;
use crate::merge::{self, text};

/// Finds texts of two people beside each other, and keys of the policy of which one value is in a remark.
pub(super) fn find(survey: &Survey, findings: &mut Vec<Finding>) {
    for found in survey.tickets.values().filter(|found| text::has_overlap(&found.file.ticket.body)) {
        let line = found.file.text.lines().position(|line| line.starts_with("<<<<<<< "));
        let finding = Finding::new(found.place.path(), Problem::Overlap).at(line.map(|line| line + 1));
        findings.push(finding.of(&found.place.id));
    }
    let policy = survey.desk.read(layout::POLICY).unwrap_or_default();
    let lines = policy.lines().enumerate().filter(|(_, line)| *line == merge::OTHER_SIDE);
    let finding = |(at, _): (usize, &str)| Finding::new(layout::POLICY, Problem::OtherSide).at(Some(at + 1));
    findings.extend(lines.map(finding));
}
