//! An article from a solved ticket, without what is the requester's own.

use super::sections::Role;

/// What a solved ticket has to say.
#[derive(Clone, Debug, Default)]
pub struct Solved<'t> {
    /// Its title.
    pub title: &'t str,
    /// What was asked: its description.
    pub asked: &'t str,
    /// Where it was seen, a line each: fields of the desk's own.
    pub environment: Vec<String>,
    /// What was answered: the words it was solved with, else the last public ones of an agent.
    pub answered: Option<&'t str>,
    /// What was found out within the team.
    pub notes: Vec<&'t str>,
}

/// Who must not be known by an article.
#[derive(Clone, Debug, Default)]
pub struct Private {
    /// Names and handles, whole and in parts.
    pub names: Vec<String>,
}

/// The least letters of a part of a name that is taken out: shorter ones are words of a language.
const LEAST_OF_A_NAME: usize = 3;

impl Private {
    /// Takes names apart: `Dana van Roe` is also `Dana` and `Roe`.
    pub fn of<'n>(names: impl Iterator<Item = &'n str>) -> Private {
        let mut all: Vec<String> = Vec::new();
        for name in names.map(str::trim).filter(|name| !name.is_empty()) {
            all.push(name.to_owned());
            let parts = name.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'');
            all.extend(parts.filter(|part| part.chars().count() >= LEAST_OF_A_NAME).map(str::to_owned));
        }
        // The longest first: `Dana Roe` is one person and not two.
        all.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        all.dedup();
        Private { names: all }
    }

    /// Takes names, addresses and numbers of telephones out of a text.
    pub fn taken_out(&self, text: &str) -> String {
        let lines = text.split('\n').map(|line| without_numbers(&without_addresses(line)));
        let text = lines.collect::<Vec<_>>().join("\n");
        self.names.iter().fold(text, |text, name| without_name(&text, name))
    }

    /// Returns the first name that a text has, as it is there.
    pub fn first_in<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.names.iter().find_map(|name| places_of(text, name).first().map(|place| &text[place.clone()]))
    }
}

/// Writes the text of an article from a ticket.
pub fn draft(solved: &Solved<'_>, private: &Private, lang: Option<&str>) -> String {
    let clean = |text: &str| private.taken_out(text).trim().to_owned();
    let mut issue = clean(solved.asked);
    if issue.is_empty() {
        issue = clean(solved.title);
    }
    let environment = solved.environment.iter().map(|line| format!("- {}", clean(line)));
    let environment = environment.collect::<Vec<_>>().join("\n");
    let resolution = solved.answered.map(clean).unwrap_or_default();
    let cause: Vec<String> = solved.notes.iter().map(|note| clean(note)).collect();
    let texts = [issue, environment, resolution, cause.join("\n\n")];
    written(texts, lang)
}

/// Writes the text of a new article, to be filled in.
pub fn skeleton(lang: Option<&str>) -> String {
    written(Default::default(), lang)
}

fn written(texts: [String; 4], lang: Option<&str>) -> String {
    let part = |(role, text): (Role, String)| {
        let text = below_headings(&text);
        let gap = if text.is_empty() { "" } else { "\n\n" };
        format!("## {}{gap}{text}", role.heading(lang))
    };
    Role::ALL.into_iter().zip(texts).map(part).collect::<Vec<_>>().join("\n\n")
}

/// Makes headings of the first two levels ones of the third: a heading in a part would end it.
fn below_headings(text: &str) -> String {
    let mut in_code = false;
    let below = |line: &str| {
        in_code ^= line.starts_with("```") || line.starts_with("~~~");
        let signs = line.bytes().take_while(|byte| *byte == b'#').count();
        let is_heading = (1..=2).contains(&signs) && line[signs..].starts_with(' ') && !in_code;
        if is_heading { format!("###{}", &line[signs..]) } else { line.to_owned() }
    };
    text.lines().map(below).collect::<Vec<_>>().join("\n")
}

fn without_name(text: &str, name: &str) -> String {
    let mut kept = text.to_owned();
    for place in places_of(text, name).into_iter().rev() {
        kept.replace_range(place, "[name]");
    }
    kept
}

