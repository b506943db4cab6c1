//! The names of a desk's files: the only file that builds paths or takes names apart.
//!
//! ```text
//! desk.yml
//! tickets/2026-11/HD-7k3m2q.md
//! tickets/2026-11/HD-7k3m2q.20261123T100211.123Z-4w9x.md
//! tickets/2026-11/HD-7k3m2q.thread.md
//! tickets/2026-11/HD-7k3m2q.files/…
//! kb/accounts/reset-sso.md
//! ```
//!
//! All paths are relative to the desk's folder and use `/`.

use crate::model::{Instant, Stamp, TicketId};

/// The desk's policy.
pub const POLICY: &str = "desk.yml";

/// The folder of the tickets.
pub const TICKETS: &str = "tickets";

/// The folder of the knowledge base.
pub const ARTICLES: &str = "kb";

/// The folder of the templates of new tickets.
pub const TICKET_TEMPLATES: &str = "templates/tickets";

/// The folder of the templates of new articles.
pub const ARTICLE_TEMPLATES: &str = "templates/articles";

/// The folder of the templates of replies.
pub const REPLY_TEMPLATES: &str = "templates/replies";

/// The attributes that keep line ends and attachments as they are.
pub const ATTRIBUTES: &str = ".gitattributes";

/// How the name of a temporary file begins; a killed act may leave one, and readers pass it over.
pub const TEMPORARY: &str = ".desk-";

/// Returns the folder of a ticket made at an instant: `2026-11` (UTC).
pub fn month(created: Instant) -> String {
    created.format("%Y-%m").to_string()
}

/// Tells whether a name is one of a month's folder.
pub fn is_month(name: &str) -> bool {
    let (year, month) = name.split_once('-').unwrap_or_default();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    year.len() >= 4 && month.len() == 2 && digits(year) && digits(month)
}

/// Returns the path of a month's folder.
pub fn month_folder(month: &str) -> String {
    format!("{TICKETS}/{month}")
}

/// Returns the path of a ticket's file.
pub fn ticket(month: &str, id: &TicketId) -> String {
    format!("{TICKETS}/{month}/{}", ticket_name(id))
}

/// Returns the name of a ticket's file in the folder of its month.
pub fn ticket_name(id: &TicketId) -> String {
    format!("{id}.md")
}

/// Returns the path of a loose entry.
pub fn entry(month: &str, id: &TicketId, stamp: &Stamp) -> String {
    format!("{TICKETS}/{month}/{}", entry_name(id, stamp))
}

/// Returns the name of a loose entry in the folder of its month.
pub fn entry_name(id: &TicketId, stamp: &Stamp) -> String {
    format!("{id}.{stamp}.md")
}

/// Returns the path of a packed thread.
pub fn thread(month: &str, id: &TicketId) -> String {
    format!("{TICKETS}/{month}/{}", thread_name(id))
}

/// Returns the name of a packed thread in the folder of its month.
pub fn thread_name(id: &TicketId) -> String {
    format!("{id}.thread.md")
}

/// Returns the path of a ticket's folder of attachments.
pub fn attachments(month: &str, id: &TicketId) -> String {
    format!("{TICKETS}/{month}/{id}.files")
}

/// Tells whether a file of the knowledge base may be an article, by its name.
pub fn is_article(name: &str) -> bool {
    name.ends_with(".md") && !name.starts_with(TEMPORARY)
}

/// Returns what an article is called by its file alone: `reset-sso` of `kb/accounts/reset-sso.md`.
pub fn article_name(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split_once('.').map_or(name, |(name, _)| name)
}

/// Returns the path of a new article in a folder of the knowledge base; several of one title are told apart by a
/// number.
pub fn article(folder: &str, title: &str, number: usize) -> String {
    let number = if number > 1 { format!("-{number}") } else { String::new() };
    let folder = if folder.is_empty() { String::new() } else { format!("/{folder}") };
    format!("{ARTICLES}{folder}/{}{number}.md", slug(title))
}

/// Tells whether a path stays in the knowledge base: plain names below its folder, whatever system reads them.
pub fn is_in_knowledge_base(path: &str) -> bool {
    let Some(inner) = path.strip_prefix(ARTICLES).and_then(|rest| rest.strip_prefix('/')) else {
        return false;
    };
    inner.split('/').all(|name| {
        let is_plain = |c: char| !c.is_control() && !"\\:*?\"<>|".contains(c);
        !name.is_empty() && !name.starts_with('.') && name.chars().all(is_plain)
    })
}

/// Returns a title as the name of a file: small letters, digits and hyphens.
pub fn slug(title: &str) -> String {
    const LONGEST: usize = 60;
    let folded = crate::search::fold(title);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if !slug.is_empty() && slug.len() + word.len() >= LONGEST {
            break;
        }
        let gap = if slug.is_empty() { "" } else { "-" };
        slug.push_str(gap);
        slug.extend(word.chars().take(LONGEST));
    }
    if slug.is_empty() { "article".to_owned() } else { slug }
}

/// Tells whether a file is one that a killed act left.
pub fn is_temporary(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with(TEMPORARY) && name.ends_with(".tmp"))
}

