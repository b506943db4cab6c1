//! Gathers the tickets of a report as they stood at an instant, with what became of them until then.

use rayon::prelude::*;

use super::clocks::Clocks;
use super::{Finder, OpsError};
use crate::config::Policy;
use crate::desk::cache::Record;
use crate::desk::{Broken, Desk, DeskError};
use crate::model::{Category, Instant, Thread};
use crate::query::Query;
use crate::report::{Article, Case, Cases, Held, Maker, as_of, is_left_out};

/// The type of tickets that stand for a cause.
const PROBLEM: &str = "problem";

/// The tickets of a report, and the files of them that cannot be read.
#[derive(Debug)]
pub struct Gathered<'f> {
    /// The tickets.
    pub cases: Cases<'f>,
    /// Entries that cannot be read.
    pub broken: Vec<Broken>,
}

/// Gathers the tickets that fit a query, as they stood at an instant. The query is asked of what the files say now.
pub fn gather<'f>(
    finder: &'f Finder<'_>,
    query: Option<&Query>,
    articles: Vec<Article>,
    instant: Instant,
) -> Result<Gathered<'f>, OpsError> {
    let wanted = query.map(|query| finder.fits(query)).transpose()?;
    let is_wanted =
        |record: &Record| wanted.as_ref().is_none_or(|wanted| wanted.get(record.listed) == Some(&true));
    let teller = Teller {
        finder,
        clocks: finder.clocks()?,
        maker: Maker { config: finder.config, clockwork: finder.clocks()?.clockwork(), as_of: instant },
    };
    let all: Vec<Told<'f>> =
        finder.records.all.par_iter().map(|record| teller.tell(record, is_wanted(record))).collect();
    let mut gathered = Gathered { cases: Cases { articles, ..Cases::default() }, broken: Vec::new() };
    gathered.cases.counted.reserve_exact(all.len());
    for told in all {
        gathered.broken.extend(told.broken);
        gathered.cases.problems.extend(told.problem);
        if let Some(case) = told.case {
            let is_left_out = is_left_out(finder.config, &case.ticket);
            let side = if is_left_out { &mut gathered.cases.left_out } else { &mut gathered.cases.counted };
            side.push(case);
        }
    }
    Ok(gathered)
}

/// Returns the articles of a desk.
pub fn articles(desk: &Desk) -> Result<Vec<Article>, DeskError> {
    let article = |found: crate::desk::FoundArticle| {
        let article = found.file.article;
        Article { id: article.id.to_string(), title: article.title, created: article.created }
    };
    Ok(desk.articles()?.found.into_iter().map(article).collect())
}

/// What one ticket has to tell.
struct Told<'f> {
    case: Option<Case<'f>>,
    /// The ticket, if it is a problem and not done.
    problem: Option<Held<'f>>,
    broken: Vec<Broken>,
}

struct Teller<'f, 'd> {
    finder: &'f Finder<'d>,
    clocks: &'f Clocks<'d>,
    maker: Maker<'f>,
}

impl<'f> Teller<'f, '_> {
    fn tell(&self, record: &'f Record, is_wanted: bool) -> Told<'f> {
        let is_problem = record.ticket.kind.as_deref() == Some(PROBLEM);
        if record.ticket.created > self.maker.as_of || !(is_wanted || is_problem) {
            return Told { case: None, problem: None, broken: Vec::new() };
        }
        let (thread, broken) = self.finder.records.read_thread(record);
        let Some((ticket, thread)) = as_of(&record.ticket, &thread, self.maker.as_of) else {
            return Told { case: None, problem: None, broken };
        };
        let is_undone = self.finder.config.category(ticket.status.as_str()) != Category::Done;
        let problem = (is_problem && is_undone).then(|| ticket.clone());
        Told { case: is_wanted.then(|| self.case(ticket, &thread)), problem, broken }
    }

    fn case(&self, ticket: Held<'f>, thread: &Thread) -> Case<'f> {
        let policy: Option<&'f Policy> = self.clocks.policy(&ticket, thread);
        self.maker.case(ticket, thread, policy)
    }
}
