use std::fmt;

/// What a field can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One line of text.
    Text,
    /// An instant, RFC 3339.
    Instant,
    /// A list of texts, one a line.
    List,
    /// Markdown after the front matter.
    Body,
    /// Whatever the person wrote.
    Any,
}

/// A field of a ticket. The order of the variants is the order in the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the key of the same name, described in `Ticket`")]
pub enum Field {
    Id,
    Status,
    Resolution,
    Until,
    Created,
    Level,
    Team,
    Assignee,
    Reporter,
    Urgency,
    Impact,
    Priority,
    Source,
    Type,
    Due,
    Title,
    Labels,
    Links,
    Articles,
    Watchers,
    External,
    /// A field of the desk's own.
    Custom(String),
    Body,
}

impl Field {
    /// The built-in keys of the front matter, in the order of the file.
    pub const FRONT: [Field; 21] = [
        Field::Id,
        Field::Status,
        Field::Resolution,
        Field::Until,
        Field::Created,
        Field::Level,
        Field::Team,
        Field::Assignee,
        Field::Reporter,
        Field::Urgency,
        Field::Impact,
        Field::Priority,
        Field::Source,
        Field::Type,
        Field::Due,
        Field::Title,
        Field::Labels,
        Field::Links,
        Field::Articles,
        Field::Watchers,
        Field::External,
    ];

    /// Returns the field with this key; a key that is not built in is a custom field.
    pub fn new(key: &str) -> Field {
        if key == "body" {
            return Field::Body;
        }
        Self::FRONT
            .into_iter()
            .find(|field| field.key() == key)
            .unwrap_or_else(|| Field::Custom(key.to_owned()))
    }

    /// Returns the key in front matter, JSON and flags.
    pub fn key(&self) -> &str {
        match self {
            Field::Id => "id",
            Field::Status => "status",
            Field::Resolution => "resolution",
            Field::Until => "until",
            Field::Created => "created",
            Field::Level => "level",
            Field::Team => "team",
            Field::Assignee => "assignee",
            Field::Reporter => "reporter",
            Field::Urgency => "urgency",
            Field::Impact => "impact",
            Field::Priority => "priority",
            Field::Source => "source",
            Field::Type => "type",
            Field::Due => "due",
            Field::Title => "title",
            Field::Labels => "labels",
            Field::Links => "links",
            Field::Articles => "articles",
            Field::Watchers => "watchers",
            Field::External => "external",
            Field::Custom(key) => key,
            Field::Body => "body",
        }
    }

    /// Returns what the field can hold.
    pub fn shape(&self) -> Shape {
        match self {
            Field::Until | Field::Created | Field::Due => Shape::Instant,
            Field::Labels | Field::Links | Field::Articles | Field::Watchers | Field::External => Shape::List,
            Field::Body => Shape::Body,
            Field::Custom(_) => Shape::Any,
            _ => Shape::Text,
        }
    }

    /// Tells whether the field is fixed when the ticket is made.
    pub fn is_immutable(&self) -> bool {
        matches!(self, Field::Id | Field::Created)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}
