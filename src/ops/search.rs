//! Which tickets and articles answer words, the best first.

use rayon::prelude::*;

use super::{Finder, OpsError};
use crate::desk::cache::{Answer, Record};
use crate::desk::{Desk, FoundArticle};
use crate::query::Query;
use crate::search::{Forms, Index, Part, Question, Score, Snippet, Terms, snippet};

/// How long the piece of text is that shows why something was found, in bytes.
const PIECE: usize = 160;

/// Something that answers.
#[derive(Debug)]
pub struct Hit {
    /// What it is.
    pub source: Source,
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
pub enum Source {
    /// A ticket.
    Ticket(Box<Record>),
    /// An article of the knowledge base.
    Article(Box<FoundArticle>),
}

impl Source {
    /// Returns the title.
    pub fn title(&self) -> &str {
        match self {
            Source::Ticket(record) => &record.ticket.title,
            Source::Article(found) => &found.article().title,
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
///
/// The tickets that answer are read only when it is known which ones they are.
pub fn search(
    desk: &Desk,
    finder: &Finder<'_>,
    text: &str,
    query: Option<&Query>,
    limit: usize,
) -> Result<Vec<Hit>, OpsError> {
    let question = Question::read(text);
    if question.words().is_empty() {
        return Err(OpsError::Empty { what: "what to look for" });
    }
    let fits = query.map(|query| finder.fits(query)).transpose()?;
    let is_wanted = |at: usize| fits.as_ref().is_none_or(|fits| fits.get(at) == Some(&true));
    let words = question.words().len();
    let mut articles: Vec<Option<FoundArticle>> = match query {
        Some(_) => Vec::new(),
        None => desk.articles()?.found.into_iter().map(Some).collect(),
    };
    let beside = index(&articles);
    let mut found = finder.records.rank(&question, &beside);
    found.retain(|(answer, _)| !matches!(answer, Answer::Ticket(at) if !is_wanted(*at)));
    let has_all = |score: &Score| score.words == words;
    // Of equals the older ticket comes first.
    found.sort_by(|(one, one_score), (other, other_score)| {
        let by_words = has_all(other_score).cmp(&has_all(one_score));
        by_words.then(other_score.score.total_cmp(&one_score.score)).then(one.cmp(other))
    });
    // Some of the words are an answer only where nothing has all of them.
    if found.first().is_some_and(|(_, score)| has_all(score)) {
        found.retain(|(_, score)| has_all(score));
    }
    let source = |answer| match answer {
        Answer::Ticket(at) => finder.records.record(at).map(Box::new).map(Source::Ticket),
        Answer::Beside(at) => articles.get_mut(at)?.take().map(Box::new).map(Source::Article),
    };
    let (answers, scores): (Vec<Answer>, Vec<Score>) = found.into_iter().take(limit).unzip();
    let sources: Vec<Option<Source>> = answers.into_iter().map(source).collect();
    let hit = |forms: &mut Forms, (source, score): (Option<Source>, Score)| {
        let source = source?;
        Some(Hit {
            title: title(&question, forms, &source),
            snippet: piece(finder, &question, forms, &source),
            source,
            score: score.score,
            has_all: has_all(&score),
        })
    };
    let hits: Vec<Option<Hit>> = sources.into_par_iter().zip(scores).map_init(Forms::default, hit).collect();
    Ok(hits.into_iter().flatten().collect())
}

/// Counts the words of articles.
fn index(articles: &[Option<FoundArticle>]) -> Index {
    let terms = |forms: &mut Forms, found: &FoundArticle| {
        let (article, mut terms) = (found.article(), Terms::default());
        terms.add(forms, Part::Title, &article.title);
        article.labels.iter().for_each(|label| terms.add(forms, Part::Labels, label));
        terms.add(forms, Part::Body, &article.body);
        terms
    };
    let all: Vec<Terms> = articles.par_iter().flatten().map_init(Forms::default, terms).collect();
    Index::of(all.into_iter())
}

/// Marks the words in a title, which is shown whole.
fn title(question: &Question, forms: &mut Forms, source: &Source) -> Snippet {
    let title = source.title();
    let whole = snippet(question, forms, title, usize::MAX / 2);
    whole.unwrap_or_else(|| Snippet { text: title.to_owned(), marks: Vec::new() })
}

/// Cuts out of the text the place that says most; the first one of equals.
fn piece(finder: &Finder<'_>, question: &Question, forms: &mut Forms, source: &Source) -> Option<Snippet> {
    let texts = match source {
        Source::Ticket(record) => {
            let words = finder.records.words(record);
            [vec![words.body], words.thread].concat()
        }
        Source::Article(found) => vec![found.article().body.clone()],
    };
    let pieces = texts.iter().filter_map(|text| snippet(question, forms, text, PIECE));
    let pieces: Vec<Snippet> = pieces.collect();
    let most = pieces.iter().map(|piece| piece.marks.len()).max()?;
    pieces.into_iter().find(|piece| piece.marks.len() == most)
}
