//! Teams, and the support levels that tickets climb.
//!
//! A level says how far a ticket has been handed on (ITIL: functional escalation, N1 the service desk); the team is
//! who works there. Both are apart from priority, which says how much it matters.

use indexmap::{IndexMap, IndexSet};

use super::error::{Finding, Problem};
use super::names::{Kind, NAME, is_name};
use super::node::Node;
use super::people::Member;

/// One support level. The order in the file is the order of escalation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Its name, such as `N1`.
    pub name: String,
    /// The team that works at it.
    pub team: Option<String>,
}

/// The levels of a desk that says nothing: names and teams.
const LEVELS: [(&str, &str); 4] =
    [("N1", "support"), ("N2", "network"), ("N3", "developers"), ("N4", "product")];

const TEAMS: &str = "teams by name, such as `support: {}`";
const LIST: &str = "a list of levels, such as `- {name: N1, team: support}`";

/// Reads `teams`, or `None` when the desk lists none. A plain list of names will do.
pub(super) fn read_teams(node: Option<Node>) -> Result<Option<IndexSet<String>>, Finding> {
    let Some(node) = node else { return Ok(None) };
    if node.is_list() {
        let name = |item: &Node| item.parse(NAME, |text| is_name(text).then(|| text.to_owned()));
        return node.items(TEAMS)?.iter().map(name).collect::<Result<_, _>>().map(Some);
    }
    let mut teams = IndexSet::new();
    for (name, team) in node.entries(TEAMS)? {
        team.expect_keys(&[], "`{}`")?;
        if !is_name(&name) {
            return Err(team.wrong_key(NAME));
        }
        teams.insert(name);
    }
    Ok(Some(teams))
}

/// Returns the teams of a desk that does not list them: those that its levels and people name.
pub(super) fn teams_named(levels: &[Level], people: &IndexMap<String, Member>) -> IndexSet<String> {
    let of_levels = levels.iter().filter_map(|level| level.team.clone());
    of_levels.chain(people.values().flat_map(|member| member.teams.clone())).collect()
}

/// Reads `levels`. `teams` are the desk's own, when it lists them.
pub(super) fn read(node: Option<Node>, teams: Option<&IndexSet<String>>) -> Result<Vec<Level>, Finding> {
    let Some(node) = node else {
        return Ok(standard(teams));
    };
    let mut levels: Vec<Level> = Vec::new();
    for item in node.items(LIST)? {
        let level = level(&item, teams)?;
        if levels.iter().any(|other| other.name.eq_ignore_ascii_case(&level.name)) {
            return Err(taken(&item, level.name));
        }
        levels.push(level);
    }
    Ok(levels)
}

/// Returns N1 to N4, each with its team where the desk has that team.
pub(super) fn standard(teams: Option<&IndexSet<String>>) -> Vec<Level> {
    let has = |team: &&str| teams.is_none_or(|teams| teams.contains(*team));
    let level = |(name, team): (&str, &str)| Level {
        name: name.to_owned(),
        team: Some(team).filter(has).map(str::to_owned),
    };
    LEVELS.into_iter().map(level).collect()
}

fn level(node: &Node, teams: Option<&IndexSet<String>>) -> Result<Level, Finding> {
    let named = |node: &Node| node.parse(NAME, |text| is_name(text).then(|| text.to_owned()));
    if node.is_text() {
        return Ok(Level { name: named(node)?, team: None });
    }
    node.expect_keys(&["name", "team"], "`{name: N1, team: support}`")?;
    let name = node.get("name").ok_or_else(|| node.missing("name", "a name, such as `N1`"))?;
    let team = node.get("team");
    if let (Some(node), Some(known)) = (&team, teams) {
        warn_of_unknown_team(node, known)?;
    }
    Ok(Level { name: named(&name)?, team: team.map(|team| team.text("a team")).transpose()? })
}

fn taken(node: &Node, name: String) -> Finding {
    let expected = "a name that no other level has";
    node.error(Problem::Value { key: node.name(), value: name, expected })
}

fn warn_of_unknown_team(node: &Node, known: &IndexSet<String>) -> Result<(), Finding> {
    let team = node.text("a team")?;
    if !known.contains(&team) {
        node.warn(|| node.unknown(Kind::Team, &team, known.iter().map(String::as_str)));
    }
    Ok(())
}
