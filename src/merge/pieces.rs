//! A file with front matter, taken apart: the lines of each key, and what stands around them. Nothing of the text is
//! outside of some piece, so that putting them together gives the text back.

use super::text;
use crate::format::edit::{self, BlockList};
use crate::format::front::FrontMatter;
use crate::format::ticket::meant;
use crate::format::{Problem, with_unix_lines};
use crate::model::{Field, Value};

/// How the values of a kind of document are read and merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Fields of a ticket: each has its shape, some change together.
    Ticket,
    /// Keys known by their values alone.
    Free,
}

/// A text taken apart. Its lines end with LF here.
pub(super) struct Document {
    /// Up to and with the first `---` line.
    pub open: String,
    pub parts: Vec<Part>,
    /// What stands below the last key.
    pub tail: String,
    /// The second `---` line.
    pub close: String,
    /// All after it.
    pub rest: String,
    pub has_returns: bool,
}

/// A key of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub name: String,
    /// Remarks and blank lines above it.
    pub lead: String,
    pub lines: String,
    pub value: Value,
}

/// What stands in three texts for one key.
pub(super) struct Three<'d> {
    pub base: Option<&'d Part>,
    pub ours: Option<&'d Part>,
    pub theirs: Option<&'d Part>,
}

impl Three<'_> {
    /// Returns the lines of a key with its value.
    pub fn lines(&self, wanted: &Value) -> String {
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
    pub fn aside(&self, lead: &str, lines: &str) -> String {
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
    pub fn lead(&self) -> String {
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
    pub fn empty() -> Document {
        let (open, close, rest) = ("---\n".to_owned(), "---\n".to_owned(), String::new());
        Document { open, parts: Vec::new(), tail: String::new(), close, rest, has_returns: false }
    }

    pub fn read(manner: Manner, text: &str) -> Result<Document, Problem> {
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

    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }

    pub fn state(&self, keys: &[String]) -> Vec<Option<Value>> {
        keys.iter().map(|key| self.part(key).map(|part| part.value.clone())).collect()
    }

    pub fn front(&self) -> String {
        let parts = self.parts.iter().map(|part| format!("{}{}", part.lead, part.lines));
        parts.chain([self.tail.clone()]).collect()
    }

    pub fn write(&self) -> String {
        let close = if self.close.ends_with('\n') || self.rest.is_empty() {
            self.close.clone()
        } else {
            format!("{}\n", self.close)
        };
        let text = format!("{}{}{close}{}", self.open, self.front(), self.rest);
        if self.has_returns { text.replace('\n', "\r\n") } else { text }
    }

    /// Tells whether another document has the same keys with the same values, and the same text below.
    pub fn says(&self, other: &Document) -> bool {
        let keys = |document: &Document| -> Vec<(String, Value)> {
            document.parts.iter().map(|part| (part.name.clone(), part.value.clone())).collect()
        };
        keys(self) == keys(other) && self.rest == other.rest
    }
}

/// Returns the piece of the side that changed it; where both did, one of the two.
pub(super) fn one_of<'t>(base: &'t str, ours: &'t str, theirs: &'t str) -> &'t str {
    match (ours == base, theirs == base) {
        (true, _) => theirs,
        (false, true) => ours,
        (false, false) => std::cmp::max(ours, theirs),
    }
}

/// Merges remarks and blank lines; what both sides added is there twice, one after the other.
pub(super) fn union(base: &str, ours: &str, theirs: &str) -> String {
    text::join(base, ours, theirs)
}
