//! Texts, three-way by line: what one side changed is taken, and where both did the two stand beside each other.
//!
//! The classic diff3: lines of the base that both sides kept are where they meet again, and each stretch between two
//! such lines is decided by itself. Which side is *ours* decides nothing, so that every clone gets the same text.

use std::ops::Range;

use similar::{Algorithm, DiffOp};

use crate::model::{Value, fingerprint};

/// The name of an empty text.
const NOTHING: &str = "nothing";

/// What three texts make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedText {
    /// The text, with markers where both sides changed the same lines.
    pub text: String,
    /// How many stretches of lines both sides changed to something else.
    pub overlaps: usize,
}

/// Merges two texts that come from a third.
pub fn merge(base: &str, ours: &str, theirs: &str) -> MergedText {
    let stretches = stretches(base, ours, theirs);
    let (first, second) = if ours <= theirs { (ours, theirs) } else { (theirs, ours) };
    let mut text = String::new();
    let mut overlaps = 0;
    for stretch in stretches {
        match stretch {
            Stretch::One(lines) => text.push_str(&lines),
            Stretch::Two { ours: one, theirs: other } => {
                overlaps += 1;
                let (above, below) = if ours <= theirs { (one, other) } else { (other, one) };
                mark(&mut text, (&above, &name(first)), (&below, &name(second)));
            }
        }
    }
    MergedText { text, overlaps }
}

/// Merges two texts, and keeps the lines of both where they overlap, one after the other.
pub fn join(base: &str, ours: &str, theirs: &str) -> String {
    let mut text = String::new();
    for stretch in stretches(base, ours, theirs) {
        match stretch {
            Stretch::One(lines) => text.push_str(&lines),
            Stretch::Two { ours: one, theirs: other } => {
                let (above, below) = if ours <= theirs { (one, other) } else { (other, one) };
                push_lines(&mut text, &above);
                push_lines(&mut text, &below);
            }
        }
    }
    text
}

/// Tells whether a text holds what [`merge`] puts where both sides changed the same lines. A text that quotes a
/// conflict of git's does not.
pub fn has_overlap(text: &str) -> bool {
    let begins = |marker: &str| {
        let rests = text.lines().filter_map(|line| line.strip_prefix(marker));
        rests.into_iter().any(|rest| rest == NOTHING || rest.starts_with("sha256:"))
    };
    begins("<<<<<<< ") && begins(">>>>>>> ")
}

/// Some lines of the result.
enum Stretch {
    /// Everybody agrees, or one side only changed them.
    One(String),
    /// Both sides changed them.
    Two { ours: String, theirs: String },
}

fn stretches(base: &str, ours: &str, theirs: &str) -> Vec<Stretch> {
    let [base, ours, theirs] =
        [base, ours, theirs].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let (in_ours, in_theirs) = (kept(&base, &ours), kept(&base, &theirs));
    let mut stretches = Vec::new();
    let (mut at, mut our, mut their) = (0, 0, 0);
    loop {
        let meeting = (at..base.len()).find_map(|line| Some((line, in_ours[line]?, in_theirs[line]?)));
        let (line, our_end, their_end) = meeting.unwrap_or((base.len(), ours.len(), theirs.len()));
        let parts = (&base[at..line], &ours[our..our_end], &theirs[their..their_end]);
        stretches.extend(decide(parts.0, parts.1, parts.2));
        if meeting.is_none() {
            return stretches;
        }
        stretches.push(Stretch::One(base[line].to_owned()));
        (at, our, their) = (line + 1, our_end + 1, their_end + 1);
    }
}

/// Returns where each line of the base is in a side that kept it.
fn kept(base: &[&str], side: &[&str]) -> Vec<Option<usize>> {
    let mut places = vec![None; base.len()];
    for operation in similar::capture_diff_slices(Algorithm::Myers, base, side) {
        if let DiffOp::Equal { old_index, new_index, len } = operation {
            (0..len).for_each(|step| places[old_index + step] = Some(new_index + step));
        }
    }
    places
}

fn decide(base: &[&str], ours: &[&str], theirs: &[&str]) -> Vec<Stretch> {
    if ours == theirs || theirs == base {
        return vec![Stretch::One(ours.concat())];
    }
    if ours == base {
        return vec![Stretch::One(theirs.concat())];
    }
    // What both sides begin or end with is no matter of dispute.
    let same =
        |one: &[&str], other: &[&str]| one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let head = same(ours, theirs);
    let reversed =
        |lines: &[&str]| lines[head..].iter().rev().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    let tail = reversed(ours).iter().zip(&reversed(theirs)).take_while(|(one, other)| one == other).count();
    let inner = |lines: &[&str]| -> Range<usize> { head..lines.len() - tail };
    vec![
        Stretch::One(ours[..head].concat()),
        Stretch::Two { ours: ours[inner(ours)].concat(), theirs: theirs[inner(theirs)].concat() },
        Stretch::One(ours[ours.len() - tail..].concat()),
    ]
}

fn mark(text: &mut String, above: (&str, &str), below: (&str, &str)) {
    end_line(text);
    text.push_str(&format!("<<<<<<< {}\n", above.1));
    push_lines(text, above.0);
    text.push_str("=======\n");
    push_lines(text, below.0);
    text.push_str(&format!(">>>>>>> {}\n", below.1));
}

fn push_lines(text: &mut String, lines: &str) {
    text.push_str(lines);
    end_line(text);
}

fn end_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// Names a whole text as events do, so that who wrote it can be found.
fn name(text: &str) -> String {
    let body = text.strip_prefix('\n').unwrap_or(text);
    match fingerprint(body.strip_suffix('\n').unwrap_or(body)) {
        Value::String(name) => name,
        _ => NOTHING.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: &str, ours: &str, theirs: &str, merged: &str, overlaps: usize) {
        let expected = MergedText { text: merged.to_owned(), overlaps };
        assert_eq!(merge(base, ours, theirs), expected);
        assert_eq!(merge(base, theirs, ours), expected);
    }

    #[test]
    fn lines_that_one_side_changed_are_taken() {
        check("a\nb\nc\n", "a\nb\nC\n", "A\nb\nc\n", "A\nb\nC\n", 0);
        check("a\nb\nc\n", "b\nc\n", "a\nb\nc\nd\n", "b\nc\nd\n", 0);
        check("a\n", "a\n", "a", "a", 0);
        check("", "a\n", "a\n", "a\n", 0);
        check("a\nb\n", "", "a\nb\n", "", 0);
    }

    #[test]
    fn lines_that_both_changed_stand_beside_each_other() {
        let one = format!("<<<<<<< {}\nx\n=======\ny\n>>>>>>> {}\n", name("a\nx\nc\n"), name("a\ny\nc\n"));
        check("a\nb\nc\n", "a\nx\nc\n", "a\ny\nc\n", &format!("a\n{one}c\n"), 1);
        let ends = format!("<<<<<<< {}\n=======\ny\n>>>>>>> {}\n", name(""), name("y"));
        check("b", "", "y", &ends, 1);
        assert!(has_overlap(&one) && !has_overlap("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n"));
    }

    #[test]
    fn what_was_added_at_one_place_by_both_can_be_joined() {
        assert_eq!(join("a\n", "a\nx\n", "a\ny\n"), "a\nx\ny\n");
        assert_eq!(join("a\n", "a\ny\n", "a\nx\n"), "a\nx\ny\n");
    }
}
