//! The figures of a period in one table: what it is, what it was, and how it went.

use super::Page;
use super::number::Number;
use crate::config::Clock;
use crate::render::chart::sparkline;
use crate::render::{Column, Line, Table};
use crate::report::Rate;
use crate::report::figures::Core;

/// A figure with a name that a person understands.
pub struct Headline {
    name: &'static str,
    value: fn(&Core<'_>) -> Number,
}

const OPENED: Headline = Headline { name: "Opened", value: |core| Number::Count(core.volume.opened.count()) };
const SOLVED: Headline = Headline { name: "Solved", value: |core| Number::Count(core.volume.solved.count()) };
const REOPENED: Headline =
    Headline { name: "Reopened", value: |core| Number::Count(core.volume.reopened.count()) };
const OPEN: Headline =
    Headline { name: "Open at the end", value: |core| Number::Count(core.volume.backlog_end.count()) };
const KEPT: Headline =
    Headline { name: "Resolutions in time (SLA)", value: |core| Number::Rate(kept(core, Clock::Resolution)) };

/// The figures of a week or a month.
pub const ALL: [Headline; 17] = [
    OPENED,
    SOLVED,
    REOPENED,
    OPEN,
    Headline {
        name: "Median time to solve",
        value: |core| Number::Seconds(core.resolution.real.median_seconds, core.resolution.real.n),
    },
    Headline {
        name: "Median, working time",
        value: |core| Number::Seconds(core.resolution.working.median_seconds, core.resolution.working.n),
    },
    Headline {
        name: "Nine of ten solved within",
        value: |core| Number::Seconds(core.resolution.real.p90_seconds, core.resolution.real.n),
    },
    Headline {
        name: "Nine of ten, working time",
        value: |core| Number::Seconds(core.resolution.working.p90_seconds, core.resolution.working.n),
    },
    Headline {
        name: "Median time to a first word",
        value: |core| Number::Seconds(core.first_response.real.median_seconds, core.first_response.real.n),
    },
    Headline {
        name: "First word, working time",
        value: |core| {
            Number::Seconds(core.first_response.working.median_seconds, core.first_response.working.n)
        },
    },
    KEPT,
    Headline {
        name: "First words in time (SLA)",
        value: |core| Number::Rate(kept(core, Clock::FirstResponse)),
    },
    Headline { name: "Went up a level", value: |core| Number::Count(core.escalation.tickets.count()) },
    Headline { name: "Solved at first contact", value: |core| Number::Rate(core.first_contact.rate) },
    Headline { name: "Came back within 30 days", value: |core| Number::Rate(core.reopen.rate) },
    Headline { name: "Time spent waiting", value: |core| Number::Rate(core.wait_share) },
    Headline { name: "Solved by a commit", value: |core| Number::Count(core.fixed_by_commit.count()) },
];

fn kept(core: &Core<'_>, clock: Clock) -> Rate {
    core.sla.0.get(&clock.to_string()).map(|kept| kept.rate).unwrap_or_default()
}

/// Returns the figures of the page in a table.
pub fn table(page: &Page<'_, '_>, headlines: &[Headline]) -> Table {
    let report = page.report;
    let before = report.before().filter(|_| page.compare);
    let has_marks = !page.pictures && report.trend.len() > 1;
    let mut columns = vec![Column::new("FIGURE"), Column::new(&report.period.name.to_uppercase()).right()];
    columns.extend(before.map(|past| Column::new(&past.period.name.to_uppercase()).right()));
    columns.extend(before.map(|_| Column::new("CHANGE")));
    columns.extend(has_marks.then(|| Column::new("TREND").drop(1)));
    let mut table = Table::new(columns);
    for headline in headlines {
        let now = (headline.value)(&report.core);
        let then = before.map(|past| (headline.value)(&past.core));
        let mut row = vec![Line::from(headline.name), Line::from(now.shown())];
        row.extend(then.map(|then| Line::from(then.shown())));
        row.extend(then.map(|then| Line::from(now.change(then))));
        row.extend(has_marks.then(|| {
            let cores = report.trend.iter().map(|past| &past.core).chain([&report.core]);
            let values: Vec<_> = cores.map(|core| (headline.value)(core).plain()).collect();
            Line::from(sparkline(&values))
        }));
        table.push(row);
    }
    table
}

/// Says in a few words what a period has come to so far.
pub fn this_week(core: &Core<'_>) -> String {
    let count = |headline: &Headline, word: &str| format!("{} {word}", (headline.value)(core).shown());
    let mut words = vec![count(&OPENED, "opened"), count(&SOLVED, "solved")];
    if core.volume.reopened.count() > 0 {
        words.push(count(&REOPENED, "reopened"));
    }
    let kept = kept(core, Clock::Resolution);
    if kept.parts().is_some() {
        words.push(format!("{} of resolutions in time", super::number::rate(kept)));
    }
    words.join(", ")
}
