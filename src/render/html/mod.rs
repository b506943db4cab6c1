//! Markdown of tickets and articles as HTML that does no harm.
//!
//! 1. [`crate::markdown`] reads the text within bounds; what is beyond them is shown as it is.
//! 2. `events` prepares what the parser found: headings one level below the title of the page,
//!    footnotes, cells and tasks without styles of their own; tags that HTML does not know are text.
//! 3. `pulldown-cmark` writes it.
//! 4. `ammonia` reads that as a browser would, and lets only the elements and attributes of `TAGS`
//!    and `ATTRIBUTES` through, links only to the web, to mail and to what the caller names.
//! 5. `pictures` puts links in the place of pictures that are elsewhere: a page loads nothing from
//!    strangers.
//!
//! An `id` of a stranger could take the place of one of ours. So ids are dropped but for those
//! that carry a mark which no text can hold: the checksum of the text itself.

mod events;
mod pictures;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative, UrlRelativeEvaluate};
use pulldown_cmark::html::push_html;
use pulldown_cmark::{Event, Tag};
use sha2::{Digest, Sha256};

use super::clean::clean_lines;
use crate::knowledge::headings::{Heading, headings_of};
use crate::markdown::{Piece, pieces};

/// A text as part of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html {
    /// The content, without a heading of the first level.
    pub body: String,
    /// The headings in it, with the level they have there, 2 to 6.
    pub headings: Vec<Heading>,
    /// The anchor of the heading that was left out because it says what the title says.
    pub title_anchor: Option<String>,
}

/// Tags and entities that one page may have; a browser takes its time for each.
const MAX_SIGNS: usize = 60_000;

/// Elements that may stand in the content.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Attributes that may stand on an element, by its name. Values are checked by [`attribute`].
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "title", "id"]),
    ("abbr", &["title"]),
    ("code", &["class"]),
    ("details", &["open"]),
    ("div", &["class", "id"]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("img", &["src", "alt", "title", "width", "height"]),
    ("li", &["class"]),
    ("ol", &["start"]),
    ("td", &["colspan", "rowspan", "class"]),
    ("th", &["colspan", "rowspan", "scope", "class"]),
];

/// Classes that the pages give a look to. A language of code is `language-` and its name.
const CLASSES: &[&str] = &["table", "center", "right", "task", "note", "plain"];

