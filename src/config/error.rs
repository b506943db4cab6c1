//! What can be wrong with a `desk.yml`: where, what, and how to mend it.
//!
//! Errors and warnings say the same things in the same words. An error ends the reading; a warning does not.

use std::fmt;

use thiserror::Error;

use super::names::Kind;

/// Something about a `desk.yml`, with the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file, as the caller named it.
    pub path: String,
    /// The line, counted from 1, where one can be named.
    pub line: Option<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// A finding that leaves no configuration to work with.
pub type ConfigError = Finding;

/// A finding that the desk can work with.
pub type Warning = Finding;

impl Finding {
    /// Returns what to do about it, as a clause without a full stop.
    pub fn hint(&self) -> String {
        self.problem.hint()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.path)?;
        if let Some(line) = self.line {
            write!(formatter, ":{line}")?;
        }
        write!(formatter, ": {}; {}", self.problem, self.hint())
    }
}

impl std::error::Error for Finding {}

/// The kinds of trouble. `key` is the way to a value, as in ``sla[0].targets.P1``.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum Problem {
    #[error("the file has {bytes} bytes")]
    TooLarge { bytes: usize },
    #[error("values are nested too deep, or there are too many brackets")]
    TooDeep,
    #[error("aliases (`*name`) multiply the file beyond what can be read")]
    TooManyAliases,
    #[error("the line is indented with a tab")]
    Tab,
    #[error("not valid YAML: {message}")]
    Syntax { message: String },
    #[error("`{tag}` is a YAML tag, which a desk.yml has no use for")]
    Tag { tag: String },
    #[error("`<<` in `{key}` would merge maps, which is not supported")]
    MergeKey { key: String },
    #[error("`{key}` is given twice (first in line {first})")]
    Duplicate { key: String, first: usize },
    #[error("`{key}` is {found}")]
    Shape { key: String, found: &'static str, expected: &'static str },
    #[error("`{key}` cannot be `{value}`")]
    Value { key: String, value: String, expected: &'static str },
    #[error("`{key}` is missing")]
    Missing { key: String, expected: &'static str },
    #[error("unknown {kind} `{name}` in `{key}`")]
    Unknown { kind: Kind, name: String, key: String, hint: String },
    #[error("unknown key `{key}`")]
    UnknownKey { key: String, near: Option<String> },
    #[error("the file has schema {found}, newer than {known}, the latest that this program knows")]
    NewerSchema { found: u32, known: u32 },
    #[error("the calendar `{calendar}` has no working time")]
    NoWorkingTime { calendar: String },
    #[error("`{key}` has no effect in a calendar that is always open")]
    NoEffect { key: String },
    #[error("`{key}` has intervals that overlap")]
    Overlap { key: String },
    #[error("the address `{email}` belongs to both `{first}` and `{second}`")]
    SharedEmail { email: String, first: String, second: String },
    #[error("`{key}` has no priority for urgency `{urgency}`")]
    NoPriority { key: String, urgency: String },
    #[error("there are {count} more warnings")]
    More { count: usize },
}

impl Problem {
    /// Returns what to do about it, as a clause without a full stop.
    pub fn hint(&self) -> String {
        match self {
            Self::TooLarge { .. } => "a desk.yml may have 64 KB".into(),
            Self::TooDeep => "a desk.yml needs only a few of them".into(),
            Self::TooManyAliases => "write the values out".into(),
            Self::Tab => "indent with spaces".into(),
            Self::Syntax { message } => syntax_hint(message).into(),
            Self::Tag { .. } => "remove it, or put the value in quotes".into(),
            Self::MergeKey { .. } => "repeat the keys, or give a whole value an alias".into(),
            Self::Duplicate { .. } => "keep one of the two".into(),
            Self::Shape { expected, .. } | Self::Value { expected, .. } => {
                format!("write {expected}")
            }
            Self::Missing { expected, .. } => format!("add {expected}"),
            Self::Unknown { hint, .. } => hint.clone(),
            Self::UnknownKey { near: Some(near), .. } => format!("did you mean `{near}`?"),
            Self::UnknownKey { near: None, .. } => "it has no effect".into(),
            Self::NewerSchema { .. } => {
                "it is read as far as it is understood, and not written: update git-desk".into()
            }
            Self::NoWorkingTime { .. } => {
                "give it `hours`, such as `mon-fri: [[\"09:00\", \"18:00\"]]`, or `always: true`".into()
            }
            Self::NoEffect { .. } => "remove it, or remove `always: true`".into(),
            Self::Overlap { .. } => "write each working minute once".into(),
            Self::SharedEmail { first, .. } => {
                format!("remove it from one of them: until then it stands for `{first}`")
            }
            Self::NoPriority { urgency, .. } => format!("add `{urgency}: P3`, for example"),
            Self::More { .. } => "mend the ones above first".into(),
        }
    }
}

/// Translates the YAML parser's complaint into what a person most likely did.
fn syntax_hint(message: &str) -> &'static str {
    const HINTS: [(&str, &str); 7] = [
        ("mapping values are not allowed", "put a value that contains `: ` in quotes"),
        ("cannot start any token", "put a value that begins with `@`, `%` or a backquote in quotes"),
        ("unknown anchor", "put a value that begins with `*` in quotes"),
        ("a second document", "remove the `---` before it"),
        ("unexpected end of", "close the quote or bracket that is opened before this line"),
        ("expected ',' or", "close the bracket that is opened before this line"),
        ("a plain name", "a key is one word or a number"),
    ];
    HINTS
        .iter()
        .find(|(part, _)| message.contains(part))
        .map_or("compare the indentation and the quotes with the lines above", |(_, hint)| hint)
}

/// Returns a value short and tame enough for one line of a message.
pub(super) fn excerpt(value: &str) -> String {
    const LONGEST: usize = 60;
    let shown: String =
        value.chars().take(LONGEST).map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if value.chars().nth(LONGEST).is_some() { shown + "…" } else { shown }
}
