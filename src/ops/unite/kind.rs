//! What a file is to the rules of merging, by its name.

use crate::desk::layout::{self, Named};
use crate::merge::Kind;

/// Returns the kind of a file of a desk; `None` is one that is taken whole (an attachment).
///
/// `path` is relative to the desk's folder.
pub fn kind_of(path: &str) -> Option<Kind> {
    match layout::take_apart(path) {
        Some((_, Named::Ticket(_))) => Some(Kind::Ticket),
        Some((_, Named::Entry(..))) => Some(Kind::Entry),
        Some((_, Named::Thread(_))) => Some(Kind::Thread),
        Some((_, Named::Files(_))) => None,
        _ if path == layout::POLICY => Some(Kind::Policy),
        _ if path.starts_with(&format!("{}/", layout::ARTICLES)) && path.ends_with(".md") => {
            Some(Kind::Article)
        }
        _ => Some(Kind::Text),
    }
}

/// Returns the kind of a file by its path in the repository, wherever the desk's folder is.
pub fn kind_in_repository(path: &str) -> Option<Kind> {
    let starts = [0].into_iter().chain(path.match_indices('/').map(|(at, _)| at + 1));
    let kinds = starts.map(|start| kind_of(&path[start..]));
    kinds.into_iter().find(|kind| *kind != Some(Kind::Text)).unwrap_or(Some(Kind::Text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_wherever_the_desk_is() {
        let check = |path: &str, kind: Option<Kind>| assert_eq!(kind_in_repository(path), kind, "{path}");
        check("desk/tickets/2026-11/HD-7k3m2q.md", Some(Kind::Ticket));
        check("a b/été/tickets/2026-11/HD-7k3m2q.thread.md", Some(Kind::Thread));
        check("desk/tickets/2026-11/HD-7k3m2q.20261123T100211.123Z-4w9x.md", Some(Kind::Entry));
        check("desk/tickets/2026-11/HD-7k3m2q.files/0b9c2a56e0a1-a.md", None);
        check("desk/desk.yml", Some(Kind::Policy));
        check("desk/kb/accounts/reset-sso.md", Some(Kind::Article));
        check("desk/templates/replies/solved.md", Some(Kind::Text));
        check("README.md", Some(Kind::Text));
    }
}
