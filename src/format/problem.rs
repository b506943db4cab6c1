//! What can be wrong with a file: where, what, and how to mend it.

use std::fmt;

/// Something wrong with a file, at a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line in the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What can be wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "each message says what its fields are")]
pub enum ProblemKind {
    #[error("the text is not UTF-8")]
    NotUtf8,
    #[error("the file holds a NUL character")]
    Nul,
    #[error("the file has {size} bytes, more than the limit of {limit}")]
    TooLarge { size: u64, limit: u64 },
    #[error("there is no front matter: the first line is not `---`")]
    NoFrontMatter,
    #[error("the front matter is not closed: there is no second `---`")]
    Unclosed,
    #[error("the front matter has more than {limit} bytes")]
    FrontTooLong { limit: usize },
    #[error("a merge conflict was left in the front matter")]
    Conflict,
    #[error("a merge conflict was left in the packed thread")]
    ConflictOfThreads,
    #[error("`{0}` is not a `key: value` line")]
    NotAField(String),
    #[error("`{key}` is given twice, first on line {first}")]
    DuplicateKey { key: String, first: usize },
    #[error("`{key}` is not valid YAML: {message}")]
    Yaml { key: String, message: String },
    #[error("`{key}` is nested too deeply")]
    TooDeep { key: String },
    #[error("`{0}` is missing")]
    Missing(String),
    #[error("`{key}` cannot hold `{value}`: it takes {wanted}")]
    BadValue { key: String, value: String, wanted: String },
    #[error("`{key}` says `{value}`, the file name says `{expected}`")]
    OtherThanName { key: String, value: String, expected: String },
    #[error("YAML ends the value of `{key}` before ` #`: it reads `{value}`")]
    CutAtComment { key: String, value: String },
    #[error("`{key}` is not quoted as YAML wants it; it is read as `{value}`")]
    Sloppy { key: String, value: String },
    #[error("a packed entry begins with a heading that cannot be read: `{0}`")]
    Heading(String),
}

impl Problem {
    /// Builds a problem at a line.
    pub fn new(line: usize, kind: ProblemKind) -> Problem {
        Problem { line, kind }
    }

    /// Tells whether the file can still be read in spite of it.
    pub fn is_remark(&self) -> bool {
        matches!(self.kind, ProblemKind::CutAtComment { .. } | ProblemKind::Sloppy { .. })
    }

    /// Says what a person can do about it.
    pub fn mend(&self) -> String {
        match &self.kind {
            ProblemKind::NotUtf8 => "save the file as UTF-8".into(),
            ProblemKind::Nul => "remove the NUL character; git would take the file for a binary one".into(),
            ProblemKind::TooLarge { .. } => "attach the long part as a file instead".into(),
            ProblemKind::NoFrontMatter => {
                "begin the file with `---` and the fields, or move it out of the desk".into()
            }
            ProblemKind::Unclosed => "write a line `---` after the last field".into(),
            ProblemKind::FrontTooLong { .. } => "move long text below the second `---`".into(),
            ProblemKind::Conflict => "keep one side of the conflict and remove its marker lines".into(),
            ProblemKind::ConflictOfThreads => {
                "keep the entries of both sides, each once, and remove the marker lines".into()
            }
            ProblemKind::NotAField(_) => "write `key: value`, or quote the text, or indent it".into(),
            ProblemKind::DuplicateKey { key, .. } => format!("keep one `{key}` line"),
            ProblemKind::Yaml { .. } => "put the value in double quotes".into(),
            ProblemKind::TooDeep { .. } => "use plainer values".into(),
            ProblemKind::Missing(key) => format!("add a line `{key}: …`"),
            ProblemKind::BadValue { .. } => "correct the value".into(),
            ProblemKind::OtherThanName { key, expected, .. } => {
                format!("write `{key}: {expected}`, or rename the file")
            }
            ProblemKind::CutAtComment { .. } => "put the whole value in double quotes".into(),
            ProblemKind::Sloppy { .. } => "put the value in double quotes".into(),
            ProblemKind::Heading(_) => {
                "restore the file from git: packed threads are not edited by hand".into()
            }
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)
    }
}

impl std::error::Error for Problem {}
