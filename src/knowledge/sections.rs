//! The parts of an article, by its headings.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::pieces;
use crate::search::fold;

/// What a part of an article is for (KCS v6, *structure for reuse*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// What is seen, in the words of those who see it.
    Issue,
    /// Where it is seen.
    Environment,
    /// What is done about it.
    Resolution,
    /// Why it is so.
    Cause,
}

impl Role {
    /// The parts, in the order of a new article.
    pub const ALL: [Role; 4] = [Role::Issue, Role::Environment, Role::Resolution, Role::Cause];

    /// Returns the heading in a language: French, else English.
    pub fn heading(self, lang: Option<&str>) -> &'static str {
        let is_french = lang.is_some_and(|lang| lang.split(['-', '_']).next() == Some("fr"));
        match (self, is_french) {
            (Role::Issue, false) => "Issue",
            (Role::Environment, false) => "Environment",
            (Role::Resolution, false) => "Resolution",
            (Role::Cause, _) => "Cause",
            (Role::Issue, true) => "Symptôme",
            (Role::Environment, true) => "Contexte",
            (Role::Resolution, true) => "Résolution",
        }
    }

    /// Reads a heading, in any case and with or without accents.
    pub fn of(heading: &str) -> Option<Role> {
        match fold(heading.trim().trim_end_matches(':').trim_end()).as_str() {
            "issue" | "problem" | "symptom" | "symptoms" | "symptome" | "symptomes" | "probleme" => {
                Some(Role::Issue)
            }
            "environment" | "contexte" | "environnement" => Some(Role::Environment),
            "resolution" | "solution" | "fix" => Some(Role::Resolution),
            "cause" | "root cause" => Some(Role::Cause),
            _ => None,
        }
    }
}

/// A stretch of an article from a heading to the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading; empty for what stands before the first one.
    pub title: String,
    /// The level of the heading, 1 to 6; 0 for what stands before the first one.
    pub level: usize,
    /// The line of the heading in the body, from 1.
    pub line: usize,
    /// What the part is for; a heading below one of these has its meaning.
    pub role: Option<Role>,
    /// Markdown, without the heading.
    pub text: String,
}

/// Takes an article's text apart at its headings, in order. Headings in code are none; a text that is too much to read
/// is one part.
pub fn sections(body: &str) -> Vec<Section> {
    let first = Section { title: String::new(), level: 0, line: 1, role: None, text: String::new() };
    let Some(pieces) = pieces(body) else {
        return vec![Section { text: body.to_owned(), ..first }];
    };
    let mut sections = vec![(first, 0, 0)];
    let mut roles: Vec<(usize, Role)> = Vec::new();
    let mut title: Option<String> = None;
    for (event, range) in pieces {
        match event {
            Event::Start(Tag::Heading { .. }) => title = Some(String::new()),
            Event::End(TagEnd::Heading(level)) => {
                let (title, level) = (title.take().unwrap_or_default(), level as usize);
                roles.retain(|(above, _)| *above < level);
                roles.extend(Role::of(&title).map(|role| (level, role)));
                let role = roles.last().map(|(_, role)| *role);
                let line = 1 + body[..range.start].matches('\n').count();
                let section = Section { title, level, line, role, text: String::new() };
                sections.push((section, range.start, range.end));
            }
            Event::Text(text) | Event::Code(text) => title.iter_mut().for_each(|title| title.push_str(&text)),
            Event::SoftBreak | Event::HardBreak => title.iter_mut().for_each(|title| title.push(' ')),
            _ => {}
        }
    }
    let ends: Vec<usize> = sections.iter().skip(1).map(|(_, start, _)| *start).chain([body.len()]).collect();
    let with_text = sections.into_iter().zip(ends).map(|((section, _, from), end)| Section {
        text: body.get(from..end).unwrap_or_default().trim().to_owned(),
        ..section
    });
    with_text.filter(|section| section.level > 0 || !section.text.is_empty()).collect()
}

/// Returns what an article says to do; `None` where it says nothing.
///
/// An article that has none of the four headings is a how-to: all of it is the resolution.
pub fn resolution(sections: &[Section]) -> Option<String> {
    let is_structured = sections.iter().any(|section| section.role.is_some());
    let is_it = |section: &&Section| !is_structured || section.role == Some(Role::Resolution);
    let texts: Vec<&str> = sections.iter().filter(is_it).map(|section| section.text.as_str()).collect();
    let text = texts.join("\n\n").trim().to_owned();
    let says_something = text.lines().any(|line| !is_remark(line));
    says_something.then_some(text)
}

/// Tells whether a line is empty, or a remark that only its writer sees.
fn is_remark(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || (line.starts_with("<!--") && line.ends_with("-->"))
}

/// How many bytes a destination or a tag may have.
const LONGEST_HIDDEN: usize = 2048;

/// Leaves out of Markdown what nobody reads: where links lead, and tags.
pub(super) fn readable(markdown: &str) -> String {
    let (mut readable, mut rest) = (String::with_capacity(markdown.len()), markdown);
    while let Some(at) = rest.find(['(', '<', 'h']) {
        let (before, from) = rest.split_at(at);
        readable.push_str(before);
        let is_destination = from.starts_with('(') && readable.ends_with(']');
        let is_tag =
            from.starts_with('<') && from[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let is_address = from.starts_with("http://") || from.starts_with("https://");
        let close =
            |sign: u8| from.bytes().take(LONGEST_HIDDEN).position(|byte| byte == sign).map(|end| end + 1);
        let end = match () {
            () if is_destination => close(b')'),
            () if is_tag => close(b'>'),
            () if is_address => {
                Some(from.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(from.len()))
            }
            () => None,
        };
        if end.is_none() {
            readable.push_str(&from[..1]);
        } else {
            readable.push(' ');
        }
        rest = &from[end.unwrap_or(1)..];
    }
    readable + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_has_parts() {
        let body = "Intro\n\n## Issue\n\nIt loops.\n\n```sh\n# not a heading\n```\n\n## Résolution :\n\nReset.\n\n### Then\n\nRestart.\n\n## Links\n";
        let found: Vec<String> = sections(body)
            .into_iter()
            .map(|it| format!("{} {:?} {} {:?}", it.line, it.role, it.title, it.text))
            .collect();
        assert_eq!(
            found,
            [
                "1 None  \"Intro\"",
                "3 Some(Issue) Issue \"It loops.\\n\\n```sh\\n# not a heading\\n```\"",
                "11 Some(Resolution) Résolution : \"Reset.\"",
                "15 Some(Resolution) Then \"Restart.\"",
                "19 None Links \"\"",
            ]
        );
        assert_eq!(resolution(&sections(body)).as_deref(), Some("Reset.\n\nRestart."));
    }

    #[test]
    fn an_article_without_the_headings_is_all_resolution() {
        let check = |body: &str, expected: Option<&str>| {
            assert_eq!(resolution(&sections(body)).as_deref(), expected, "{body}");
        };
        check("# Restart it\n\nTurn the key.\n", Some("Turn the key."));
        check("# Restart it\n", None);
        check("## Issue\n\nIt hangs.\n\n## Resolution\n\n<!-- what to do -->\n", None);
        check("## Symptôme\n\nBoucle.\n\n## Résolution\n\nVider le cache.\n", Some("Vider le cache."));
    }

    #[test]
    fn what_nobody_reads_is_left_out() {
        let text = "a [b](http://c.d/e) <br>f (g) <https://h.i> http://j.k l < m";
        assert_eq!(readable(text).split_whitespace().collect::<Vec<_>>().join(" "), "a [b] f (g) l < m");
    }
}
