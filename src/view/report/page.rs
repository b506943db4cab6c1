//! docs/reports.md, from the definitions.

use crate::report::definitions;

const BEFORE: &str = include_str!("page.md");

/// Returns the page.
pub fn page() -> String {
    let mut page = BEFORE.to_owned();
    page += "| key | value | figure |\n|---|---|---|\n";
    for definition in definitions() {
        page += &format!("| `{}` | {} | {} |\n", definition.key, definition.unit.as_str(), definition.text);
    }
    page
}
