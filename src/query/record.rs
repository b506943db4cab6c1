//! What a plan asks a ticket.

use crate::model::{Field, Instant, Link, Person, Ticket, Value};

use super::pattern::Phrase;
use crate::sla::State;

/// A ticket as a query sees it. Whoever keeps tickets answers from what is at hand; [`Plan::needs`] says beforehand
/// whether more than the ticket itself will be asked for.
///
/// [`Plan::needs`]: super::Plan::needs
pub trait Record {
    /// Returns the value of a field.
    ///
    /// `priority` is the effective one (`Config::priority_of`). `due` is the time by which something is next due:
    /// whatever sets it, a person or a clock, it is decided here.
    fn value(&self, field: &Field) -> Values<'_>;

    /// Returns when something was last said or changed; else when the ticket was made.
    fn updated(&self) -> Instant;

    /// Returns when the ticket was last done, if it is.
    fn closed(&self) -> Option<Instant>;

    /// Tells what the ticket itself does not say.
    fn is(&self, fact: Fact) -> bool;

    /// Returns the worst of what its clocks have come to; `None` where nothing is promised.
    fn sla(&self) -> Option<State>;

    /// Tells whether the title, the description or the thread hold a phrase (each by itself, as
    /// [`Phrase::is_in`] looks for it).
    fn holds(&self, phrase: &Phrase) -> bool;
}

/// What a ticket's file does not say by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fact {
    /// A ticket that it is blocked by is not done.
    Blocked,
    /// Its requester waits for an answer.
    Unanswered,
    /// It was done and then not done, at least once.
    Reopened,
    /// It went up a level, at least once.
    Escalated,
    /// The time by which it is due has passed, or a clock that goes on is breached.
    Overdue,
}

/// The value of a field, borrowed.
#[derive(Clone, Copy, Debug)]
pub enum Values<'r> {
    /// Nothing.
    None,
    /// One text.
    Text(&'r str),
    /// Texts.
    Texts(&'r [String]),
    /// A person.
    Person(&'r Person),
    /// People.
    People(&'r [Person]),
    /// Links to other tickets.
    Links(&'r [Link]),
    /// A moment.
    Instant(Instant),
    /// The value of a custom field, as it is written.
    Json(&'r Value),
}

impl<'r> Values<'r> {
    /// Returns the value of a field as the ticket's file has it; `priority` is the override only.
    pub fn of(ticket: &'r Ticket, field: &Field) -> Values<'r> {
        let text = |text: &'r Option<String>| text.as_deref().map_or(Values::None, Values::Text);
        let person = |person: &'r Option<Person>| person.as_ref().map_or(Values::None, Values::Person);
        let instant = |instant: Option<Instant>| instant.map_or(Values::None, Values::Instant);
        match field {
            Field::Id => Values::Text(ticket.id.as_str()),
            Field::Status => Values::Text(ticket.status.as_str()),
            Field::Resolution => {
                ticket.resolution.as_ref().map_or(Values::None, |how| Values::Text(how.as_str()))
            }
            Field::Until => instant(ticket.until),
            Field::Created => Values::Instant(ticket.created),
            Field::Level => text(&ticket.level),
            Field::Team => text(&ticket.team),
            Field::Assignee => person(&ticket.assignee),
            Field::Reporter => person(&ticket.reporter),
            Field::Urgency => text(&ticket.urgency),
            Field::Impact => text(&ticket.impact),
            Field::Priority => text(&ticket.priority),
            Field::Source => text(&ticket.source),
            Field::Type => text(&ticket.kind),
            Field::Due => instant(ticket.due),
            Field::Title => Values::Text(&ticket.title),
            Field::Labels => Values::Texts(&ticket.labels),
            Field::Links => Values::Links(&ticket.links),
            Field::Articles => Values::Texts(&ticket.articles),
            Field::Watchers => Values::People(&ticket.watchers),
            Field::External => Values::Texts(&ticket.external),
            Field::Custom(key) => ticket.fields.get(key).map_or(Values::None, Values::Json),
            Field::Body => Values::Text(&ticket.body),
        }
    }

    /// Tells whether there is nothing.
    pub(super) fn is_none(self) -> bool {
        match self {
            Values::None => true,
            Values::Text(text) => text.is_empty(),
            Values::Texts(texts) => texts.is_empty(),
            Values::People(people) => people.is_empty(),
            Values::Links(links) => links.is_empty(),
            Values::Json(Value::Null) => true,
            Values::Json(Value::String(text)) => text.is_empty(),
            Values::Json(Value::Array(items)) => items.is_empty(),
            Values::Person(_) | Values::Instant(_) | Values::Json(_) => false,
        }
    }

    /// Tells whether a text of the value fits. Of numbers a text is made, of nothing else.
    pub(super) fn any_text(self, fits: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Values::Text(text) => fits(text),
            Values::Texts(texts) => texts.iter().any(|text| fits(text)),
            Values::Person(person) => fits(person.as_str()),
            Values::People(people) => people.iter().any(|person| fits(person.as_str())),
            Values::Json(Value::String(text)) => fits(text),
            Values::Json(Value::Number(number)) => fits(&number.to_string()),
            Values::Json(Value::Bool(flag)) => fits(if *flag { "true" } else { "false" }),
            Values::Json(Value::Array(items)) => items.iter().any(|item| Values::Json(item).any_text(fits)),
            Values::None | Values::Links(_) | Values::Instant(_) | Values::Json(_) => false,
        }
    }

    /// Tells whether a person of the value fits.
    pub(super) fn any_person(self, fits: impl Fn(&Person) -> bool) -> bool {
        match self {
            Values::Person(person) => fits(person),
            Values::People(people) => people.iter().any(fits),
            _ => false,
        }
    }

    /// Returns the text, where the value is one.
    pub(super) fn text(self) -> Option<&'r str> {
        match self {
            Values::Text(text) => Some(text),
            Values::Json(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    /// Returns the number, where the value is one.
    pub(super) fn number(self) -> Option<f64> {
        match self {
            Values::Json(Value::Number(number)) => number.as_f64(),
            other => other.text()?.trim().parse().ok(),
        }
    }

    /// Returns yes or no, where the value is one of them.
    pub(super) fn flag(self) -> Option<bool> {
        match self {
            Values::Json(Value::Bool(flag)) => Some(*flag),
            other => super::value::flag(other.text()?),
        }
    }
}