/// Returns the path of an attachment: its folder, the first digits of its SHA-256, a tame form of its name.
pub fn attachment(month: &str, id: &TicketId, sha256: &str, name: &str) -> String {
    // The digits come from a file that anybody may have written.
    let prefix: String = sha256.chars().filter(char::is_ascii_hexdigit).take(12).collect();
    format!("{TICKETS}/{month}/{id}.files/{prefix}-{}", tame(name))
}

/// What a file or folder in a month's folder is, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A ticket.
    Ticket(TicketId),
    /// A loose entry.
    Entry(TicketId, Stamp),
    /// A packed thread.
    Thread(TicketId),
    /// A folder of attachments.
    Files(TicketId),
    /// Left by a killed act.
    Temporary,
    /// Nothing of ours.
    Strange,
}

impl Named {
    /// Takes a name apart.
    pub fn read(name: &str) -> Named {
        if name.starts_with(TEMPORARY) {
            return Named::Temporary;
        }
        Self::read_ours(name).unwrap_or(Named::Strange)
    }

    /// Returns the ticket a file belongs to.
    pub fn owner(&self) -> Option<&TicketId> {
        match self {
            Named::Ticket(id) | Named::Entry(id, _) | Named::Thread(id) | Named::Files(id) => Some(id),
            Named::Temporary | Named::Strange => None,
        }
    }

    fn read_ours(name: &str) -> Option<Named> {
        let (id, rest) = name.split_once('.')?;
        let id: TicketId = id.parse().ok()?;
        match rest {
            "md" => Some(Named::Ticket(id)),
            "thread.md" => Some(Named::Thread(id)),
            "files" => Some(Named::Files(id)),
            rest => Some(Named::Entry(id, rest.strip_suffix(".md")?.parse().ok()?)),
        }
    }
}

/// Tells to which month and to what a file in the desk's folder belongs; what is in a folder of attachments is a
/// part of [`Named::Files`].
pub fn take_apart(path: &str) -> Option<(&str, Named)> {
    let mut parts = path.strip_prefix(TICKETS)?.strip_prefix('/')?.splitn(3, '/');
    let (month, name, below) = (parts.next()?, parts.next()?, parts.next());
    let named = Named::read(name);
    let fits = matches!(named, Named::Files(_)) == below.is_some();
    (is_month(month) && fits).then_some((month, named))
}

/// Makes a name that came from outside safe as a file name on every system.
fn tame(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
    let tame: String = last.chars().map(safe).take(80).collect();
    let tame = tame.trim_matches('.').to_owned();
    if tame.is_empty() { "file".to_owned() } else { tame }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_apart_as_it_was_built() {
        let id: TicketId = "HD-7k3m2q".parse().unwrap();
        let stamp: Stamp = "20261123T100211.123Z-4w9x".parse().unwrap();
        let name = |path: String| path.rsplit('/').next().unwrap_or_default().to_owned();
        assert_eq!(Named::read(&name(ticket("2026-11", &id))), Named::Ticket(id.clone()));
        assert_eq!(Named::read(&name(entry("2026-11", &id, &stamp))), Named::Entry(id.clone(), stamp));
        assert_eq!(Named::read(&name(thread("2026-11", &id))), Named::Thread(id.clone()));
        assert_eq!(Named::read("HD-7k3m2q.files"), Named::Files(id));
        assert_eq!(Named::read(".desk-x1.tmp"), Named::Temporary);
        for strange in
            ["README.md", "HD-7k3m2q.md~", "hd-7k3m2q.md", "HD-7k3m2q", "HD-7k3m2q.20261123.md", ".git"]
        {
            assert_eq!(Named::read(strange), Named::Strange, "{strange}");
        }
    }

    #[test]
    fn a_title_becomes_a_name() {
        let check = |title: &str, name: &str| assert_eq!(article("", title, 1), format!("kb/{name}.md"));
        check("Reset SSO: what to do?", "reset-sso-what-to-do");
        check("Réinitialiser l'accès", "reinitialiser-l-acces");
        check("../..", "article");
        check("日本語", "日本語");
        check(&"word ".repeat(30), &["word"; 12].join("-"));
        assert_eq!(article("a/b", "x", 3), "kb/a/b/x-3.md");
        assert_eq!(article_name("kb/a/reset-sso.html.md"), "reset-sso");
    }

    #[test]
    fn articles_cannot_leave_their_folder() {
        for path in
            ["kb/../desk.yml", "kb/.git/x.md", "kb//x.md", "kb", "tickets/x.md", "kb/a\\b.md", "kb/c:x.md"]
        {
            assert!(!is_in_knowledge_base(path), "{path}");
        }
        assert!(is_in_knowledge_base("kb/a b/été.md"));
    }

    #[test]
    fn attachments_cannot_leave_their_folder() {
        let check = |name: &str, tamed: &str| assert_eq!(tame(name), tamed);
        check("a b.png", "a_b.png");
        check("../../etc/passwd", "passwd");
        check("..\\..\\x.exe", "x.exe");
        check("..", "file");
        check(".git", "git");
        check("été.pdf", "été.pdf");
    }
}
