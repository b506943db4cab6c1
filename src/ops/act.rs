//! What all acts on tickets share: read under the lock, decide, entry first, ticket second, one commit.

use std::collections::BTreeSet;

use super::clocks::Clocks;
use super::{OpsError, Writer, trailer, written};
use crate::desk::transaction::{self, Plan, Receipt, TransactionError, Write};
use crate::desk::{Desk, Found, Place, layout};
use crate::format::{TicketFile, with_unix_lines};
use crate::git::Repository;
use crate::model::{
    ArticleId, Change, Entry, EntryKind, Field, Stamp, Thread, Ticket, TicketId, Value, fingerprint,
};

/// A ticket as read under the lock.
pub struct Loaded {
    /// Its file, and where it is.
    pub found: Found,
    /// Its history.
    pub thread: Thread,
}

impl Loaded {
    /// Returns the ticket as it stands.
    pub fn ticket(&self) -> &Ticket {
        &self.found.file.ticket
    }
}

/// What an act does to one ticket.
pub struct Deed {
    /// What is said and changed.
    pub entry: Entry,
    /// The ticket's new description, where it changes.
    pub body: Option<String>,
    /// Files that come with the entry: path and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// The place of the entry in the thread, where that is not the end of it.
    pub stamp: Option<Stamp>,
    /// The fields that a later entry has settled already: they stay as they are.
    pub settled: Vec<Field>,
}

impl Deed {
    /// Returns a deed that is an entry of this kind and nothing else yet.
    pub fn new(writer: &Writer, ticket: &Ticket, kind: EntryKind) -> Deed {
        let entry = Entry::new(ticket.id.clone(), kind, writer.now, writer.by.clone());
        Deed::of(entry)
    }

    /// Returns a deed that is an entry and nothing else.
    pub fn of(entry: Entry) -> Deed {
        Deed { entry, body: None, files: Vec::new(), stamp: None, settled: Vec::new() }
    }

    /// Adds a change of one field, unless the field has that value already.
    pub fn change(&mut self, ticket: &Ticket, field: Field, new: impl Into<Value>) {
        let change = ticket.change(field, new);
        if !change.is_idle() {
            self.entry.changes.push(change);
        }
    }

    /// Changes the ticket's description.
    pub fn change_body(&mut self, ticket: &Ticket, body: &str) {
        if ticket.body != body {
            let (old, new) = (fingerprint(&ticket.body), fingerprint(body));
            self.entry.changes.push(Change { field: Field::Body, old, new });
            self.body = Some(body.to_owned());
        }
    }

    /// Tells whether it says and changes nothing.
    pub fn is_empty(&self) -> bool {
        self.entry.changes.is_empty() && self.entry.body.is_empty() && self.entry.attachments.is_empty()
    }
}

/// What an act did to one ticket.
#[derive(Debug)]
pub struct Done {
    /// The ticket before.
    pub before: Ticket,
    /// The ticket after.
    pub after: Ticket,
    /// The entry that says so.
    pub entry: Entry,
}

/// What an act did.
#[derive(Debug)]
pub struct Outcome {
    /// The tickets it changed, in the order they were named.
    pub done: Vec<Done>,
    /// The tickets it found as wanted already.
    pub idle: Vec<Ticket>,
    /// The commit.
    pub receipt: Receipt,
}

/// Carries out an act on tickets, in one commit.
///
/// `decide` sees each ticket as it is under the lock, and may be asked again
/// after a lost race. A deed that is empty leaves its ticket alone. `name` says
/// what was done, for the commit: ids, levels and statuses, never a person's words.
pub fn perform(
    writer: &Writer,
    places: &[Place],
    name: impl Fn(&[Done]) -> String,
    decide: impl Fn(&Loaded) -> Result<Deed, OpsError>,
) -> Result<Outcome, OpsError> {
    perform_all(writer, places, name, |loaded| Ok(vec![decide(loaded)?]))
}

/// Carries out acts of several deeds a ticket, in one commit.
pub fn perform_all(
    writer: &Writer,
    places: &[Place],
    name: impl Fn(&[Done]) -> String,
    decide: impl Fn(&Loaded) -> Result<Vec<Deed>, OpsError>,
) -> Result<Outcome, OpsError> {
    writable(writer.desk)?;
    let plan = || plan(writer, places, &name, &decide);
    let (receipt, outcome) = transaction::transact(&writer.desk.ground, &writer.options, plan)?;
    Ok(Outcome { receipt, ..outcome })
}

