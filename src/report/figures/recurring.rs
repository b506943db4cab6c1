//! What comes again and again, and has no problem ticket yet.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;
use serde::Serialize;

use super::super::definition::{Definition, Unit::*};
use super::{Case, Followed, Row, Scope, Tickets};
use crate::model::{LinkKind, Ticket, write_instant};

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new(
        "recurring.NUMBER.by",
        Text,
        "What at least three tickets, created in the 30 days that end with the period, have in common: the same `article`, the same pair of `labels`, or a similar `title` (equal but for case, numbers, ids and paths). A group is left out if a problem ticket that is not done shares it, or is linked from one of them.",
    ),
    Definition::new(
        "recurring.NUMBER.key",
        Text,
        "The article, the labels, or the title with `#` for what differs.",
    ),
    Definition::new("recurring.NUMBER.tickets", Count, "How many tickets they are."),
    Definition::new("recurring.NUMBER.people", Count, "How many different requesters they have."),
    Definition::new("recurring.NUMBER.first_seen", Instant, "When the first of them was created."),
    Definition::new("recurring.NUMBER.last_seen", Instant, "When the last of them was created."),
];

/// Days that are looked at.
const DAYS: u64 = 30;

/// So many tickets are a group.
const LEAST: usize = 3;

/// Tickets that have something in common.
#[derive(Debug, Serialize)]
pub struct Recurring<'c> {
    /// What: an article, labels, or the title.
    pub by: &'static str,
    /// It, in words.
    pub key: String,
    /// The tickets.
    pub tickets: Tickets<'c>,
    /// Their requesters.
    pub people: usize,
    /// The first creation.
    pub first_seen: String,
    /// The last one.
    pub last_seen: String,
}

impl<'c> Recurring<'c> {
    pub(super) fn count(scope: &Scope<'c>) -> Vec<Recurring<'c>> {
        let from = scope.period.days_before_end(DAYS);
        let recent =
            scope.cases.iter().filter(|case| from <= case.created() && case.created() < scope.period.until);
        let mut groups: HashMap<Key<'c>, Vec<&'c Case<'c>>, RandomState> = HashMap::default();
        for case in recent {
            for key in keys(&case.ticket) {
                groups.entry(key).or_default().push(case);
            }
        }
        groups.retain(|_, cases| cases.len() >= LEAST);
        let known: HashSet<Key<'_>> = scope.problems.iter().flat_map(|problem| keys(problem)).collect();
        let problems: HashSet<_> = scope.problems.iter().map(|problem| &problem.id).collect();
        let has_problem = |case: &&Case<'_>| {
            let mut links = case.ticket.links.iter();
            links.any(|link| link.kind == LinkKind::Problem && problems.contains(&link.to))
        };
        groups.retain(|key, cases| !known.contains(key) && !cases.iter().any(has_problem));
        let mut all: Vec<Recurring<'c>> =
            groups.into_iter().map(|(key, cases)| group(scope, &key, cases)).collect();
        all.sort_by(|one, other| {
            let size = |group: &Recurring<'_>| (group.tickets.count(), group.people);
            size(other).cmp(&size(one)).then_with(|| (one.by, &one.key).cmp(&(other.by, &other.key)))
        });
        all
    }
}

fn group<'c>(scope: &Scope<'c>, key: &Key<'c>, cases: Vec<&'c Case<'c>>) -> Recurring<'c> {
    let reporters = cases.iter().filter_map(|case| case.ticket.reporter.as_ref());
    let people: HashSet<_> = reporters.map(|person| scope.config.handle_for(person)).collect();
    let created = || cases.iter().map(|case| case.created());
    let (by, key) = key.words();
    Recurring {
        by,
        key,
        people: people.len(),
        first_seen: created().min().map(write_instant).unwrap_or_default(),
        last_seen: created().max().map(write_instant).unwrap_or_default(),
        tickets: cases.iter().map(|case| Row::of(case, case.created())).collect(),
    }
}

/// What tickets may have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key<'t> {
    Article(&'t str),
    Labels(&'t str, &'t str),
    Title(String),
}

impl Key<'_> {
    fn words(&self) -> (&'static str, String) {
        match self {
            Key::Article(id) => ("article", (*id).to_owned()),
            Key::Labels(one, other) => ("labels", format!("{one}, {other}")),
            Key::Title(title) => ("title", title.clone()),
        }
    }
}

fn keys(ticket: &Ticket) -> HashSet<Key<'_>> {
    let mut labels: Vec<&str> = ticket.labels.iter().map(String::as_str).collect();
    labels.sort_unstable();
    labels.dedup();
    let pairs = labels
        .iter()
        .enumerate()
        .flat_map(|(at, one)| labels[at + 1..].iter().map(move |other| Key::Labels(one, other)));
    let articles = ticket.articles.iter().map(|id| Key::Article(id));
    let title = Some(masked(&ticket.title)).filter(|title| title.contains(char::is_alphabetic));
    articles.chain(pairs).chain(title.map(Key::Title)).collect()
}

/// Returns a title without what differs between alike ones: case, numbers, ids, paths and addresses are masked.
fn masked(title: &str) -> String {
    let mask = |word: &str| {
        let is_mark = |character: char| !character.is_alphanumeric();
        let core = word.trim_matches(is_mark);
        let differs = core.contains(['/', '\\', '@']) || core.chars().any(|character| character.is_numeric());
        match (core.is_empty(), differs) {
            (true, _) => String::new(),
            (_, true) => "#".to_owned(),
            _ => core.to_lowercase(),
        }
    };
    let words = title.split_whitespace().map(mask).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

impl<'c> Followed<'c> for Vec<Recurring<'c>> {
    fn follow(&self, put: &mut super::Put<'_, 'c>) {
        for (number, group) in self.iter().enumerate() {
            put(&format!("recurring.{}", number + 1), &group.tickets.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_alike_but_for_numbers_ids_and_paths() {
        let check = |title: &str, expected: &str| assert_eq!(masked(title), expected, "{title}");
        check("Printer 12 on floor 3 jams", "printer # on floor # jams");
        check("PRINTER 7 on floor 1 jams!", "printer # on floor # jams");
        check("Cannot open /var/log/x.txt (HD-7k3m2q)", "cannot open # #");
        check("C:\\temp\\a is full", "# is full");
        check("Mail to bob@example.com bounces", "mail to # bounces");
        check("", "");
    }
}
