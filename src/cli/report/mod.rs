use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Context, complete, query};
use crate::desk::Desk;
use crate::error::{ExitCode, Failure};
use crate::model::Value;
use crate::nearest::nearest;
use crate::ops::Finder;
use crate::ops::commits::{summary, tied};
use crate::ops::report::{articles, gather};
use crate::query::Query;
use crate::report::{Asked, Limit, Period, Report, flat};
use crate::view::report::{self as view, Kind, Page};

mod explain;
mod period;
mod place;

/// Report what the desk did: figures of a week, a month, or any time
///
/// Without a period it is the last ISO week that is over, from Monday on, in the
/// desk's zone. The same commit, period and `--as-of` give the same bytes
/// everywhere, also in a clone of depth 1: everything is counted from the files.
/// `--explain KEY` says how a figure is counted, `--tickets KEY` which tickets it
/// counts; docs/reports.md lists all figures.
///
/// KIND is what the page shows: `week` (the default), `month`, `sla`, `levels`,
/// `load`, `kb`, `recurring`, `product`, the page for the product owner and the
/// developers, or `commits`, what commits named and solved. But for `commits`,
/// JSON always has all figures. A QUERY narrows the report to tickets that fit
/// it now.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What the page shows, then what to look for
    #[arg(value_name = "KIND|QUERY")]
    #[arg(add = complete::report())]
    words: Vec<String>,
    #[command(flatten)]
    period: period::Flags,
    /// How many periods before are told, for trends and charts
    #[arg(long, value_name = "COUNT", default_value_t = 8)]
    trend: usize,
    /// Say how each figure changed against the period before
    #[arg(long)]
    compare: bool,
    /// The form of the output [default: table, or what the name of the file says]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write to this file, at once when all is done; `-` is standard output
    #[arg(short, long, value_name = "FILE", conflicts_with = "into")]
    output: Option<PathBuf>,
    /// Replace a region of a Markdown file, marked by `<!-- desk:begin REGION -->` and `<!-- desk:end REGION -->`
    #[arg(long, value_name = "FILE#REGION")]
    into: Option<String>,
    /// Write the tickets behind every figure as CSV
    #[arg(long, conflicts_with_all = ["into", "compare"])]
    rows: bool,
    /// List the tickets behind a figure, such as `volume.solved` or `sla.resolution.breached`
    #[arg(long, value_name = "KEY", conflicts_with_all = ["into", "rows", "compare"])]
    tickets: Option<String>,
    /// Say how a figure is counted, such as `resolution.p90_seconds`, and what it is
    #[arg(long, value_name = "KEY", conflicts_with_all = ["into", "rows", "compare", "tickets", "format", "output", "fail_if"])]
    explain: Option<String>,
    /// Exit with 1 if this is true of a figure: `sla.resolution.rate<0.9`; may be given several times
    #[arg(long, value_name = "LIMIT")]
    fail_if: Vec<String>,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Table,
    /// Markdown, for a wiki, a pull request or a job summary
    Md,
    /// One HTML file with charts
    Html,
    /// All figures
    Json,
    /// All figures, or the tickets behind them, for a spreadsheet
    Csv,
}

/// The kinds of reports.
const KINDS: [Kind; 9] = [
    Kind::Week,
    Kind::Month,
    Kind::Sla,
    Kind::Levels,
    Kind::Load,
    Kind::Kb,
    Kind::Recurring,
    Kind::Product,
    Kind::Commits,
];

/// Returns the names of the kinds of reports.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.into_iter().map(Kind::as_str)
}

/// Runs `report`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let limits = limits(&arguments.fail_if)?;
    let place = place::Place::of(context, arguments)?;
    let desk = match (context.desk(), &arguments.explain) {
        // What a figure means does not depend on a desk.
        (Err(_), Some(key)) => return explain::run(context, key, &Value::Null),
        (desk, _) => desk?,
    };
    let (kind, words) = kind(&arguments.words)?;
    let query = (!words.is_empty()).then(|| query::read(&desk, words)).transpose()?;
    let asked = asked(context, &desk, kind, query.as_ref(), arguments)?;
    // What a process holds at its end the system takes back more quickly than we could.
    let finder = ManuallyDrop::new(finder(context, &desk, &asked)?);
    let gathered = ManuallyDrop::new(gather(&finder, query.as_ref(), articles(&desk)?, asked.as_of)?);
    context.report_broken(&desk, &finder.records.broken);
    context.report_broken(&desk, &gathered.broken);
    let report = Report::count(&desk.config, finder.clocks()?.clockwork(), &gathered.cases, &asked);
    let json = view::json(&report);
    if let Some(key) = &arguments.explain {
        return explain::run(context, key, &json);
    }
    let broken = broken(&limits, &json)?;
    let period = &report.period;
    let commits = match kind {
        Kind::Commits => Some(summary(&tied(&desk)?, period.since, period.until)),
        _ => None,
    };
    let json = commits.as_ref().map_or(json, |commits| view::commits_json(&report, commits));
    match &arguments.tickets {
        Some(key) => tickets(context, &place, key, &report)?,
        None => {
            let (config, compare) = (&desk.config, arguments.compare);
            let pictures = place.format == Format::Html;
            let page = Page { config, report: &report, compare, pictures, commits: commits.as_ref() };
            write(context, &place, kind, arguments, &page, &json)?;
            if place.format == Format::Table {
                hint_of_later(context, &finder, period);
            }
        }
    }
    match broken.as_slice() {
        [] => Ok(()),
        broken => Err(Failure::new(ExitCode::Findings, broken.join("\n"))),
    }
}

