use clap::Args;

use super::assign::whom;
use super::message::Message;
use super::{Context, complete};
use crate::desk::Desk;
use crate::desk::resolve::Purpose;
use crate::error::Failure;
use crate::ops::OpsError;
use crate::ops::escalate::{Escalation, REASONS, escalate};
use crate::ui::Ui;

/// Pass a ticket to the next support level
///
/// It goes to the team of that level, and whoever had it has it no more. An
/// escalation says why, and what was tried: with `-m`, or in your last note
/// since the ticket came to its level.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ticket
    #[arg(add = complete::tickets())]
    id: String,
    /// The level, where it is not the next one
    #[arg(long, value_name = "LEVEL")]
    to: Option<String>,
    /// Why: `skill`, `access`, `time`, `severity` or `request`
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    /// What kind of escalation: `functional`, to those who know more, or `hierarchical`, to those who decide more
    #[arg(long, value_name = "KIND", default_value = "functional")]
    kind: String,
    /// Who gets it there
    #[arg(short, long, value_name = "WHO")]
    #[arg(add = complete::people())]
    assignee: Option<String>,
    #[command(flatten)]
    message: Message,
}

/// Runs `escalate`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let place = context.place(&desk, &arguments.id, Purpose::Act)?;
    let reason = match &arguments.reason {
        Some(reason) => reason.clone(),
        None => ask_reason(&mut context.ui)?,
    };
    let summary = arguments.message.or_empty()?;
    let mut escalation = Escalation {
        to: arguments.to.clone(),
        reason,
        kind: arguments.kind.clone(),
        summary,
        assignee: arguments.assignee.clone(),
    };
    let outcome = match escalate(&writer, &place, &escalation) {
        Err(OpsError::NoSummary { .. }) if context.ui.can_ask() => {
            escalation.summary = context.ui.ask_text("What was tried", None)?;
            escalate(&writer, &place, &escalation)?
        }
        outcome => outcome?,
    };
    report(context, &desk, &outcome);
    Ok(())
}

/// Says at which level tickets are, and who has them now.
pub fn report(context: &mut Context, desk: &Desk, outcome: &crate::ops::Outcome) {
    context.report(desk, outcome, |ticket| {
        let level = ticket.level.as_deref().unwrap_or_default();
        format!("is now at {level}, with {}", whom(&desk.config, ticket))
    });
}

fn ask_reason(ui: &mut Ui) -> Result<String, Failure> {
    if !ui.can_ask() {
        return Err(Failure::usage("an escalation needs a reason")
            .hint(format!("give one with `--reason`: `{}`", REASONS.join("`, `"))));
    }
    let chosen = ui.ask_choice("Why does it go up", &REASONS)?;
    Ok(REASONS.get(chosen).copied().unwrap_or_default().to_owned())
}
