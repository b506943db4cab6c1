//! What an article says, as far as the site needs to know before any page is written.

use std::collections::HashSet;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Article;
use crate::knowledge::headings::{Heading, headings_of};
use crate::markdown::{Piece, pieces};

/// Letters of the summary under a title in a list.
const SUMMARY: usize = 180;

/// An article that has been read.
pub(super) struct Read<'a> {
    pub(super) article: &'a Article,
    /// The name of its page.
    pub(super) file: String,
    /// Its first sentences, in one line.
    pub(super) summary: String,
    /// All it says apart from headings.
    pub(super) text: String,
    pub(super) headings: Vec<Heading>,
    pub(super) anchors: HashSet<String>,
}

impl<'a> Read<'a> {
    pub(super) fn new(article: &'a Article) -> Self {
        let pieces = pieces(&article.body);
        let headings = pieces.as_ref().map_or_else(Vec::new, |pieces| headings_of(&article.body, pieces));
        let (text, paragraph) = match &pieces {
            Some(pieces) => text_of(pieces),
            None => (article.body.clone(), String::new()),
        };
        Read {
            article,
            file: format!("{}.html", file_name(&article.id)),
            summary: shorten(&paragraph),
            text,
            anchors: headings.iter().map(|heading| heading.anchor.clone()).collect(),
            headings,
        }
    }

    /// The language of the article, where it names one that a page may repeat.
    pub(super) fn lang(&self) -> Option<&'a str> {
        self.article.lang.as_deref().filter(|lang| is_lang(lang))
    }
}

/// Says whether a text looks like a tag of a language (BCP 47).
pub(super) fn is_lang(lang: &str) -> bool {
    let mut parts = lang.split('-');
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    parts.next().is_some_and(|first| {
        (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic())
    }) && parts.all(is_part)
}

/// An id is letters, digits and a hyphen; whatever else somebody wrote cannot leave the folder.
fn file_name(id: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    id.chars().map(safe).collect()
}

/// Returns all text but that of headings and pictures, and the first paragraph.
fn text_of(pieces: &[Piece]) -> (String, String) {
    let (mut text, mut paragraph) = (String::new(), None);
    let (mut is_apart, mut start) = (false, None);
    for (event, _) in pieces {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Image { .. }) => is_apart = true,
            Event::End(TagEnd::Heading(_) | TagEnd::Image) => is_apart = false,
            Event::Start(Tag::Paragraph) => start = Some(text.len()),
            Event::Text(piece) | Event::Code(piece) if !is_apart => text.push_str(piece),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(end) => {
                let is_inline =
                    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link);
                if let (TagEnd::Paragraph, Some(start)) = (end, start.take_if(|_| *end == TagEnd::Paragraph))
                    && paragraph.is_none()
                    && text[start..].trim().len() > 20
                {
                    paragraph = Some(text[start..].to_owned());
                }
                if !is_inline {
                    text.push('\n');
                }
            }
            _ => {}
        }
    }
    (text, paragraph.unwrap_or_default())
}

/// Cuts a paragraph at the end of a word.
fn shorten(paragraph: &str) -> String {
    let line = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = crate::render::clean::clean_line(&line).into_owned();
    let Some((end, _)) = line.char_indices().nth(SUMMARY) else {
        return line;
    };
    let cut = line[..end].rfind(' ').unwrap_or(end);
    format!("{}…", line[..cut].trim_end_matches([',', '.', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(body: &str) -> String {
        Read::new(&Article { body: body.to_owned(), ..Article::default() }).summary
    }

    #[test]
    fn the_summary_is_the_first_paragraph() {
        let expect = "The login page comes back again and again.";
        assert_eq!(
            summary("# Title\n\n## Issue\n\nThe *login* page\ncomes back again [and](x) again.\n\nMore."),
            expect
        );
        assert_eq!(summary("- a list\n- of words\n"), "");
        assert_eq!(summary(""), "");
        let long = summary(&"word ".repeat(100));
        assert!(long.ends_with("word…") && long.chars().count() <= SUMMARY + 1, "{long}");
    }

    #[test]
    fn names_cannot_leave_the_folder() {
        let article = Article { id: "../../KB-1\"<".to_owned(), ..Article::default() };
        assert_eq!(Read::new(&article).file, "______KB-1__.html");
    }

    #[test]
    fn a_language_is_a_tag() {
        for lang in ["en", "fr-BE", "zh-Hant-TW"] {
            assert!(is_lang(lang), "{lang}");
        }
        for lang in ["", "e", "english", "en_GB", "\"en", "en-"] {
            assert!(!is_lang(lang), "{lang}");
        }
    }
}
