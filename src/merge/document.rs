//! A file with front matter, three-way: tickets, articles, entries, and `desk.yml`, which is front matter alone.
//!
//! 1. Each text is taken apart: the lines of each key, and the remarks and blank lines above it.
//! 2. What is to be in the result is decided by value, group by group.
//! 3. Each key gets the lines of the side whose value it has. A side that only said something beside the value, or wrote
//!    it in another way, keeps that.
//! 4. The result is read again and compared with what was meant.

use std::collections::BTreeSet;

use super::group::{self, State};
use super::{Finding, Merged, text, value};
use crate::format::edit::{self, BlockList};
use crate::format::front::FrontMatter;
use crate::format::ticket::meant;
use crate::format::{Problem, with_unix_lines};
use crate::model::{Field, Shape, Value};

/// A text taken apart. Its lines end with LF here.
struct Document {
    /// Up to and with the first `---` line.
    open: String,
    parts: Vec<Part>,
    /// What stands below the last key.
    tail: String,
    /// The second `---` line.
    close: String,
    /// All after it.
    rest: String,
    has_returns: bool,
}

/// A key of a text.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    name: String,
    /// Remarks and blank lines above it.
    lead: String,
    lines: String,
    value: Value,
}

/// What stands in three texts for one key.
struct Three<'d> {
    base: Option<&'d Part>,
    ours: Option<&'d Part>,
    theirs: Option<&'d Part>,
}

/// How the values of a kind of document are read and merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Fields of a ticket: each has its shape, some change together.
    Ticket,
    /// Keys known by their values alone.
    Free,
}

/// Merges two files that come from a third, or were made on both sides (`base` is `None`).
pub(super) fn merge(manner: Manner, base: Option<&str>, ours: &str, theirs: &str) -> Result<Merged, Problem> {
    // A base that is broken tells nothing.
    let base = base.and_then(|base| Document::read(manner, base).ok()).unwrap_or_else(Document::empty);
    let (ours, theirs) = (Document::read(manner, ours)?, Document::read(manner, theirs)?);
    let mut findings = Vec::new();
    let values = decide(manner, &base, &ours, &theirs, &mut findings);
    let (frame, other) = frame(&base, &ours, &theirs);
    let mut merged = Document::empty();
    for name in order(&base, frame, other) {
        let Some(value) = values.iter().find(|(key, _)| *key == name).and_then(|(_, value)| value.as_ref())
        else {
            continue;
        };
        let three = Three { base: base.part(&name), ours: ours.part(&name), theirs: theirs.part(&name) };
        let lead = three.lead();
        let lines = three.lines(value);
        let lead = lead.clone() + &three.aside(&lead, &lines);
        merged.parts.push(Part { name, lead, lines, value: value.clone() });
    }
    let one_of = |part: fn(&Document) -> &String| one_of(part(&base), part(&ours), part(&theirs)).to_owned();
    merged.open = one_of(|document| &document.open);
    merged.tail = union(&base.tail, &ours.tail, &theirs.tail);
    merged.close = one_of(|document| &document.close);
    let rest = text::merge(&base.rest, &ours.rest, &theirs.rest);
    if rest.overlaps > 0 {
        findings.push(Finding::Overlap { count: rest.overlaps });
    }
    merged.rest = rest.text;
    merged.has_returns = match ours.has_returns == base.has_returns {
        true => theirs.has_returns,
        false => ours.has_returns,
    };
    let written = merged.write();
    // Anchors, or keys that hold each other up: what the rules made is not what they meant.
    let is_meant = Document::read(manner, &written).is_ok_and(|read| read.says(&merged));
    if !is_meant {
        let whole = std::cmp::max(ours.write(), theirs.write());
        return Ok(Merged { text: whole, findings: vec![Finding::Whole] });
    }
    Ok(Merged { text: written, findings })
}

