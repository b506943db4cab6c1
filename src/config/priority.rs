//! Priority from impact and urgency, by a matrix (ITIL 4, incident management).

use indexmap::IndexMap;

use super::error::{Finding, Problem};
use super::names::{Kind, NAME, is_name};
use super::node::Node;

/// The words for impact and urgency, rising. `critical` counts only where the matrix names it.
const SCALE: [&str; 4] = ["low", "medium", "high", "critical"];

/// The matrix of a desk that says nothing: impact, then the priorities for urgency high, medium, low.
const STANDARD: [(&str, [&str; 3]); 3] =
    [("high", ["P1", "P2", "P3"]), ("medium", ["P2", "P3", "P4"]), ("low", ["P3", "P4", "P4"])];

const MATRIX: &str = "a row for each impact, such as `high: {high: P1, medium: P2, low: P3}`";

/// Which priority an impact and an urgency make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriorityMatrix {
    /// Impact → urgency → priority.
    rows: IndexMap<String, IndexMap<String, String>>,
}

impl Default for PriorityMatrix {
    fn default() -> Self {
        let row = |priorities: [&str; 3]| {
            let urgencies = ["high", "medium", "low"].into_iter();
            urgencies.zip(priorities).map(|(urgency, name)| (urgency.to_owned(), name.to_owned())).collect()
        };
        Self { rows: STANDARD.into_iter().map(|(impact, names)| (impact.to_owned(), row(names))).collect() }
    }
}

impl PriorityMatrix {
    /// Returns the priority, where the matrix has one for both words.
    pub fn priority_for(&self, urgency: &str, impact: &str) -> Option<&str> {
        self.rows.get(impact)?.get(urgency).map(String::as_str)
    }

    /// Returns the priorities, the most pressing first: by the gravest case of each, then by name.
    pub fn priorities(&self) -> Vec<&str> {
        let mut gravest: IndexMap<&str, usize> = IndexMap::new();
        for (impact, row) in &self.rows {
            for (urgency, priority) in row {
                let gravity = rank(impact) + rank(urgency);
                let entry = gravest.entry(priority).or_default();
                *entry = gravity.max(*entry);
            }
        }
        gravest.sort_by(|one, gravity, other, other_gravity| other_gravity.cmp(gravity).then(one.cmp(other)));
        gravest.into_keys().collect()
    }

    /// Returns the words for urgency that the matrix knows, rising.
    pub fn urgencies(&self) -> Vec<&str> {
        let known = |word: &&str| self.rows.values().any(|row| row.contains_key(*word));
        SCALE.into_iter().filter(known).collect()
    }

    /// Returns the words for impact that the matrix knows, rising.
    pub fn impacts(&self) -> Vec<&str> {
        SCALE.into_iter().filter(|word| self.rows.contains_key(*word)).collect()
    }
}

fn rank(word: &str) -> usize {
    SCALE.iter().position(|known| *known == word).unwrap_or_default()
}

/// Reads `priority`.
pub(super) fn read(node: Option<Node>) -> Result<PriorityMatrix, Finding> {
    let Some(node) = node else {
        return Ok(PriorityMatrix::default());
    };
    let mut matrix = PriorityMatrix { rows: IndexMap::new() };
    for (impact, columns) in node.entries(MATRIX)? {
        check_word(&columns, Kind::Impact, &impact)?;
        matrix.rows.insert(impact, row(&columns)?);
    }
    warn_of_gaps(&node, &matrix);
    Ok(matrix)
}

fn row(node: &Node) -> Result<IndexMap<String, String>, Finding> {
    let mut row = IndexMap::new();
    for (urgency, cell) in node.entries("a priority for each urgency, such as `{high: P1}`")? {
        check_word(&cell, Kind::Urgency, &urgency)?;
        row.insert(urgency, cell.parse(NAME, |text| is_name(text).then(|| text.to_owned()))?);
    }
    Ok(row)
}

fn check_word(node: &Node, kind: Kind, word: &str) -> Result<(), Finding> {
    if SCALE.contains(&word) {
        return Ok(());
    }
    Err(node.error(node.unknown(kind, word, SCALE)))
}

fn warn_of_gaps(node: &Node, matrix: &PriorityMatrix) {
    for (impact, row) in &matrix.rows {
        let Some(node) = node.get(impact) else {
            continue;
        };
        for urgency in matrix.urgencies().into_iter().filter(|urgency| !row.contains_key(*urgency)) {
            node.warn(|| Problem::NoPriority { key: node.name(), urgency: urgency.to_owned() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_matrix_makes_p1_to_p4() {
        let matrix = PriorityMatrix::default();
        let check = |urgency, impact, expected| assert_eq!(matrix.priority_for(urgency, impact), expected);
        check("high", "high", Some("P1"));
        check("low", "high", Some("P3"));
        check("high", "low", Some("P3"));
        check("medium", "medium", Some("P3"));
        check("low", "low", Some("P4"));
        check("critical", "high", None);
        check("", "high", None);
        assert_eq!(matrix.priorities(), ["P1", "P2", "P3", "P4"]);
        assert_eq!(matrix.urgencies(), ["low", "medium", "high"]);
    }
}
