//! The query that words and flags of a command line ask for.

use super::Context;
use crate::desk::Desk;
use crate::error::Failure;
use crate::ops::find::{Finder, PRESSING};
use crate::query::{self, Query};

/// Reads the words of a query; a single word may be the name of a view, in desk.yml or in git's settings
/// (`desk.view.NAME`).
pub fn read(desk: &Desk, words: &[String]) -> Result<Query, Failure> {
    let text = words.join(" ");
    let view = desk.config.views.get(&text).cloned().or_else(|| own_view(desk, &text));
    Ok(query::parse(view.as_deref().unwrap_or(&text))?)
}

/// Reads a view of the user's own.
fn own_view(desk: &Desk, name: &str) -> Option<String> {
    let is_name = crate::config::is_name(name);
    desk.ground.repository.as_ref().filter(|_| is_name)?.setting(&format!("desk.view.{name}"))
}

/// Hides what is done, unless the query says which states it wants.
pub fn open_by_default(query: Query) -> Result<Query, Failure> {
    if query.names_state() { Ok(query) } else { Ok(query.and(query::parse("is:open")?)) }
}

/// Puts the most pressing first, unless the query says what it wants first.
pub fn pressing_by_default(query: Query) -> Result<Query, Failure> {
    if query.is_sorted() { Ok(query) } else { Ok(query.and(query::parse(PRESSING)?)) }
}

impl Context {
    /// Reads the tickets of a desk, with a progress bar where that takes its time.
    pub fn finder<'d>(&self, desk: &'d Desk) -> Result<Finder<'d>, Failure> {
        self.finder_of(desk, desk)
    }

    /// Reads the tickets of a desk, perhaps of another time than the one `here`, where git knows who asks.
    pub fn finder_of<'d>(&self, here: &Desk, desk: &'d Desk) -> Result<Finder<'d>, Failure> {
        let bar = self.ui.progress("reading the desk", 0);
        let progress = |_: usize, total: usize| bar.advance_of(total);
        Ok(Finder::read(desk, self.me(here)?, self.clock.now, &progress)?)
    }
}