/// Decides what each key is to hold; `None` leaves it out.
fn decide(
    manner: Manner,
    base: &Document,
    ours: &Document,
    theirs: &Document,
    findings: &mut Vec<Finding>,
) -> Vec<(String, Option<Value>)> {
    let names: BTreeSet<&String> = [base, ours, theirs]
        .iter()
        .flat_map(|document| document.parts.iter().map(|part| &part.name))
        .collect();
    let mut decided = Vec::new();
    let mut done: BTreeSet<String> = BTreeSet::new();
    for name in names {
        if done.contains(name) {
            continue;
        }
        let field = Field::new(name);
        let group = if manner == Manner::Ticket {
            group::group_of(&field)
        } else {
            vec![Field::Custom(name.clone())]
        };
        let keys: Vec<String> = group.iter().map(|field| field.key().to_owned()).collect();
        let [before, one, other] = [base, ours, theirs].map(|document| document.state(&keys));
        // An edit beats a removal, be it of a remark only.
        let is_kept = |side: &Document, gone: &[Option<Value>]| {
            gone.iter().all(Option::is_none) && keys.iter().any(|key| side.part(key) != base.part(key))
        };
        let state = match group.as_slice() {
            _ if is_kept(ours, &other) => one,
            _ if is_kept(theirs, &one) => other,
            _ if one == other || other == before => one,
            _ if one == before => other,
            [only] if manner == Manner::Ticket && only.is_immutable() => {
                let text = |state: &[Option<Value>]| shown(state.first().and_then(Option::as_ref));
                let (kept, other) = if text(&one) <= text(&other) { (one, other) } else { (other, one) };
                let (first, second) = (text(&kept), text(&other));
                findings.push(Finding::Immutable { key: name.clone(), first, second });
                kept
            }
            [_] => vec![merge_one(manner, &field, before.first(), one.first(), other.first())],
            group => {
                let plain = |state: &[Option<Value>]| -> State {
                    state.iter().map(|value| value.clone().unwrap_or_default()).collect()
                };
                if group::rank(group, &plain(&one), &plain(&other)).is_lt() { other } else { one }
            }
        };
        done.extend(keys.iter().cloned());
        decided.extend(keys.into_iter().zip(state));
    }
    decided
}

/// Merges one key, which both sides have changed; `None` is a key that is not there.
fn merge_one(
    manner: Manner,
    field: &Field,
    base: Option<&Option<Value>>,
    ours: Option<&Option<Value>>,
    theirs: Option<&Option<Value>>,
) -> Option<Value> {
    let flat = |value: Option<&Option<Value>>| value.and_then(Option::as_ref).cloned();
    // An edit beats a removal.
    let (ours, theirs) = match (flat(ours), flat(theirs)) {
        (Some(ours), Some(theirs)) => (ours, theirs),
        (kept, None) | (None, kept) => return kept,
    };
    let base = flat(base).unwrap_or_default();
    Some(match field.shape() {
        Shape::List if manner == Manner::Ticket => value::joined(&base, &ours, &theirs),
        _ => value::merge(&base, &ours, &theirs, &mut value::greater),
    })
}

/// Returns the side whose order of keys the result has, and the other one; the same whichever is ours.
fn frame<'d>(base: &Document, ours: &'d Document, theirs: &'d Document) -> (&'d Document, &'d Document) {
    let moved = |side: &Document| {
        let of = |document: &Document, known: &Document| -> Vec<String> {
            let names = document.parts.iter().map(|part| part.name.clone());
            names.filter(|name| known.part(name).is_some()).collect()
        };
        of(side, base) != of(base, side)
    };
    let ours_first = match (moved(ours), moved(theirs)) {
        (true, false) => true,
        (false, true) => false,
        _ => ours.front() <= theirs.front(),
    };
    if ours_first { (ours, theirs) } else { (theirs, ours) }
}

/// Returns the names of all keys that may be in the result, in its order.
fn order(base: &Document, frame: &Document, other: &Document) -> Vec<String> {
    let mut names: Vec<String> = frame.parts.iter().map(|part| part.name.clone()).collect();
    for (at, part) in other.parts.iter().enumerate() {
        if names.contains(&part.name) {
            continue;
        }
        let above = other.parts[..at]
            .iter()
            .rev()
            .find_map(|above| names.iter().position(|name| *name == above.name));
        let mut place = above.map_or(0, |above| above + 1);
        // Of keys that both sides added at one place, the order is that of the format.
        let is_new = |name: &String| base.part(name).is_none() && other.part(name).is_none();
        while names.get(place).is_some_and(|name| is_new(name) && Field::new(name) < Field::new(&part.name)) {
            place += 1;
        }
        names.insert(place, part.name.clone());
    }
    names
}

