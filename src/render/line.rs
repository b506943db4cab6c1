//! One line of cleaned text, with styles on parts of it.

use std::ops::Range;

use anstyle::Style;

use super::{clean, width};

/// One line that is safe to show. Styles lie beside the text, so measuring and cutting need not
/// know them.
///
/// A cell of a [`super::Table`] is a line; so is what a command says in one breath.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    text: String,
    /// The styled parts, in order and apart from each other.
    spans: Vec<(Range<usize>, Style)>,
}

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
        let start = self.text.len();
        self.text.push_str(&clean::clean_line(text));
        self.mark(start..self.text.len(), style);
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
            let style = self.spans.iter().rev().find(|(span, _)| span.start <= end);
            let style = style.filter(|(span, _)| span.end > end).map(|(_, style)| *style);
            cut.push("…", style.unwrap_or_default());
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

    /// Writes the line behind `out`, with escape sequences where `color` allows them.
    pub(crate) fn write(&self, out: &mut String, color: bool) {
        if !color {
            out.push_str(&self.text);
            return;
        }
        let mut written = 0;
        for (span, style) in &self.spans {
            out.push_str(&self.text[written..span.start]);
            let part = &self.text[span.clone()];
            out.push_str(&format!("{style}{part}{style:#}"));
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
            for (span, style) in &cell.spans {
                line.mark(start + span.start..start + span.end, *style);
            }
            from = start + cell.text.len();
        }
        line
    }

    fn append_part(&mut self, other: &Line, part: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(&other.text[part.clone()]);
        let first = other.spans.partition_point(|(span, _)| span.end <= part.start);
        for (span, style) in &other.spans[first..] {
            if span.start >= part.end {
                break;
            }
            let begin = span.start.max(part.start) - part.start;
            let end = span.end.min(part.end) - part.start;
            self.mark(start + begin..start + end, *style);
        }
    }

    fn mark(&mut self, span: Range<usize>, style: Style) {
        if style.is_plain() || span.is_empty() {
            return;
        }
        match self.spans.last_mut() {
            Some((last, same)) if *same == style && last.end == span.start => last.end = span.end,
            _ => self.spans.push((span, style)),
        }
    }
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
        line.write(&mut out, true);
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
}
