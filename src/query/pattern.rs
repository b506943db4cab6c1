//! Texts compared in any case, whole or with `*`, and words looked for in longer texts.
//!
//! What is compared with a record is made lower-case once; the record's own text is never copied.

use super::tree::Word;

/// A text to compare with, in any case. A `*` stands for any letters, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// What stands between the stars, lower-case. One part alone is a plain text.
    parts: Vec<String>,
}

impl Pattern {
    /// Returns a pattern that only the text itself fits.
    pub fn exact(text: &str) -> Pattern {
        Pattern { parts: vec![lowered(text)] }
    }

    /// Returns a pattern in which `*` stands for any letters.
    pub fn glob(text: &str) -> Pattern {
        Pattern { parts: lowered(text).split('*').map(str::to_owned).collect() }
    }

    /// Returns the pattern that a word of a query means: in quotes a `*` is a star.
    pub fn of(word: &Word) -> Pattern {
        if word.is_quoted { Pattern::exact(&word.text) } else { Pattern::glob(&word.text) }
    }

    /// Tells whether it has a `*`.
    pub fn is_glob(&self) -> bool {
        self.parts.len() > 1
    }

    /// Returns what every fitting text begins with, lower-case; without a `*` that is the whole text.
    pub fn beginning(&self) -> &str {
        self.parts.first().map_or("", String::as_str)
    }

    /// Tells whether a text fits.
    pub fn fits(&self, text: &str) -> bool {
        match self.parts.as_slice() {
            [whole] => is_same(text, whole),
            [first, middle @ .., last] => {
                let inner = after(lower(text), first).and_then(|rest| before(rest, last));
                middle.iter().try_fold(inner, |rest, part| Some(after_any(rest?, part))).flatten().is_some()
            }
            [] => false,
        }
    }
}

/// Tells whether a text is the same in any case as one that is lower-case.
fn is_same(text: &str, lowered: &str) -> bool {
    text.eq_ignore_ascii_case(lowered) || (!text.is_ascii() && lower(text).eq(lowered.chars()))
}

/// Returns the letters of a text, lower-case; `ς` is a `σ` that ends a word.
fn lower(text: &str) -> impl DoubleEndedIterator<Item = char> + Clone {
    let lower = text.chars().flat_map(char::to_lowercase);
    lower.map(|letter| if letter == 'ς' { 'σ' } else { letter })
}

/// Returns a text lower-case, letter by letter: what two texts have in common that are the same in any case.
pub fn lowered(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { lower(text).collect() }
}

/// Returns what is left after a part that must come first.
fn after<I: Iterator<Item = char>>(mut text: I, part: &str) -> Option<I> {
    part.chars().all(|letter| text.next() == Some(letter)).then_some(text)
}

/// Returns what is left before a part that must come last.
fn before<I: DoubleEndedIterator<Item = char>>(mut text: I, part: &str) -> Option<I> {
    part.chars().rev().all(|letter| text.next_back() == Some(letter)).then_some(text)
}

/// Returns what is left after the first place where a part stands.
fn after_any<I: Iterator<Item = char> + Clone>(mut text: I, part: &str) -> Option<I> {
    loop {
        if let Some(rest) = after(text.clone(), part) {
            return Some(rest);
        }
        text.next()?;
    }
}

/// Words to look for, one after the other: `sso`, `"password reset"`, `print*`.
///
/// A word is whole: `log` is not in `login`, `log*` is. What stands between the words does not matter. Scripts that
/// put no spaces between words have words of one sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    words: Vec<Pattern>,
}

impl Phrase {
    /// Returns the phrase that a word of a query means; `None` where it has no letter and no digit.
    pub fn of(word: &Word) -> Option<Phrase> {
        let words: Vec<Pattern> = match word.is_quoted {
            true => words(&word.text).map(Pattern::exact).collect(),
            false => Words { rest: &word.text, with_stars: true }.map(Pattern::glob).collect(),
        };
        let says_something = |pattern: &Pattern| pattern.parts.iter().any(|part| !part.is_empty());
        words.iter().any(says_something).then_some(Phrase { words })
    }

