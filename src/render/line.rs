//! One line of cleaned text, with styles on parts of it.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use anstyle::Style;

use super::{clean, width};

/// One line that is safe to show. Styles lie beside the text, so measuring and cutting need not
/// know them.
///
/// A cell of a [`super::Table`] is a line; so is what a command says in one breath.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    text: String,
    /// The parts that do not look plain, in order and apart from each other.
    spans: Vec<(Range<usize>, Look)>,
}

/// What lies beside a part of a line.
#[derive(Clone, Debug, Default, PartialEq)]
struct Look {
    style: Style,
    /// Where the part leads, fit for an escape sequence.
    link: Option<Arc<str>>,
}

impl Look {
    fn is_plain(&self) -> bool {
        self.style.is_plain() && self.link.is_none()
    }
}

/// Which escape sequences a terminal understands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Escapes {
    /// Colours and emphasis.
    pub styles: bool,
    /// Hyperlinks (OSC 8).
    pub links: bool,
}

/// Longer addresses are not made links: terminals stop reading about here (VTE at 2083 bytes).
const LONGEST_LINK: usize = 2000;

impl Line {
    /// Starts an empty line.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a line of one style.
    pub fn styled(text: &str, style: Style) -> Self {
        Self::new().paint(text, style)
    }

    /// Adds plain text.
    #[must_use]
    pub fn plain(self, text: &str) -> Self {
        self.paint(text, Style::new())
    }

    /// Adds text in a style.
    #[must_use]
    pub fn paint(mut self, text: &str, style: Style) -> Self {
        self.push(text, style);
        self
    }

    /// Adds text in a style, in place.
    pub fn push(&mut self, text: &str, style: Style) {
        self.push_look(text, Look { style, link: None });
    }

    /// Adds text that leads to `url`, in place. What a terminal may not be told is left out of the
    /// address, never out of the text.
    pub fn push_link(&mut self, text: &str, style: Style, url: &str) {
        let url = address(url);
        let link = (url.len() <= LONGEST_LINK).then(|| Arc::from(url.as_ref()));
        self.push_look(text, Look { style, link });
    }

    fn push_look(&mut self, text: &str, look: Look) {
        let start = self.text.len();
        self.text.push_str(&clean::clean_line(text));
        self.mark(start..self.text.len(), &look);
    }

    /// Adds another line behind this one.
    pub fn append(&mut self, other: &Line) {
        self.append_part(other, 0..other.text.len());
    }

    /// Returns the text without its styles.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Says whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Returns how many columns the line takes on a terminal.
    pub fn columns(&self) -> usize {
        width::columns(&self.text)
    }

    /// Cuts the line to at most `limit` columns; a cut is shown by `…`.
    #[must_use]
    pub fn truncate(&self, limit: usize) -> Line {
        let Some(end) = width::cut(&self.text, limit) else {
            return self.clone();
        };
        let mut cut = Line::new();
        cut.append_part(self, 0..end);
        if limit > 0 {
            let look = self.spans.iter().rev().find(|(span, _)| span.start <= end);
            let look = look.filter(|(span, _)| span.end > end).map(|(_, look)| look.clone());
            cut.push_look("…", look.unwrap_or_default());
        }
        cut
    }

    /// Breaks the line into lines of at most `limit` columns.
    pub fn wrap(&self, limit: usize) -> Vec<Line> {
        let part = |range| {
            let mut line = Line::new();
            line.append_part(self, range);
            line
        };
        width::wrap(&self.text, limit).into_iter().map(part).collect()
    }

    /// Writes the line behind `out`, with the escape sequences that are allowed.
    pub(crate) fn write(&self, out: &mut String, escapes: Escapes) {
        let mut written = 0;
        for (span, look) in &self.spans {
            out.push_str(&self.text[written..span.start]);
            let part = &self.text[span.clone()];
            let style = if escapes.styles { look.style } else { Style::new() };
            let link = look.link.as_deref().filter(|_| escapes.links);
            // Writing to a string cannot fail.
            let _ = match link {
                Some(url) => write!(out, "\x1b]8;;{url}\x1b\\{style}{part}{style:#}\x1b]8;;\x1b\\"),
                None => write!(out, "{style}{part}{style:#}"),
            };
            written = span.end;
        }
        out.push_str(&self.text[written..]);
    }

    /// Puts text that is clean already and that carries the spans of `cells` where they stand in it.
    pub(super) fn laid_out(text: String, cells: &[Line]) -> Line {
        let mut line = Line { text, spans: Vec::new() };
        let mut from = 0;
        for cell in cells {
            let Some(at) = line.text[from..].find(&cell.text) else {
                continue;
            };
            let start = from + at;
            for (span, look) in &cell.spans {
                line.mark(start + span.start..start + span.end, look);
            }
            from = start + cell.text.len();
        }
        line
    }

