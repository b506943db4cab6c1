//! A packed thread: the entries of one ticket in one document.
//!
//! ```text
//! # HD-7k3m2q
//!
//! ## 2026-11-23T11:45:30Z · event · Bob Stone <bob@example.com>
//!
//!     stamp: 20261123T114530.123Z-4w9x
//!     changes:
//!       level: [N1, N2]
//!
//! Router access needed.
//! ```
//!
//! What a heading does not say stands below it, indented by four spaces. A line
//! of a body that looks like a heading, or like the marker of a conflict, gets a
//! backslash more, as in Markdown. So a marker without one is git's: two packed
//! threads met in a merge, and nobody's words may be read until that is settled.

use super::entry::{self, Reader, write_rest};
use super::front::FrontMatter;
use super::problem::{Problem, ProblemKind};
use super::{FILE_LIMIT, with_unix_lines};
use crate::model::{Entry, EntryKind, Person, Stamp, TicketId, read_instant, write_instant};

const SEPARATOR: &str = " · ";
const INDENT: &str = "    ";
/// What the headings say of an entry.
const SAID_ABOVE: [&str; 4] = ["ticket", "kind", "at", "by"];

/// Writes the packed thread of a ticket.
pub fn write(ticket: &TicketId, entries: &[(Stamp, Entry)]) -> String {
    let mut text = format!("# {ticket}\n");
    for (stamp, entry) in entries {
        text.push('\n');
        text.push_str(&write_section(stamp, entry));
    }
    text
}

/// Tells whether an entry's file would come back byte for byte from a packed thread.
pub fn can_pack(stamp: &Stamp, text: &str) -> bool {
    let Ok(entry) = entry::read(text) else { return false };
    let packed = write(&entry.ticket, &[(stamp.clone(), entry.clone())]);
    let unpacked = read(&entry.ticket, &packed).ok();
    unpacked.as_deref() == Some(&[(stamp.clone(), entry.clone())]) && entry::write(&entry) == text
}

/// Reads a packed thread.
pub fn read(ticket: &TicketId, text: &str) -> Result<Vec<(Stamp, Entry)>, Problem> {
    if text.len() > FILE_LIMIT {
        let (size, limit) = (text.len() as u64, FILE_LIMIT as u64);
        return Err(Problem::new(1, ProblemKind::TooLarge { size, limit }));
    }
    let text = with_unix_lines(text);
    if let Some(marker) = text.lines().position(is_marker) {
        return Err(Problem::new(marker + 1, ProblemKind::ConflictOfThreads));
    }
    let sections = sections(&text);
    let last = sections.len().saturating_sub(1);
    let read = |(index, section): (usize, &Section)| {
        // The blank line before the next heading belongs to neither.
        let content = if index == last {
            section.content
        } else {
            section.content.strip_suffix('\n').unwrap_or(section.content)
        };
        read_section(ticket, section, content)
    };
    sections.iter().enumerate().map(read).collect()
}

fn write_section(stamp: &Stamp, entry: &Entry) -> String {
    let keys = format!("stamp: {stamp}\n{}", write_rest(entry));
    let keys: String = keys.lines().map(|line| format!("{INDENT}{line}\n")).collect();
    let heading = [&write_instant(entry.at), entry.kind.as_str(), entry.by.as_str()].join(SEPARATOR);
    let body = if entry.body.is_empty() { String::new() } else { format!("\n{}\n", escape(&entry.body)) };
    format!("## {heading}\n\n{keys}{body}")
}

struct Section<'t> {
    line: usize,
    heading: &'t str,
    content: &'t str,
}

fn sections(text: &str) -> Vec<Section<'_>> {
    let mut sections: Vec<Section> = Vec::new();
    let mut offset = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        offset += line.len();
        if is_heading(line) {
            if let Some(above) = sections.last_mut() {
                above.content = &above.content[..above.content.len() - (text.len() - offset) - line.len()];
            }
            sections.push(Section { line: index + 1, heading: line.trim_end(), content: &text[offset..] });
        }
    }
    sections
}

