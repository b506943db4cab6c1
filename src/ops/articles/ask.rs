//! What the desk answers by itself, and when it rather hands over to a person.

use super::suggest::LEAST_FOR_AN_ARTICLE;
use crate::desk::{Desk, FoundArticle};
use crate::knowledge::{Library, Role, telling};
use crate::ops::OpsError;
use crate::search::{Forms, Question, snippet};

/// How long a passage is, in bytes.
const PASSAGE: usize = 400;

/// At most so many articles are an answer.
const MOST: usize = 3;

/// An answer is only as good as the best one: others that are much weaker only distract.
const NEAR_THE_BEST: f64 = 0.75;

/// What was found for a question.
#[derive(Debug)]
pub struct Asked {
    /// Whether the best article is good enough for an answer.
    pub is_answered: bool,
    /// The articles, the best first; where nothing is good enough, what came nearest.
    pub items: Vec<Passage>,
}

/// The place of an article that answers.
#[derive(Debug)]
pub struct Passage {
    /// The article.
    pub found: FoundArticle,
    /// How well it answers, up to 1.
    pub score: f64,
    /// The heading above the place; empty where there is none.
    pub heading: String,
    /// The passage, Markdown cut where it is long.
    pub text: String,
}

/// Which part of an article is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// The one with the words that were looked for.
    Found,
    /// What to do: whoever asks knows the trouble, which is where most of their words stand.
    Resolution,
}

/// Looks for an answer among validated articles, only among public ones where that is wanted. The same question at the
/// same desk has always the same answer.
pub fn ask(desk: &Desk, question: &str, is_public: bool) -> Result<Asked, OpsError> {
    let found = desk.articles()?.found;
    let mut items = passages(found, question, Shown::Resolution, |article| article.answers(is_public))?;
    let best = items.first().map_or(0.0, |item| item.score);
    items.retain(|item| item.score >= NEAR_THE_BEST * best);
    items.truncate(MOST);
    Ok(Asked { is_answered: best >= LEAST_FOR_AN_ARTICLE, items })
}

/// Searches articles, the best first.
pub fn search(desk: &Desk, text: &str, limit: usize) -> Result<Vec<Passage>, OpsError> {
    let mut items = passages(desk.articles()?.found, text, Shown::Found, |_| true)?;
    items.truncate(limit);
    Ok(items)
}

fn passages(
    mut found: Vec<FoundArticle>,
    question: &str,
    shown: Shown,
    is_wanted: impl Fn(&crate::model::Article) -> bool,
) -> Result<Vec<Passage>, OpsError> {
    if telling(question).is_empty() {
        return Err(OpsError::Empty { what: "the question" });
    }
    found.retain(|found| is_wanted(found.article()));
    let library = Library::of(found.iter().map(FoundArticle::article));
    let looked = Question::read(&telling(question).join(" "));
    let mut forms = Forms::default();
    let passage = |answer: crate::knowledge::Answer| {
        let best = library.section(&answer);
        let instead = match (shown, best.and_then(|section| section.role)) {
            (Shown::Resolution, Some(Role::Issue | Role::Environment | Role::Cause)) => {
                library.sections(&answer).iter().find(|section| section.role == Some(Role::Resolution))
            }
            _ => None,
        };
        let text = match (instead, best.map(|section| section.text.as_str()).unwrap_or_default()) {
            (Some(section), _) => beginning(&section.text),
            (None, text) => {
                let place = snippet(&looked, &mut forms, text, PASSAGE);
                place.map_or_else(|| beginning(text), |place| place.text)
            }
        };
        Passage {
            found: found[answer.article].clone(),
            score: answer.score,
            heading: instead.or(best).map(|section| section.title.clone()).unwrap_or_default(),
            text,
        }
    };
    Ok(library.ask(question).into_iter().take(MOST_SHOWN).map(passage).collect())
}

/// At most so many articles are looked at more closely.
const MOST_SHOWN: usize = 200;

/// Returns the beginning of a text on one line.
fn beginning(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().find(|(at, c)| *at >= PASSAGE && c.is_whitespace()) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
