//! What a query says, before anybody knows what its words mean.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::state::State;

/// A query: the tree of its terms, and the order it asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// What a ticket must be; nothing admits every ticket.
    pub tree: Option<Tree>,
    /// The keys of `sort:`, the first one decides first. `-` before a key turns it round.
    pub sort: Vec<Word>,
}

/// A term, or terms put together.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// A bare word or phrase: the text of the ticket holds it.
    Text(Word),
    /// A key with values.
    Term(Term),
    /// What must not be.
    Not(Box<Tree>),
    /// All of these, at least two, none of them an `All` itself.
    All(Vec<Tree>),
    /// One of these, at least two, none of them an `Any` itself.
    Any(Vec<Tree>),
}

/// A key with its values: `level:>=N2`, `label:sso,vpn`.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What stands before the colon.
    pub key: Word,
    /// What stands after it, with commas between: one of them must hold.
    pub tests: Vec<Test>,
}

/// One of the values after a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// `open`
    Is(Word),
    /// `>=N2`
    Compare(Comparison, Word),
    /// `a..b`, both ends included; one of them may be missing.
    Range(Option<Word>, Option<Word>),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

/// A word of a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The word, without quotes and escapes.
    pub text: String,
    /// It stood in quotes, so a `*` in it is a star.
    pub is_quoted: bool,
    /// Where it stands.
    pub place: Place,
}

/// Where something stands in the text of a query.
///
/// It is no part of what the query says, so all places are equal. A query put together from two texts has places in
/// both.
#[derive(Clone)]
pub struct Place {
    /// The whole text.
    pub text: Arc<str>,
    /// The bytes of it.
    pub bytes: Range<usize>,
}

impl Query {
    /// Returns a query that wants what both want; where both sort, this one decides first.
    pub fn and(self, other: Query) -> Query {
        let both = self.tree.into_iter().chain(other.tree).collect();
        Query { tree: Tree::all(both), sort: self.sort.into_iter().chain(other.sort).collect() }
    }

    /// Tells whether the query says whether tickets are done, so that what is done must not be hidden by default.
    pub fn names_state(&self) -> bool {
        self.tree.iter().flat_map(Tree::terms).any(Term::names_state)
    }

    /// Tells whether it is plain that the query wants no ticket that is done: `is:open`, `is:active` or `is:waiting`
    /// stands by itself among what all must hold.
    pub fn wants_open(&self) -> bool {
        match &self.tree {
            Some(Tree::All(trees)) => trees.iter().any(Tree::is_open),
            tree => tree.as_ref().is_some_and(Tree::is_open),
        }
    }

    /// Tells whether the query asks for an order.
    pub fn is_sorted(&self) -> bool {
        !self.sort.is_empty()
    }

    /// Returns a query for one field with any of some values, each taken as it is written (`*` is no glob).
    ///
    /// `@me` and `@none` keep their meaning. Fails where a value is empty.
    pub fn field(key: &str, values: impl IntoIterator<Item: AsRef<str>>) -> Result<Query, super::QueryError> {
        let values: Vec<String> = values.into_iter().map(|value| quoted(value.as_ref())).collect();
        super::parse(&format!("{key}:{}", values.join(",")))
    }
}

impl Tree {
    /// Puts trees together, of which all must hold; `None` where there are none.
    pub fn all(trees: Vec<Tree>) -> Option<Tree> {
        let flat = trees.into_iter().flat_map(|tree| match tree {
            Tree::All(trees) => trees,
            tree => vec![tree],
        });
        single(flat.collect(), Tree::All)
    }

    /// Puts trees together, of which one must hold; `None` where there are none.
    pub fn any(trees: Vec<Tree>) -> Option<Tree> {
        let flat = trees.into_iter().flat_map(|tree| match tree {
            Tree::Any(trees) => trees,
            tree => vec![tree],
        });
        single(flat.collect(), Tree::Any)
    }

    fn is_open(&self) -> bool {
        let Tree::Term(term) = self else { return false };
        let is_open = |test: &Test| matches!(test, Test::Is(word) if ["open", "active", "waiting"].contains(&word.text.as_str()));
        term.key.text == "is" && term.tests.iter().all(is_open)
    }

