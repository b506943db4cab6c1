//! The examples for CI are YAML, and the commands in them are ours and run.

use serde_yaml::Value;

use crate::common::{TestDesk, path_with_program};
use crate::desks::ten_fates;

fn example(name: &str) -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ci").join(name);
    serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Returns the commands of the steps or scripts of each job.
fn commands(of: &Value) -> Vec<String> {
    let mut commands = Vec::new();
    match of {
        Value::Mapping(keys) => {
            for (key, value) in keys {
                match (key.as_str(), value) {
                    (Some("run"), Value::String(text)) => commands.extend(text.lines().map(str::to_owned)),
                    (Some("script"), Value::Sequence(lines)) => {
                        commands.extend(lines.iter().map(|line| line.as_str().unwrap().to_owned()));
                    }
                    _ => commands.extend(self::commands(value)),
                }
            }
        }
        Value::Sequence(items) => commands.extend(items.iter().flat_map(self::commands)),
        _ => {}
    }
    commands
}

/// Runs each command that starts the program, as the job does: in a shell, in a clone of depth 1 without a terminal.
fn run_all(commands: &[String], desk: &TestDesk) -> usize {
    let desk =
        desk.with("PATH", path_with_program()).with("CI", "true").with("GITHUB_STEP_SUMMARY", "summary.md");
    let ours = commands.iter().filter(|command| command.contains("git desk"));
    let mut count = 0;
    for command in ours {
        let output = desk.shell(command).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{command}: {said}");
        count += 1;
    }
    count
}

/// Returns a sound desk: `check` runs in the jobs.
fn desk() -> TestDesk {
    let desk = ten_fates();
    let article = "---\nid: KB-bbbbbb\ntitle: Reset\ncreated: 2026-11-01T08:00:00Z\n---\n\nSo.\n";
    desk.write("desk/kb/reset.md", article);
    desk.git(["add", "-A"]);
    desk.git(["commit", "-qm", "an article"]);
    desk
}

#[test]
fn the_jobs_for_github_run() {
    let example = example("github.yml");
    assert!(example["jobs"]["report"]["steps"].is_sequence() && example["permissions"].is_mapping());
    // A quiet week: no limit is broken.
    let desk = desk().at("2027-03-01T09:00:00Z");
    assert_eq!(run_all(&commands(&example), &desk), 7);
    assert!(desk.file("summary.md").starts_with("## Support, 2027-W08\n"));
    for file in ["weekly.html", "weekly.json", "weekly.csv"] {
        assert!(desk.file(file).len() > 100, "{file}");
    }
}

#[test]
fn the_jobs_for_gitlab_run() {
    let example = example("gitlab.yml");
    for job in ["check", "tick", "report"] {
        assert!(example[job]["script"].is_sequence() && example[job]["rules"].is_sequence(), "{job}");
    }
    // A quiet week: no limit is broken.
    let desk = desk().at("2027-03-01T09:00:00Z");
    assert_eq!(run_all(&commands(&example), &desk), 8);
    for path in example["report"]["artifacts"]["paths"].as_sequence().unwrap() {
        assert!(desk.file(path.as_str().unwrap()).len() > 100, "{path:?}");
    }
}
