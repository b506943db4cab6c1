//! What the parser of Markdown found, prepared for HTML.

use std::collections::{HashMap, HashSet};
use std::mem;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::TAGS;
use crate::knowledge::headings::Heading;
use crate::markdown::Piece;

/// Every tag written as HTML may cost a step for every piece of the text (a browser looks through
/// all that is open); this many steps are allowed.
const MAX_STEPS: usize = 20_000_000;
/// Open emphasis is opened again in every paragraph, which makes the page larger; this often.
const MAX_REOPENED: usize = 500_000;
/// Elements that a browser opens again in the next paragraph.
const REOPENED: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Returns the events of a page: with anchors, footnotes of our own, and without what needs styles.
/// `headings` are those to be shown; where `skips_title`, the first one of the text is not.
pub(super) fn prepare<'a>(
    pieces: Vec<Piece<'a>>,
    headings: &[Heading],
    skips_title: bool,
    mark: &str,
) -> Vec<Event<'a>> {
    let is_html_text = costs_too_much(&pieces);
    let mentioned = pieces.iter().filter_map(|(event, _)| match event {
        Event::FootnoteReference(name) => Some(name.clone()),
        _ => None,
    });
    let mentioned = mentioned.collect();
    let mut page = Page {
        out: Vec::with_capacity(pieces.len() + 16),
        mark,
        headings: headings.iter(),
        level: HeadingLevel::H2,
        notes: HashMap::new(),
        mentioned,
        defined: HashSet::new(),
        columns: Vec::new(),
        column: 0,
        cell: "td",
        is_html_text,
    };
    let mut skipping = skips_title;
    let mut pieces = pieces.into_iter().map(|(event, _)| event).peekable();
    while let Some(event) = pieces.next() {
        if skipping {
            skipping = !matches!(event, Event::End(TagEnd::Heading(_)));
            continue;
        }
        let is_task = matches!(event, Event::Start(Tag::Item))
            && matches!(pieces.peek(), Some(Event::TaskListMarker(_)));
        match is_task {
            true => page.html("<li class=\"task\">".to_owned()),
            false => page.event(event),
        }
    }
    page.out
}

struct Page<'a, 'p> {
    out: Vec<Event<'a>>,
    mark: &'p str,
    headings: std::slice::Iter<'p, Heading>,
    /// The level of the heading that is open.
    level: HeadingLevel,
    /// The number of each footnote, in the order they are met, and whether it was mentioned already.
    notes: HashMap<CowStr<'a>, (usize, bool)>,
    /// Footnotes that some sentence mentions.
    mentioned: HashSet<CowStr<'a>>,
    /// Footnotes whose text has been met.
    defined: HashSet<CowStr<'a>>,
    columns: Vec<Alignment>,
    column: usize,
    cell: &'static str,
    is_html_text: bool,
}

impl<'a> Page<'a, '_> {
    fn event(&mut self, event: Event<'a>) {
        match event {
            Event::Start(Tag::Heading { .. }) => self.start_heading(),
            Event::End(TagEnd::Heading(_)) => self.out.push(Event::End(TagEnd::Heading(self.level))),
            Event::Start(Tag::Table(columns)) => {
                self.html("<div class=\"table\">".to_owned());
                self.out.push(Event::Start(Tag::Table(Vec::new())));
                self.columns = columns;
            }
            Event::End(TagEnd::Table) => {
                self.out.push(event);
                self.html("</div>\n".to_owned());
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.cell = if matches!(event, Event::Start(Tag::TableHead)) { "th" } else { "td" };
                self.column = 0;
                self.out.push(event);
            }
            Event::Start(Tag::TableCell) => self.start_cell(),
            Event::End(TagEnd::TableCell) => self.html(format!("</{}>", self.cell)),
            Event::TaskListMarker(done) => self.out.push(Event::Text(if done { "☑ " } else { "☐ " }.into())),
            Event::FootnoteReference(name) => self.mention(name),
            Event::Start(Tag::FootnoteDefinition(name)) => self.start_note(name),
            Event::End(TagEnd::FootnoteDefinition) => self.html("</div>\n".to_owned()),
            Event::Html(html) if self.is_html_text => self.out.push(Event::Text(html)),
            Event::InlineHtml(html) if self.is_html_text || !is_known(&html) => {
                self.out.push(Event::Text(html))
            }
            event => self.out.push(event),
        }
    }

    fn html(&mut self, html: String) {
        self.out.push(Event::Html(html.into()));
    }

    fn start_heading(&mut self) {
        let Some(heading) = self.headings.next() else {
            return;
        };
        self.level = HeadingLevel::try_from(usize::from(heading.level)).unwrap_or(HeadingLevel::H6);
        let id = Some(format!("{}{}", self.mark, heading.anchor).into());
        let (classes, attrs) = (Vec::new(), Vec::new());
        self.out.push(Event::Start(Tag::Heading { level: self.level, id, classes, attrs }));
    }

    fn start_cell(&mut self) {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        self.column += 1;
        self.html(format!("<{}{class}>", self.cell));
    }

    /// The anchors of notes begin with a capital letter, those of headings never hold one.
    fn mention(&mut self, name: CowStr<'a>) {
        let (number, is_first) = self.number(name);
        let id = if is_first { format!(" id=\"{}Mention-{number}\"", self.mark) } else { String::new() };
        let html = format!("<sup><a href=\"#Note-{number}\"{id}>{number}</a></sup>");
        self.out.push(Event::InlineHtml(html.into()));
    }

    fn start_note(&mut self, name: CowStr<'a>) {
        let next = self.notes.len() + 1;
        let number = self.notes.get(&name).map_or(next, |(number, _)| *number);
        self.notes.entry(name.clone()).or_insert((number, false));
        let label = match self.mentioned.contains(&name) {
            true => format!("<a href=\"#Mention-{number}\">{number}</a>"),
            false => number.to_string(),
        };
        let is_first = self.defined.insert(name);
        let id = if is_first { format!(" id=\"{}Note-{number}\"", self.mark) } else { String::new() };
        self.html(format!("<div class=\"note\"{id}><sup>{label}</sup>"));
    }

    /// Returns the number of a note that is mentioned, and whether this is the first time.
    fn number(&mut self, name: CowStr<'a>) -> (usize, bool) {
        let next = self.notes.len() + 1;
        let (number, is_mentioned) = self.notes.entry(name).or_insert((next, false));
        (*number, !mem::replace(is_mentioned, true))
    }
}

/// Says whether the tag of an element we show, or a comment, which nobody shows. `<your name>` is
/// what a person wrote to be read.
fn is_known(html: &str) -> bool {
    let name = html.trim_start_matches(['<', '/']);
    let name =
        name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
    html.starts_with("<!") || html.starts_with("<?") || TAGS.contains(&name.as_str())
}

fn costs_too_much(pieces: &[Piece]) -> bool {
    let (mut tags, mut reopened) = (0, 0);
    for (event, _) in pieces {
        if let Event::Html(html) | Event::InlineHtml(html) = event {
            for after in html.split('<').skip(1) {
                let name = after.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
                tags += 1;
                reopened += usize::from(REOPENED.iter().any(|known| known.eq_ignore_ascii_case(name)));
            }
        }
    }
    let steps = pieces.len() + tags;
    tags * steps > MAX_STEPS || reopened * steps > MAX_REOPENED
}
