//! One id for two tickets, made in two clones: the younger gets another one.
//!
//! Its new id comes from the old one and the time it was made, so that whoever merges gives it the same. The old id stays
//! among its external names, `desk:HD-7k3m2q`, and leads to it; links that were made beside it follow.

use std::collections::{BTreeMap, BTreeSet};

use sha2::Digest;

use super::files::{Content, Files, Reader, of_ticket, place_of};
use crate::desk::Place;
use crate::desk::layout::{self, Named};
use crate::format::{TicketFile, edit, entry, with_unix_lines};
use crate::git::Repository;
use crate::model::{
    Change, Entry, EntryKind, Field, ID_ALPHABET, Instant, PROGRAM, Person, Stamp, TicketId, Value,
    write_instant,
};
use crate::ops::OpsError;

/// The system of external names that were ids of this desk.
const SYSTEM: &str = "desk";

/// A ticket that got another id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// What it was called.
    pub from: TicketId,
    /// What it is called now.
    pub to: TicketId,
}

/// Gives the younger of two tickets with one id another one, on the side that made it.
pub fn part(
    repository: &Repository,
    base: &Files,
    ours: &mut Files,
    theirs: &mut Files,
) -> Result<Vec<Renamed>, OpsError> {
    let reader = Reader(repository);
    let mut renamed = Vec::new();
    let (mine, yours) = (new_tickets(base, ours), new_tickets(base, theirs));
    for (id, place) in &mine {
        let Some(other) = yours.get(id) else { continue };
        let (Some(one), Some(two)) = (reader.ticket(ours, place)?, reader.ticket(theirs, other)?) else {
            continue;
        };
        let age = |file: &TicketFile| (file.ticket.created, file.ticket.title.clone());
        // Made once, and brought to both: by a cherry-pick, or by hand.
        if one.ticket.created == two.ticket.created {
            continue;
        }
        let to = new_id(id, std::cmp::max(one.ticket.created, two.ticket.created), &[ours, theirs]);
        let (files, place) = if age(&one) > age(&two) { (&mut *ours, place) } else { (&mut *theirs, other) };
        rename(&reader, base, files, place, &to)?;
        renamed.push(Renamed { from: id.clone(), to });
    }
    Ok(renamed)
}

/// Lets one side follow where the other has given a ticket of the base another id meanwhile.
pub fn follow_moved(
    repository: &Repository,
    base: &mut Files,
    ours: &mut Files,
    theirs: &mut Files,
) -> Result<(), OpsError> {
    let reader = Reader(repository);
    let tickets = base.keys().filter_map(|path| place_of(path).filter(|place| place.path() == *path));
    for place in tickets.collect::<Vec<_>>() {
        let path = place.path();
        let (in_ours, in_theirs) = (ours.get(&path) != base.get(&path), theirs.get(&path) != base.get(&path));
        if !in_ours && !in_theirs {
            continue;
        }
        let Some(created) = reader.ticket(base, &place)?.map(|file| file.ticket.created) else { continue };
        let (to_ours, to_theirs) =
            (moved(&reader, ours, &place, created)?, moved(&reader, theirs, &place, created)?);
        let (to, behind) = match (to_ours, to_theirs) {
            (Some(to), None) => (to, &mut *theirs),
            (None, Some(to)) => (to, &mut *ours),
            _ => continue,
        };
        let present = base.clone();
        rename(&reader, &present, base, &place, &to)?;
        if behind.contains_key(&path) {
            rename(&reader, &present, behind, &place, &to)?;
        }
    }
    Ok(())
}

