//! A value of the file together with its place, and the questions that the sections ask it.
//!
//! Each question accepts what means one thing (a lone value for a list of one, a number for a word) and answers
//! anything else with a finding that knows its line.

use std::cell::RefCell;

use super::error::{Finding, Problem, excerpt};
use super::locate::{Step, line_of, name_of};
use super::names::Kind;
use super::tree::Tree;
use crate::nearest::nearest;

/// The file that is being read, and the warnings so far.
pub(super) struct File<'a> {
    path: &'a str,
    text: &'a str,
    warnings: RefCell<Vec<Finding>>,
    more: RefCell<usize>,
}

/// Warnings beyond these are only counted: to find a line costs a walk through the file.
const MOST_WARNINGS: usize = 64;

impl<'a> File<'a> {
    pub(super) fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, text, warnings: RefCell::default(), more: RefCell::default() }
    }

    pub(super) fn finding(&self, problem: Problem, line: Option<usize>) -> Finding {
        // The parser counts line ends that no editor knows, and names the line after the last where something is
        // missing at the end.
        let line = line.map(|line| line.min(self.text.lines().count()));
        Finding { path: self.path.to_owned(), line, problem }
    }

    fn warn(&self, problem: impl FnOnce() -> Problem, steps: &[Step]) {
        if self.warnings.borrow().len() >= MOST_WARNINGS {
            *self.more.borrow_mut() += 1;
            return;
        }
        let finding = self.finding(problem(), line_of(self.text, steps));
        self.warnings.borrow_mut().push(finding);
    }

    /// Returns the warnings in the order of their lines.
    pub(super) fn into_warnings(self) -> Vec<Finding> {
        let mut warnings = self.warnings.take();
        warnings.sort_by_key(|warning| warning.line);
        let count = self.more.take();
        if count > 0 {
            let path = self.path.to_owned();
            warnings.push(Finding { path, line: None, problem: Problem::More { count } });
        }
        warnings
    }
}

/// A value of the file with its place.
#[derive(Clone)]
pub(super) struct Node<'a> {
    file: &'a File<'a>,
    tree: &'a Tree,
    steps: Vec<Step>,
}

impl<'a> Node<'a> {
    pub(super) fn root(file: &'a File<'a>, tree: &'a Tree) -> Self {
        Self { file, tree, steps: Vec::new() }
    }

    fn inside(&self, step: Step, tree: &'a Tree) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step);
        Self { file: self.file, tree, steps }
    }

    /// Returns the way here as messages show it.
    pub(super) fn name(&self) -> String {
        name_of(&self.steps)
    }

    pub(super) fn error(&self, problem: Problem) -> Finding {
        self.file.finding(problem, line_of(self.file.text, &self.steps))
    }

    pub(super) fn warn(&self, problem: impl FnOnce() -> Problem) {
        self.file.warn(problem, &self.steps);
    }

    /// The error of a value that is of the right shape and still not right.
    pub(super) fn wrong(&self, expected: &'static str) -> Finding {
        let value = match self.tree {
            Tree::Text(text) => excerpt(text),
            Tree::Whole(number) => number.to_string(),
            Tree::Real(number) => number.to_string(),
            Tree::Flag(flag) => flag.to_string(),
            Tree::Nothing | Tree::List(_) | Tree::Map(_) => return self.misshapen(expected),
        };
        self.error(Problem::Value { key: self.name(), value, expected })
    }

    /// The error of a value whose key is no name for it.
    pub(super) fn wrong_key(&self, expected: &'static str) -> Finding {
        let (key, value) = match self.steps.split_last() {
            Some((Step::Key(name), above)) => (name_of(above), excerpt(name)),
            _ => (self.name(), String::new()),
        };
        self.error(Problem::Value { key, value, expected })
    }

    /// The error of a value of another shape.
    pub(super) fn misshapen(&self, expected: &'static str) -> Finding {
        let key = if self.steps.is_empty() { "desk.yml".to_owned() } else { self.name() };
        self.error(Problem::Shape { key, found: self.tree.shape(), expected })
    }

    pub(super) fn missing(&self, key: &str, expected: &'static str) -> Finding {
        let key = name_of(&self.inside(Step::Key(key.to_owned()), self.tree).steps);
        self.error(Problem::Missing { key, expected })
    }

