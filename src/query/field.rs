//! The table of fields: what a query can ask for, from which the page and the completion are made too.

use super::article;
use super::terms::Subject;
use crate::config::{Config, Field as Declared};
use crate::model::Field;
use crate::when::Looking;

/// What a term asks about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A field of the ticket.
    Field(Field),
    /// What its status means for the work.
    Category,
    /// When something was last said or changed.
    Updated,
    /// When it was last done.
    Closed,
    /// The worst of what its clocks have come to.
    Sla,
    /// All that was written in it.
    Text,
}

/// What values a field takes, and how they are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// The id of a ticket, or its beginning.
    Id,
    /// One of the words that the desk knows.
    Word,
    /// One of the words that the desk knows, in rising order.
    Scale,
    /// Any text, as a whole.
    Text,
    /// Words anywhere in a longer text.
    Prose,
    /// Texts, one of which must fit.
    List,
    /// A person, or people.
    Person,
    /// A moment, and the way somebody looks from now.
    Time(Looking),
    /// Links to other tickets.
    Links,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// One of these, in rising order.
    Choice(Vec<String>),
    /// A field that desk.yml does not declare: what the ticket holds decides.
    Any,
}

impl Type {
    /// Returns what the page calls it.
    pub fn name(&self) -> &'static str {
        match self {
            Type::Id => "id",
            Type::Word => "word",
            Type::Scale => "ordered word",
            Type::Text => "text",
            Type::Prose => "words in a text",
            Type::List => "list",
            Type::Person => "person",
            Type::Time(Looking::Back) => "time past",
            Type::Time(Looking::Ahead) => "time to come",
            Type::Links => "links",
            Type::Number => "number",
            Type::Flag => "yes or no",
            Type::Choice(_) => "ordered word",
            Type::Any => "as it is written",
        }
    }
}

/// A line of the table.
#[derive(Clone, Debug)]
pub struct Info {
    /// What it asks about.
    pub key: Key,
    /// Other names for it, beside its own.
    pub aliases: &'static [&'static str],
    /// What values it takes.
    pub kind: Type,
    /// What it is, in one sentence.
    pub meaning: &'static str,
    /// A term that shows it.
    pub example: &'static str,
}

impl Key {
    /// Returns the name in a query.
    pub fn name(&self) -> &str {
        match self {
            Key::Field(field) => field.key(),
            Key::Category => "category",
            Key::Updated => "updated",
            Key::Closed => "closed",
            Key::Sla => "sla",
            Key::Text => "text",
        }
    }
}

/// The fields of every desk.
pub static FIELDS: [Info; 27] = [
    info(Field::Id, Type::Id, "The id; its beginning will do.", "id:7k3m"),
    info(Field::Status, Type::Word, "The status, one of the desk's.", "status:open,pending"),
    derived(
        Key::Category,
        Type::Word,
        "`active`, `waiting` or `done`: what the status means for the work.",
        "category:waiting",
    ),
    info(Field::Resolution, Type::Word, "How it was done.", "resolution:duplicate"),
    info(
        Field::Priority,
        Type::Scale,
        "The priority, an override or that of urgency and impact; more pressing is more.",
        "priority:>=P2",
    ),
    info(Field::Urgency, Type::Scale, "How soon it hurts.", "urgency:high"),
    info(Field::Impact, Type::Scale, "How many it hurts.", "impact:>=medium"),
    info(Field::Level, Type::Scale, "The support level; further up is more.", "level:>=N2"),
    info(Field::Team, Type::Word, "The team that has it.", "team:network"),
    info(
        Field::Assignee,
        Type::Person,
        "Who has it: a handle, an address, a name, `@me`, or `@none`.",
        "assignee:@me",
    ),
    info(Field::Reporter, Type::Person, "Who asked.", "reporter:*@example.com"),
    listed(Field::Watchers, &["watcher"], Type::Person, "Who wants to hear of it.", "watcher:ann"),
    info(Field::Type, Type::Word, "What it is, one of the desk's types.", "type:incident,problem"),
    info(Field::Source, Type::Text, "The way it came.", "source:mail"),
    info(Field::Title, Type::Prose, "The title has these words.", "title:\"password reset\""),
    info(Field::Body, Type::Prose, "The description has these words.", "body:proxy*"),
    derived(
        Key::Text,
        Type::Prose,
        "Title, description or thread have these words; the same as the words alone.",
        "text:\"sso loop\"",
    ),
    listed(Field::Labels, &["label"], Type::List, "One of its labels.", "label:sso,vpn"),
    listed(
        Field::Links,
        &["link"],
        Type::Links,
        "A link to a ticket: its id, the kind of the link, or both in quotes.",
        "link:blocked-by",
    ),
    listed(
        Field::Articles,
        &["article"],
        Type::List,
        "One of the articles that answer it.",
        "article:reset-sso",
    ),
    info(Field::External, Type::List, "One of its names in other systems.", "external:github:*"),
    info(Field::Created, Type::Time(Looking::Back), "When it was made.", "created:2026-01-01..2026-01-31"),
    derived(
        Key::Updated,
        Type::Time(Looking::Back),
        "When something was last said or changed.",
        "updated:>14d",
    ),
    derived(
        Key::Closed,
        Type::Time(Looking::Back),
        "When it was last done; none while it is not.",
        "closed:last-week",
    ),
    info(
        Field::Due,
        Type::Time(Looking::Ahead),
        "By when it is next due: by a person's word, or by a clock of its service level that goes on.",
        "due:<2h",
    ),
    derived(
        Key::Sla,
        Type::Word,
        "The worst of what the clocks of its service level have come to: `breached`, `warning`, `running`, `paused`, `met` or `cancelled`.",
        "sla:breached,warning",
    ),
    info(Field::Until, Type::Time(Looking::Ahead), "Until when it waits.", "until:<=friday"),
];

