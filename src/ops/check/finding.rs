//! What can be wrong with a desk, as data; the words for it stand here and nowhere else.

use std::fmt;

use super::remedy::Remedy;
use crate::knowledge::ArticleFault;
use crate::model::{Field, LinkKind, TicketId, Value, write_instant};

/// Something that is not as it should be, at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The file, relative to the desk's folder.
    pub path: String,
    /// The line, from 1, where one can be named.
    pub line: Option<usize>,
    /// The ticket it belongs to.
    pub ticket: Option<TicketId>,
    /// What is wrong.
    pub problem: Problem,
    /// How `check --fix` mends it, where it can.
    pub remedy: Option<Remedy>,
}

impl Finding {
    /// Builds a finding of a whole file that only a person can mend.
    pub fn new(path: impl Into<String>, problem: Problem) -> Finding {
        Finding { path: path.into(), line: None, ticket: None, problem, remedy: None }
    }

    /// Names the line.
    pub fn at(self, line: Option<usize>) -> Finding {
        Finding { line, ..self }
    }

    /// Names the ticket.
    pub fn of(self, ticket: &TicketId) -> Finding {
        Finding { ticket: Some(ticket.clone()), ..self }
    }

    /// Says how it is mended.
    pub fn with(self, remedy: impl Into<Option<Remedy>>) -> Finding {
        Finding { remedy: remedy.into(), ..self }
    }

    /// Tells whether `check --fix` mends it.
    pub fn is_fixable(&self) -> bool {
        self.remedy.is_some()
    }

    /// Says what to do about it, as a clause without a full stop.
    pub fn mend(&self) -> String {
        match &self.remedy {
            Some(remedy) => format!("`git desk check --fix` {remedy}"),
            None => {
                let id = self.ticket.as_ref().map_or("ID", TicketId::as_str);
                self.problem.mend(id)
            }
        }
    }
}

/// The kinds of trouble.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum Problem {
    /// A file that does not say what it should.
    Broken {
        message: String,
        mend: String,
    },
    /// A value that YAML reads otherwise than a person.
    Remark {
        message: String,
        mend: String,
    },
    /// Something odd about `desk.yml`.
    Policy {
        message: String,
        mend: String,
    },
    Link,
    NotAFile,
    Strange,
    BadName,
    TooLarge {
        size: u64,
        limit: u64,
    },
    Temporary,
    Attributes {
        missing: Vec<String>,
    },
    Twice {
        first: String,
    },
    WrongMonth {
        month: String,
    },
    NoTicket {
        files: usize,
        elsewhere: Option<String>,
    },
    BadDigest {
        name: String,
    },
    NoAttachment {
        name: String,
        path: String,
    },
    OtherAttachment {
        name: String,
        path: String,
    },
    UnknownWord {
        field: Field,
        word: String,
        near: Option<String>,
    },
    NoEnd {
        resolution: String,
        status: String,
    },
    NoResolution {
        status: String,
    },
    NoWait {
        status: String,
    },
    LabelTwice {
        label: String,
    },
    NoSuchTicket {
        link: String,
        to: TicketId,
    },
    UnknownLink {
        kind: LinkKind,
        near: Option<String>,
    },
    LinkToItself {
        kind: LinkKind,
    },
    Circle {
        kind: LinkKind,
        way: Vec<TicketId>,
    },
    Transition {
        from: String,
        to: String,
    },
    Ahead {
        stamp: String,
    },
    BeforeTicket {
        at: String,
        created: String,
    },
    Backwards {
        at: String,
        before: String,
    },
    Drift {
        field: Field,
        told: Value,
        found: Value,
    },
    Untold {
        field: Field,
        old: Value,
        found: Value,
    },
    HalfWritten {
        field: Field,
        told: Value,
        found: Value,
    },
    /// A merge without the thread at hand kept what did not hold.
    Unsettled {
        field: Field,
        told: Value,
        found: Value,
    },
    /// Two people's words stand beside each other in a text.
    Overlap,
    /// A merge left the other side's value of a key in a remark.
    OtherSide,
    LeftOver,
    Uncommitted,
    Rewritten,
    Gone,
    Conflict,
    /// Something wrong with an article.
    Article(ArticleFault),
}

