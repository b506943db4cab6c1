use clap::Args;

use super::message::Message;
use super::query::Chosen;
use super::{Context, complete};
use crate::config::Kind;
use crate::error::Failure;
use crate::model::{Resolution, Ticket};
use crate::ops::close::close;

/// Close tickets: over
///
/// A solved ticket keeps its resolution; any other one is closed as `solved`
/// unless you say how.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    chosen: Chosen,
    /// How: `solved`, `workaround`, `answered`, `rejected`, `abandoned`, `duplicate`, `merged`, `spam`
    #[arg(short, long, value_name = "RESOLUTION")]
    #[arg(add = complete::names(Kind::Resolution))]
    resolution: Option<String>,
    /// An article that answered; several may be given
    #[arg(long, value_name = "ARTICLE", value_delimiter = ',')]
    #[arg(add = complete::articles())]
    kb: Vec<String>,
    #[command(flatten)]
    message: Message,
}

/// Runs `close`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let Some(places) = context.chosen(&desk, &arguments.chosen)? else { return Ok(()) };
    let articles = context.article_ids(&desk, &arguments.kb)?;
    let message = arguments.message.or_empty()?;
    let outcome = close(&writer, &places, arguments.resolution.as_deref(), &message, &articles)?;
    context.report(&desk, &outcome, how);
    Ok(())
}

/// Says how a ticket ended.
pub fn how(ticket: &Ticket) -> String {
    match &ticket.resolution {
        Some(Resolution::Solved) | None => format!("is {}", ticket.status),
        Some(resolution) => format!("is {} as {resolution}", ticket.status),
    }
}
