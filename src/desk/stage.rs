//! Files of the desk in the work tree and in the index, without a commit: what is left to do in the middle of a merge.

use super::files::Files;
use super::transaction::{Ground, TransactionError, Write};
use crate::git::Change;

/// Writes files, and stages those that are settled; the others stay in conflict in the index.
///
/// What a write was made from is not looked at: the caller has.
pub fn stage(
    ground: &Ground,
    prefix: &str,
    settled: &[Write],
    open: &[Write],
) -> Result<(), TransactionError> {
    let missing = || TransactionError::NoRepository { root: ground.root.clone() };
    let repository = ground.repository.as_ref().ok_or_else(missing)?;
    let mut files = Files::new(&ground.root);
    for write in settled.iter().chain(open) {
        files.put(&write.path, write.after.as_deref(), false)?;
    }
    let paths: Vec<String> = settled.iter().map(|write| format!("{prefix}{}", write.path)).collect();
    let pairs = paths.iter().zip(settled);
    let changes: Vec<Change<'_>> =
        pairs.map(|(path, write)| Change { path, after: write.after.as_deref() }).collect();
    if changes.is_empty() { Ok(()) } else { Ok(repository.stage_by_program(&changes)?) }
}
