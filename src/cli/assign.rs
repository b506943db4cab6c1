use clap::Args;

use super::message::Message;
use super::{Context, complete};
use crate::config::Kind;
use crate::error::Failure;
use crate::model::Ticket;
use crate::ops::assign::assign;
use crate::ops::people;

/// Give a ticket to somebody
///
/// The status stays as it is.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ticket
    #[arg(add = complete::tickets())]
    id: String,
    /// A handle, `Name <address>`, an address or `@me`
    #[arg(required_unless_present = "team")]
    #[arg(add = complete::people())]
    who: Option<String>,
    /// Give it to this team as well
    #[arg(long, value_name = "TEAM")]
    #[arg(add = complete::names(Kind::Team))]
    team: Option<String>,
    #[command(flatten)]
    message: Message,
}

/// Runs `assign`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let places = context.places(&desk, std::slice::from_ref(&arguments.id))?;
    let message = arguments.message.or_empty()?;
    let outcome = assign(&writer, &places, arguments.who.as_deref(), arguments.team.as_deref(), &message)?;
    context.report(&desk, &outcome, |ticket| format!("is now with {}", whom(&desk.config, ticket)));
    let assignee = outcome.done.iter().find_map(|done| done.after.assignee.as_ref());
    context.hint_unknown(&desk, assignee.filter(|_| arguments.who.is_some()));
    Ok(())
}

/// Says who has a ticket: the person, else the team.
pub fn whom(config: &crate::config::Config, ticket: &Ticket) -> String {
    match (&ticket.assignee, &ticket.team) {
        (Some(who), Some(team)) => format!("{} of team {team}", people::shown(config, who)),
        (Some(who), None) => people::shown(config, who),
        (None, Some(team)) => format!("team {team}, nobody has taken it yet"),
        (None, None) => "nobody".to_owned(),
    }
}
