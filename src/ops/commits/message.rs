//! What the message of a commit says of tickets.
//!
//! `Ticket: HD-7k3m2q` mentions it, `Fixes: HD-7k3m2q` solves it, and so does an id anywhere else mention it. The two stand
//! on lines of their own, wherever in the message: a forge that squashes commits puts their messages one below the other.
//! A `Fixes:` with anything but ids of the desk (the kernel's has the name of a commit) is none of ours, and neither are the
//! words by which forges close their own tickets.

use crate::model::TicketId;
use crate::ops::trailer::TICKET;

/// What a commit is to a ticket. The order is that of their weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tie {
    /// Its id stands somewhere in the message.
    Text,
    /// `Ticket:`.
    Ticket,
    /// `Fixes:`.
    Fixes,
}

impl Tie {
    /// Returns the word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Tie::Text => "text",
            Tie::Ticket => "ticket",
            Tie::Fixes => "fixes",
        }
    }
}

/// Returns the tickets that a message names, each once, with the weightiest tie.
///
/// The acts of the desk name their tickets too, and their threads tell of that. So where an act is in the message, alone or
/// among the commits that a forge squashed, only lines of our own count.
pub fn ties(message: &str, prefix: &str) -> Vec<(TicketId, Tie)> {
    let mut ties: Vec<(TicketId, Tie)> = Vec::new();
    let is_act = |line: &str| line.strip_prefix(TICKET).is_some_and(|rest| rest.starts_with(':'));
    let has_act = message.lines().any(is_act);
    for line in message.lines() {
        let (tie, text) = match trailer(line, prefix) {
            Some((tie, value)) => (tie, value),
            None if has_act => continue,
            None => (Tie::Text, line),
        };
        for id in ids(text, prefix) {
            match ties.iter_mut().find(|(known, _)| *known == id) {
                Some((_, known)) => *known = tie.max(*known),
                None => ties.push((id, tie)),
            }
        }
    }
    ties
}

/// Reads one of our trailers: its value is ids of the desk and nothing else.
fn trailer<'l>(line: &'l str, prefix: &str) -> Option<(Tie, &'l str)> {
    let (key, value) = line.trim_start_matches(['*', '-', ' ']).split_once(':')?;
    let tie = match key {
        _ if key.eq_ignore_ascii_case("fixes") => Tie::Fixes,
        _ if key.eq_ignore_ascii_case("ticket") => Tie::Ticket,
        _ => return None,
    };
    let words = value.split([',', ' ']).filter(|word| !word.is_empty());
    let is_id = |word: &str| word.parse::<TicketId>().is_ok_and(|id| id.prefix() == prefix);
    (words.clone().next().is_some() && words.clone().all(is_id)).then_some((tie, value))
}

/// Finds ids of the desk between other characters.
fn ids(text: &str, prefix: &str) -> Vec<TicketId> {
    let start = format!("{prefix}-");
    let is_inner = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let found = text.match_indices(&start).filter_map(|(at, _)| {
        let is_free = !text[..at].ends_with(is_inner);
        let random = &text[at + start.len()..];
        let end = random.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(random.len());
        let ends = !random[end..].starts_with(['-', '_']) || random[end..].starts_with("- ");
        (is_free && ends).then(|| TicketId::new(prefix, &random[..end]).ok())?
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(message: &str, expected: &[(&str, Tie)]) {
        let found: Vec<(String, Tie)> =
            ties(message, "HD").into_iter().map(|(id, tie)| (id.to_string(), tie)).collect();
        let expected: Vec<(String, Tie)> =
            expected.iter().map(|(id, tie)| ((*id).to_owned(), *tie)).collect();
        assert_eq!(found, expected, "{message}");
    }

    #[test]
    fn trailers_and_bare_ids_are_found() {
        check("Fix it\n\nFixes: HD-7k3m2q\n", &[("HD-7k3m2q", Tie::Fixes)]);
        check(
            "Fix it\n\nfixes: HD-7k3m2q, HD-9x8w7v\nTicket: HD-1111\n",
            &[("HD-7k3m2q", Tie::Fixes), ("HD-9x8w7v", Tie::Fixes), ("HD-1111", Tie::Ticket)],
        );
        check("See HD-7k3m2q (and HD-9x8w7v).", &[("HD-7k3m2q", Tie::Text), ("HD-9x8w7v", Tie::Text)]);
        check("HD-7k3m2q: fix\n\nFixes: HD-7k3m2q", &[("HD-7k3m2q", Tie::Fixes)]);
    }

    #[test]
    fn a_squash_of_many_messages_is_read() {
        let squashed = "Login (#12)\n\n* First try\n\nTicket: HD-7k3m2q\n\n* Second\n\nFixes: HD-9x8w7v\n\nCo-authored-by: Bob <b@example.com>\n";
        check(squashed, &[("HD-7k3m2q", Tie::Ticket), ("HD-9x8w7v", Tie::Fixes)]);
    }

    #[test]
    fn what_is_not_ours_does_nothing() {
        check("x\n\nFixes: 54a4f0239f2e (\"KVM: MMU\")\n", &[]);
        check("Closes #12, fixes HD-7k3m2q", &[("HD-7k3m2q", Tie::Text)]);
        check("Fixes: HD-7k3m2q and more", &[("HD-7k3m2q", Tie::Text)]);
        check("XHD-7k3m2q HD-7k3m2q-branch HD-.. HD-ABCD", &[]);
        check("desk: close HD-7k3m2q\n\nDesk-Ticket: HD-7k3m2q\n", &[]);
        let squashed = "Login (#7)\n\n* desk: take HD-7k3m2q\n\nDesk-Ticket: HD-7k3m2q\n\n* Keep the session\n\nFixes: HD-7k3m2q\n";
        check(squashed, &[("HD-7k3m2q", Tie::Fixes)]);
    }
}
