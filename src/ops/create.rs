//! A new ticket.

use super::{OpsError, Writer, act, fields, people, trailer, written};
use crate::desk::layout;
use crate::desk::transaction::{self, Plan, Receipt, Write};
use crate::model::{Field, Person, Ticket, TicketId, Value};

/// What is known of a new ticket; the rest has defaults.
#[derive(Clone, Debug, Default)]
pub struct NewTicket {
    /// One line that says what it is about.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Who asks; the writer, where nobody is named.
    pub reporter: Option<String>,
    /// Values of other fields, as typed.
    pub values: Vec<(Field, String)>,
    /// Words to find it by.
    pub labels: Vec<String>,
}

/// Makes a ticket and returns it.
pub fn create(writer: &Writer, new: &NewTicket) -> Result<(Ticket, Receipt), OpsError> {
    act::writable(writer.desk)?;
    let draft = draft(writer, new)?;
    let plan = || {
        let mut ticket = draft.clone();
        ticket.id = fresh_id(writer)?;
        let path = layout::ticket(&layout::month(ticket.created), &ticket.id);
        let write = Write { path, before: None, after: Some(written::ticket(&ticket)?) };
        let trailers = trailer::of_tickets([&ticket.id]);
        let subject = writer.subject(&format!("new {}", ticket.id));
        Ok::<_, OpsError>((Plan { writes: vec![write], subject, trailers }, ticket))
    };
    let (receipt, ticket) = transaction::transact(&writer.desk.ground, &writer.options, plan)?;
    Ok((ticket, receipt))
}

/// Returns an id that no ticket of the desk has.
pub fn fresh_id(writer: &Writer) -> Result<TicketId, OpsError> {
    loop {
        let prefix = &writer.desk.config.prefix;
        let id = TicketId::new(prefix, &writer.random.characters(6)).map_err(|error| {
            OpsError::Malformed { text: error.0, wanted: "an id: look at `prefix` in desk.yml" }
        })?;
        if writer.desk.place(&id)?.is_none() {
            return Ok(id);
        }
    }
}

fn draft(writer: &Writer, new: &NewTicket) -> Result<Ticket, OpsError> {
    let config = &writer.desk.config;
    let id = TicketId::new(&config.prefix, "0000").map_err(|error| OpsError::Malformed {
        text: error.0,
        wanted: "an id: look at `prefix` in desk.yml",
    })?;
    let created = chrono::SubsecRound::trunc_subsecs(writer.now, 0);
    let mut ticket = Ticket::new(id, created, fields::title(&new.title)?);
    let first = config.first_level();
    ticket.level = first.map(|level| level.name.clone());
    ticket.team = first.and_then(|level| level.team.clone());
    ticket.kind = config.types.first().cloned();
    ticket.urgency = Some("medium".to_owned());
    ticket.impact = Some("medium".to_owned());
    ticket.source = Some("cli".to_owned());
    ticket.reporter = Some(match &new.reporter {
        Some(who) if who == "@me" => writer.by.clone(),
        Some(who) if who.trim().is_empty() => return Err(OpsError::Empty { what: "the reporter" }),
        Some(who) => Person::new(who.trim()),
        None => writer.by.clone(),
    });
    ticket.body = fields::body(&new.body)?;
    for (field, text) in &new.values {
        let value = fields::read(writer, field, text)?;
        ticket.set(field, &value)?;
    }
    let named = |field: &Field| new.values.iter().any(|(given, _)| given == field);
    if let Some(level) = ticket.level.as_deref().filter(|_| named(&Field::Level) && !named(&Field::Team)) {
        ticket.team = config.level(level).and_then(|level| level.team.clone());
    }
    let mut labels = new.labels.clone();
    labels.sort();
    labels.dedup();
    ticket.set(&Field::Labels, &labels.into_iter().map(Value::from).collect())?;
    if let Some(assignee) = &ticket.assignee {
        ticket.assignee = Some(people::handle(config, assignee));
    }
    Ok(ticket)
}
