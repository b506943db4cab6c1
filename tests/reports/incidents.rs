//! Real incidents: our figures and those of an independent computation.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::common::TestDesk;

/// Works the figures of each ISO week of a year out by its own means, from exported JSON Lines.
const INDEPENDENT: &str = include_str!("independent.py");

fn shared(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("shared").join(name)
}

fn python(arguments: &[&str], input: Vec<u8>) -> Option<Vec<u8>> {
    let mut command = assert_cmd::Command::new("python3");
    command.args(arguments).write_stdin(input).ok().map(|output| output.stdout).ok()
}

/// Compares some weeks of so many incidents; 0 is all of them. Returns how many weeks had a ticket.
fn compare(name: &str, limit: usize, weeks: impl Iterator<Item = u32>) -> Option<usize> {
    let tool = shared("tools/servicenow_to_jsonl.py");
    let lines = Some(tool)
        .filter(|tool| tool.exists())
        .and_then(|tool| python(&[tool.to_str()?, "--limit", &limit.to_string()], Vec::new()));
    let Some(lines) = lines else {
        eprintln!("skipped: {name}: no Python, or no shared data");
        return None;
    };
    let desk = TestDesk::new();
    desk.write("in.jsonl", lines);
    desk.run(["import", "in.jsonl"]).success();
    let exported = desk.run(["export"]).success().stdout;
    let expected = python(&["-c", INDEPENDENT], exported.into_bytes()).expect("Python works it out");
    let expected: Map<String, Value> = serde_json::from_slice(&expected).unwrap();
    let told = |arguments: &[&str]| -> Value {
        serde_json::from_str(&desk.run(arguments).success().stdout).unwrap()
    };
    let (mut with_data, mut differences) = (0, Vec::new());
    let mut hold = |week: &str, ours: &Value| {
        for (group, figures) in expected[week].as_object().unwrap() {
            for (figure, value) in figures.as_object().unwrap() {
                if ours[group][figure] != *value {
                    differences.push(format!("{week} {group}.{figure}: {} and {value}", ours[group][figure]));
                }
            }
        }
    };
    for week in weeks.map(|week| format!("2016-W{week:02}")) {
        let ours = told(&["report", "--week", &week, "--trend", "0", "--format", "json"]);
        hold(&week, &ours);
        with_data += usize::from(ours["volume"]["opened"] != 0 || ours["volume"]["backlog_start"] != 0);
    }
    // The same weeks, told as the trend of the last one.
    let year = told(&["report", "--week", "2016-W52", "--trend", "51", "--format", "json"]);
    for past in year["trend"].as_array().unwrap() {
        hold(past["period"]["name"].as_str().unwrap(), past);
    }
    assert_eq!(differences, Vec::<String>::new());
    Some(with_data)
}

#[test]
fn the_figures_are_those_of_an_independent_computation() {
    let name = "the_figures_are_those_of_an_independent_computation";
    if let Some(weeks) = compare(name, 600, 9..=12) {
        assert_eq!(weeks, 4);
    }
}

/// `cargo test --release --test reports -- --ignored`
#[test]
#[ignore = "takes minutes: all 20,769 incidents, every week of 2016"]
fn the_figures_of_all_incidents_are_those_of_an_independent_computation() {
    let name = "the_figures_of_all_incidents_are_those_of_an_independent_computation";
    if let Some(weeks) = compare(name, 0, 1..=52) {
        assert_eq!(weeks, 44, "from week 9 on");
    }
}
