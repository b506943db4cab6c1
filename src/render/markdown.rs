//! Markdown of tickets and articles as lines for a reader at a terminal.
//!
//! The text comes from strangers: what is too much to read as Markdown ([`crate::markdown`]) is
//! shown as the plain text it also is ([`plain`]). Emphasis is a style; what must be understood
//! without styles (headings, quotes, code, lists) keeps a visible sign.
//!
//! `Page` walks through the events of the parser. Inline events grow one long [`Line`]; the end
//! of a block wraps it to the width and puts the marks of the containers around it before each line.

use std::mem;

use anstyle::Style;
use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::clean::clean_lines;
use super::{Column, Line, Table, Text, width};
use crate::markdown::{is_web_address, pieces};

/// Deeper containers are drawn without a mark of their own.
const MAX_DEPTH: usize = 10;
/// Text is never wrapped to less than this, however deep it stands.
const LEAST_WIDTH: usize = 20;

const HEADING: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const LINK: Style = Style::new().underline();

/// Draws Markdown in `width` columns.
pub fn render(source: &str, width: usize) -> Text {
    let Some(pieces) = pieces(source) else {
        return plain(source, width);
    };
    let mut page = Page::new(width);
    for (event, _) in pieces {
        page.event(event);
    }
    page.flush();
    page.out
}

/// Wraps text that is not, or is not worth reading as, Markdown.
pub fn plain(source: &str, width: usize) -> Text {
    Text::from(source).lines().iter().flat_map(|line| line.wrap(width.max(LEAST_WIDTH))).collect()
}

struct Page {
    out: Text,
    width: usize,
    containers: Vec<Container>,
    lists: Vec<Option<u64>>,
    /// What the block that is being read says so far.
    line: Line,
    styles: Vec<Style>,
    links: Vec<Link>,
    /// Code or HTML that is being read, to be shown as it stands.
    verbatim: Option<String>,
    table: Table,
    row: Vec<Line>,
    /// The next block stands apart from the last one, which stood in so many containers.
    gap: Option<usize>,
}

/// What stands before each line of the blocks inside.
struct Container {
    /// The mark of a list item, until its first line has taken it.
    first: Option<String>,
    rest: String,
}

struct Link {
    url: String,
    start: usize,
}

