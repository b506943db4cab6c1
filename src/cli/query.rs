//! The query that words and flags of a command line ask for.

use std::ffi::OsString;

use clap::Args;

use super::import::count;
use super::{Context, complete, list};
use crate::desk::{Desk, Place};
use crate::error::Failure;
use crate::ops::find::{Finder, PRESSING, Scope};
use crate::query::{self, Query};

/// The commands whose words are a query.
const ASKING: [&str; 6] = ["list", "ls", "board", "next", "sla", "report"];

/// Shields the negated terms of a query (`-label:vpn`) from being taken for flags (`-l abel:vpn`): a space before
/// them changes nothing of what the query says.
pub fn shielded(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let (mut is_asking, mut all) = (false, Vec::new());
    for argument in arguments {
        let text = argument.to_str().unwrap_or_default();
        is_asking |= ASKING.contains(&text);
        let is_shielded = is_asking && is_negated(text);
        all.push(if is_shielded { format!(" {text}").into() } else { argument });
    }
    all
}

/// Tells whether a text is a term with `-` before it: `-label:vpn`, `-(a OR b)`, `-"a b"`.
fn is_negated(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('-') else { return false };
    let is_key = |key: &str| key.starts_with(|c: char| c.is_ascii_alphabetic()) && !key.contains(['=', ' ']);
    rest.starts_with(['(', '"']) || rest.split_once(':').is_some_and(|(key, _)| is_key(key))
}

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
    desk.ground.repository.as_ref().filter(|_| is_name)?.quick_setting(&format!("desk.view.{name}"))
}

/// Hides what is done, unless the query says which states it wants.
pub fn open_by_default(query: Query) -> Result<Query, Failure> {
    if query.names_state() { Ok(query) } else { Ok(query.and(query::parse("is:open")?)) }
}

/// Puts the most pressing first, unless the query says what it wants first.
pub fn pressing_by_default(query: Query) -> Result<Query, Failure> {
    if query.is_sorted() { Ok(query) } else { Ok(query.and(query::parse(PRESSING)?)) }
}

/// Which tickets a command changes: those named, or all that fit a query.
#[derive(Debug, Args)]
pub struct Chosen {
    /// The tickets
    #[arg(required_unless_present = "query", conflicts_with = "query", value_name = "ID")]
    #[arg(add = complete::tickets())]
    ids: Vec<String>,
    /// All tickets that fit this query, in one commit; what is done only where the query says so
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    #[arg(add = complete::query())]
    query: Option<String>,
    /// Say which tickets would change, and change nothing
    #[arg(short = 'n', long, requires = "query")]
    dry_run: bool,
}

impl Context {
    /// Finds the tickets that a command is to change; `None` where there is nothing to do but to say so.
    pub fn chosen(&mut self, desk: &Desk, chosen: &Chosen) -> Result<Option<Vec<Place>>, Failure> {
        let Some(text) = &chosen.query else { return Ok(Some(self.places(desk, &chosen.ids)?)) };
        let query = pressing_by_default(open_by_default(read(desk, std::slice::from_ref(text))?)?)?;
        let finder = self.finder_for(&query, desk, desk)?;
        let records = finder.find(&query)?.records;
        self.report_broken(desk, &finder.records.broken);
        let count = count(records.len(), "ticket");
        if chosen.dry_run {
            self.ui.say(format!("would change {count}").as_str());
            let table = list::table(self, desk, &finder, &records, false)?;
            self.ui.table(&table)?;
            return Ok(None);
        }
        if records.is_empty() {
            self.ui.say("no ticket fits");
            return Ok(None);
        }
        self.ui.say(format!("changing {count}").as_str());
        Ok(Some(records.into_iter().map(|record| record.place.clone()).collect()))
    }

    /// Reads all tickets of a desk, with a progress bar where that takes its time.
    pub fn finder<'d>(&self, desk: &'d Desk) -> Result<Finder<'d>, Failure> {
        self.finder_of(desk, desk, Scope::All)
    }

    /// Reads the tickets that a query can want, of a desk that may be of another time than the one `here`, where git
    /// knows who asks.
    pub fn finder_for<'d>(&self, query: &Query, here: &Desk, desk: &'d Desk) -> Result<Finder<'d>, Failure> {
        if query.wants_open() {
            let finder = self.finder_of(here, desk, Scope::Undone)?;
            // A word that only tickets use that are done is known, too.
            if finder.plan(query).is_ok() {
                return Ok(finder);
            }
        }
        self.finder_of(here, desk, Scope::All)
    }

    /// Reads some tickets of a desk.
    pub fn finder_of<'d>(&self, here: &Desk, desk: &'d Desk, scope: Scope) -> Result<Finder<'d>, Failure> {
        let bar = self.ui.progress("reading the desk", 0);
        let progress = |_: usize, total: usize| bar.advance_of(total);
        Ok(Finder::read(desk, scope, self.me(here)?, self.clock.now, &progress)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negated_terms_are_no_flags() {
        let check = |line: &str, expected: &str| {
            let shielded = shielded(line.split('|').map(OsString::from)).into_iter();
            let words: Vec<String> = shielded.map(|word| word.into_string().unwrap()).collect();
            assert_eq!(words.join("|"), expected);
        };
        check("git-desk|list|-label:vpn|-s|all", "git-desk|list| -label:vpn|-s|all");
        check("git-desk|next|-(a OR b)|-L|3", "git-desk|next| -(a OR b)|-L|3");
        check("git-desk|list|--sort|-created|-lvpn", "git-desk|list|--sort|-created|-lvpn");
        check("git-desk|note|7k3m|-mfoo: bar", "git-desk|note|7k3m|-mfoo: bar");
    }
}
