//! A file with front matter, three-way: tickets, articles, entries, and `desk.yml`, which is front matter alone.
//!
//! 1. Each text is taken apart: the lines of each key, and the remarks and blank lines above it (`pieces`).
//! 2. What is to be in the result is decided by value, group by group.
//! 3. Each key gets the lines of the side whose value it has. A side that only said something beside the value, or wrote
//!    it in another way, keeps that.
//! 4. The result is read again and compared with what was meant.

use std::collections::BTreeSet;

use super::group::{self, State};
use super::pieces::{Document, Manner, Part, Three, one_of, union};
use super::{Finding, Merged, text, value};
use crate::format::Problem;
use crate::model::{Field, Shape, Value};

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
