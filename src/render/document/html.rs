//! A document as one HTML file: no script, nothing from elsewhere, light and dark.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, context};
use serde::Serialize;

use super::{Block, Document};
use crate::render::chart::Drawing;
use crate::render::table::Plain;
use crate::render::{Chart, clean};

/// The templates. Their names end in `.html`, so that whatever they are given is escaped.
const TEMPLATES: [(&str, &str); 3] = [
    ("page.html", include_str!("page.html")),
    ("chart.html", include_str!("chart.html")),
    ("table.html", include_str!("table.html")),
];

/// A part of the page as the template takes it.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Part {
    Heading {
        text: String,
    },
    Paragraph {
        text: String,
    },
    Table {
        table: Plain,
    },
    /// Charts that follow each other stand side by side.
    Charts {
        charts: Vec<Picture>,
    },
}

#[derive(Serialize)]
struct Picture {
    number: usize,
    title: String,
    across: String,
    up: String,
    summary: String,
    drawing: Drawing,
    table: Plain,
}

impl Document {
    /// Writes the document as an HTML file.
    ///
    /// # Errors
    /// A template of ours is wrong, which a test would have found.
    pub fn html(&self) -> Result<String, minijinja::Error> {
        let mut environment = Environment::new();
        environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
        for (name, template) in TEMPLATES {
            environment.add_template(name, template)?;
        }
        let cleaned = |text: &String| clean::clean_line(text).into_owned();
        let lead: Vec<String> = self.lead.iter().map(cleaned).collect();
        environment.get_template("page.html")?.render(context! {
            title => cleaned(&self.title),
            lead => lead,
            parts => Serde(parts(&self.blocks)),
        })
    }
}

fn parts(blocks: &[Block]) -> Vec<Part> {
    let cleaned = |text: &str| clean::clean_line(text).into_owned();
    let (mut parts, mut number) = (Vec::new(), 0);
    for block in blocks {
        match block {
            Block::Heading(text) => parts.push(Part::Heading { text: cleaned(text) }),
            Block::Paragraph(text) => parts.push(Part::Paragraph { text: cleaned(text) }),
            Block::Table(table) => parts.push(Part::Table { table: table.plain() }),
            Block::Chart(chart) => {
                number += 1;
                let picture = picture(chart, number);
                match parts.last_mut() {
                    Some(Part::Charts { charts }) => charts.push(picture),
                    _ => parts.push(Part::Charts { charts: vec![picture] }),
                }
            }
        }
    }
    parts
}

fn picture(chart: &Chart, number: usize) -> Picture {
    let mut cleaned = chart.clone();
    for label in cleaned.labels.iter_mut().chain(&mut cleaned.short_labels) {
        *label = clean::clean_line(label).into_owned();
    }
    Picture {
        number,
        title: chart.title.clone(),
        across: chart.across.clone(),
        up: chart.up.clone(),
        summary: chart.summary.clone(),
        drawing: Drawing::of(&cleaned),
        table: chart.table().plain(),
    }
}
