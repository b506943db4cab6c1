//! Tickets from JSON Lines, all in one commit or none of them.
//!
//! 1. What the desk has is noted: ids and names in other systems.
//! 2. The lines are read in chunks, on all cores; each becomes the files of a ticket, or is bad.
//! 3. In the order of the lines, a ticket is taken, or skipped since the desk or an earlier line has it.
//! 4. One transaction writes all of it.
//!
//! A file is written only if it reads back as what the line said. The end of an entry's stamp is made of its text,
//! so that the same line imported in two clones makes the same file.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{OpsError, Writer, act, pack, trailer};
use crate::config::{Config, Kind};
use crate::desk::transaction::{self, Plan, Receipt, Write};
use crate::desk::{Broken, layout, read};
use crate::exchange::{Line, Lines, Record, RecordError, article, history};
use crate::format::{TicketFile, entry, thread, ticket};
use crate::model::{ArticleId, Entry, Field, ID_ALPHABET, Instant, Stamp, Ticket, TicketId};

/// How many lines, or bytes of lines, are worked on at a time.
const CHUNK: (usize, usize) = (512, 4 * 1024 * 1024);

/// A file of JSON Lines. It is read again where an act is planned again.
#[derive(Debug)]
pub struct Source {
    path: PathBuf,
    file: File,
}

/// What an import did.
#[derive(Debug, Default)]
pub struct Imported {
    /// The new tickets, in the order of the lines.
    pub tickets: Vec<TicketId>,
    /// The new articles.
    pub articles: Vec<ArticleId>,
    /// How many entries they have.
    pub entries: usize,
    /// How many of them have a packed thread.
    pub packed: usize,
    /// How many lines said something.
    pub lines: usize,
    /// Lines with a ticket that is there already.
    pub skipped: Vec<(usize, Skipped)>,
    /// Lines that could not be taken.
    pub bad: Vec<(usize, RecordError)>,
    /// Keys that are none of ours, kept as custom fields.
    pub unknown_keys: BTreeSet<String>,
    /// Words that `desk.yml` does not have, kept: by field.
    pub unknown_words: BTreeMap<&'static str, BTreeSet<String>>,
    /// Tickets of the desk that cannot be read: what they are called elsewhere is not known.
    pub broken: Vec<Broken>,
    /// The commit.
    pub receipt: Receipt,
}

/// Why a ticket was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skipped {
    /// The desk has it, under this name.
    InDesk(String),
    /// An earlier line has it, under this name.
    OnLine(String, usize),
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Skipped::InDesk(name) => write!(f, "`{name}` is in the desk already"),
            Skipped::OnLine(name, line) => write!(f, "`{name}` is on line {line} already"),
        }
    }
}

/// Imports tickets. With `strict`, one bad line keeps all others out.
pub fn import(writer: &Writer, source: &mut Source, strict: bool) -> Result<Imported, OpsError> {
    act::writable(writer.desk)?;
    let plan = || {
        let mut importer = Importer::new(writer)?;
        importer.read(source)?;
        importer.plan(strict)
    };
    let (receipt, imported) = transaction::transact(&writer.desk.ground, &writer.options, plan)?;
    Ok(Imported { receipt, ..imported })
}

impl Source {
    /// Opens a file.
    pub fn open(path: &Path) -> Result<Source, OpsError> {
        let opened = File::open(path).and_then(|file| Ok((file.metadata()?.is_file(), file)));
        match opened.map_err(unreadable(path))? {
            (true, file) => Ok(Source { path: path.to_owned(), file }),
            (false, pipe) => Source::keep(path, pipe),
        }
    }

    /// Takes what comes on a pipe, which can be read once only.
    pub fn keep(path: &Path, mut pipe: impl io::Read) -> Result<Source, OpsError> {
        let kept = tempfile::tempfile().and_then(|mut file| io::copy(&mut pipe, &mut file).map(|_| file));
        Ok(Source { path: path.to_owned(), file: kept.map_err(unreadable(path))? })
    }

    fn lines(&mut self) -> Result<Lines<BufReader<&File>>, OpsError> {
        self.file.seek(SeekFrom::Start(0)).map_err(unreadable(&self.path))?;
        Ok(Lines::new(BufReader::with_capacity(1 << 18, &self.file)))
    }
}

fn unreadable(path: &Path) -> impl Fn(io::Error) -> OpsError {
    move |source| OpsError::File { path: path.to_owned(), source }
}

