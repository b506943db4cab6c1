use std::fmt;
use std::str::FromStr;

/// The 28 characters of a new id: digits and lower-case letters without vowels
/// (no words by accident) and without `l s z` (read as `1 5 2`).
pub const ID_ALPHABET: &[u8; 28] = b"0123456789bcdfghjkmnpqrtvwxy";

/// The name of a ticket for ever, such as `HD-7k3m2q`.
///
/// A prefix of one to ten capital letters or digits, a hyphen, and four to
/// sixteen lower-case letters or digits (six where we make it). Being so narrow
/// makes an id safe as a part of a file name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TicketId(String);

/// A text that is no id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an id")]
pub struct InvalidId(pub String);

impl TicketId {
    /// Builds an id from a desk's prefix and the random part.
    pub fn new(prefix: &str, random: &str) -> Result<TicketId, InvalidId> {
        format!("{prefix}-{random}").parse()
    }

    /// Returns the id as it is written: `HD-7k3m2q`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the part before the hyphen: `HD`.
    pub fn prefix(&self) -> &str {
        self.0.split_once('-').map_or("", |(prefix, _)| prefix)
    }

    /// Returns the part after the hyphen: `7k3m2q`.
    pub fn random(&self) -> &str {
        self.0.split_once('-').map_or("", |(_, random)| random)
    }
}

impl FromStr for TicketId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<TicketId, InvalidId> {
        let valid = text.split_once('-').is_some_and(|(prefix, random)| {
            (1..=10).contains(&prefix.len())
                && prefix.starts_with(|c: char| c.is_ascii_uppercase())
                && prefix.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
                && (4..=16).contains(&random.len())
                && random.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
        if valid { Ok(TicketId(text.to_owned())) } else { Err(InvalidId(text.to_owned())) }
    }
}

impl fmt::Display for TicketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for TicketId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// The name of an article of the knowledge base for ever, such as `KB-4w9xp2`: `KB-` in every desk, then as in a
/// [`TicketId`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(String);

impl ArticleId {
    /// What every id of an article begins with.
    pub const PREFIX: &str = "KB";

    /// Builds an id from its random part.
    pub fn new(random: &str) -> Result<ArticleId, InvalidId> {
        format!("{}-{random}", Self::PREFIX).parse()
    }

    /// Returns the id as it is written: `KB-4w9xp2`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the part after the hyphen: `4w9xp2`.
    pub fn random(&self) -> &str {
        self.0.split_once('-').map_or("", |(_, random)| random)
    }
}

impl FromStr for ArticleId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<ArticleId, InvalidId> {
        match text.parse::<TicketId>() {
            Ok(id) if id.prefix() == Self::PREFIX => Ok(ArticleId(id.0)),
            _ => Err(InvalidId(text.to_owned())),
        }
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for ArticleId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_narrow_names_are_ids() {
        for good in ["HD-7k3m2q", "A-0000", "HD2-abcdef"] {
            assert_eq!(good.parse::<TicketId>().unwrap().as_str(), good);
        }
        for bad in [
            "",
            "HD",
            "HD-",
            "hd-7k3m2q",
            "HD-7K3M2Q",
            "HD-../..",
            "HD-.git",
            "HD-abc",
            "2D-7k3m2q",
            "HD-7k3m2q.md",
            "HD-7k3-m2q",
        ] {
            assert_eq!(bad.parse::<TicketId>(), Err(InvalidId(bad.into())));
        }
    }
}
