//! Which tickets and articles answer words, the best first.

use rayon::prelude::*;

use super::{Finder, OpsError};
use crate::desk::cache::Record;
use crate::desk::{Article, Desk};
use crate::query::Query;
use crate::search::{Forms, Index, Part, Question, Segment, Snippet, Terms, merge, rank, snippet};

/// How long the piece of text is that shows why something was found, in bytes.
const PIECE: usize = 160;

/// Something that answers.
#[derive(Debug)]
pub struct Hit<'f> {
    /// What it is.
    pub source: Source<'f>,
    /// How well it answers; only comparable within one search.
    pub score: f64,
    /// Whether it has all words that were looked for.
    pub has_all: bool,
    /// Where the words stand in the title.
    pub title: Snippet,
    /// The place in the text that shows why it was found.
    pub snippet: Option<Snippet>,
}

/// What answers.
#[derive(Debug)]
pub enum Source<'f> {
    /// A ticket.
    Ticket(&'f Record),
    /// An article of the knowledge base.
    Article(Box<Article>),
}

impl Source<'_> {
    /// Returns the title.
    pub fn title(&self) -> &str {
        match self {
            Source::Ticket(record) => &record.ticket.title,
            Source::Article(article) => &article.title,
        }
    }
}

/// Finds what answers a text. `query` narrows the tickets; where there is one, articles are left out.
pub fn search<'f>(
    desk: &Desk,
    finder: &'f Finder<'_>,
    text: &str,
    query: Option<&Query>,
    limit: usize,
) -> Result<Vec<Hit<'f>>, OpsError> {
    let question = Question::read(text);
    if question.words().is_empty() {
        return Err(OpsError::Empty { what: "what to look for" });
    }
    let fits = query.map(|query| finder.fits(query)).transpose()?;
    let is_wanted = |at: usize| fits.as_ref().is_none_or(|fits| fits.get(at) == Some(&true));
    let words = question.words().len();
    let ranked = finder.records.rank(&question).into_iter().filter(|(at, _)| is_wanted(*at));
    let mut found: Vec<(Source<'f>, f64, usize)> = ranked
        .filter_map(|(at, score)| {
            Some((Source::Ticket(finder.records.all.get(at)?), score.score, score.words))
        })
        .collect();
    if query.is_none() {
        found.extend(articles(desk, &question)?);
    }
    found.sort_by(|(one, one_score, one_words), (other, other_score, other_words)| {
        let by_words = (*other_words == words).cmp(&(*one_words == words));
        by_words.then(other_score.total_cmp(one_score)).then_with(|| one.title().cmp(other.title()))
    });
    // Some of the words are an answer only where nothing has all of them.
    if found.first().is_some_and(|(_, _, has)| *has == words) {
        found.retain(|(_, _, has)| *has == words);
    }
    found.truncate(limit);
    let hit = |forms: &mut Forms, (source, score, has)| {
        let has_all = has == words;
        Hit {
            title: title(&question, forms, &source),
            snippet: piece(finder, &question, forms, &source),
            source,
            score,
            has_all,
        }
    };
    Ok(found.into_par_iter().map_init(Forms::default, hit).collect())
}

/// Ranks the articles of the knowledge base.
fn articles<'f>(desk: &Desk, question: &Question) -> Result<Vec<(Source<'f>, f64, usize)>, OpsError> {
    let mut articles: Vec<Option<Article>> = desk.articles()?.into_iter().map(Some).collect();
    let terms = |forms: &mut Forms, article: &Option<Article>| {
        let mut terms = Terms::default();
        if let Some(article) = article {
            terms.add(forms, Part::Title, &article.title);
            article.labels.iter().for_each(|label| terms.add(forms, Part::Labels, label));
            terms.add(forms, Part::Body, &article.body);
        }
        terms
    };
    let terms: Vec<Terms> = articles.par_iter().map_init(Forms::default, terms).collect();
    let Some(index) = Index::open(merge(None, &[], terms.into_iter())) else { return Ok(Vec::new()) };
    let scores = rank(question, &[Segment { index: &index, counts: &vec![true; articles.len()] }]);
    let take = |text: u32| articles.get_mut(text as usize).and_then(Option::take);
    let mut take = take;
    let found = scores
        .into_iter()
        .filter_map(|score| Some((Source::Article(Box::new(take(score.text)?)), score.score, score.words)));
    Ok(found.collect())
}

/// Marks the words in a title, which is shown whole.
fn title(question: &Question, forms: &mut Forms, source: &Source<'_>) -> Snippet {
    let title = source.title();
    let whole = snippet(question, forms, title, usize::MAX / 2);
    whole.unwrap_or_else(|| Snippet { text: title.to_owned(), marks: Vec::new() })
}

/// Cuts out of the text the place that says most; the first one of equals.
fn piece(
    finder: &Finder<'_>,
    question: &Question,
    forms: &mut Forms,
    source: &Source<'_>,
) -> Option<Snippet> {
    let texts = match source {
        Source::Ticket(record) => {
            let words = finder.records.words(record);
            [vec![words.body], words.thread].concat()
        }
        Source::Article(article) => vec![article.body.clone()],
    };
    let pieces = texts.iter().filter_map(|text| snippet(question, forms, text, PIECE));
    let pieces: Vec<Snippet> = pieces.collect();
    let most = pieces.iter().map(|piece| piece.marks.len()).max()?;
    pieces.into_iter().find(|piece| piece.marks.len() == most)
}
