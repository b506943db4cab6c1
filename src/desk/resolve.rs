//! Which ticket somebody means: an id, a prefix of one, a row of the last list,
//! the branch they stand on, or the ticket's name in another system.

use std::collections::HashMap;

use super::cache::{EVERY, Record};
use super::recent::Recent;
use super::{Desk, DeskError, Place, layout};
use crate::git::Head;
use crate::model::TicketId;

/// How many characters of an id an act wants, lest a slip of the finger changes another ticket.
pub const LEAST_FOR_AN_ACT: usize = 4;

/// What the answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To look at it.
    Look,
    /// To change it.
    Act,
}

/// Why it is not clear which ticket is meant.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum ResolveError {
    #[error("there is no ticket `{text}`")]
    NotFound { text: String, near: Option<TicketId> },
    #[error("`{text}` is not clear")]
    Ambiguous { text: String, candidates: Vec<TicketId> },
    #[error("`{text}` is too short to change a ticket by")]
    TooShort { text: String, candidate: Option<TicketId> },
    #[error("there is no row {row} in the last list of this terminal")]
    NoRow { row: usize, rows: usize },
    #[error("no ticket was shown or changed here before")]
    NoLast,
    #[error("the branch `{branch}` names no ticket")]
    NoTicketInBranch { branch: String },
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl Desk {
    /// Finds the ticket that a text means.
    pub fn resolve(&self, text: &str, purpose: Purpose, recent: &Recent) -> Result<Place, ResolveError> {
        if let Some(row) = text.strip_prefix('@') {
            return self.resolve_recent(text, row, recent);
        }
        if text == "." {
            return self.resolve_branch();
        }
        if text.contains(':') {
            return self.resolve_external(text);
        }
        self.resolve_id(text, purpose)
    }

    /// Finds a ticket by its whole id.
    pub fn place(&self, id: &TicketId) -> Result<Option<Place>, DeskError> {
        let mut months = self.months(&mut Vec::new())?;
        months.retain(|month| std::fs::symlink_metadata(self.root().join(layout::ticket(month, id))).is_ok());
        Ok(months.pop().map(|month| Place { month, id: id.clone() }))
    }

    /// Returns how many random characters of each id are enough to name it, as lists show it.
    pub fn shortest_prefixes(&self) -> Result<HashMap<TicketId, usize>, DeskError> {
        let mut ids: Vec<TicketId> = self.places()?.into_iter().map(|place| place.id).collect();
        ids.sort_by(|a, b| a.random().cmp(b.random()));
        ids.dedup();
        let shared = |a: Option<&TicketId>, b: &TicketId| {
            let both = a.map_or("", TicketId::random).bytes().zip(b.random().bytes());
            both.take_while(|(a, b)| a == b).count()
        };
        let lengths = ids.iter().enumerate().map(|(index, id)| {
            let before = index.checked_sub(1).and_then(|index| ids.get(index));
            1 + shared(before, id).max(shared(ids.get(index + 1), id))
        });
        Ok(lengths.zip(&ids).map(|(length, id)| (id.clone(), length)).collect())
    }

    fn known(&self, id: &TicketId) -> Result<Place, ResolveError> {
        self.place(id)?.ok_or_else(|| ResolveError::NotFound { text: id.to_string(), near: None })
    }

    fn resolve_recent(&self, text: &str, row: &str, recent: &Recent) -> Result<Place, ResolveError> {
        if row == "last" {
            return self.known(recent.last().ok_or(ResolveError::NoLast)?);
        }
        let row: usize =
            row.parse().map_err(|_| ResolveError::NotFound { text: text.to_owned(), near: None })?;
        let rows = recent.rows();
        let id = row.checked_sub(1).and_then(|index| rows.get(index));
        self.known(id.ok_or(ResolveError::NoRow { row, rows: rows.len() })?)
    }

    fn resolve_branch(&self) -> Result<Place, ResolveError> {
        let head = self.code().map(|repository| repository.head()).transpose();
        let branch = match head.map_err(DeskError::Git)? {
            Some(Head::Branch { name, .. }) => name,
            _ => String::new(),
        };
        let short = branch.strip_prefix("refs/heads/").unwrap_or(&branch);
        let prefix = format!("{}-", self.config.prefix.to_lowercase());
        let after = short
            .rsplit('/')
            .next()
            .and_then(|last| last.to_lowercase().strip_prefix(&prefix).map(str::to_owned));
        let random = after.as_deref().and_then(|rest| rest.split('-').next()).unwrap_or_default();
        match TicketId::new(&self.config.prefix, random) {
            Ok(id) => self.known(&id),
            Err(_) => Err(ResolveError::NoTicketInBranch { branch: short.to_owned() }),
        }
    }

    fn resolve_external(&self, text: &str) -> Result<Place, ResolveError> {
        let records =
            self.cache().records(self.root(), EVERY, &|_, _| ()).map_err(|error| self.unlisted(error))?;
        let is_named =
            |record: &Record| record.ticket.external.iter().any(|name| name.eq_ignore_ascii_case(text));
        let named = records.all.into_iter().filter(is_named).map(|record| record.place).collect();
        only(text, named, None)
    }

    fn resolve_id(&self, text: &str, purpose: Purpose) -> Result<Place, ResolveError> {
        if let Ok(id) = text.parse::<TicketId>()
            && let Some(place) = self.place(&id)?
        {
            return Ok(place);
        }
        if text.trim().is_empty() {
            return Err(ResolveError::NotFound { text: text.to_owned(), near: None });
        }
        let lower = text.to_lowercase();
        let prefix = format!("{}-", self.config.prefix.to_lowercase());
        let typed = lower.strip_prefix(&prefix).unwrap_or(&lower);
        let begins = |id: &str| id.to_lowercase().starts_with(&lower);
        let mut fitting = self.places_where(|id| {
            let random = id.split_once('-').map_or("", |(_, random)| random);
            random.starts_with(typed) || (lower.contains('-') && begins(id))
        })?;
        // Two files with one id are one candidate here; `check` names them.
        fitting.dedup_by(|a, b| a.id == b.id);
        if purpose == Purpose::Act && typed.len() < LEAST_FOR_AN_ACT {
            let candidate = (fitting.len() == 1).then(|| fitting[0].id.clone());
            return Err(ResolveError::TooShort { text: text.to_owned(), candidate });
        }
        let near = if fitting.is_empty() { nearest(typed, &self.places()?) } else { None };
        only(text, fitting, near)
    }
}

fn only(text: &str, mut places: Vec<Place>, near: Option<TicketId>) -> Result<Place, ResolveError> {
    match places.len() {
        0 => Err(ResolveError::NotFound { text: text.to_owned(), near }),
        1 => Ok(places.remove(0)),
        _ => {
            let candidates = places.into_iter().map(|place| place.id).collect();
            Err(ResolveError::Ambiguous { text: text.to_owned(), candidates })
        }
    }
}

/// Returns the one id that is a slip of the finger away.
fn nearest(typed: &str, places: &[Place]) -> Option<TicketId> {
    let mut near = places.iter().filter(|place| strsim::damerau_levenshtein(place.id.random(), typed) <= 1);
    let first = near.next()?;
    near.next().is_none().then(|| first.id.clone())
}
