//! Pieces of a query put together to a tree.
//!
//! ```text
//! query = side ("OR" side)*          the lowest precedence
//! side  = item+                      side by side: all of them
//! item  = "-" item | "(" query ")" | word | key ":" test ("," test)*
//! test  = word | comparison word | [word] ".." [word]
//! ```

use std::ops::Range;
use std::sync::Arc;

use super::error::{Problem, QueryError};
use super::lexer::{Placed, Token, tokens};
use super::tree::{Place, Query, Term, Test, Tree, Word};

/// How deep groups and negations may be nested.
pub const DEEPEST: usize = 50;

/// Reads a query. An empty one admits every ticket.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    let source: Arc<str> = text.into();
    let tokens = tokens(&source)?;
    let mut parser = Parser { source, tokens, at: 0, depth: 0, is_negated: false, sort: Vec::new() };
    let tree = parser.alternatives()?;
    match parser.tokens.get(parser.at) {
        None => Ok(Query { tree, sort: parser.sort }),
        Some((_, bytes)) => Err(parser.error(bytes.clone(), Problem::Unopened)),
    }
}

struct Parser {
    source: Arc<str>,
    tokens: Vec<Placed>,
    at: usize,
    depth: usize,
    /// Inside of a negation, where an order makes no sense.
    is_negated: bool,
    sort: Vec<Word>,
}

impl Parser {
    fn alternatives(&mut self) -> Result<Option<Tree>, QueryError> {
        let mut sides = Vec::new();
        loop {
            let is_empty = self.ends_side();
            sides.extend(self.side()?);
            let Some(or) = self.take(&Token::Or) else { break };
            if is_empty || self.ends_side() {
                return Err(self.error(or, Problem::LonelyOr));
            }
        }
        Ok(Tree::any(sides))
    }

    /// Tells whether nothing more of this side of an `OR` follows.
    fn ends_side(&self) -> bool {
        matches!(self.peek(), None | Some(Token::Close | Token::Or))
    }

    fn side(&mut self) -> Result<Option<Tree>, QueryError> {
        let mut items = Vec::new();
        while !self.ends_side() {
            items.extend(self.item()?);
        }
        Ok(Tree::all(items))
    }

    /// Reads one item; an order leaves nothing in the tree.
    fn item(&mut self) -> Result<Option<Tree>, QueryError> {
        let Some((token, bytes)) = self.next() else { return Ok(None) };
        match token {
            Token::Open => self.group(bytes),
            Token::Minus => self.negation(bytes),
            Token::Key(key) => self.term(key, bytes),
            Token::Word(word) => self.text(word).map(Some),
            // The rest comes out of the lexer inside of values only, and `term` has read all that makes sense there.
            _ => Err(self.error(bytes, Problem::TwoTests)),
        }
    }

    fn group(&mut self, open: Range<usize>) -> Result<Option<Tree>, QueryError> {
        self.enter(&open)?;
        let is_empty = self.peek() == Some(&Token::Close);
        let tree = self.alternatives()?;
        self.depth -= 1;
        match self.take(&Token::Close) {
            Some(close) if is_empty => Err(self.error(open.start..close.end, Problem::EmptyGroup)),
            Some(_) => Ok(tree),
            None => Err(self.error(open, Problem::Unclosed)),
        }
    }

    fn negation(&mut self, minus: Range<usize>) -> Result<Option<Tree>, QueryError> {
        self.enter(&minus)?;
        if self.ends_side() || !self.is_adjacent() {
            return Err(self.error(minus, Problem::LonelyMinus));
        }
        let outer = std::mem::replace(&mut self.is_negated, true);
        let tree = self.item()?;
        (self.is_negated, self.depth) = (outer, self.depth - 1);
        Ok(tree.map(|tree| Tree::Not(Box::new(tree))))
    }

    fn enter(&mut self, bytes: &Range<usize>) -> Result<(), QueryError> {
        self.depth += 1;
        match self.depth {
            ..=DEEPEST => Ok(()),
            _ => Err(self.error(bytes.clone(), Problem::TooDeep { limit: DEEPEST })),
        }
    }

    fn text(&mut self, word: Word) -> Result<Tree, QueryError> {
        if !word.is_quoted && matches!(word.text.as_str(), "AND" | "NOT") {
            return Err(self.error(word.place.bytes, Problem::NotNeeded { word: word.text }));
        }
        self.check_end(&word)?;
        Ok(Tree::Text(word))
    }

