//! Beginning to work on a ticket: it is taken, and has a branch.

use unicode_normalization::UnicodeNormalization;

use super::{OpsError, Outcome, Writer, act, assign};
use crate::desk::Place;
use crate::desk::transaction::TransactionError;
use crate::model::Ticket;

/// The most characters of a title in the name of a branch.
const LONGEST: usize = 40;

/// Takes a ticket and goes to its branch, which is made where it is not there. Returns the branch's name.
pub fn start(writer: &Writer, place: &Place) -> Result<(Outcome, String), OpsError> {
    let missing = || TransactionError::NoRepository { root: writer.desk.root().to_owned() };
    let repository = writer.desk.code().ok_or_else(missing)?;
    let branch = branch_of(&act::load(writer.desk, place)?.found.file.ticket);
    let outcome = assign::take(writer, std::slice::from_ref(place))?;
    repository.switch_to(&branch)?;
    Ok((outcome, branch))
}

/// Returns the name of a ticket's branch: `hd-7k3m2q-short-title`. `.` finds the ticket by it.
pub fn branch_of(ticket: &Ticket) -> String {
    let plain: String = ticket.title.nfd().filter(char::is_ascii).collect::<String>().to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = ticket.id.as_str().to_lowercase();
    let longest = name.len() + LONGEST;
    for word in words {
        if name.len() + 1 + word.len() > longest {
            break;
        }
        name.push('-');
        name.push_str(word);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_branch_is_named_after_its_ticket() {
        let check = |title: &str, branch: &str| {
            let created = "2026-11-23T09:00:00Z".parse().unwrap();
            assert_eq!(branch_of(&Ticket::new("HD-7k3m2q".parse().unwrap(), created, title)), branch);
        };
        check("SSO login fails: loop after password reset", "hd-7k3m2q-sso-login-fails-loop-after-password");
        check("Été à Liège", "hd-7k3m2q-ete-a-liege");
        check("../../.. ~^: 日本", "hd-7k3m2q");
    }
}
