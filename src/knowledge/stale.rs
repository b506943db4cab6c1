//! Whether the code that an article describes has moved on since somebody found it right.
//!
//! The commits of a history come one by one, each before the ones it comes from. A commit counts against an article
//! where it touched what the article covers and is not in the past of the commit it was reviewed at.

use std::collections::HashMap;

use super::covers::Covers;
use crate::model::Instant;

/// Since when the code counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// Since this commit, by its digits, perhaps shortened.
    Commit(String),
    /// Since this moment, where no commit is known.
    Moment(Instant),
}

/// What is asked of the history for one article.
#[derive(Debug)]
pub struct Watch {
    /// The code that it describes.
    pub covers: Covers,
    /// Since when.
    pub since: Since,
}

/// What the history said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// How many commits touched the code.
    pub commits: usize,
    /// The last of them.
    pub last: Option<String>,
    /// A file that the last one touched.
    pub path: Option<String>,
}

/// Counts the commits that moved what articles describe.
#[derive(Debug)]
pub struct History {
    watches: Vec<Watch>,
    moved: Vec<Moved>,
    /// Which watches had been reviewed before a commit that is still to come: it is in the past of their commit.
    past: HashMap<String, Vec<bool>>,
}

impl History {
    /// Begins with nothing seen.
    pub fn new(watches: Vec<Watch>) -> History {
        let moved = vec![Moved::default(); watches.len()];
        History { watches, moved, past: HashMap::new() }
    }

    /// Takes a commit: its digits, its parents', when it was recorded and what it touched. Tells whether others that
    /// may count are still to come.
    pub fn take(&mut self, commit: &str, parents: &[String], time: Instant, paths: &[String]) -> bool {
        let mut past = self.past.remove(commit).unwrap_or_else(|| vec![false; self.watches.len()]);
        for (at, watch) in self.watches.iter().enumerate() {
            past[at] |= match &watch.since {
                Since::Commit(reviewed) => commit.starts_with(reviewed.as_str()),
                Since::Moment(_) => false,
            };
            let is_before = matches!(watch.since, Since::Moment(since) if time <= since);
            if past[at] || is_before {
                continue;
            }
            if let Some(path) = paths.iter().find(|path| watch.covers.has(path)) {
                let moved = &mut self.moved[at];
                moved.commits += 1;
                if moved.last.is_none() {
                    (moved.last, moved.path) = (Some(commit.to_owned()), Some(path.clone()));
                }
            }
        }
        for parent in parents {
            let present = self.past.entry(parent.clone()).or_insert_with(|| vec![false; past.len()]);
            present.iter_mut().zip(&past).for_each(|(present, past)| *present |= past);
        }
        let is_open = |past: &Vec<bool>| past.iter().any(|past| !past);
        self.past.values().any(is_open)
    }

    /// Returns what was counted for each watch, in their order.
    pub fn moved(self) -> Vec<Moved> {
        self.moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(since: Since, history: &[(&str, &[&str], &str, &[&str])]) -> (usize, Option<String>) {
        let covers = Covers::read(&["src/auth".to_owned()]).0;
        let mut count = History::new(vec![Watch { covers, since }]);
        for (commit, parents, time, paths) in history {
            let own = |items: &[&str]| items.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
            count.take(commit, &own(parents), time.parse().unwrap(), &own(paths));
        }
        let moved = count.moved().remove(0);
        (moved.commits, moved.last)
    }

    #[test]
    fn only_what_came_since_counts() {
        // e merges c (from a branch that left at a) and d; b was reviewed.
        let history: [(&str, &[&str], &str, &[&str]); 5] = [
            ("eeee", &["dddd", "cccc"], "2026-01-05T00:00:00Z", &[]),
            ("dddd", &["bbbb"], "2026-01-04T00:00:00Z", &["src/auth/x", "README"]),
            ("cccc", &["aaaa"], "2026-01-01T00:00:00Z", &["src/auth/y"]),
            ("bbbb", &["aaaa"], "2026-01-03T00:00:00Z", &["src/auth/x"]),
            ("aaaa", &[], "2026-01-01T00:00:00Z", &["src/auth/x"]),
        ];
        let commit = |digits: &str| Since::Commit(digits.to_owned());
        assert_eq!(moved(commit("bbb"), &history), (2, Some("dddd".to_owned())));
        assert_eq!(moved(commit("eeee"), &history), (0, None));
        assert_eq!(moved(commit("aaaa"), &history).0, 3);
        assert_eq!(moved(commit("ffff"), &history).0, 4);
        assert_eq!(moved(Since::Moment("2026-01-03T12:00:00Z".parse().unwrap()), &history).0, 1);
    }
}