/// An import on its way.
struct Importer<'w> {
    writer: &'w Writer<'w>,
    known: Known,
    /// Ids that are taken, with the line that took them.
    ids: HashMap<TicketId, Option<usize>>,
    /// Names in other systems that are taken, in small letters, with the line that took them.
    external: HashMap<String, Option<usize>>,
    /// The articles that are there, with the line that took them, once one is imported.
    articles: Option<HashMap<ArticleId, Option<usize>>>,
    writes: Vec<Write>,
    imported: Imported,
}

impl Importer<'_> {
    fn new<'w>(writer: &'w Writer) -> Result<Importer<'w>, OpsError> {
        let inventory = writer.desk.inventory()?;
        let (there, ids): (Vec<_>, HashMap<_, _>) = inventory
            .tickets
            .into_iter()
            .map(|(place, files)| ((files.ticket, place.clone()), (place.id, None)))
            .unzip();
        let places = there.into_par_iter().filter(|(is_there, _)| *is_there);
        let root = writer.desk.root();
        let read: Vec<Result<Vec<String>, Broken>> =
            places.map(|(_, place)| Ok(read::ticket(root, place)?.file.ticket.external)).collect();
        let (mut external, mut imported) = (HashMap::new(), Imported::default());
        for one in read {
            match one {
                Ok(names) => external.extend(names.iter().map(|name| (name.to_lowercase(), None))),
                Err(broken) => imported.broken.push(broken),
            }
        }
        let known = Known::new(&writer.desk.config);
        Ok(Importer { writer, known, ids, external, articles: None, writes: Vec::new(), imported })
    }

    fn read(&mut self, source: &mut Source) -> Result<(), OpsError> {
        let path = source.path.clone();
        let (mut chunk, mut bytes) = (Vec::new(), 0);
        for line in source.lines()? {
            let line = line.map_err(unreadable(&path))?;
            bytes += line.text.as_ref().map_or(0, String::len);
            chunk.push((line, self.random_id()?));
            if chunk.len() >= CHUNK.0 || bytes >= CHUNK.1 {
                self.take_chunk(&chunk)?;
                chunk.clear();
                bytes = 0;
            }
        }
        self.take_chunk(&chunk)
    }

    fn take_chunk(&mut self, chunk: &[(Line, TicketId)]) -> Result<(), OpsError> {
        let (config, now) = (&self.writer.desk.config, self.writer.now);
        let built: Vec<Result<Built, RecordError>> = chunk
            .par_iter()
            .map(|(line, id)| build(config, now, line.text.as_deref().map_err(Clone::clone)?, id))
            .collect();
        for ((line, _), built) in chunk.iter().zip(built) {
            self.imported.lines += 1;
            match built {
                Ok(built) => self.take(line, built)?,
                Err(RecordError::Article) => self.take_article(line)?,
                Err(error) => self.imported.bad.push((line.number, error)),
            }
        }
        Ok(())
    }

    /// Takes the ticket of a line, unless it is there already.
    fn take(&mut self, line: &Line, mut built: Built) -> Result<(), OpsError> {
        while !built.has_id && self.ids.contains_key(&built.ticket.id) {
            let (text, id) = (line.text.as_deref().unwrap_or_default(), self.random_id()?);
            match build(&self.writer.desk.config, self.writer.now, text, &id) {
                Ok(again) => built = again,
                Err(error) => {
                    self.imported.bad.push((line.number, error));
                    return Ok(());
                }
            }
        }
        if let Some(skipped) = self.taken(&built.ticket) {
            self.imported.skipped.push((line.number, skipped));
            return Ok(());
        }
        let ticket = built.ticket;
        self.known.note(&ticket, &mut self.imported.unknown_words);
        self.imported.unknown_keys.extend(built.unknown_keys);
        self.imported.entries += built.entries;
        self.imported.packed += usize::from(built.is_packed);
        self.ids.insert(ticket.id.clone(), Some(line.number));
        self.external.extend(ticket.external.iter().map(|name| (name.to_lowercase(), Some(line.number))));
        self.imported.tickets.push(ticket.id);
        self.writes.extend(built.writes);
        Ok(())
    }

    /// Takes the article of a line, unless it is there already. It goes where it was, if nothing is there.
    fn take_article(&mut self, line: &Line) -> Result<(), OpsError> {
        if self.articles.is_none() {
            let known = self.writer.desk.articles()?.found.into_iter();
            self.articles = Some(known.map(|found| (found.file.article.id, None)).collect());
        }
        let articles = self.articles.get_or_insert_default();
        let fresh = loop {
            match ArticleId::new(&self.writer.random.characters(6)) {
                Ok(id) if !articles.contains_key(&id) => break id,
                _ => {}
            }
        };
        let record = match article::read(line.text.as_deref().unwrap_or_default(), &fresh) {
            Ok(record) => record,
            Err(error) => {
                self.imported.bad.push((line.number, error));
                return Ok(());
            }
        };
        let id = record.file.article.id.clone();
        if let Some(earlier) = articles.get(&id) {
            let skipped = match earlier {
                Some(line) => Skipped::OnLine(id.to_string(), *line),
                None => Skipped::InDesk(id.to_string()),
            };
            self.imported.skipped.push((line.number, skipped));
            return Ok(());
        }
        articles.insert(id.clone(), Some(line.number));
        let path = self.free_path(record.path, &record.file.article.title);
        self.imported.unknown_keys.extend(record.unknown);
        self.imported.articles.push(id);
        self.writes.push(new_file(path, record.file.text));
        Ok(())
    }

    /// Returns where an article goes: where it was, else by its title.
    fn free_path(&self, wanted: Option<String>, title: &str) -> String {
        let is_free = |path: &String| {
            let is_planned = self.writes.iter().any(|write| write.path == *path);
            !is_planned && std::fs::symlink_metadata(self.writer.desk.root().join(path)).is_err()
        };
        let is_ours = |path: &String| layout::is_in_knowledge_base(path) && layout::is_article(path);
        let by_title = || (1..).map(|number| layout::article("", title, number)).find(is_free);
        wanted.filter(is_ours).filter(is_free).or_else(by_title).unwrap_or_default()
    }

    /// Says who has the id or a name of a ticket.
    fn taken(&self, ticket: &Ticket) -> Option<Skipped> {
        let skipped = |name: &str, line: &Option<usize>| match line {
            Some(line) => Skipped::OnLine(name.to_owned(), *line),
            None => Skipped::InDesk(name.to_owned()),
        };
        if let Some(line) = self.ids.get(&ticket.id) {
            return Some(skipped(ticket.id.as_str(), line));
        }
        ticket.external.iter().find_map(|name| Some(skipped(name, self.external.get(&name.to_lowercase())?)))
    }

    fn random_id(&self) -> Result<TicketId, OpsError> {
        let wanted = "an id: look at `prefix` in desk.yml";
        TicketId::new(&self.writer.desk.config.prefix, &self.writer.random.characters(6))
            .map_err(|error| OpsError::Malformed { text: error.0, wanted })
    }

    fn plan(self, strict: bool) -> Result<(Plan, Imported), OpsError> {
        let imported = self.imported;
        if strict && !imported.bad.is_empty() {
            let bad = imported.bad.iter().map(|(line, error)| (*line, error.to_string())).collect();
            return Err(OpsError::BadLines { bad, total: imported.lines });
        }
        let what = match (imported.tickets.as_slice(), imported.articles.len()) {
            ([one], 0) => one.to_string(),
            (many, 0) => format!("{} tickets", many.len()),
            ([], articles) => format!("{articles} articles"),
            (many, articles) => format!("{} tickets and {articles} articles", many.len()),
        };
        let subject = self.writer.subject(&format!("import {what}"));
        let mut trailers = trailer::of_tickets(&imported.tickets);
        trailers.extend(trailer::of_articles(&imported.articles));
        Ok((Plan { writes: self.writes, subject, trailers }, imported))
    }
}

