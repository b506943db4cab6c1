//! Words of a query and what they mean at this desk, to whoever asks, now.
//!
//! `times` and `words` know the kinds of values; here are the terms.

use super::error::{Problem, QueryError};
use super::field::{self, Key, Type};
use super::link::{IdPattern, LinkPattern};
use super::pattern::{Pattern, Phrase};
use super::person::Who;
use super::plan::{Check, Fit, Plan};
use super::sort::{self, Scale, SortKey};
use super::state::{STATES, State};
use super::terms::{Subject, Terms};
use super::tree::{Query, Term, Test, Tree, Word};
use super::value;
use crate::model::{Category, Field, LinkKind};
use crate::nearest::nearest;
use crate::sla;

/// Gives the words of a query their meaning.
pub fn resolve<'c>(query: &Query, terms: &Terms<'c>) -> Result<Plan<'c>, QueryError> {
    let resolver = Resolver { terms };
    Ok(Plan {
        config: terms.config,
        here: terms.here(),
        me: terms.me.map(|me| Who::exactly(terms.config, me)),
        check: query.tree.as_ref().map(|tree| resolver.tree(tree)).transpose()?,
        sort: query.sort.iter().map(|word| resolver.sort_key(word)).collect::<Result<_, _>>()?,
    })
}

pub(super) struct Resolver<'t, 'c> {
    pub(super) terms: &'t Terms<'c>,
}

/// A field that a term asks about.
pub(super) struct Asked {
    pub(super) key: Key,
    pub(super) kind: Type,
}

impl Asked {
    pub(super) fn name(&self) -> String {
        self.key.name().to_owned()
    }

    /// Returns the condition that the value of the field fits.
    pub(super) fn fits(&self, fit: Fit) -> Check {
        match &self.key {
            Key::Field(field) => Check::Field(field.clone(), fit),
            // The other keys have conditions of their own.
            _ => Check::Present(self.key.clone()),
        }
    }
}

/// Says that something is wrong with a word.
pub(super) fn wrong(word: &Word, problem: Problem) -> QueryError {
    QueryError { place: word.place.clone(), problem }
}

impl Resolver<'_, '_> {
    fn tree(&self, tree: &Tree) -> Result<Check, QueryError> {
        let all = |trees: &[Tree]| trees.iter().map(|tree| self.tree(tree)).collect::<Result<_, _>>();
        match tree {
            Tree::Text(word) => phrase(word).map(Check::Holds),
            Tree::Term(term) => self.term(term),
            Tree::Not(tree) => Ok(Check::Not(Box::new(self.tree(tree)?))),
            Tree::All(trees) => all(trees).map(Check::All),
            Tree::Any(trees) => all(trees).map(Check::Any),
        }
    }

    fn term(&self, term: &Term) -> Result<Check, QueryError> {
        match term.key.text.to_lowercase().as_str() {
            "is" if self.terms.subject == Subject::Tickets => any(term, |word| self.state(word)),
            "has" => any(term, |word| self.presence(word)),
            "no" => any(term, |word| Ok(Check::Not(Box::new(self.presence(word)?)))),
            _ => {
                let asked = self.find(&term.key)?;
                let checks: Result<Vec<_>, _> =
                    term.tests.iter().map(|test| self.test(&asked, &term.key, test)).collect();
                Ok(joined(checks?))
            }
        }
    }

    /// Finds the field of a name: one of every desk, one of desk.yml, or one that tickets have.
    fn find(&self, name: &Word) -> Result<Asked, QueryError> {
        if let Some((key, kind)) = field::find(self.terms.subject, self.terms.config, &name.text) {
            return Ok(Asked { key, kind });
        }
        let own = Field::Custom(name.text.clone());
        if !self.terms.in_use.words(&own).is_empty() {
            return Ok(Asked { key: Key::Field(own), kind: Type::Any });
        }
        let in_use = self.terms.in_use.keys();
        let known =
            field::names(self.terms.subject, self.terms.config).chain(in_use.iter().map(String::as_str));
        let near = nearest(&name.text, known).map(str::to_owned);
        Err(wrong(name, Problem::UnknownField { name: name.text.clone(), near }))
    }

    fn state(&self, word: &Word) -> Result<Check, QueryError> {
        let Some(info) = State::find(&word.text) else { return Err(wrong(word, self.no_state(word))) };
        if info.state == State::Mine && self.terms.me.is_none() {
            return Err(wrong(word, Problem::Nobody { word: info.name.into() }));
        }
        Ok(Check::State(info.state))
    }

