//! The line of a key.
//!
//! The YAML crate gives values without their places, but an error with one. So the parser is sent through the text
//! once more, to the key in question, and stops there with an error: its place is the answer, exact for every style
//! of YAML, and paid for only when there is something to report.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::error::excerpt;
use super::tree::KeyVisitor;

/// One step from a value to one inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Item(usize),
}

/// Returns the way to a value as messages show it: `sla[0].targets.P1`.
pub(super) fn name_of(steps: &[Step]) -> String {
    let mut name = String::new();
    for step in steps {
        match step {
            Step::Key(key) if name.is_empty() => name.push_str(&excerpt(key)),
            Step::Key(key) => name.extend([".", &excerpt(key)]),
            Step::Item(index) => name.push_str(&format!("[{index}]")),
        }
    }
    name
}

/// Returns the line, counted from 1, of a key or list item, else of the nearest that contains it.
pub(super) fn line_of(text: &str, steps: &[Step]) -> Option<usize> {
    (1..=steps.len()).rev().find_map(|length| exact_line_of(text, steps.get(..length)?))
}

fn exact_line_of(text: &str, steps: &[Step]) -> Option<usize> {
    let arrived = Cell::new(false);
    let walk = Walk { steps, arrived: &arrived };
    let stop = walk.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    arrived.get().then(|| stop.location().map(|location| location.line()))?
}

/// Follows the steps, and fails where they end.
#[derive(Clone, Copy)]
struct Walk<'a> {
    steps: &'a [Step],
    arrived: &'a Cell<bool>,
}

impl Walk<'_> {
    /// Fails, and counts as arrived when no step is left.
    fn arrive<T, E: Error>(self) -> Result<T, E> {
        self.arrived.set(self.steps.is_empty());
        Err(E::custom("here"))
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the end of the way")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.arrive()
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.arrive()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.arrive()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.arrive()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.arrive()
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.arrive()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        let Some((step, rest)) = self.steps.split_first() else {
            return self.arrive();
        };
        let Step::Item(index) = step else {
            return Err(A::Error::custom("no such key"));
        };
        for _ in 0..*index {
            sequence.next_element::<IgnoredAny>()?;
        }
        sequence.next_element_seed(Walk { steps: rest, ..self })?;
        Err(A::Error::custom("no such item"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut mapping: A) -> Result<(), A::Error> {
        let Some((step, rest)) = self.steps.split_first() else {
            return self.arrive();
        };
        let Step::Key(wanted) = step else {
            return Err(A::Error::custom("no such item"));
        };
        while let Some(found) =
            mapping.next_key_seed(WalkKey { walk: self, wanted, last: rest.is_empty() })?
        {
            if found {
                return mapping.next_value_seed(Walk { steps: rest, ..self });
            }
            mapping.next_value::<IgnoredAny>()?;
        }
        Err(A::Error::custom("no such key"))
    }
}

/// Compares a key with the wanted one, and fails on it when the steps end there.
struct WalkKey<'a> {
    walk: Walk<'a>,
    wanted: &'a str,
    last: bool,
}

impl<'de> DeserializeSeed<'de> for WalkKey<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(KeyVisitor(|key: String| {
            let found = key == self.wanted;
            if found && self.last {
                return Walk { steps: &[], ..self.walk }.arrive();
            }
            Ok::<_, serde::de::value::Error>(found)
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_found_in_every_style() {
        let text = "\
# a comment
zone: UTC
\"sla\":
  - when: |
      zone: no
    targets: {P1: {resolution: 4h,
      first_response: 1h}}
  -
    when: x
types: [a,
  b, {c: 1}]
";
        let key = |key: &str| Step::Key(key.to_owned());
        let item = Step::Item;
        let check = |steps: &[Step], expected| assert_eq!(line_of(text, steps), expected, "{steps:?}");
        check(&[key("zone")], Some(2));
        check(&[key("sla")], Some(3));
        check(&[key("sla"), item(0)], Some(4));
        check(&[key("sla"), item(0), key("targets"), key("P1")], Some(6));
        check(&[key("sla"), item(0), key("targets"), key("P1"), key("first_response")], Some(7));
        check(&[key("sla"), item(1), key("when")], Some(9));
        check(&[key("types"), item(1)], Some(11));
        check(&[key("types"), item(2), key("c")], Some(11));
        check(&[key("types"), item(9)], Some(10));
        check(&[key("nowhere")], None);
    }
}
