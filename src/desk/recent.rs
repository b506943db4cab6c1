//! The rows this terminal printed last, for `@1`, and the ticket it touched last, for `@last`.
//!
//! Kept in the git folder of the work tree, one small file a terminal. It is a
//! convenience: whatever goes wrong with it, there is simply no last list.

use std::fs;
use std::path::{Path, PathBuf};

use super::Desk;
use crate::model::TicketId;

/// What a terminal remembers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recent {
    last: Option<TicketId>,
    rows: Vec<TicketId>,
}

impl Recent {
    /// Returns the ticket that was shown or changed last.
    pub fn last(&self) -> Option<&TicketId> {
        self.last.as_ref()
    }

    /// Returns the rows of the last list, from `@1`.
    pub fn rows(&self) -> &[TicketId] {
        &self.rows
    }
}

impl Desk {
    /// Reads what a terminal remembers. `terminal` is its name, such as `/dev/pts/3`.
    pub fn recent(&self, terminal: Option<&str>) -> Recent {
        let text =
            self.recent_path(terminal).and_then(|path| fs::read_to_string(path).ok()).unwrap_or_default();
        let mut lines = text.lines();
        let last = lines.next().and_then(|line| line.parse().ok());
        Recent { last, rows: lines.map_while(|line| line.parse().ok()).collect() }
    }

    /// Remembers the rows of a list.
    pub fn remember_rows(&self, terminal: Option<&str>, rows: Vec<TicketId>) {
        let recent = Recent { rows, ..self.recent(terminal) };
        self.write_recent(terminal, &recent);
    }

    /// Remembers the ticket that was shown or changed.
    pub fn remember_last(&self, terminal: Option<&str>, id: &TicketId) {
        let recent = Recent { last: Some(id.clone()), ..self.recent(terminal) };
        self.write_recent(terminal, &recent);
    }

    fn write_recent(&self, terminal: Option<&str>, recent: &Recent) {
        let Some(path) = self.recent_path(terminal) else { return };
        let last = recent.last.as_ref().map(ToString::to_string).unwrap_or_default();
        let rows: String = recent.rows.iter().map(|id| format!("{id}\n")).collect();
        // A git folder that somebody sent could lead this write elsewhere.
        let leads_elsewhere = path.ancestors().take(3).any(Path::is_symlink);
        if let Some(folder) = path.parent().filter(|_| !leads_elsewhere) {
            // A lost memory of a list is no reason to fail, or to speak.
            let _ = fs::create_dir_all(folder).and_then(|()| fs::write(&path, format!("{last}\n{rows}")));
        }
    }

    fn recent_path(&self, terminal: Option<&str>) -> Option<PathBuf> {
        let git_dir = self.ground.repository.as_ref()?.git_dir();
        let name: String =
            terminal?.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        Some(git_dir.join("desk").join("recent").join(name))
    }
}
