//! A table for a terminal: no borders, one space between columns, one line for each row.
//!
//! 1. Measure how wide each column would like to be.
//! 2. Drop columns that may go until the flexible one keeps a readable width.
//! 3. Give the flexible column what is left; cut the widest others where even that is too much.
//! 4. Let comfy-table lay the plain text out, then colour each cell where it came to stand.

use anstyle::Style;
use comfy_table::{Cell, CellAlignment, Row, presets};

use super::{Align, Column, Table};
use crate::render::{Line, Text};

const HEADER: Style = Style::new().bold();
/// A flexible column narrower than this says too little; other columns go first.
const READABLE: usize = 24;
/// No column is cut below this.
const LEAST: usize = 4;
/// The layout counts columns in 16 bits; no terminal comes near.
const WIDEST: usize = 30_000;

impl Table {
    /// Lays the table out for a terminal of `width` columns. Without rows there is nothing.
    pub fn terminal(&self, width: usize) -> Text {
        if self.rows.is_empty() {
            return Text::new();
        }
        let fit = Fit::new(self, width.min(WIDEST));
        let header = fit.cells(|column| Some(&self.columns[column].title));
        let mut rows: Vec<Vec<Line>> = Vec::with_capacity(self.rows.len() + 1);
        rows.push(header.iter().map(|title| Line::styled(title.text(), HEADER)).collect());
        rows.extend(self.rows.iter().map(|row| fit.cells(|column| row.get(column))));
        lay_out(rows, self, &fit)
    }

    /// How wide each column would be if there were no end of room.
    fn natural_widths(&self) -> Vec<usize> {
        let cell = |column| self.rows.iter().filter_map(move |row| row.get(column));
        let width = |(index, column): (usize, &Column)| {
            let widest = cell(index).map(Line::columns).max().unwrap_or(0);
            widest.max(column.title.columns()).min(column.limit)
        };
        self.columns.iter().enumerate().map(width).collect()
    }
}

/// The columns that are shown, with their widths.
struct Fit {
    shown: Vec<(usize, usize)>,
}

impl Fit {
    fn new(table: &Table, width: usize) -> Self {
        let shown = table.natural_widths().into_iter().enumerate().collect();
        let mut fit = Fit { shown };
        while fit.least(table) > width && fit.drop_one(table) {}
        fit.squeeze(table, width);
        fit
    }

    /// The width of the table when the flexible column has no more than it needs to be readable.
    fn least(&self, table: &Table) -> usize {
        let least = |&(column, width): &(usize, usize)| match table.columns[column].flexible {
            true => width.min(READABLE),
            false => width,
        };
        self.shown.iter().map(least).sum::<usize>() + self.gaps()
    }

    fn gaps(&self) -> usize {
        self.shown.len().saturating_sub(1)
    }

    /// Drops the least important column; says whether there was one that may go.
    fn drop_one(&mut self, table: &Table) -> bool {
        let importance = |&(_, &(column, _)): &(usize, &(usize, usize))| table.columns[column].drop;
        match self.shown.iter().enumerate().max_by_key(importance) {
            Some((at, &(column, _))) if table.columns[column].drop > 0 => {
                self.shown.remove(at);
                true
            }
            _ => false,
        }
    }

    fn squeeze(&mut self, table: &Table, width: usize) {
        let total: usize = self.shown.iter().map(|(_, width)| width).sum::<usize>() + self.gaps();
        let mut excess = total.saturating_sub(width);
        for (column, width) in &mut self.shown {
            if table.columns[*column].flexible {
                let taken = excess.min(width.saturating_sub(READABLE));
                *width -= taken;
                excess -= taken;
            }
        }
        while excess > 0 {
            let Some((_, widest)) = self.shown.iter_mut().max_by_key(|(_, width)| *width) else {
                break;
            };
            if *widest <= LEAST {
                break;
            }
            *widest -= 1;
            excess -= 1;
        }
    }

    /// Cuts the cells of one row to their columns.
    fn cells<'a>(&self, cell: impl Fn(usize) -> Option<&'a Line>) -> Vec<Line> {
        let cut = |&(column, width): &(usize, usize)| {
            cell(column).map_or_else(Line::new, |line| line.truncate(width))
        };
        self.shown.iter().map(cut).collect()
    }
}

