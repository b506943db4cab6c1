//! Columns of a terminal: how wide a text is, and how to make it fit.
//!
//! What counts is the grapheme, that which a reader takes for one character: an accent is not
//! cut from its letter and a family of emoji is not torn apart. All of it runs in linear time,
//! and cutting looks no further than the columns that are left.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Align;

/// Stands at the end of what was cut.
const ELLIPSIS: char = '…';

/// Returns how many columns `text` takes on a terminal.
pub fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len(); // clean text has no control characters, so each takes one column
    }
    text.width()
}

/// Cuts `text` to at most `limit` columns; a cut is shown by `…`.
pub fn truncate(text: &str, limit: usize) -> Cow<'_, str> {
    match cut(text, limit) {
        None => Cow::Borrowed(text),
        Some(end) if limit == 0 => Cow::Borrowed(&text[..end]),
        Some(end) => Cow::Owned(format!("{}{ELLIPSIS}", &text[..end])),
    }
}

/// Returns where `text` must be cut to fit with an ellipsis, or nothing when it fits as it is.
pub(super) fn cut(text: &str, limit: usize) -> Option<usize> {
    if text.len() <= limit && text.is_ascii() {
        return None;
    }
    let mut used = 0;
    let mut end = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        let next = used + columns(grapheme);
        if next > limit {
            return Some(text[..end].trim_end().len());
        }
        if next < limit {
            end = at + grapheme.len();
        }
        used = next;
    }
    None
}

/// Fills `text` with spaces up to `width` columns; a longer one stays as it is.
pub fn pad(text: &str, width: usize, align: Align) -> String {
    let space = " ".repeat(width.saturating_sub(columns(text)));
    match align {
        Align::Left => format!("{text}{space}"),
        Align::Right => format!("{space}{text}"),
    }
}

/// Breaks `text` into lines of at most `limit` columns and returns where each line stands.
///
/// Lines end at spaces, which are left out, and at line feeds. A word that is longer than a line
/// is broken between two graphemes, as are scripts that know no spaces.
pub fn wrap(text: &str, limit: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(text, start..start + line.len(), limit.max(1), &mut lines);
        start += line.len() + 1;
    }
    lines
}

fn wrap_line(text: &str, line: Range<usize>, limit: usize, lines: &mut Vec<Range<usize>>) {
    let mut start = line.start;
    let mut used = 0;
    // Where the line could end, where the next would begin, and the columns up to there.
    let mut space: Option<(usize, usize, usize)> = None;
    for (at, grapheme) in text[line.clone()].grapheme_indices(true) {
        let at = line.start + at;
        let width = columns(grapheme);
        if grapheme == " " {
            let end = match space {
                Some((end, next, _)) if next == at => end,
                _ => at,
            };
            space = Some((end, at + 1, used + 1));
            used += 1;
            continue;
        }
        if used + width > limit {
            match space.take() {
                Some((end, next, before)) if end > start => {
                    lines.push(start..end);
                    (start, used) = (next, used - before);
                }
                Some((_, next, before)) => (start, used) = (next, used - before),
                None => {}
            }
        }
        if used + width > limit && at > start {
            lines.push(start..at);
            (start, used) = (at, 0);
        }
        used += width;
    }
    let end = start + text[start..line.end].trim_end_matches(' ').len();
    if end > start || start == line.start {
        lines.push(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_is_cut_between_graphemes() {
        let check = |text: &str, limit, expect: &str| assert_eq!(truncate(text, limit), expect);
        check("short", 5, "short");
        check("longer", 5, "long…");
        check("one two", 5, "one…");
        check("日本語", 6, "日本語");
        check("日本語", 5, "日本…");
        check("日本語", 4, "日…");
        check("cafe\u{301}s", 5, "cafe\u{301}s");
        check("cafe\u{301}s!", 5, "cafe\u{301}…");
        check("👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧…");
        check("x", 0, "");
        check("", 0, "");
        check("ab", 1, "…");
    }

    #[test]
    fn text_is_padded_by_columns() {
        assert_eq!(pad("日本", 6, Align::Left), "日本  ");
        assert_eq!(pad("7", 3, Align::Right), "  7");
        assert_eq!(pad("long", 3, Align::Left), "long");
    }

    fn wrapped(text: &str, limit: usize) -> Vec<&str> {
        wrap(text, limit).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn text_is_wrapped_at_spaces() {
        let check = |text, limit, expect: &[&str]| assert_eq!(wrapped(text, limit), expect, "{text:?}");
        check("", 10, &[""]);
        check("one two three", 7, &["one two", "three"]);
        check("one two three", 8, &["one two", "three"]);
        check("one  two", 4, &["one", "two"]);
        check("abcdefgh", 3, &["abc", "def", "gh"]);
        check("a bcdefgh", 3, &["a", "bcd", "efg", "h"]);
        check("one\n\ntwo", 9, &["one", "", "two"]);
        check("日本語日本語", 5, &["日本", "語日", "本語"]);
        check("trailing   ", 20, &["trailing"]);
        check("  indented", 20, &["  indented"]);
        check("日", 1, &["日"]);
    }

    #[test]
    fn a_very_long_line_is_quick() {
        let words = "word ".repeat(200_000);
        let one = "x".repeat(1_000_000);
        let started = std::time::Instant::now();
        assert_eq!(wrap(&words, 80).len(), 12_500);
        assert_eq!(wrap(&one, 80).len(), 12_500);
        assert_eq!(columns(&truncate(&one, 80)), 80);
        assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
    }

    proptest! {
        #[test]
        fn what_is_cut_fits(text in "[a é日👩\u{200d}\u{301}\u{fe0f}ب]{0,30}", limit in 0usize..20) {
            let text = super::super::clean::clean_line(&text).into_owned();
            prop_assert!(columns(&truncate(&text, limit)) <= limit);
        }

        #[test]
        fn wrapping_loses_only_spaces(text in "[ab é日👩]{0,60}", limit in 2usize..20) {
            let lines = wrapped(&text, limit);
            prop_assert!(lines.iter().all(|line| columns(line) <= limit), "{:?}", lines);
            prop_assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }
}
