use clap::Args;

use super::Context;
use crate::cli::message::{self, Message, Written};
use crate::cli::{complete, new};
use crate::desk::{Desk, layout};
use crate::error::Failure;
use crate::knowledge::skeleton;
use crate::ops::articles::create::{NewArticle, create};
use crate::render::Line;
use crate::ui::style;

/// Write an article
///
/// Prints the new id and nothing else. The text has the parts of
/// Knowledge-Centered Service: issue, environment, resolution, cause; in French
/// with `--lang fr`. On a terminal it is written in an editor, unless it is given.
#[derive(Debug, Args)]
pub struct Arguments {
    /// One line that says what it answers
    title: String,
    #[command(flatten)]
    message: Message,
    /// Begin with a template of `templates/articles`
    #[arg(long, value_name = "NAME", conflicts_with_all = ["message", "file"])]
    template: Option<String>,
    #[command(flatten)]
    about: About,
}

/// What is known of a new article beside its text.
#[derive(Clone, Debug, Default, Args)]
pub struct About {
    /// The folder below `kb` that it goes to
    #[arg(long, value_name = "FOLDER", default_value = "", hide_default_value = true)]
    folder: String,
    /// Its language: `en`, `fr`
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// Who sees that it stays right; you by default
    #[arg(long, value_name = "WHO")]
    #[arg(add = complete::people())]
    owner: Option<String>,
    /// Add a label
    #[arg(short, long = "label", value_name = "LABEL", value_delimiter = ',')]
    #[arg(add = complete::labels())]
    labels: Vec<String>,
    /// Where it holds: a product, a version, a system
    #[arg(long, value_name = "TEXT", value_delimiter = ',')]
    environment: Vec<String>,
    /// The code it describes: a path of the repository, with `*` and `**`
    #[arg(long, value_name = "PATTERN", value_delimiter = ',')]
    covers: Vec<String>,
}

impl About {
    /// Returns the new article without its text.
    pub fn article(&self, title: &str) -> NewArticle {
        NewArticle {
            title: title.to_owned(),
            body: String::new(),
            folder: self.folder.clone(),
            lang: self.lang.clone(),
            owner: self.owner.clone(),
            labels: self.labels.clone(),
            environment: self.environment.clone(),
            covers: self.covers.clone(),
        }
    }
}

/// Runs `kb new`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let written = body(context, &desk, arguments)?;
    let new = NewArticle { body: written.text.clone(), ..arguments.about.article(&arguments.title) };
    let (found, receipt) = written.settle(create(&writer, &new).map_err(Failure::from))?;
    context.report_receipt(&receipt);
    context.ui.say(format!("a draft in {}", desk.shown(&context.from, &found.path)));
    context.ui.line(Line::styled(found.article().id.as_str(), style::ID))?;
    Ok(())
}

fn body(context: &Context, desk: &Desk, arguments: &Arguments) -> Result<Written, Failure> {
    if let Some(text) = arguments.message.given()? {
        return Ok(Written::plain(text));
    }
    let begun = match &arguments.template {
        Some(name) => new::template(desk, layout::ARTICLE_TEMPLATES, name)?,
        None => skeleton(arguments.about.lang.as_deref()),
    };
    match context.ui.can_ask() {
        true => message::edit(desk, "new-article", &begun),
        false => Ok(Written::plain(begun)),
    }
}
