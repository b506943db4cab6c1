//! A ticket's file: front matter and description.

use super::edit::{self, EditError, has_blank_before, written_body, written_key};
use super::front::{FrontMatter, Key};
use super::problem::{Problem, ProblemKind};
use crate::model::{Change, Field, Shape, Ticket, TicketId, Value, read_instant};

/// A ticket with the text it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct TicketFile {
    /// The text of the file, as it is.
    pub text: String,
    /// What it says.
    pub ticket: Ticket,
    /// What it says in a way that YAML reads otherwise.
    pub remarks: Vec<Problem>,
}

impl TicketFile {
    /// Reads a ticket's file.
    pub fn read(text: String) -> Result<TicketFile, Problem> {
        let front = FrontMatter::read(&text)?;
        let id = required(&front, Field::Id)?;
        let id = id.0.parse::<TicketId>().map_err(|_| bad_value(id.1, "an id such as `HD-7k3m2q`"))?;
        let created = required(&front, Field::Created)?;
        let created = read_instant(&created.0)
            .ok_or_else(|| bad_value(created.1, "a time such as `2026-11-23T09:12:44Z`"))?;
        let mut ticket = Ticket::new(id, created, "");
        required(&front, Field::Status)?;
        for key in &front.keys {
            take(&mut ticket, key)?;
        }
        ticket.body = front.body();
        let remarks = front.remarks;
        Ok(TicketFile { text, ticket, remarks })
    }

    /// Returns the text with changes made, each in its own lines.
    ///
    /// A changed body is named in `changes` by fingerprints; its text is `body`.
    pub fn edited(&self, changes: &[Change], body: Option<&str>) -> Result<String, EditError> {
        let mut text = self.text.clone();
        for change in changes.iter().filter(|change| change.field != Field::Body) {
            text = edit::set(&text, change.field.key(), &change.new)?;
        }
        match body {
            Some(body) => edit::set_body(&text, body),
            None => Ok(text),
        }
    }
}

/// Writes a new ticket's file. The order of keys and the blank lines are part of the format.
pub fn write(ticket: &Ticket) -> String {
    let custom = ticket.fields.keys().cloned().map(Field::Custom);
    let mut text = String::from("---\n");
    for field in Field::FRONT.into_iter().chain(custom) {
        if has_blank_before(&field) {
            text.push('\n');
        }
        text.push_str(&written_key(field.key(), &ticket.value(&field), "\n"));
    }
    text.push_str("---\n");
    text.push_str(&written_body(&ticket.body, "\n"));
    text
}

fn take(ticket: &mut Ticket, key: &Key) -> Result<(), Problem> {
    let field = Field::new(&key.name);
    if field == Field::Body {
        return Err(Problem::new(key.line, ProblemKind::NotAField("body:".into())));
    }
    ticket.set(&field, &meant(&field, key)).map_err(|error| bad_value(key, error.wanted))
}

/// Returns the value a person meant: text where the field is text, items where it is a list.
pub fn meant(field: &Field, key: &Key) -> Value {
    match (field.shape(), &key.raw, &key.value) {
        (Shape::Text | Shape::Instant, Some(raw), Value::Bool(_) | Value::Number(_)) => {
            Value::from(raw.as_str())
        }
        (Shape::List, _, Value::String(text)) if matches!(field, Field::Labels | Field::Articles) => {
            text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect()
        }
        (_, _, value) => value.clone(),
    }
}

fn required<'f>(front: &'f FrontMatter, field: Field) -> Result<(String, &'f Key), Problem> {
    let key = front.key(field.key()).filter(|key| !key.value.is_null());
    let key = key.ok_or_else(|| Problem::new(1, ProblemKind::Missing(field.key().to_owned())))?;
    match meant(&field, key) {
        Value::String(text) => Ok((text, key)),
        _ => Err(bad_value(key, "one text")),
    }
}

