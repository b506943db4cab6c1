//! Custom fields of tickets, each with the type of its values.

use indexmap::IndexMap;

use super::error::Finding;
use super::names::{Kind, NAME};
use super::node::Node;

/// The type of a custom field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// Any text.
    Text,
    /// A number, whole or not.
    Number,
    /// Yes or no.
    Boolean,
    /// A date such as `2026-12-25`.
    Date,
    /// One of these values, in rising order.
    Enum(Vec<String>),
    /// A list of texts.
    List,
}

pub(super) const TYPES: [&str; 6] = ["text", "number", "boolean", "date", "enum", "list"];

/// What stands before a colon in a query and is no field of a ticket.
const IN_QUERIES: [&str; 9] = ["text", "category", "updated", "closed", "sla", "is", "no", "has", "sort"];

const FIELDS: &str = "fields by name, such as `customer: {type: text}`";
const FIELD_NAME: &str = "a name of small letters, digits, `-` and `_`, beginning with a letter";
const FREE_NAME: &str = "another name: tickets have a field of this name";
const OTHER_NAME: &str = "another name: a query means something else by it";
const VALUES: &str = "a list of values, such as `values: [minor, major]`";

/// Reads `fields`.
pub(super) fn read(node: Option<Node>) -> Result<IndexMap<String, Field>, Finding> {
    let mut fields = IndexMap::new();
    for (name, entry) in node.map(|node| node.entries(FIELDS)).transpose()?.unwrap_or_default() {
        check_name(&entry, &name)?;
        fields.insert(name, field(&entry)?);
    }
    Ok(fields)
}

fn check_name(node: &Node, name: &str) -> Result<(), Finding> {
    let is_good = super::names::is_small_name(&name.replace('_', "-"));
    let is_built_in = !matches!(crate::model::Field::new(name), crate::model::Field::Custom(_));
    let expected = match () {
        () if !is_good => FIELD_NAME,
        () if is_built_in => FREE_NAME,
        () if IN_QUERIES.contains(&name) => OTHER_NAME,
        () => return Ok(()),
    };
    Err(node.wrong_key(expected))
}

/// Reads one field; just its type will do.
fn field(node: &Node) -> Result<Field, Finding> {
    if node.is_text() {
        return typed(node, node);
    }
    node.expect_keys(&["type", "values"], "`{type: text}`")?;
    let kind = node.get("type").ok_or_else(|| node.missing("type", "a type, such as `type: text`"))?;
    typed(&kind, node)
}

fn typed(kind: &Node, node: &Node) -> Result<Field, Finding> {
    Ok(match kind.one_of(Kind::FieldType, TYPES)?.as_str() {
        "number" => Field::Number,
        "boolean" => Field::Boolean,
        "date" => Field::Date,
        "list" => Field::List,
        "enum" => Field::Enum(values(node)?),
        _ => Field::Text,
    })
}

fn values(node: &Node) -> Result<Vec<String>, Finding> {
    let values = node.optional("values", |values| values.texts(VALUES))?.unwrap_or_default();
    if values.is_empty() {
        return Err(node.missing("values", VALUES));
    }
    Ok(values)
}

/// Reads `views`: the name of a query, and the query as it is written.
pub(super) fn read_views(node: Option<Node>) -> Result<IndexMap<String, String>, Finding> {
    let mut views = IndexMap::new();
    let expected = "queries by name, such as `triage: \"is:open no:assignee\"`";
    for (name, entry) in node.map(|node| node.entries(expected)).transpose()?.unwrap_or_default() {
        if !super::names::is_name(&name) {
            return Err(entry.wrong_key(NAME));
        }
        let query = entry.text("a query in quotes")?;
        views.insert(name, query);
    }
    Ok(views)
}
