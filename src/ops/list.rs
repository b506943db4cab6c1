//! Which tickets to show, in which order.

use std::cmp::Ordering;

use super::{OpsError, fields, people};
use crate::config::Config;
use crate::desk::{Broken, Desk, Found};
use crate::model::{Category, Field, Person, Ticket};

/// Which tickets by their state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// What is not done.
    #[default]
    Open,
    /// What is done.
    Closed,
    /// Everything.
    All,
    /// Exactly these statuses.
    Statuses(Vec<String>),
}

/// What tickets have in common; what is empty does not matter. Several words of one field: any of them.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// By state.
    pub state: State,
    /// By assignee; `@none` is nobody.
    pub assignees: Vec<String>,
    /// By labels, all of them.
    pub labels: Vec<String>,
    /// By words of these fields.
    pub words: Vec<(Field, Vec<String>)>,
    /// The order: keys, each with whether it is turned round.
    pub sort: Vec<(Key, bool)>,
}

/// What a list can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the field of the same name")]
pub enum Key {
    Priority,
    Created,
    Level,
    Status,
    Assignee,
    Due,
    Title,
    Id,
}

/// The keys with their names.
pub const KEYS: [(&str, Key); 8] = [
    ("priority", Key::Priority),
    ("created", Key::Created),
    ("level", Key::Level),
    ("status", Key::Status),
    ("assignee", Key::Assignee),
    ("due", Key::Due),
    ("title", Key::Title),
    ("id", Key::Id),
];

impl Filter {
    /// Reads a state: `open`, `closed`, `all`, or statuses with commas between.
    pub fn state(config: &Config, text: &str) -> Result<State, OpsError> {
        match text {
            "open" => Ok(State::Open),
            "closed" | "done" => Ok(State::Closed),
            "all" => Ok(State::All),
            text => {
                let known = || ["open", "closed", "all"].into_iter().chain(config.statuses.names());
                let read =
                    |word: &str| fields::one_of("status", known().map(str::to_owned).collect(), word.trim());
                text.split(',').map(read).collect::<Result<_, _>>().map(State::Statuses)
            }
        }
    }

    /// Reads an order: keys with commas between, `-` turns one round.
    pub fn sort(text: &str) -> Result<Vec<(Key, bool)>, OpsError> {
        let read = |word: &str| {
            let (turned, word) =
                word.trim().strip_prefix('-').map_or((false, word.trim()), |word| (true, word));
            let known = KEYS.iter().map(|(name, _)| (*name).to_owned()).collect();
            let name = fields::one_of("sort key", known, word)?;
            let key = KEYS.iter().find(|(known, _)| *known == name).map_or(Key::Id, |(_, key)| *key);
            Ok((key, turned))
        };
        text.split(',').map(read).collect()
    }
}

/// Returns the tickets that fit, in order, and the files that could not be read.
pub fn list(
    desk: &Desk,
    filter: &Filter,
    me: Option<&Person>,
) -> Result<(Vec<Found>, Vec<Broken>), OpsError> {
    let (mut found, broken) = desk.tickets()?;
    let config = &desk.config;
    let assignees = assignees(config, filter, me)?;
    found.retain(|found| fits(config, filter, &assignees, &found.file.ticket));
    let by_priority = [(Key::Priority, false)];
    let keys = if filter.sort.is_empty() { &by_priority[..] } else { &filter.sort };
    Ok((sort(config, keys, found), broken))
}

fn assignees(config: &Config, filter: &Filter, me: Option<&Person>) -> Result<Vec<Option<Person>>, OpsError> {
    let read = |word: &String| match (word.as_str(), me) {
        ("@none", _) => Ok(None),
        ("@me", None) => Err(OpsError::Malformed {
            text: "@me".to_owned(),
            wanted: "somebody: git does not know who you are",
        }),
        (word, me) => people::somebody(config, word, me.unwrap_or(&Person::new(word))).map(Some),
    };
    filter.assignees.iter().map(read).collect()
}

fn fits(config: &Config, filter: &Filter, assignees: &[Option<Person>], ticket: &Ticket) -> bool {
    let done = config.category(ticket.status.as_str()) == Category::Done;
    let state = match &filter.state {
        State::Open => !done,
        State::Closed => done,
        State::All => true,
        State::Statuses(names) => names.iter().any(|name| name == ticket.status.as_str()),
    };
    let assignee =
        assignees.is_empty() || assignees.iter().any(|wanted| has(config, ticket, wanted.as_ref()));
    let has_word = |(field, words): &(Field, Vec<String>)| {
        let value = if *field == Field::Priority {
            fields::priority(config, ticket).into()
        } else {
            ticket.value(field)
        };
        words.iter().any(|word| value.as_str().is_some_and(|value| value.eq_ignore_ascii_case(word)))
    };
    state
        && assignee
        && filter.labels.iter().all(|label| ticket.labels.contains(label))
        && filter.words.iter().all(has_word)
}

fn has(config: &Config, ticket: &Ticket, wanted: Option<&Person>) -> bool {
    match (&ticket.assignee, wanted) {
        (None, None) => true,
        (Some(assignee), Some(wanted)) => people::is_same(config, assignee, wanted),
        _ => false,
    }
}

/// Puts tickets in the order asked for, then by age and id, so that it is always the same.
fn sort(config: &Config, keys: &[(Key, bool)], found: Vec<Found>) -> Vec<Found> {
    let values =
        |ticket: &Ticket| keys.iter().map(|(key, _)| Rank::of(config, *key, ticket)).collect::<Vec<_>>();
    let mut ranked: Vec<(Vec<Rank>, Found)> =
        found.into_iter().map(|found| (values(&found.file.ticket), found)).collect();
    ranked.sort_by(|(a, found_a), (b, found_b)| {
        let (ticket_a, ticket_b) = (&found_a.file.ticket, &found_b.file.ticket);
        let orders = keys.iter().zip(a.iter().zip(b)).map(|((_, turned), (a, b))| match turned {
            true => b.cmp(a),
            false => a.cmp(b),
        });
        let by_keys = orders.fold(Ordering::Equal, Ordering::then);
        by_keys.then(ticket_a.created.cmp(&ticket_b.created)).then_with(|| ticket_a.id.cmp(&ticket_b.id))
    });
    ranked.into_iter().map(|(_, found)| found).collect()
}

/// What a ticket is sorted by. Nothing comes after something.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Number(i64),
    Text(String),
    Nothing,
}

impl Rank {
    fn of(config: &Config, key: Key, ticket: &Ticket) -> Rank {
        let place = |place: Option<usize>| place.map_or(Rank::Nothing, |place| Rank::Number(place as i64));
        let text = |text: Option<&str>| text.map_or(Rank::Nothing, |text| Rank::Text(text.to_lowercase()));
        match key {
            Key::Priority => {
                place(fields::priority(config, ticket).and_then(|priority| config.priority_rank(&priority)))
            }
            Key::Created => Rank::Number(ticket.created.timestamp_millis()),
            Key::Level => place(ticket.level.as_deref().and_then(|level| config.level_index(level))),
            Key::Status => place(config.statuses.names().position(|name| name == ticket.status.as_str())),
            Key::Assignee => text(ticket.assignee.as_ref().map(Person::as_str)),
            Key::Due => ticket.due.map_or(Rank::Nothing, |due| Rank::Number(due.timestamp_millis())),
            Key::Title => text(Some(&ticket.title)),
            Key::Id => text(Some(ticket.id.as_str())),
        }
    }
}