/// Says that a key holds what it does not take.
pub(super) fn bad_value(key: &Key, wanted: &str) -> Problem {
    let value = key.raw.clone().unwrap_or_else(|| match &key.value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    Problem::new(key.line, ProblemKind::BadValue { key: key.name.clone(), value, wanted: wanted.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Link, Person, Resolution, Status};
    use serde_json::json;

    const TICKET: &str = r#"---
id: HD-7k3m2q
status: open
resolution:
until:
created: 2026-11-23T09:12:44Z
level: N1
team: support
assignee: ann
reporter: Dana Roe <dana@example.com>
urgency: high

impact: medium

priority:
source: mail
type: incident

due:

title: "SSO login fails: loop after password reset"

labels:
  - auth
  - sso

links:

articles:

watchers:

external:
---

After changing my password I am sent back to the login page for ever.
"#;

    #[test]
    fn a_new_ticket_is_written_as_the_format_says() {
        let file = TicketFile::read(TICKET.to_owned()).unwrap();
        assert_eq!(write(&file.ticket), TICKET);
        assert_eq!(file.ticket.title, "SSO login fails: loop after password reset");
        assert_eq!(file.ticket.labels, ["auth", "sso"]);
        assert_eq!(file.ticket.status, Status::Open);
        assert_eq!(file.ticket.body, "After changing my password I am sent back to the login page for ever.");
    }

    #[test]
    fn all_values_come_back() {
        let mut ticket =
            Ticket::new("HD-0000".parse().unwrap(), "2026-01-01T00:00:00.5Z".parse().unwrap(), "no");
        ticket.status = Status::new("waiting-parts");
        ticket.resolution = Some(Resolution::Duplicate);
        ticket.until = Some("2026-01-02T00:00:00Z".parse().unwrap());
        ticket.assignee = Some(Person::new("@x: y"));
        ticket.labels = vec!["12:30".into(), "a, b".into()];
        ticket.links = vec![Link::read("blocked-by HD-9x8w7v").unwrap()];
        ticket.fields.insert("made sla".into(), json!(true));
        ticket.fields.insert("count".into(), json!(0));
        ticket.fields.insert("nested".into(), json!({"a": [1, {"b": null}]}));
        ticket.fields.insert("list".into(), json!(["x", 1]));
        ticket.body = "\n---\nid: x\n---\n\n".into();
        let text = write(&ticket);
        assert_eq!(TicketFile::read(text).unwrap().ticket, ticket);
    }

    #[test]
    fn a_hand_written_ticket_needs_three_keys() {
        let read = |front: &str| TicketFile::read(format!("---\n{front}---\n")).map(|file| file.ticket);
        let ticket = read("id: HD-0000\ncreated: 2026-01-01\nstatus: open\nlabels: a, b\ntitle: 007\nteam: true\nlinks:\n  - blocked-by: HD-1111\n").unwrap();
        assert_eq!(ticket.labels, ["a", "b"]);
        assert_eq!((ticket.title.as_str(), ticket.team.as_deref()), ("007", Some("true")));
        assert_eq!(ticket.links[0].to_string(), "blocked-by HD-1111");
        let problem = |front: &str| {
            let problem = read(front).unwrap_err();
            format!("{}: {problem}", problem.line)
        };
        assert_eq!(problem("created: 2026-01-01\nstatus: open\n"), "1: `id` is missing");
        assert_eq!(
            problem("id: ../x\ncreated: 2026-01-01\nstatus: open\n"),
            "2: `id` cannot hold `../x`: it takes an id such as `HD-7k3m2q`"
        );
        assert_eq!(
            problem("id: HD-0000\ncreated: today\nstatus: open\n"),
            "3: `created` cannot hold `today`: it takes a time such as `2026-11-23T09:12:44Z`"
        );
        assert_eq!(
            problem("id: HD-0000\ncreated: 2026-01-01\nstatus: open\nlabels: {a: b}\n"),
            "5: `labels` cannot hold `{\"a\":\"b\"}`: it takes one text"
        );
    }
}
