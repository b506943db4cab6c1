use indexmap::IndexMap;

use super::{
    Change, Field, Instant, Link, Person, Resolution, Status, TicketId, Value, read_instant, write_instant,
};

/// A ticket as it stands now. Its history is its thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticket {
    /// Its name for ever.
    pub id: TicketId,
    /// Where it stands.
    pub status: Status,
    /// How it ended, with a done status.
    pub resolution: Option<Resolution>,
    /// When a pending ticket counts as open again.
    pub until: Option<Instant>,
    /// When it was made.
    pub created: Instant,
    /// The support level that has it, `N1` to `N4` or the desk's own names.
    pub level: Option<String>,
    /// The team that has it.
    pub team: Option<String>,
    /// The person who has it.
    pub assignee: Option<Person>,
    /// The person who asked.
    pub reporter: Option<Person>,
    /// How soon it hurts: a column of the priority matrix (ITIL).
    pub urgency: Option<String>,
    /// How many it hurts: a row of the priority matrix (ITIL).
    pub impact: Option<String>,
    /// An override of the matrix, `P1` to `P4`.
    pub priority: Option<String>,
    /// The way it came: `cli`, `mail`, `web`, `phone`, …
    pub source: Option<String>,
    /// `incident`, `request`, `question`, `problem`, `change` or the desk's own.
    pub kind: Option<String>,
    /// A time set by a person.
    pub due: Option<Instant>,
    /// One line that says what it is about.
    pub title: String,
    /// Free words to find it by.
    pub labels: Vec<String>,
    /// Ties to other tickets, stored on this side.
    pub links: Vec<Link>,
    /// Ids of knowledge-base articles that answer it.
    pub articles: Vec<String>,
    /// People who want to hear of it.
    pub watchers: Vec<Person>,
    /// Its names in other systems, `system:key`.
    pub external: Vec<String>,
    /// The desk's own fields, and keys we do not know.
    pub fields: IndexMap<String, Value>,
    /// Markdown, without its final newline.
    pub body: String,
}

/// A value that a field cannot hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{field}` cannot hold `{value}`: it takes {wanted}")]
pub struct ShapeError {
    /// The key of the field.
    pub field: String,
    /// The value, as JSON.
    pub value: String,
    /// What the field takes.
    pub wanted: &'static str,
}

impl Ticket {
    /// Returns a new ticket with nothing but an id, a time and a title.
    pub fn new(id: TicketId, created: Instant, title: impl Into<String>) -> Ticket {
        Ticket {
            id,
            status: Status::New,
            resolution: None,
            until: None,
            created,
            level: None,
            team: None,
            assignee: None,
            reporter: None,
            urgency: None,
            impact: None,
            priority: None,
            source: None,
            kind: None,
            due: None,
            title: title.into(),
            labels: Vec::new(),
            links: Vec::new(),
            articles: Vec::new(),
            watchers: Vec::new(),
            external: Vec::new(),
            fields: IndexMap::new(),
            body: String::new(),
        }
    }

    /// Returns the value of a field; `Null` where it is empty.
    pub fn value(&self, field: &Field) -> Value {
        let text = |text: &str| Value::from(text);
        let optional = |text: &Option<String>| text.clone().map_or(Value::Null, Value::from);
        let person =
            |person: &Option<Person>| person.as_ref().map_or(Value::Null, |p| Value::from(p.as_str()));
        let instant = |instant: Option<Instant>| instant.map_or(Value::Null, |i| write_instant(i).into());
        match field {
            Field::Id => text(self.id.as_str()),
            Field::Status => text(self.status.as_str()),
            Field::Resolution => self.resolution.as_ref().map_or(Value::Null, |r| r.as_str().into()),
            Field::Until => instant(self.until),
            Field::Created => instant(Some(self.created)),
            Field::Level => optional(&self.level),
            Field::Team => optional(&self.team),
            Field::Assignee => person(&self.assignee),
            Field::Reporter => person(&self.reporter),
            Field::Urgency => optional(&self.urgency),
            Field::Impact => optional(&self.impact),
            Field::Priority => optional(&self.priority),
            Field::Source => optional(&self.source),
            Field::Type => optional(&self.kind),
            Field::Due => instant(self.due),
            Field::Title => text(&self.title),
            Field::Labels => list(self.labels.iter().map(String::as_str)),
            Field::Links => list(self.links.iter().map(Link::to_string)),
            Field::Articles => list(self.articles.iter().map(String::as_str)),
            Field::Watchers => list(self.watchers.iter().map(Person::as_str)),
            Field::External => list(self.external.iter().map(String::as_str)),
            Field::Custom(key) => self.fields.get(key).cloned().unwrap_or(Value::Null),
            Field::Body => text(&self.body),
        }
    }

