//! Charts of characters.

use super::{Chart, Kind};
use crate::render::{Align, Line, Text, width};

/// Heights, from the lowest.
const STEPS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Parts of the last block of a bar, in eighths.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Draws numbers from nothing to the greatest, one character each.
pub fn sparkline(values: &[Option<f64>]) -> String {
    let most = greatest(values);
    let step = |value: &Option<f64>| match value {
        None => ' ',
        Some(_) if most <= 0.0 => STEPS[0],
        Some(value) => {
            let at = (value / most * (STEPS.len() - 1) as f64).round().max(0.0) as usize;
            STEPS[at.min(STEPS.len() - 1)]
        }
    };
    values.iter().map(step).collect()
}

/// Draws a bar for a share of the whole width.
pub fn bar(share: f64, columns: usize) -> String {
    let eighths = (share.clamp(0.0, 1.0) * columns as f64 * 8.0).round() as usize;
    let rest = EIGHTHS[eighths % 8];
    // Whatever is there can be seen.
    let least = if eighths == 0 && share > 0.0 { EIGHTHS[1] } else { "" };
    format!("{}{rest}{least}", "█".repeat(eighths / 8))
}

fn greatest(values: &[Option<f64>]) -> f64 {
    values.iter().flatten().copied().fold(0.0, f64::max)
}

impl Chart {
    /// Draws the chart for a terminal of so many columns.
    pub fn terminal(&self, columns: usize) -> Text {
        match self.kind {
            _ if self.labels.is_empty() => Text::from(Line::from(self.summary.clone())),
            Kind::Lines => self.sparklines(),
            Kind::Columns => self.bars(columns),
        }
    }

    fn sparklines(&self) -> Text {
        let mut text = Text::new();
        let names = self.series.iter().map(|series| width::columns(&series.name)).max().unwrap_or_default();
        for series in &self.series {
            let name = width::pad(&series.name, names, Align::Left);
            let ends =
                [series.values.first(), series.values.last()].map(|end| series.shown(end.copied().flatten()));
            text.push(format!("{name}  {}  {} → {}", sparkline(&series.values), ends[0], ends[1]));
        }
        if let (Some(first), Some(last)) = (self.labels.first(), self.labels.last()) {
            text.push(format!("{} {first} to {last}", self.across));
        }
        text
    }

    fn bars(&self, columns: usize) -> Text {
        let mut text = Text::new();
        let Some(series) = self.series.first() else { return text };
        let names = self.labels.iter().map(|label| width::columns(label)).max().unwrap_or_default();
        let most = greatest(&series.values);
        let room = columns.saturating_sub(names + 12).clamp(8, 40);
        for (label, value) in self.labels.iter().zip(&series.values) {
            let share = value.map_or(0.0, |value| if most > 0.0 { value / most } else { 0.0 });
            let name = width::pad(label, names, Align::Left);
            let bar = bar(share, room);
            let gap = if bar.is_empty() { "" } else { " " };
            text.push(Line::from(format!("{name}  {bar}{gap}{}", series.shown(*value))));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sparkline_goes_from_nothing_to_the_greatest() {
        let check = |values: &[i32], expected: &str| {
            let values: Vec<_> = values.iter().map(|value| Some(f64::from(*value))).collect();
            assert_eq!(sparkline(&values), expected);
        };
        check(&[], "");
        check(&[0, 0], "▁▁");
        check(&[0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█");
        assert_eq!(sparkline(&[Some(1.0), None, Some(2.0)]), "▅ █");
    }

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        assert_eq!(bar(0.0, 4), "");
        assert_eq!(bar(0.001, 4), "▏");
        assert_eq!(bar(0.5, 4), "██");
        assert_eq!(bar(0.53, 4), "██▏");
        assert_eq!(bar(2.0, 4), "████");
    }
}