/// The keys that are no fields: name, meaning, example.
pub static KEYWORDS: [(&str, &str, &str); 4] = [
    ("is", "In this state.", "is:overdue"),
    ("no", "This field has no value.", "no:assignee"),
    ("has", "This field has a value.", "has:due"),
    ("sort", "The order of what is found; `-` before a key turns it round.", "sort:-created"),
];

/// Makes a line for a field that has the singular as another name.
const fn listed(
    field: Field,
    singular: &'static [&'static str],
    kind: Type,
    meaning: &'static str,
    example: &'static str,
) -> Info {
    Info { key: Key::Field(field), aliases: singular, kind, meaning, example }
}

const fn info(field: Field, kind: Type, meaning: &'static str, example: &'static str) -> Info {
    derived(Key::Field(field), kind, meaning, example)
}

const fn derived(key: Key, kind: Type, meaning: &'static str, example: &'static str) -> Info {
    Info { key, aliases: &[], kind, meaning, example }
}

/// Returns the fields that a query can ask for everywhere.
pub fn fields(subject: Subject) -> &'static [Info] {
    match subject {
        Subject::Tickets => &FIELDS,
        Subject::Articles => &*article::FIELDS,
    }
}

/// Finds a field by its name, in any case: one of every desk, one that desk.yml declares, or another name of one.
pub(super) fn find(subject: Subject, config: &Config, name: &str) -> Option<(Key, Type)> {
    let found = |info: &Info| (info.key.clone(), info.kind.clone());
    let fields = fields(subject);
    let own = fields.iter().find(|info| info.key.name().eq_ignore_ascii_case(name));
    let declared = || declared(config, name).filter(|_| subject == Subject::Tickets);
    own.map(found).or_else(declared).or_else(|| {
        let is_alias = |info: &&Info| info.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name));
        fields.iter().find(is_alias).map(found)
    })
}

fn declared(config: &Config, name: &str) -> Option<(Key, Type)> {
    let (key, declared) = config.fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    let kind = match declared {
        Declared::Text => Type::Text,
        Declared::Number => Type::Number,
        Declared::Boolean => Type::Flag,
        Declared::Date => Type::Time(Looking::Ahead),
        Declared::Enum(values) => Type::Choice(values.clone()),
        Declared::List => Type::List,
    };
    Some((Key::Field(Field::Custom(key.clone())), kind))
}

/// Returns all names that may stand before a colon, those of desk.yml included.
pub fn names(subject: Subject, config: &Config) -> impl Iterator<Item = &str> {
    let own = fields(subject)
        .iter()
        .flat_map(|info| std::iter::once(info.key.name()).chain(info.aliases.iter().copied()));
    let declared = config.fields.keys().map(String::as_str).filter(move |_| subject == Subject::Tickets);
    own.chain(KEYWORDS.iter().map(|(name, ..)| *name)).chain(declared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_ticket_is_in_the_table() {
        for field in Field::FRONT.into_iter().chain([Field::Body]) {
            assert!(FIELDS.iter().any(|info| info.key == Key::Field(field.clone())), "{field}");
        }
    }

    #[test]
    fn a_desk_cannot_declare_a_field_that_a_query_means_otherwise() {
        let names = FIELDS.iter().map(|info| info.key.name()).chain(KEYWORDS.iter().map(|(name, ..)| *name));
        for name in names {
            let text = format!("fields: {{{name}: {{type: text}}}}");
            assert!(Config::parse(&text, "desk.yml").is_err(), "{name}");
        }
    }
}