impl Three<'_> {
    /// Returns the lines of a key with its value.
    fn lines(&self, wanted: &Value) -> String {
        let (Some(one), Some(other)) = (self.ours, self.theirs) else {
            let there = self.ours.or(self.theirs);
            return there.map(|part| part.rewritten(wanted)).unwrap_or_default();
        };
        if let Some(list) = self.list(wanted) {
            return list;
        }
        let base = self.base.map_or("", |part| part.lines.as_str());
        let has_it = |part: &Part| part.value == *wanted && part.lines != base;
        let has_own_remark = |part: &Part| part.remark().is_some_and(|remark| !base.contains(remark));
        // Who did not touch the value may have said something beside it, or written it otherwise.
        let wrote = |part: &Part, other: &Part| {
            self.base.is_some_and(|base| base.value == part.value && base.lines != part.lines)
                && !has_own_remark(other)
        };
        let chosen = match ((wrote(one, other), wrote(other, one)), (has_it(one), has_it(other))) {
            ((true, false), _) | ((false, false) | (true, true), (true, false)) => one,
            ((false, true), _) | ((false, false) | (true, true), (false, true)) => other,
            _ => std::cmp::max_by_key(one, other, |part| &part.lines),
        };
        chosen.rewritten(wanted)
    }

    /// Returns the remarks of either side that stand neither in the lines of the key nor above it.
    fn aside(&self, lead: &str, lines: &str) -> String {
        let base = self.base.map_or("", |part| part.lines.as_str());
        let known = |remark: &str| [base, lead, lines].iter().any(|text| text.contains(remark));
        let mut remarks: Vec<&str> =
            [self.ours, self.theirs].into_iter().flatten().filter_map(Part::remark).collect();
        remarks.retain(|remark| !known(remark));
        remarks.iter().map(|remark| format!("{remark}\n")).collect()
    }

    /// Puts a list together from the items' own lines.
    fn list(&self, wanted: &Value) -> Option<String> {
        let (one, other) = (self.ours?, self.theirs?);
        let lists = [one, other].map(|part| Some((part, BlockList::read(&part.lines)?)));
        let fits = |part: &Part, list: &BlockList| {
            part.value.as_array().is_some_and(|items| items.len() == list.items.len())
        };
        let [Some((one, ours)), Some((other, theirs))] = lists else { return None };
        if one.lines == other.lines || !fits(one, &ours) || !fits(other, &theirs) {
            return None;
        }
        let Value::Array(items) = wanted else { return None };
        let base = self.base.map_or("", |part| part.lines.as_str());
        let base = BlockList::read(base).map_or_else(Vec::new, |list| list.items);
        let find = |part: &Part, list: &BlockList, item: &Value| {
            let at = part.value.as_array()?.iter().position(|present| present == item)?;
            list.items.get(at).map(|lines| (*lines).to_owned())
        };
        let line = |item: &Value| {
            let sides = (find(one, &ours, item), find(other, &theirs, item));
            match sides {
                (Some(one), Some(other)) if one != other => {
                    // The one that somebody wrote anew.
                    let is_old = |lines: &String| base.contains(&lines.as_str());
                    Some(if is_old(&one) || !is_old(&other) && one < other { other } else { one })
                }
                (Some(lines), _) | (None, Some(lines)) => Some(lines),
                (None, None) => None,
            }
        };
        let lines: Option<String> = items.iter().map(line).collect();
        let head = if ours.head == theirs.head { ours.head } else { std::cmp::max(ours.head, theirs.head) };
        Some(format!("{head}{}", lines?))
    }

    /// Returns what stands above the key, with what either side added.
    fn lead(&self) -> String {
        let lead = |part: Option<&Part>| part.map_or(String::new(), |part| part.lead.clone());
        match (self.ours, self.theirs) {
            (Some(_), Some(_)) => union(&lead(self.base), &lead(self.ours), &lead(self.theirs)),
            (one, other) => lead(one.or(other)),
        }
    }
}

impl Part {
    /// Returns the lines with another value.
    fn rewritten(&self, wanted: &Value) -> String {
        if self.value == *wanted {
            return self.lines.clone();
        }
        let front = format!("---\n{}---\n", self.lines);
        let edited = edit::set(&front, &self.name, wanted).ok();
        let lines = edited.as_deref().and_then(|text| text.strip_prefix("---\n")?.strip_suffix("---\n"));
        lines.map_or_else(|| edit::written_key(&self.name, wanted, "\n"), str::to_owned)
    }

    /// Returns the remark at the end of a line with a single value.
    fn remark(&self) -> Option<&str> {
        let (first, below) = self.lines.split_once('\n')?;
        let at = first.find(':')?;
        let remark = edit::remark(first[at + 1..].trim());
        (below.is_empty() && !remark.is_empty() && !self.value.is_object()).then_some(remark)
    }
}

impl Document {
    fn empty() -> Document {
        let (open, close, rest) = ("---\n".to_owned(), "---\n".to_owned(), String::new());
        Document { open, parts: Vec::new(), tail: String::new(), close, rest, has_returns: false }
    }

