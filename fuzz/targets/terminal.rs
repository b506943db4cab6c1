//! What reaches a terminal: no text of a stranger drives it, hides from its reader or overflows its line.

#![cfg_attr(not(test), no_main)]

use git_desk::render::clean::{clean_line, clean_lines};
use git_desk::render::{Line, Text, markdown};
use unicode_segmentation::UnicodeSegmentation;

const WIDTHS: [usize; 3] = [1, 24, 79];
/// Text is never wrapped to less than this.
const LEAST_WIDTH: usize = 20;

#[cfg(not(test))]
libfuzzer_sys::fuzz_target!(|input: &[u8]| check(input));

/// Checks one input.
pub fn check(input: &[u8]) {
    let text = &*String::from_utf8_lossy(input);
    check_cleaned(text);
    let line = Line::from(text);
    for width in WIDTHS {
        assert!(line.truncate(width).columns() <= width, "{:?}", line.truncate(width));
        line.wrap(width).iter().for_each(|part| check_fits(part, width));
        let plain = markdown::plain(text, width);
        plain.lines().iter().for_each(|part| check_fits(part, width.max(LEAST_WIDTH)));
        check_shown(&plain);
        check_shown(&markdown::render(text, width));
    }
}

/// Cleaning leaves nothing harmful, and nothing to clean.
fn check_cleaned(text: &str) {
    let (line, lines) = (clean_line(text), clean_lines(text));
    assert!(!line.contains(is_harmful), "{line:?}");
    assert!(!lines.contains(|c| is_harmful(c) && !matches!(c, '\n' | '\t')), "{lines:?}");
    assert_eq!(clean_line(&line), line);
    assert_eq!(clean_lines(&lines), lines);
}

/// A line takes no more columns than there are, unless it is one character that cannot be broken.
fn check_fits(line: &Line, width: usize) {
    assert!(line.columns() <= width || line.text().graphemes(true).count() == 1, "{line:?} in {width}");
}

/// The only escape sequences are those of styles, and without them the text is the plain one.
fn check_shown(text: &Text) {
    let plain = text.plain();
    assert!(!plain.contains(|c| is_harmful(c) && c != '\n'), "{plain:?}");
    let mut shown = String::new();
    for (index, piece) in text.ansi().split("\u{1b}[").enumerate() {
        let style = piece.len() - piece.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').len();
        let after = if index == 0 { Some(piece) } else { piece[style..].strip_prefix('m') };
        shown.push_str(after.expect("an escape sequence is a style"));
    }
    assert_eq!(shown, plain);
}

/// Control characters, ends of lines, and what turns the direction of writing.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