    fn no_state(&self, word: &Word) -> Problem {
        let names = || STATES.iter().map(|info| info.name);
        let elsewhere =
            self.terms.config.status(&word.text.to_lowercase()).map(|_| format!("status:{}", word.text));
        Problem::UnknownWord {
            kind: "state".into(),
            word: word.text.clone(),
            near: elsewhere.or_else(|| nearest(&word.text, names()).map(str::to_owned)),
            known: names().map(str::to_owned).collect(),
        }
    }

    fn presence(&self, word: &Word) -> Result<Check, QueryError> {
        let Asked { key, .. } = self.find(word)?;
        match key {
            Key::Category | Key::Updated | Key::Text => {
                Err(wrong(word, Problem::AlwaysThere { field: key.name().to_owned() }))
            }
            key => Ok(Check::Present(key)),
        }
    }

    fn test(&self, asked: &Asked, name: &Word, test: &Test) -> Result<Check, QueryError> {
        match (&asked.kind, test) {
            (Type::Time(looking), test) => self.time(asked, *looking, test),
            (Type::Number, test) => self.number(asked, test),
            (Type::Scale | Type::Choice(_), test) => self.place(asked, test),
            (_, Test::Is(word)) => self.value(asked, word),
            (Type::Any, test) => self.undeclared(asked, name, test),
            (_, test) => Err(unordered(test, asked.name(), name)),
        }
    }

    /// Reads a value that is the same or not.
    fn value(&self, asked: &Asked, word: &Word) -> Result<Check, QueryError> {
        let fit = match asked.kind {
            Type::Id => Fit::Id(self.id(word)?),
            Type::Prose if asked.key == Key::Text => return phrase(word).map(Check::Holds),
            Type::Prose => Fit::Prose(phrase(word)?),
            Type::Person => return self.person(asked, word),
            Type::Links => Fit::Link(self.link(word)?),
            Type::Flag => Fit::Flag(flag(word)?),
            Type::Word => {
                if asked.key == Key::Sla {
                    return standing(word);
                }
                self.check_known(asked, word)?;
                if asked.key == Key::Category {
                    return Ok(category(word));
                }
                Fit::Text(Pattern::of(word))
            }
            _ => Fit::Text(Pattern::of(word)),
        };
        Ok(asked.fits(fit))
    }

    fn id(&self, word: &Word) -> Result<IdPattern, QueryError> {
        let wanted = "the id of a ticket, or its beginning";
        IdPattern::read(&self.terms.config.prefix, &word.text)
            .ok_or_else(|| wrong(word, Problem::Malformed { text: word.text.clone(), wanted }))
    }

    fn person(&self, asked: &Asked, word: &Word) -> Result<Check, QueryError> {
        let config = self.terms.config;
        let who = match (word.text.to_lowercase().as_str(), self.terms.me) {
            ("@none", _) => return Ok(Check::Not(Box::new(Check::Present(asked.key.clone())))),
            ("@me", Some(me)) => Who::exactly(config, me),
            ("@me", None) => return Err(wrong(word, Problem::Nobody { word: word.text.clone() })),
            _ => Who::of(config, word),
        };
        Ok(asked.fits(Fit::Who(who)))
    }

    /// Reads the kind of a link, the id of a ticket, or both.
    fn link(&self, word: &Word) -> Result<LinkPattern, QueryError> {
        let words: Vec<&str> = word.text.split_whitespace().collect();
        let kind = |text: &str| Word { text: text.to_owned(), ..word.clone() };
        match words.as_slice() {
            [kind_word, id] => Ok(LinkPattern {
                kind: Some(self.link_kind(&kind(kind_word))?),
                to: Some(self.id(&kind(id))?),
            }),
            _ => match self.link_kind(word) {
                Ok(kind) => Ok(LinkPattern { kind: Some(kind), to: None }),
                Err(unknown) => match self.id(word) {
                    Ok(id) => Ok(LinkPattern { kind: None, to: Some(id) }),
                    Err(_) => Err(unknown),
                },
            },
        }
    }

