//! A desk as it was in a commit: its files are laid in a temporary folder, and it is a desk like any other.

use std::fs;
use std::io;

use tempfile::TempDir;

use super::{Desk, DeskError, Ground, layout};
use crate::config::Config;

/// A desk of another time. It can only be read.
#[derive(Debug)]
pub struct Past {
    /// The desk.
    pub desk: Desk,
    /// Where its files are, as long as the value lives.
    _folder: TempDir,
}

impl Desk {
    /// Opens this desk as it was in a commit; attachments are left out.
    pub fn at(&self, revision: &str) -> Result<Past, DeskError> {
        let unknown = || DeskError::NoRevision { revision: revision.to_owned() };
        let repository = self.ground.repository.as_ref().ok_or_else(unknown)?;
        let prefix = self.in_repository("").ok_or_else(unknown)?;
        let commit = repository.revision(revision)?.ok_or_else(unknown)?;
        // Names come from whoever made the commit: only ours are laid down, and they are narrow.
        let is_ours = |path: &str| {
            let inner = path.strip_prefix(&prefix).unwrap_or_default();
            inner == layout::POLICY
                || layout::take_apart(inner).is_some_and(|(_, named)| {
                    named.owner().is_some() && !matches!(named, layout::Named::Files(_))
                })
        };
        let files = repository.files_in(&commit, prefix.trim_end_matches('/'), is_ours)?;
        let folder = TempDir::with_prefix("git-desk-").map_err(unwritable)?;
        for (path, bytes) in files {
            let path = folder.path().join(path.strip_prefix(&prefix).unwrap_or(&path));
            if let Some(above) = path.parent() {
                fs::create_dir_all(above).map_err(unwritable)?;
            }
            fs::write(path, bytes).map_err(unwritable)?;
        }
        let shown = format!("{revision}:{prefix}{}", layout::POLICY);
        let text =
            fs::read_to_string(folder.path().join(layout::POLICY)).map_err(|_| DeskError::NoDeskAt {
                revision: revision.to_owned(),
                folder: prefix.trim_end_matches('/').to_owned(),
            })?;
        let (config, warnings) = Config::parse(&text, &shown).map_err(DeskError::Config)?;
        let ground = Ground { root: folder.path().to_owned(), repository: None };
        Ok(Past { desk: Desk { ground, config, warnings, code: None }, _folder: folder })
    }
}

fn unwritable(source: io::Error) -> DeskError {
    DeskError::Folder { path: std::env::temp_dir(), source }
}