    fn append_part(&mut self, other: &Line, part: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(&other.text[part.clone()]);
        let first = other.spans.partition_point(|(span, _)| span.end <= part.start);
        for (span, look) in &other.spans[first..] {
            if span.start >= part.end {
                break;
            }
            let begin = span.start.max(part.start) - part.start;
            let end = span.end.min(part.end) - part.start;
            self.mark(start + begin..start + end, look);
        }
    }

    fn mark(&mut self, span: Range<usize>, look: &Look) {
        if look.is_plain() || span.is_empty() {
            return;
        }
        match self.spans.last_mut() {
            Some((last, same)) if same == look && last.end == span.start => last.end = span.end,
            _ => self.spans.push((span, look.clone())),
        }
    }
}

/// Writes an address so that it cannot end or change an escape sequence: all but visible ASCII is
/// percent-encoded (RFC 3986, section 2.1), as the convention of OSC 8 asks.
fn address(url: &str) -> Cow<'_, str> {
    if url.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Cow::Borrowed(url);
    }
    let mut encoded = String::with_capacity(url.len() + 8);
    for byte in url.bytes() {
        match byte.is_ascii_graphic() {
            true => encoded.push(char::from(byte)),
            false => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    Cow::Owned(encoded)
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Line::new().plain(text)
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Line::from(text.as_str())
    }
}

impl From<&String> for Line {
    fn from(text: &String) -> Self {
        Line::from(text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOLD: Style = Style::new().bold();

    fn ansi(line: &Line) -> String {
        let mut out = String::new();
        line.write(&mut out, Escapes { styles: true, links: true });
        out
    }

    #[test]
    fn styles_lie_beside_the_text() {
        let line = Line::from("a ").paint("b", BOLD).paint("c", BOLD).plain(" d");
        assert_eq!(line.text(), "a bc d");
        assert_eq!(ansi(&line), "a \u{1b}[1mbc\u{1b}[0m d");
    }

    #[test]
    fn text_is_cleaned_as_it_enters() {
        assert_eq!(Line::from("\u{1b}[31mred\nblue").text(), "␛[31mred⏎blue");
    }

    #[test]
    fn a_cut_keeps_the_styles() {
        let line = Line::styled("7k3m2q", BOLD).plain(" title");
        assert_eq!(ansi(&line.truncate(9)), "\u{1b}[1m7k3m2q\u{1b}[0m t…");
        assert_eq!(ansi(&line.truncate(4)), "\u{1b}[1m7k3…\u{1b}[0m");
        assert_eq!(line.truncate(40), line);
    }

    #[test]
    fn a_broken_line_keeps_the_styles() {
        let line = Line::from("one ").paint("two three", BOLD).plain(" four");
        let lines: Vec<_> = line.wrap(8).iter().map(ansi).collect();
        assert_eq!(lines, ["one \u{1b}[1mtwo\u{1b}[0m", "\u{1b}[1mthree\u{1b}[0m", "four"]);
    }

    #[test]
    fn a_link_has_no_width_and_stays_whole_when_it_is_broken() {
        let mut line = Line::from("see ");
        line.push_link("the page", Style::new(), "https://a.b/c");
        let link = |text: &str| format!("\u{1b}]8;;https://a.b/c\u{1b}\\{text}\u{1b}]8;;\u{1b}\\");
        assert_eq!(line.columns(), 12);
        assert_eq!(ansi(&line), format!("see {}", link("the page")));
        let lines: Vec<_> = line.wrap(7).iter().map(ansi).collect();
        assert_eq!(lines, [format!("see {}", link("the")), link("page")]);
        assert_eq!(ansi(&line.truncate(9)), format!("see {}", link("the…")));
        let mut out = String::new();
        line.write(&mut out, Escapes { styles: true, links: false });
        assert_eq!(out, "see the page");
    }

    #[test]
    fn an_address_cannot_leave_its_escape_sequence() {
        let mut line = Line::new();
        line.push_link("x", Style::new(), "http://a/\u{1b}\\\u{7}\u{9c} é\n");
        let expect = "\u{1b}]8;;http://a/%1B\\%07%C2%9C%20%C3%A9%0A\u{1b}\\x\u{1b}]8;;\u{1b}\\";
        assert_eq!(ansi(&line), expect);
        let mut line = Line::new();
        line.push_link("x", Style::new(), &format!("http://{}", "a".repeat(LONGEST_LINK)));
        assert_eq!(ansi(&line), "x");
    }
}
