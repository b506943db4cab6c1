use std::fmt;

use super::TicketId;

/// What one ticket is to another. Stored on one side only.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LinkKind {
    /// Cannot go on before the other is done.
    BlockedBy,
    /// The other is the larger matter.
    Parent,
    /// Worth knowing together.
    Related,
    /// The other says the same.
    DuplicateOf,
    /// The other goes on with this one's matter.
    MergedInto,
    /// Came after the other was closed.
    Follows,
    /// The other is the cause of this incident (ITIL: problem).
    Problem,
    /// A kind we do not know.
    Other(String),
}

impl LinkKind {
    /// The known kinds, in the order help shows them.
    pub const KNOWN: [LinkKind; 7] = [
        LinkKind::BlockedBy,
        LinkKind::Parent,
        LinkKind::Related,
        LinkKind::DuplicateOf,
        LinkKind::MergedInto,
        LinkKind::Follows,
        LinkKind::Problem,
    ];

    /// Reads a kind; any word is one.
    pub fn new(text: &str) -> LinkKind {
        Self::KNOWN
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .unwrap_or_else(|| LinkKind::Other(text.to_owned()))
    }

    /// Returns the kind as written.
    pub fn as_str(&self) -> &str {
        match self {
            LinkKind::BlockedBy => "blocked-by",
            LinkKind::Parent => "parent",
            LinkKind::Related => "related",
            LinkKind::DuplicateOf => "duplicate-of",
            LinkKind::MergedInto => "merged-into",
            LinkKind::Follows => "follows",
            LinkKind::Problem => "problem",
            LinkKind::Other(name) => name,
        }
    }

    /// Returns what the other ticket is said to be, seen from there: `blocked-by` is `blocks`.
    pub fn reverse(&self) -> &str {
        match self {
            LinkKind::BlockedBy => "blocks",
            LinkKind::Parent => "parent of",
            LinkKind::Related => "related",
            LinkKind::DuplicateOf => "has duplicate",
            LinkKind::MergedInto => "merged from",
            LinkKind::Follows => "followed by",
            LinkKind::Problem => "problem of",
            LinkKind::Other(name) => name,
        }
    }
}

impl fmt::Display for LinkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A link to another ticket, written `blocked-by HD-9x8w7v`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Link {
    /// What the other ticket is to this one.
    pub kind: LinkKind,
    /// The other ticket.
    pub to: TicketId,
}

impl Link {
    /// Reads `blocked-by HD-9x8w7v`; generously also `blocked-by: HD-9x8w7v`.
    pub fn read(text: &str) -> Option<Link> {
        let (kind, to) = text.trim().split_once(char::is_whitespace)?;
        let kind = kind.trim_end_matches(':');
        if kind.is_empty() {
            return None;
        }
        Some(Link { kind: LinkKind::new(kind), to: to.trim().parse().ok()? })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_is_read_is_written_so_that_it_is_read_again() {
        let check = |text: &str, written: Option<&str>| {
            assert_eq!(Link::read(text).map(|link| link.to_string()).as_deref(), written, "{text}");
        };
        check("blocked-by HD-9x8w7v", Some("blocked-by HD-9x8w7v"));
        check(" blocked-by:  HD-9x8w7v", Some("blocked-by HD-9x8w7v"));
        check("odd:: HD-9x8w7v", Some("odd HD-9x8w7v"));
        check(": HD-9x8w7v", None);
        check("HD-9x8w7v", None);
    }
}
