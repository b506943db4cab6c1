//! What the commits of a time came to, for a report: values in, figures out.

use std::collections::BTreeSet;

use super::{Tie, Tied};
use crate::model::Instant;

/// The figures of a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Commits that name a ticket.
    pub commits: usize,
    /// Those that solve one.
    pub fixing: usize,
    /// The tickets that were named, each once.
    pub tickets: BTreeSet<String>,
    /// Those that were solved.
    pub fixed: BTreeSet<String>,
    /// The addresses of the authors, each once.
    pub authors: BTreeSet<String>,
}

/// Sums up the commits that were written from one moment to before another.
pub fn summary(tied: &[Tied], from: Instant, to: Instant) -> Summary {
    let mut summary = Summary::default();
    for tied in tied.iter().filter(|tied| (from..to).contains(&tied.at())) {
        let fixed: Vec<String> =
            tied.ties.iter().filter(|(_, tie)| *tie == Tie::Fixes).map(|(id, _)| id.clone()).collect();
        summary.commits += 1;
        summary.fixing += usize::from(!fixed.is_empty());
        summary.fixed.extend(fixed);
        summary.tickets.extend(tied.ties.iter().map(|(id, _)| id.clone()));
        summary.authors.insert(tied.email.clone());
    }
    summary
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::CommitId;

    #[test]
    fn a_time_is_summed_up() {
        let tied = |seconds: i64, ties: &[(&str, Tie)]| Tied {
            commit: CommitId::named("0123456789"),
            seconds,
            name: "Ann".into(),
            email: "ann@example.org".into(),
            subject: "x".into(),
            ties: ties.iter().map(|(id, tie)| ((*id).to_owned(), *tie)).collect(),
        };
        let all = [
            tied(10, &[("HD-1111", Tie::Fixes), ("HD-2222", Tie::Text)]),
            tied(20, &[("HD-2222", Tie::Ticket)]),
            tied(30, &[("HD-3333", Tie::Fixes)]),
        ];
        let at = |seconds| chrono::DateTime::from_timestamp(seconds, 0).unwrap();
        let found = summary(&all, at(10), at(30));
        assert_eq!(
            (found.commits, found.fixing, found.tickets.len(), found.fixed.len(), found.authors.len()),
            (2, 1, 2, 1, 1)
        );
    }
}
