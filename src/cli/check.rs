use clap::Args;

use super::Context;
use crate::desk::Desk;
use crate::desk::resolve::Purpose;
use crate::error::{ExitCode, Failure};
use crate::model::TicketId;
use crate::ops::check::{Checked, Finding, Mended, check, mend};
use crate::render::Line;
use crate::ui::style;
use crate::view;

/// Find what is wrong with the desk
///
/// Each finding says where, what, and how to mend it. The exit code is 1 where
/// there are findings. With `--fix` whatever is safe to mend is mended, in one
/// commit: acts that were killed are finished, missing events are written, and
/// what is written but not committed is committed.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Only these tickets
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Mend what is safe to mend, and commit it
    #[arg(long)]
    fix: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs `check`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    // What is odd about desk.yml is a finding here, and not a warning on the way.
    let desk = Desk::open(&context.from, context.globals.desk.as_deref())?;
    let mut only: Vec<TicketId> = Vec::new();
    for id in &arguments.ids {
        only.push(context.place(&desk, id, Purpose::Look)?.id);
    }
    if arguments.fix {
        let mended = mend(&context.writer(&desk)?, &only)?;
        report_mended(context, &desk, &mended);
    }
    let mode = context.options(desk.ground.repository.as_ref())?.mode;
    let checked = check(&desk, context.clock.now, mode, &only)?;
    let findings = &checked.findings;
    if arguments.json {
        let item = |finding: &Finding| view::finding::json(finding, &shown(context, &desk, finding));
        let items = findings.iter().map(item).collect();
        context.ui.data(format!("{}\n", view::items(items)))?;
    } else {
        context.ui.page();
        for finding in findings {
            context.ui.line(line(context, &desk, finding))?;
        }
    }
    context.ui.say(count(&checked));
    match findings.is_empty() {
        true => Ok(()),
        false => Err(Failure::new(ExitCode::Findings, "")),
    }
}

fn report_mended(context: &mut Context, desk: &Desk, mended: &Mended) {
    if let Some(recovered) = &mended.recovered {
        context.ui.say(format!("an act was killed: {recovered}"));
    }
    for finding in &mended.findings {
        let line = Line::styled("mended ", style::SUCCESS);
        let place = place(context, desk, finding);
        context.ui.say(line.plain(&format!("{place}: {}", finding.problem)));
    }
    context.report_receipt(&mended.receipt);
}

pub(super) fn line(context: &Context, desk: &Desk, finding: &Finding) -> Line {
    let place = place(context, desk, finding);
    Line::styled(&place, style::HEADING)
        .plain(&format!(": {}; ", finding.problem))
        .paint(&finding.mend(), style::DIM)
}

fn place(context: &Context, desk: &Desk, finding: &Finding) -> String {
    let line = finding.line.map(|line| format!(":{line}")).unwrap_or_default();
    format!("{}{line}", shown(context, desk, finding))
}

pub(super) fn shown(context: &Context, desk: &Desk, finding: &Finding) -> String {
    desk.shown(&context.from, &finding.path)
}

fn count(checked: &Checked) -> String {
    let findings = &checked.findings;
    if findings.is_empty() {
        let (tickets, entries) = (of(checked.tickets, "ticket", "s"), of(checked.entries, "entr", "ies"));
        return format!("nothing found in {tickets} and {entries}");
    }
    let mut files: Vec<&str> = findings.iter().map(|finding| finding.path.as_str()).collect();
    files.dedup();
    let fixable = findings.iter().filter(|finding| finding.is_fixable()).count();
    let hint = match fixable {
        0 => String::new(),
        fixable => format!("; {fixable} can be mended by `git desk check --fix`"),
    };
    format!("{} in {}{hint}", of(findings.len(), "finding", "s"), of(files.len(), "file", "s"))
}

/// Counts things: `1 entry`, `2 entries`.
fn of(count: usize, stem: &str, many: &str) -> String {
    let one = if stem == "entr" { "y" } else { "" };
    format!("{count} {stem}{}", if count == 1 { one } else { many })
}
