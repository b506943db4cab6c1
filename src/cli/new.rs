use clap::Args;

use super::message::{self, Message, Written};
use super::{Context, complete};
use crate::config::Kind;
use crate::desk::{Desk, layout};
use crate::error::{ExitCode, Failure};
use crate::model::Field;
use crate::ops::articles::suggest::About;
use crate::ops::create::{NewTicket, create};
use crate::render::Line;
use crate::ui::{self, style};

/// Make a ticket
///
/// Prints the new id and nothing else. Without a title it asks for one. On a
/// terminal it shows articles and tickets that may answer it already.
#[derive(Debug, Args)]
pub struct Arguments {
    /// One line that says what it is about
    title: Option<String>,
    /// The same, for scripts that know it from gh
    #[arg(short, long = "title", value_name = "TITLE", conflicts_with = "title", allow_hyphen_values = true)]
    title_flag: Option<String>,
    /// The description, Markdown
    #[arg(short, long, value_name = "TEXT", conflicts_with_all = ["message", "file"], allow_hyphen_values = true)]
    body: Option<String>,
    #[command(flatten)]
    message: Message,
    /// Write the description in an editor
    #[arg(short, long)]
    edit: bool,
    /// Begin the description with a template of `templates/tickets`
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
    /// Who asks: `Name <address>`, an address or a handle; you by default
    #[arg(long, value_name = "WHO")]
    reporter: Option<String>,
    /// The way it came: `phone`, `chat`, `mail`, `web`, `walk-in`, …
    #[arg(long, value_name = "WORD")]
    source: Option<String>,
    /// Add a label
    #[arg(short, long = "label", value_name = "LABEL", value_delimiter = ',')]
    #[arg(add = complete::labels())]
    labels: Vec<String>,
    /// Give it to somebody: a handle, `Name <address>` or `@me`
    #[arg(short, long, value_name = "WHO")]
    #[arg(add = complete::people())]
    assignee: Option<String>,
    /// `incident`, `request`, `question`, `problem`, `change`
    #[arg(long = "type", value_name = "TYPE")]
    #[arg(add = complete::names(Kind::Type))]
    kind: Option<String>,
    /// How soon it hurts: `low`, `medium`, `high`
    #[arg(long, value_name = "WORD")]
    urgency: Option<String>,
    /// How many it hurts: `low`, `medium`, `high`
    #[arg(long, value_name = "WORD")]
    impact: Option<String>,
    /// The support level that gets it
    #[arg(long, value_name = "LEVEL")]
    #[arg(add = complete::names(Kind::Level))]
    level: Option<String>,
    /// The team that gets it, where it is not the level's
    #[arg(long, value_name = "TEAM")]
    #[arg(add = complete::names(Kind::Team))]
    team: Option<String>,
    /// A time it must be done by: a date, `friday`, or a span from now such as `2d`
    #[arg(long, value_name = "TIME")]
    due: Option<String>,
    /// Show articles and tickets that may answer it, also where stderr is no terminal
    #[arg(long)]
    suggest: bool,
    /// Set any other field
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = super::edit::key_value)]
    set: Vec<(String, String)>,
}

/// Runs `new`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let title = match arguments.title.as_ref().or(arguments.title_flag.as_ref()) {
        Some(title) => title.clone(),
        None if context.ui.can_ask() => context.ui.ask_text("Title", None)?,
        None => return Err(Failure::usage("there is no title").hint("git desk new \"what it is about\"")),
    };
    let written = body(context, &desk, arguments)?;
    let new = NewTicket {
        title,
        body: written.text.clone(),
        reporter: arguments.reporter.clone(),
        values: values(arguments),
        labels: arguments.labels.clone(),
    };
    let (ticket, receipt) = written.settle(create(&writer, &new).map_err(Failure::from))?;
    context.report_receipt(&receipt);
    context.hint_unknown(&desk, ticket.assignee.as_ref());
    desk.remember_last(ui::terminal_name().as_deref(), &ticket.id);
    context.ui.line(Line::styled(ticket.id.as_str(), style::ID))?;
    context.suggest(&desk, &About::ticket(&ticket), arguments.suggest, "this may answer it:")
}

fn body(context: &mut Context, desk: &Desk, arguments: &Arguments) -> Result<Written, Failure> {
    let template = arguments
        .template
        .as_deref()
        .map(|name| template(desk, layout::TICKET_TEMPLATES, name))
        .transpose()?;
    let given = match &arguments.body {
        Some(body) => Some(body.clone()),
        None => arguments.message.given()?,
    };
    let wants_editor = arguments.edit || (template.is_some() && given.is_none() && context.ui.can_ask());
    if wants_editor {
        return message::edit(desk, "new-ticket", &given.or(template).unwrap_or_default());
    }
    Ok(Written::plain(given.or(template).unwrap_or_default()))
}

/// Reads a template of the desk.
pub fn template(desk: &Desk, folder: &str, name: &str) -> Result<String, Failure> {
    let templates = desk.templates(folder)?;
    match templates.iter().find(|(known, _)| known == name) {
        Some((_, path)) => {
            desk.read(path).map_err(|fault| Failure::new(ExitCode::Broken, format!("{path}: {fault}")))
        }
        None => {
            let known: Vec<&str> = templates.iter().map(|(name, _)| name.as_str()).collect();
            Err(Failure::new(ExitCode::NotFound, format!("there is no template `{name}`"))
                .hint(format!("`{folder}` has `{}`", known.join("`, `"))))
        }
    }
}

fn values(arguments: &Arguments) -> Vec<(Field, String)> {
    let flags = [
        (Field::Source, &arguments.source),
        (Field::Assignee, &arguments.assignee),
        (Field::Type, &arguments.kind),
        (Field::Urgency, &arguments.urgency),
        (Field::Impact, &arguments.impact),
        (Field::Level, &arguments.level),
        (Field::Team, &arguments.team),
        (Field::Due, &arguments.due),
    ];
    let flags = flags.into_iter().filter_map(|(field, value)| Some((field, value.clone()?)));
    flags.chain(arguments.set.iter().map(|(key, value)| (Field::new(key), value.clone()))).collect()
}
