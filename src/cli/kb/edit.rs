use clap::Args;

use super::{Chosen, Context};
use crate::cli::edit::key_value;
use crate::cli::{complete, message};
use crate::error::Failure;
use crate::ops::articles::edit::{EditArticle, edit, rewritten};

/// Change fields of articles, or one of them in an editor
///
/// A field is named as in the file: `--set audience=internal`; an empty value
/// empties it, a list is written with commas. Without a flag the file opens in
/// your editor.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    chosen: Chosen,
    /// A new title
    #[arg(short, long, value_name = "TITLE", allow_hyphen_values = true)]
    title: Option<String>,
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
}

/// Runs `kb edit`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let articles = context.chosen_articles(&desk, &arguments.chosen)?;
    let mut values = arguments.set.clone();
    values.extend(arguments.title.clone().map(|title| ("title".to_owned(), title)));
    let wanted = EditArticle {
        values,
        add_labels: arguments.add_label.clone(),
        remove_labels: arguments.remove_label.clone(),
    };
    let is_nothing =
        wanted.values.is_empty() && wanted.add_labels.is_empty() && wanted.remove_labels.is_empty();
    let outcome = match articles.as_slice() {
        articles if !is_nothing => edit(&writer, articles, &wanted)?,
        [one] if context.ui.can_ask() => {
            let before = one.file.text.clone();
            let written = message::edit(&desk, one.article().id.as_str(), &before)?;
            let outcome = rewritten(&writer, one, &before, &written.text).map_err(Failure::from);
            written.settle(outcome)?
        }
        _ => {
            return Err(Failure::usage("there is nothing to change")
                .hint("say what: `-t TITLE`, `--add-label LABEL`, `--set key=value`"));
        }
    };
    context.report_articles(&outcome, |_| "edited".to_owned());
    Ok(())
}
