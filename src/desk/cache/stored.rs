//! The form of tickets and threads in the cache: all but their words, borrowed from its bytes.
//!
//! Bodies and attachments are left out: lists do not show them, and the words for search are in the index.

use serde::{Deserialize, Serialize};

use crate::model::{
    Change, Entry, EntryKind, Field, Instant, Link, LinkKind, Person, Resolution, Stamp, Status, Thread,
    Ticket, TicketId, Value,
};

type Time = (i64, u32);

/// A ticket without its id and its description.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredTicket<'a> {
    status: &'a str,
    resolution: Option<&'a str>,
    until: Option<Time>,
    created: Time,
    level: Option<&'a str>,
    team: Option<&'a str>,
    assignee: Option<&'a str>,
    reporter: Option<&'a str>,
    urgency: Option<&'a str>,
    impact: Option<&'a str>,
    priority: Option<&'a str>,
    source: Option<&'a str>,
    kind: Option<&'a str>,
    due: Option<Time>,
    title: &'a str,
    #[serde(borrow)]
    labels: Vec<&'a str>,
    #[serde(borrow)]
    links: Vec<(&'a str, &'a str)>,
    #[serde(borrow)]
    articles: Vec<&'a str>,
    #[serde(borrow)]
    watchers: Vec<&'a str>,
    #[serde(borrow)]
    external: Vec<&'a str>,
    /// The desk's own fields as JSON; empty where there are none.
    fields: String,
}

/// Writes a ticket.
pub(super) fn write_ticket(ticket: &Ticket) -> Option<Vec<u8>> {
    let fields = match ticket.fields.is_empty() {
        true => String::new(),
        false => serde_json::to_string(&ticket.fields).ok()?,
    };
    let stored = StoredTicket {
        status: ticket.status.as_str(),
        resolution: ticket.resolution.as_ref().map(Resolution::as_str),
        until: ticket.until.map(time),
        created: time(ticket.created),
        level: ticket.level.as_deref(),
        team: ticket.team.as_deref(),
        assignee: ticket.assignee.as_ref().map(Person::as_str),
        reporter: ticket.reporter.as_ref().map(Person::as_str),
        urgency: ticket.urgency.as_deref(),
        impact: ticket.impact.as_deref(),
        priority: ticket.priority.as_deref(),
        source: ticket.source.as_deref(),
        kind: ticket.kind.as_deref(),
        due: ticket.due.map(time),
        title: &ticket.title,
        labels: texts(&ticket.labels),
        links: ticket.links.iter().map(|link| (link.kind.as_str(), link.to.as_str())).collect(),
        articles: texts(&ticket.articles),
        watchers: ticket.watchers.iter().map(Person::as_str).collect(),
        external: texts(&ticket.external),
        fields,
    };
    postcard::to_stdvec(&stored).ok()
}

/// Reads a ticket; its description is empty. `None` where the bytes are none.
pub(super) fn read_ticket(id: TicketId, bytes: &[u8]) -> Option<Ticket> {
    let stored: StoredTicket<'_> = postcard::from_bytes(bytes).ok()?;
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let owned_all = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect();
    let mut ticket = Ticket::new(id, instant(stored.created)?, stored.title);
    ticket.status = Status::new(stored.status);
    ticket.resolution = stored.resolution.map(Resolution::new);
    ticket.until = stored.until.and_then(instant);
    ticket.level = owned(stored.level);
    ticket.team = owned(stored.team);
    ticket.assignee = stored.assignee.map(Person::new);
    ticket.reporter = stored.reporter.map(Person::new);
    ticket.urgency = owned(stored.urgency);
    ticket.impact = owned(stored.impact);
    ticket.priority = owned(stored.priority);
    ticket.source = owned(stored.source);
    ticket.kind = owned(stored.kind);
    ticket.due = stored.due.and_then(instant);
    ticket.labels = owned_all(stored.labels);
    let link = |(kind, to): (&str, &str)| Some(Link { kind: LinkKind::new(kind), to: to.parse().ok()? });
    ticket.links = stored.links.into_iter().map(link).collect::<Option<_>>()?;
    ticket.articles = owned_all(stored.articles);
    ticket.watchers = stored.watchers.into_iter().map(Person::new).collect();
    ticket.external = owned_all(stored.external);
    if !stored.fields.is_empty() {
        ticket.fields = serde_json::from_str(&stored.fields).ok()?;
    }
    Some(ticket)
}

