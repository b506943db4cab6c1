//! Makes text from files and people harmless and visible.
//!
//! | what | becomes | why |
//! |---|---|---|
//! | line feed, tab | stay in many lines; `⏎` and a space in one line | a title cannot make a second line |
//! | carriage return and line feed | one line feed | files from Windows |
//! | other control characters, escape, delete | their picture: `␛` `␇` `␍` `␡` | an escape sequence falls apart into plain text |
//! | C1 controls (U+0080–9F) | `�` | some terminals obey them like escape |
//! | line and paragraph separators | `⏎` | they break lines in some programs only |
//! | marks and overrides of direction | `�` | text would read differently from what it is |
//! | characters nobody can see (zero width space, BOM, fillers, tags) | `�` | two names would look alike |
//! | joiners (U+200C, U+200D) | stay between two letters or emoji outside ASCII, else `�` | Persian, Indic scripts, families of emoji |
//! | more than 16 combining marks on one letter | the rest becomes one `�` | a tower of marks covers other lines |
//!
//! Ordinary text in any script is returned as it is, without a copy. Cleaning twice is cleaning once.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// Stands for what must not be shown and has no picture of its own.
const REPLACED: char = '\u{FFFD}';
/// Stands for a line break inside one line.
const BREAK: char = '⏎';
/// Combining marks that one letter may carry; real scripts need fewer than ten.
const MARKS: usize = 16;

/// Returns `text` fit for a place that holds one line.
pub fn clean_line(text: &str) -> Cow<'_, str> {
    clean(text, Shape::Line)
}

/// Returns `text` fit for a place that holds many lines.
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    clean(text, Shape::Lines)
}

#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Line,
    Lines,
}

fn clean(text: &str, shape: Shape) -> Cow<'_, str> {
    if text.bytes().all(|byte| is_plain(byte, shape)) {
        return Cow::Borrowed(text);
    }
    let mut changed: Option<String> = None;
    let mut before = ' ';
    let mut marks = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        let after = rest.peek().map_or(' ', |&(_, next)| next);
        let mut shown = show(character, before, after, shape);
        marks = if shown.is_some_and(has_no_width) { marks + 1 } else { 0 };
        if marks > MARKS {
            shown = (marks == MARKS + 1).then_some(REPLACED);
        }
        before = shown.unwrap_or(before);
        if let Some(out) = &mut changed {
            out.extend(shown);
        } else if shown != Some(character) {
            let mut out = String::with_capacity(text.len() + 8);
            out.push_str(&text[..at]);
            out.extend(shown);
            changed = Some(out);
        }
    }
    changed.map_or(Cow::Borrowed(text), Cow::Owned)
}

fn is_plain(byte: u8, shape: Shape) -> bool {
    matches!(byte, b' '..=b'~') || (shape == Shape::Lines && matches!(byte, b'\n' | b'\t'))
}

fn has_no_width(character: char) -> bool {
    !character.is_control() && character.width() == Some(0)
}

/// What stands in the output for one character; nothing for the first half of a Windows line end.
fn show(character: char, before: char, after: char, shape: Shape) -> Option<char> {
    Some(match character {
        '\n' | '\t' if shape == Shape::Lines => character,
        '\r' if after == '\n' => return None,
        '\n' | '\u{2028}' | '\u{2029}' => BREAK,
        '\t' => ' ',
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(REPLACED),
        '\x7F' => '␡',
        '\u{200C}' | '\u{200D}' if is_joinable(before) && is_joinable(after) => character,
        '\u{E0020}'..='\u{E007F}' if is_flag(before) => character,
        _ if is_hidden(character) => REPLACED,
        _ => character,
    })
}

fn is_joinable(character: char) -> bool {
    !character.is_ascii() && !character.is_whitespace() && !is_hidden(character)
}

/// A flag of a region (England, Scotland) is a black flag and tags that spell its name.
fn is_flag(character: char) -> bool {
    matches!(character, '\u{1F3F4}' | '\u{E0020}'..='\u{E007E}')
}

fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\u{80}'..='\u{9F}'                             // C1 controls
            | '\u{61C}' | '\u{200E}' | '\u{200F}'       // marks of direction
            | '\u{202A}'..='\u{202E}'                   // embeddings and overrides of direction
            | '\u{2060}'..='\u{206F}'                   // word joiner, isolates, retired controls
            | '\u{200B}'..='\u{200D}' | '\u{FEFF}'      // zero width
            | '\u{2028}' | '\u{2029}'                   // separators
            | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' // Hangul fillers
            | '\u{17B4}' | '\u{17B5}' | '\u{180E}'      // vowels and a separator without a shape
            | '\u{FFF0}'..='\u{FFFB}'                   // annotations
            | '\u{1D173}'..='\u{1D17A}'                 // controls of musical notation
            | '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}' // tags
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(input: &str, line: &str, lines: &str) {
        assert_eq!(clean_line(input), line, "one line of {input:?}");
        assert_eq!(clean_lines(input), lines, "many lines of {input:?}");
    }

    fn unchanged(input: &str) {
        assert!(matches!(clean_line(input), Cow::Borrowed(_)), "{input:?}");
        check(input, input, input);
    }

    #[test]
    fn ordinary_text_stays_as_it_is() {
        unchanged("");
        unchanged("SSO login fails: loop after reset");
        unchanged("Crème brûlée, naïve, e\u{301}te\u{301}");
        unchanged("日本語のタイトル 한국어");
        unchanged("שלום עולם مرحبا");
        unchanged("می\u{200C}خواهم");
        unchanged("क\u{94D}\u{200D}ष");
        unchanged("👩‍👩‍👧 ❤️ 👍🏽 🏳️‍🌈 🇧🇪");
        unchanged("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}");
    }

    #[test]
    fn line_breaks_depend_on_the_place() {
        check("a\nb\tc", "a⏎b c", "a\nb\tc");
        check("a\r\nb", "a⏎b", "a\nb");
        check("a\rb", "a␍b", "a␍b");
        check("a\u{2028}b\u{2029}", "a⏎b⏎", "a⏎b⏎");
    }

    #[test]
    fn what_drives_a_terminal_becomes_visible() {
        check("\x1b[31mred\x1b[0m", "␛[31mred␛[0m", "␛[31mred␛[0m");
        check("\x1b]0;title\x07", "␛]0;title␇", "␛]0;title␇");
        check("\u{9b}31m \x7f \0 \x08", "�31m ␡ ␀ ␈", "�31m ␡ ␀ ␈");
    }

    #[test]
    fn what_hides_from_the_reader_becomes_visible() {
        check("\u{202E}gpj.exe", "�gpj.exe", "�gpj.exe");
        check("\u{2066}a\u{2069}\u{200F}\u{61C}", "�a���", "�a���");
        check("pay\u{200B}pal \u{FEFF}", "pay�pal �", "pay�pal �");
        check("pay\u{200D}pal", "pay�pal", "pay�pal");
        check("hi\u{E0041}\u{E0042}", "hi��", "hi��");
    }

    #[test]
    fn a_tower_of_marks_is_cut() {
        let tower = format!("a{}b", "\u{301}".repeat(1000));
        let cut = format!("a{}�b", "\u{301}".repeat(16));
        check(&tower, &cut, &cut);
    }

    fn any_text() -> impl Strategy<Value = String> {
        let nasty = proptest::sample::select(
            "\0\t\n\r\x1b\x07\x7f\u{85}\u{9b}\u{200b}\u{200c}\u{200d}\u{200e}\u{202e}\u{2028}\u{2066}\u{feff}\u{301}a👩é🏴\u{e0067}\u{e007f}ی"
                .chars()
                .collect::<Vec<_>>(),
        );
        proptest::collection::vec(prop_oneof![3 => nasty, 1 => any::<char>()], 0..60)
            .prop_map(|characters| characters.into_iter().collect())
    }

    proptest! {
        #[test]
        fn nothing_harmful_is_left(text in any_text()) {
            for (shape, shown) in [(Shape::Line, clean_line(&text)), (Shape::Lines, clean_lines(&text))] {
                let mut before = ' ';
                for character in shown.chars() {
                    let is_break = shape == Shape::Lines && matches!(character, '\n' | '\t');
                    prop_assert!(!character.is_control() || is_break, "{:?}", character);
                    let is_kept = matches!(character, '\u{200C}' | '\u{200D}') && is_joinable(before)
                        || matches!(character, '\u{E0020}'..='\u{E007F}') && is_flag(before);
                    prop_assert!(!is_hidden(character) || is_kept, "{:?}", character);
                    before = character;
                }
            }
        }

        #[test]
        fn cleaning_twice_is_cleaning_once(text in any_text()) {
            let once = clean_lines(&text).into_owned();
            prop_assert_eq!(clean_lines(&once), once.as_str());
            let once = clean_line(&text).into_owned();
            prop_assert_eq!(clean_line(&once), once.as_str());
        }
    }
}