impl Page {
    fn new(width: usize) -> Self {
        Page {
            out: Text::new(),
            width,
            containers: Vec::new(),
            lists: Vec::new(),
            line: Line::new(),
            styles: Vec::new(),
            links: Vec::new(),
            verbatim: None,
            table: Table::default(),
            row: Vec::new(),
            gap: None,
        }
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) => self.text(&text),
            Event::Code(code) => self.push(&format!("`{code}`"), FAINT),
            Event::InlineHtml(html) => self.push(&html, FAINT),
            Event::SoftBreak => self.push(" ", Style::new()),
            Event::HardBreak => self.flush(),
            Event::Rule => self.rule(),
            Event::TaskListMarker(done) => self.push(if done { "[x] " } else { "[ ] " }, Style::new()),
            Event::FootnoteReference(name) => self.push(&format!("[^{name}]"), FAINT),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Heading { level, .. } => {
                self.styles.push(HEADING);
                self.push(&format!("{} ", "#".repeat(level as usize)), Style::new());
            }
            Tag::BlockQuote(_) => self.enter(None, "│ "),
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => self.start_item(),
            Tag::FootnoteDefinition(name) => self.enter(Some(format!("[^{name}] ")), "  "),
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.flush();
                self.verbatim = Some(String::new());
            }
            Tag::Table(aligns) => self.start_table(&aligns),
            Tag::Emphasis => self.styles.push(Style::new().italic()),
            Tag::Strong => self.styles.push(Style::new().bold()),
            Tag::Strikethrough => self.styles.push(Style::new().strikethrough()),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.styles.push(LINK);
                self.links.push(Link { url: dest_url.into_string(), start: self.line.text().len() });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_block(),
            TagEnd::Heading(_) => {
                self.styles.pop();
                self.end_block();
            }
            TagEnd::BlockQuote(_) => {
                self.leave();
                self.part();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.part();
                }
            }
            TagEnd::Item => self.leave(),
            TagEnd::FootnoteDefinition => {
                self.leave();
                self.part();
            }
            TagEnd::CodeBlock => self.end_verbatim("    ", Style::new()),
            TagEnd::HtmlBlock => self.end_verbatim("", FAINT),
            TagEnd::TableCell => self.row.push(mem::take(&mut self.line)),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::Table => self.end_table(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => drop(self.styles.pop()),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.verbatim {
            Some(verbatim) => verbatim.push_str(text),
            None => self.push(text, Style::new()),
        }
    }

    fn push(&mut self, text: &str, style: Style) {
        let effects = self.styles.iter().fold(style.get_effects(), |all, style| all | style.get_effects());
        let style = style.effects(effects);
        match self.links.last().filter(|link| is_web_address(&link.url)) {
            Some(link) => self.line.push_link(text, style, &link.url),
            None => self.line.push(text, style),
        }
    }

    /// Text and target may differ, so the target is always to be seen.
    fn end_link(&mut self) {
        self.styles.pop();
        let Some(Link { url, start }) = self.links.last() else {
            return;
        };
        let text = self.line.text().get(*start..).unwrap_or_default();
        if text != url && format!("mailto:{text}") != *url {
            let space = if text.is_empty() { "" } else { " " };
            let target = format!("({url})");
            self.push(space, Style::new());
            self.push(&target, FAINT);
        }
        self.links.pop();
    }

    fn rule(&mut self) {
        let columns = self.room().min(40);
        self.push(&"─".repeat(columns), FAINT);
        self.end_block();
    }

    fn start_item(&mut self) {
        let deep = self.containers.len() >= MAX_DEPTH;
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1);
                marker
            }
            _ => "• ".to_owned(),
        };
        let rest = if deep { String::new() } else { " ".repeat(width::columns(&marker)) };
        self.enter(Some(marker), &rest);
    }

    fn enter(&mut self, first: Option<String>, rest: &str) {
        self.flush();
        let rest = if self.containers.len() >= MAX_DEPTH { "" } else { rest };
        self.containers.push(Container { first, rest: rest.to_owned() });
    }

    fn leave(&mut self) {
        self.flush();
        let is_waiting = |container: &Container| container.first.is_some();
        if self.containers.last().is_some_and(is_waiting) {
            self.emit(Line::new()); // an empty item is still an item
        }
        self.containers.pop();
    }

    fn end_block(&mut self) {
        self.flush();
        self.part();
    }

    fn end_verbatim(&mut self, indent: &str, style: Style) {
        let verbatim = self.verbatim.take().unwrap_or_default();
        for line in clean_lines(&verbatim).lines() {
            match line {
                "" => self.blank(usize::MAX),
                _ => self.emit(Line::styled(&format!("{indent}{}", line.replace('\t', "    ")), style)),
            }
        }
        self.part();
    }

    fn start_table(&mut self, aligns: &[Alignment]) {
        self.flush();
        let column = |align: &Alignment| match align {
            Alignment::Right => Column::new("").right(),
            _ => Column::new(""),
        };
        self.table = Table::new(aligns.iter().map(|align| column(align).at_most(usize::MAX)));
    }

    fn end_row(&mut self) {
        self.table.rows.push(mem::take(&mut self.row));
    }

    fn end_table(&mut self) {
        let mut table = mem::take(&mut self.table);
        let header = table.rows.remove(0);
        let named = |(column, title): (Column, Line)| column.titled(title);
        table.columns = table.columns.into_iter().zip(header).map(named).collect();
        if table.rows.is_empty() {
            table.rows.push(Vec::new());
        }
        for line in table.terminal(self.room()).lines() {
            self.emit(line.clone());
        }
        self.part();
    }

    /// Wraps what was gathered and writes it.
    fn flush(&mut self) {
        let line = mem::take(&mut self.line);
        if line.is_empty() {
            return;
        }
        for part in line.wrap(self.room()) {
            self.emit(part);
        }
    }

    /// The columns that the containers leave.
    fn room(&self) -> usize {
        let taken: usize = self.containers.iter().map(|container| width::columns(&container.rest)).sum();
        self.width.saturating_sub(taken).max(LEAST_WIDTH)
    }

    /// Writes one line behind the marks of its containers, after a blank line where one is due.
    fn emit(&mut self, line: Line) {
        if let Some(depth) = self.gap.take()
            && !self.out.is_empty()
        {
            self.blank(depth);
        }
        let mut whole = Line::new();
        for container in &mut self.containers {
            match container.first.take() {
                Some(marker) => whole.push(&marker, Style::new()),
                None => whole.push(&container.rest, FAINT),
            }
        }
        whole.append(&line);
        self.out.push(whole);
    }

    /// Parts what follows from what was written.
    fn part(&mut self) {
        self.gap = Some(self.containers.len());
    }

    /// Writes an empty line inside the outermost `depth` containers.
    fn blank(&mut self, depth: usize) {
        let is_open = |container: &&Container| container.first.is_none();
        let open = self.containers.iter().take(depth).take_while(is_open);
        let marks: String = open.map(|open| open.rest.as_str()).collect();
        self.out.push(Line::styled(marks.trim_end(), FAINT));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{MAX_BYTES, MAX_MARKERS};
    use proptest::prelude::*;

    fn check(source: &str, expect: &str) {
        assert_eq!(render(source, 30).plain(), expect, "{source:?}");
    }

    #[test]
    fn prose_is_wrapped() {
        check("", "");
        check(
            "After changing my password\nI am sent back to the login page.\n\nFor ever.",
            "After changing my password I\nam sent back to the login\npage.\n\nFor ever.\n",
        );
        check("one  \ntwo\\\nthree", "one\ntwo\nthree\n");
    }

    #[test]
    fn headings_keep_their_sign() {
        check("# Steps\ntext\n## More", "# Steps\n\ntext\n\n## More\n");
        assert_eq!(render("# A", 30).ansi(), "\u{1b}[1m# A\u{1b}[0m\n");
    }

    #[test]
    fn lists_stand_under_their_marks() {
        check("- one\n- two\n  - deep\n    and on\n- three", "• one\n• two\n  • deep and on\n• three\n");
        check("9. nine\n10. ten\n\nafter", "9. nine\n10. ten\n\nafter\n");
        check("- loose\n\n  more\n\n- two", "• loose\n\n  more\n\n• two\n");
        check("- [ ] open\n- [x] done", "• [ ] open\n• [x] done\n");
        check("-\n- two", "• \n• two\n");
        check("- a long item that has to be wrapped here", "• a long item that has to be\n  wrapped here\n");
    }

    #[test]
    fn quotes_and_code_keep_their_lines() {
        check("> a\n>\n> b\n> > c\n\nd", "│ a\n│\n│ b\n│\n│ │ c\n\nd\n");
        check("```sh\nls\t-l\n\nend\n```\nafter", "    ls    -l\n\n    end\n\nafter\n");
        check("- item\n\n      code", "• item\n\n      code\n");
        check("use `git  desk`", "use `git  desk`\n");
    }

    #[test]
    fn links_and_images_show_where_they_lead() {
        check("[a](http://b.c) d", "a (http://b.c) d\n");
        check("<http://b.c> <x@y.z>", "http://b.c x@y.z\n");
        check("![screen](files/a.png)", "screen (files/a.png)\n");
        check("![](a.png)", "(a.png)\n");
    }

    #[test]
    fn html_is_text() {
        check("<script>\nalert(1)\n</script>", "<script>\nalert(1)\n</script>\n");
        check("a <b>c</b>", "a <b>c</b>\n");
    }

    #[test]
    fn tables_are_tables() {
        check("| a | long |\n|---|-----:|\n| x | 1 |\n| y |\n\nz", "a long\nx    1\ny\n\nz\n");
        check("| a |\n|---|", "a\n\n");
    }

    #[test]
    fn emphasis_is_a_style() {
        let expect = "a \u{1b}[1mb\u{1b}[0m\u{1b}[1m\u{1b}[3mc\u{1b}[0m d\n";
        assert_eq!(render("a **b*c*** d", 30).ansi(), expect);
        check("a **b*c*** d", "a bc d\n");
    }

    #[test]
    fn nothing_raw_reaches_the_terminal() {
        check("a\x1b[31m &#27;[0m &#x202e;", "a␛[31m ␛[0m �\n");
        check("[x](http://\u{202e}y)", "x (http://�y)\n");
        check("```\n\x1b]0;t\x07\n```", "    ␛]0;t␇\n");
    }

    #[test]
    fn hostile_texts_are_quick() {
        let mut texts: Vec<String> =
            ["[", "![", "`", "*a_", "<", ">", "- ", "> - ", "&", "|", "\\", "[a](", "a\n"]
                .map(|piece| piece.repeat(MAX_BYTES / piece.len()))
                .to_vec();
        texts.push("[".repeat(10_000_000));
        let wide = MAX_BYTES / 4;
        texts.push(format!("{}|\n{}|\n{}", "|a".repeat(wide / 2), "|-".repeat(wide / 2), "|\n".repeat(wide)));
        texts.push(format!("{}\n", ">".repeat(MAX_MARKERS)).repeat(MAX_BYTES / 40));
        texts.push((0..600).map(|depth| format!("{}- a\n", " ".repeat(2 * depth % 700))).collect());
        texts.push((0..5_000).map(|n| format!("[{n}]: /{n}\n")).collect::<String>() + &"[1]".repeat(50_000));
        for text in texts {
            let started = std::time::Instant::now();
            render(&text, 80);
            let head: String = text.chars().take(20).collect();
            assert!(started.elapsed().as_secs() < 20, "{head:?}: {:?}", started.elapsed());
        }
    }

    proptest! {
        #[test]
        fn any_text_is_drawn_clean(
            pieces in proptest::collection::vec(proptest::sample::select(vec![
                "a", "word ", "\n", "\n\n", "- ", "1. ", "> ", "# ", "```\n", "    ", "\t", "*", "**", "_", "`", "[", "](",
                ")", "![", "|", "|-|\n", "<b>", "<!--", "&#27;", "&#x202e;", "\u{1b}[1m", "\u{202e}", "\0", "~~", "\r\n", "日本",
                "[x] ", "\\", "---\n", "👩\u{200d}👩", "\u{85}", "http://x.y ",
            ]), 0..60),
            width in 0usize..60,
        ) {
            let text = render(&pieces.concat(), width).plain();
            let is_harmful = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202e}' | '\u{200b}' | '\u{2028}');
            prop_assert!(!text.contains(is_harmful), "{:?}", text);
        }
    }
}
