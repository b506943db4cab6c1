//! What is refused before the YAML parser sees it.
//!
//! The parser's time grows with the square of the nesting, and an alias may stand for any amount of text: a
//! stranger's repository could keep the program busy for ever. No honest `desk.yml` comes near these limits.

use super::error::Problem;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;

/// The most brackets that may be open at once.
const MAX_DEPTH: usize = 64;

/// The most brackets in all. Brackets are counted without looking at quotes and comments, so closing ones could be
/// hidden from the YAML parser; this bounds what it can be made to do in any case.
const MAX_BRACKETS: usize = 4000;

/// Checks the limits, and returns the line that breaks one.
pub(super) fn admit(text: &str) -> Result<(), (Problem, Option<usize>)> {
    if text.len() > MAX_BYTES {
        return Err((Problem::TooLarge { bytes: text.len() }, None));
    }
    let (mut open, mut brackets) = (0_usize, 0_usize);
    for (line, letters) in text.lines().enumerate() {
        for letter in letters.bytes() {
            match letter {
                b'[' | b'{' => (open, brackets) = (open + 1, brackets + 1),
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
        }
        if open > MAX_DEPTH || brackets > MAX_BRACKETS {
            return Err((Problem::TooDeep, Some(line + 1)));
        }
    }
    Ok(())
}

/// Finds the first line up to `last` that is indented with a tab.
///
/// Asked only when the parser has failed: inside quotes and brackets a tab does no harm.
pub(super) fn tab_before(text: &str, last: usize) -> Option<usize> {
    text.lines().take(last).position(is_indented_with_tab).map(|line| line + 1)
}

fn is_indented_with_tab(line: &str) -> bool {
    let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
    !line.trim().is_empty() && line.as_bytes().iter().take(indentation).any(|&byte| byte == b'\t')
}
