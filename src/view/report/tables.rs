//! Figures that come in rows.

use super::number::{NONE, Number, rate, seconds};
use crate::config::Config;
use crate::model::Instant;
use crate::render::{Column, Line, Table};
use crate::report::figures::{Age, Kept, Minutes, Part, Reached, Recurring, Row, time_name};
use crate::view::time;

/// The most rows of a list on a page; the JSON has all of them.
pub const MOST: usize = 10;

fn number(number: impl ToString) -> Line {
    Line::from(number.to_string())
}

/// Objectives, and whether they were reached.
pub fn objectives(reached: &[Reached<'_>]) -> Table {
    let mut table = Table::new([
        Column::new("OBJECTIVE"),
        Column::new("ASKED").right(),
        Column::new("REACHED").right(),
        Column::new("TICKETS").right(),
        Column::new("MET"),
    ]);
    for one in reached {
        let objective = one.objective;
        let clock = objective.clock.to_string().replace('_', " ");
        let within = seconds(objective.within.seconds());
        let met = match one.is_met {
            Some(true) => "yes",
            Some(false) => "no",
            None => NONE,
        };
        table.push([
            Line::from(format!("{clock} within {within}, {} time", time_name(objective.time))),
            Line::from(objective.at_least.to_string()),
            Line::from(rate(one.share)),
            number(one.n()),
            Line::from(met),
        ]);
    }
    table
}

/// What clocks came to.
pub fn promises<'k>(title: &str, kept: impl Iterator<Item = (String, &'k Kept<'k>)>) -> Table {
    let mut table = Table::new([
        Column::new(title),
        Column::new("MET").right(),
        Column::new("BREACHED").right(),
        Column::new("IN TIME").right(),
    ]);
    for (name, kept) in kept {
        table.push([
            Line::from(name),
            number(kept.met.count()),
            number(kept.breached.count()),
            Line::from(rate(kept.rate)),
        ]);
    }
    table
}

/// The figures by the values of a field; the most rows of it, and how many there are beside.
pub fn parts(title: &str, parts: &[Part<'_>], most: usize) -> (Table, usize) {
    let mut table = Table::new([
        Column::new(title).flexible(),
        Column::new("OPENED").right(),
        Column::new("SOLVED").right(),
        Column::new("OPEN").right(),
        Column::new("MEDIAN").right().drop(2),
        Column::new("IN TIME").right().drop(1),
    ]);
    for part in parts.iter().take(most) {
        let n = usize::try_from(part.solved.count()).unwrap_or(usize::MAX);
        table.push([
            Line::from(&part.name),
            number(part.opened.count()),
            number(part.solved.count()),
            number(part.open_end.count()),
            Line::from(Number::Seconds(part.median_seconds, n).shown()),
            Line::from(rate(part.sla_rate)),
        ]);
    }
    (table, parts.len().saturating_sub(most))
}

/// How the numbers of labels moved: those that grew most come first.
pub fn movers(parts: &[Part<'_>]) -> Table {
    let mut table = Table::new([
        Column::new("LABEL").flexible(),
        Column::new("OPENED").right(),
        Column::new("BEFORE").right(),
        Column::new("CHANGE"),
        Column::new("OPEN").right(),
    ]);
    let counts = |part: &Part<'_>| (part.opened.count(), part.opened_before.count());
    let grown = |part: &&Part<'_>| {
        let (now, before) = counts(part);
        (std::cmp::Reverse(now.cast_signed() - before.cast_signed()), std::cmp::Reverse(now))
    };
    let mut order: Vec<&Part<'_>> = parts.iter().filter(|part| counts(part) != (0, 0)).collect();
    order.sort_by_key(|part| grown(part));
    for part in order.into_iter().take(MOST) {
        let (now, before) = counts(part);
        table.push([
            Line::from(&part.name),
            number(now),
            number(before),
            Line::from(Number::Count(now).change(Number::Count(before))),
            number(part.open_end.count()),
        ]);
    }
    table
}

/// How old is what is open.
pub fn ageing(ages: &[Age<'_>]) -> Table {
    let mut table = Table::new([Column::new("OPEN FOR"), Column::new("TICKETS").right()]);
    for age in ages {
        table.push([Line::from(&age.name), number(age.tickets.count())]);
    }
    table
}

/// Minutes of teams or levels.
pub fn minutes(title: &str, minutes: &[Minutes]) -> Table {
    let mut table = Table::new([Column::new(title), Column::new("TIME").right()]);
    for one in minutes.iter().take(MOST) {
        let length = i64::try_from(one.minutes).ok().and_then(|minutes| minutes.checked_mul(60));
        table.push([Line::from(&one.name), Line::from(length.map_or_else(|| NONE.to_owned(), seconds))]);
    }
    table
}

/// What comes again and again.
pub fn recurring(groups: &[Recurring<'_>], most: usize) -> Table {
    let mut table = Table::new([
        Column::new("IN COMMON").flexible(),
        Column::new("BY"),
        Column::new("TICKETS").right(),
        Column::new("PEOPLE").right(),
        Column::new("FIRST SEEN").drop(2),
        Column::new("LAST SEEN").drop(1),
    ]);
    for group in groups.iter().take(most) {
        let day = |text: &str| Line::from(text.split('T').next().unwrap_or_default());
        table.push([
            Line::from(&group.key),
            Line::from(group.by),
            number(group.tickets.count()),
            number(group.people),
            day(&group.first_seen),
            day(&group.last_seen),
        ]);
    }
    table
}

/// Tickets, the oldest first.
pub fn tickets(config: &Config, rows: &[Row<'_>], end: Instant, most: usize) -> Table {
    let mut table = Table::new([
        Column::new("ID"),
        Column::new("PRI"),
        Column::new("LEVEL"),
        Column::new("AGE").right(),
        Column::new("ASSIGNEE").drop(1),
        Column::new("TITLE").flexible(),
    ]);
    let mut order: Vec<&Row<'_>> = rows.iter().collect();
    order.sort_by_key(|row| (row.case.created(), row.case.id()));
    for row in order.into_iter().take(most) {
        let ticket = &row.case.ticket;
        let assignee =
            ticket.assignee.as_ref().map(|person| config.handle_for(person).short_name().to_owned());
        table.push([
            Line::from(ticket.id.as_str()),
            Line::from(row.case.priority.as_deref().unwrap_or(NONE)),
            Line::from(row.word.or(ticket.level.as_deref()).unwrap_or(NONE)),
            Line::from(time::age(ticket.created, end)),
            Line::from(assignee.as_deref().unwrap_or(NONE)),
            Line::from(&ticket.title),
        ]);
    }
    table
}
