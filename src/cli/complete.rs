//! What a shell offers while a command line is typed: tickets, people, labels, views, words of desk.yml.
//!
//! The shell starts the program for each press of the key, so each answer must be there at once, and nothing may be
//! said: whatever goes wrong, nothing is offered.

use std::collections::BTreeSet;
use std::ffi::OsStr;

use clap_complete::CompletionCandidate;
use clap_complete::engine::ArgValueCompleter;

use crate::config::{Config, Kind};
use crate::desk::cache::{EVERY, Records, Wanted};
use crate::desk::{Desk, FoundArticle, Place};
use crate::model::Category;
use crate::query::state::STATES;
use crate::query::{Subject, field};

/// How many tickets are offered where nothing is typed yet.
const MANY: usize = 200;

/// Offers ids of tickets: those that are not done, once something is typed all.
pub fn tickets() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| offered(typed, ids))
}

/// Offers ids of articles, by their beginning.
pub fn articles() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        offered(typed, |desk, typed| {
            let found = desk.articles().map(|articles| articles.found).unwrap_or_default();
            let offer = |found: FoundArticle| {
                let article = found.file.article;
                // Who begins with the characters after the prefix goes on with them.
                let is_short = !typed.is_empty() && article.id.random().starts_with(typed);
                let id = if is_short { article.id.random().to_owned() } else { article.id.to_string() };
                (id, article.title)
            };
            found.into_iter().map(offer).collect()
        })
    })
}

/// Offers the handles of people.
pub fn people() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        offered(typed, |desk, _| {
            let people =
                desk.config.people.iter().map(|(handle, member)| (handle.clone(), member.name.clone()));
            people.chain([("@me".to_owned(), "you".to_owned())]).collect()
        })
    })
}

/// Offers labels that tickets have.
pub fn labels() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        offered(typed, |desk, _| {
            let Some(records) = records(desk, EVERY) else { return Vec::new() };
            let labels: BTreeSet<String> = labels_of(&records).collect();
            labels.into_iter().map(|label| (label, String::new())).collect()
        })
    })
}

/// Offers what a query can begin with, or the values of a field.
pub fn query() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| offered(typed, query_words))
}

/// Offers the kinds of reports, then what a query can begin with.
pub fn report() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        offered(typed, |desk, typed| {
            let kinds = super::report::kinds().map(|kind| (kind.to_owned(), String::new()));
            kinds.chain(query_words(desk, typed)).collect()
        })
    })
}

/// Offers the names of a kind that desk.yml knows.
pub fn names(kind: Kind) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| {
        offered(typed, move |desk, _| {
            desk.config.names(kind).into_iter().map(|name| (name.to_owned(), String::new())).collect()
        })
    })
}

/// Keeps what begins as it is typed.
fn offered(
    typed: &OsStr,
    offers: impl FnOnce(&Desk, &str) -> Vec<(String, String)>,
) -> Vec<CompletionCandidate> {
    let (Some(typed), Ok(from)) = (typed.to_str(), std::fs::canonicalize(".")) else { return Vec::new() };
    let name = std::env::var("DESK_DIR").ok();
    let Ok(desk) = Desk::open(&from, name.as_deref()) else { return Vec::new() };
    let fitting = offers(&desk, typed).into_iter().filter(|(value, _)| value.starts_with(typed));
    let candidate = |(value, help): (String, String)| {
        let help = crate::render::clean::clean_line(&help).into_owned();
        CompletionCandidate::new(value).help((!help.is_empty()).then(|| help.into()))
    };
    fitting.map(candidate).collect()
}

fn records(desk: &Desk, wanted: Wanted<'_>) -> Option<Records> {
    desk.cache().records(desk.root(), wanted, &|_, _| ()).ok()
}

fn ids(desk: &Desk, typed: &str) -> Vec<(String, String)> {
    let prefix = format!("{}-", desk.config.prefix);
    let random = if prefix.starts_with(typed) { "" } else { typed.strip_prefix(&prefix).unwrap_or(typed) };
    if random.is_empty() {
        return undone(desk);
    }
    let begins = |id: &str| id.split_once('-').is_some_and(|(_, all)| all.starts_with(random));
    let places = desk.places_where(begins).unwrap_or_default().into_iter().take(MANY);
    let offer = |place: Place| {
        // Who begins with the characters after the prefix goes on with them.
        let id = if typed == random { place.id.random().to_owned() } else { place.id.to_string() };
        (id, desk.ticket(place).map(|found| found.file.ticket.title).unwrap_or_default())
    };
    places.map(offer).collect()
}

/// Returns the tickets that are not done, unless there are too many to choose from.
fn undone(desk: &Desk) -> Vec<(String, String)> {
    let config = &desk.config;
    let is_undone = |status: &str| config.category(status) != Category::Done;
    let all = records(desk, &is_undone).map(|records| records.all).unwrap_or_default();
    all.into_iter().take(MANY).map(|record| (record.ticket.id.to_string(), record.ticket.title)).collect()
}

fn labels_of(records: &Records) -> impl Iterator<Item = String> + '_ {
    records.all.iter().flat_map(|record| record.ticket.labels.iter().cloned())
}

fn query_words(desk: &Desk, typed: &str) -> Vec<(String, String)> {
    let (sign, typed) = typed.strip_prefix('-').map_or(("", typed), |rest| ("-", rest));
    let Some((key, value)) = typed.split_once(':') else {
        let views = desk.config.views.iter().map(|(name, query)| (name.clone(), query.clone()));
        let keys = field::names(Subject::Tickets, &desk.config);
        return views.chain(keys.map(|key| (format!("{sign}{key}:"), String::new()))).collect();
    };
    // Several values stand with commas between: the last one is being typed.
    let before = value.rfind(',').map_or("", |comma| &value[..=comma]);
    let values = values(desk, key).into_iter();
    values.map(|value| (format!("{sign}{key}:{before}{value}"), String::new())).collect()
}

fn values(desk: &Desk, key: &str) -> Vec<String> {
    let config: &Config = &desk.config;
    let known = |kind| config.names(kind).into_iter().map(str::to_owned).collect();
    match key {
        "is" => STATES.iter().map(|state| state.name.to_owned()).collect(),
        "no" | "has" | "sort" => field::names(Subject::Tickets, config).map(str::to_owned).collect(),
        "status" => known(Kind::Status),
        "level" => known(Kind::Level),
        "team" => known(Kind::Team),
        "type" => known(Kind::Type),
        "priority" => known(Kind::Priority),
        "urgency" => known(Kind::Urgency),
        "impact" => known(Kind::Impact),
        "resolution" => known(Kind::Resolution),
        "assignee" | "reporter" | "watcher" | "watchers" => {
            config.people.keys().cloned().chain(["@me".to_owned(), "@none".to_owned()]).collect()
        }
        "label" | "labels" => {
            let labels: BTreeSet<String> =
                records(desk, EVERY).map(|records| labels_of(&records).collect()).unwrap_or_default();
            labels.into_iter().collect()
        }
        _ => Vec::new(),
    }
}
