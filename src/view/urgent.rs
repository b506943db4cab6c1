//! What to do next, as JSON.

use serde_json::{Map, Value, json};

use super::ticket;
use crate::config::Config;
use crate::ops::next::Urgent;

/// The fields beside those of a card ([`ticket::CARD`]), with what they are.
pub const FIELDS: [(&str, &str); 2] =
    [("urgency", "how urgent it is: the sum of the parts"), ("parts", "what it is the sum of, as an object")];

/// Returns a ticket with how urgent it is as JSON.
pub fn json(config: &Config, urgent: &Urgent<'_>) -> Map<String, Value> {
    let tenths = |value: f64| json!((value * 10.0).round() / 10.0);
    let parts = urgent.parts.iter().map(|(name, value)| ((*name).to_owned(), tenths(*value)));
    let mut item = ticket::card(config, &urgent.record.place, &urgent.record.ticket);
    item.insert("urgency".to_owned(), tenths(urgent.urgency));
    item.insert("parts".to_owned(), parts.collect::<Map<_, _>>().into());
    item
}
