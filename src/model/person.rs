use std::fmt;

/// Somebody, as stored: a handle of `desk.yml` (`ann`) or `Name <address>`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(transparent)]
pub struct Person(String);

impl Person {
    /// Keeps a person as written.
    pub fn new(text: impl Into<String>) -> Person {
        Person(text.into())
    }

    /// Writes a person the way mail does: `Name <address>`.
    pub fn mailbox(name: &str, address: &str) -> Person {
        Person(format!("{name} <{address}>"))
    }

    /// Returns the person as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the address between `<` and `>`, or a bare address.
    pub fn address(&self) -> Option<&str> {
        let text = self.0.trim();
        match text.strip_suffix('>').and_then(|inner| inner.rsplit_once('<')) {
            Some((_, address)) => Some(address.trim()),
            None if text.contains('@') && !text.contains(' ') && !text.starts_with('@') => Some(text),
            None => None,
        }
    }

    /// Returns what a list shows: the name before the address, else the whole.
    pub fn short_name(&self) -> &str {
        let name = self.0.split('<').next().unwrap_or_default().trim();
        if name.is_empty() { self.address().unwrap_or(&self.0) } else { name }
    }

    /// Tells whether both are the same person: same address in any case, else the same text.
    pub fn is_same(&self, other: &Person) -> bool {
        match (self.address(), other.address()) {
            (Some(mine), Some(theirs)) => mine.eq_ignore_ascii_case(theirs),
            _ => self.0.trim() == other.0.trim(),
        }
    }
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_has_an_address_where_one_is_written() {
        let check = |text: &str, address: Option<&str>, name: &str| {
            let person = Person::new(text);
            assert_eq!((person.address(), person.short_name()), (address, name), "{text}");
        };
        check("ann", None, "ann");
        check("Ann Lee <ann@example.org>", Some("ann@example.org"), "Ann Lee");
        check("<ann@example.org>", Some("ann@example.org"), "ann@example.org");
        check("ann@example.org", Some("ann@example.org"), "ann@example.org");
        check("@me", None, "@me");
        check("A <b> C <c@d>", Some("c@d"), "A");
    }

    #[test]
    fn addresses_compare_without_case() {
        let same = |a: &str, b: &str| Person::new(a).is_same(&Person::new(b));
        assert!(same("Ann <ANN@example.org>", "ann lee <ann@example.org>"));
        assert!(!same("ann", "Ann <ann@example.org>"));
        assert!(same("ann", "ann"));
    }
}
