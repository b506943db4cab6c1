//! What may already answer a ticket: articles, and tickets like it.

use crate::desk::cache::{Answer as Ranked, Record};
use crate::desk::{Desk, FoundArticle};
use crate::knowledge::{Library, telling};
use crate::model::{ArticleState, Ticket, TicketId};
use crate::ops::{Finder, OpsError};
use crate::search::{Forms, Index, Part, Question, Terms};

/// The least score of an article that is worth a look, and that [`ask`](super::ask) gives as an answer; chosen by the
/// curve in docs/performance.md.
pub const LEAST_FOR_AN_ARTICLE: f64 = 0.38;

/// The least likeness of a ticket that is worth a look.
pub const LEAST_FOR_A_TICKET: f64 = 0.35;

/// The least likeness of a ticket that is likely the same one.
pub const LEAST_FOR_A_DUPLICATE: f64 = 0.7;

/// At most so many of each.
const MOST: usize = 3;

/// How many words of a description are looked at: what matters is said first.
const WORDS: usize = 40;

/// What a ticket is about.
#[derive(Clone, Copy, Debug)]
pub struct About<'t> {
    /// Its title, or whatever somebody typed.
    pub title: &'t str,
    /// Its description.
    pub body: &'t str,
    /// Its labels.
    pub labels: &'t [String],
    /// Its articles: they need not be suggested.
    pub articles: &'t [String],
    /// Its id: it is not like itself.
    pub id: Option<&'t TicketId>,
}

impl<'t> About<'t> {
    /// Returns what a ticket is about.
    pub fn ticket(ticket: &'t Ticket) -> About<'t> {
        About {
            title: &ticket.title,
            body: &ticket.body,
            labels: &ticket.labels,
            articles: &ticket.articles,
            id: Some(&ticket.id),
        }
    }

    /// Returns what a text is about.
    pub fn text(text: &'t str) -> About<'t> {
        About { title: text, body: "", labels: &[], articles: &[], id: None }
    }

    fn name(&self) -> String {
        format!("{} {}", self.title, self.labels.join(" "))
    }

    fn words(&self) -> Vec<String> {
        let mut words = telling(&self.name());
        words.extend(telling(self.body).into_iter().take(WORDS));
        words
    }
}

/// An article that may answer.
#[derive(Debug)]
pub struct SuggestedArticle {
    /// The article.
    pub found: FoundArticle,
    /// How well it answers, up to 1.
    pub score: f64,
    /// The words that both have.
    pub shared: Vec<String>,
}

/// A ticket like it.
#[derive(Debug)]
pub struct SimilarTicket {
    /// The ticket.
    pub record: Record,
    /// How like it is: 1 is the same words.
    pub score: f64,
    /// The words that both have.
    pub shared: Vec<String>,
}

/// What may already answer a ticket, the best first; nothing that is not worth a look.
#[derive(Debug, Default)]
pub struct Suggestions {
    /// Articles.
    pub articles: Vec<SuggestedArticle>,
    /// Tickets.
    pub tickets: Vec<SimilarTicket>,
}

impl Suggestions {
    /// Tells whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty() && self.tickets.is_empty()
    }

    /// Returns the tickets that are likely the same one.
    pub fn duplicates(&self) -> impl Iterator<Item = &SimilarTicket> {
        self.tickets.iter().filter(|ticket| ticket.score >= LEAST_FOR_A_DUPLICATE)
    }
}

/// Finds what may already answer a ticket.
pub fn suggest(desk: &Desk, finder: &Finder<'_>, about: &About<'_>) -> Result<Suggestions, OpsError> {
    Ok(Suggestions { articles: articles(desk, about)?, tickets: tickets(finder, about) })
}

/// Finds articles that may answer a ticket.
pub fn articles(desk: &Desk, about: &About<'_>) -> Result<Vec<SuggestedArticle>, OpsError> {
    let mut found = desk.articles()?.found;
    found.retain(|found| {
        let article = found.article();
        article.state != ArticleState::Archived && !about.articles.iter().any(|id| id == article.id.as_str())
    });
    let library = Library::of(found.iter().map(FoundArticle::article));
    let question = about.name();
    let whole = about.words().join(" ");
    let mut answers = library.ask(&question);
    // A description may say more than a title; what it says beside the matter must not count against an article.
    for answer in library.ask(&whole) {
        match answers.iter_mut().find(|known| known.article == answer.article) {
            Some(known) => known.score = known.score.max(answer.score),
            None => answers.push(answer),
        }
    }
    answers.retain(|answer| answer.score >= LEAST_FOR_AN_ARTICLE);
    answers.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article)));
    let suggested = answers.into_iter().take(MOST).map(|answer| SuggestedArticle {
        found: found[answer.article].clone(),
        score: answer.score,
        shared: library.shared(&whole, answer.article),
    });
    Ok(suggested.collect())
}

/// Finds tickets like one: those with the most of its rare words, measured by the score that its own words would have.
fn tickets(finder: &Finder<'_>, about: &About<'_>) -> Vec<SimilarTicket> {
    let words = about.words();
    let question = Question::read(&words.join(" ")).loose();
    let (mut forms, mut own) = (Forms::default(), Terms::default());
    own.add(&mut forms, Part::Title, about.title);
    about.labels.iter().for_each(|label| own.add(&mut forms, Part::Labels, label));
    own.add(
        &mut forms,
        Part::Body,
        &telling(about.body).into_iter().take(WORDS).collect::<Vec<_>>().join(" "),
    );
    let mut ranked = finder.records.rank(&question, &Index::of(std::iter::once(own)));
    let whole = ranked.iter().find(|(answer, _)| matches!(answer, Ranked::Beside(_)));
    let whole = whole.map_or(f64::INFINITY, |(_, score)| score.score);
    ranked.sort_by(|(one, a), (other, b)| b.score.total_cmp(&a.score).then(one.cmp(other)));
    let worth = ranked.into_iter().filter_map(|(answer, score)| match answer {
        Ranked::Ticket(at) if score.score >= LEAST_FOR_A_TICKET * whole => Some((at, score.score / whole)),
        _ => None,
    });
    let similar = worth.filter_map(|(at, score)| {
        let record = finder.records.record(at).filter(|record| Some(&record.ticket.id) != about.id)?;
        let shared = shared(finder, &mut forms, &words, &record);
        // One word in common is a coincidence.
        (shared.len() > 1 || words.len() == 1).then_some(SimilarTicket {
            record,
            score: score.min(1.0),
            shared,
        })
    });
    similar.take(MOST).collect()
}

/// Returns the words of a text that a ticket has, too.
fn shared(finder: &Finder<'_>, forms: &mut Forms, words: &[String], record: &Record) -> Vec<String> {
    let texts = finder.records.words(record);
    let all = std::iter::once(record.ticket.title.as_str())
        .chain(record.ticket.labels.iter().map(String::as_str))
        .chain(std::iter::once(texts.body.as_str()))
        .chain(texts.thread.iter().map(String::as_str));
    let mut stems = std::collections::HashSet::new();
    for word in all.flat_map(crate::query::words) {
        stems.extend(forms.of(word).iter().skip(1).cloned());
    }
    let has = |word: &&String| forms.stems(word).iter().any(|stem| stems.contains(stem));
    words.iter().filter(has).cloned().collect()
}