/// A desk that has just begun has nothing in the last week that is over.
fn hint_of_later(context: &mut Context, finder: &Finder<'_>, period: &Period) {
    let mut made = finder.records.all.iter().map(|record| record.ticket.created);
    if !finder.records.all.is_empty() && made.all(|at| at >= period.until) {
        context.ui.hint("all tickets were made after that: `git desk report --week this-week`");
    }
}

/// Finds the kind among the words: it comes first, or not at all.
fn kind(words: &[String]) -> Result<(Kind, &[String]), Failure> {
    let Some((first, rest)) = words.split_first() else { return Ok((Kind::Week, words)) };
    if let Some(kind) = KINDS.into_iter().find(|kind| kind.as_str() == first) {
        return Ok((kind, rest));
    }
    match nearest(first, kinds()).filter(|_| !first.contains(':')) {
        Some(near) => Err(Failure::usage(format!("there is no report `{first}`"))
            .hint(format!("did you mean `{near}`? `text:{first}` would look for the word"))),
        None => Ok((Kind::Week, words)),
    }
}

fn asked(
    context: &Context,
    desk: &Desk,
    kind: Kind,
    query: Option<&Query>,
    arguments: &Arguments,
) -> Result<Asked, Failure> {
    let (period, as_of) = arguments.period.read(context.clock.now, desk.config.zone, kind)?;
    let trend = arguments.trend.max(usize::from(arguments.compare));
    Ok(Asked { period, as_of, query: query.map(ToString::to_string), trend })
}

/// Reads all tickets; a query is asked as of the instant of the report.
fn finder<'d>(context: &Context, desk: &'d Desk, asked: &Asked) -> Result<Finder<'d>, Failure> {
    let bar = context.ui.progress("reading the desk", 0);
    let progress = |_: usize, total: usize| bar.advance_of(total);
    let me = context.me(desk)?;
    Ok(Finder::read(desk, crate::ops::find::Scope::All, me, asked.as_of, &progress)?)
}

fn limits(texts: &[String]) -> Result<Vec<Limit>, Failure> {
    let limit = |text: &String| {
        text.parse::<Limit>().map_err(|error| {
            Failure::usage(error.to_string())
                .hint("write it as `sla.resolution.rate<0.9` or `resolution.p90_seconds>8h`")
        })
    };
    texts.iter().map(limit).collect()
}

/// Says which limits are broken.
fn broken(limits: &[Limit], json: &Value) -> Result<Vec<String>, Failure> {
    let figures = flat(json);
    let mut broken = Vec::new();
    for limit in limits {
        match limit.broken_by(&figures) {
            Ok(value) => broken.extend(value.map(|value| format!("`{}` is {value}: `{limit}`", limit.key))),
            Err(error) => {
                let near = match &error {
                    crate::report::LimitError::Unknown { near: Some(near), .. } => {
                        Some(format!("did you mean `{near}`?"))
                    }
                    _ => Some("`git desk report --format csv` lists all figures with their keys".to_owned()),
                };
                return Err(Failure::usage(error.to_string()).hint_if(near));
            }
        }
    }
    Ok(broken)
}

fn write(
    context: &mut Context,
    place: &place::Place,
    kind: Kind,
    arguments: &Arguments,
    page: &Page<'_, '_>,
    json: &Value,
) -> Result<(), Failure> {
    if arguments.rows {
        return place.write(context, &view::rows_csv(&page.report.rows()));
    }
    let document = || view::document(kind, page);
    let text = match place.format {
        Format::Table if place.is_direct() => {
            context.ui.page();
            let width = context.ui.width();
            return Ok(context.ui.show(&document().terminal(width))?);
        }
        Format::Table => document().terminal(context.ui.width()).plain(),
        Format::Md => document().markdown(),
        Format::Html => document()
            .html()
            .map_err(|error| Failure::new(ExitCode::Refused, format!("the page cannot be made: {error}")))?,
        Format::Json => format!("{json}\n"),
        Format::Csv => view::figures_csv(json),
    };
    place.write(context, &text)
}

/// Lists the tickets behind a figure.
fn tickets(
    context: &mut Context,
    place: &place::Place,
    key: &str,
    report: &Report<'_>,
) -> Result<(), Failure> {
    let rows = report.rows_of(key).ok_or_else(|| explain::unknown(key))?;
    if place.format == Format::Csv {
        return place.write(context, &view::rows_csv(&rows));
    }
    if place.format == Format::Table && place.is_direct() {
        context.ui.page();
        return Ok(context.ui.table(&view::tickets(&rows, report.period.zone()))?);
    }
    let table = view::tickets(&rows, report.period.zone());
    match place.format {
        Format::Table => place.write(context, &table.terminal(context.ui.width()).plain()),
        Format::Md => place.write(context, &table.markdown()),
        _ => {
            Err(Failure::usage("tickets are listed as a table, as Markdown or as CSV")
                .hint("add `--format csv`"))
        }
    }
}
