//! Commits and tickets: what messages say of tickets, read once for each new commit.
//!
//! What was read is kept beside the cache, with the commit it was read up to. A head that comes after that one is read
//! from there on; any other from the beginning. It can be deleted at any time.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use chrono::DateTime;
use serde::{Deserialize, Serialize};

mod apply;
mod message;
mod summary;

pub use apply::{Applied, apply};
pub use message::{Tie, ties};
pub use summary::{Summary, summary};

use super::OpsError;
use crate::desk::Desk;
use crate::git::{CommitId, Repository};
use crate::model::{Instant, Person, TicketId};

/// A commit that names tickets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tied {
    /// Its name.
    pub commit: CommitId,
    /// When its author wrote it, in seconds since 1970.
    pub seconds: i64,
    /// The name of its author.
    pub name: String,
    /// The address of its author.
    pub email: String,
    /// The first line of its message.
    pub subject: String,
    /// The tickets.
    pub ties: Vec<(String, Tie)>,
}

impl Tied {
    /// Returns what it is to a ticket.
    pub fn tie(&self, id: &TicketId) -> Option<Tie> {
        self.ties.iter().find(|(known, _)| known == id.as_str()).map(|(_, tie)| *tie)
    }

    /// Returns when its author wrote it.
    pub fn at(&self) -> Instant {
        DateTime::from_timestamp(self.seconds, 0).unwrap_or_default()
    }

    /// Returns its author.
    pub fn author(&self) -> Person {
        Person::mailbox(&self.name, &self.email)
    }
}

/// What was read, and up to where.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Known {
    version: u32,
    prefix: String,
    head: Option<CommitId>,
    tied: Vec<Tied>,
}

/// The version of the file. Another one is read anew.
const VERSION: u32 = 1;

/// Returns the commits of the head's past that name tickets, the latest first.
pub fn tied(desk: &Desk) -> Result<Vec<Tied>, OpsError> {
    let Some(repository) = desk.code() else { return Ok(Vec::new()) };
    let Some(head) = repository.head()?.commit().cloned() else { return Ok(Vec::new()) };
    let prefix = &desk.config.prefix;
    let mut known = read(repository).filter(|known| known.version == VERSION && known.prefix == *prefix);
    if known.as_ref().is_some_and(|known| known.head.as_ref() == Some(&head)) {
        return Ok(known.map(|known| known.tied).unwrap_or_default());
    }
    let is_past = |known: &Known| {
        let before = known.head.as_ref()?;
        repository.contains(&head, before).ok().filter(|is_past| *is_past)
    };
    known = known.filter(|known| is_past(known).is_some());
    let since = known.as_ref().and_then(|known| known.head.as_ref()).map(|before| format!("^{before}"));
    let mut words = vec![head.as_str()];
    words.extend(since.as_deref());
    let mut tied = in_range(repository, prefix, &words)?;
    tied.extend(known.map(|known| known.tied).unwrap_or_default());
    // What cannot be kept is read again.
    let _ = keep(
        repository,
        &Known { version: VERSION, prefix: prefix.clone(), head: Some(head), tied: tied.clone() },
    );
    Ok(tied)
}

/// Returns the commits that name tickets among those that some words for `git log` name, the latest first.
pub fn in_range(repository: &Repository, prefix: &str, words: &[&str]) -> Result<Vec<Tied>, OpsError> {
    let mut tied = Vec::new();
    let read = repository.read_messages(words, &format!("{prefix}-"), |told| {
        let ties: Vec<(String, Tie)> =
            ties(told.message, prefix).into_iter().map(|(id, tie)| (id.to_string(), tie)).collect();
        if !ties.is_empty() {
            tied.push(Tied {
                commit: CommitId::named(told.id),
                seconds: told.seconds,
                name: told.name.to_owned(),
                email: told.email.to_owned(),
                subject: told.message.lines().next().unwrap_or_default().to_owned(),
                ties,
            });
        }
    });
    read?;
    Ok(tied)
}

/// Returns the commits that name one ticket, the latest first.
pub fn of(desk: &Desk, id: &TicketId) -> Result<Vec<Tied>, OpsError> {
    Ok(tied(desk)?.into_iter().filter(|tied| tied.tie(id).is_some()).collect())
}

/// A commit that solves a ticket, and where it has come to.
#[derive(Debug)]
pub struct Fix {
    /// The commit.
    pub tied: Tied,
    /// The branches and tags that contain it.
    pub names: Vec<String>,
}

/// Returns the commits of any branch that solve a ticket, with the branches and tags that contain them.
pub fn fixes(desk: &Desk, id: &TicketId) -> Result<Vec<Fix>, OpsError> {
    let Some(repository) = desk.code() else { return Ok(Vec::new()) };
    let words = ["--branches", "--remotes", "--tags"];
    let found = in_range(repository, &desk.config.prefix, &words)?;
    let fixing = found.into_iter().filter(|tied| tied.tie(id) == Some(Tie::Fixes));
    let fix = |tied: Tied| {
        let names = repository.names_with(&tied.commit)?;
        Ok(Fix { tied, names })
    };
    fixing.map(fix).collect()
}

/// Returns the ids among those of commits that the desk has.
fn known_ids(desk: &Desk) -> Result<BTreeSet<TicketId>, OpsError> {
    Ok(desk.places()?.into_iter().map(|place| place.id).collect())
}

fn file(repository: &Repository) -> PathBuf {
    repository.common_dir().join("desk/commits.json")
}

fn read(repository: &Repository) -> Option<Known> {
    if std::env::var_os("DESK_NO_CACHE").is_some() {
        return None;
    }
    serde_json::from_slice(&fs::read(file(repository)).ok()?).ok()
}

fn keep(repository: &Repository, known: &Known) -> std::io::Result<()> {
    let path = file(repository);
    let folder = path.parent().unwrap_or(&path);
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    std::io::Write::write_all(&mut file, &serde_json::to_vec(known)?)?;
    file.persist(&path).map(drop).map_err(|error| error.error)
}
