//! Which tickets and articles answer words, the best first.

use rayon::prelude::*;

use super::{Finder, OpsError};
use crate::desk::cache::{Answer, Record};
use crate::desk::{Article, Desk};
use crate::query::Query;
use crate::search::{Forms, Index, Part, Question, Snippet, Terms, snippet};

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

    /// Returns its file, relative to the desk's folder.
    pub fn path(&self) -> String {
        match self {
            Source::Ticket(record) => record.place.path(),
            Source::Article(article) => article.path.clone(),
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
    let mut articles: Vec<Option<Article>> = match query {
        Some(_) => Vec::new(),
        None => desk.articles()?.into_iter().map(Some).collect(),
    };
    let beside = index(&articles);
    let mut found: Vec<(Source<'f>, f64, usize)> = Vec::new();
    for (answer, score) in finder.records.rank(&question, &beside) {
        let source = match answer {
            Answer::Ticket(at) => finder.records.all.get(at).filter(|_| is_wanted(at)).map(Source::Ticket),
            Answer::Beside(at) => {
                articles.get_mut(at).and_then(Option::take).map(Box::new).map(Source::Article)
            }
        };
        found.extend(source.map(|source| (source, score.score, score.words)));
    }
    found.sort_by(|(one, one_score, one_words), (other, other_score, other_words)| {
        let by_words = (*other_words == words).cmp(&(*one_words == words));
        let by_score = by_words.then(other_score.total_cmp(one_score));
        by_score.then_with(|| one.title().cmp(other.title())).then_with(|| one.path().cmp(&other.path()))
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

/// Counts the words of articles.
fn index(articles: &[Option<Article>]) -> Index {
    let terms = |forms: &mut Forms, article: &Article| {
        let mut terms = Terms::default();
        terms.add(forms, Part::Title, &article.title);
        article.labels.iter().for_each(|label| terms.add(forms, Part::Labels, label));
        terms.add(forms, Part::Body, &article.body);
        terms
    };
    let all: Vec<Terms> = articles.par_iter().flatten().map_init(Forms::default, terms).collect();
    Index::of(all.into_iter())
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
