use clap::Args;

use super::{Context, complete};
use crate::desk::resolve::Purpose;
use crate::error::Failure;
use crate::ops::commits::of;
use crate::ops::people;
use crate::render::{Column, Line, Table};
use crate::ui::style;
use crate::view;

/// Show the commits that name a ticket
///
/// A commit names tickets by trailers, `Ticket: HD-7k3m2q` or, where it solves
/// one, `Fixes: HD-7k3m2q`, and by ids anywhere in its message.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ticket
    #[arg(add = complete::tickets())]
    id: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs `commits`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let place = context.place(&desk, &arguments.id, Purpose::Look)?;
    let tied = of(&desk, &place.id)?;
    if arguments.json {
        let items = tied.iter().map(|tied| view::commit::json(tied, &place.id)).collect();
        return Ok(context.ui.data(format!("{}\n", view::items(items)))?);
    }
    if tied.is_empty() {
        context.ui.say(format!("no commit names {}", place.id));
        return Ok(());
    }
    let columns = [
        Column::new("COMMIT"),
        Column::new("WHEN"),
        Column::new("WHO").at_most(20),
        Column::new("TIE"),
        Column::new("WHAT").flexible(),
    ];
    let mut table = Table::new(columns);
    for tied in &tied {
        table.push([
            Line::styled(tied.commit.short(), style::ID),
            Line::styled(&view::time::local(tied.at(), desk.config.zone), style::DIM),
            Line::new().plain(&people::shown(&desk.config, &tied.author())),
            Line::new().plain(tied.tie(&place.id).map_or("", |tie| tie.as_str())),
            Line::new().plain(&tied.subject),
        ]);
    }
    context.ui.page();
    Ok(context.ui.table(&table)?)
}
