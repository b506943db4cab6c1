//! Which stored people a word of a query means.

use super::pattern::Pattern;
use super::tree::Word;
use crate::config::{Config, Member};
use crate::model::Person;

/// Somebody a query asks for, ready to be compared with stored people.
///
/// A handle and the addresses of a member are one person. Anybody else is known by the text, the name or the address.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Who {
    handles: Vec<String>,
    addresses: Vec<String>,
    /// Fits a stored text, name or address; none where the word names one person for certain.
    pattern: Option<Pattern>,
}

impl Who {
    /// Returns whom a word means.
    pub(super) fn of(config: &Config, word: &Word) -> Who {
        let person = Person::new(word.text.trim());
        let pattern = Pattern::of(word);
        if !pattern.is_glob()
            && let Some(certain) = Who::certain(config, &person)
        {
            return certain;
        }
        let fits = |(handle, member): &(&String, &Member)| {
            pattern.fits(handle)
                || pattern.fits(&member.name)
                || member.emails.iter().any(|email| pattern.fits(email))
        };
        let mut who = Who { handles: Vec::new(), addresses: Vec::new(), pattern: None };
        config.people.iter().filter(fits).for_each(|(handle, member)| who.add(handle, member));
        Who { pattern: Some(pattern), ..who }
    }

    /// Returns exactly this person, as git or a ticket knows them.
    pub(super) fn exactly(config: &Config, person: &Person) -> Who {
        Who::certain(config, person).unwrap_or_else(|| Who {
            handles: vec![person.as_str().to_owned()],
            addresses: Vec::new(),
            pattern: None,
        })
    }

    /// Returns the person that a handle of desk.yml or an address names.
    fn certain(config: &Config, person: &Person) -> Option<Who> {
        let address = person.address();
        let handle = address.and_then(|address| config.handle_of(address)).unwrap_or(person.as_str());
        let mut who = Who { handles: Vec::new(), addresses: Vec::new(), pattern: None };
        who.addresses.extend(address.map(str::to_owned));
        let member = config.people.iter().find(|(known, _)| known.eq_ignore_ascii_case(handle));
        if let Some((handle, member)) = member {
            who.add(handle, member);
        }
        (member.is_some() || address.is_some()).then_some(who)
    }

    fn add(&mut self, handle: &str, member: &Member) {
        self.handles.push(handle.to_owned());
        self.addresses.extend(member.emails.iter().cloned());
    }

    /// Tells whether a stored person is meant.
    pub(super) fn is(&self, person: &Person) -> bool {
        let address = person.address();
        let has = |known: &[String], text: &str| known.iter().any(|known| known.eq_ignore_ascii_case(text));
        has(&self.handles, person.as_str().trim())
            || address.is_some_and(|address| has(&self.addresses, address))
            || self.pattern.as_ref().is_some_and(|pattern| {
                pattern.fits(person.as_str())
                    || pattern.fits(person.short_name())
                    || address.is_some_and(|address| pattern.fits(address))
            })
    }
}
