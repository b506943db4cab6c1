//! The headings of a Markdown text and their anchors, by the rule of GitHub.
//!
//! An anchor is the heading in small letters: spaces become hyphens, punctuation goes, letters,
//! marks and digits of every script stay. The second heading of one name gets `-1`, the third
//! `-2`. A heading without any letter, to which nobody could link, is `section`.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::{Piece, pieces};

/// One heading of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// From 1 (`#`) to 6 (`######`).
    pub level: u8,
    /// What it says, without marks of emphasis, code or links.
    pub text: String,
    /// What a link names after `#`, unique in its text.
    pub anchor: String,
    /// The line of the text it begins on, from 1.
    pub line: usize,
}

/// Returns the headings of a text, in order. A text that is too much to read has none.
pub fn headings(source: &str) -> Vec<Heading> {
    pieces(source).map_or_else(Vec::new, |pieces| headings_of(source, &pieces))
}

/// Returns the headings among the pieces of a text, in order.
pub fn headings_of(source: &str, pieces: &[Piece]) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut anchors = Anchors::default();
    let mut is_inside = false;
    let (mut line, mut seen) = (1, 0);
    for (event, range) in pieces {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                line += source[seen..range.start].matches('\n').count();
                seen = range.start;
                is_inside = true;
                headings.push(Heading {
                    level: *level as u8,
                    text: String::new(),
                    anchor: String::new(),
                    line,
                });
            }
            Event::End(TagEnd::Heading(_)) => {
                is_inside = false;
                if let Some(heading) = headings.last_mut() {
                    heading.anchor = anchors.next(&heading.text);
                }
            }
            Event::Text(text) | Event::Code(text) if is_inside => {
                if let Some(heading) = headings.last_mut() {
                    heading.text.push_str(text);
                }
            }
            _ => {}
        }
    }
    headings
}

/// Gives each heading of one text an anchor of its own.
#[derive(Default)]
pub struct Anchors {
    taken: HashSet<String>,
    /// How often a name was asked for, so that a thousand equal headings need a thousand steps.
    asked: HashMap<String, usize>,
}

impl Anchors {
    /// Returns the anchor of the next heading.
    pub fn next(&mut self, text: &str) -> String {
        let name = match slug(text) {
            name if name.is_empty() => "section".to_owned(),
            name => name,
        };
        let count = self.asked.entry(name.clone()).or_insert(0);
        loop {
            let anchor = if *count == 0 { name.clone() } else { format!("{name}-{count}") };
            *count += 1;
            if self.taken.insert(anchor.clone()) {
                return anchor;
            }
        }
    }
}

/// Returns a text as GitHub writes it in an anchor: `What's new?` is `whats-new`.
pub fn slug(text: &str) -> String {
    let kept = text.trim().chars().flat_map(char::to_lowercase).filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        _ => is_word(letter).then_some(letter),
    });
    kept.collect()
}

/// Letters and digits of every script, and the marks on them.
fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || unicode_normalization::char::is_combining_mark(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_what_github_makes() {
        for (text, expect) in [
            ("Reset SSO", "reset-sso"),
            ("What's new?", "whats-new"),
            ("  A & B  ", "a--b"),
            ("`git desk` — snake_case", "git-desk--snake_case"),
            ("Étape 2 : l'été", "étape-2--lété"),
            ("e\u{301}te\u{301}", "e\u{301}te\u{301}"),
            ("日本語 ガイド", "日本語-ガイド"),
            ("C++/C#", "cc"),
            ("🎉", ""),
        ] {
            assert_eq!(slug(text), expect, "{text}");
        }
    }

    fn check(source: &str, expect: &[(u8, &str, &str, usize)]) {
        let found = headings(source);
        let found: Vec<_> = found
            .iter()
            .map(|heading| (heading.level, heading.text.as_str(), heading.anchor.as_str(), heading.line))
            .collect();
        assert_eq!(found, expect, "{source:?}");
    }

    #[test]
    fn headings_have_text_anchor_and_line() {
        check("", &[]);
        check(
            "# One `two` **three** [four](x)\n\ntext\n\nSet\nup\n---\n> ## In a quote\n",
            &[
                (1, "One two three four", "one-two-three-four", 1),
                (2, "Setup", "setup", 5),
                (2, "In a quote", "in-a-quote", 8),
            ],
        );
        check("```\n# not one\n```\n    # nor this\n", &[]);
        check("# A <b>b</b> ![c](d)", &[(1, "A b c", "a-b-c", 1)]);
    }

    #[test]
    fn equal_headings_are_told_apart() {
        let anchors =
            |source: &str| headings(source).into_iter().map(|heading| heading.anchor).collect::<Vec<_>>();
        assert_eq!(anchors("# A\n# A\n# a!\n"), ["a", "a-1", "a-2"]);
        assert_eq!(anchors("# A\n# A 1\n# A\n# A\n"), ["a", "a-1", "a-2", "a-3"]);
        assert_eq!(anchors("# A 1\n# A\n# A\n"), ["a-1", "a", "a-2"]);
        assert_eq!(anchors("# !\n# ?\n#\n"), ["section", "section-1", "section-2"]);
    }

    #[test]
    fn a_text_of_headings_is_quick() {
        let started = std::time::Instant::now();
        assert_eq!(headings(&"# a\n".repeat(50_000)).len(), 50_000);
        assert!(headings(&"#\n".repeat(10_000_000)).is_empty());
        assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
    }
}
