//! What each figure is called and how it is counted: one text for `--explain`, docs/reports.md and the JSON schema.

use super::figures;
use crate::nearest::nearest;

/// How a figure is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Its key in JSON. A word in capitals stands for any name: `sla.CLOCK.rate`.
    pub key: &'static str,
    /// What kind of value it is.
    pub unit: Unit,
    /// How it is counted.
    pub text: &'static str,
}

/// The kind of a figure's value. All but counts may be `null`: there was nothing to divide, or nothing of the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A number of tickets, or of what the text says.
    Count,
    /// Whole seconds.
    Seconds,
    /// A share between 0 and 1, of four decimals.
    Rate,
    /// Words.
    Text,
    /// A moment, RFC 3339.
    Instant,
    /// Yes or no.
    Flag,
}

impl Unit {
    /// Says what the unit is.
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Count => "a number",
            Unit::Seconds => "seconds",
            Unit::Rate => "a share, 0 to 1",
            Unit::Text => "text",
            Unit::Instant => "a time",
            Unit::Flag => "yes or no",
        }
    }
}

impl Definition {
    /// Defines a figure.
    pub(super) const fn new(key: &'static str, unit: Unit, text: &'static str) -> Definition {
        Definition { key, unit, text }
    }

    /// Tells whether it is the one of a key, in which names stand for the words in capitals.
    pub fn is_of(&self, key: &str) -> bool {
        fits(self.key, key)
    }
}

/// Returns all definitions, in the order of the figures.
pub fn definitions() -> impl Iterator<Item = &'static Definition> {
    figures::DEFINITIONS.iter().flat_map(|definitions| definitions.iter())
}

/// Returns what defines a key; for the name of a group, all of it. Else the nearest key.
pub fn explain(key: &str) -> Result<Vec<&'static Definition>, Option<&'static str>> {
    let exact: Vec<_> = definitions().filter(|definition| definition.is_of(key)).collect();
    if !exact.is_empty() {
        return Ok(exact);
    }
    let group: Vec<_> = definitions()
        .filter(|definition| {
            let ends = definition.key.match_indices('.').map(|(end, _)| &definition.key[..end]);
            ends.into_iter().any(|start| fits(start, key))
        })
        .collect();
    match group.is_empty() {
        false => Ok(group),
        true => Err(nearest(key, definitions().map(|definition| definition.key))),
    }
}

/// Tells whether a key fits a pattern. A name may have points in it: it takes as much as leaves the rest its place.
fn fits(pattern: &str, key: &str) -> bool {
    let (word, rest) = pattern.split_once('.').map_or((pattern, None), |(word, rest)| (word, Some(rest)));
    let is_name = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut ends = key.match_indices('.').map(|(end, _)| end).chain([key.len()]);
    ends.any(|end| {
        let (taken, left) = (&key[..end], key.get(end + 1..));
        let is_word = if is_name { !taken.is_empty() } else { taken == word };
        is_word
            && match (rest, left) {
                (None, None) => true,
                (Some(rest), Some(left)) => fits(rest, left),
                _ => false,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_words_in_capitals() {
        assert!(fits("volume.opened", "volume.opened"));
        assert!(!fits("volume.opened", "volume.solved"));
        assert!(fits("sla.CLOCK.rate", "sla.resolution.rate"));
        assert!(fits("load.NAME.solved", "load.ann@example.org.solved"));
        assert!(!fits("load.NAME.solved", "load.solved"));
        assert!(!fits("load.NAME.solved", "load.ann"));
        assert!(fits("by.FIELD.NAME.opened", "by.team.a.b.opened"));
    }

    #[test]
    fn a_key_is_explained_and_so_is_its_group() {
        let keys = |key| explain(key).map(|all| Vec::from_iter(all.into_iter().map(|one| one.key)));
        assert_eq!(keys("volume.opened"), Ok(vec!["volume.opened"]));
        assert_eq!(keys("sla.level.rate"), Ok(vec!["sla.CLOCK.rate"]));
        assert_eq!(keys("sla.level").unwrap().len(), 3);
        assert_eq!(keys("volume.opend"), Err(Some("volume.opened")));
        assert_eq!(keys("weather"), Err(None));
    }

    #[test]
    fn every_key_is_defined_once_and_says_something() {
        let mut keys: Vec<_> = definitions().map(|definition| definition.key).collect();
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count);
        for definition in definitions() {
            assert!(definition.text.ends_with('.') && definition.text.len() > 10, "{}", definition.key);
        }
    }
}
