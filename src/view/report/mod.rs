//! Reports as pages and as JSON: which figures a kind of report shows, in which order and words.
//!
//! - `headlines`: the figures of a period in one table, with those before
//! - `tables`, `charts`: the others
//! - one file a kind: `week`, `sla`, `levels`, `load`, `kb`, `recurring`, `product`, `commits`
//! - `number`: numbers and their changes in words
//! - `rows`: the tickets behind the figures
//! - `schema`, `page`: the JSON schema and docs/reports.md, from the definitions
//!
//! A kind chooses what its page shows; the JSON has all figures, whatever the kind.

mod charts;
mod commits;
mod headlines;
mod kb;
mod levels;
mod load;
mod number;
mod page;
mod product;
mod recurring;
mod rows;
mod schema;
mod sla;
mod tables;
mod week;

use serde::Serialize;

use super::SCHEMA;
use crate::config::Config;
use crate::model::Value;
use crate::ops::commits::Summary;
use crate::render::{Block, Document};
use crate::report::Report;

pub use commits::commits_json;
pub use headlines::this_week;
pub use page::page;
pub use rows::{figures_csv, rows_csv, tickets};
pub use schema::schema;

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The figures of a week, or of any period.
    Week,
    /// Those of a month.
    Month,
    /// Whether the service level and the objectives were kept.
    Sla,
    /// What the support levels do.
    Levels,
    /// Who has how much.
    Load,
    /// How far the knowledge base helps.
    Kb,
    /// What comes again and again.
    Recurring,
    /// What the product owner and the developers should know.
    Product,
    /// What commits had to do with tickets.
    Commits,
}

impl Kind {
    /// Returns the kind as written.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Week => "week",
            Kind::Month => "month",
            Kind::Sla => "sla",
            Kind::Levels => "levels",
            Kind::Load => "load",
            Kind::Kb => "kb",
            Kind::Recurring => "recurring",
            Kind::Product => "product",
            Kind::Commits => "commits",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Kind::Week | Kind::Month => "Support",
            Kind::Sla => "Service level",
            Kind::Levels => "Support levels",
            Kind::Load => "Load",
            Kind::Kb => "Knowledge base",
            Kind::Recurring => "Recurring problems",
            Kind::Product => "For the product",
            Kind::Commits => "Commits",
        }
    }
}

/// How a page is made.
pub struct Page<'r, 'c> {
    /// The desk's policy.
    pub config: &'c Config,
    /// The figures.
    pub report: &'r Report<'c>,
    /// Beside each figure stands that of the period before.
    pub compare: bool,
    /// There are pictures: small ones of characters are left out.
    pub pictures: bool,
    /// What the commits of the period came to, where they are asked for.
    pub commits: Option<&'r Summary>,
}

/// Lays a report out.
pub fn document(kind: Kind, page: &Page<'_, '_>) -> Document {
    let blocks = match kind {
        Kind::Week | Kind::Month => week::blocks(page),
        Kind::Sla => sla::blocks(page),
        Kind::Levels => levels::blocks(page),
        Kind::Load => load::blocks(page),
        Kind::Kb => kb::blocks(page),
        Kind::Recurring => recurring::blocks(page),
        Kind::Product => product::blocks(page),
        Kind::Commits => commits::blocks(page),
    };
    Document {
        title: format!("{}, {}", kind.title(), page.report.period.name),
        lead: lead(page.report),
        blocks,
    }
}

/// Says what the figures are of.
fn lead(report: &Report<'_>) -> Vec<String> {
    let zone = report.period.zone();
    let local = |instant| super::time::local(instant, zone);
    let period = &report.period;
    let mut lead = vec![format!("From {} to {}, {}.", local(period.since), local(period.until), zone.name())];
    lead.push(format!("As of {}: nothing after it is seen.", local(report.as_of)));
    lead.extend(report.query.as_ref().map(|query| format!("Only tickets that fit: {query}")));
    lead
}

/// Writes all figures as JSON.
pub fn json(report: &Report<'_>) -> Value {
    #[derive(Serialize)]
    struct Written<'r, 'c> {
        schema: u32,
        #[serde(flatten)]
        report: &'r Report<'c>,
    }
    serde_json::to_value(Written { schema: SCHEMA, report }).unwrap_or_default()
}

fn heading(text: &str) -> Block {
    Block::Heading(text.to_owned())
}

fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(text.into())
}
