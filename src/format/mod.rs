//! Text ↔ model, without loss.
//!
//! A person wrote these files, so they are never printed back from the model:
//! a field is edited in place, by line, and the result is parsed and compared
//! with what was meant before anybody may write it.
//!
//! - [`front`]: where the front matter is, which lines belong to which key
//! - [`scalar`]: the plain and quoted words that every YAML reader agrees on
//! - [`edit`]: one field set, that field's lines only
//! - [`ticket`], [`entry`], [`thread`], [`article`]: the four kinds of file
//! - [`problem`]: what can be wrong with a file, with line and mend
//!
//! `docs/format.md` is the specification.

pub mod article;
pub mod edit;
pub mod entry;
pub mod front;
pub mod problem;
pub mod scalar;
pub mod thread;
pub mod ticket;

pub use article::ArticleFile;
pub use problem::{Problem, ProblemKind};
pub use ticket::TicketFile;

/// The most bytes a front matter may have. YAML parsers are quadratic on some inputs.
pub const FRONT_LIMIT: usize = 64 * 1024;

/// The most bytes a Markdown file may have.
pub const FILE_LIMIT: usize = 16 * 1024 * 1024;

/// Returns a text with every line end as LF and nothing else, so that a clone on another system reads the same.
pub fn with_unix_lines(text: &str) -> String {
    if !text.contains('\r') {
        return text.to_owned();
    }
    // `a\r\r\n`, which careless programs write, and `a\r` at the end would be other texts after one more reading.
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_read_once() {
        let check = |text: &str, expected: &str| {
            assert_eq!(with_unix_lines(text), expected);
            assert_eq!(with_unix_lines(expected), expected);
        };
        check("a\nb", "a\nb");
        check("a\r\nb\rc\r\n", "a\nb\rc\n");
        check("a\r\r\nb\r", "a\nb");
    }
}
