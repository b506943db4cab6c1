//! What can be wrong with a line.

use crate::model::ShapeError;

/// Why a line is not a record that can be imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum RecordError {
    #[error("it has more than {limit} bytes")]
    TooLong { limit: usize },
    #[error("it is not UTF-8")]
    NotUtf8,
    #[error("it is not JSON: {message}")]
    Json { message: String },
    #[error("it is not a JSON object: a line is one record, `{{\"record\": \"ticket\", …}}`")]
    NotAnObject,
    #[error("it is an article, and no ticket")]
    Article,
    #[error("`record` is `{0}`: it is `ticket` or `article`")]
    UnknownRecord(String),
    #[error("`{0}` is missing")]
    Missing(&'static str),
    #[error("`{key}` cannot hold `{value}`: it takes {wanted}")]
    BadValue { key: String, value: String, wanted: &'static str },
    #[error(transparent)]
    Shape(#[from] ShapeError),
    #[error("entry {number} of `thread`: {error}")]
    Entry { number: usize, error: Box<RecordError> },
    #[error("`fields` holds `{0}`, which every ticket has: write it beside `fields`")]
    BuiltIn(String),
    #[error("`{0}` is given twice, beside `fields` and in it")]
    Twice(String),
    #[error("a text holds a NUL character, which git would take for a binary file")]
    Nul,
    #[error("it cannot be kept as it is: {0}")]
    Unkept(String),
}

impl RecordError {
    /// Builds the error of a value that a key does not take.
    pub(super) fn bad_value(key: &str, value: &crate::model::Value, wanted: &'static str) -> RecordError {
        const SHOWN: usize = 100;
        let mut value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        if let Some((end, _)) = value.char_indices().nth(SHOWN) {
            value.truncate(end);
            value.push('…');
        }
        RecordError::BadValue { key: key.to_owned(), value, wanted }
    }
}
