//! Ids and links to compare with.

use super::pattern::Pattern;
use crate::model::{Link, TicketId};

/// The beginning of an id, with or without the desk's prefix, in any case.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct IdPattern {
    pattern: Pattern,
    has_prefix: bool,
}

impl IdPattern {
    /// Reads `7k3m`, `HD-7k3m2q`, `hd-7k*`; nothing where the text can be no id.
    pub(super) fn read(prefix: &str, text: &str) -> Option<IdPattern> {
        let is_random = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'*');
        let has_prefix = match text.split_once('-') {
            None => is_random(text).then_some(false)?,
            Some((own, random)) if own.eq_ignore_ascii_case(prefix) => is_random(random).then_some(true)?,
            // Links may lead to another desk.
            Some((other, random)) => TicketId::new(&other.to_ascii_uppercase(), &random.to_ascii_lowercase())
                .is_ok()
                .then_some(true)?,
        };
        Some(IdPattern { pattern: Pattern::glob(&format!("{text}*")), has_prefix })
    }

    /// Tells whether an id fits.
    pub(super) fn fits(&self, id: &str) -> bool {
        match id.split_once('-') {
            Some((_, random)) if !self.has_prefix => self.pattern.fits(random),
            _ => self.pattern.fits(id),
        }
    }
}

/// A link to compare with: what must be given fits.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LinkPattern {
    /// The kind of the link.
    pub(super) kind: Option<Pattern>,
    /// The other ticket.
    pub(super) to: Option<IdPattern>,
}

impl LinkPattern {
    /// Tells whether a link fits.
    pub(super) fn fits(&self, link: &Link) -> bool {
        self.kind.as_ref().is_none_or(|kind| kind.fits(link.kind.as_str()))
            && self.to.as_ref().is_none_or(|to| to.fits(link.to.as_str()))
    }
}
