//! The files of a commit, without touching the work tree.

use super::error::GitError;
use super::object::{CommitId, ObjectId};
use super::repository::Repository;

impl Repository {
    /// Finds the commit that a person means by a revision, such as `main~2` or a tag.
    pub fn revision(&self, text: &str) -> Result<Option<CommitId>, GitError> {
        let commit = format!("{text}^{{commit}}");
        let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
        Ok(self.reader().maybe(&arguments)?.map(ObjectId::new))
    }

    /// Reads the ordinary files of a folder in a commit that are wanted, by their paths.
    pub fn files_in(
        &self,
        commit: &CommitId,
        folder: &str,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<(String, Vec<u8>)>, GitError> {
        let mut arguments = vec!["ls-tree", "-r", "-z", "--full-tree", commit.as_str(), "--"];
        arguments.extend((!folder.is_empty()).then_some(folder));
        let listed = self.reader().run(&arguments, None)?;
        let listed = String::from_utf8_lossy(&listed);
        let wanted: Vec<(&str, &str)> =
            listed.split('\0').filter_map(entry).filter(|(_, path)| is_wanted(path)).collect();
        let ids: String = wanted.iter().map(|(id, _)| format!("{id}\n")).collect();
        let bytes = self.reader().run(&["cat-file", "--batch"], Some(ids.as_bytes()))?;
        let mut rest = bytes.as_slice();
        let mut files = Vec::with_capacity(wanted.len());
        for (_, path) in wanted {
            let Some(content) = take(&mut rest) else { break };
            files.push((path.to_owned(), content.to_vec()));
        }
        Ok(files)
    }
}

/// Reads `mode SP type SP id TAB path` of an ordinary file.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (what, path) = line.split_once('\t')?;
    let mut words = what.split(' ');
    let is_file = words.next()?.starts_with("100") && words.next()? == "blob";
    is_file.then_some((words.next()?, path))
}

/// Takes `id SP blob SP size LF content LF`.
fn take<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let size: usize = std::str::from_utf8(&rest[..end]).ok()?.rsplit(' ').next()?.parse().ok()?;
    let content = rest.get(end + 1..end + 1 + size)?;
    *rest = rest.get(end + 2 + size..)?;
    Some(content)
}