    fn link_kind(&self, word: &Word) -> Result<Pattern, QueryError> {
        let pattern = Pattern::of(word);
        let in_use = self.terms.in_use.words(&Field::Links);
        let in_use = in_use.iter().filter_map(|link| link.split_whitespace().next());
        let known: Vec<&str> = LinkKind::KNOWN.iter().map(LinkKind::as_str).chain(in_use).collect();
        if known.iter().any(|kind| pattern.fits(kind)) {
            return Ok(pattern);
        }
        let near = nearest(&word.text, known.iter().copied()).map(str::to_owned);
        let known = known.into_iter().map(str::to_owned).collect();
        let problem =
            Problem::UnknownWord { kind: "kind of link".into(), word: word.text.clone(), near, known };
        Err(wrong(word, problem))
    }

    fn sort_key(&self, word: &Word) -> Result<SortKey, QueryError> {
        let (name, is_turned) = match word.text.strip_prefix('-') {
            Some(name) if !word.is_quoted => (name, true),
            _ => (word.text.as_str(), false),
        };
        let unknown = || wrong(word, self.no_sort_key(name));
        let named = Word { text: name.to_owned(), ..word.clone() };
        let Asked { key, kind } = self.find(&named).map_err(|_| unknown())?;
        let is_custom = matches!(key, Key::Field(Field::Custom(_)));
        if !is_custom && !sort::KEYS.iter().any(|info| info.key == key) {
            return Err(unknown());
        }
        let scale = match self.places(&key) {
            Some(places) => Scale::Places(places),
            None => Scale::of(kind),
        };
        Ok(SortKey { key, is_turned, scale })
    }

    fn no_sort_key(&self, name: &str) -> Problem {
        let own = self.terms.config.fields.keys().map(String::as_str);
        let known: Vec<&str> = sort::KEYS.iter().map(|info| info.key.name()).chain(own).collect();
        Problem::UnknownWord {
            kind: "sort key".into(),
            word: name.to_owned(),
            near: nearest(name, known.iter().copied()).map(str::to_owned),
            known: known.into_iter().map(str::to_owned).collect(),
        }
    }
}

/// Reads the values of a term that must be plain words.
fn any(term: &Term, read: impl Fn(&Word) -> Result<Check, QueryError>) -> Result<Check, QueryError> {
    let checks = term.tests.iter().map(|test| match test {
        Test::Is(word) => read(word),
        test => Err(unordered(test, term.key.text.clone(), &term.key)),
    });
    checks.collect::<Result<_, _>>().map(joined)
}

/// Returns the condition that one of some holds.
pub(super) fn joined(mut checks: Vec<Check>) -> Check {
    match checks.pop() {
        Some(only) if checks.is_empty() => only,
        last => Check::Any(checks.into_iter().chain(last).collect()),
    }
}

/// Says that a field cannot be compared, where the comparison stands.
pub(super) fn unordered(test: &Test, field: String, name: &Word) -> QueryError {
    wrong(test.words().next().unwrap_or(name), Problem::Unordered { field })
}

fn phrase(word: &Word) -> Result<Phrase, QueryError> {
    Phrase::of(word).ok_or_else(|| wrong(word, Problem::NoWords { text: word.text.clone() }))
}

fn flag(word: &Word) -> Result<bool, QueryError> {
    let problem = || Problem::Malformed { text: word.text.clone(), wanted: "`yes` or `no`" };
    value::flag(&word.text).ok_or_else(|| wrong(word, problem()))
}

/// Reads what the clocks of a ticket have come to.
fn standing(word: &Word) -> Result<Check, QueryError> {
    let pattern = Pattern::of(word);
    let meant: Vec<Check> =
        sla::State::ALL.into_iter().filter(|state| pattern.fits(state.as_str())).map(Check::Sla).collect();
    if !meant.is_empty() {
        return Ok(joined(meant));
    }
    let known = sla::State::ALL.map(|state| state.as_str().to_owned()).to_vec();
    let near = nearest(&word.text, known.iter().map(String::as_str)).map(str::to_owned);
    Err(wrong(
        word,
        Problem::UnknownWord { kind: "state of a clock".into(), word: word.text.clone(), near, known },
    ))
}

fn category(word: &Word) -> Check {
    let pattern = Pattern::of(word);
    let all = [Category::Active, Category::Waiting, Category::Done];
    let meant = all.into_iter().filter(|category| pattern.fits(category.as_str()));
    joined(meant.map(Check::Category).collect())
}
