//! Words in a thread: replies, which the requester sees, and notes, which the team sees.

use std::path::{Path, PathBuf};

use sha2::Digest;

use super::{Deed, Loaded, OpsError, Outcome, Writer, act, close, fields, people, wait};
use crate::desk::{Place, layout};
use crate::model::{Attachment, EntryKind, Field, Instant, Person, Status, Value};

/// The most bytes of one attachment. Git keeps every version of it for ever.
pub const ATTACHMENT_LIMIT: u64 = 20 * 1024 * 1024;

/// Something to say.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Markdown.
    pub text: String,
    /// Time spent, in minutes.
    pub minutes: Option<u64>,
    /// Files to keep with it.
    pub attachments: Vec<PathBuf>,
}

/// What becomes of the ticket with an agent's reply.
#[derive(Clone, Debug, Default)]
pub enum Then {
    /// Nothing.
    #[default]
    Stay,
    /// It waits for the requester, until an instant where one is given.
    Wait(Option<Instant>),
    /// It is solved.
    Solve,
}

/// Records a public reply; `from` is the requester or whoever else wrote it, where that is not the writer.
///
/// The requester's words open a waiting or solved ticket again. Nothing is sent.
pub fn reply(
    writer: &Writer,
    places: &[Place],
    words: &Words,
    from: Option<&str>,
    then: &Then,
) -> Result<Outcome, OpsError> {
    let by = match from {
        Some(who) => people::somebody(&writer.desk.config, who, &writer.by)?,
        None => writer.by.clone(),
    };
    let name = |done: &[super::Done]| format!("reply to {}", act::ids(done));
    act::perform(writer, places, name, |loaded| {
        let mut deed = speak(writer, loaded, words, EntryKind::Reply)?;
        let reporter = loaded.ticket().reporter.as_ref();
        let known = reporter.filter(|reporter| people::is_same(&writer.desk.config, reporter, &by));
        deed.entry.by = known.filter(|_| from.is_some()).unwrap_or(&by).clone(); // by the name the ticket knows
        match then {
            Then::Stay if from.is_some() => answered(writer, loaded, &by, &mut deed)?,
            Then::Stay => {}
            Then::Wait(until) => wait::pend(writer, loaded, *until, &mut deed)?,
            Then::Solve => close::finish(writer, loaded, Status::Solved, None, &mut deed)?,
        }
        Ok(deed)
    })
}

/// Records an internal note.
pub fn note(writer: &Writer, places: &[Place], words: &Words) -> Result<Outcome, OpsError> {
    let name = |done: &[super::Done]| format!("note on {}", act::ids(done));
    act::perform(writer, places, name, |loaded| speak(writer, loaded, words, EntryKind::Note))
}

fn speak(writer: &Writer, loaded: &Loaded, words: &Words, kind: EntryKind) -> Result<Deed, OpsError> {
    let mut deed = Deed::new(writer, loaded.ticket(), kind);
    deed.entry.body = fields::body(&words.text)?;
    deed.entry.minutes = words.minutes;
    if deed.entry.body.trim().is_empty() && words.attachments.is_empty() {
        return Err(OpsError::Empty { what: "the text" });
    }
    for path in &words.attachments {
        attach(writer, loaded, path, &mut deed)?;
    }
    Ok(deed)
}

/// The requester's own words open a ticket that waits for them or is solved.
fn answered(writer: &Writer, loaded: &Loaded, by: &Person, deed: &mut Deed) -> Result<(), OpsError> {
    let (config, ticket) = (&writer.desk.config, loaded.ticket());
    let is_requester = ticket.reporter.as_ref().is_some_and(|reporter| people::is_same(config, reporter, by));
    if is_requester && matches!(ticket.status, Status::Pending | Status::Solved) {
        fields::may_move(config, ticket, Status::Open.as_str())?;
        deed.change(ticket, Field::Status, Status::Open.as_str());
        deed.change(ticket, Field::Resolution, Value::Null);
        deed.change(ticket, Field::Until, Value::Null);
    }
    Ok(())
}

fn attach(writer: &Writer, loaded: &Loaded, path: &Path, deed: &mut Deed) -> Result<(), OpsError> {
    let unreadable = |source| OpsError::File { path: path.to_owned(), source };
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > ATTACHMENT_LIMIT {
        let (size, limit) = (size as usize, ATTACHMENT_LIMIT as usize);
        return Err(OpsError::TooLarge { what: "the attachment", size, limit });
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let sha256: String = sha2::Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let place = &loaded.found.place;
    let kept = layout::attachment(&place.month, &place.id, &sha256, &name);
    let known = std::fs::symlink_metadata(writer.desk.root().join(&kept)).is_ok();
    if !known && !deed.files.iter().any(|(path, _)| *path == kept) {
        deed.files.push((kept, bytes));
    }
    deed.entry.attachments.push(Attachment { name, sha256, size });
    Ok(())
}