/// Returns where a name stands as a whole word, in any case.
fn places_of(text: &str, name: &str) -> Vec<std::ops::Range<usize>> {
    let is_word = |c: char| c.is_alphanumeric();
    let (letters, mut places): (Vec<char>, Vec<std::ops::Range<usize>>) =
        (name.chars().collect(), Vec::new());
    let is_same = |a: char, b: char| a == b || a.to_lowercase().eq(b.to_lowercase());
    for (start, _) in text.char_indices() {
        if places.last().is_some_and(|last| start < last.end) || text[..start].ends_with(is_word) {
            continue;
        }
        let mut rest = text[start..].chars();
        if letters.iter().all(|letter| rest.next().is_some_and(|c| is_same(c, *letter))) {
            let end = text.len() - rest.as_str().len();
            if !rest.as_str().starts_with(is_word) {
                places.push(start..end);
            }
        }
    }
    places
}

/// Returns the mail addresses of a text, as byte ranges.
pub(super) fn addresses(text: &str) -> Vec<std::ops::Range<usize>> {
    let is_local = |c: char| c.is_alphanumeric() || "._%+-'".contains(c);
    let is_domain = |c: char| c.is_alphanumeric() || c == '.' || c == '-';
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('@') {
        let start = text[..at]
            .rfind(|c| !is_local(c))
            .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        let end = text[at + 1..].find(|c| !is_domain(c)).map_or(text.len(), |end| at + 1 + end);
        let domain = text[at + 1..end].trim_end_matches(['.', '-']);
        let has_end = domain.rsplit_once('.').is_some_and(|(name, top)| {
            !name.is_empty() && top.len() >= 2 && top.chars().all(char::is_alphabetic)
        });
        if start < at && has_end && found.last().is_none_or(|last| last.end <= start) {
            found.push(start..at + 1 + domain.len());
        }
    }
    found
}

fn without_addresses(line: &str) -> String {
    let mut kept = line.to_owned();
    for place in addresses(line).into_iter().rev() {
        kept.replace_range(place, "[address]");
    }
    kept
}

/// Takes out what may be the number of a telephone: nine to fifteen digits (ITU-T E.164) that begin with `+` or `0`,
/// with spaces and signs between.
fn without_numbers(line: &str) -> String {
    let (mut kept, mut rest) = (String::new(), line);
    while let Some(start) = rest.find(['+', '0']) {
        let is_inside = rest[..start].ends_with(|c: char| c.is_alphanumeric() || ".-/_:".contains(c));
        let is_part = |c: char| c.is_ascii_digit() || " ().-/".contains(c);
        let length = rest[start + 1..].find(|c| !is_part(c)).unwrap_or(rest.len() - start - 1);
        let number = rest[start..start + 1 + length].trim_end_matches(|c: char| !c.is_ascii_digit());
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let is_followed = rest[start + number.len()..].starts_with(char::is_alphanumeric);
        let is_date = number.matches('-').count() == 2 && digits == 8;
        kept.push_str(&rest[..start]);
        if (9..=15).contains(&digits) && !is_inside && !is_followed && !is_date {
            kept.push_str("[number]");
            rest = &rest[start + number.len()..];
        } else {
            let taken = number.len().max(1);
            kept.push_str(&rest[start..start + taken]);
            rest = &rest[start + taken..];
        }
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_requesters_own_is_taken_out() {
        let private = Private::of(["Dana Roe", "dana"].into_iter());
        let check = |text: &str, expected: &str| assert_eq!(private.taken_out(text), expected);
        check("Hi, this is Dana Roe (dana@example.com).", "Hi, this is [name] ([address]).");
        check("ROE, Dana; Danaë and roed stay", "[name], [name]; Danaë and roed stay");
        check("mail <x.y+z@mail.example.org>, or @dana", "mail <[address]>, or @[name]");
        check("call +32 (0)470 12 34 56 or 0470/12.34.56!", "call [number] or [number]!");
        check(
            "version 10.0.19045.3803, 2026-11-24, HD-0470123456, 00:12",
            "version 10.0.19045.3803, 2026-11-24, HD-0470123456, 00:12",
        );
        check("été +", "été +");
    }

    #[test]
    fn a_ticket_becomes_an_article() {
        let private = Private::of(["Dana Roe"].into_iter());
        let solved = Solved {
            title: "SSO loops",
            asked: "# Help\nIt loops. Dana",
            environment: vec!["browser: Firefox".to_owned()],
            answered: Some("Delete the cookie."),
            notes: vec![],
        };
        assert_eq!(
            draft(&solved, &private, None),
            "## Issue\n\n### Help\nIt loops. [name]\n\n## Environment\n\n- browser: Firefox\n\n## Resolution\n\nDelete the cookie.\n\n## Cause"
        );
        assert_eq!(skeleton(Some("fr-BE")), "## Symptôme\n\n## Contexte\n\n## Résolution\n\n## Cause");
    }
}
