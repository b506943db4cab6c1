//! A new desk.

use std::path::{Path, PathBuf};

use super::OpsError;
use crate::config::{Me, TemplateOptions, desk_yml};
use crate::desk::layout;
use crate::desk::transaction::{self, Ground, Options, Plan, Receipt, Write};

/// What a new desk is like.
#[derive(Clone, Debug)]
pub struct NewDesk {
    /// Its folder, absolute.
    pub root: PathBuf,
    /// What its ids begin with.
    pub prefix: String,
    /// Its zone, an IANA name.
    pub zone: chrono_tz::Tz,
    /// The first of its people.
    pub me: Option<Me>,
    /// The folder may hold other files: the user named it.
    pub is_shared: bool,
}

/// Keeps line ends the same on every system, and attachments as they are.
pub const ATTRIBUTES: &str = "\
*.md text eol=lf merge=desk
*.yml text eol=lf merge=desk
*.files/** -text -merge
";

/// The templates of a new desk, by path.
const TEMPLATES: [(&str, &str); 2] = [
    (
        "templates/tickets/incident.md",
        "What happened, and what should have happened instead?\n\nSince when, and how often?\n\nWho is affected, and how do they work meanwhile?\n",
    ),
    (
        "templates/replies/solved.md",
        "Hello,\n\nthis should be solved now. If it is not, just answer this message.\n",
    ),
];

/// Makes a desk in a repository, in one commit.
pub fn init(ground: Ground, options: &Options, subject: &str, new: &NewDesk) -> Result<Receipt, OpsError> {
    let policy = new.root.join(layout::POLICY);
    if policy.exists() {
        return Err(OpsError::DeskExists { root: new.root.clone() });
    }
    if !new.is_shared {
        refuse_foreign(&new.root)?;
    }
    std::fs::create_dir_all(&new.root).map_err(|source| OpsError::File { path: new.root.clone(), source })?;
    let write = |(path, text): (&str, String)| Write {
        path: path.to_owned(),
        before: None,
        after: Some(text.into_bytes()),
    };
    let writes: Vec<Write> = files(new).into_iter().map(write).collect();
    let plan = || {
        let plan = Plan { writes: writes.clone(), subject: subject.to_owned(), trailers: Vec::new() };
        Ok::<_, OpsError>((plan, ()))
    };
    transaction::transact(&ground, options, plan).map(|(receipt, ())| receipt)
}

/// Returns the files of a new desk, by path.
pub(super) fn files(new: &NewDesk) -> Vec<(&'static str, String)> {
    let template = TemplateOptions { prefix: new.prefix.clone(), zone: new.zone, me: new.me.clone() };
    let files = [(layout::POLICY, desk_yml(&template)), (layout::ATTRIBUTES, ATTRIBUTES.to_owned())];
    files.into_iter().chain(TEMPLATES.map(|(path, text)| (path, text.to_owned()))).collect()
}

/// Refuses a folder that holds something else than a desk.
fn refuse_foreign(root: &Path) -> Result<(), OpsError> {
    let Ok(mut items) = std::fs::read_dir(root) else {
        return if root.exists() { Err(OpsError::InTheWay { path: root.to_owned() }) } else { Ok(()) };
    };
    if items.next().is_some() { Err(OpsError::InTheWay { path: root.to_owned() }) } else { Ok(()) }
}
