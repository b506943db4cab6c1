//! The forms of a word: as it is written, and its stems.
//!
//! A stem is found before accents go: `é` decides in French what an ending is. Both languages are tried for every
//! word, since a ticket may hold both.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::query::lowered;

/// What a form in the index begins with when it is a word as written, in small letters.
const EXACT: char = '=';

/// What a form in the index begins with when it is a stem without accents.
const STEM: char = '~';

/// Words longer than this are not language, and are not stemmed.
const LONGEST: usize = 40;

/// Finds the forms of words, and remembers those it has seen.
pub struct Forms {
    english: Stemmer,
    french: Stemmer,
    known: HashMap<String, Vec<String>>,
}

impl Default for Forms {
    fn default() -> Forms {
        let stemmer = Stemmer::create;
        Forms {
            english: stemmer(Algorithm::English),
            french: stemmer(Algorithm::French),
            known: HashMap::new(),
        }
    }
}

impl Forms {
    /// Returns all forms of a word: as written first, then its stems. They are remembered.
    pub fn of(&mut self, word: &str) -> &[String] {
        let lower = lowered(word);
        if !self.known.contains_key(&lower) {
            self.known.insert(lower.clone(), self.find(word));
        }
        self.known.get(&lower).map_or(&[], Vec::as_slice)
    }

    /// Returns all forms of a word, for those who remember them themselves.
    pub fn find(&self, word: &str) -> Vec<String> {
        let lower = lowered(word);
        let mut forms = vec![exact_form(&lower)];
        forms.extend(self.stems(&lower));
        forms
    }

    /// Returns the stems of a word, each once.
    pub fn stems(&self, word: &str) -> Vec<String> {
        let lower = lowered(word);
        if lower.len() > LONGEST {
            return vec![format!("{STEM}{}", fold(&lower))];
        }
        let stem = |stemmer: &Stemmer| format!("{STEM}{}", fold(&stemmer.stem(&lower)));
        let (english, french) = (stem(&self.english), stem(&self.french));
        if english == french { vec![english] } else { vec![english, french] }
    }
}

/// Returns the form under which the index knows a word as written, or the beginning of one.
pub fn exact_form(lower: &str) -> String {
    format!("{EXACT}{lower}")
}

/// Returns a text in small letters without accents: `Été` is `ete`.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        match letter {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            letter => folded.push(letter),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_family_share_a_stem() {
        let forms = Forms::default();
        let check = |one: &str, other: &str, expected: bool| {
            let (one_stems, other_stems) = (forms.stems(one), forms.stems(other));
            assert_eq!(one_stems.iter().any(|stem| other_stems.contains(stem)), expected, "{one} {other}");
        };
        check("printer", "printers", true);
        check("printing", "printed", true);
        check("connexion", "connexions", true);
        check("imprimante", "Imprimantes", true);
        check("réinitialiser", "réinitialisé", true);
        check("échec", "echec", true);
        check("ΟΔΟΣ", "οδος", true);
        check("mail", "email", false);
    }

    #[test]
    fn accents_and_case_go() {
        for (text, folded) in [("Été", "ete"), ("ŒUVRE", "oeuvre"), ("straße", "strasse"), ("VPN2", "vpn2")]
        {
            assert_eq!(fold(text), folded);
        }
    }
}
