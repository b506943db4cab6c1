//! YAML as a tree of plain values, with what the parser itself lets pass refused: a key given twice, tags, and
//! aliases that multiply.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::error::{Problem, excerpt};
use super::guard::{MAX_BYTES, tab_before};
use super::locate::{Step, line_of, name_of};

/// A value of the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree {
    Nothing,
    Flag(bool),
    Whole(i64),
    Real(f64),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl Tree {
    /// Returns what a person would call it.
    pub(super) fn shape(&self) -> &'static str {
        match self {
            Self::Nothing => "empty",
            Self::Flag(_) => "a yes or no",
            Self::Whole(_) | Self::Real(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }
}

/// The most that aliases may make of a file: values and letters together. Without aliases a file of `MAX_BYTES`
/// stays well below.
const MAX_WEIGHT: usize = 4 * MAX_BYTES;

/// Reads a text, or returns what is wrong with it as YAML, with its line.
pub(super) fn read(text: &str) -> Result<Tree, (Problem, Option<usize>)> {
    if text.lines().all(is_blank) {
        return Ok(Tree::Nothing);
    }
    let growth = Growth::default();
    Seed(&growth).deserialize(serde_yaml::Deserializer::from_str(text)).map_err(|error| {
        let line = error.location().map(|location| location.line());
        match growth.problem.take() {
            Some(problem) => (with_first_line(problem, text, &growth.trail.borrow()), line),
            None => syntax(&error.to_string(), text, line),
        }
    })
}

fn is_blank(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#') || line == "---"
}

fn with_first_line(problem: Problem, text: &str, trail: &[Step]) -> Problem {
    match problem {
        Problem::Duplicate { key, .. } => {
            Problem::Duplicate { key, first: line_of(text, trail).unwrap_or_default() }
        }
        other => other,
    }
}

fn syntax(message: &str, text: &str, line: Option<usize>) -> (Problem, Option<usize>) {
    let last = line.unwrap_or(1);
    if let Some(tab) = tab_before(text, last) {
        return (Problem::Tab, Some(tab));
    }
    if message.contains("recursion limit") {
        return (Problem::TooDeep, Some(last));
    }
    if message.contains("more than one document") {
        let begins = second_document(text);
        return (Problem::Syntax { message: "a second document begins".into() }, begins);
    }
    let message = message.split(" at line ").next().unwrap_or(message);
    (Problem::Syntax { message: excerpt(message) }, Some(last))
}

/// Returns the line of the `---` that follows what was written first.
fn second_document(text: &str) -> Option<usize> {
    let mut lines = text.lines().enumerate().skip_while(|(_, line)| is_blank(line));
    lines.find(|(_, line)| line.starts_with("---")).map(|(at, _)| at + 1)
}

/// What is known while the tree grows.
#[derive(Default)]
struct Growth {
    trail: RefCell<Vec<Step>>,
    weight: Cell<usize>,
    problem: RefCell<Option<Problem>>,
}

impl Growth {
    fn refuse<E: Error>(&self, problem: Problem) -> E {
        *self.problem.borrow_mut() = Some(problem);
        E::custom("refused")
    }

    fn weigh<E: Error>(&self, letters: usize) -> Result<(), E> {
        self.weight.set(self.weight.get() + 1 + letters);
        if self.weight.get() > MAX_WEIGHT {
            return Err(self.refuse(Problem::TooManyAliases));
        }
        Ok(())
    }

    /// Notes a key, and refuses one that the map has already.
    fn enter_key<E: Error>(&self, key: String, seen: &mut HashSet<String>) -> Result<String, E> {
        self.weigh(key.len())?;
        self.trail.borrow_mut().push(Step::Key(key.clone()));
        let name = name_of(&self.trail.borrow());
        if key == "<<" {
            return Err(self.refuse(Problem::MergeKey { key: name }));
        }
        if !seen.insert(key.clone()) {
            return Err(self.refuse(Problem::Duplicate { key: name, first: 0 }));
        }
        Ok(key)
    }

    fn leave(&self) {
        self.trail.borrow_mut().pop();
    }
}

/// Grows the next value of the file.
#[derive(Clone, Copy)]
struct Seed<'a>(&'a Growth);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Tree;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Tree;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a plain value")
    }

    fn visit_unit<E: Error>(self) -> Result<Tree, E> {
        self.0.weigh(0)?;
        Ok(Tree::Nothing)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Tree, E> {
        self.0.weigh(0)?;
        Ok(Tree::Flag(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Tree, E> {
        self.0.weigh(0)?;
        Ok(Tree::Whole(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Tree, E> {
        self.0.weigh(0)?;
        Ok(i64::try_from(value).map_or(Tree::Real(value as f64), Tree::Whole))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Tree, E> {
        self.0.weigh(0)?;
        Ok(Tree::Real(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Tree, E> {
        self.0.weigh(value.len())?;
        Ok(Tree::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Tree, A::Error> {
        self.0.weigh(0)?;
        let mut list = Vec::new();
        loop {
            self.0.trail.borrow_mut().push(Step::Item(list.len()));
            let Some(item) = sequence.next_element_seed(self)? else {
                break;
            };
            self.0.leave();
            list.push(item);
        }
        self.0.leave();
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut mapping: A) -> Result<Tree, A::Error> {
        self.0.weigh(0)?;
        let (mut map, mut seen) = (Vec::new(), HashSet::new());
        while let Some(key) = mapping.next_key_seed(KeySeed { growth: self.0, seen: &mut seen })? {
            map.push((key, mapping.next_value_seed(self)?));
            self.0.leave();
        }
        Ok(Tree::Map(map))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Tree, A::Error> {
        let (tag, value) = tagged.variant::<String>()?;
        value.newtype_variant::<serde::de::IgnoredAny>()?;
        Err(self.0.refuse(Problem::Tag { tag: format!("!{}", excerpt(tag.trim_start_matches('!'))) }))
    }
}

/// Reads a key, failing in the key's own place.
struct KeySeed<'a> {
    growth: &'a Growth,
    seen: &'a mut HashSet<String>,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(KeyVisitor(|key| {
            self.growth.enter_key::<serde::de::value::Error>(key, self.seen)
        }))
    }
}

/// Takes a key as the text that stands there, and hands it on.
pub(super) struct KeyVisitor<F>(pub(super) F);

impl<'de, T, X, F> Visitor<'de> for KeyVisitor<F>
where
    X: fmt::Display,
    F: FnOnce(String) -> Result<T, X>,
{
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a plain name")
    }

    fn visit_bool<E: Error>(self, key: bool) -> Result<T, E> {
        (self.0)(key.to_string()).map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, key: i64) -> Result<T, E> {
        (self.0)(key.to_string()).map_err(E::custom)
    }

    fn visit_u64<E: Error>(self, key: u64) -> Result<T, E> {
        (self.0)(key.to_string()).map_err(E::custom)
    }

    fn visit_f64<E: Error>(self, key: f64) -> Result<T, E> {
        (self.0)(key.to_string()).map_err(E::custom)
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<T, E> {
        (self.0)(key.to_owned()).map_err(E::custom)
    }
}
