//! The vocabulary: one type per idea, one file per type.
//!
//! Nothing here knows files, git, the terminal or the time. A word that is not
//! known is kept, never lost: the desk's own configuration or a later version
//! may know it.

use chrono::Datelike;

mod article;
mod change;
mod entry;
mod field;
mod id;
mod link;
mod person;
mod stamp;
mod status;
mod thread;
mod ticket;

pub use article::{Article, ArticleState, Audience, Review};
pub use change::{Change, fingerprint};
pub use entry::{Attachment, Entry, EntryKind, FUNCTIONAL, HIERARCHICAL, PROGRAM, RETURN};
pub use field::{Field, Shape};
pub use id::{ArticleId, ID_ALPHABET, InvalidId, TicketId};
pub use link::{Link, LinkKind};
pub use person::Person;
pub use stamp::Stamp;
pub use status::{Category, Resolution, Status};
pub use thread::Thread;
pub use ticket::{ShapeError, Ticket};

/// A moment in time, in UTC. Files and JSON write it as RFC 3339.
pub type Instant = chrono::DateTime<chrono::Utc>;

/// The value of a field, as JSON knows values. `Null` is an empty field.
pub use serde_json::Value;

/// Writes an instant as files and JSON do: RFC 3339, UTC, no more digits than it needs.
pub fn write_instant(instant: Instant) -> String {
    instant.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}

/// Reads an instant: RFC 3339, generously a space for the `T`, and a bare date as midnight UTC.
pub fn read_instant(text: &str) -> Option<Instant> {
    let text = text.trim();
    let instant = match chrono::DateTime::parse_from_rfc3339(text) {
        Ok(instant) => instant.to_utc(),
        Err(_) => chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0)?.and_utc(),
    };
    // An offset, or a year of five digits, leads out of what RFC 3339 can write.
    (0..=9999).contains(&instant.year()).then_some(instant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_that_is_read_is_written_so_that_it_is_read_again() {
        let check = |text: &str, written: Option<&str>| {
            assert_eq!(read_instant(text).map(write_instant).as_deref(), written, "{text}");
        };
        check("2026-11-23 09:12:44.50+01:00", Some("2026-11-23T08:12:44.500Z"));
        check("2026-11-23", Some("2026-11-23T00:00:00Z"));
        check("0000-01-01T00:00:00+01:00", None);
        check("9999-12-31T23:59:60-01:00", None);
        check("10000-01-01", None);
        check("-0001-01-01", None);
    }
}
