use clap::Args;
use serde_json::{Map, Value, json};

use super::Context;
use crate::desk::Desk;
use crate::desk::resolve::Purpose;
use crate::desk::transaction::Mode;
use crate::error::{ExitCode, Failure};
use crate::ops::check::{Finding, check, fix};
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
    #[arg(long, conflicts_with = "ids")]
    fix: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs `check`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = Desk::open(&context.from, context.globals.desk.as_deref())?;
    let mode = match &desk.ground.repository {
        Some(repository) => context.options(Some(repository))?.mode,
        None => Mode::None,
    };
    if arguments.fix {
        mend(context, &desk)?;
    }
    let mut findings = check(&desk, context.clock.now, mode)?;
    if !arguments.ids.is_empty() {
        let mut wanted = Vec::new();
        for id in &arguments.ids {
            wanted.push(context.place(&desk, id, Purpose::Look)?.id);
        }
        findings.retain(|finding| finding.ticket.as_ref().is_some_and(|id| wanted.contains(id)));
    }
    show(context, &desk, &findings, arguments.json)?;
    match findings.len() {
        0 => {
            context.ui.say("nothing is wrong");
            Ok(())
        }
        1 => Err(Failure::new(ExitCode::Findings, "1 finding")),
        count => Err(Failure::new(ExitCode::Findings, format!("{count} findings"))),
    }
}

fn mend(context: &mut Context, desk: &Desk) -> Result<(), Failure> {
    let writer = context.writer(desk)?;
    let fixed = fix(&writer)?;
    for finding in &fixed.findings {
        let path = desk.shown(&context.from, &finding.path);
        context.ui.say(format!("mended {path}: {}", finding.problem).as_str());
    }
    context.report_receipt(&fixed.receipt);
    Ok(())
}

fn show(context: &mut Context, desk: &Desk, findings: &[Finding], as_json: bool) -> Result<(), Failure> {
    if as_json {
        let items = findings.iter().map(|finding| json_of(context, desk, finding)).collect();
        return Ok(context.ui.data(format!("{}\n", view::items(items)))?);
    }
    for finding in findings {
        let path = desk.shown(&context.from, &finding.path);
        let line = finding.line.map(|line| format!(":{line}")).unwrap_or_default();
        let place = Line::styled(&format!("{path}{line}"), style::HEADING);
        let text = place.plain(&format!(": {}", finding.problem));
        context.ui.line(text.paint(&format!("; {}", finding.mend()), style::DIM))?;
    }
    Ok(())
}

fn json_of(context: &Context, desk: &Desk, finding: &Finding) -> Map<String, Value> {
    let values = [
        ("path", json!(desk.shown(&context.from, &finding.path))),
        ("line", json!(finding.line)),
        ("ticket", json!(finding.ticket)),
        ("kind", json!(finding.problem.kind())),
        ("message", json!(finding.problem.to_string())),
        ("mend", json!(finding.mend())),
        ("fixable", json!(finding.is_fixable())),
    ];
    values.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