/// Recognises `## 2026-…`.
fn is_heading(line: &str) -> bool {
    let rest = line.strip_prefix("## ").unwrap_or_default().as_bytes();
    rest.len() >= 5 && rest[..4].iter().all(u8::is_ascii_digit) && rest[4] == b'-'
}

/// Recognises what git puts around a conflict. `=======` alone may underline a heading.
fn is_marker(line: &str) -> bool {
    line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>")
}

/// Tells whether a line of a body would be taken for something else, with backslashes before it or without.
fn wants_backslash(line: &str) -> bool {
    let line = line.trim_start_matches('\\');
    is_heading(line) || is_marker(line)
}

fn read_section(ticket: &TicketId, section: &Section, content: &str) -> Result<(Stamp, Entry), Problem> {
    let unreadable = || Problem::new(section.line, ProblemKind::Heading(section.heading.to_owned()));
    let mut parts = section.heading.strip_prefix("## ").unwrap_or_default().splitn(3, SEPARATOR);
    let (Some(at), Some(kind), Some(by)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(unreadable());
    };
    let at = read_instant(at).ok_or_else(unreadable)?;
    let (keys, body) = split_keys(content.strip_prefix('\n').ok_or_else(unreadable)?);
    let front = format!("---\n{keys}---\n");
    let shift = |problem| shifted(problem, section.line);
    let front = FrontMatter::read(&front).map_err(shift)?;
    // Unpacked, the entry would have two keys of that name.
    if let Some(key) = front.keys.iter().find(|key| SAID_ABOVE.contains(&key.name.as_str())) {
        let kind = ProblemKind::DuplicateKey { key: key.name.clone(), first: section.line };
        return Err(Problem::new(key.line + section.line, kind));
    }
    let mut reader = Reader::new(&front.keys);
    let stamp = reader.required("stamp", "a stamp", |text| text.parse::<Stamp>().ok()).map_err(shift)?;
    let mut entry = Entry::new(ticket.clone(), EntryKind::new(kind), at, Person::new(by));
    reader.take_rest(&mut entry).map_err(shift)?;
    entry.body = unescape(body);
    Ok((stamp, entry))
}

/// Moves a problem of a section to its place in the document.
fn shifted(problem: Problem, by: usize) -> Problem {
    let kind = match problem.kind {
        ProblemKind::DuplicateKey { key, first } => ProblemKind::DuplicateKey { key, first: first + by },
        kind => kind,
    };
    Problem::new(problem.line + by, kind)
}

/// Splits a section into the keys, freed of their indentation, and the body.
fn split_keys(content: &str) -> (String, &str) {
    let length =
        content.split_inclusive('\n').take_while(|line| line.starts_with(INDENT)).map(str::len).sum();
    let (keys, rest) = content.split_at(length);
    let keys = keys.split_inclusive('\n').filter_map(|line| line.strip_prefix(INDENT)).collect();
    let body = rest.strip_prefix('\n').unwrap_or(rest);
    (keys, body.strip_suffix('\n').unwrap_or(body))
}

fn escape(body: &str) -> String {
    let escape = |line: &str| {
        if wants_backslash(line) { format!("\\{line}") } else { line.to_owned() }
    };
    body.split('\n').map(escape).collect::<Vec<_>>().join("\n")
}

