//! Who is who: handles of `desk.yml`, mailboxes, and `@me`.

use super::OpsError;
use crate::config::Config;
use crate::model::{Category, Entry, Field, Person, Status, Thread, Ticket, Value};

/// Returns the person that a text on the command line means.
///
/// `@me` is the writer; a handle stays a handle; an address of a member becomes
/// the member's handle. Anything else is kept as written: an unknown handle is
/// accepted, since `desk.yml` may follow.
pub fn meant(config: &Config, text: &str, me: &Person) -> Person {
    if text == "@me" {
        return handle(config, me);
    }
    handle(config, &Person::new(text.trim()))
}

/// Returns the person that a text on the command line means, if it names anybody.
pub fn somebody(config: &Config, text: &str, me: &Person) -> Result<Person, OpsError> {
    match text.trim() {
        "" => Err(OpsError::Empty { what: "the name of the person" }),
        text => Ok(meant(config, text, me)),
    }
}

/// Returns the member's handle for a person with a member's address, else the person.
pub fn handle(config: &Config, person: &Person) -> Person {
    config.handle_for(person)
}

/// Tells whether a bare word stands for nobody the desk knows.
pub fn is_unknown_handle(config: &Config, person: &Person) -> bool {
    person.address().is_none() && config.member(person.as_str()).is_none()
}

/// Tells whether two texts mean the same person.
pub fn is_same(config: &Config, one: &Person, other: &Person) -> bool {
    config.is_same_person(one, other)
}

/// Returns how a person is shown: a member's name, else the name before the address.
pub fn shown(config: &Config, person: &Person) -> String {
    match config.member(handle(config, person).as_str()) {
        Some(member) if !member.name.is_empty() => member.name.clone(),
        _ => person.short_name().to_owned(),
    }
}

/// Tells whether the requester waits for an answer: nobody has answered, or the requester spoke last.
///
/// A ticket that a member wrote for themselves asks nobody until its reporter speaks. Of a ticket that is done only a
/// word since then waits.
pub fn is_unanswered(config: &Config, ticket: &Ticket, thread: &Thread) -> bool {
    let Some(reporter) = &ticket.reporter else { return false };
    let is_reply = |entry: &&Entry| entry.is_word();
    if config.category(ticket.status.as_str()) == Category::Done {
        let mut since = thread.entries().rev().take_while(|entry| !is_end(config, entry));
        let last = since.find(is_reply);
        return last.is_some_and(|last| is_same(config, &last.by, reporter));
    }
    match thread.entries().rev().find(is_reply) {
        Some(last) => is_same(config, &last.by, reporter),
        // Whoever made it wait for its requester has asked them something.
        None if ticket.status == Status::Pending => false,
        None => config.member(handle(config, reporter).as_str()).is_none(),
    }
}

/// Tells whether an entry says that its ticket is done.
fn is_end(config: &Config, entry: &Entry) -> bool {
    let done = |value: &Value| value.as_str().is_some_and(|status| config.category(status) == Category::Done);
    entry.changes.iter().any(|change| change.field == Field::Status && done(&change.new))
}
