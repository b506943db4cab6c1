//! How far the knowledge base helps.

use std::collections::HashMap;

use serde::Serialize;

use super::super::article::Article;
use super::super::definition::{Definition, Unit::*};
use super::super::measure::Rate;
use super::{Followed, Row, Scope, Tickets};

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new("kb.linked", Count, "Tickets solved in the period that have an article in `articles`."),
    Definition::new("kb.linked_rate", Rate, "Those as a share of the solved."),
    Definition::new(
        "kb.known",
        Count,
        "Tickets solved in the period with an article that was written before the ticket was created.",
    ),
    Definition::new("kb.known_rate", Rate, "Those as a share of the solved."),
    Definition::new("kb.top.NUMBER.id", Text, "An article that solved tickets have, the most used first."),
    Definition::new("kb.top.NUMBER.title", Text, "Its title, where it is in the knowledge base."),
    Definition::new("kb.top.NUMBER.tickets", Count, "How many tickets solved in the period have it."),
    Definition::new(
        "kb.gaps.NAME.name",
        Text,
        "A label of at least three tickets solved in the period, none of which has an article.",
    ),
    Definition::new("kb.gaps.NAME.tickets", Count, "How many they are."),
];

/// So many tickets with a label and without an article are a gap.
const GAP: usize = 3;

/// How far the knowledge base helps.
#[derive(Debug, Serialize)]
pub struct Knowledge<'c> {
    /// Solved with an article.
    pub linked: Tickets<'c>,
    /// Their share.
    pub linked_rate: Rate,
    /// Solved with an article that was there before.
    pub known: Tickets<'c>,
    /// Their share.
    pub known_rate: Rate,
    /// The most used articles.
    pub top: Vec<Used<'c>>,
    /// Labels without an article.
    pub gaps: Vec<Gap<'c>>,
}

/// An article and the tickets it helped with.
#[derive(Debug, Serialize)]
pub struct Used<'c> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// The tickets.
    pub tickets: Tickets<'c>,
}

/// A label that has tickets and no article.
#[derive(Debug, Serialize)]
pub struct Gap<'c> {
    /// The label.
    pub name: String,
    /// The tickets.
    pub tickets: Tickets<'c>,
}

impl<'c> Knowledge<'c> {
    pub(super) fn count(scope: &Scope<'c>) -> Knowledge<'c> {
        let articles: HashMap<&str, &Article> =
            scope.articles.iter().map(|article| (article.id.as_str(), article)).collect();
        let (mut linked, mut known) = (Tickets::default(), Tickets::default());
        let mut uses: HashMap<&str, Tickets<'c>> = HashMap::new();
        // Of each label also whether any of its tickets has an article.
        let mut labels: HashMap<&str, (Tickets<'c>, bool)> = HashMap::new();
        for solved in &scope.solved {
            let (case, row) = (solved.case, Row::of(solved.case, solved.last.at));
            let of_ticket = &case.ticket.articles;
            let is_older = |id: &String| {
                articles
                    .get(id.as_str())
                    .and_then(|article| article.created)
                    .is_some_and(|at| at < case.created())
            };
            if !of_ticket.is_empty() {
                linked.0.push(row);
            }
            if of_ticket.iter().any(is_older) {
                known.0.push(row);
            }
            for id in of_ticket {
                uses.entry(id).or_default().0.push(row);
            }
            for label in &case.ticket.labels {
                let (tickets, has_article) = labels.entry(label).or_default();
                tickets.0.push(row);
                *has_article |= !of_ticket.is_empty();
            }
        }
        let solved = scope.solved.len() as u64;
        let used = |(id, tickets): (&str, Tickets<'c>)| {
            let title = articles.get(id).map(|article| article.title.clone());
            Used { id: id.to_owned(), title, tickets }
        };
        let mut top: Vec<Used<'c>> = uses.into_iter().map(used).collect();
        top.sort_by(|one, other| {
            other.tickets.count().cmp(&one.tickets.count()).then_with(|| one.id.cmp(&other.id))
        });
        let gaps =
            labels.into_iter().filter(|(_, (tickets, has_article))| tickets.0.len() >= GAP && !has_article);
        let mut gaps: Vec<Gap<'c>> =
            gaps.map(|(name, (tickets, _))| Gap { name: name.to_owned(), tickets }).collect();
        gaps.sort_by(|one, other| {
            other.tickets.count().cmp(&one.tickets.count()).then_with(|| one.name.cmp(&other.name))
        });
        Knowledge {
            linked_rate: Rate::of(linked.count(), solved),
            known_rate: Rate::of(known.count(), solved),
            linked,
            known,
            top,
            gaps,
        }
    }
}

impl<'c> Followed<'c> for Knowledge<'c> {
    fn follow(&self, put: &mut super::Put<'_, 'c>) {
        put("kb.linked", &self.linked.0);
        put("kb.known", &self.known.0);
        for (number, used) in self.top.iter().enumerate() {
            put(&format!("kb.top.{}", number + 1), &used.tickets.0);
        }
        for gap in &self.gaps {
            put(&format!("kb.gaps.{}", gap.name), &gap.tickets.0);
        }
    }
}
