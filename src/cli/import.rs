use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Context;
use crate::error::{ExitCode, Failure};
use crate::ops::import::{Imported, Source, import};
use crate::ui::Ui;

/// The most findings of a kind that are named one by one.
const NAMED: usize = 20;

/// Import tickets from JSON Lines, all in one commit
///
/// Each line is one ticket with its thread, as `git desk export` writes it. A
/// ticket whose id or `external` key the desk has already is skipped. A bad line
/// is reported with its number, and the good ones are imported. An article
/// goes to the file it came from, or to one named after its title.
///
/// Ids are kept, and made where there are none. Keys nobody knows become custom
/// fields. Where a ticket says otherwise than the last event of its thread, the
/// ticket is right, and an event says so. Threads of tickets long done
/// (`pack_after` in desk.yml) are written packed.
///
/// Exits with 0 when every line was imported or skipped, and with 1 when some
/// were bad.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The file, or `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Import nothing if a line is bad
    #[arg(long)]
    strict: bool,
}

/// Runs `import`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let mut writer = context.writer(&desk)?;
    let mut source = match arguments.file.to_str() {
        Some("-") => Source::keep(Path::new("standard input"), io::stdin().lock())?,
        _ => Source::open(&context.from.join(&arguments.file))?,
    };
    let bar = OnceCell::new();
    let ui = &context.ui;
    let progress = |_: usize, total: usize| bar.get_or_init(|| ui.progress("writing", total)).advance(1);
    writer.options.progress = Some(&progress);
    let imported = import(&writer, &mut source, arguments.strict)?;
    drop(bar);
    context.report_broken(&desk, &imported.broken);
    report(&mut context.ui, &imported);
    context.report_receipt(&imported.receipt);
    if imported.bad.is_empty() {
        return Ok(());
    }
    let message = format!("{} of {} lines were not imported", imported.bad.len(), imported.lines);
    Err(Failure::new(ExitCode::Findings, message))
}

fn report(ui: &mut Ui, imported: &Imported) {
    let lines = imported.bad.iter().map(|(line, error)| format!("line {line}: {error}"));
    some(ui, lines, Ui::warn);
    let lines = imported.skipped.iter().map(|(line, skipped)| format!("line {line} is skipped: {skipped}"));
    some(ui, lines, |ui, line| ui.say(line.as_str()));
    if !imported.unknown_keys.is_empty() {
        let keys = words(&imported.unknown_keys);
        ui.say(format!("keys of no meaning to us are kept as custom fields: {keys}").as_str());
    }
    for (field, unknown) in &imported.unknown_words {
        ui.say(
            format!("`{field}` has words that desk.yml does not, and keeps them: {}", words(unknown))
                .as_str(),
        );
    }
    let tickets = match imported.packed {
        0 => count(imported.tickets.len(), "ticket"),
        packed => format!("{} ({packed} packed)", count(imported.tickets.len(), "ticket")),
    };
    let (entries, skipped) = (count(imported.entries, "entry"), imported.skipped.len());
    let articles = and_articles(imported.articles.len());
    ui.say(
        format!("imported {tickets} with {entries}{articles}, skipped {skipped}, bad {}", imported.bad.len())
            .as_str(),
    );
}

/// Says the first of many lines, and how many more there are.
fn some(ui: &mut Ui, lines: impl ExactSizeIterator<Item = String>, mut say: impl FnMut(&mut Ui, String)) {
    let more = lines.len().saturating_sub(NAMED);
    for (index, line) in lines.enumerate() {
        match index {
            index if index < NAMED => say(ui, line),
            _ => ui.detail(line.as_str()),
        }
    }
    if more > 0 {
        say(ui, format!("and {more} more lines; `--verbose` names them all"));
    }
}

fn words(words: &BTreeSet<String>) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<String> = words.iter().take(SHOWN).map(|word| format!("`{word}`")).collect();
    match words.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// Counts articles beside tickets, where there are any.
pub fn and_articles(articles: usize) -> String {
    if articles == 0 { String::new() } else { format!(", {}", count(articles, "article")) }
}

/// Counts things: `1 ticket`, `2 entries`.
pub fn count(number: usize, noun: impl Display) -> String {
    let noun = noun.to_string();
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {noun}s"),
    }
}
