//! An article from a solved ticket: what was found out once is written down while it is known (KCS: capture in the
//! workflow).

use super::create::{NewArticle, draft};
use super::link;
use crate::desk::{FoundArticle, Place};
use crate::format::{ArticleFile, article};
use crate::knowledge::{self, Private, Solved};
use crate::model::{Category, Entry, EntryKind, Field, Person, Value};
use crate::ops::{Deed, Loaded, OpsError, Outcome, Writer, act, people};

/// What an article is made of.
#[derive(Debug)]
pub struct Drafted {
    /// The article with its place; not written yet.
    pub found: FoundArticle,
    /// The ticket is done.
    pub is_solved: bool,
    /// The articles that the ticket has already.
    pub known: Vec<String>,
}

/// Drafts an article from a ticket, without what is the requester's own. Nothing is written.
pub fn drafted(writer: &Writer, place: &Place, new: &NewArticle) -> Result<Drafted, OpsError> {
    let loaded = act::load(writer.desk, place)?;
    let ticket = loaded.ticket();
    let private = private(writer, &loaded);
    let solved = Solved {
        title: &ticket.title,
        asked: &ticket.body,
        environment: environment(&loaded),
        answered: answered(writer, &loaded),
        notes: Vec::new(),
    };
    let title = match new.title.as_str() {
        "" => private.taken_out(&ticket.title),
        title => title.to_owned(),
    };
    let labels = if new.labels.is_empty() { ticket.labels.clone() } else { new.labels.clone() };
    let body = knowledge::draft(&solved, &private, new.lang.as_deref());
    let found = draft(writer, &NewArticle { title, labels, body, ..new.clone() })?;
    let is_solved = writer.desk.config.category(ticket.status.as_str()) == Category::Done;
    Ok(Drafted { found, is_solved, known: ticket.articles.clone() })
}

/// Writes an article that was drafted from a ticket, as a person left it in the editor, and links the two in one
/// commit.
pub fn create(
    writer: &Writer,
    place: &Place,
    drafted: &FoundArticle,
    text: &str,
) -> Result<Outcome, OpsError> {
    let file = ArticleFile::read(text.to_owned()).map_err(|problem| {
        OpsError::Draft(format!("line {}: {problem}; {}", problem.line, problem.mend()))
    })?;
    let id = file.article.id.clone();
    if id != drafted.article().id {
        return Err(OpsError::Fixed { field: "id".to_owned() });
    }
    act::perform(
        writer,
        std::slice::from_ref(place),
        |_| format!("kb new {id} from {}", place.id),
        |loaded| {
            let mut deed = Deed::new(writer, loaded.ticket(), EntryKind::Event);
            link::add(&mut deed, loaded.ticket(), std::slice::from_ref(&id));
            deed.files.push((drafted.path.clone(), text.as_bytes().to_vec()));
            Ok(deed)
        },
    )
}

/// Returns who must not be known by an article: whoever asked, and whoever else spoke who is not of the desk.
fn private(writer: &Writer, loaded: &Loaded) -> Private {
    let config = &writer.desk.config;
    let spoke = loaded.thread.entries().map(|entry| &entry.by);
    let strangers = loaded.ticket().reporter.iter().chain(spoke).filter(|who| {
        let handle = people::handle(config, who);
        !config.people.contains_key(handle.as_str())
    });
    let names = strangers.flat_map(|who: &Person| [who.short_name().to_owned()]);
    let names: Vec<String> = names.filter(|name| !name.contains('@')).collect();
    Private::of(names.iter().map(String::as_str))
}

/// Returns the fields of the desk's own, which say where a thing was seen.
fn environment(loaded: &Loaded) -> Vec<String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    loaded.ticket().fields.iter().map(|(key, value)| format!("{key}: {}", text(value))).collect()
}

/// Returns the words that the ticket was solved with, else the last public ones of somebody else than the requester.
fn answered<'l>(writer: &Writer, loaded: &'l Loaded) -> Option<&'l str> {
    let config = &writer.desk.config;
    let reporter = loaded.ticket().reporter.as_ref();
    let is_requester = |entry: &Entry| reporter.is_some_and(|who| people::is_same(config, who, &entry.by));
    let is_end = |entry: &Entry| {
        entry.changes.iter().any(|change| {
            change.field == Field::Status
                && change.new.as_str().is_some_and(|status| config.category(status) == Category::Done)
        })
    };
    let said = |entry: &&Entry| !entry.body.trim().is_empty();
    let solved = loaded.thread.entries().rev().filter(said).find(|entry| is_end(entry));
    let replied = || {
        let replies = loaded.thread.entries().rev().filter(said);
        replies.into_iter().find(|entry| entry.kind == EntryKind::Reply && !is_requester(entry))
    };
    solved.or_else(replied).map(|entry| entry.body.as_str())
}

/// Returns the text of a drafted article, for the editor.
pub fn text(found: &FoundArticle) -> String {
    article::write(found.article())
}
