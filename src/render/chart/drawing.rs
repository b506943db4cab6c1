//! Where each line and letter of a chart stands, for the template that writes the SVG.
//!
//! The picture is narrow, so that its letters are as large as those of the page on a telephone, too. Each number is
//! written where it is; each line says at its end what it is.

use serde::Serialize;

use super::{Chart, Kind, Series};

/// The size of the picture.
const WIDTH: f64 = 380.0;
const HEIGHT: f64 = 240.0;
/// What is left around the plot.
const TOP: f64 = 22.0;
const BOTTOM: f64 = 44.0;
const LEFT: f64 = 52.0;
const RIGHT: f64 = 10.0;
/// What the name of a line needs at its end.
const NAME: f64 = 100.0;
/// The height of a letter.
const LETTER: f64 = 13.0;
/// The most lines across the plot.
const TICKS: usize = 5;
/// The narrowest column that has a number of its own.
const NARROW: f64 = 26.0;

/// A picture of a chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drawing {
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    middle: f64,
    ticks: Vec<Mark>,
    places: Vec<Mark>,
    lines: Vec<Drawn>,
    columns: Vec<Bar>,
}

/// A word at a place.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Mark {
    at: f64,
    text: String,
}

/// A series as a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Drawn {
    number: usize,
    path: String,
    dots: Vec<Dot>,
    name: String,
    name_y: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Dot {
    x: f64,
    y: f64,
}

/// A number as a column.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Bar {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    middle: f64,
    text: String,
}

impl Drawing {
    /// Draws a chart.
    pub fn of(chart: &Chart) -> Drawing {
        let right = WIDTH - if chart.kind == Kind::Lines { NAME } else { RIGHT };
        let unit = chart.series.first().map_or("", |series| series.unit);
        let plot = Plot::new(chart, right);
        let ticks =
            plot.ticks.iter().map(|tick| Mark { at: round(plot.y(*tick)), text: format!("{tick}{unit}") });
        let mut drawing = Drawing {
            width: WIDTH,
            height: HEIGHT,
            left: LEFT,
            right,
            top: TOP,
            bottom: HEIGHT - BOTTOM,
            middle: round((LEFT + right) / 2.0),
            ticks: ticks.collect(),
            places: plot.places(&chart.short_labels),
            lines: Vec::new(),
            columns: Vec::new(),
        };
        match chart.kind {
            Kind::Lines => drawing.lines = plot.lines(&chart.series),
            Kind::Columns => {
                drawing.columns = chart.series.first().map_or(Vec::new(), |one| plot.columns(one))
            }
        }
        drawing
    }
}

/// The plot: what a number is in the picture.
struct Plot {
    kind: Kind,
    right: f64,
    count: usize,
    ticks: Vec<f64>,
}

impl Plot {
    fn new(chart: &Chart, right: f64) -> Plot {
        let values = chart.series.iter().flat_map(|series| &series.values).flatten();
        let most = values.copied().fold(0.0, f64::max);
        Plot { kind: chart.kind, right, count: chart.labels.len(), ticks: ticks(most) }
    }

    fn y(&self, value: f64) -> f64 {
        let most = self.ticks.last().copied().unwrap_or(1.0);
        let height = HEIGHT - BOTTOM - TOP;
        TOP + height - value / most * height
    }

    /// The room of one place.
    fn step(&self) -> f64 {
        let places = match self.kind {
            Kind::Lines => self.count.saturating_sub(1),
            Kind::Columns => self.count,
        };
        (self.right - LEFT - self.inset() * 2.0) / places.max(1) as f64
    }

    /// Lines begin beside the axis.
    fn inset(&self) -> f64 {
        if self.kind == Kind::Lines { 10.0 } else { 0.0 }
    }

    fn x(&self, place: usize) -> f64 {
        let half = if self.kind == Kind::Columns { self.step() / 2.0 } else { self.inset() };
        LEFT + half + self.step() * place as f64
    }

    /// Names as many places as there is room for; the last one always.
    fn places(&self, labels: &[String]) -> Vec<Mark> {
        let width = |label: &String| label.chars().map(|letter| if letter == 'W' { 11.0 } else { 6.6 }).sum();
        let widest: f64 = labels.iter().map(width).fold(0.0, f64::max);
        let every = ((widest + 6.0) / self.step()).ceil().max(1.0) as usize;
        let last = labels.len().saturating_sub(1);
        let shown = labels.iter().enumerate().filter(|(at, _)| (last - at).is_multiple_of(every));
        shown.map(|(at, label)| Mark { at: round(self.x(at)), text: label.clone() }).collect()
    }

    fn lines(&self, series: &[Series]) -> Vec<Drawn> {
        let line = |(number, series): (usize, &Series)| {
            let points = series.values.iter().enumerate();
            let dots = points.filter_map(|(at, value)| {
                value.map(|value| Dot { x: round(self.x(at)), y: round(self.y(value)) })
            });
            let dots: Vec<Dot> = dots.collect();
            let end = series.values.iter().rev().flatten().next().copied();
            let path: Vec<String> = dots.iter().map(|dot| format!("{},{}", dot.x, dot.y)).collect();
            let name_y = round(end.map_or(TOP, |end| self.y(end)) + LETTER / 3.0);
            Drawn {
                number,
                path: path.join(" "),
                dots,
                name: format!("{} {}", series.name, series.shown(end)),
                name_y,
            }
        };
        let mut lines: Vec<Drawn> = series.iter().enumerate().map(line).collect();
        apart(&mut lines);
        // A dot at each of many places is a line, too.
        if self.count > 20 {
            lines
                .iter_mut()
                .for_each(|line| line.dots.drain(..line.dots.len().saturating_sub(1)).for_each(drop));
        }
        lines
    }

    fn columns(&self, series: &Series) -> Vec<Bar> {
        let width = self.step() * 0.72;
        let bars = series.values.iter().enumerate().filter_map(|(at, value)| {
            let value = (*value)?;
            let (middle, y) = (self.x(at), self.y(value));
            let text = if self.step() < NARROW { String::new() } else { series.shown(Some(value)) };
            let (x, height) = (round(middle - width / 2.0), round(HEIGHT - BOTTOM - y));
            Some(Bar { x, y: round(y), width: round(width), height, middle: round(middle), text })
        });
        bars.collect()
    }
}

/// Moves the names of lines apart that end side by side.
fn apart(lines: &mut [Drawn]) {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|one, other| lines[*one].name_y.total_cmp(&lines[*other].name_y));
    let mut least = f64::MIN;
    for at in order {
        lines[at].name_y = round(lines[at].name_y.max(least));
        least = lines[at].name_y + LETTER;
    }
}

/// Returns round numbers from nothing to at least the greatest.
fn ticks(most: f64) -> Vec<f64> {
    let rough = (most / TICKS as f64).max(0.2);
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|times| times * power).into_iter().find(|step| *step >= rough);
    // Nobody counts half a ticket.
    let step = step.unwrap_or(rough).max(1.0);
    let count = (most / step).ceil().max(1.0) as usize;
    (0..=count).map(|at| at as f64 * step).collect()
}

/// A tenth of a pixel is fine enough.
fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_numbers() {
        let check = |most, expected: &[f64]| assert_eq!(ticks(most), expected, "{most}");
        check(0.0, &[0.0, 1.0]);
        check(3.0, &[0.0, 1.0, 2.0, 3.0]);
        check(12.0, &[0.0, 5.0, 10.0, 15.0]);
        check(100.0, &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        check(1859.0, &[0.0, 500.0, 1000.0, 1500.0, 2000.0]);
    }
}
