use std::fs;
use std::path::{Path, PathBuf};

use super::{Arguments, Format};
use crate::cli::Context;
use crate::cli::output::Output;
use crate::error::{ExitCode, Failure};
use crate::nearest::nearest;
use crate::render::region::{self, RegionError};

/// Where a report goes, and in which form.
pub struct Place {
    /// The form.
    pub format: Format,
    target: Target,
}

enum Target {
    Stdout,
    File(PathBuf),
    /// The file, its text, and the region in it.
    Region(PathBuf, String, String),
}

impl Place {
    /// Finds out where the report goes, and that it can go there, before anything is counted.
    pub fn of(context: &Context, arguments: &Arguments) -> Result<Place, Failure> {
        let target = match (&arguments.output, &arguments.into) {
            (Some(path), _) if path != Path::new("-") => Target::File(context.from.join(path)),
            (_, Some(into)) => region(context, into)?,
            _ => Target::Stdout,
        };
        let format = arguments.format.or_else(|| match &target {
            Target::Region(..) => Some(Format::Md),
            Target::File(path) => format_of(path),
            Target::Stdout => None,
        });
        let format = format.unwrap_or(if arguments.rows { Format::Csv } else { Format::Table });
        let is_md = format == Format::Md;
        if matches!(target, Target::Region(..)) && !is_md {
            return Err(
                Failure::usage("a region of a Markdown file takes Markdown").hint("leave `--format` out")
            );
        }
        if arguments.rows && format != Format::Csv {
            return Err(Failure::usage("the rows are written as CSV")
                .hint("leave `--format` out, or name a file `….csv`"));
        }
        Ok(Place { format, target })
    }

    /// Tells whether it goes to standard output.
    pub fn is_direct(&self) -> bool {
        matches!(self.target, Target::Stdout)
    }

    /// Writes the report.
    pub fn write(&self, context: &mut Context, text: &str) -> Result<(), Failure> {
        match &self.target {
            Target::Stdout => return Ok(context.ui.data(text)?),
            Target::File(path) => whole(path, text)?,
            Target::Region(path, page, name) => {
                let page = region::replace(page, name, text).map_err(|error| wrong(path, error))?;
                whole(path, &page)?;
            }
        }
        Ok(())
    }
}

fn whole(path: &Path, text: &str) -> Result<(), Failure> {
    let mut output = Output::create(path)?;
    output.write(text.as_bytes())?;
    output.finish()
}

fn format_of(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_lowercase().as_str() {
        "md" | "markdown" => Some(Format::Md),
        "html" | "htm" => Some(Format::Html),
        "json" => Some(Format::Json),
        "csv" => Some(Format::Csv),
        _ => None,
    }
}

/// Reads the file of a region, which has to be there. A link is followed.
fn region(context: &Context, into: &str) -> Result<Target, Failure> {
    let parts = into.rsplit_once('#').filter(|(file, name)| !file.is_empty() && !name.is_empty());
    let Some((file, name)) = parts else {
        return Err(
            Failure::usage(format!("`{into}` names no region")).hint("write it as `README.md#weekly`")
        );
    };
    let unread = |code, error: String| Failure::new(code, format!("`{file}` cannot be read: {error}"));
    let path = fs::canonicalize(context.from.join(file))
        .map_err(|error| unread(ExitCode::NotFound, error.to_string()))?;
    let page = fs::read_to_string(&path).map_err(|error| unread(ExitCode::Refused, error.to_string()))?;
    // Wrong marks are said before anything is counted.
    region::replace(&page, name, "").map_err(|error| wrong(Path::new(file), error))?;
    Ok(Target::Region(path, page, name.to_owned()))
}

fn wrong(path: &Path, error: RegionError) -> Failure {
    let failure = Failure::new(ExitCode::NotFound, format!("`{}`: {error}", path.display()));
    match error {
        RegionError::Missing { name, known } => match nearest(&name, known.iter().map(String::as_str)) {
            Some(near) => failure.hint(format!("did you mean `{near}`?")),
            None => failure.hint(format!(
                "mark it with two lines: `{}` and `{}`",
                region::begin(&name),
                region::end(&name)
            )),
        },
        RegionError::Endless { name, .. } => {
            failure.hint(format!("end it with a line `{}`", region::end(&name)))
        }
        RegionError::Twice { .. } => failure.hint("give each region a name of its own"),
    }
}
