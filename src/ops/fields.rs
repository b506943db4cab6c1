//! Words for fields, checked against the desk's policy.

use super::{OpsError, Writer, people};
use crate::config::{Config, Field as Declared};
use crate::format::FILE_LIMIT;
use crate::model::{Category, Field, Instant, LinkKind, Resolution, Ticket, Value, write_instant};
use crate::nearest::nearest;
use crate::when::{self, Looking, Standpoint};

/// The most bytes of one title; it must leave room in the front matter.
pub const TITLE_LIMIT: usize = 8 * 1024;

/// Reads the text a person gave for a field, as the field's value. An empty text empties the field.
pub fn read(writer: &Writer, field: &Field, text: &str) -> Result<Value, OpsError> {
    let config = &writer.desk.config;
    if field.is_immutable() {
        return Err(OpsError::Fixed { field: field.key().to_owned() });
    }
    if text.contains('\0') {
        return Err(OpsError::Nul { what: "the value" });
    }
    if text.is_empty() && *field != Field::Title && *field != Field::Status {
        return Ok(Value::Null);
    }
    match field {
        Field::Title => title(text).map(Value::from),
        Field::Until => instant(writer, text).map(|instant| write_instant(instant).into()),
        Field::Due => deadline(writer, text).map(|instant| write_instant(instant).into()),
        Field::Assignee | Field::Reporter => Ok(people::meant(config, text, &writer.by).as_str().into()),
        Field::Labels | Field::Articles | Field::External => Ok(items(text).collect()),
        Field::Watchers => {
            Ok(items(text).map(|who| people::meant(config, who, &writer.by).to_string()).collect())
        }
        Field::Custom(key) => custom(config, key, text),
        field => word(config, field, text).map(Value::from),
    }
}

fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty())
}

/// Checks a title: any text but none, NUL, or a very long one.
pub fn title(text: &str) -> Result<&str, OpsError> {
    match text {
        text if text.trim().is_empty() => Err(OpsError::Empty { what: "the title" }),
        text if text.contains('\0') => Err(OpsError::Nul { what: "the title" }),
        text if text.len() > TITLE_LIMIT => {
            Err(OpsError::TooLarge { what: "the title", size: text.len(), limit: TITLE_LIMIT })
        }
        text => Ok(text),
    }
}

/// Checks a body and gives its lines the ends of the format; the final newline is not part of it.
pub fn body(text: &str) -> Result<String, OpsError> {
    if text.contains('\0') {
        return Err(OpsError::Nul { what: "the text" });
    }
    if text.len() > FILE_LIMIT / 2 {
        return Err(OpsError::TooLarge { what: "the text", size: text.len(), limit: FILE_LIMIT / 2 });
    }
    let text = crate::format::with_unix_lines(text);
    Ok(text.strip_suffix('\n').unwrap_or(&text).to_owned())
}

/// Checks a word against what the desk knows, and writes it as the desk does.
pub fn word(config: &Config, field: &Field, text: &str) -> Result<String, OpsError> {
    let (kind, known): (&'static str, Vec<String>) = match field {
        Field::Status => ("status", config.statuses.names().map(str::to_owned).collect()),
        Field::Resolution => {
            ("resolution", Resolution::KNOWN.iter().map(|known| known.as_str().to_owned()).collect())
        }
        Field::Level => ("level", config.levels.iter().map(|level| level.name.clone()).collect()),
        Field::Team => ("team", config.teams.iter().cloned().collect()),
        Field::Urgency => ("urgency", config.priority.urgencies().into_iter().map(str::to_owned).collect()),
        Field::Impact => ("impact", config.priority.impacts().into_iter().map(str::to_owned).collect()),
        Field::Priority => {
            ("priority", config.priority.priorities().into_iter().map(str::to_owned).collect())
        }
        Field::Type => ("type", config.types.clone()),
        _ => return Ok(text.to_owned()),
    };
    one_of(kind, known, text)
}

/// Checks the kind of a link.
pub fn link_kind(text: &str) -> Result<LinkKind, OpsError> {
    let known = LinkKind::KNOWN.iter().map(|kind| kind.as_str().to_owned()).collect();
    one_of("kind of link", known, text).map(|word| LinkKind::new(&word))
}