/// Makes HTML of Markdown.
///
/// A first heading that says the same as `title` is left out. `link` says where a relative link or
/// picture leads on the site, such as `KB-7k3m2q.html#steps` for `../sso.md#steps`, and whether one
/// within the page (`#steps`) leads anywhere; a link to nowhere becomes its text. Links to the web stay, pictures of the web become links.
pub fn render(source: &str, title: &str, link: &dyn Link) -> Html {
    let Some(pieces) = pieces(source) else {
        return plain(source);
    };
    let mark = mark_of(source);
    let mut headings = headings_of(source, &pieces);
    let title_anchor = take_title(&mut headings, &pieces, title);
    put_under_title(&mut headings);
    let is_raw = pieces.iter().any(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
    let events = events::prepare(pieces, &headings, title_anchor.is_some(), &mark);
    let mut html = String::with_capacity(source.len() * 3 / 2);
    push_html(&mut html, events.into_iter());
    if html.bytes().filter(|byte| matches!(byte, b'<' | b'&')).count() > MAX_SIGNS {
        return plain(source);
    }
    if is_raw {
        html = leave_out_strangers(&html);
    }
    let body = pictures::link_elsewhere(&sanitize(&html, &mark, link));
    // Entities have become characters only now. The signs of HTML itself are never touched.
    let body = clean_lines(&body).into_owned();
    Html { body, headings, title_anchor }
}

/// Makes HTML of a text that is not Markdown, or too much to be read as such.
pub fn plain(source: &str) -> Html {
    let text = Event::Text(clean_lines(source).into());
    let mut body = String::with_capacity(source.len() * 5 / 4);
    let events = [Event::Html("<pre class=\"plain\">".into()), text, Event::Html("</pre>\n".into())];
    push_html(&mut body, events.into_iter());
    Html { body, ..Html::default() }
}

/// Says where relative links lead.
pub trait Link: Sync {
    /// Returns the address of a relative link or picture on the site; nothing where there is none.
    fn resolve(&self, url: &str) -> Option<String>;
}

impl<F: Fn(&str) -> Option<String> + Sync> Link for F {
    fn resolve(&self, url: &str) -> Option<String> {
        self(url)
    }
}

/// Returns what no text of a stranger can hold: they would have to write their text's own checksum.
fn mark_of(source: &str) -> String {
    let digest = Sha256::digest(source);
    let hex: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("mark-{hex}-")
}

/// Leaves out a heading of the first level that opens the text and says what the title says.
fn take_title(headings: &mut Vec<Heading>, pieces: &[Piece], title: &str) -> Option<String> {
    let opens = matches!(pieces.first(), Some((Event::Start(Tag::Heading { .. }), _)));
    let first = headings.first()?;
    let is_title = opens && first.level == 1 && first.text.trim().eq_ignore_ascii_case(title.trim());
    is_title.then(|| headings.remove(0).anchor)
}

/// The title of the page is the first level; no level below it is skipped.
fn put_under_title(headings: &mut [Heading]) {
    let mut above: Vec<u8> = Vec::new();
    for heading in headings {
        above.retain(|level| *level < heading.level);
        above.push(heading.level);
        heading.level = (above.len() as u8 + 1).min(6);
    }
}

fn sanitize(html: &str, mark: &str, link: &dyn Link) -> String {
    let mark = mark.to_owned();
    builder()
        .url_relative(UrlRelative::Custom(Box::new(Relative { link })))
        .attribute_filter(move |_, name, value| attribute(name, value, &mark))
        .clean(html)
        .to_string()
}

/// Leaves out elements that may not be there, and nothing else but what is dangerous anyway. What
/// stood apart because of them may then be read in another way, so this is not the last reading.
fn leave_out_strangers(html: &str) -> String {
    builder().clean(html).to_string()
}

fn builder<'b>() -> Builder<'b> {
    let attributes: HashMap<&str, HashSet<&str>> =
        ATTRIBUTES.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect();
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(["script", "style", "title", "template"].into())
        .generic_attributes(HashSet::new())
        .tag_attributes(attributes)
        .url_schemes(["http", "https", "mailto"].into())
        .link_rel(None);
    builder
}

/// Returns the value an attribute may have, if any.
fn attribute<'v>(name: &str, value: &'v str, mark: &str) -> Option<Cow<'v, str>> {
    let is_number = |most: u32| value.parse().is_ok_and(|number: u32| (1..=most).contains(&number));
    let is_fine = match name {
        "id" => return value.strip_prefix(mark).map(Cow::Borrowed),
        "class" => CLASSES.contains(&value) || is_language(value),
        "start" => value.parse::<i32>().is_ok(),
        "colspan" | "rowspan" => is_number(1000),
        "width" | "height" => is_number(10_000),
        "scope" => matches!(value, "row" | "col"),
        "open" => return Some(Cow::Borrowed("")),
        _ => true,
    };
    is_fine.then_some(Cow::Borrowed(value))
}

fn is_language(class: &str) -> bool {
    let name = class.strip_prefix("language-");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '#' | '.');
    name.is_some_and(|name| name.len() < 40 && name.chars().all(is_plain))
}

struct Relative<'l> {
    link: &'l dyn Link,
}

impl<'l> UrlRelativeEvaluate<'l> for Relative<'l> {
    fn evaluate<'url>(&self, url: &'url str) -> Option<Cow<'url, str>> {
        let is_note = url.starts_with("#Note-") || url.starts_with("#Mention-");
        // An address without a scheme, but with a host, is of the web.
        let is_of_a_host = url.starts_with("//") || url.starts_with('\\');
        match (is_note, is_of_a_host) {
            (true, _) => Some(Cow::Borrowed(url)),
            (_, true) => None,
            _ if url.is_empty() || url == "#" => None,
            _ => self.link.resolve(url).map(Cow::Owned),
        }
    }
}

#[cfg(test)]
mod tests;
