//! A table for other programs: tab-separated, CSV, Markdown.

use super::{Align, Column, Table};
use crate::render::Line;

impl Table {
    /// Writes tab-separated rows without a header, for pipes. Cells hold neither tab nor line
    /// feed: cleaning made them a space and `⏎`.
    pub fn tsv(&self) -> String {
        let mut out = String::new();
        for row in self.all_rows() {
            join(&mut out, row.iter().map(|cell| cell.text()), "\t", "\n");
        }
        out
    }

    /// Writes CSV after RFC 4180, with a header.
    ///
    /// A cell that a spreadsheet would take for a formula gets `'` before it.
    pub fn csv(&self) -> String {
        let mut out = String::new();
        join(&mut out, self.columns.iter().map(|column| csv_cell(&column.title)), ",", "\r\n");
        for row in self.all_rows() {
            join(&mut out, row.iter().map(|cell| csv_cell(cell)), ",", "\r\n");
        }
        out
    }

    /// Writes a table for Markdown pages. Text in cells cannot become markup.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        let mut row = |cells: &mut dyn Iterator<Item = String>| {
            out.push('|');
            for cell in cells {
                out.push_str(&format!(" {cell} |"));
            }
            out.push('\n');
        };
        row(&mut self.columns.iter().map(|column| markdown_cell(&column.title)));
        row(&mut self.columns.iter().map(rule));
        for cells in self.all_rows() {
            row(&mut cells.iter().map(|cell| markdown_cell(cell)));
        }
        out
    }

    /// The rows, each with exactly one cell for each column.
    pub(super) fn all_rows(&self) -> impl Iterator<Item = Vec<&Line>> {
        static EMPTY: std::sync::LazyLock<Line> = std::sync::LazyLock::new(Line::new);
        let width = self.columns.len();
        self.rows.iter().map(move |row| (0..width).map(|at| row.get(at).unwrap_or(&EMPTY)).collect())
    }
}

fn join<S: AsRef<str>>(out: &mut String, cells: impl Iterator<Item = S>, between: &str, end: &str) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push_str(between);
        }
        out.push_str(cell.as_ref());
    }
    out.push_str(end);
}

/// The wide forms of the signs count too: spreadsheets of some languages obey them.
fn csv_cell(cell: &Line) -> String {
    let text = cell.text();
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\r', '\n']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

fn markdown_cell(cell: &Line) -> String {
    let mut out = String::new();
    for character in cell.text().chars() {
        if "\\`*_[]<>|~&".contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

fn rule(column: &Column) -> String {
    match column.align {
        Align::Left => "---".to_owned(),
        Align::Right => "--:".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(cells: &[&str]) -> Table {
        let mut table = Table::new([Column::new("Title"), Column::new("Age, days").right()]);
        for cell in cells {
            table.push([Line::from(*cell), Line::from("7")]);
        }
        table
    }

    #[test]
    fn pipes_get_one_line_for_each_row() {
        assert_eq!(table(&["one", "a\tb\nc"]).tsv(), "one\t7\na b⏎c\t7\n");
    }

    #[test]
    fn spreadsheets_get_no_formula() {
        let check = |cell: &str, expect: &str| {
            assert_eq!(table(&[cell]).csv(), format!("Title,\"Age, days\"\r\n{expect},7\r\n"));
        };
        check("plain", "plain");
        check("", "");
        check("a,b", "\"a,b\"");
        check("say \"hi\"", "\"say \"\"hi\"\"\"");
        check("=1+1", "'=1+1");
        check("+32 2", "'+32 2");
        check("-5", "'-5");
        check("@SUM(A1)", "'@SUM(A1)");
        check("＝1", "'＝1");
        check("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    }

    #[test]
    fn pages_get_no_markup() {
        let expect = "\
| Title | Age, days |
| --- | --: |
| a \\| b \\<b\\> \\[x\\](y) | 7 |
";
        assert_eq!(table(&["a | b <b> [x](y)"]).markdown(), expect);
    }

    #[test]
    fn a_missing_cell_is_an_empty_one() {
        let mut table = table(&[]);
        table.push([]);
        assert_eq!(table.tsv(), "\t\n");
        assert_eq!(table.csv(), "Title,\"Age, days\"\r\n,\r\n");
    }
}