/// Returns the known word that a text is, in any case; else an error with the near miss.
pub fn one_of(kind: &'static str, known: Vec<String>, text: &str) -> Result<String, OpsError> {
    if let Some(word) = known.iter().find(|word| word.eq_ignore_ascii_case(text)) {
        return Ok(word.clone());
    }
    let near = nearest(text, known.iter().map(String::as_str)).map(str::to_owned);
    Err(OpsError::UnknownWord { kind, word: text.to_owned(), near, known })
}

/// Reads a time by which something is due: a date alone means the whole day.
fn deadline(writer: &Writer, text: &str) -> Result<Instant, OpsError> {
    let end = standpoint(writer).day(text, Looking::Ahead).and_then(|day| day.and_hms_opt(23, 59, 0));
    match end.and_then(|end| standpoint(writer).instant(end)) {
        Some(end) => Ok(end),
        None => instant(writer, text),
    }
}

/// Reads a time: RFC 3339, a date or date and time in the desk's zone, or a span from now (`2d`, `4h`, `1w`).
pub fn instant(writer: &Writer, text: &str) -> Result<Instant, OpsError> {
    const WANTED: &str = "a time such as `2026-12-01`, `2026-12-01 14:00`, `tomorrow`, `friday` or `2d`";
    let here = standpoint(writer);
    let later = || when::span(text).and_then(|span| writer.now.checked_add_signed(span));
    let day = || here.day(text, Looking::Ahead).and_then(|day| here.start_of(day));
    let moment = || here.moment(text).map(|period| period.from);
    later()
        .or_else(day)
        .or_else(moment)
        .ok_or_else(|| OpsError::Malformed { text: text.to_owned(), wanted: WANTED })
}

fn standpoint(writer: &Writer) -> Standpoint {
    Standpoint { now: writer.now, zone: writer.desk.config.zone }
}

fn custom(config: &Config, key: &str, text: &str) -> Result<Value, OpsError> {
    let malformed = |wanted| OpsError::Malformed { text: text.to_owned(), wanted };
    match config.fields.get(key) {
        None => {
            let near = nearest(
                key,
                config.fields.keys().map(String::as_str).chain(Field::FRONT.iter().map(Field::key)),
            );
            let known = config.fields.keys().cloned().collect();
            Err(OpsError::UnknownWord {
                kind: "field",
                word: key.to_owned(),
                near: near.map(str::to_owned),
                known,
            })
        }
        Some(Declared::Text) => Ok(text.into()),
        Some(Declared::Number) => match serde_json::from_str(text) {
            Ok(Value::Number(number)) => Ok(Value::Number(number)),
            _ => Err(malformed("a number")),
        },
        Some(Declared::Boolean) => {
            text.parse::<bool>().map(Value::from).map_err(|_| malformed("`true` or `false`"))
        }
        Some(Declared::Date) => {
            let date = when::date(text).ok_or_else(|| malformed("a date such as `2026-12-01`"))?;
            Ok(date.to_string().into())
        }
        Some(Declared::Enum(values)) => one_of("value", values.clone(), text).map(Value::from),
        Some(Declared::List) => Ok(items(text).collect()),
    }
}

/// Tells whether the desk must act on a ticket now: a wait that is over counts as open.
pub fn is_active(config: &Config, ticket: &Ticket, now: Instant) -> bool {
    config.category_at(ticket.status.as_str(), ticket.until, now) == Category::Active
}

/// Returns the priority of a ticket: the override, else what the matrix gives for urgency and impact.
pub fn priority(config: &Config, ticket: &Ticket) -> Option<String> {
    config.priority_of(ticket).map(str::to_owned)
}

/// Checks that a ticket may go to a status.
pub fn may_move(config: &Config, ticket: &Ticket, to: &str) -> Result<(), OpsError> {
    let from = ticket.status.as_str();
    if from == to || config.may_move(from, to) {
        return Ok(());
    }
    let allowed = config.statuses.moves_from(from).into_iter().map(str::to_owned).collect();
    Err(OpsError::Transition { id: ticket.id.clone(), from: from.to_owned(), to: to.to_owned(), allowed })
}

/// Refuses an act that makes no sense on a ticket that is over.
pub fn not_done(config: &Config, ticket: &Ticket) -> Result<(), OpsError> {
    if config.category(ticket.status.as_str()) == Category::Done {
        return Err(OpsError::AlreadyDone { id: ticket.id.clone(), status: ticket.status.to_string() });
    }
    Ok(())
}