    /// What is said of a name that is in no list.
    pub(super) fn unknown<'n>(
        &self,
        kind: Kind,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Problem {
        let known: Vec<&str> = known.into_iter().collect();
        let hint = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => format!("there is no {kind} to name"),
            None => format!("write {}", some_of(&known)),
        };
        Problem::Unknown { kind, name: excerpt(name), key: self.name(), hint }
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self.tree, Tree::Text(_) | Tree::Whole(_))
    }

    pub(super) fn is_list(&self) -> bool {
        matches!(self.tree, Tree::List(_))
    }

    /// Returns a text; a whole number counts as one.
    pub(super) fn text(&self, expected: &'static str) -> Result<String, Finding> {
        match self.tree {
            Tree::Text(text) => Ok(text.trim().to_owned()),
            Tree::Whole(number) => Ok(number.to_string()),
            _ => Err(self.wrong(expected)),
        }
    }

    /// Returns a text that `read` understands.
    pub(super) fn parse<T>(
        &self,
        expected: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, Finding> {
        read(&self.text(expected)?).ok_or_else(|| self.wrong(expected))
    }

    /// Returns a word that is one of `known`.
    pub(super) fn one_of<'n>(
        &self,
        kind: Kind,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Result<String, Finding> {
        let name = self.text("a name")?;
        let known: Vec<&str> = known.into_iter().collect();
        if known.contains(&name.as_str()) {
            return Ok(name);
        }
        Err(self.error(self.unknown(kind, &name, known)))
    }

    /// Returns the member of a small fixed list that is named here.
    pub(super) fn choice<T: Copy>(&self, kind: Kind, choices: &[(&str, T)]) -> Result<T, Finding> {
        let name = self.text("a name")?;
        let chosen = choices.iter().find(|(known, _)| *known == name);
        chosen
            .map(|(_, choice)| *choice)
            .ok_or_else(|| self.error(self.unknown(kind, &name, choices.iter().map(|(known, _)| *known))))
    }

    /// Returns a yes or no, in the words of either YAML.
    pub(super) fn flag(&self) -> Result<bool, Finding> {
        const EXPECTED: &str = "`true` or `false`";
        match self.tree {
            Tree::Flag(flag) => Ok(*flag),
            _ => self.parse(EXPECTED, |text| match text.to_lowercase().as_str() {
                "yes" | "on" | "true" => Some(true),
                "no" | "off" | "false" => Some(false),
                _ => None,
            }),
        }
    }

    /// Returns the items of a list; a lone value counts as a list of one, and nothing as an empty one.
    pub(super) fn items(&self, expected: &'static str) -> Result<Vec<Self>, Finding> {
        match self.tree {
            Tree::Nothing => Ok(Vec::new()),
            Tree::List(list) => {
                Ok(list.iter().enumerate().map(|(at, tree)| self.inside(Step::Item(at), tree)).collect())
            }
            Tree::Map(_) => Err(self.misshapen(expected)),
            _ => Ok(vec![self.clone()]),
        }
    }

    /// Returns the texts of a list.
    pub(super) fn texts(&self, expected: &'static str) -> Result<Vec<String>, Finding> {
        self.items(expected)?.iter().map(|item| item.text(expected)).collect()
    }

    /// Returns the keys and values of a map whose keys are names that the desk gives.
    pub(super) fn entries(&self, expected: &'static str) -> Result<Vec<(String, Self)>, Finding> {
        match self.tree {
            Tree::Nothing => Ok(Vec::new()),
            Tree::Map(map) => Ok(map
                .iter()
                .map(|(key, tree)| (key.clone(), self.inside(Step::Key(key.clone()), tree)))
                .collect()),
            _ => Err(self.misshapen(expected)),
        }
    }

    /// Checks that this is a map, and warns of keys that are none of the `known`.
    pub(super) fn expect_keys(&self, known: &[&str], expected: &'static str) -> Result<(), Finding> {
        for (key, value) in self.entries(expected)? {
            if !known.contains(&key.as_str()) {
                let near = || nearest(&key, known.iter().copied()).map(str::to_owned);
                value.warn(|| Problem::UnknownKey { key: excerpt(&value.name()), near: near() });
            }
        }
        Ok(())
    }

    /// Returns the value of a key; an empty one counts as absent.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        let Tree::Map(map) = self.tree else {
            return None;
        };
        map.iter()
            .find(|(name, tree)| name == key && *tree != Tree::Nothing)
            .map(|(_, tree)| self.inside(Step::Key(key.to_owned()), tree))
    }

    /// Returns what `read` makes of a key's value, where there is one.
    pub(super) fn optional<T>(
        &self,
        key: &str,
        read: impl FnOnce(&Self) -> Result<T, Finding>,
    ) -> Result<Option<T>, Finding> {
        self.get(key).map(|value| read(&value)).transpose()
    }
}

/// Lists names for a message, the first few of them.
fn some_of(names: &[&str]) -> String {
    const MOST: usize = 8;
    let shown: Vec<String> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > MOST { ", …" } else { "" };
    let one_of = if names.len() > 1 { "one of " } else { "" };
    format!("{one_of}{}{more}", shown.join(", "))
}
