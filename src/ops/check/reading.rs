//! Files that cannot be read, or are read otherwise than they look.

use super::finding::{Finding, Problem};
use super::survey::Survey;
use crate::config::Warning;
use crate::desk::layout;
use crate::ops::OpsError;
use crate::ops::clocks::Clocks;

/// Finds what is broken, what is sloppy, and what is odd about `desk.yml`.
pub(super) fn find(survey: &Survey, findings: &mut Vec<Finding>) {
    findings.extend(survey.desk.warnings.iter().map(policy));
    findings.extend(Clocks::of(&survey.desk.config, survey.now).err().map(promise));
    for broken in &survey.broken {
        let problem = Problem::Broken { message: broken.fault.to_string(), mend: broken.fault.mend() };
        findings.push(Finding::new(&broken.path, problem).at(broken.fault.line()).of(&broken.id));
    }
    for found in survey.tickets.values() {
        for remark in &found.file.remarks {
            let problem = Problem::Remark { message: remark.to_string(), mend: remark.mend() };
            findings
                .push(Finding::new(found.place.path(), problem).at(Some(remark.line)).of(&found.place.id));
        }
    }
}

/// Says that the query of a policy under `sla` cannot be asked.
fn promise(error: OpsError) -> Finding {
    let mend = match &error {
        OpsError::Policy { problem, .. } => problem.hint(),
        _ => None,
    };
    let mend = mend.unwrap_or_else(|| "ask for fields, such as `type:incident`".to_owned());
    Finding::new(layout::POLICY, Problem::Policy { message: error.to_string(), mend })
}

fn policy(warning: &Warning) -> Finding {
    let problem = Problem::Policy { message: warning.problem.to_string(), mend: warning.hint() };
    Finding::new(layout::POLICY, problem).at(warning.line)
}
