//! The kinds of names that a desk knows, what a name may look like, and the near miss among them.

use std::fmt;

use super::Config;
use crate::model::Resolution;
use crate::nearest::nearest;

/// A kind of name, for lists and near misses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The short name of a person.
    Handle,
    /// A team.
    Team,
    /// A support level.
    Level,
    /// A working calendar.
    Calendar,
    /// A status of a ticket.
    Status,
    /// A type of ticket.
    Type,
    /// How a ticket was done.
    Resolution,
    /// A priority.
    Priority,
    /// How soon an answer is needed.
    Urgency,
    /// How much is affected.
    Impact,
    /// A custom field.
    Field,
    /// A saved query.
    View,
    /// An IANA time zone.
    Zone,
    /// A day of the week.
    Weekday,
    /// A clock of the service level.
    Clock,
    /// What a member of the team does.
    Role,
    /// What a status means for the work.
    Category,
    /// The type of a custom field.
    FieldType,
    /// Real or working time.
    Time,
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Handle => "person",
            Self::Team => "team",
            Self::Level => "level",
            Self::Calendar => "calendar",
            Self::Status => "status",
            Self::Type => "type",
            Self::Resolution => "resolution",
            Self::Priority => "priority",
            Self::Urgency => "urgency",
            Self::Impact => "impact",
            Self::Field => "field",
            Self::View => "view",
            Self::Zone => "time zone",
            Self::Weekday => "weekday",
            Self::Clock => "clock",
            Self::Role => "role",
            Self::Category => "category",
            Self::FieldType => "field type",
            Self::Time => "kind of time",
        })
    }
}

impl Config {
    /// Returns the names of a kind, in the desk's order.
    pub fn names(&self, kind: Kind) -> Vec<&str> {
        match kind {
            Kind::Handle => self.people.keys().map(String::as_str).collect(),
            Kind::Team => self.teams.iter().map(String::as_str).collect(),
            Kind::Level => self.levels.iter().map(|level| level.name.as_str()).collect(),
            Kind::Calendar => self.calendars.keys().map(String::as_str).collect(),
            Kind::Status => self.statuses.names().collect(),
            Kind::Type => self.types.iter().map(String::as_str).collect(),
            Kind::Resolution => self.resolutions().iter().map(Resolution::as_str).collect(),
            Kind::Priority => self.priority.priorities(),
            Kind::Urgency => self.priority.urgencies(),
            Kind::Impact => self.priority.impacts(),
            Kind::Field => self.fields.keys().map(String::as_str).collect(),
            Kind::View => self.views.keys().map(String::as_str).collect(),
            Kind::Zone => chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect(),
            Kind::Weekday => super::hours::WEEKDAYS.to_vec(),
            Kind::Clock => words(&super::clock::CLOCKS),
            Kind::Role => words(&super::people::ROLES),
            Kind::Category => words(&super::statuses::CATEGORIES),
            Kind::FieldType => super::fields::TYPES.to_vec(),
            Kind::Time => words(&super::objectives::TIMES),
        }
    }

    /// Returns the name of a kind that `word` was probably meant to be.
    pub fn near(&self, kind: Kind, word: &str) -> Option<String> {
        nearest(word, self.names(kind)).map(str::to_owned)
    }
}

fn words<T>(choices: &[(&'static str, T)]) -> Vec<&'static str> {
    choices.iter().map(|(word, _)| *word).collect()
}

/// Tells whether a text can name a team, level, calendar, priority, type or view: letters, digits, `-` and `_`,
/// beginning with a letter or digit. It then needs no quotes in a query.
pub fn is_name(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric)
        && text.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
}

/// What [`is_name`] asks for, in words.
pub(super) const NAME: &str = "one word of letters, digits, `-` and `_`";

/// Tells whether a text can name a status or a field: `[a-z][a-z0-9-]*`.
pub fn is_small_name(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Tells whether a text can be the prefix of ticket ids: `[A-Z][A-Z0-9]{0,9}`.
pub fn is_prefix(text: &str) -> bool {
    (1..=10).contains(&text.len())
        && text.starts_with(|letter: char| letter.is_ascii_uppercase())
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