/// A line as the files of a ticket.
struct Built {
    ticket: Ticket,
    has_id: bool,
    unknown_keys: Vec<String>,
    entries: usize,
    is_packed: bool,
    /// Entries first, the ticket last.
    writes: Vec<Write>,
}

fn build(config: &Config, now: Instant, line: &str, id: &TicketId) -> Result<Built, RecordError> {
    let Record { ticket, has_id, mut thread, unknown } = Record::read(line, id, now)?;
    thread.extend(history::drift(&ticket, &thread, crate::model::fingerprint(&ticket.body)));
    let last = thread.iter().map(|entry| entry.at).max().unwrap_or(ticket.created);
    let is_packed = !thread.is_empty() && pack::is_long_done(config, &ticket, last, now);
    let texts: Vec<String> = thread.iter().map(entry::write).collect();
    let placed = history::in_order(thread, texts.iter().map(|text| tail(text)));
    let entries = placed.len();
    let month = layout::month(ticket.created);
    let mut writes = Vec::with_capacity(if is_packed { 2 } else { entries + 1 });
    if is_packed {
        writes_packed(&month, &ticket.id, placed, texts, &mut writes)?;
    } else {
        writes_loose(&month, &ticket.id, placed, texts, &mut writes)?;
    }
    let text = ticket::write(&ticket);
    is_kept(&ticket, &text)?;
    writes.push(new_file(layout::ticket(&month, &ticket.id), text));
    Ok(Built { ticket, has_id, unknown_keys: unknown, entries, is_packed, writes })
}

