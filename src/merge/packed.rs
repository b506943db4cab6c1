//! Packed threads, as the union of their entries.

use super::{Finding, Merged};
use crate::format::{Problem, ProblemKind, thread};
use crate::model::{Thread, TicketId};

/// Merges two packed threads of one ticket. Entries are written once and never taken back, so the base tells nothing.
pub(super) fn merge(ours: &str, theirs: &str) -> Result<Merged, Problem> {
    let id = id_of(ours)?;
    let (mut entries, others) = (thread::read(&id, ours)?, thread::read(&id, theirs)?);
    let mut findings = Vec::new();
    for (stamp, other) in others {
        let same = entries.iter_mut().find(|(present, _)| *present == stamp);
        match same {
            None => entries.push((stamp, other)),
            Some((_, entry)) if *entry != other => {
                // Somebody edited a packed thread by hand.
                let written = |entry| thread::write(&id, &[(stamp.clone(), entry)]);
                let (one, two) = (written(entry.clone()), written(other.clone()));
                if two > one {
                    *entry = other;
                }
                let key = stamp.to_string();
                let section = |text: String| text.lines().skip(2).collect::<Vec<_>>().join(" ");
                let (first, second) =
                    (section(std::cmp::max(&one, &two).clone()), section(std::cmp::min(one, two)));
                findings.push(Finding::Immutable { key, first, second });
            }
            Some(_) => {}
        }
    }
    Ok(Merged { text: thread::write(&id, Thread::new(entries).placed()), findings })
}

fn id_of(text: &str) -> Result<TicketId, Problem> {
    let first = text.lines().next().unwrap_or_default();
    let id = first.trim_end().strip_prefix("# ").and_then(|id| id.parse().ok());
    id.ok_or_else(|| Problem::new(1, ProblemKind::Heading(first.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(entries: &[(&str, &str)]) -> String {
        let section = |(stamp, words): &(&str, &str)| {
            format!("\n## 2026-11-23T12:00:00Z · note · ann\n\n    stamp: {stamp}\n\n{words}\n")
        };
        format!("# HD-7k3m2q\n{}", entries.iter().map(section).collect::<String>())
    }

    #[test]
    fn every_entry_is_there_once() {
        let (a, b, c) = (
            ("20261123T120000.000Z-aaaa", "a"),
            ("20261123T120000.000Z-bbbb", "b"),
            ("20261124T120000.000Z-cccc", "c"),
        );
        let (ours, theirs) = (packed(&[a, c]), packed(&[a, b]));
        let merged = merge(&ours, &theirs).unwrap();
        assert_eq!((merged.text.as_str(), merged.findings.len()), (packed(&[a, b, c]).as_str(), 0));
        assert_eq!(merge(&theirs, &ours).unwrap(), merged);
        let edited = packed(&[(a.0, "other")]);
        assert_eq!(merge(&ours, &edited).unwrap(), merge(&edited, &ours).unwrap());
        assert_eq!(merge(&ours, &edited).unwrap().findings.len(), 1);
        assert!(merge("x", &ours).is_err());
    }
}
