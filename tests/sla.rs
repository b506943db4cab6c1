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

/// Two promises for every incident: by the clock on the wall, and by office hours.
const PROMISES: &str = r#"
schema: 1
zone: Europe/Brussels
calendars:
  office:
    hours: {mon-fri: [["09:00", "12:30"], ["13:30", "18:00"]]}
    holidays: ["05-01", "07-21", "2016-05-05", "2016-05-16"]
sla:
  - calendar: office
    targets:
      P1: {resolution: 4h, calendar: always}
      P2: {first_response: 2h, resolution: 8h}
      P3: {first_response: 4h, resolution: 24h}
      P4: {first_response: 8h, resolution: 40h}
"#;

/// Works out the resolution clock of each exported ticket by its own means: minute by minute of the wall clock.
const INDEPENDENT: &str = r#"
import json, sys
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")
HOLIDAYS = {"05-01", "07-21"}, {"2016-05-05", "2016-05-16"}
TARGETS = {"P1": 4, "P2": 8, "P3": 24, "P4": 40}
MATRIX = {("high", "high"): "P1", ("high", "medium"): "P2", ("high", "low"): "P3",
          ("medium", "high"): "P2", ("medium", "medium"): "P3", ("medium", "low"): "P4",
          ("low", "high"): "P3", ("low", "medium"): "P4", ("low", "low"): "P4"}
DONE, PAUSES = {"solved", "closed"}, {"pending"}

def minute(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))

known = {}
def works(at, always):
    if always:
        return True
    if at not in known:
        local = at.astimezone(BRUSSELS)
        clock = local.hour * 60 + local.minute
        date = local.strftime("%Y-%m-%d")
        known[at] = (local.weekday() < 5 and date[5:] not in HOLIDAYS[0] and date not in HOLIDAYS[1]
                     and (540 <= clock < 750 or 810 <= clock < 1080))
    return known[at]

met = {}
for line in sys.stdin:
    ticket = json.loads(line)
    priority = MATRIX[ticket["impact"], ticket["urgency"]]
    moments = [(minute(ticket["created"]), None)]
    for entry in ticket.get("thread", []):
        if "status" in entry.get("changes", {}):
            old, new = entry["changes"]["status"]
            if moments[0][1] is None:
                moments[0] = (moments[0][0], old)
            moments.append((minute(entry["at"]), new))
    if moments[0][1] is None:
        moments[0] = (moments[0][0], ticket["status"])
    if moments[-1][1] not in DONE:
        continue
    while len(moments) > 1 and moments[-2][1] in DONE:
        moments.pop()
    elapsed = 0
    for (at, status), (end, _) in zip(moments, moments[1:]):
        while status not in DONE | PAUSES and at < end:
            elapsed += works(at, priority == "P1")
            at += timedelta(minutes=1)
    met[ticket["id"]] = elapsed <= TARGETS[priority] * 60
json.dump(met, sys.stdout)
"#;

#[test]
fn the_share_of_targets_met_is_that_of_an_independent_computation() {
    let name = "the_share_of_targets_met_is_that_of_an_independent_computation";
    let python = |arguments: &[&std::ffi::OsStr], input: &str| {
        let mut command = assert_cmd::Command::new("python3");
        command.args(arguments).write_stdin(input.to_owned()).ok().map(|output| output.stdout)
    };
    let tool = shared("tools/servicenow_to_jsonl.py");
    let has_zones =
        python(&["-c".as_ref(), "import zoneinfo; zoneinfo.ZoneInfo('Europe/Brussels')".as_ref()], "");
    let lines = has_zones.and_then(|_| python(&[tool.as_os_str(), "--limit".as_ref(), "600".as_ref()], ""));
    let Ok(lines) = lines else {
        return eprintln!("skipped: {name}: no Python with time zones, or no shared data");
    };
    let desk = TestDesk::new();
    desk.policy(PROMISES);
    desk.write("in.jsonl", lines);
    desk.run(["import", "in.jsonl"]).success();
    let exported = desk.run(["export"]).success().stdout;
    let independent = python(&["-c".as_ref(), INDEPENDENT.as_ref()], &exported).unwrap();
    let independent: Map<String, Value> = serde_json::from_slice(&independent).unwrap();
    let ours: Value =
        serde_json::from_str(&desk.run(["sla", "is:closed", "--json"]).success().stdout).unwrap();
    let ours: Map<String, Value> = ours["items"].as_array().unwrap().iter().map(is_met).collect();
    let differences = independent.iter().filter(|(id, met)| ours.get(*id) != Some(met)).count();
    assert_eq!((differences, ours.len()), (0, independent.len()));
    let count = |all: &Map<String, Value>| all.values().filter(|met| **met == true).count();
    let (met, all) = (count(&ours), ours.len());
    assert_eq!(met, count(&independent));
    assert!(all > 500 && met > 50 && met < all, "{met} of {all}: some are met, and some are not");
}

/// Returns the id of a ticket, and whether its resolution was in time.
fn is_met(item: &Value) -> (String, Value) {
    let clocks = item["clocks"].as_array().unwrap();
    let resolution = clocks.iter().find(|clock| clock["clock"] == "resolution").unwrap();
    (item["id"].as_str().unwrap().to_owned(), json!(resolution["state"] == "met"))
}