    /// Returns the terms of the tree, from left to right.
    pub fn terms(&self) -> Vec<&Term> {
        match self {
            Tree::Text(_) => Vec::new(),
            Tree::Term(term) => vec![term],
            Tree::Not(tree) => tree.terms(),
            Tree::All(trees) | Tree::Any(trees) => trees.iter().flat_map(Tree::terms).collect(),
        }
    }
}

fn single(mut trees: Vec<Tree>, many: impl Fn(Vec<Tree>) -> Tree) -> Option<Tree> {
    match trees.len() {
        0 | 1 => trees.pop(),
        _ => Some(many(trees)),
    }
}

impl Term {
    fn names_state(&self) -> bool {
        let is_state = |word: &Word| State::find(&word.text).is_some_and(|info| info.names_state);
        let is_field =
            |word: &Word| ["resolution", "closed"].iter().any(|name| word.text.eq_ignore_ascii_case(name));
        let has_word = |is: &dyn Fn(&Word) -> bool| self.tests.iter().flat_map(Test::words).any(is);
        match self.key.text.to_ascii_lowercase().as_str() {
            "status" | "category" | "resolution" | "closed" => true,
            "is" => has_word(&is_state),
            "no" | "has" => has_word(&is_field),
            _ => false,
        }
    }
}

impl Test {
    /// Returns the words of the test.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        let (first, second) = match self {
            Test::Is(word) | Test::Compare(_, word) => (Some(word), None),
            Test::Range(from, to) => (from.as_ref(), to.as_ref()),
        };
        first.into_iter().chain(second)
    }
}

impl Comparison {
    /// The comparisons with their signs, the longer signs first.
    pub const ALL: [(&str, Comparison); 4] = [
        ("<=", Comparison::AtMost),
        (">=", Comparison::AtLeast),
        ("<", Comparison::Less),
        (">", Comparison::More),
    ];

    /// Returns the comparison for the other way round: an age of less than two days is a time after a point.
    pub fn mirrored(self) -> Comparison {
        match self {
            Comparison::Less => Comparison::More,
            Comparison::AtMost => Comparison::AtLeast,
            Comparison::More => Comparison::Less,
            Comparison::AtLeast => Comparison::AtMost,
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::More => ">",
            Comparison::AtLeast => ">=",
        }
    }
}

impl PartialEq for Place {
    fn eq(&self, _: &Place) -> bool {
        true
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.bytes)
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(tree) = &self.tree else { return write_sort(&self.sort, f) };
        // `OR` reaches to the end, so an order after it would belong to its last side: harmless, but confusing.
        match (tree, self.sort.is_empty()) {
            (Tree::Any(_), false) => write!(f, "({tree}) ")?,
            (_, false) => write!(f, "{tree} ")?,
            (_, true) => write!(f, "{tree}")?,
        }
        write_sort(&self.sort, f)
    }
}

fn write_sort(keys: &[Word], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, key) in keys.iter().enumerate() {
        f.write_str(if index == 0 { "sort:" } else { "," })?;
        write!(f, "{key}")?;
    }
    Ok(())
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Tree::Text(word) => word.fmt(f),
            Tree::Term(term) => term.fmt(f),
            Tree::Not(tree) => match **tree {
                Tree::All(_) | Tree::Any(_) => write!(f, "-({tree})"),
                _ => write!(f, "-{tree}"),
            },
            Tree::All(trees) => write_all(trees, f),
            Tree::Any(trees) => write_any(trees, f),
        }
    }
}

fn write_all(trees: &[Tree], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, tree) in trees.iter().enumerate() {
        let space = if index == 0 { "" } else { " " };
        match tree {
            Tree::Any(_) => write!(f, "{space}({tree})")?,
            _ => write!(f, "{space}{tree}")?,
        }
    }
    Ok(())
}

fn write_any(trees: &[Tree], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, tree) in trees.iter().enumerate() {
        let or = if index == 0 { "" } else { " OR " };
        write!(f, "{or}{tree}")?;
    }
    Ok(())
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.key.text)?;
        for (index, test) in self.tests.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(f, "{comma}{test}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Test::Is(word) => word.fmt(f),
            Test::Compare(comparison, word) => write!(f, "{}{word}", comparison.sign()),
            Test::Range(from, to) => {
                from.iter().try_for_each(|word| word.fmt(f))?;
                f.write_str("..")?;
                to.iter().try_for_each(|word| word.fmt(f))
            }
        }
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_quoted { f.write_str(&quoted(&self.text)) } else { f.write_str(&self.text) }
    }
}

/// Puts a text in quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
