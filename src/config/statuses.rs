//! The states of a ticket, what each means for the work, and which may follow which.

use indexmap::IndexMap;

use super::error::Finding;
use super::names::{Kind, is_small_name};
use super::node::Node;
use crate::model::Category;

/// What the desk says of a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StatusRule {
    /// What it means for the work.
    pub category: Category,
    /// Whether the clocks that pauses stop stand still in it.
    pub pauses: bool,
}

pub(super) const CATEGORIES: [(&str, Category); 3] =
    [("active", Category::Active), ("waiting", Category::Waiting), ("done", Category::Done)];

/// The statuses of every desk: name, category, whether it pauses.
const BUILT_IN: [(&str, Category, bool); 6] = [
    ("new", Category::Active, false),
    ("open", Category::Active, false),
    ("pending", Category::Waiting, true),
    ("on-hold", Category::Waiting, false),
    ("solved", Category::Done, false),
    ("closed", Category::Done, false),
];

/// The statuses of a desk with their rules and moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statuses {
    rules: IndexMap<String, StatusRule>,
    moves: IndexMap<String, Vec<String>>,
}

impl Default for Statuses {
    fn default() -> Self {
        let rule =
            |(name, category, pauses): (&str, _, _)| (name.to_owned(), StatusRule { category, pauses });
        Self { rules: BUILT_IN.into_iter().map(rule).collect(), moves: IndexMap::new() }
    }
}

impl Statuses {
    /// Returns the names: built-in ones in the order of a ticket's life, then the desk's own.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.rules.keys().map(String::as_str)
    }

    /// Returns the rule of a status.
    pub fn rule(&self, name: &str) -> Option<StatusRule> {
        self.rules.get(name).copied()
    }

    /// Tells whether a ticket may go from one status to another. A status without a list of its own may go
    /// anywhere, and staying is no move.
    pub fn may_move(&self, from: &str, to: &str) -> bool {
        from == to || self.moves.get(from).is_none_or(|allowed| allowed.iter().any(|name| name == to))
    }

    /// Returns where a ticket may go from a status.
    pub fn moves_from(&self, from: &str) -> Vec<&str> {
        self.names().filter(|to| *to != from && self.may_move(from, to)).collect()
    }
}

const NAME: &str = "a name of small letters, digits and `-`, beginning with a letter";
const STATUS: &str = "`{category: waiting, pauses: true}`";
const CATEGORY: &str = "`category: active`, `waiting` or `done`";
const BUILT_IN_CATEGORY: &str = "another name: the category of a built-in status is fixed";

/// Reads `statuses` and `transitions`.
pub(super) fn read(statuses: Option<Node>, transitions: Option<Node>) -> Result<Statuses, Finding> {
    let mut all = Statuses::default();
    let expected = "statuses by name, such as `waiting-parts: {category: waiting, pauses: true}`";
    for (name, node) in statuses.map(|node| node.entries(expected)).transpose()?.unwrap_or_default() {
        let rule = rule(&node, &name, all.rule(&name))?;
        all.rules.insert(name, rule);
    }
    if let Some(node) = transitions {
        all.moves = moves(&node, &all)?;
    }
    Ok(all)
}

/// Reads one status; just its category will do. A built-in one can only be told whether it pauses.
fn rule(node: &Node, name: &str, built_in: Option<StatusRule>) -> Result<StatusRule, Finding> {
    if !is_small_name(name) {
        return Err(node.wrong_key(NAME));
    }
    let category = if node.is_text() {
        Some(node.clone())
    } else {
        node.expect_keys(&["category", "pauses"], STATUS)?;
        node.get("category")
    };
    let said = category.as_ref().map(|node| node.choice(Kind::Category, &CATEGORIES)).transpose()?;
    if let (Some(node), Some(said), Some(rule)) = (&category, said, built_in)
        && said != rule.category
    {
        return Err(node.wrong(BUILT_IN_CATEGORY));
    }
    let category = said.or(built_in.map(|rule| rule.category));
    let pauses = node.optional("pauses", |pauses| pauses.flag())?;
    Ok(StatusRule {
        category: category.ok_or_else(|| node.missing("category", CATEGORY))?,
        pauses: pauses.or(built_in.map(|rule| rule.pauses)).unwrap_or_default(),
    })
}

fn moves(node: &Node, statuses: &Statuses) -> Result<IndexMap<String, Vec<String>>, Finding> {
    let mut moves = IndexMap::new();
    for (from, entry) in node.entries("lists of statuses, such as `open: [pending, solved]`")? {
        if statuses.rule(&from).is_none() {
            return Err(entry.error(entry.unknown(Kind::Status, &from, statuses.names())));
        }
        let allowed = entry.items("a list of statuses")?;
        let allowed = allowed.iter().map(|to| to.one_of(Kind::Status, statuses.names()));
        moves.insert(from, allowed.collect::<Result<Vec<_>, _>>()?);
    }
    Ok(moves)
}
