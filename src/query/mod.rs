//! The query language: one grammar for lists, edits, exports, views and rules.
//!
//! Text in, decisions out. Nothing here knows files, git, the terminal or the time: what a query is read against
//! comes as [`Terms`], and a ticket is whatever answers as a [`Record`].
//!
//! The way of a query:
//!
//! 1. `lexer` cuts the text into words and signs; `parser` makes a [`Query`] of them, a `tree` in which every word
//!    has its place. Printing it and parsing that gives the same query.
//! 2. `resolve` gives the words their meaning at a desk: `field`, `article` and `state` are the tables of what can be asked,
//!    `words`, `times`, `person` and `link` the kinds of values. It makes a [`Plan`].
//! 3. `evaluate` asks a record whether it fits, by `pattern` and `value`; `sort` puts records in order.
//!
//! Whatever is wrong is a [`QueryError`] with its place. `page` writes docs/query.md from the tables.

mod article;
mod error;
mod evaluate;
pub mod field;
mod lexer;
mod link;
mod page;
mod parser;
mod pattern;
mod person;
mod plan;
mod record;
mod resolve;
pub mod sort;
pub mod state;
mod terms;
#[cfg(test)]
mod tests;
mod times;
mod tree;
mod value;
mod words;

pub use error::{Problem, QueryError};
pub use field::Key;
pub use page::page;
pub use parser::{DEEPEST, parse};
pub use pattern::{Pattern, Phrase, lowered, words};
pub use plan::{Needs, Plan};
pub use record::{Fact, Record, Values};
pub use resolve::resolve;
pub use sort::SortKey;
pub use state::State;
pub use terms::{InUse, Subject, Terms};
pub use tree::{Comparison, Place, Query, Term, Test, Tree, Word};
