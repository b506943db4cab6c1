//! What git asks of a merge driver: three files, of which the second becomes the merged one.

use std::fs;
use std::path::Path;

use super::{OpsError, unite};
use crate::git;
use crate::merge::{Finding, merge};

/// Merges a file in the place of `ours`, and returns what a person must still decide.
///
/// `path` is the file's own in the repository. A base that is empty was not there.
pub fn drive(base: &Path, ours: &Path, theirs: &Path, path: &str) -> Result<Vec<Finding>, OpsError> {
    let read =
        |path: &Path| fs::read(path).map_err(|source| OpsError::File { path: path.to_owned(), source });
    let texts = [read(base)?, read(ours)?, read(theirs)?].map(String::from_utf8);
    let (Some(kind), [Ok(before), Ok(one), Ok(other)]) = (unite::kind_in_repository(path), texts) else {
        let is_clean = git::merge_file(base, ours, theirs)?;
        return Ok(if is_clean { Vec::new() } else { vec![Finding::Overlap { count: 1 }] });
    };
    let merged = merge(kind, (!before.is_empty()).then_some(before.as_str()), &one, &other);
    fs::write(ours, merged.text).map_err(|source| OpsError::File { path: ours.to_owned(), source })?;
    Ok(merged.findings)
}
