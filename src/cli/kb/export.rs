use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::Context;
use crate::cli::import::count;
use crate::error::Failure;
use crate::ops::articles::export::{export, site};
use crate::site::name_in;

/// Make a help centre of the validated articles
///
/// A folder of pages that needs no server: start page, labels, search in the
/// page, light and dark. Without `--public` it holds internal articles, too,
/// and asks search engines to stay away.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder that the pages go to; those of an earlier help centre that
    /// are no longer wanted are removed, nothing else is touched
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    html: PathBuf,
    /// Only what everybody may read
    #[arg(long)]
    public: bool,
    /// What it is called; without it `Help centre`, in its language
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
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
    let name = arguments.name.as_deref().unwrap_or(name_in(&arguments.lang));
    let site = site(&desk, &finder, &articles.found, name, &arguments.lang, arguments.public);
    let folder = context.from.join(&arguments.html);
    let exported = export(&desk, &site, &folder)?;
    let articles = count(site.articles.len(), "article");
    let files = count(exported.written, "file");
    let gone = match exported.removed {
        0 => String::new(),
        removed => format!("; {} of before removed", count(removed, "file")),
    };
    context.ui.say(format!("{articles} in {files} below {}{gone}", arguments.html.display()));
    if site.articles.is_empty() {
        context.ui.hint("only what is validated is shown: `git desk kb validate`");
    }
    Ok(())
}