/// Returns the id that a ticket has on a side where another one is in its place.
fn moved(
    reader: &Reader<'_>,
    files: &Files,
    place: &Place,
    created: Instant,
) -> Result<Option<TicketId>, OpsError> {
    if reader.ticket(files, place)?.is_some_and(|file| file.ticket.created == created) {
        return Ok(None);
    }
    for attempt in 0..ATTEMPTS {
        let Some(id) = made_id(&place.id, created, attempt) else { continue };
        let new = Place { month: place.month.clone(), id: id.clone() };
        if reader.ticket(files, &new)?.is_some_and(|file| file.ticket.created == created) {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Gives the younger of two tickets in the folders of two months another id, where both are there already: git merged
/// them without a word.
pub fn part_months(repository: &Repository, files: &mut Files) -> Result<Vec<Renamed>, OpsError> {
    let reader = Reader(repository);
    let mut renamed = Vec::new();
    let mut first: BTreeMap<TicketId, Place> = BTreeMap::new();
    for place in files
        .keys()
        .filter_map(|path| place_of(path).filter(|place| place.path() == *path))
        .collect::<Vec<_>>()
    {
        let Some(other) = first.insert(place.id.clone(), place.clone()) else { continue };
        let (Some(one), Some(two)) = (reader.ticket(files, &other)?, reader.ticket(files, &place)?) else {
            continue;
        };
        let (elder, younger) =
            if one.ticket.created <= two.ticket.created { (other, place) } else { (place, other) };
        let to = new_id(&younger.id, std::cmp::max(one.ticket.created, two.ticket.created), &[files]);
        // Nobody knows any more which of the two a link meant.
        let present = files.clone();
        rename(&reader, &present, files, &younger, &to)?;
        renamed.push(Renamed { from: younger.id, to });
        first.insert(elder.id.clone(), elder);
    }
    Ok(renamed)
}

/// Returns the tickets that a side has and the base has not, by id.
fn new_tickets(base: &Files, side: &Files) -> BTreeMap<TicketId, Place> {
    let tickets = side.keys().filter(|path| matches!(layout::take_apart(path), Some((_, Named::Ticket(_)))));
    let old: BTreeSet<TicketId> =
        base.keys().filter_map(|path| place_of(path)).map(|place| place.id).collect();
    let places = tickets.filter_map(|path| place_of(path)).filter(|place| !old.contains(&place.id));
    places.map(|place| (place.id.clone(), place)).collect()
}

/// Makes the id that a ticket gets which was made then, and which nobody has.
pub fn new_id(id: &TicketId, created: Instant, sides: &[&Files]) -> TicketId {
    let taken: BTreeSet<TicketId> = sides
        .iter()
        .flat_map(|files| files.keys())
        .filter_map(|path| place_of(path))
        .map(|place| place.id)
        .collect();
    let free = (0..).filter_map(|attempt| made_id(id, created, attempt)).find(|id| !taken.contains(id));
    free.unwrap_or_else(|| id.clone())
}

/// How many ids are looked at, of which the first is free but by chance.
const ATTEMPTS: u32 = 3;

fn made_id(id: &TicketId, created: Instant, attempt: u32) -> Option<TicketId> {
    let digest = sha2::Sha256::digest(format!("{id} {} {attempt}", write_instant(created)));
    let letter = |byte: &u8| char::from(ID_ALPHABET[usize::from(*byte) % ID_ALPHABET.len()]);
    TicketId::new(id.prefix(), &digest.iter().take(6).map(letter).collect::<String>()).ok()
}

/// Gives a ticket another id in all of its files, and in the links that were made on this side.
fn rename(
    reader: &Reader<'_>,
    base: &Files,
    files: &mut Files,
    place: &Place,
    to: &TicketId,
) -> Result<(), OpsError> {
    let own: Vec<(String, Content)> =
        of_ticket(files, place).map(|(path, content)| (path.clone(), content.clone())).collect();
    for (path, content) in own {
        files.remove(&path);
        let new_path = path.replacen(place.id.as_str(), to.as_str(), 1);
        let content = match layout::take_apart(&path) {
            Some((_, Named::Ticket(_))) => with_key(reader, &content, "id", to)?,
            Some((_, Named::Entry(..))) => with_key(reader, &content, "ticket", to)?,
            Some((_, Named::Thread(_))) => {
                let text = reader.text(&content)?.unwrap_or_default();
                Content::New(text.replacen(place.id.as_str(), to.as_str(), 1).into_bytes())
            }
            _ => content,
        };
        files.insert(new_path, content);
    }
    let new = Place { month: place.month.clone(), id: to.clone() };
    if let Some(file) = reader.ticket(files, &new)? {
        let old = file.ticket.value(&Field::External);
        let mut names = file.ticket.external.clone();
        names.push(format!("{SYSTEM}:{}", place.id));
        let names: Value = names.into_iter().map(Value::from).collect();
        let text = edit::set(&file.text, Field::External.key(), &names);
        let text = text.map_err(|error| OpsError::Edit { path: new.path(), error })?;
        files.insert(new.path(), Content::New(text.into_bytes()));
        let (path, event) = event(&new, &place.id, file.ticket.created, (old, names));
        files.insert(path, Content::New(event.into_bytes()));
    }
    follow(reader, base, files, &place.id, to)
}

/// Says in the thread what happened, first of all; it counts for no time. Whoever merges says it alike.
fn event(place: &Place, from: &TicketId, created: Instant, (old, new): (Value, Value)) -> (String, String) {
    let stamp = Stamp::after(created, None, place.id.random().to_owned());
    let mut entry = Entry::new(place.id.clone(), EntryKind::Event, stamp.instant(), Person::new(PROGRAM));
    entry.via = Some("import".to_owned());
    entry.changes = vec![Change { field: Field::External, old, new }];
    entry.body = format!("Another ticket, which is older, has the id {from}, too.");
    (layout::entry(&place.month, &place.id, &stamp), entry::write(&entry))
}

/// Lets the links that were made on this side lead to the new id, in tickets and in the events that tell of them.
fn follow(
    reader: &Reader<'_>,
    base: &Files,
    files: &mut Files,
    from: &TicketId,
    to: &TicketId,
) -> Result<(), OpsError> {
    let is_new = |(path, content): &(&String, &Content)| base.get(*path) != Some(*content);
    let paths: Vec<String> = files.iter().filter(is_new).map(|(path, _)| path.clone()).collect();
    for path in paths {
        let Some((_, named)) = layout::take_apart(&path) else { continue };
        let key = match named {
            Named::Ticket(_) => "links",
            Named::Entry(..) => "changes",
            _ => continue,
        };
        let Some(text) = files.get(&path).map(|content| reader.text(content)).transpose()?.flatten() else {
            continue;
        };
        if !text.contains(from.as_str()) {
            continue;
        }
        let plain = with_unix_lines(&text);
        let Ok(front) = crate::format::front::FrontMatter::read(&plain) else { continue };
        let Some(value) = front.key(key).map(|key| key.value.clone()) else { continue };
        let led = led(&value, key == "links", from, to);
        // An entry that was written by the program keeps its form.
        let written = entry::read(&plain).ok().filter(|entry| entry::write(entry) == plain);
        let rewritten = written.map(|mut entry| {
            for change in entry.changes.iter_mut().filter(|change| change.field == Field::Links) {
                (change.old, change.new) =
                    (led_items(&change.old, from, to), led_items(&change.new, from, to));
            }
            entry::write(&entry)
        });
        if let Some(text) = rewritten.or_else(|| edit::set(&plain, key, &led).ok()) {
            files.insert(path, Content::New(text.into_bytes()));
        }
    }
    Ok(())
}

fn led(value: &Value, is_links: bool, from: &TicketId, to: &TicketId) -> Value {
    match value {
        Value::Object(map) if !is_links => {
            let led = |(key, value): (&String, &Value)| {
                let value = if key == "links" { led_items(value, from, to) } else { value.clone() };
                (key.clone(), value)
            };
            Value::Object(map.iter().map(led).collect())
        }
        value if is_links => led_items(value, from, to),
        value => value.clone(),
    }
}

fn led_items(value: &Value, from: &TicketId, to: &TicketId) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| led_items(item, from, to)).collect(),
        Value::String(text) => match text.strip_suffix(from.as_str()) {
            Some(kind) if kind.ends_with(' ') => format!("{kind}{to}").into(),
            _ => value.clone(),
        },
        value => value.clone(),
    }
}

fn with_key(reader: &Reader<'_>, content: &Content, key: &str, id: &TicketId) -> Result<Content, OpsError> {
    let bytes = reader.bytes(content)?;
    let text = String::from_utf8_lossy(&bytes);
    let edited = edit::set(&text, key, &Value::from(id.as_str()));
    Ok(edited.map_or(Content::New(bytes.clone()), |text| Content::New(text.into_bytes())))
}
