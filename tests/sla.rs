//! Working time against vectors that others have worked out, and figures against an independent computation.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod common;

use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use common::TestDesk;
use git_desk::config::Config;
use git_desk::model::Instant;
use git_desk::sla::{Pauses, Schedule, Stretch};
use serde_json::{Map, Value, json};

fn shared(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path)
}

/// Returns the vectors; `None`, with a word of it, where they are not there.
fn vectors(test: &str) -> Option<Vec<Value>> {
    match std::fs::read_to_string(shared("data/sla_vectors.json")) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(_) => {
            eprintln!("skipped: {test}: no shared data");
            None
        }
    }
}

/// Returns a policy with the calendar of each vector, `v0`, `v1` and so on. JSON is YAML.
fn policy(vectors: &[Value]) -> String {
    let calendar = |(index, vector): (usize, &Value)| {
        let (zone, hours) = (&vector["timezone"], &vector["calendar"]);
        (format!("v{index}"), json!({"zone": zone, "hours": hours, "holidays": vector["holidays"]}))
    };
    let calendars: Map<String, Value> = vectors.iter().enumerate().map(calendar).collect();
    json!({"schema": 1, "calendars": calendars}).to_string()
}

fn at(value: &Value) -> Instant {
    value.as_str().unwrap().parse().unwrap()
}

#[test]
fn every_vector_is_due_when_it_should_be() {
    let Some(vectors) = vectors("every_vector_is_due_when_it_should_be") else { return };
    let (config, warnings) = Config::parse(&policy(&vectors), "desk.yml").unwrap();
    assert_eq!(warnings, []);
    for (index, vector) in vectors.iter().enumerate() {
        let schedule = Schedule::new(config.calendar(&format!("v{index}")).unwrap().clone());
        let pauses = vector["pauses"].as_array().unwrap().iter();
        let pauses = Pauses::new(pauses.map(|pause| Stretch::new(at(&pause[0]), at(&pause[1]))).collect());
        let target = TimeDelta::minutes(vector["target_minutes"].as_i64().unwrap());
        let due = schedule.due(at(&vector["start"]), target, &pauses).unwrap();
        assert_eq!(due, at(&vector["due"]), "{}", vector["name"]);
        assert_eq!(schedule.elapsed(at(&vector["start"]), due, &pauses), target, "{}", vector["name"]);
    }
    assert!(vectors.len() >= 50, "all of them");
}

#[test]
fn every_vector_is_due_when_it_should_be_through_the_program() {
    let name = "every_vector_is_due_when_it_should_be_through_the_program";
    let Some(vectors) = vectors(name) else { return };
    let desk = TestDesk::new();
    desk.policy(&policy(&vectors));
    for (index, vector) in vectors.iter().enumerate() {
        let minutes = vector["target_minutes"].as_i64().unwrap();
        let mut arguments: Vec<String> = ["sla", "due", "--json", "--calendar"].map(str::to_owned).to_vec();
        arguments.extend([format!("v{index}"), "--target".into(), format!("{minutes}m"), "--start".into()]);
        arguments.push(vector["start"].as_str().unwrap().to_owned());
        for pause in vector["pauses"].as_array().unwrap() {
            let text = format!("{}/{}", pause[0].as_str().unwrap(), pause[1].as_str().unwrap());
            arguments.extend(["--pause".to_owned(), text]);
        }
        let output = desk.run(&arguments).success();
        let answer: Value = serde_json::from_str(&output.stdout).unwrap();
        assert_eq!(at(&answer["due"]), at(&vector["due"]), "{}", vector["name"]);
        assert_eq!(answer["elapsed_seconds"], minutes * 60, "{}", vector["name"]);
        assert_eq!(answer["schema"], 1);
    }
}
