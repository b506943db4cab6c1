//! Many lines of cleaned text.

use super::Line;
use super::{Escapes, clean};

/// Lines that are safe to show, on a terminal with [`Text::ansi`] and anywhere with
/// [`Text::plain`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    lines: Vec<Line>,
}

impl Text {
    /// Starts without a line.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one line.
    pub fn push(&mut self, line: impl Into<Line>) -> &mut Self {
        self.lines.push(line.into());
        self
    }

    /// Adds an empty line.
    pub fn blank(&mut self) -> &mut Self {
        self.push(Line::new())
    }

    /// Adds all lines of another text.
    pub fn append(&mut self, other: Text) -> &mut Self {
        self.lines.extend(other.lines);
        self
    }

    /// Adds all lines of another text, each behind `columns` spaces.
    pub fn append_indented(&mut self, other: &Text, columns: usize) -> &mut Self {
        let indent = Line::from(" ".repeat(columns));
        for line in &other.lines {
            let mut indented = if line.is_empty() { Line::new() } else { indent.clone() };
            indented.append(line);
            self.lines.push(indented);
        }
        self
    }

    /// Returns the lines.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Says whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Returns the text with escape sequences for its styles, each line ended by a line feed.
    pub fn ansi(&self) -> String {
        self.escaped(Escapes { styles: true, links: false })
    }

    /// Returns the text without styles, each line ended by a line feed.
    pub fn plain(&self) -> String {
        self.escaped(Escapes::default())
    }

    /// Returns the text with the escape sequences that are allowed, each line ended by a line feed.
    pub fn escaped(&self, escapes: Escapes) -> String {
        let mut out = String::new();
        for line in &self.lines {
            line.write(&mut out, escapes);
            out.push('\n');
        }
        out
    }
}

impl From<Line> for Text {
    fn from(line: Line) -> Self {
        Text { lines: vec![line] }
    }
}

impl FromIterator<Line> for Text {
    fn from_iter<I: IntoIterator<Item = Line>>(lines: I) -> Self {
        Text { lines: lines.into_iter().collect() }
    }
}

impl From<&str> for Text {
    /// Takes every line of `text` as it stands; tabs become four spaces.
    fn from(text: &str) -> Self {
        let text = clean::clean_lines(text);
        text.lines().map(|line| Line::from(line.replace('\t', "    "))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anstyle::Style;

    #[test]
    fn a_text_ends_every_line() {
        let mut text = Text::new();
        text.push("one").blank().push(Line::styled("two", Style::new().bold()));
        assert_eq!(text.plain(), "one\n\ntwo\n");
        assert_eq!(text.ansi(), "one\n\n\u{1b}[1mtwo\u{1b}[0m\n");
    }

    #[test]
    fn many_lines_stay_many_lines() {
        assert_eq!(Text::from("a\r\n\tb\n\nc\n").plain(), "a\n    b\n\nc\n");
        assert_eq!(Text::from("").plain(), "");
    }

    #[test]
    fn an_indented_text_has_no_trailing_spaces() {
        let mut text = Text::new();
        text.append_indented(&Text::from("a\n\nb"), 2);
        assert_eq!(text.plain(), "  a\n\n  b\n");
    }
}
