//! The JSON keeps to its schema, and every figure is defined.

use serde_json::Value;

use crate::desks::{WEEK, ten_fates, ten_times};
use git_desk::report::{definitions, flat};

fn report(desk: &crate::common::TestDesk) -> Value {
    let output = desk.run(["report", "--week", WEEK, "--format", "json"]).success();
    serde_json::from_str(&output.stdout).unwrap()
}

#[test]
fn a_report_keeps_to_its_schema() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/report.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for desk in [ten_fates(), ten_times()] {
        check(&schema, &schema, &report(&desk), "report");
    }
}

#[test]
#[should_panic(expected = "report.volume.opened: `\"many\"` is not")]
fn what_breaks_the_schema_is_found() {
    let schema = git_desk::cli::generate::report_schema();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let mut report = report(&ten_times());
    report["volume"]["opened"] = "many".into();
    check(&schema, &schema, &report, "report");
}

/// Holds a value against the part of JSON Schema that ours is written in.
fn check(root: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = root.pointer(reference.trim_start_matches('#')).unwrap();
        return check(root, target, value, at);
    }
    if let Some(expected) = schema.get("const") {
        assert_eq!(value, expected, "{at}");
        return;
    }
    let types = match &schema["type"] {
        Value::Array(types) => types.clone(),
        one => vec![one.clone()],
    };
    let name = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let fits = types.iter().any(|known| known == name || (known == "number" && name == "integer"));
    assert!(fits, "{at}: `{value}` is not {types:?}");
    if let Value::Array(items) = value {
        for (number, item) in items.iter().enumerate() {
            check(root, &schema["items"], item, &format!("{at}[{number}]"));
        }
    }
    if let Value::Object(fields) = value {
        for key in schema["required"].as_array().into_iter().flatten() {
            assert!(fields.contains_key(key.as_str().unwrap()), "{at}: {key} is missing");
        }
        for (key, field) in fields {
            let others = &schema["additionalProperties"];
            let known = schema["properties"].get(key).or(Some(others).filter(|others| others.is_object()));
            let known = known.unwrap_or_else(|| panic!("{at}.{key} is not in the schema"));
            check(root, known, field, &format!("{at}.{key}"));
        }
    }
}

#[test]
fn every_figure_is_defined_and_explained() {
    let desk = ten_fates();
    let figures = flat(&report(&desk));
    let meta = ["schema", "period.", "as_of", "query", "trend."];
    let figures = figures.iter().filter(|flat| !meta.iter().any(|start| flat.key.starts_with(start)));
    let keys: Vec<&str> = figures.map(|flat| flat.key.as_str()).collect();
    assert!(keys.len() > 100, "{keys:?}");
    for key in &keys {
        assert_eq!(definitions().filter(|one| one.is_of(key)).count(), 1, "{key} has one definition");
    }
    let output = desk.run(["report", "--week", WEEK, "--explain", "sla.resolution.rate"]).success();
    insta::assert_snapshot!(output, @r"
    sla.CLOCK.rate, a share, 0 to 1
      Met as a share of met and breached.
      sla.resolution.rate = 0.5714

    Its tickets: git desk report --tickets sla.resolution.rate, with the same period and query.
    ");
    let elsewhere = crate::common::TestDesk::folder().run(["report", "--explain", "wait_share"]).success();
    assert!(elsewhere.stdout.starts_with("wait_share, a share, 0 to 1\n"), "{elsewhere}");
}
