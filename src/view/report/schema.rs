//! The JSON schema of a report, from the definitions of its figures.

use serde_json::{Map, Value, json};

use super::super::SCHEMA;
use crate::report::{Definition, Unit, definitions};

/// Returns the schema (JSON Schema, 2020-12).
pub fn schema() -> Value {
    let mut figures = Node::default();
    definitions().for_each(|definition| figures.add(definition.key, definition));
    let mut core = figures.object();
    let past = past(&core);
    let mut properties = Map::from_iter([
        ("schema".to_owned(), json!({"const": SCHEMA, "description": "The version of this contract."})),
        ("period".to_owned(), json!({"$ref": "#/$defs/period"})),
        (
            "as_of".to_owned(),
            json!({"type": "string", "format": "date-time", "description": "Nothing after it is seen."}),
        ),
        (
            "query".to_owned(),
            json!({"type": ["string", "null"], "description": "The query that narrows the report."}),
        ),
    ]);
    if let Some(Value::Object(figures)) = core.get_mut("properties") {
        properties.append(figures);
    }
    let trend = json!({"type": "array", "items": {"$ref": "#/$defs/past"}, "description": "The periods before, the oldest first."});
    properties.insert("trend".to_owned(), trend);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "git desk report --format json",
        "type": "object",
        "required": properties.keys().collect::<Vec<_>>(),
        "additionalProperties": false,
        "properties": properties,
        "$defs": {"period": period(), "past": past},
    })
}

fn period() -> Value {
    json!({
        "type": "object",
        "required": ["name", "since", "until", "zone"],
        "additionalProperties": false,
        "properties": {
            "name": {"type": "string", "description": "`2026-W47`, `2026-11`, or its days."},
            "since": {"type": "string", "format": "date-time", "description": "Its first instant."},
            "until": {"type": "string", "format": "date-time", "description": "The instant after it."},
            "zone": {"type": "string", "description": "The desk's zone (IANA)."},
        },
    })
}

/// What is told of the period of the report alone.
const DETAIL: [&str; 5] = ["time_spent", "load", "by", "kb", "recurring"];

fn past(figures: &Value) -> Value {
    let all = figures["properties"].as_object().cloned().unwrap_or_default();
    let of_core = all.keys().filter(|key| !DETAIL.contains(&key.as_str()));
    let mut properties = Map::from_iter([("period".to_owned(), json!({"$ref": "#/$defs/period"}))]);
    properties.extend(of_core.map(|key| (key.clone(), json!({"$ref": format!("#/properties/{key}")}))));
    json!({
        "type": "object",
        "required": properties.keys().collect::<Vec<_>>(),
        "additionalProperties": false,
        "properties": properties,
    })
}

/// A word of the keys, and what is beneath it.
#[derive(Default)]
struct Node {
    definition: Option<&'static Definition>,
    beneath: Vec<(&'static str, Node)>,
}

impl Node {
    fn add(&mut self, key: &'static str, definition: &'static Definition) {
        let (word, rest) = key.split_once('.').map_or((key, None), |(word, rest)| (word, Some(rest)));
        let at = self.beneath.iter().position(|(known, _)| *known == word).unwrap_or_else(|| {
            self.beneath.push((word, Node::default()));
            self.beneath.len() - 1
        });
        let node = &mut self.beneath[at].1;
        match rest {
            Some(rest) => node.add(rest, definition),
            None => node.definition = Some(definition),
        }
    }

    fn schema(&self) -> Value {
        if let Some(definition) = self.definition {
            return leaf(definition);
        }
        match self.beneath.as_slice() {
            // What stands in a list goes by its name or number; fields, clocks and levels are keys.
            [(word @ ("NAME" | "NUMBER"), item)] if !word.is_empty() => {
                json!({"type": "array", "items": item.schema()})
            }
            [("FIELD" | "CLOCK" | "LEVEL", item)] => {
                json!({"type": "object", "additionalProperties": item.schema()})
            }
            _ => self.object(),
        }
    }

    fn object(&self) -> Value {
        let properties: Map<String, Value> =
            self.beneath.iter().map(|(word, node)| ((*word).to_owned(), node.schema())).collect();
        json!({
            "type": "object",
            "required": properties.keys().collect::<Vec<_>>(),
            "additionalProperties": false,
            "properties": properties,
        })
    }
}

fn leaf(definition: &Definition) -> Value {
    let mut leaf = match definition.unit {
        Unit::Count => json!({"type": "integer", "minimum": 0}),
        Unit::Seconds => json!({"type": ["integer", "null"]}),
        Unit::Rate => json!({"type": ["number", "null"], "minimum": 0}),
        Unit::Text => json!({"type": ["string", "null"]}),
        Unit::Instant => json!({"type": "string", "format": "date-time"}),
        Unit::Flag => json!({"type": ["boolean", "null"]}),
    };
    leaf["description"] = definition.text.into();
    leaf
}
