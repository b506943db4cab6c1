use std::fmt;

use indexmap::IndexMap;

use super::{Change, Field, Instant, Person, TicketId, Value};

/// What an entry of a thread is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// Public words, to or from the requester.
    Reply,
    /// Words for the team.
    Note,
    /// A change of fields.
    Event,
    /// A kind we do not know.
    Other(String),
}

impl EntryKind {
    /// Reads a kind; any word is one.
    pub fn new(text: &str) -> EntryKind {
        match text {
            "reply" => EntryKind::Reply,
            "note" => EntryKind::Note,
            "event" => EntryKind::Event,
            other => EntryKind::Other(other.to_owned()),
        }
    }

    /// Returns the kind as written.
    pub fn as_str(&self) -> &str {
        match self {
            EntryKind::Reply => "reply",
            EntryKind::Note => "note",
            EntryKind::Event => "event",
            EntryKind::Other(name) => name,
        }
    }
}

impl fmt::Display for EntryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The reason that stands for no escalation but a return.
pub const RETURN: &str = "return";

/// To a team that knows more.
pub const FUNCTIONAL: &str = "functional";

/// To somebody who decides more.
pub const HIERARCHICAL: &str = "hierarchical";

/// The key of an entry that says which of the two it is.
const ESCALATION: &str = "escalation";

/// The key of an entry that says what set it off.
const TRIGGER: &str = "trigger";

/// The key of an entry that says which commit it comes from.
const COMMIT: &str = "commit";

/// What set off an entry that no person did.
const TIMER: &str = "timer";

/// Who does what no person did.
pub const PROGRAM: &str = "git-desk";

/// A file that came with an entry.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Attachment {
    /// The name it came with.
    pub name: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Its length in bytes.
    pub size: u64,
}

/// One entry of a ticket's thread. Written once, never edited.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The ticket it belongs to.
    pub ticket: TicketId,
    /// What it is.
    pub kind: EntryKind,
    /// The honest time it was written.
    pub at: Instant,
    /// Who wrote it.
    pub by: Person,
    /// The fields it changed.
    pub changes: Vec<Change>,
    /// Why, in a word (an escalation's `skill`, `access`, …).
    pub reason: Option<String>,
    /// Time spent, in minutes.
    pub minutes: Option<u64>,
    /// The way it came: `mail`, `web`, `import`, …
    pub via: Option<String>,
    /// Written by a machine; never counts as a response.
    pub auto: bool,
    /// The Message-ID of the mail it came with (RFC 5322).
    pub message_id: Option<String>,
    /// The files that came with it.
    pub attachments: Vec<Attachment>,
    /// On an event that stopped a clock: the target and calendar it ran under.
    pub sla: Option<Value>,
    /// Keys we do not know, kept.
    pub more: IndexMap<String, Value>,
    /// Markdown, without its final newline.
    pub body: String,
}

impl Entry {
    /// Returns an entry that says nothing yet.
    pub fn new(ticket: TicketId, kind: EntryKind, at: Instant, by: Person) -> Entry {
        Entry {
            ticket,
            kind,
            at,
            by,
            changes: Vec::new(),
            reason: None,
            minutes: None,
            via: None,
            auto: false,
            message_id: None,
            attachments: Vec::new(),
            sla: None,
            more: IndexMap::new(),
            body: String::new(),
        }
    }

    /// Returns what kind of escalation it is, where it is one: functional, to those who know more, or hierarchical, to
    /// those who decide more (ITIL).
    pub fn escalation(&self) -> Option<&str> {
        let has_moved = || self.changes.iter().any(|change| change.field == Field::Level);
        let is_up = |reason: &String| reason != RETURN;
        let said = self.more.get(ESCALATION).and_then(Value::as_str);
        said.or_else(|| (has_moved() && self.reason.as_ref().is_some_and(is_up)).then_some(FUNCTIONAL))
    }

    /// Tells whether a timed step of a policy did this, and no person.
    pub fn is_timed(&self) -> bool {
        self.more.get(TRIGGER).and_then(Value::as_str) == Some(TIMER)
    }

    /// Tells whether the passing of time did this, and no person.
    pub fn is_by_program(&self) -> bool {
        self.by.as_str() == PROGRAM
    }

    /// Says what kind of escalation it is; a functional one needs no word.
    pub fn set_escalation(&mut self, kind: &str) {
        if kind != FUNCTIONAL {
            self.more.insert(ESCALATION.to_owned(), kind.into());
        }
    }

    /// Says that a timed step of a policy does this.
    pub fn set_timed(&mut self) {
        self.more.insert(TRIGGER.to_owned(), TIMER.into());
    }

    /// Tells whether it is a public word of a person: no note, and nothing automatic.
    pub fn is_word(&self) -> bool {
        self.kind == EntryKind::Reply && !self.auto
    }

    /// Returns the commit that it names, where there is one: what solved the ticket.
    pub fn commit(&self) -> Option<&str> {
        self.more.get(COMMIT).and_then(Value::as_str)
    }

    /// Tells whether an importer or a repair wrote this event: it counts for no time.
    pub fn is_bookkeeping(&self) -> bool {
        self.kind == EntryKind::Event && self.via.as_deref() == Some("import")
    }
}