    fn term(&mut self, key: Word, bytes: Range<usize>) -> Result<Option<Tree>, QueryError> {
        let mut tests = vec![self.test(bytes.clone())?];
        while let Some(comma) = self.take_adjacent(&Token::Comma) {
            tests.push(self.test(comma)?);
        }
        if !key.text.eq_ignore_ascii_case("sort") {
            return Ok(Some(Tree::Term(Term { key, tests })));
        }
        if self.is_negated {
            return Err(self.error(bytes, Problem::NegatedSort));
        }
        for test in tests {
            match test {
                Test::Is(word) => self.sort.push(word),
                _ => return Err(self.error(bytes, Problem::ComparedSort)),
            }
        }
        Ok(None)
    }

    /// Reads the value after a colon or a comma.
    fn test(&mut self, before: Range<usize>) -> Result<Test, QueryError> {
        let missing = self.error(before, Problem::NoValue { is_spaced: !self.ends_side() });
        let Some((token, bytes)) = self.next_adjacent() else { return Err(missing) };
        match token {
            Token::Word(word) => self.single_or_range(word),
            Token::Dots => match self.word()? {
                Some(to) => Ok(Test::Range(None, Some(to))),
                None => Err(self.error(bytes, Problem::NoEnds)),
            },
            Token::Compare(comparison) => match self.word()? {
                Some(word) if word.text.starts_with(['<', '=', '>']) && !word.is_quoted => {
                    Err(self.error(word.place.bytes, Problem::TwoTests))
                }
                Some(word) => Ok(Test::Compare(comparison, word)),
                None => Err(self.error(bytes, Problem::NoValue { is_spaced: !self.ends_side() })),
            },
            _ => Err(missing),
        }
    }

    fn single_or_range(&mut self, word: Word) -> Result<Test, QueryError> {
        if self.take_adjacent(&Token::Dots).is_some() {
            check_not_empty(&word)?;
            return Ok(Test::Range(Some(word), self.word()?));
        }
        self.check_end(&word)?;
        Ok(Test::Is(word))
    }

    /// Reads the last word of a value.
    fn word(&mut self) -> Result<Option<Word>, QueryError> {
        let Some(Token::Word(word)) = self.peek().filter(|_| self.is_adjacent()).cloned() else {
            return Ok(None);
        };
        self.at += 1;
        self.check_end(&word)?;
        Ok(Some(word))
    }

    /// Refuses what cannot follow a word without a space.
    fn check_end(&self, word: &Word) -> Result<(), QueryError> {
        check_not_empty(word)?;
        let Some((token, bytes)) = self.tokens.get(self.at).filter(|_| self.is_adjacent()) else {
            return Ok(());
        };
        match token {
            Token::Comma | Token::Open | Token::Close => Ok(()),
            Token::Dots => Err(self.error(bytes.clone(), Problem::TwoTests)),
            _ => Err(self.error(bytes.clone(), Problem::NoSpace)),
        }
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn next(&mut self) -> Option<Placed> {
        let token = self.tokens.get(self.at).cloned()?;
        self.at += 1;
        Some(token)
    }

    fn next_adjacent(&mut self) -> Option<Placed> {
        if self.is_adjacent() { self.next() } else { None }
    }

    /// Tells whether there is no space before what comes next.
    fn is_adjacent(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        matches!((before, self.tokens.get(self.at)), (Some((_, a)), Some((_, b))) if a.end == b.start)
    }

    fn take(&mut self, wanted: &Token) -> Option<Range<usize>> {
        let (_, bytes) = self.tokens.get(self.at).filter(|(token, _)| token == wanted)?;
        self.at += 1;
        Some(bytes.clone())
    }

    fn take_adjacent(&mut self, wanted: &Token) -> Option<Range<usize>> {
        if self.is_adjacent() { self.take(wanted) } else { None }
    }

    fn error(&self, bytes: Range<usize>, problem: Problem) -> QueryError {
        QueryError { place: Place { text: self.source.clone(), bytes }, problem }
    }
}

fn check_not_empty(word: &Word) -> Result<(), QueryError> {
    if word.text.trim().is_empty() {
        return Err(QueryError { place: word.place.clone(), problem: Problem::Empty });
    }
    Ok(())
}