/// The files of a thread with their signatures. Its entries follow in the same bytes, and are read when they are asked
/// for.
pub(super) struct StoredThread<'a> {
    pub files: StoredFiles<'a>,
    entries: &'a [u8],
}

/// The files of a thread.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredFiles<'a> {
    /// The signature of the packed thread, where there is one.
    pub packed: Option<u64>,
    /// Whether there is a folder of attachments.
    pub attachments: bool,
    /// Milliseconds, tail and signature of each loose entry.
    #[serde(borrow)]
    pub loose: Vec<(i64, &'a str, u64)>,
}

/// An entry, with its JSON as `J`: texts that were made, or those of the bytes.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "J: Deserialize<'de>, 'de: 'a"))]
struct StoredEntry<'a, J> {
    stamp: (i64, &'a str),
    kind: &'a str,
    at: Time,
    by: &'a str,
    /// Field, old and new value as JSON.
    changes: Vec<(&'a str, J, J)>,
    reason: Option<&'a str>,
    minutes: Option<u64>,
    via: Option<&'a str>,
    auto: bool,
    message_id: Option<&'a str>,
    sla: Option<J>,
    /// Keys we do not know, as JSON.
    more: J,
}

/// Writes a thread with the signatures of its files.
pub(super) fn write_thread(
    packed: Option<u64>,
    attachments: bool,
    loose: &[(Stamp, u64)],
    thread: &Thread,
) -> Option<Vec<u8>> {
    let loose = loose.iter().map(|(stamp, signature)| {
        let (millis, tail) = stamp.parts();
        (millis, tail, *signature)
    });
    let entries = thread.placed().iter().map(|(stamp, entry)| stored_entry(stamp, entry));
    let files = StoredFiles { packed, attachments, loose: loose.collect() };
    let bytes = postcard::to_stdvec(&files).ok()?;
    postcard::to_extend(&entries.collect::<Option<Vec<_>>>()?, bytes).ok()
}

fn stored_entry<'a>(stamp: &'a Stamp, entry: &'a Entry) -> Option<StoredEntry<'a, String>> {
    let json = |value: &Value| serde_json::to_string(value).ok();
    let change = |change: &'a Change| Some((change.field.key(), json(&change.old)?, json(&change.new)?));
    Some(StoredEntry {
        stamp: stamp.parts(),
        kind: entry.kind.as_str(),
        at: time(entry.at),
        by: entry.by.as_str(),
        changes: entry.changes.iter().map(change).collect::<Option<_>>()?,
        reason: entry.reason.as_deref(),
        minutes: entry.minutes,
        via: entry.via.as_deref(),
        auto: entry.auto,
        message_id: entry.message_id.as_deref(),
        sla: entry.sla.as_ref().map(json).map_or(Some(None), |json| json.map(Some))?,
        more: if entry.more.is_empty() { String::new() } else { serde_json::to_string(&entry.more).ok()? },
    })
}

impl StoredThread<'_> {
    /// Reads the files of a thread.
    pub fn read(bytes: &[u8]) -> Option<StoredThread<'_>> {
        let (files, entries) = postcard::take_from_bytes(bytes).ok()?;
        Some(StoredThread { files, entries })
    }

    /// Returns the thread, without words and attachments.
    pub fn thread(&self, id: &TicketId) -> Option<Thread> {
        let entries: Vec<StoredEntry<'_, &str>> = postcard::from_bytes(self.entries).ok()?;
        Some(Thread::new(entries.iter().map(|entry| entry.read(id)).collect::<Option<_>>()?))
    }
}

impl StoredFiles<'_> {
    /// Returns the stamps of the loose entries, in order.
    pub fn stamps(&self) -> Option<Vec<Stamp>> {
        self.loose.iter().map(|(millis, tail, _)| Stamp::from_parts(*millis, tail)).collect()
    }
}