fn lay_out(rows: Vec<Vec<Line>>, table: &Table, fit: &Fit) -> Text {
    let mut layout = comfy_table::Table::new();
    layout.load_style(presets::NOTHING);
    for row in &rows {
        layout.add_row(Row::from(
            row.iter().map(|cell| Cell::new_owned(cell.text().to_owned())).collect::<Vec<_>>(),
        ));
    }
    for (&(column, _), place) in fit.shown.iter().zip(layout.column_iter_mut()) {
        place.set_padding((0, 1));
        if table.columns[column].align == Align::Right {
            place.set_cell_alignment(CellAlignment::Right);
        }
    }
    let paint = |(line, cells): (String, &Vec<Line>)| Line::laid_out(line.trim_end().to_owned(), cells);
    layout.lines().zip(&rows).map(paint).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tickets() -> Table {
        let mut table = Table::new([
            Column::new("ID"),
            Column::new("P").drop(1),
            Column::new("Title").flexible(),
            Column::new("Assignee").drop(3),
            Column::new("Labels").drop(4).at_most(12),
            Column::new("Age").right().drop(2),
        ]);
        let id = |text| Line::styled(text, Style::new().dimmed());
        table.push([
            id("7k3m2q"),
            "P1".into(),
            "SSO login fails: loop after password reset of every account".into(),
            "ann".into(),
            "auth,sso,urgent".into(),
            "3h".into(),
        ]);
        table.push([
            id("9w2x4z"),
            "P3".into(),
            "日本語のプリンター".into(),
            "bob".into(),
            Line::new(),
            "12d".into(),
        ]);
        table
    }

    #[test]
    fn the_title_takes_what_the_others_leave() {
        let wide = "\
ID     P  Title                                                       Assignee Labels       Age
7k3m2q P1 SSO login fails: loop after password reset of every account ann      auth,sso,ur…  3h
9w2x4z P3 日本語のプリンター                                          bob                   12d
";
        assert_eq!(tickets().terminal(120).plain(), wide);
        let narrow = "\
ID     P  Title                                       Assignee Labels       Age
7k3m2q P1 SSO login fails: loop after password reset… ann      auth,sso,ur…  3h
9w2x4z P3 日本語のプリンター                          bob                   12d
";
        assert_eq!(tickets().terminal(80).plain(), narrow);
    }

    #[test]
    fn less_important_columns_go_first() {
        let narrow = "\
ID     P  Title                    Age
7k3m2q P1 SSO login fails: loop a…  3h
9w2x4z P3 日本語のプリンター       12d
";
        assert_eq!(tickets().terminal(38).plain(), narrow);
        let narrower = "\
ID     Title
7k3m2q SSO login…
9w2x4z 日本語のプ…
";
        assert_eq!(tickets().terminal(18).plain(), narrower);
    }

    #[test]
    fn colour_changes_no_column() {
        let colored = tickets().terminal(80).ansi();
        assert!(colored.starts_with("\u{1b}[1mID\u{1b}[0m     \u{1b}[1mP\u{1b}[0m  "), "{colored:?}");
        assert!(colored.contains("\n\u{1b}[2m9w2x4z\u{1b}[0m P3 日本語"), "{colored:?}");
    }

    #[test]
    fn a_cell_cannot_become_a_row_or_a_style() {
        let mut table = Table::new([Column::new("Title").flexible()]);
        table.push([Line::from("one\ntwo\x1b[31m\u{202e}")]);
        assert_eq!(table.terminal(80).plain(), "Title\none⏎two␛[31m�\n");
    }

    #[test]
    fn odd_tables_are_no_trouble() {
        assert_eq!(Table::default().terminal(80).plain(), "");
        let mut table = Table::new([Column::new("A"), Column::new("")]);
        table.push([]);
        table.push([Line::from("x"), Line::from("y"), Line::from("beyond")]);
        assert_eq!(table.terminal(0).plain(), "A\n\nx y\n");
        table.columns[0] = Column::new("A").flexible();
        table.push([Line::from("x".repeat(1_000_000))]);
        assert_eq!(table.terminal(usize::MAX).lines().len(), 4);
    }

    #[test]
    fn every_line_fits_the_terminal() {
        for width in 30..100 {
            for line in tickets().terminal(width).lines() {
                assert!(line.columns() <= width, "{width}: {}", line.text());
            }
        }
    }

    #[test]
    fn twenty_thousand_rows_are_quick() {
        let mut table = tickets();
        table.rows = table.rows.iter().cycle().take(20_000).cloned().collect();
        let started = std::time::Instant::now();
        let shown = table.terminal(80).ansi();
        let limit = if cfg!(debug_assertions) { 10_000 } else { 500 };
        assert!(started.elapsed().as_millis() < limit, "{:?}", started.elapsed());
        assert_eq!(shown.lines().count(), 20_001);
    }
}
