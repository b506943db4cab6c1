use clap::Args;

use super::Context;
use crate::cli::check::{line, shown};
use crate::cli::import::count;
use crate::error::{ExitCode, Failure};
use crate::ops::check::check_articles;
use crate::view;

/// Find what is wrong with the articles
///
/// Dead links and anchors, articles without a resolution, public ones that
/// hold addresses, names or tickets, and more: where, what, and how to mend it.
/// The exit code is 1 where there is something. With `--changed` it names the
/// articles whose code was changed since a commit, while they were not: what a
/// pull request forgot.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Name the articles whose code was changed since this branch or commit
    #[arg(long, value_name = "BASE")]
    changed: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs `kb check`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let finder = context.finder(&desk)?;
    let (findings, articles) = check_articles(&desk, &finder.records, arguments.changed.as_deref())?;
    if arguments.json {
        let item = |finding| view::finding::json(finding, &shown(context, &desk, finding));
        let items = findings.iter().map(item).collect();
        context.ui.data(format!("{}\n", view::items(items)))?;
    } else {
        context.ui.page();
        for finding in &findings {
            context.ui.line(line(context, &desk, finding))?;
        }
    }
    let looked = count(articles, "article");
    match findings.len() {
        0 => {
            context.ui.say(format!("nothing found in {looked}"));
            Ok(())
        }
        found => {
            context.ui.say(format!("{} in {looked}", count(found, "finding")));
            Err(Failure::new(ExitCode::Findings, ""))
        }
    }
}
