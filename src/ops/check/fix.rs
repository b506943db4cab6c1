//! The remedies of findings, in one act.

use std::collections::BTreeMap;

use super::super::{OpsError, Writer, act};
use super::finding::Finding;
use super::remedy::{Missing, Remedy};
use crate::desk::transaction::{self, Plan, Receipt, Write};
use crate::desk::{Place, layout, recovery};
use crate::format::entry;
use crate::model::{Change, Entry, EntryKind, Stamp};

/// What was mended.
#[derive(Debug)]
pub struct Fixed {
    /// The findings that were mended.
    pub findings: Vec<Finding>,
    /// The commit.
    pub receipt: Receipt,
}

/// Mends what is safe to mend.
pub fn fix(writer: &Writer) -> Result<Fixed, OpsError> {
    act::writable(writer.desk)?;
    recovery::recover(&writer.desk.ground)?;
    let plan = || {
        let findings = super::check(writer.desk, writer.now, writer.options.mode)?;
        let findings: Vec<Finding> = findings.into_iter().filter(Finding::is_fixable).collect();
        let writes = Mending::new(writer).plan(&findings)?;
        let subject = writer.subject(&format!("mend {} findings", findings.len()));
        Ok::<_, OpsError>((Plan { writes, subject, trailers: Vec::new() }, findings))
    };
    let (receipt, findings) = transaction::transact(&writer.desk.ground, &writer.options, plan)?;
    Ok(Fixed { findings, receipt })
}

/// The files of an act that mends, one write a path.
struct Mending<'w> {
    writer: &'w Writer<'w>,
    writes: BTreeMap<String, Write>,
}

impl<'w> Mending<'w> {
    fn new(writer: &'w Writer<'w>) -> Mending<'w> {
        Mending { writer, writes: BTreeMap::new() }
    }

    fn plan(mut self, findings: &[Finding]) -> Result<Vec<Write>, OpsError> {
        let mut untold: BTreeMap<Place, Vec<&Missing>> = BTreeMap::new();
        let mut unapplied: BTreeMap<Place, Vec<Change>> = BTreeMap::new();
        for finding in findings {
            match finding.remedy.as_ref() {
                Some(Remedy::Commit) => self.keep(&finding.path)?,
                Some(Remedy::Delete) => self.delete(&finding.path)?,
                Some(Remedy::Attributes(lines)) => self.add_lines(&finding.path, lines)?,
                Some(Remedy::Tell(missing)) => untold.entry(missing.place.clone()).or_default().push(missing),
                Some(Remedy::Apply { place, change }) => {
                    unapplied.entry(place.clone()).or_default().push(change.clone());
                }
                Some(Remedy::Settle) | None => {}
            }
        }
        for (place, missing) in untold {
            self.tell(&place, &missing);
        }
        for (place, changes) in unapplied {
            self.apply(place, &changes)?;
        }
        // Entries first, tickets second: an entry's name is its ticket's with a stamp, and sorts before it.
        Ok(self.writes.into_values().collect())
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, OpsError> {
        let full = self.writer.desk.root().join(path);
        std::fs::read(&full).map_err(|source| OpsError::File { path: full, source })
    }

    fn write(&mut self, path: &str, before: Option<Vec<u8>>, after: Option<Vec<u8>>) {
        let write = Write { path: path.to_owned(), before, after };
        self.writes.insert(path.to_owned(), write);
    }

    /// Commits a file as it is.
    fn keep(&mut self, path: &str) -> Result<(), OpsError> {
        let bytes = self.read(path)?;
        self.write(path, Some(bytes.clone()), Some(bytes));
        Ok(())
    }

    /// A temporary file is in no commit; it just goes.
    fn delete(&mut self, path: &str) -> Result<(), OpsError> {
        let full = self.writer.desk.root().join(path);
        std::fs::remove_file(&full).map_err(|source| OpsError::File { path: full, source })
    }

    fn add_lines(&mut self, path: &str, lines: &[String]) -> Result<(), OpsError> {
        let full = self.writer.desk.root().join(path);
        let before = if full.exists() { Some(self.read(path)?) } else { None };
        let mut after = before.clone().unwrap_or_default();
        if !after.is_empty() && !after.ends_with(b"\n") {
            after.push(b'\n');
        }
        lines.iter().for_each(|line| after.extend(format!("{line}\n").into_bytes()));
        self.write(path, before, Some(after));
        Ok(())
    }

    /// Writes the events that are missing: one for all that one commit changed.
    fn tell(&mut self, place: &Place, missing: &[&Missing]) {
        let mut last = missing.iter().filter_map(|missing| missing.after.clone()).max();
        let mut told: Vec<Entry> = Vec::new();
        for one in missing {
            let (by, at) = match &one.origin {
                Some(origin) => (origin.by.clone(), origin.at),
                None => (self.writer.by.clone(), self.writer.now),
            };
            match told.iter_mut().find(|entry| entry.by == by && entry.at == at) {
                Some(entry) => entry.changes.push(one.change.clone()),
                None => {
                    let mut entry = Entry::new(place.id.clone(), EntryKind::Event, at, by);
                    entry.via = Some("file".to_owned());
                    entry.changes.push(one.change.clone());
                    told.push(entry);
                }
            }
        }
        told.sort_by_key(|entry| entry.at);
        for entry in told {
            let stamp = Stamp::after(entry.at, last.as_ref(), self.writer.random.characters(4));
            let path = layout::entry(&place.month, &place.id, &stamp);
            self.write(&path, None, Some(entry::write(&entry).into_bytes()));
            last = Some(stamp);
        }
    }

    /// Does in a ticket's file what its entries say.
    fn apply(&mut self, place: Place, changes: &[Change]) -> Result<(), OpsError> {
        let path = place.path();
        let found = self.writer.desk.ticket(place)?;
        let after = act::edited(&found, changes, None)?;
        self.write(&path, Some(found.file.text.into_bytes()), Some(after.text.into_bytes()));
        Ok(())
    }
}