/// Names the tickets of an act for its commit: the id of one, the count of several.
pub fn ids(done: &[Done]) -> String {
    match done {
        [one] => one.after.id.to_string(),
        many => format!("{} tickets", many.len()),
    }
}

/// Refuses to write a desk of a later schema.
pub fn writable(desk: &Desk) -> Result<(), OpsError> {
    if desk.config.writable() { Ok(()) } else { Err(OpsError::NewerSchema { schema: desk.config.schema }) }
}

/// Returns the repository of a desk, which whoever works with others needs.
pub fn repository(desk: &Desk) -> Result<&Repository, OpsError> {
    let missing = || TransactionError::NoRepository { root: desk.root().to_owned() };
    Ok(desk.ground.repository.as_ref().ok_or_else(missing)?)
}

/// Reads a ticket and its thread.
pub fn load(desk: &Desk, place: &Place) -> Result<Loaded, OpsError> {
    let found = desk.ticket(place.clone())?;
    let (thread, _) = desk.thread(place)?;
    Ok(Loaded { found, thread })
}

fn plan(
    writer: &Writer,
    places: &[Place],
    name: &impl Fn(&[Done]) -> String,
    decide: &impl Fn(&Loaded) -> Result<Vec<Deed>, OpsError>,
) -> Result<(Plan, Outcome), OpsError> {
    let clocks = Clocks::of(&writer.desk.config, writer.now)?;
    let (mut entries, mut tickets) = (Vec::new(), Vec::new());
    let (mut done, mut idle) = (Vec::new(), Vec::new());
    for place in places {
        let loaded = load(writer.desk, place)?;
        let mut deeds = decide(&loaded)?;
        deeds.retain(|deed| !deed.is_empty());
        if deeds.is_empty() {
            idle.push(loaded.found.file.ticket);
            continue;
        }
        done.extend(plan_one(writer, &clocks, loaded, deeds, (&mut entries, &mut tickets))?);
    }
    let mut ids: Vec<&TicketId> = done.iter().map(|done| &done.after.id).collect();
    ids.dedup();
    let mut trailers = trailer::of_tickets(ids);
    trailers.extend(trailer::of_articles(&tied(&done)));
    entries.append(&mut tickets);
    let plan = Plan { writes: entries, subject: writer.subject(&name(&done)), trailers };
    Ok((plan, Outcome { done, idle, receipt: Receipt::default() }))
}

/// Returns the articles that an act tied to its tickets, or took from them.
fn tied(done: &[Done]) -> BTreeSet<ArticleId> {
    let articles = |ticket: &Ticket| ticket.articles.iter().filter_map(|id| id.parse().ok()).collect();
    let changed = |done: &Done| {
        let (before, after): (BTreeSet<ArticleId>, BTreeSet<ArticleId>) =
            (articles(&done.before), articles(&done.after));
        before.symmetric_difference(&after).cloned().collect::<Vec<_>>()
    };
    done.iter().flat_map(changed).collect()
}

/// Plans the files of one ticket: attachments and entries, then the ticket.
fn plan_one(
    writer: &Writer,
    clocks: &Clocks<'_>,
    loaded: Loaded,
    deeds: Vec<Deed>,
    (entries, tickets): (&mut Vec<Write>, &mut Vec<Write>),
) -> Result<Vec<Done>, OpsError> {
    let Loaded { mut found, mut thread } = loaded;
    let place = found.place.clone();
    let text = found.file.text.clone();
    let committed = committed(writer.desk, &found);
    let is_committed = committed.as_ref().is_some_and(|committed| *committed == with_unix_lines(&text));
    if !is_committed {
        entries.splice(0..0, uncommitted_entries(writer.desk, &place, &thread));
    }
    if let Some(entry) = committed.and_then(|committed| by_hand(writer, &committed, &found, &thread)) {
        place_entry(writer, &place, &mut thread, entry, None, entries)?;
    }
    let mut done = Vec::new();
    for deed in deeds {
        let Deed { mut entry, body, files, stamp, settled } = deed;
        entries.extend(files.into_iter().map(|(path, bytes)| new_file(path, bytes)));
        let changes: Vec<Change> =
            entry.changes.iter().filter(|change| !settled.contains(&change.field)).cloned().collect();
        let before = found.file.ticket.clone();
        found.file = edited(&found, &changes, body.as_deref())?;
        entry.sla = clocks.kept((&before, &found.file.ticket), &thread, &entry);
        place_entry(writer, &place, &mut thread, entry.clone(), stamp, entries)?;
        done.push(Done { before, after: found.file.ticket.clone(), entry });
    }
    if found.file.text != text || !is_committed {
        tickets.push(Write {
            path: place.path(),
            before: Some(text.into_bytes()),
            after: Some(found.file.text.into_bytes()),
        });
    }
    Ok(done)
}

