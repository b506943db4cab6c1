//! What is wrong with a query: where, what, and what to do about it.

use std::fmt;
use std::ops::Range;

use thiserror::Error;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::tree::Place;

/// Something wrong with a query, with the place where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryError {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub problem: Problem,
}

/// The kinds of trouble.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum Problem {
    #[error("a quote is not closed")]
    UnclosedQuote,
    #[error("a parenthesis is not closed")]
    Unclosed,
    #[error("a parenthesis is closed that was not opened")]
    Unopened,
    #[error("there is nothing between the parentheses")]
    EmptyGroup,
    #[error("`OR` needs something on both sides")]
    LonelyOr,
    #[error("`-` needs something after it")]
    LonelyMinus,
    #[error("`{word}` is not needed")]
    NotNeeded { word: String },
    #[error("a value is missing")]
    NoValue { is_spaced: bool },
    #[error("a value is empty")]
    Empty,
    #[error("a range needs at least one end")]
    NoEnds,
    #[error("a value is compared twice")]
    TwoTests,
    #[error("a space is missing")]
    NoSpace,
    #[error("groups are nested deeper than {limit} levels")]
    TooDeep { limit: usize },
    #[error("an order cannot be negated")]
    NegatedSort,
    #[error("`sort:` takes names of fields")]
    ComparedSort,
    #[error("`{name}` is not a known field")]
    UnknownField { name: String, near: Option<String> },
    #[error("`{word}` is not a known {kind}")]
    UnknownWord { kind: String, word: String, near: Option<String>, known: Vec<String> },
    #[error("`{field}` has no order")]
    Unordered { field: String },
    #[error("`{word}` has no place in the order of `{field}`")]
    Unplaced { field: String, word: String, known: Vec<String> },
    #[error("`{text}` is not {wanted}")]
    Malformed { text: String, wanted: &'static str },
    #[error("`{text}` is a length of time, and `{field}` a moment")]
    Span { field: String, text: String },
    #[error("the range ends before it begins")]
    Reversed,
    #[error("`{word}` is nobody: git does not know who you are")]
    Nobody { word: String },
    #[error("no ticket is without `{field}`")]
    AlwaysThere { field: String },
    #[error("`{text}` has no letter and no digit to look for")]
    NoWords { text: String },
}

impl QueryError {
    /// Returns the text of the query.
    pub fn text(&self) -> &str {
        &self.place.text
    }

    /// Returns the bytes of the text that are wrong; none at the end where something is missing.
    pub fn span(&self) -> Range<usize> {
        self.place.bytes.clone()
    }

    /// Returns the word that was probably meant.
    pub fn near(&self) -> Option<&str> {
        match &self.problem {
            Problem::UnknownField { near, .. } | Problem::UnknownWord { near, .. } => near.as_deref(),
            _ => None,
        }
    }

    /// Returns what to do about it, as a clause without a full stop.
    pub fn hint(&self) -> Option<String> {
        self.problem.hint()
    }

    /// Draws the line of the query and, under the place, a line of `^`. Of a long query the surroundings are shown.
    pub fn caret(&self) -> String {
        let (text, bytes) = (self.text(), self.span());
        let before = tail(&plain(&text[..bytes.start]));
        let marked = head(&plain(&text[bytes.clone()]));
        let after = head(&plain(&text[bytes.end..]));
        let (indent, carets) = (" ".repeat(before.width()), "^".repeat(marked.width().max(1)));
        format!("{}\n{indent}{carets}", format!("{before}{marked}{after}").trim_end())
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(f)
    }
}

impl std::error::Error for QueryError {}

impl Problem {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::UnclosedQuote => "close it with `\"`; a quote inside of quotes is written `\\\"`".into(),
            Self::Unclosed => "close it with `)`, or put it in quotes to look for it".into(),
            Self::Unopened => "remove it, or put it in quotes to look for it".into(),
            Self::EmptyGroup | Self::LonelyOr | Self::LonelyMinus => "put it in quotes to look for it".into(),
            Self::NotNeeded { word } => not_needed(word).into(),
            Self::NoValue { is_spaced: true } => "write it without a space, as in `status:open`".into(),
            Self::NoValue { is_spaced: false } => "write it after the sign, as in `status:open`".into(),
            Self::Empty => "`no:FIELD` finds tickets that have no value, as in `no:assignee`".into(),
            Self::NoEnds => {
                "write it as in `2026-01-01..2026-01-31`, `2026-01-01..` or `..2026-01-31`".into()
            }
            Self::TwoTests => "write one comparison or one range; a value with signs goes in quotes".into(),
            Self::NoSpace => "write a space between two terms, and quotes around a whole value".into(),
            Self::TooDeep { .. } => "split it into several queries".into(),
            Self::NegatedSort => "`-` before a name turns it round, as in `sort:-created`".into(),
            Self::ComparedSort => "write it as in `sort:priority,-created`".into(),
            Self::UnknownField { near: Some(near), .. } => format!("did you mean `{near}`?"),
            Self::UnknownField { name, .. } => {
                format!("put `{name}:…` in quotes to look for the text")
            }
            Self::UnknownWord { near: Some(near), .. } => format!("did you mean `{near}`?"),
            Self::UnknownWord { known, .. } | Self::Unplaced { known, .. } => return one_of(known),
            Self::Unordered { .. } => "put the value in quotes if it contains `..`, `<` or `>`".into(),
            Self::Span { field, text } => format!("compare it, as in `{field}:<{text}`"),
            Self::Reversed => "write the earlier or smaller end first".into(),
            Self::Nobody { .. } => "set `user.name` and `user.email` with `git config`".into(),
            Self::Malformed { .. } | Self::AlwaysThere { .. } | Self::NoWords { .. } => return None,
        })
    }
}

fn not_needed(word: &str) -> &'static str {
    match word {
        "AND" => "terms side by side must all hold; put it in quotes to look for it",
        "NOT" => "`-` before a term negates it; put it in quotes to look for it",
        _ => "write the value alone, as in `status:open`",
    }
}

/// Names what there is, where that is not too much.
fn one_of(known: &[String]) -> Option<String> {
    match known.len() {
        1..=20 => Some(format!("it is one of `{}`", known.join("`, `"))),
        _ => None,
    }
}

/// How many columns of a query are shown on each side of the place, and of the place.
const SHOWN: usize = 40;

/// Returns a text in which every character keeps its place on the line.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

fn head(text: &str) -> String {
    let shown = fitting(text.chars());
    if shown.len() == text.len() { shown } else { shown + "…" }
}

fn tail(text: &str) -> String {
    let shown: String = fitting(text.chars().rev()).chars().rev().collect();
    if shown.len() == text.len() { shown } else { format!("…{shown}") }
}

fn fitting(letters: impl Iterator<Item = char>) -> String {
    let mut columns = 0;
    letters
        .take_while(|letter| {
            columns += letter.width().unwrap_or_default();
            columns <= SHOWN
        })
        .collect()
}
