use clap::Args;

use super::query::Chosen;
use super::{Context, complete, message};
use crate::desk::Place;
use crate::error::Failure;
use crate::model::Field;
use crate::ops::edit::{Edit, edit, rewrite};
use crate::ops::{Outcome, Writer};
use crate::view;

/// Change fields of tickets
///
/// Without a flag it opens the ticket's file in your editor. A field is named
/// as in the file: `--set urgency=high`; an empty value empties it.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    chosen: Chosen,
    /// A new title
    #[arg(short, long, value_name = "TITLE", allow_hyphen_values = true)]
    title: Option<String>,
    /// A new description, Markdown
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    body: Option<String>,
    /// Read the new description from a file, `-` for standard input
    #[arg(short = 'F', long = "body-file", value_name = "FILE", conflicts_with = "body")]
    body_file: Option<std::path::PathBuf>,
    /// Add a label
    #[arg(long, value_name = "LABEL", value_delimiter = ',')]
    #[arg(add = complete::labels())]
    add_label: Vec<String>,
    /// Remove a label
    #[arg(long, value_name = "LABEL", value_delimiter = ',')]
    #[arg(add = complete::labels())]
    remove_label: Vec<String>,
    /// Set a field
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = key_value)]
    set: Vec<(String, String)>,
    /// Why; an override of the priority needs it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
}

/// Runs `edit`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let Some(places) = context.chosen(&desk, &arguments.chosen)? else { return Ok(()) };
    let wanted = wanted(context, arguments)?;
    let is_nothing = wanted.values.is_empty()
        && wanted.add_labels.is_empty()
        && wanted.remove_labels.is_empty()
        && wanted.body.is_none();
    let outcome =
        if is_nothing { by_editor(context, &writer, &places)? } else { edit(&writer, &places, &wanted)? };
    let clauses = |id| -> Vec<String> {
        let done = outcome.done.iter().find(|done| done.after.id == id);
        done.map(|done| view::changes::brief_clauses(&done.entry.changes, desk.config.zone))
            .unwrap_or_default()
    };
    context.report(&desk, &outcome, |ticket| clauses(ticket.id.clone()).join(", "));
    Ok(())
}

/// Reads `key=value`.
pub fn key_value(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("it is written `key=value`")?;
    Ok((key.trim().to_owned(), value.to_owned()))
}

fn wanted(context: &mut Context, arguments: &Arguments) -> Result<Edit, Failure> {
    let mut values: Vec<(Field, String)> =
        arguments.set.iter().map(|(key, value)| (Field::new(key), value.clone())).collect();
    values.extend(arguments.title.clone().map(|title| (Field::Title, title)));
    let body = match &arguments.body_file {
        Some(file) => message::Message { file: Some(file.clone()), ..Default::default() }.given()?,
        None => arguments.body.clone(),
    };
    if let Some((field, _)) = values.iter().find(|(field, _)| matches!(field, Field::Body | Field::Links)) {
        let how = if *field == Field::Body { "`--body`" } else { "`git desk link`" };
        return Err(Failure::usage(format!("`{field}` is not set like that")).hint(format!("use {how}")));
    }
    let overrides = values.iter().any(|(field, value)| *field == Field::Priority && !value.is_empty());
    let reason = match &arguments.reason {
        None if overrides && context.ui.can_ask() => {
            Some(context.ui.ask_text("Why is the priority not what the matrix says", None)?)
        }
        None if overrides => {
            return Err(Failure::usage("an override of the priority needs a reason")
                .hint("give one with `--reason`, or set `urgency` and `impact` instead"));
        }
        reason => reason.clone(),
    };
    Ok(Edit {
        values,
        add_labels: arguments.add_label.clone(),
        remove_labels: arguments.remove_label.clone(),
        body,
        reason,
    })
}

/// Lets the user edit the file of one ticket; what they wrote becomes changes, with their event.
fn by_editor(context: &mut Context, writer: &Writer, places: &[Place]) -> Result<Outcome, Failure> {
    let [place] = places else {
        return Err(Failure::usage("several tickets are not edited in one editor")
            .hint("say what to change: `--set key=value`"));
    };
    if !context.ui.can_ask() {
        return Err(Failure::usage("there is nothing to change")
            .hint("say what: `-t TITLE`, `--add-label LABEL`, `--set key=value`"));
    }
    let before = writer.desk.ticket(place.clone())?.file.text;
    let written = message::edit(writer.desk, place.id.as_str(), &before)?;
    let result = rewrite(writer, place, &before, &written.text);
    written.settle(result.map_err(Failure::from))
}