impl StoredEntry<'_, &str> {
    fn read(&self, id: &TicketId) -> Option<(Stamp, Entry)> {
        let (millis, tail) = self.stamp;
        let mut entry =
            Entry::new(id.clone(), EntryKind::new(self.kind), instant(self.at)?, Person::new(self.by));
        let change = |(field, old, new): &(&str, &str, &str)| {
            let (old, new) = (serde_json::from_str(old).ok()?, serde_json::from_str(new).ok()?);
            Some(Change { field: Field::new(field), old, new })
        };
        entry.changes = self.changes.iter().map(change).collect::<Option<_>>()?;
        entry.reason = self.reason.map(str::to_owned);
        entry.minutes = self.minutes;
        entry.via = self.via.map(str::to_owned);
        entry.auto = self.auto;
        entry.message_id = self.message_id.map(str::to_owned);
        entry.sla = match &self.sla {
            Some(sla) => Some(serde_json::from_str(sla).ok()?),
            None => None,
        };
        if !self.more.is_empty() {
            entry.more = serde_json::from_str(self.more).ok()?;
        }
        Some((Stamp::from_parts(millis, tail)?, entry))
    }
}

fn texts(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn time(instant: Instant) -> Time {
    (instant.timestamp(), instant.timestamp_subsec_nanos())
}

fn instant((seconds, nanoseconds): Time) -> Option<Instant> {
    Instant::from_timestamp(seconds, nanoseconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{TicketFile, entry};

    #[test]
    fn a_ticket_comes_back_but_for_its_description() {
        let text = "---\nid: HD-7k3m2q\nstatus: odd-one\nresolution: lost\nuntil: 2026-11-23T09:12:44.123456789Z\n\
            created: 2026-11-23T09:12:44Z\nlevel: N1\nteam: support\nassignee: ann\nreporter: Dana <dana@example.com>\n\
            urgency: high\nimpact: low\npriority: P1\nsource: mail\ntype: incident\ndue: 2026-12-01\n\
            title: \"a: b\"\nlabels: [a, b]\nlinks: [blocked-by HD-9x8w7v]\narticles: [KB-1]\nwatchers: [bob]\n\
            external: [\"github:o/r#1\"]\nseats: 3\ndeep: {a: [1, null]}\n---\n\nWords.\n";
        let mut ticket = TicketFile::read(text.to_owned()).unwrap().ticket;
        let bytes = write_ticket(&ticket).unwrap();
        ticket.body.clear();
        assert_eq!(read_ticket(ticket.id.clone(), &bytes), Some(ticket.clone()));
        assert_eq!(read_ticket(ticket.id, &bytes[..bytes.len() - 1]), None);
    }

    #[test]
    fn a_thread_comes_back_but_for_its_words() {
        let text = "---\nticket: HD-7k3m2q\nkind: event\nat: 2026-11-23T11:45:30Z\nby: Bob <bob@example.com>\n\
            changes:\n  level: [N1, N2]\n  labels: [[a], null]\nreason: skill\nminutes: 5\nvia: mail\nauto: true\n\
            message_id: <x@y>\nsla: {resolution: {target: 8h}}\nodd: [1, 2]\n---\n\nWords.\n";
        let mut entry = entry::read(text).unwrap();
        let stamp: Stamp = "20261123T114530.000Z-4w9x".parse().unwrap();
        let thread = Thread::new(vec![(stamp.clone(), entry.clone())]);
        let bytes = write_thread(Some(7), true, &[(stamp.clone(), 9)], &thread).unwrap();
        let stored = StoredThread::read(&bytes).unwrap();
        let files = &stored.files;
        assert_eq!((files.packed, files.attachments, files.loose[0].2), (Some(7), true, 9));
        assert_eq!(files.stamps(), Some(vec![stamp.clone()]));
        entry.body.clear();
        assert_eq!(stored.thread(&entry.ticket), Some(Thread::new(vec![(stamp, entry)])));
    }
}
