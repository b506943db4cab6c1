use std::path::{Component, Path, PathBuf};

use clap::{Args, ValueHint};

use super::Context;
use crate::desk::{Desk, layout};
use crate::error::{ExitCode, Failure};
use crate::ops::articles::add::add;

/// Make articles of Markdown files that are there already
///
/// Each file below `kb/` gets an id and nothing else: one line in its front
/// matter, or a front matter where it has none. A folder means all below it.
/// Articles are drafts until they are validated.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Files and folders
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
}

/// Runs `kb add`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    let desk = context.desk()?;
    let writer = context.writer(&desk)?;
    let paths: Vec<String> =
        arguments.paths.iter().map(|path| inside(context, &desk, path)).collect::<Result<_, _>>()?;
    let added = add(&writer, &paths)?;
    const FEW: usize = 20;
    for found in added.done.iter().take(FEW) {
        context.echo_article(found, &format!("is {}", desk.shown(&context.from, &found.path)));
    }
    if added.done.len() > FEW {
        context.ui.say(format!("and {} more", added.done.len() - FEW));
    }
    context.ui.say(format!("{} new, {} were articles already", added.done.len(), added.idle.len()));
    context.report_receipt(&added.receipt);
    if !added.done.is_empty() {
        context.ui.hint("they are drafts: `git desk kb validate` says that one is right");
    }
    for broken in &added.broken {
        let place = desk.shown(&context.from, &broken.path);
        let line = broken.fault.line().map(|line| format!(":{line}")).unwrap_or_default();
        context.ui.warn(format!("{place}{line}: {}; {}", broken.fault, broken.fault.mend()));
    }
    match added.broken.len() {
        0 => Ok(()),
        count => Err(Failure::new(ExitCode::Findings, format!("{count} of the files could not be added"))),
    }
}

/// Returns a path as the desk names it.
fn inside(context: &Context, desk: &Desk, path: &Path) -> Result<String, Failure> {
    let mut full = PathBuf::new();
    for part in context.from.join(path).components() {
        match part {
            Component::ParentDir => drop(full.pop()),
            Component::CurDir => {}
            part => full.push(part),
        }
    }
    match full.strip_prefix(desk.root()).ok().and_then(|inner| inner.to_str()) {
        Some(inner) if Path::new(inner).starts_with(layout::ARTICLES) => Ok(inner.replace('\\', "/")),
        _ => Err(Failure::usage(format!("`{}` is not in the knowledge base", path.display()))
            .hint(format!("articles live below `{}`: move it there first", desk.shown(&context.from, "kb")))),
    }
}