    /// Gives a field a value. `Null` empties it.
    pub fn set(&mut self, field: &Field, value: &Value) -> Result<(), ShapeError> {
        match field {
            Field::Id => {
                self.id = one_text(field, value)?.parse().map_err(|_| refuse(field, value, "a ticket id"))?;
            }
            Field::Status => self.status = Status::new(&one_text(field, value)?),
            Field::Resolution => {
                self.resolution = optional_text(field, value)?.map(|word| Resolution::new(&word))
            }
            Field::Until => self.until = optional_instant(field, value)?,
            Field::Created => {
                self.created =
                    optional_instant(field, value)?.ok_or_else(|| refuse(field, value, "a time"))?;
            }
            Field::Level => self.level = optional_text(field, value)?,
            Field::Team => self.team = optional_text(field, value)?,
            Field::Assignee => self.assignee = optional_text(field, value)?.map(Person::new),
            Field::Reporter => self.reporter = optional_text(field, value)?.map(Person::new),
            Field::Urgency => self.urgency = optional_text(field, value)?,
            Field::Impact => self.impact = optional_text(field, value)?,
            Field::Priority => self.priority = optional_text(field, value)?,
            Field::Source => self.source = optional_text(field, value)?,
            Field::Type => self.kind = optional_text(field, value)?,
            Field::Due => self.due = optional_instant(field, value)?,
            Field::Title => self.title = one_text(field, value)?,
            Field::Labels => self.labels = texts(field, value)?,
            Field::Links => self.links = links(field, value)?,
            Field::Articles => self.articles = texts(field, value)?,
            Field::Watchers => self.watchers = texts(field, value)?.into_iter().map(Person::new).collect(),
            Field::External => self.external = texts(field, value)?,
            Field::Body => self.body = one_text(field, value)?,
            Field::Custom(key) => set_custom(&mut self.fields, key, value),
        }
        Ok(())
    }

    /// Returns the change that would give a field a new value.
    pub fn change(&self, field: Field, new: impl Into<Value>) -> Change {
        Change { old: self.value(&field), new: new.into(), field }
    }

    /// Returns what differs in `after`, field by field, the body left out.
    pub fn differences(&self, after: &Ticket) -> Vec<Change> {
        let custom =
            self.fields.keys().chain(after.fields.keys().filter(|key| !self.fields.contains_key(*key)));
        let fields = Field::FRONT.into_iter().chain(custom.cloned().map(Field::Custom));
        fields
            .map(|field| Change { old: self.value(&field), new: after.value(&field), field })
            .filter(|change| !change.is_idle())
            .collect()
    }
}

fn list<T: Into<Value>>(items: impl Iterator<Item = T>) -> Value {
    let items: Vec<Value> = items.map(Into::into).collect();
    if items.is_empty() { Value::Null } else { Value::Array(items) }
}

fn set_custom(fields: &mut IndexMap<String, Value>, key: &str, value: &Value) {
    if value.is_null() {
        fields.shift_remove(key);
    } else {
        fields.insert(key.to_owned(), value.clone());
    }
}

fn refuse(field: &Field, value: &Value, wanted: &'static str) -> ShapeError {
    ShapeError { field: field.key().to_owned(), value: value.to_string(), wanted }
}

fn optional_text(field: &Field, value: &Value) -> Result<Option<String>, ShapeError> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.clone())),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::Bool(flag) => Ok(Some(flag.to_string())),
        _ => Err(refuse(field, value, "one text")),
    }
}

fn one_text(field: &Field, value: &Value) -> Result<String, ShapeError> {
    Ok(optional_text(field, value)?.unwrap_or_default())
}

fn optional_instant(field: &Field, value: &Value) -> Result<Option<Instant>, ShapeError> {
    match optional_text(field, value)? {
        None => Ok(None),
        Some(text) => match read_instant(&text) {
            Some(instant) => Ok(Some(instant)),
            None => Err(refuse(field, value, "a time such as `2026-11-23T09:12:44Z`")),
        },
    }
}

fn texts(field: &Field, value: &Value) -> Result<Vec<String>, ShapeError> {
    let Value::Array(items) = value else {
        return Ok(optional_text(field, value)?.into_iter().collect());
    };
    items.iter().filter_map(|item| optional_text(field, item).transpose()).collect()
}

fn links(field: &Field, value: &Value) -> Result<Vec<Link>, ShapeError> {
    const WANTED: &str = "links such as `blocked-by HD-7k3m2q`";
    let items = match value {
        Value::Array(items) => items.as_slice(),
        Value::Null => &[],
        single => std::slice::from_ref(single),
    };
    let read = |item: &Value| match item {
        Value::String(text) => Link::read(text),
        // `- blocked-by: HD-7k3m2q` means the same.
        Value::Object(map) if map.len() == 1 => {
            map.iter().next().and_then(|(kind, to)| Link::read(&format!("{kind} {}", to.as_str()?)))
        }
        _ => None,
    };
    items.iter().map(|item| read(item).ok_or_else(|| refuse(field, item, WANTED))).collect()
}
