//! Markdown of strangers, read within bounds.
//!
//! What a text may cost is bounded before anybody works with it: its size, how deep one line
//! nests, and how many pieces the parser makes of it. Whoever gets nothing here shows the text as
//! the plain text it also is. Terminal, HTML and the list of headings all read through this one
//! door, so that they agree on what is a heading and what is too much.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

/// Longer texts are not read as Markdown.
pub const MAX_BYTES: usize = 256 * 1024;
/// The parser may make this many pieces; a hostile table makes more of a small text.
const MAX_PIECES: usize = 200_000;
/// Containers at the head of one line.
pub const MAX_MARKERS: usize = 32;

/// One piece of a text, and where it stands in it.
pub type Piece<'a> = (Event<'a>, Range<usize>);

/// Reads a text: CommonMark with tables, footnotes, task lists and strikethrough, as on GitHub.
/// Returns nothing where that would cost too much.
pub fn pieces(source: &str) -> Option<Vec<Piece<'_>>> {
    if source.len() > MAX_BYTES || source.lines().any(nests_deep) {
        return None;
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut pieces = Vec::new();
    for piece in Parser::new_ext(source, options).into_offset_iter() {
        if pieces.len() > MAX_PIECES {
            return None;
        }
        pieces.push(piece);
    }
    Some(pieces)
}

/// A head of quote marks, bullets and spaces costs the parser on every line below it.
fn nests_deep(line: &str) -> bool {
    let head = line.bytes().take_while(|byte| matches!(byte, b'>' | b'-' | b'*' | b'+' | b' ' | b'\t'));
    let markers = head.filter(|byte| !matches!(byte, b' ' | b'\t')).count();
    markers > MAX_MARKERS && !line.bytes().all(|byte| matches!(byte, b'-' | b'*' | b'+'))
}

/// Says whether a link leads to a page of the web or to a mail address, which is all that readers
/// are ever sent to: `http`, `https`, `mailto`.
pub fn is_web_address(url: &str) -> bool {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_much_is_not_read() {
        assert!(pieces("# A\n\ntext").is_some());
        assert!(pieces(&"[".repeat(MAX_BYTES + 1)).is_none());
        assert!(pieces(&format!("{} a", ">".repeat(MAX_MARKERS + 1))).is_none());
        assert!(pieces(&"-".repeat(80)).is_some(), "a rule is not a nest");
    }

    #[test]
    fn only_the_web_and_mail_are_addresses() {
        for url in ["http://a.b", "HTTPS://a.b", "mailto:a@b.c"] {
            assert!(is_web_address(url), "{url}");
        }
        for url in
            ["", "a.md", "#a", "javascript:alert(1)", "data:text/html,a", " http://a", "ftp://a", "//a.b"]
        {
            assert!(!is_web_address(url), "{url}");
        }
    }
}
