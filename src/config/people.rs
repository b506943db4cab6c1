//! The people who answer: handle, addresses, teams, role.
//!
//! A person who is not listed can still be assigned; the list is what turns a git identity into a handle.

use indexmap::{IndexMap, IndexSet};

use super::error::{Finding, Problem};
use super::names::Kind;
use super::node::Node;

/// Somebody who works on tickets. The handle is the key in `people`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The name as it is shown.
    pub name: String,
    /// Addresses that git and mail know the person by.
    pub emails: Vec<String>,
    /// Teams the person belongs to.
    pub teams: Vec<String>,
    /// What the person does at the desk.
    pub role: Role,
}

/// What a member does at the desk. It decides what is shown first, never what is allowed: git does that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// Works on tickets.
    #[default]
    Technician,
    /// Runs the support process.
    Manager,
    /// Looks after the knowledge base and recurring problems.
    Analyst,
    /// Owns the product that tickets are about.
    Owner,
}

pub(super) const ROLES: [(&str, Role); 4] = [
    ("technician", Role::Technician),
    ("manager", Role::Manager),
    ("analyst", Role::Analyst),
    ("owner", Role::Owner),
];

/// Tells whether a text can be a handle: letters, digits, `-`, `_` and `.`, not beginning with `-` or `.`, and not
/// `me`, which stands for the reader.
pub fn is_handle(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    !text.starts_with(['-', '.']) && !text.is_empty() && text.chars().all(is_letter) && text != "me"
}

/// Makes a handle of a git identity: the address before its `@`, else the name, else `agent`.
pub fn handle_for(name: &str, email: &str) -> String {
    let tame = |text: &str| {
        let text = text.to_lowercase().replace(' ', "-");
        let letters: String = text
            .chars()
            .filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.'))
            .collect();
        letters.trim_matches(['-', '.']).to_owned()
    };
    // GitHub's private addresses read `12345+ann@users.noreply.github.com`.
    let local = email.split('@').next().unwrap_or_default();
    let local = local.rsplit('+').next().unwrap_or_default();
    [tame(local), tame(name)].into_iter().find(|handle| is_handle(handle)).unwrap_or_else(|| "agent".into())
}

const PEOPLE: &str = "people by handle, such as `ann: {name: Ann Lee, emails: [ann@example.org]}`";
const HANDLE: &str = "a handle of letters, digits, `-`, `_` and `.`, other than `me`";
const EMAIL: &str = "an address such as `ann@example.org`";

/// Reads `people`. `teams` are the desk's own, when it lists them.
pub(super) fn read(
    node: Option<Node>,
    teams: Option<&IndexSet<String>>,
) -> Result<IndexMap<String, Member>, Finding> {
    let mut people = IndexMap::new();
    let Some(node) = node else { return Ok(people) };
    for (handle, entry) in node.entries(PEOPLE)? {
        if !is_handle(&handle) {
            return Err(entry.wrong_key(HANDLE));
        }
        let member = member(&entry, &handle, teams)?;
        warn_of_shared_emails(&entry, &people, &handle, &member);
        people.insert(handle, member);
    }
    Ok(people)
}

fn member(node: &Node, handle: &str, teams: Option<&IndexSet<String>>) -> Result<Member, Finding> {
    node.expect_keys(&["name", "emails", "teams", "role"], "`{name: …, emails: [ … ]}`")?;
    let member = Member {
        name: node.optional("name", |name| name.text("a name"))?.unwrap_or_else(|| handle.into()),
        emails: node.optional("emails", emails)?.unwrap_or_default(),
        teams: node.optional("teams", |node| node.texts("a list of teams"))?.unwrap_or_default(),
        role: node.optional("role", |role| role.choice(Kind::Role, &ROLES))?.unwrap_or_default(),
    };
    if let (Some(node), Some(known)) = (node.get("teams"), teams) {
        for team in member.teams.iter().filter(|team| !known.contains(*team)) {
            node.warn(|| node.unknown(Kind::Team, team, known.iter().map(String::as_str)));
        }
    }
    Ok(member)
}

fn emails(node: &Node) -> Result<Vec<String>, Finding> {
    let email = |item: &Node| item.parse(EMAIL, |text| is_email(text).then(|| text.to_owned()));
    node.items("a list of addresses")?.iter().map(email).collect()
}

/// Tells whether a text looks like a bare address. Whether mail arrives there is not ours to say.
fn is_email(text: &str) -> bool {
    let is_strange = |letter: char| letter.is_whitespace() || letter.is_control() || "<>,;".contains(letter);
    matches!(text.split_once('@'), Some((user, host)) if !user.is_empty() && !host.is_empty())
        && !text.contains(is_strange)
}

fn warn_of_shared_emails(node: &Node, people: &IndexMap<String, Member>, handle: &str, member: &Member) {
    for email in &member.emails {
        let Some(first) = handle_of(people, email) else {
            continue;
        };
        node.warn(|| Problem::SharedEmail {
            email: email.clone(),
            first: first.to_owned(),
            second: handle.to_owned(),
        });
    }
}

/// Returns the first person with this address, in any case.
pub(super) fn handle_of<'p>(people: &'p IndexMap<String, Member>, email: &str) -> Option<&'p str> {
    let has = |member: &Member| member.emails.iter().any(|known| known.eq_ignore_ascii_case(email));
    people.iter().find(|(_, member)| has(member)).map(|(handle, _)| handle.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_made_of_the_git_identity() {
        let check = |name, email, expected: &str| assert_eq!(handle_for(name, email), expected);
        check("Ann Lee", "ann@example.org", "ann");
        check("Ann Lee", "Ann.Lee@example.org", "ann.lee");
        check("Ann Lee", "12345+ann@users.noreply.github.com", "ann");
        check("Ann Lee", "", "ann-lee");
        check("Ann Lee", "me@example.org", "ann-lee");
        check("\u{1b}[31m", "@", "31m");
        check("", "", "agent");
    }
}
