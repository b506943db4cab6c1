//! Whether the articles of the knowledge base are sound.

use std::collections::{BTreeMap, HashSet};

use super::finding::{Finding, Problem};
use super::survey::Survey;
use crate::config::Config;
use crate::desk::cache::Records;
use crate::desk::{Articles, Desk, layout};
use crate::format::ArticleFile;
use crate::knowledge::{ArticleFault, Surroundings, faults};
use crate::model::{ArticleId, Person, Ticket, TicketId};
use crate::ops::OpsError;
use crate::ops::articles::stale::changed_code;
use crate::ops::people;

/// What tickets say that articles must fit.
#[derive(Default)]
struct Known {
    tickets: HashSet<String>,
    names: HashSet<String>,
}

impl Known {
    fn of<'t>(
        config: &Config,
        ids: impl Iterator<Item = &'t TicketId>,
        tickets: impl Iterator<Item = &'t Ticket>,
    ) -> Known {
        let is_stranger = |who: &&Person| !config.people.contains_key(people::handle(config, who).as_str());
        let reporters = tickets.filter_map(|ticket| ticket.reporter.as_ref()).filter(is_stranger);
        let name = |who: &Person| {
            let words: Vec<&str> = crate::query::words(who.short_name()).collect();
            (words.len() > 1).then(|| words.join(" ").to_lowercase())
        };
        Known { tickets: ids.map(ToString::to_string).collect(), names: reporters.filter_map(name).collect() }
    }
}

/// Finds what is wrong with the articles of a desk.
pub(super) fn find(survey: &Survey, findings: &mut Vec<Finding>) -> Result<(), OpsError> {
    let articles = survey.desk.articles()?;
    let with_ticket = survey.inventory.tickets.iter().filter(|(_, files)| files.ticket);
    let tickets = || survey.tickets.values().map(|found| (&found.file.ticket, found.place.path()));
    let known = Known::of(
        &survey.desk.config,
        with_ticket.map(|(place, _)| &place.id),
        tickets().map(|(ticket, _)| ticket),
    );
    look(survey.desk, &articles, &known, findings);
    dangling(&articles, tickets(), findings);
    Ok(())
}

/// Finds what is wrong with the articles alone, quicker than a look at the whole desk; with `base`, also those whose
/// code was changed since that commit, while they were not.
pub fn check_articles(
    desk: &Desk,
    records: &Records,
    base: Option<&str>,
) -> Result<(Vec<Finding>, usize), OpsError> {
    let articles = desk.articles()?;
    let places = desk.places()?;
    let tickets = || records.all.iter().map(|record| (&record.ticket, record.place.path()));
    let known =
        Known::of(&desk.config, places.iter().map(|place| &place.id), tickets().map(|(ticket, _)| ticket));
    let mut findings = Vec::new();
    match base {
        None => {
            look(desk, &articles, &known, &mut findings);
            dangling(&articles, tickets(), &mut findings);
        }
        Some(base) => {
            for (found, path) in changed_code(desk, &articles.found, base)? {
                let fault = Problem::Article(ArticleFault::Code { path });
                let line = found.file.lines.get("covers").copied();
                findings.push(Finding::new(&found.path, fault).at(line));
            }
        }
    }
    findings.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    Ok((findings, articles.found.len()))
}

fn look(desk: &Desk, articles: &Articles, known: &Known, findings: &mut Vec<Finding>) {
    for broken in &articles.broken {
        let problem = Problem::Broken { message: broken.fault.to_string(), mend: broken.fault.mend() };
        findings.push(Finding::new(&broken.path, problem).at(broken.fault.line()));
    }
    for path in articles.nameless.iter().filter(|path| layout::article_name(path) != "README") {
        findings.push(Finding::new(path, Problem::Article(ArticleFault::Nameless)));
    }
    let by_id: BTreeMap<&ArticleId, (&str, &ArticleFile)> = articles
        .found
        .iter()
        .rev()
        .map(|found| (&found.article().id, (found.path.as_str(), &found.file)))
        .collect();
    let by_path = articles.found.iter().map(|found| (found.path.as_str(), &found.file)).collect();
    let top = desk.ground.repository.as_ref().and_then(|repository| repository.work_tree());
    let exists = |path: &str| match path.strip_prefix('/') {
        Some(path) => top.is_some_and(|top| std::fs::symlink_metadata(top.join(path)).is_ok()),
        None => std::fs::symlink_metadata(desk.root().join(path)).is_ok(),
    };
    let around = Surroundings {
        articles: &by_id,
        by_path: &by_path,
        tickets: &known.tickets,
        prefix: &desk.config.prefix,
        names: &known.names,
        exists: &exists,
    };
    for found in &articles.found {
        for remark in &found.file.remarks {
            let problem = Problem::Remark { message: remark.to_string(), mend: remark.mend() };
            findings.push(Finding::new(&found.path, problem).at(Some(remark.line)));
        }
        for (line, fault) in faults(&found.path, &found.file, &around) {
            findings.push(Finding::new(&found.path, Problem::Article(fault)).at(Some(line)));
        }
    }
}

/// Finds tickets that name an article which is not there.
fn dangling<'t>(
    articles: &Articles,
    tickets: impl Iterator<Item = (&'t Ticket, String)>,
    findings: &mut Vec<Finding>,
) {
    let known: HashSet<&str> = articles.found.iter().map(|found| found.article().id.as_str()).collect();
    for (ticket, path) in tickets {
        let is_gone = |id: &&String| id.parse::<ArticleId>().is_ok() && !known.contains(id.as_str());
        for id in ticket.articles.iter().filter(is_gone) {
            let fault = ArticleFault::UnknownArticle { id: id.clone() };
            findings.push(Finding::new(&path, Problem::Article(fault)).of(&ticket.id));
        }
    }
}
