use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::Context;
use crate::cli::import::count;
use crate::error::Failure;
use crate::ops::articles::export::{export, site};

/// Make a help centre of the validated articles
///
/// A folder of pages that needs no server: start page, labels, search in the
/// page, light and dark. Without `--public` it holds internal articles, too,
/// and asks search engines to stay away.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder that the pages go to; files of theirs that are there are replaced
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    html: PathBuf,
    /// Only what everybody may read
    #[arg(long)]
    public: bool,
    /// What it is called
    #[arg(long, value_name = "NAME", default_value = "Help centre")]
    name: String,
    /// The language of its own words: `en`, `fr`
    #[arg(long, value_name = "LANG", default_value = "en")]
    lang: String,
}

/// Runs `kb export`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let articles = desk.articles()?;
    context.report_broken_articles(&desk, &articles);
    let finder = context.finder(&desk)?;
    let site = site(&desk, &finder, &articles.found, &arguments.name, &arguments.lang, arguments.public);
    let folder = context.from.join(&arguments.html);
    let pages = export(&desk, &site, &folder)?;
    let articles = count(site.articles.len(), "article");
    context.ui.say(format!("{articles} in {} below {}", count(pages, "file"), arguments.html.display()));
    if site.articles.is_empty() {
        context.ui.hint("only what is validated is shown: `git desk kb validate`");
    }
    Ok(())
}