/// Packs the entries that come back from a thread file; the others stay loose.
fn writes_packed(
    month: &str,
    id: &TicketId,
    mut placed: Vec<(Stamp, Entry)>,
    texts: Vec<String>,
    writes: &mut Vec<Write>,
) -> Result<(), RecordError> {
    let mut packed = thread::write(id, &placed);
    if thread::read(id, &packed).as_ref() != Ok(&placed) {
        let pairs = placed.into_iter().zip(texts);
        let (good, loose): (Vec<_>, Vec<_>) =
            pairs.partition(|((stamp, _), text)| thread::can_pack(stamp, text));
        let (loose, loose_texts) = loose.into_iter().unzip();
        writes_loose(month, id, loose, loose_texts, writes)?;
        placed = good.into_iter().map(|(placed, _)| placed).collect();
        packed = thread::write(id, &placed);
    }
    if thread::read(id, &packed).as_ref() != Ok(&placed) {
        return Err(RecordError::Unkept("its thread is too long for one file".to_owned()));
    }
    if !placed.is_empty() {
        writes.push(new_file(layout::thread(month, id), packed));
    }
    Ok(())
}

fn writes_loose(
    month: &str,
    id: &TicketId,
    placed: Vec<(Stamp, Entry)>,
    texts: Vec<String>,
    writes: &mut Vec<Write>,
) -> Result<(), RecordError> {
    for (number, ((stamp, meant), text)) in placed.into_iter().zip(texts).enumerate() {
        let unkept = |why: String| RecordError::Entry {
            number: number + 1,
            error: Box::new(RecordError::Unkept(why)),
        };
        let read = entry::read(&text).map_err(|problem| unkept(problem.to_string()))?;
        if read != meant || stamp.to_string().parse().as_ref() != Ok(&stamp) {
            return Err(unkept("it would read otherwise".to_owned()));
        }
        writes.push(new_file(layout::entry(month, id, &stamp), text));
    }
    Ok(())
}

/// Makes sure that a ticket's file says what was meant.
fn is_kept(ticket: &Ticket, text: &str) -> Result<(), RecordError> {
    let read =
        TicketFile::read(text.to_owned()).map_err(|problem| RecordError::Unkept(problem.to_string()))?;
    if read.ticket == *ticket {
        return Ok(());
    }
    let differences = ticket.differences(&read.ticket);
    let field = differences.first().map_or("body", |change| change.field.key());
    Err(RecordError::Unkept(format!("`{field}` would read otherwise")))
}

fn new_file(path: String, text: String) -> Write {
    Write { path, before: None, after: Some(text.into_bytes()) }
}

/// Makes four characters of a text, the same ones for the same text.
fn tail(text: &str) -> String {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(text.as_bytes());
    digest
        .iter()
        .take(4)
        .map(|byte| char::from(ID_ALPHABET[usize::from(*byte) % ID_ALPHABET.len()]))
        .collect()
}

/// The words that `desk.yml` has.
struct Known(Vec<(Field, &'static str, HashSet<String>)>);

impl Known {
    fn new(config: &Config) -> Known {
        let kinds = [
            (Field::Type, "type", Kind::Type),
            (Field::Status, "status", Kind::Status),
            (Field::Resolution, "resolution", Kind::Resolution),
            (Field::Urgency, "urgency", Kind::Urgency),
            (Field::Impact, "impact", Kind::Impact),
            (Field::Priority, "priority", Kind::Priority),
            (Field::Level, "level", Kind::Level),
            (Field::Team, "team", Kind::Team),
        ];
        let words = |kind| config.names(kind).into_iter().map(str::to_owned).collect();
        Known(kinds.into_iter().map(|(field, name, kind)| (field, name, words(kind))).collect())
    }

    /// Notes the words of a ticket that the desk does not know.
    fn note(&self, ticket: &Ticket, unknown: &mut BTreeMap<&'static str, BTreeSet<String>>) {
        for (field, name, known) in &self.0 {
            if let Some(word) = ticket.value(field).as_str().filter(|word| !known.contains(*word)) {
                unknown.entry(name).or_default().insert(word.to_owned());
            }
        }
    }
}