    /// Returns the words, in order.
    pub fn words(&self) -> &[Pattern] {
        &self.words
    }

    /// Tells whether a text holds the words, one after the other.
    pub fn is_in(&self, text: &str) -> bool {
        let mut rest = words(text);
        loop {
            let mut ahead = rest.clone();
            if self.words.iter().all(|pattern| ahead.next().is_some_and(|word| pattern.fits(word))) {
                return true;
            }
            if rest.next().is_none() {
                return false;
            }
        }
    }
}

/// Returns the words of a text, as a phrase sees them: what an index of words must hold, in any case.
pub fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    Words { rest: text, with_stars: false }
}

#[derive(Clone)]
struct Words<'t> {
    rest: &'t str,
    /// A `*` belongs to the word, as in a query.
    with_stars: bool,
}

impl<'t> Iterator for Words<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let is_letter = |letter: char| letter.is_alphanumeric() || (self.with_stars && letter == '*');
        let text = self.rest.trim_start_matches(|letter| !is_letter(letter));
        let first = text.chars().next()?;
        let end = match stands_alone(first) {
            true => Some(first.len_utf8()),
            false => text.find(|letter| !is_letter(letter) || stands_alone(letter)),
        };
        let (word, rest) = text.split_at(end.unwrap_or(text.len()));
        self.rest = rest;
        Some(word)
    }
}

/// Tells whether a letter is of a script without spaces between words: Thai, Lao, Burmese, Khmer, kana, ideographs.
fn stands_alone(letter: char) -> bool {
    matches!(letter,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_letters() {
        let check = |pattern: &str, fitting: &[&str], strange: &[&str]| {
            let pattern = Pattern::glob(pattern);
            assert!(fitting.iter().all(|text| pattern.fits(text)), "{pattern:?} {fitting:?}");
            assert!(!strange.iter().any(|text| pattern.fits(text)), "{pattern:?} {strange:?}");
        };
        check("sso", &["sso", "SSO"], &["", "ss", "ssoo", "a sso"]);
        check("*", &["", "a", "a b"], &[]);
        check("a*", &["a", "Ab", "a*"], &["", "ba"]);
        check("*a", &["a", "BA"], &["", "ab"]);
        check("a*a", &["aa", "aba", "abaa"], &["a", "ab", "ba"]);
        check("a*b*c", &["abc", "axbxbxc"], &["ac", "acb", "abcd"]);
        check("*b*", &["b", "abc", "ABC"], &["", "ac"]);
        check("a**b", &["ab", "axb"], &["a"]);
        check("É*", &["été", "Été"], &["ete"]);
        check("ΟΔΟΣ", &["ΟΔΟΣ", "οδος", "Οδοσ"], &["οδο"]);
        check("stra*", &["STRASSE", "straße"], &["stru"]);
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(words(text).collect::<Vec<_>>(), expected, "{text}");
        };
        check("", &[]);
        check(" -!- ", &[]);
        check("Can't log-in: error 0x80_a", &["Can", "t", "log", "in", "error", "0x80", "a"]);
        check("été*", &["été"]);
        check("設定の wifi設定", &["設", "定", "の", "wifi", "設", "定"]);
    }

    #[test]
    fn a_phrase_is_in_a_text_word_by_word() {
        let check = |phrase: &str, text: &str, expected: bool| {
            let place = super::super::Place { text: "".into(), bytes: 0..0 };
            let word = Word { text: phrase.into(), is_quoted: !phrase.contains('*'), place };
            assert_eq!(
                Phrase::of(&word).is_some_and(|phrase| phrase.is_in(text)),
                expected,
                "{phrase} in {text}"
            );
        };
        check("password reset", "after a Password-Reset, twice", true);
        check("password reset", "reset password", false);
        check("log", "login catalog", false);
        check("log*", "a LOGIN", true);
        check("*log", "catalog", true);
        check("a a b", "a a a b", true);
        check("定の", "設定の", true);
        check("定設", "設定", false);
    }
}
