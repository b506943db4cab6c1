use super::{Context, list};
use crate::desk::Desk;
use crate::desk::cache::Record;
use crate::error::Failure;
use crate::ops::Finder;
use crate::ops::report::gather;
use crate::ops::show::needs;
use crate::render::{Line, Text};
use crate::report::Period;
use crate::report::figures::{Core, Scope};
use crate::ui::{self, style};
use crate::view;
use crate::when::Standpoint;

/// The rows shown of each list; the rest is counted.
const ROWS: usize = 10;

/// Shows what needs the user now: theirs, the unanswered, the unassigned; and what the week has come to.
pub fn run(context: &mut Context) -> Result<(), Failure> {
    let desk = context.desk()?;
    let me = context.me(&desk)?;
    let finder = context.finder(&desk)?;
    let needs = needs(&finder, me.is_some())?;
    context.report_broken(&desk, &finder.records.broken);
    let sections =
        [("Yours", &needs.yours), ("Unanswered", &needs.unanswered), ("Unassigned", &needs.unassigned)];
    remember(&desk, &sections);
    for (title, found) in sections.iter().filter(|(_, found)| !found.is_empty()) {
        section(context, &desk, &finder, title, found)?;
    }
    let count = match needs.open {
        0 => "nothing is open".to_owned(),
        1 => "1 ticket is open".to_owned(),
        open => format!("{open} tickets are open"),
    };
    let count = match finder.records.all.is_empty() {
        true => count,
        false => format!("{count} · this week {}", this_week(&desk, &finder)?),
    };
    context.ui.show(&Text::from(Line::styled(&count, style::DIM)))?;
    if needs.open == 0 {
        context.ui.hint("make a ticket with `git desk new \"title\"`; `git desk -h` lists the commands");
    }
    Ok(())
}

/// Says what this week has come to so far.
fn this_week(desk: &Desk, finder: &Finder<'_>) -> Result<String, Failure> {
    let (now, config) = (finder.now, &desk.config);
    let week = Period::week(Standpoint { now, zone: config.zone }, "this-week")
        .map_err(|error| Failure::usage(error.to_string()))?;
    let gathered = gather(finder, None, Vec::new(), now)?;
    let scope = Scope::new(config, finder.clocks()?.clockwork(), &gathered.cases, week, now);
    Ok(view::report::this_week(&Core::count(&scope)))
}

/// Makes `@1` the first row shown.
fn remember(desk: &Desk, sections: &[(&str, &Vec<&Record>)]) {
    let rows =
        sections.iter().flat_map(|(_, found)| found.iter().take(ROWS)).map(|found| found.place.id.clone());
    desk.remember_rows(ui::terminal_name().as_deref(), rows.collect());
}

fn section(
    context: &mut Context,
    desk: &Desk,
    finder: &Finder<'_>,
    title: &str,
    found: &[&Record],
) -> Result<(), Failure> {
    let (shown, rest) = found.split_at(found.len().min(ROWS));
    context.ui.line(Line::styled(&format!("{title} ({})", found.len()), style::HEADING))?;
    let table = list::table(context, desk, finder, shown, true)?;
    context.ui.table(&table)?;
    if !rest.is_empty() {
        context.ui.line(Line::styled(&format!("and {} more: `git desk list`", rest.len()), style::DIM))?;
    }
    Ok(context.ui.line(Line::new())?)
}