fn unescape(body: &str) -> String {
    let unescape = |line: &str| match line.strip_prefix('\\') {
        Some(rest) if wants_backslash(line) => rest.to_owned(),
        _ => line.to_owned(),
    };
    body.split('\n').map(unescape).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKED: &str = "# HD-7k3m2q\n\n## 2026-11-23T11:45:30Z · event · Bob Stone <bob@example.com>\n\n    stamp: 20261123T114530.123Z-4w9x\n    changes:\n      level: [N1, N2]\n    reason: skill\n\nRouter access needed.\n\n## 2026-11-23T12:00:00Z · note · Ann · Lee\n\n    stamp: 20261123T120000.000Z-bbbb\n";

    fn ticket() -> TicketId {
        "HD-7k3m2q".parse().unwrap()
    }

    #[test]
    fn a_packed_thread_is_written_as_it_is_read() {
        let entries = read(&ticket(), PACKED).unwrap();
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[0].1.body, "Router access needed.");
        assert_eq!(entries[1].1.by.as_str(), "Ann · Lee");
        assert_eq!(write(&ticket(), &entries), PACKED);
        assert_eq!(read(&ticket(), &PACKED.replace('\n', "\r\n")).unwrap(), entries);
        assert_eq!(read(&ticket(), "# HD-7k3m2q\n"), Ok(vec![]));
    }

    #[test]
    fn a_conflict_is_nobodys_words() {
        let conflict = |line: usize| Err(Problem::new(line, ProblemKind::ConflictOfThreads));
        assert_eq!(
            read(&ticket(), &format!("{PACKED}<<<<<<< ours\n=======\nx\n>>>>>>> theirs\n")),
            conflict(15)
        );
        assert_eq!(read(&ticket(), &format!("{PACKED}\nx\n>>>>>>> theirs\n")), conflict(17));
        assert!(read(&ticket(), &format!("{PACKED}\nTitle\n=======\n")).is_ok());
    }

    #[test]
    fn what_is_said_twice_has_both_lines() {
        let check = |keys: &str, line: usize, key: &str, first: usize| {
            let kind = ProblemKind::DuplicateKey { key: key.into(), first };
            let read = read(&ticket(), &PACKED.replace("    reason: skill\n", keys));
            assert_eq!(read, Err(Problem::new(line, kind)), "{keys}");
        };
        check("    kind: note\n", 8, "kind", 3);
        check("    ticket: HD-7k3m2q\n", 8, "ticket", 3);
        check("    via: mail\n    via: web\n", 9, "via", 8);
    }

    #[test]
    fn only_what_comes_back_is_packed() {
        let stamp: Stamp = "20261123T120000.000Z-bbbb".parse().unwrap();
        let text = |by: &str, body: &str| {
            format!("---\nticket: HD-7k3m2q\nkind: note\nat: 2026-11-23T11:45:30Z\nby: {by}\n---\n{body}")
        };
        assert!(can_pack(&stamp, &text("ann", "\nx\n")));
        assert!(can_pack(&stamp, &text("ann", "")));
        assert!(can_pack(&stamp, &text("ann", "\n## 2026-\n")));
        assert!(!can_pack(&stamp, &text("'ann'", "\nx\n")));
        assert!(!can_pack(&stamp, &text("\"a\\nb\"", "\nx\n")));
        assert!(!can_pack(&stamp, &text("ann", "x\n")));
        assert!(!can_pack(&stamp, &text("ann", "\nx\r\ny\n")));
    }

    proptest::proptest! {
        #[test]
        fn no_body_breaks_out(bodies in proptest::collection::vec("(\\\\{0,2}## 2026-01-01T00:00:00Z · note · x\n|\\\\{0,2}(<{7}|>{7}) x\n|    stamp: x\n|---\n|\n|[a-z #\\\\]{0,9}){0,8}", 1..4)) {
            let entries: Vec<(Stamp, Entry)> = bodies.iter().enumerate().map(|(index, body)| {
                let stamp: Stamp = format!("20261123T120000.00{index}Z-bbbb").parse().unwrap();
                let mut entry = Entry::new(ticket(), EntryKind::Note, stamp.instant(), Person::new("ann"));
                entry.body = body.clone();
                (stamp, entry)
            }).collect();
            proptest::prop_assert_eq!(read(&ticket(), &write(&ticket(), &entries)), Ok(entries));
        }
    }
}
