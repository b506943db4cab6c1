//! A query cut into words and signs, each with its place.

use std::ops::Range;
use std::sync::Arc;

use super::error::{Problem, QueryError};
use super::tree::{Comparison, Place, Word};

/// A piece of a query.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Open,
    Close,
    Minus,
    Or,
    /// A name with a colon after it, the beginning of a term.
    Key(Word),
    Word(Word),
    Comma,
    Compare(Comparison),
    Dots,
}

/// A piece with the bytes it takes.
pub(super) type Placed = (Token, Range<usize>);

/// Cuts a query.
pub(super) fn tokens(source: &Arc<str>) -> Result<Vec<Placed>, QueryError> {
    let mut lexer = Lexer { source, at: 0, mode: Mode::Text };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next()? {
        tokens.push(token);
    }
    Ok(tokens)
}

struct Lexer<'s> {
    source: &'s Arc<str>,
    at: usize,
    mode: Mode,
}

/// The same letters are cut differently before and after a colon.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    /// Terms and words of the text.
    Text,
    /// The beginning of a value: a comparison may stand here.
    Value,
    /// The rest of a value.
    InValue,
}

impl Lexer<'_> {
    fn next(&mut self) -> Result<Option<Placed>, QueryError> {
        self.skip_space();
        let start = self.at;
        let Some(letter) = self.rest().chars().next() else { return Ok(None) };
        let token = match letter {
            '(' => self.sign(1, Token::Open, Mode::Text),
            ')' => self.sign(1, Token::Close, Mode::Text),
            '"' => Token::Word(self.quoted()?),
            _ if self.mode != Mode::Text => self.value()?,
            '-' => self.sign(1, Token::Minus, Mode::Text),
            _ => self.text(),
        };
        Ok(Some((token, start..self.at)))
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        let space = rest.len() - rest.trim_start().len();
        if space > 0 {
            self.at += space;
            self.mode = Mode::Text;
        }
    }

    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn sign(&mut self, length: usize, token: Token, mode: Mode) -> Token {
        self.at += length;
        self.mode = mode;
        token
    }

    /// Reads a piece of the values after a key.
    fn value(&mut self) -> Result<Token, QueryError> {
        if self.rest().starts_with(',') {
            return Ok(self.sign(1, Token::Comma, Mode::Value));
        }
        if self.rest().starts_with("..") {
            return Ok(self.sign(2, Token::Dots, Mode::InValue));
        }
        if self.mode == Mode::Value {
            if let Some((sign, comparison)) = self.comparison() {
                return Ok(self.sign(sign.len(), Token::Compare(comparison), Mode::InValue));
            }
            if self.rest().starts_with('=') {
                return Err(self.error(self.at..self.at + 1, Problem::NotNeeded { word: "=".into() }));
            }
        }
        let length = bare(self.rest()).find(',').unwrap_or(usize::MAX);
        let length = bare(self.rest()).find("..").unwrap_or(usize::MAX).min(length);
        self.mode = Mode::InValue;
        Ok(Token::Word(self.take(length)))
    }

    fn comparison(&self) -> Option<(&'static str, Comparison)> {
        Comparison::ALL.into_iter().find(|(sign, _)| self.rest().starts_with(sign))
    }

    /// Reads a key, `OR`, or a word of the text.
    fn text(&mut self) -> Token {
        if let Some(length) = key_length(self.rest()) {
            let key = self.take(length);
            return self.sign(1, Token::Key(key), Mode::Value);
        }
        let word = self.take(usize::MAX);
        if word.text == "OR" { Token::Or } else { Token::Word(word) }
    }

    /// Takes a bare word, at most so long.
    fn take(&mut self, limit: usize) -> Word {
        let text = bare(self.rest());
        let text = text[..limit.min(text.len())].to_owned();
        let start = self.at;
        self.at += text.len();
        Word { text, is_quoted: false, place: self.place(start..self.at) }
    }

    /// Reads `"…"`, in which `\"` is a quote and `\\` a backslash. Any other backslash is itself.
    fn quoted(&mut self) -> Result<Word, QueryError> {
        let start = self.at;
        let mut text = String::new();
        let mut letters = self.source[start + 1..].char_indices().peekable();
        while let Some((index, letter)) = letters.next() {
            match (letter, letters.peek()) {
                ('"', _) => {
                    self.at = start + 1 + index + 1;
                    if self.mode == Mode::Value {
                        self.mode = Mode::InValue;
                    }
                    let place = self.place(start..self.at);
                    return Ok(Word { text, is_quoted: true, place });
                }
                ('\\', Some((_, escaped @ ('"' | '\\')))) => {
                    text.push(*escaped);
                    letters.next();
                }
                _ => text.push(letter),
            }
        }
        Err(self.error(start..self.source.len(), Problem::UnclosedQuote))
    }

    fn place(&self, bytes: Range<usize>) -> Place {
        Place { text: self.source.clone(), bytes }
    }

    fn error(&self, bytes: Range<usize>, problem: Problem) -> QueryError {
        QueryError { place: self.place(bytes), problem }
    }
}

/// Returns what is before the next space, parenthesis or quote.
fn bare(text: &str) -> &str {
    let is_end = |letter: char| letter.is_whitespace() || matches!(letter, '(' | ')' | '"');
    &text[..text.find(is_end).unwrap_or(text.len())]
}

/// Returns the length of the name before a colon: letters, digits, `-`, `_` and `.`, beginning with a letter.
fn key_length(text: &str) -> Option<usize> {
    let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let length = text.find(|letter| !is_letter(letter))?;
    let is_key = text.starts_with(|letter: char| letter.is_alphabetic() || letter == '_');
    (is_key && text[length..].starts_with(':')).then_some(length)
}
