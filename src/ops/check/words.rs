//! Whether the words of a ticket are the desk's, and fit together.

use super::finding::{Finding, Problem};
use super::lines;
use super::survey::Survey;
use crate::config::{Config, Kind};
use crate::desk::Found;
use crate::model::{Category, Field, Status};

/// The fields whose words `desk.yml` knows.
const WORDS: [(Field, Kind); 8] = [
    (Field::Status, Kind::Status),
    (Field::Resolution, Kind::Resolution),
    (Field::Level, Kind::Level),
    (Field::Team, Kind::Team),
    (Field::Urgency, Kind::Urgency),
    (Field::Impact, Kind::Impact),
    (Field::Priority, Kind::Priority),
    (Field::Type, Kind::Type),
];

/// Finds unknown words, an end without a resolution and the like, and labels given twice.
pub(super) fn find(survey: &Survey, findings: &mut Vec<Finding>) {
    let config = &survey.desk.config;
    for found in survey.tickets.values() {
        let mut problems: Vec<(Field, Problem)> =
            WORDS.iter().filter_map(|(field, kind)| unknown(config, found, field, *kind)).collect();
        problems.extend(unfit(config, found));
        for (field, problem) in problems {
            let line = lines::of_field(&found.file.text, &field);
            findings.push(Finding::new(found.place.path(), problem).at(line).of(&found.place.id));
        }
        labels(found, findings);
    }
}

fn unknown(config: &Config, found: &Found, field: &Field, kind: Kind) -> Option<(Field, Problem)> {
    let value = found.file.ticket.value(field);
    let word = value.as_str().filter(|word| !config.names(kind).contains(word))?;
    let near = config.near(kind, word);
    // Teams come and go, and imported tickets name those of another system: only a slip is worth a word.
    let matters = kind != Kind::Team || near.is_some();
    matters
        .then(|| (field.clone(), Problem::UnknownWord { field: field.clone(), word: word.to_owned(), near }))
}

fn unfit(config: &Config, found: &Found) -> Vec<(Field, Problem)> {
    let ticket = &found.file.ticket;
    let status = ticket.status.to_string();
    let is_done = config.category(&status) == Category::Done;
    let mut problems = Vec::new();
    match &ticket.resolution {
        Some(resolution) if !is_done => {
            let resolution = resolution.to_string();
            problems.push((Field::Resolution, Problem::NoEnd { resolution, status: status.clone() }));
        }
        None if is_done => problems.push((Field::Status, Problem::NoResolution { status: status.clone() })),
        _ => {}
    }
    if ticket.until.is_some() && ticket.status != Status::Pending {
        problems.push((Field::Until, Problem::NoWait { status }));
    }
    problems
}

fn labels(found: &Found, findings: &mut Vec<Finding>) {
    let labels = &found.file.ticket.labels;
    for (index, label) in labels.iter().enumerate() {
        if labels.iter().position(|other| other == label) != Some(index) {
            let line = lines::of_item(&found.file.text, &Field::Labels, index);
            let problem = Problem::LabelTwice { label: label.clone() };
            findings.push(Finding::new(found.place.path(), problem).at(line).of(&found.place.id));
        }
    }
}
