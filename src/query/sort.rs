//! The order of tickets.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::evaluate::rank;
use super::field::{Key, Type};
use super::plan::Plan;
use super::record::{Record, Values};
use crate::model::{Field, Value};

/// A line of the table.
#[derive(Clone, Debug)]
pub struct Info {
    /// What decides.
    pub key: Key,
    /// What comes first.
    pub first: &'static str,
}

/// What tickets can be sorted by, beside the fields of the desk's own.
pub static KEYS: [Info; 15] = [
    by(Key::Field(Field::Priority), "the most pressing"),
    by(Key::Field(Field::Created), "the oldest"),
    by(Key::Updated, "the one that was quiet longest"),
    by(Key::Closed, "the one that was done first"),
    by(Key::Field(Field::Due), "the one that is due first"),
    by(Key::Field(Field::Level), "the first level"),
    by(Key::Field(Field::Urgency), "the least urgent"),
    by(Key::Field(Field::Impact), "the least impact"),
    by(Key::Field(Field::Status), "the first status of a ticket's life"),
    by(Key::Field(Field::Type), "by the alphabet"),
    by(Key::Field(Field::Team), "by the alphabet"),
    by(Key::Field(Field::Assignee), "by the alphabet"),
    by(Key::Field(Field::Reporter), "by the alphabet"),
    by(Key::Field(Field::Title), "by the alphabet"),
    by(Key::Field(Field::Id), "by the alphabet"),
];

const fn by(key: Key, first: &'static str) -> Info {
    Info { key, first }
}

/// One key of an order.
#[derive(Clone, Debug, PartialEq)]
pub struct SortKey {
    /// What decides.
    pub key: Key,
    /// The last comes first.
    pub is_turned: bool,
    pub(super) scale: Scale,
}

/// How two values are put in order.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Scale {
    /// By their place in a list.
    Places(Vec<String>),
    /// By the alphabet, in any case.
    Text,
    Time,
    Number,
    /// Numbers by size, else by the alphabet.
    Any,
}

impl Scale {
    /// Returns how values of a type without words of its own are put in order.
    pub(super) fn of(kind: Type) -> Scale {
        match kind {
            Type::Choice(values) => Scale::Places(values),
            Type::Time(_) => Scale::Time,
            Type::Number => Scale::Number,
            Type::Any => Scale::Any,
            _ => Scale::Text,
        }
    }
}

impl Plan<'_> {
    /// Puts tickets in the order that the query asks for.
    pub fn sort<R: Record>(&self, records: &mut [R]) {
        records.sort_by(|one, other| self.compare(one, other));
    }

    /// Compares two tickets by the keys of the query, then by age and id, so that the order is always the same.
    ///
    /// Nothing comes after something, and before it where a key is turned round.
    pub fn compare<R: Record>(&self, one: &R, other: &R) -> Ordering {
        let by_key = |key: &SortKey| match key.is_turned {
            false => self.compare_by(key, one, other),
            true => self.compare_by(key, other, one),
        };
        let decided = self.sort.iter().map(by_key).find(|order| order.is_ne());
        decided.unwrap_or_else(|| {
            let created = Key::Field(Field::Created);
            let by_age = options(self.time(&created, one), self.time(&created, other), Ord::cmp);
            by_age.then_with(|| one.value(&Field::Id).text().cmp(&other.value(&Field::Id).text()))
        })
    }

    fn compare_by<R: Record>(&self, key: &SortKey, one: &R, other: &R) -> Ordering {
        if key.scale == Scale::Time {
            return options(self.time(&key.key, one), self.time(&key.key, other), Ord::cmp);
        }
        let Key::Field(field) = &key.key else { return Ordering::Equal };
        let (one, other) = (one.value(field), other.value(field));
        match &key.scale {
            Scale::Places(places) => options(rank(places, one), rank(places, other), Ord::cmp),
            Scale::Number => options(one.number(), other.number(), f64::total_cmp),
            Scale::Text | Scale::Time => options(shown(one), shown(other), |a, b| alphabetical(a, b)),
            Scale::Any => match (one.number(), other.number()) {
                (Some(one), Some(other)) => one.total_cmp(&other),
                (None, None) => options(shown(one), shown(other), |a, b| alphabetical(a, b)),
                (one, other) => other.is_some().cmp(&one.is_some()),
            },
        }
    }
}

/// Compares two values, of which nothing comes last.
fn options<T>(one: Option<T>, other: Option<T>, compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => compare(&one, &other),
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}

fn alphabetical(one: &str, other: &str) -> Ordering {
    if one.is_ascii() && other.is_ascii() {
        let lower = |text| str::bytes(text).map(|byte| byte.to_ascii_lowercase());
        return lower(one).cmp(lower(other));
    }
    let lower = |text| str::chars(text).flat_map(char::to_lowercase);
    lower(one).cmp(lower(other))
}

/// Returns the text of a value, the first one of a list; of a number one is made.
fn shown(values: Values<'_>) -> Option<Cow<'_, str>> {
    match values {
        Values::Texts(texts) => texts.first().map(|text| text.as_str().into()),
        Values::Person(person) => Some(person.as_str().into()),
        Values::Json(Value::Number(number)) => Some(number.to_string().into()),
        Values::Json(Value::Bool(flag)) => Some(flag.to_string().into()),
        Values::Json(Value::Array(items)) => items.first().and_then(|item| shown(Values::Json(item))),
        other => other.text().map(Cow::Borrowed),
    }
}