    fn read(manner: Manner, text: &str) -> Result<Document, Problem> {
        let plain = with_unix_lines(text);
        let front = FrontMatter::read(&plain)?;
        let mut at = front.span.start;
        let mut parts = Vec::new();
        for key in &front.keys {
            let value = match manner {
                Manner::Ticket => meant(&Field::new(&key.name), key),
                Manner::Free => key.value.clone(),
            };
            let lead = plain[at..key.span.start].to_owned();
            parts.push(Part {
                name: key.name.clone(),
                lead,
                lines: plain[key.span.clone()].to_owned(),
                value,
            });
            at = key.span.end;
        }
        Ok(Document {
            open: plain[..front.span.start].to_owned(),
            parts,
            tail: plain[at..front.span.end].to_owned(),
            close: plain[front.span.end..front.rest.start].to_owned(),
            rest: plain[front.rest.clone()].to_owned(),
            has_returns: FrontMatter::read(text).is_ok_and(|front| front.newline() == "\r\n"),
        })
    }

    fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }

    fn state(&self, keys: &[String]) -> Vec<Option<Value>> {
        keys.iter().map(|key| self.part(key).map(|part| part.value.clone())).collect()
    }

    fn front(&self) -> String {
        let parts = self.parts.iter().map(|part| format!("{}{}", part.lead, part.lines));
        parts.chain([self.tail.clone()]).collect()
    }

    fn write(&self) -> String {
        let close = if self.close.ends_with('\n') || self.rest.is_empty() {
            self.close.clone()
        } else {
            format!("{}\n", self.close)
        };
        let text = format!("{}{}{close}{}", self.open, self.front(), self.rest);
        if self.has_returns { text.replace('\n', "\r\n") } else { text }
    }

    /// Tells whether another document has the same keys with the same values, and the same text below.
    fn says(&self, other: &Document) -> bool {
        let keys = |document: &Document| -> Vec<(String, Value)> {
            document.parts.iter().map(|part| (part.name.clone(), part.value.clone())).collect()
        };
        keys(self) == keys(other) && self.rest == other.rest
    }
}

/// Returns the piece of the side that changed it; where both did, one of the two.
fn one_of<'t>(base: &'t str, ours: &'t str, theirs: &'t str) -> &'t str {
    match (ours == base, theirs == base) {
        (true, _) => theirs,
        (false, true) => ours,
        (false, false) => std::cmp::max(ours, theirs),
    }
}

/// Merges remarks and blank lines; what both sides added is there twice, one after the other.
fn union(base: &str, ours: &str, theirs: &str) -> String {
    text::join(base, ours, theirs)
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(String::new, |value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_merged_by_its_values() {
        let base = "---\nid: KB-1\ntitle: Reset SSO\nlabels:\n  - sso\nreviewed: {at: 2026-01-01T00:00:00Z, by: ann}\n---\n\nOne.\n\nTwo.\n";
        let ours = base.replace("  - sso\n", "  - auth\n  - sso\n").replace(
            "{at: 2026-01-01T00:00:00Z, by: ann}",
            "{at: 2026-03-01T00:00:00Z, by: ann, commit: abc}",
        );
        let theirs = base
            .replace("  - sso\n", "  - sso\n  - vpn\n")
            .replace("{at: 2026-01-01T00:00:00Z, by: ann}", "{at: 2026-02-01T00:00:00Z, by: zoe}")
            .replace("Two.", "Two and more.");
        let expected = ours.replace("  - sso\n", "  - sso\n  - vpn\n").replace("Two.", "Two and more.");
        for (one, other) in [(&ours, &theirs), (&theirs, &ours)] {
            let merged = merge(Manner::Free, Some(base), one, other).unwrap();
            assert_eq!((merged.text.as_str(), merged.findings.len()), (expected.as_str(), 0));
        }
    }

    #[test]
    fn what_never_changes_is_an_error_that_names_both() {
        let text = |created: &str| format!("---\nid: HD-1111\nstatus: open\ncreated: {created}\n---\n");
        let merged =
            merge(Manner::Ticket, None, &text("2026-01-01T00:00:00Z"), &text("2026-01-02T00:00:00Z"))
                .unwrap();
        assert_eq!(
            merged.findings,
            [Finding::Immutable {
                key: "created".into(),
                first: "2026-01-01T00:00:00Z".into(),
                second: "2026-01-02T00:00:00Z".into(),
            }]
        );
    }

    #[test]
    fn a_key_that_refers_to_another_says_what_it_said() {
        let base = "---\na: &x 1\nb: *x\n---\n";
        let (ours, theirs) = ("---\na: &x 2\nb: *x\n---\n", "---\na: &y 1\nb: *y\nc: 1\n---\n");
        for (one, other) in [(ours, theirs), (theirs, ours)] {
            let merged = merge(Manner::Free, Some(base), one, other).unwrap();
            assert_eq!((merged.text.as_str(), merged.findings.len()), ("---\na: 2\nb: 2\nc: 1\n---\n", 0));
        }
    }
}