/// Puts an entry in its place in the thread, the next one unless another is given.
fn place_entry(
    writer: &Writer,
    place: &Place,
    thread: &mut Thread,
    entry: Entry,
    stamp: Option<Stamp>,
    entries: &mut Vec<Write>,
) -> Result<(), OpsError> {
    let next = || Stamp::next(writer.now, thread.last_stamp(), writer.random.characters(4));
    let stamp = stamp.unwrap_or_else(next);
    entries.push(new_file(layout::entry(&place.month, &place.id, &stamp), written::entry(&entry)?));
    let mut placed = std::mem::take(thread).into_placed();
    placed.push((stamp, entry));
    *thread = Thread::new(placed);
    Ok(())
}

fn new_file(path: String, bytes: Vec<u8>) -> Write {
    Write { path, before: None, after: Some(bytes) }
}

/// Returns a ticket's file with changes made in place.
pub fn edited(found: &Found, changes: &[Change], body: Option<&str>) -> Result<TicketFile, OpsError> {
    let refuse = |error| OpsError::Edit { path: found.place.path(), error };
    let text = found.file.edited(changes, body).map_err(refuse)?;
    TicketFile::read(text).map_err(|problem| refuse(problem.into()))
}

/// Returns the text of a ticket's file in the last commit.
fn committed(desk: &Desk, found: &Found) -> Option<String> {
    let repository = desk.ground.repository.as_ref()?;
    let path = desk.in_repository(&found.place.path())?;
    let head = repository.head().ok()?;
    let bytes = repository.file_at(head.commit(), &path).ok()??;
    Some(with_unix_lines(&String::from_utf8(bytes).ok()?))
}

/// Returns the entries of a ticket that are not in the last commit: they go along with what they say of the ticket.
fn uncommitted_entries(desk: &Desk, place: &Place, thread: &Thread) -> Vec<Write> {
    let missing = |path: &String| {
        let head = desk.ground.repository.as_ref()?.head().ok()?;
        let known =
            desk.ground.repository.as_ref()?.blob_at(head.commit(), &desk.in_repository(path)?).ok()?;
        known.is_none().then(|| std::fs::read(desk.root().join(path)).ok())?
    };
    let paths = thread.placed().iter().map(|(stamp, _)| layout::entry(&place.month, &place.id, stamp));
    let along = |path: String| {
        let bytes = missing(&path)?;
        Some(Write { path, before: Some(bytes.clone()), after: Some(bytes) })
    };
    paths.filter_map(along).collect()
}

/// Returns the event of what a person changed in the file itself since the last commit.
fn by_hand(writer: &Writer, committed: &str, found: &Found, thread: &Thread) -> Option<Entry> {
    if committed == with_unix_lines(&found.file.text) {
        return None;
    }
    let committed = TicketFile::read(committed.to_owned()).ok()?.ticket;
    let now = &found.file.ticket;
    let mut changes = committed.differences(now);
    let body = Change { field: Field::Body, old: fingerprint(&committed.body), new: fingerprint(&now.body) };
    changes.extend((!body.is_idle()).then_some(body));
    // An act that was not committed has said so already.
    changes.retain(|change| thread.last_value(&change.field) != Some(&change.new));
    if changes.is_empty() {
        return None;
    }
    let mut entry = Entry::new(now.id.clone(), EntryKind::Event, writer.now, writer.by.clone());
    entry.via = Some("file".to_owned());
    entry.changes = changes;
    Some(entry)
}
