//! Figures as pictures.

use super::Page;
use crate::render::Chart;
use crate::render::chart::{Kind, Series};
use crate::report::figures::Core;
use crate::report::{Period, Rate};

/// Opened and solved in each period.
pub fn flow(page: &Page<'_, '_>) -> Chart {
    let opened = over_time(page, |core| Some(core.volume.opened.count() as f64));
    let solved = over_time(page, |core| Some(core.volume.solved.count() as f64));
    let (all_opened, all_solved): (f64, f64) = (sum(&opened), sum(&solved));
    let summary =
        format!("{all_opened} tickets were opened and {all_solved} solved in {} periods.", opened.len());
    let series = vec![series("opened", opened, ""), series("solved", solved, "")];
    chart(page, "Opened and solved", "tickets", summary, series)
}

/// What was left at the end of each period.
pub fn backlog(page: &Page<'_, '_>) -> Chart {
    let open = over_time(page, |core| Some(core.volume.backlog_end.count() as f64));
    let ends = [open.first(), open.last()].map(|end| end.copied().flatten().unwrap_or_default());
    let summary = format!(
        "{} tickets were open at the end of the first period, {} at the end of the last.",
        ends[0], ends[1]
    );
    chart(page, "Open at the end", "tickets", summary, vec![series("open", open, "")])
}

/// The share of resolutions in time, in each period.
pub fn kept(page: &Page<'_, '_>) -> Chart {
    let rates = over_time(page, |core| percent(core.sla.0.get("resolution")?.rate));
    let summary = match rates.last().copied().flatten() {
        Some(last) => format!("In the last period {last} % of resolutions were in time."),
        None => "In the last period no resolution was decided.".to_owned(),
    };
    chart(page, "Resolutions in time", "% in time", summary, vec![series("in time", rates, " %")])
}

/// How many tickets went up a level, in each period.
pub fn escalations(page: &Page<'_, '_>) -> Chart {
    let up = over_time(page, |core| Some(core.escalation.tickets.count() as f64));
    let summary = format!("{} tickets went up a level in {} periods.", sum(&up), up.len());
    chart(page, "Went up a level", "tickets", summary, vec![series("up", up, "")])
}

/// How long the solved took.
pub fn distribution(page: &Page<'_, '_>) -> Chart {
    let spans = &page.report.core.resolution.distribution;
    let labels: Vec<String> = spans.iter().map(|span| span.name.to_owned()).collect();
    let values: Vec<Option<f64>> = spans.iter().map(|span| Some(span.tickets.count() as f64)).collect();
    let all = sum(&values);
    let day: f64 = values.iter().take(4).flatten().sum();
    Chart {
        title: format!("Time to solve, {}", page.report.period.name),
        across: "real time from creation to solved".to_owned(),
        up: "tickets".to_owned(),
        summary: format!("{day} of {all} tickets were solved within 24 hours."),
        kind: Kind::Columns,
        short_labels: labels.iter().map(|label| label.replace(' ', "")).collect(),
        labels,
        series: vec![series("tickets", values, "")],
    }
}

/// The share of resolutions in time, by priority.
pub fn kept_by_priority(page: &Page<'_, '_>) -> Chart {
    let parts = &page.report.detail.by.priority;
    let decided = parts.iter().filter(|part| part.sla_met.count() + part.sla_breached.count() > 0);
    let decided = Vec::from_iter(decided);
    let label = |part: &&crate::report::figures::Part<'_>| {
        format!(
            "{} ({} of {})",
            part.name,
            part.sla_met.count(),
            part.sla_met.count() + part.sla_breached.count()
        )
    };
    let words: Vec<String> = decided.iter().map(label).collect();
    let summary = match words.is_empty() {
        true => "No resolution was decided.".to_owned(),
        false => format!("In time were, of those decided: {}.", words.join(", ")),
    };
    let labels: Vec<String> = decided.iter().map(|part| part.name.clone()).collect();
    Chart {
        title: format!("Resolutions in time by priority, {}", page.report.period.name),
        across: "priority".to_owned(),
        up: "% in time".to_owned(),
        summary,
        kind: Kind::Columns,
        short_labels: labels.clone(),
        labels,
        series: vec![series("in time", decided.iter().map(|part| percent(part.sla_rate)).collect(), " %")],
    }
}

fn chart(page: &Page<'_, '_>, title: &str, up: &str, summary: String, series: Vec<Series>) -> Chart {
    let periods = || page.report.trend.iter().map(|past| &past.period).chain([&page.report.period]);
    Chart {
        title: title.to_owned(),
        across: page.report.period.unit().to_owned(),
        up: up.to_owned(),
        summary,
        kind: Kind::Lines,
        labels: periods().map(|period| period.name.clone()).collect(),
        short_labels: periods().map(short).collect(),
        series,
    }
}

/// Returns the name of a period in few letters: the week, the month, or its first day.
fn short(period: &Period) -> String {
    let name = period.name.split(' ').next().unwrap_or_default();
    let year = name.find('-').map_or(0, |dash| dash + 1);
    name[year..].to_owned()
}

fn over_time(page: &Page<'_, '_>, value: impl Fn(&Core<'_>) -> Option<f64>) -> Vec<Option<f64>> {
    let cores = page.report.trend.iter().map(|past| &past.core).chain([&page.report.core]);
    cores.map(value).collect()
}

fn series(name: &str, values: Vec<Option<f64>>, unit: &'static str) -> Series {
    Series { name: name.to_owned(), values, unit }
}

fn sum(values: &[Option<f64>]) -> f64 {
    values.iter().flatten().sum()
}

/// Returns a share in percent, with a decimal.
fn percent(rate: Rate) -> Option<f64> {
    rate.parts().map(|parts| f64::from((parts + 5) / 10) / 10.0)
}