impl Problem {
    /// Returns the word for the kind, as JSON has it.
    pub fn kind(&self) -> &'static str {
        use Problem::*;
        match self {
            Broken { .. } => "broken",
            Remark { .. } => "remark",
            Policy { .. } => "policy",
            Link => "symbolic-link",
            NotAFile => "not-a-file",
            Strange => "strange-file",
            BadName => "bad-name",
            TooLarge { .. } => "too-large",
            Temporary => "temporary-file",
            Attributes { .. } => "attributes",
            Twice { .. } => "duplicate-id",
            WrongMonth { .. } => "wrong-month",
            NoTicket { .. } => "no-ticket",
            BadDigest { .. } | NoAttachment { .. } | OtherAttachment { .. } => "attachment",
            UnknownWord { .. } => "unknown-word",
            NoEnd { .. } | NoResolution { .. } => "resolution",
            NoWait { .. } => "until",
            LabelTwice { .. } => "duplicate-label",
            NoSuchTicket { .. } => "dangling-link",
            UnknownLink { .. } => "unknown-link",
            LinkToItself { .. } | Circle { .. } => "circular-link",
            Transition { .. } => "transition",
            Ahead { .. } | BeforeTicket { .. } | Backwards { .. } => "clock",
            Drift { .. } | Untold { .. } => "drift",
            HalfWritten { .. } | LeftOver => "half-written",
            Unsettled { .. } => "unsettled",
            Overlap | OtherSide => "overlap",
            Uncommitted => "uncommitted",
            Rewritten => "rewritten-entry",
            Gone => "gone",
            Conflict => "conflict",
            Article(fault) => fault.kind(),
        }
    }

    /// Says what a person can do about it.
    fn mend(&self, id: &str) -> String {
        use Problem::*;
        let near = |near: &Option<String>, other: &str| match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => other.to_owned(),
        };
        match self {
            Broken { mend, .. } | Remark { mend, .. } | Policy { mend, .. } => mend.clone(),
            Link => "replace it by the file itself: links are not followed".into(),
            NotAFile | Strange => "move it out of the folder of the tickets".into(),
            BadName => "rename it to something that is UTF-8".into(),
            TooLarge { .. } => {
                "git keeps every version for ever: keep it elsewhere and name the place".into()
            }
            Temporary => "delete it".into(),
            Attributes { .. } => "add what it lacks".into(),
            Twice { .. } => "`git desk mend` gives the younger one another id".into(),
            WrongMonth { month } => format!("move its files to `tickets/{month}`, or correct `created`"),
            NoTicket { elsewhere: Some(path), .. } => format!("move them beside `{path}`"),
            NoTicket { .. } => {
                format!(
                    "bring `{id}.md` back from git: `git log --diff-filter=D --name-only` finds the commit"
                )
            }
            BadDigest { .. } => "restore the entry from git: entries are not edited by hand".into(),
            NoAttachment { path, .. } => format!("bring `{path}` back, from git or from who sent it"),
            OtherAttachment { .. } => "restore it from git".into(),
            UnknownWord { near: word, .. } => near(word, "use a word that desk.yml knows, or add it there"),
            NoEnd { .. } => format!("empty `resolution`, or end the ticket: `git desk close {id}`"),
            NoResolution { .. } => {
                format!("say how it ended: `git desk close {id} -r solved`, or another word")
            }
            NoWait { .. } => format!("empty `until`, or let it wait: `git desk wait {id}`"),
            LabelTwice { .. } => "keep one of them".into(),
            NoSuchTicket { to, .. } => format!("correct it, or take it away: `git desk unlink {id} {to}`"),
            UnknownLink { near: word, .. } => near(word, "`git desk link -h` lists the kinds"),
            LinkToItself { .. } => "take it away".into(),
            Circle { .. } => "take one of these links away".into(),
            Transition { from, .. } => {
                format!("allow it in desk.yml: `transitions`, `{from}`")
            }
            Ahead { .. } => {
                "set the clock of the machine that wrote it, and rename the file after its `at`".into()
            }
            BeforeTicket { .. } => "one of the two clocks was wrong: correct `created` of the ticket".into(),
            Backwards { .. } => {
                "one of the two clocks was wrong: the time between counts as none; correct `at`".into()
            }
            Drift { .. } | Untold { .. } => {
                "rename the entry whose stamp is ahead of now first: no event can follow it".into()
            }
            HalfWritten { field, .. } => format!("write `{field}` in the ticket's file as the entry says"),
            Unsettled { field, .. } => format!("write `{field}` in the ticket's file as the thread says"),
            Overlap => format!("keep what is right: `git desk edit {id}`"),
            OtherSide => "keep what is right, and take the remark away".into(),
            LeftOver => "run `git desk check --fix`".into(),
            Uncommitted => "commit it".into(),
            Rewritten => {
                "an entry is never edited: take it back with `git restore`, and leave a note instead".into()
            }
            Gone => "bring it back with `git restore`, or commit that it is gone".into(),
            Conflict => "keep one side of the conflict, and `git add` the file".into(),
            Article(fault) => fault.mend(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use Problem::*;
        match self {
            Broken { message, .. } | Remark { message, .. } | Policy { message, .. } => f.write_str(message),
            Link => f.write_str("it is a symbolic link"),
            NotAFile => f.write_str("it is not an ordinary file"),
            Strange => f.write_str("it is no file of a ticket"),
            BadName => f.write_str("its name is not UTF-8"),
            TooLarge { size, limit } => write!(f, "it has {size} bytes, more than the limit of {limit}"),
            Temporary => f.write_str("an act that was killed left it"),
            Attributes { missing } => write!(f, "it lacks `{}`", missing.join("`, `")),
            Twice { first } => write!(f, "the id is that of `{first}`, too"),
            WrongMonth { month } => write!(f, "the ticket was made in {month}, its folder says otherwise"),
            NoTicket { files: 1, .. } => f.write_str("its ticket has no file"),
            NoTicket { files, .. } => write!(f, "its ticket has no file, and {files} files belong to it"),
            BadDigest { name } => write!(f, "the attachment `{name}` has no SHA-256"),
            NoAttachment { name, .. } => write!(f, "the attachment `{name}` is missing"),
            OtherAttachment { name, path } => {
                write!(f, "the attachment `{name}` is not what was attached: `{path}` was changed")
            }
            UnknownWord { field, word, .. } => {
                write!(f, "`{field}` is `{word}`, a word that desk.yml does not know")
            }
            NoEnd { resolution, status } => write!(f, "it is {status} with the resolution `{resolution}`"),
            NoResolution { status } => write!(f, "it is {status} without a resolution"),
            NoWait { status } => write!(f, "`until` is set, and it is {status}"),
            LabelTwice { label } => write!(f, "the label `{label}` is there twice"),
            NoSuchTicket { link, .. } => write!(f, "the link `{link}` leads to no ticket"),
            UnknownLink { kind, .. } => write!(f, "`{kind}` is no kind of link"),
            LinkToItself { kind } => write!(f, "the link `{kind}` leads to the ticket itself"),
            Circle { kind, way } => {
                let way: Vec<&str> = way.iter().map(TicketId::as_str).collect();
                write!(f, "`{kind}` leads in a circle: {}", way.join(" → "))
            }
            Transition { from, to } => write!(f, "it went from `{from}` to `{to}`, which desk.yml forbids"),
            Ahead { stamp } => write!(f, "the stamp `{stamp}` is more than a day ahead of now"),
            BeforeTicket { at, created } => {
                write!(f, "it was written at {at}, before the ticket was made ({created})")
            }
            Backwards { at, before } => {
                write!(f, "the status changed at {at}, and the change before it stands at {before}")
            }
            Drift { field: Field::Body, .. } => {
                f.write_str("the description is not what the last event left")
            }
            Untold { field: Field::Body, .. } => {
                f.write_str("the description was rewritten, and no event says so")
            }
            Drift { field, told, found } => {
                write!(f, "`{field}` is {}, the last event says {}", shown(found), shown(told))
            }
            Untold { field, old, found } => {
                write!(f, "`{field}` went from {} to {}, and no event says so", shown(old), shown(found))
            }
            HalfWritten { field, told, found } => write!(
                f,
                "`{field}` is {}, an entry says {}: the act was never finished",
                shown(found),
                shown(told)
            ),
            Unsettled { field, told, found } => {
                write!(f, "`{field}` is {} after a merge, the thread came to {}", shown(found), shown(told))
            }
            Overlap => f.write_str("two people wrote other words in the same place, and both are there"),
            OtherSide => f.write_str("two people changed the same key, and one value is in a remark"),
            LeftOver => f.write_str("an act was killed, and its journal is left"),
            Uncommitted => f.write_str("it is written, and not committed"),
            Rewritten => f.write_str("the entry was edited after it was committed"),
            Gone => f.write_str("it is gone from the disk, and not from git"),
            Conflict => f.write_str("it is in conflict"),
            Article(fault) => fault.fmt(f),
        }
    }
}

/// Writes a value for a message: short, in backticks.
fn shown(value: &Value) -> String {
    const LONGEST: usize = 60;
    let text = match value {
        Value::Null => return "empty".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let words =
                items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned));
            words.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    };
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", &text[..end]),
        None => format!("`{text}`"),
    }
}

/// Writes an instant for a message.
pub(super) fn instant(instant: crate::model::Instant) -> String {
    write_instant(instant)
}
