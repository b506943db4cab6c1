//! `desk.yml`, key by key. It must stay readable whatever happens, so what cannot be joined is kept in a remark.

use super::document;
use super::pieces::Manner;
use super::{Finding, Merged, text, value};
use crate::format::front::FrontMatter;
use crate::format::{Problem, edit};
use crate::model::Value;

/// What stands above the lines of the side that does not hold.
pub const OTHER_SIDE: &str = "# The other side of a merge says:";

/// Merges two policies. Where both changed one key to something else, one holds, and the other stands above it in a
/// remark.
pub(super) fn merge(base: Option<&str>, ours: &str, theirs: &str) -> Result<Merged, Problem> {
    let [base, ours, theirs] = [base.unwrap_or_default(), ours, theirs].map(fenced);
    let (old, one, other) =
        (FrontMatter::read(&base).ok(), FrontMatter::read(&ours)?, FrontMatter::read(&theirs)?);
    let (mut our, mut their, mut old_text) = (ours.clone(), theirs.clone(), base.clone());
    let mut findings = Vec::new();
    for key in &one.keys {
        let Some(their_key) = other.key(&key.name) else { continue };
        let before = old.as_ref().and_then(|old| old.key(&key.name));
        let old_value = before.map_or(Value::Null, |key| key.value.clone());
        if key.value == their_key.value || key.value == old_value || their_key.value == old_value {
            continue;
        }
        let lines = |text: &str, name: &str| -> Option<String> {
            let front = FrontMatter::read(text).ok()?;
            front.key(name).map(|key| front.text[key.span.clone()].to_owned())
        };
        let three = [
            lines(&base, &key.name).unwrap_or_default(),
            lines(&ours, &key.name).unwrap_or_default(),
            lines(&theirs, &key.name).unwrap_or_default(),
        ];
        let (agreed, is_clean) = join(&key.name, &old_value, &key.value, &their_key.value, &three);
        if !is_clean {
            findings.push(Finding::Policy { key: key.name.clone() });
        }
        // From here on both sides say the same of this key.
        our = replaced(&our, &key.name, &agreed);
        their = replaced(&their, &key.name, &agreed);
        old_text = replaced(&old_text, &key.name, &agreed);
    }
    let merged = document::merge(Manner::Free, Some(&old_text), &our, &their)?;
    findings.extend(merged.findings);
    let text =
        merged.text.strip_prefix("---\n").and_then(|text| text.strip_suffix("---\n")).map(str::to_owned);
    Ok(Merged { text: text.unwrap_or(merged.text), findings })
}

/// Returns the lines of a key that both sides changed, and whether nothing of either is left out.
fn join(name: &str, old: &Value, one: &Value, other: &Value, lines: &[String; 3]) -> (String, bool) {
    let mut is_clean = true;
    let wanted = value::merge(old, one, other, &mut |one, other| {
        is_clean = false;
        value::greater(one, other)
    });
    let [base, ours, theirs] = lines;
    if !is_clean || has_lists_of_maps(&wanted) {
        let (kept, dropped) = if ours >= theirs { (ours, theirs) } else { (theirs, ours) };
        let remark: String = dropped.lines().map(|line| format!("# {line}\n")).collect();
        return (format!("{OTHER_SIDE}\n{remark}{kept}"), false);
    }
    let says = |text: &str| {
        let front = format!("---\n{text}---\n");
        FrontMatter::read(&front)
            .is_ok_and(|front| front.key(name).is_some_and(|key| same(&key.value, &wanted)))
    };
    let joined = text::join(base, ours, theirs);
    (if says(&joined) { joined } else { edit::written_key(name, &wanted, "\n") }, true)
}

/// The order of such a list has a meaning: the first policy that fits, the levels from below.
fn has_lists_of_maps(value: &Value) -> bool {
    value.as_array().is_some_and(|items| items.iter().any(Value::is_object))
}

/// Compares two values, of maps without their order.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}

fn replaced(text: &str, name: &str, lines: &str) -> String {
    let span = FrontMatter::read(text).ok().and_then(|front| front.key(name).map(|key| key.span.clone()));
    match span {
        Some(span) => format!("{}{lines}{}", &text[..span.start], &text[span.end..]),
        None => text.to_owned(),
    }
}

fn fenced(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    let text = text.strip_prefix("---\n").unwrap_or(text);
    let newline = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    format!("---\n{text}{newline}---\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: &str, ours: &str, theirs: &str, expected: &str, findings: usize) {
        for (ours, theirs) in [(ours, theirs), (theirs, ours)] {
            let merged = merge(Some(base), ours, theirs).unwrap();
            assert_eq!((merged.text.as_str(), merged.findings.len()), (expected, findings), "{ours}{theirs}");
        }
    }

    #[test]
    fn two_people_are_added_by_two_people() {
        let base = "schema: 1\n# Who works here\npeople:\n  ann: {name: Ann}\n";
        check(
            base,
            &format!("{base}  bob: {{name: Bob}}\n"),
            &format!("{base}  cleo: {{name: Cleo}}\nteams: {{a: {{}}}}\n"),
            &format!("{base}  bob: {{name: Bob}}\n  cleo: {{name: Cleo}}\nteams: {{a: {{}}}}\n"),
            0,
        );
        check(
            "teams: {a: {}}\n",
            "teams: {a: {}, b: {}}\n",
            "teams: {a: {}, c: {}}\n",
            "teams: {a: {}, b: {}, c: {}}\n",
            0,
        );
    }

    #[test]
    fn what_cannot_be_joined_stays_in_a_remark() {
        let expected = "# The other side of a merge says:\n# prefix: AA\nprefix: BB\nzone: UTC\n";
        check("prefix: HD\nzone: UTC\n", "prefix: AA\nzone: UTC\n", "prefix: BB\nzone: UTC\n", expected, 1);
    }
}
