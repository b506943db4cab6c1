//! Words that the desk knows: those of desk.yml, and those that tickets use beside them.

use super::error::{Problem, QueryError};
use super::field::{Key, Type};
use super::pattern::Pattern;
use super::plan::{Check, Fit};
use super::resolve::{Asked, Resolver, wrong};
use super::state::State;
use super::tree::{Test, Word};
use super::value::{Extent, between};
use crate::config::Kind;
use crate::model::{Category, Field};
use crate::nearest::nearest;

impl Resolver<'_, '_> {
    /// Reads a value of a field whose words have an order.
    pub(super) fn place(&self, asked: &Asked, test: &Test) -> Result<Check, QueryError> {
        let places = self.known(asked);
        let rank = |word: &Word| self.rank(asked, &places, word).map(Extent::point);
        let bounds = match test {
            Test::Is(word) => {
                self.check_known(asked, word)?;
                return Ok(asked.fits(Fit::Text(Pattern::of(word))));
            }
            Test::Compare(comparison, word) => rank(word)?.compared(*comparison),
            Test::Range(from, to) => {
                let from = from.as_ref().map(rank).transpose()?;
                let to = to.as_ref().map(rank).transpose()?;
                match (from, to) {
                    // `P1..P3` is the same as `P3..P1`: nobody should have to know which one is more.
                    (Some(from), Some(to)) if from.from > to.from => between(Some(to), Some(from)),
                    (from, to) => between(from, to),
                }
            }
        };
        Ok(asked.fits(Fit::Rank(places.into(), bounds)))
    }

    fn rank(&self, asked: &Asked, places: &[String], word: &Word) -> Result<usize, QueryError> {
        if let Some(rank) = places.iter().position(|known| known.eq_ignore_ascii_case(&word.text)) {
            return Ok(rank);
        }
        self.check_known(asked, word)?;
        let (field, known) = (asked.name(), places.to_vec());
        Err(wrong(word, Problem::Unplaced { field, word: word.text.clone(), known }))
    }

    /// Refuses a word that neither desk.yml nor a ticket knows. With a `*` it stands for whatever there is.
    pub(super) fn check_known(&self, asked: &Asked, word: &Word) -> Result<(), QueryError> {
        let pattern = Pattern::of(word);
        let known = self.known(asked);
        if (pattern.is_glob() && asked.key != Key::Category) || known.iter().any(|known| pattern.fits(known))
        {
            return Ok(());
        }
        let in_use = match &asked.key {
            Key::Field(field) => self.terms.in_use.words(field),
            _ => Default::default(),
        };
        if in_use.iter().any(|word| pattern.fits(word)) {
            return Ok(());
        }
        let candidates = known.iter().chain(&in_use).map(String::as_str);
        let near = self.elsewhere(asked, word).or_else(|| nearest(&word.text, candidates).map(str::to_owned));
        Err(wrong(word, Problem::UnknownWord { kind: asked.name(), word: word.text.clone(), near, known }))
    }

    /// Returns the term that asks for a word that is no status, where it is a state or a category.
    fn elsewhere(&self, asked: &Asked, word: &Word) -> Option<String> {
        if asked.key != Key::Field(Field::Status) {
            return None;
        }
        let is_category = word.text.eq_ignore_ascii_case(Category::Done.as_str());
        let state = State::find(&word.text).map(|info| format!("is:{}", info.name));
        state.or_else(|| is_category.then(|| "category:done".to_owned()))
    }

    /// Returns the words of desk.yml for a field; where they have an order, rising.
    fn known(&self, asked: &Asked) -> Vec<String> {
        let named = |kind| self.terms.config.names(kind).into_iter().map(str::to_owned).collect();
        match (&asked.kind, &asked.key) {
            (Type::Choice(values), _) => values.clone(),
            (_, Key::Category) => named(Kind::Category),
            (_, Key::Field(Field::Priority)) => {
                let mut rising: Vec<String> = named(Kind::Priority);
                rising.reverse();
                rising
            }
            (_, Key::Field(field)) => kind_of(field).map(named).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// Returns the words by which tickets are sorted: those of desk.yml, the most pressing priority first.
    pub(super) fn places(&self, key: &Key) -> Option<Vec<String>> {
        let Key::Field(field) = key else { return None };
        // Teams and types have no order of their own.
        let kind = kind_of(field).filter(|kind| !matches!(kind, Kind::Team | Kind::Type))?;
        Some(self.terms.config.names(kind).into_iter().map(str::to_owned).collect())
    }
}

/// Returns the kind of names that a field holds.
fn kind_of(field: &Field) -> Option<Kind> {
    Some(match field {
        Field::Status => Kind::Status,
        Field::Resolution => Kind::Resolution,
        Field::Priority => Kind::Priority,
        Field::Urgency => Kind::Urgency,
        Field::Impact => Kind::Impact,
        Field::Level => Kind::Level,
        Field::Team => Kind::Team,
        Field::Type => Kind::Type,
        _ => return None,
    })
}
