//! The index with an act's entries in it is the one that git would have written.
//!
//! Random files are staged in indexes of each version, beside conflicts and flags. What git then lists must be what was
//! there and what was staged; the trees it makes must be those it makes of the same entries from nothing; and its check
//! of the whole file must find nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::Stdio;

use git_desk::git::{Change, Repository};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use crate::desk::TestDesk;

/// Lines as `git ls-files --stage` writes them, by path.
type Lines = BTreeMap<String, Vec<String>>;

struct Indexed {
    desk: TestDesk,
    repository: Repository,
    random: StdRng,
    blob: String,
}

impl Indexed {
    /// Makes a repository whose index has a hundred random files, of which some are in conflict or have flags.
    fn new(seed: u64, version: u32) -> Indexed {
        let desk = TestDesk::new();
        let repository = Repository::discover(&desk.root).unwrap().unwrap();
        let blob = desk.git(&["rev-parse", "HEAD:desk/desk.yml"]);
        let mut indexed = Indexed { desk, repository, random: StdRng::seed_from_u64(seed), blob };
        let mut lines = String::new();
        let paths: BTreeSet<String> = (0..100).map(|_| indexed.path()).collect();
        for (at, path) in paths.iter().enumerate() {
            let stages: &[u8] = if at % 20 == 7 { &[1, 2, 3] } else { &[0] };
            for stage in stages {
                lines.push_str(&format!("100644 {} {stage}\t{path}\0", indexed.blob));
            }
        }
        indexed.desk.git(&["read-tree", "--empty"]);
        indexed
            .feed(&["update-index", "--index-version", &version.to_string(), "-z", "--index-info"], &lines);
        for path in paths.iter().skip(3).step_by(9) {
            // Only what is not in conflict can have a flag.
            let flag = ["--skip-worktree", "--assume-unchanged"][indexed.random.random_range(0..2)];
            let _ = indexed.desk.try_git(&["update-index", flag, path]);
        }
        indexed
    }

    /// Makes a path: a file is never where another path has a folder.
    fn path(&mut self) -> String {
        let depth = self.random.random_range(0..4);
        let folders = ["a", "a-b", "a.b", "a0", "desk", "é è", "b/c/d"];
        let mut path = String::new();
        for _ in 0..depth {
            path.push_str(folders.choose(&mut self.random).unwrap());
            path.push('/');
        }
        let length =
            *[1, 2, 3, 5, 60, 4200].choose_weighted(&mut self.random, |length| 5000 / length).unwrap();
        format!("{path}{}{}", "f".repeat(length), self.random.random_range(0..30))
    }

    fn feed(&self, arguments: &[&str], input: &str) -> String {
        let mut command = self.desk.git_command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn lines(&self) -> Lines {
        let mut lines = Lines::new();
        for line in self.desk.git(&["ls-files", "--stage", "-v", "-z"]).split_terminator('\0') {
            let (_, path) = line.split_once('\t').unwrap();
            lines.entry(path.to_owned()).or_default().push(line.to_owned());
        }
        lines
    }

    /// Stages random changes, and tells what git should say then.
    fn stage(&mut self) -> Lines {
        let mut lines = self.lines();
        let there: Vec<String> = lines.keys().cloned().collect();
        let mut after: BTreeMap<String, Option<String>> = BTreeMap::new();
        for _ in 0..self.random.random_range(1..6) {
            let known = self.random.random_bool(0.5);
            let path = if known { there.choose(&mut self.random).cloned() } else { None };
            let path = path.unwrap_or_else(|| self.path());
            let words = self.random.random::<u64>().to_string();
            after.insert(path, self.random.random_bool(0.7).then_some(words));
        }
        let changes: Vec<Change<'_>> = after
            .iter()
            .map(|(path, words)| Change { path, after: words.as_ref().map(String::as_bytes) })
            .collect();
        let blobs = self.repository.write_blobs(&changes).unwrap();
        let lock = self.repository.lock_index().unwrap();
        lock.stage(&changes, &blobs, &vec![None; changes.len()]).unwrap();
        lock.install().unwrap();
        for (change, blob) in changes.iter().zip(&blobs) {
            lines.remove(change.path);
            if let Some(blob) = blob {
                lines.insert(change.path.to_owned(), vec![format!("H 100644 {blob} 0\t{}", change.path)]);
            }
        }
        lines
    }

    /// Makes the trees of what is staged, in an index that remembers none.
    fn trees_from_nothing(&self) -> String {
        let entries = self.desk.git(&["ls-files", "--stage", "-z"]);
        let script =
            "GIT_INDEX_FILE=fresh git update-index -z --index-info && GIT_INDEX_FILE=fresh git write-tree";
        let tree = self.feed(&["-c", &format!("alias.fresh=!{script}"), "fresh"], &entries);
        std::fs::remove_file(self.desk.root.join("fresh")).unwrap();
        tree
    }
}

#[test]
fn the_next_index_is_what_git_would_have_written() {
    for seed in 0..30 {
        let version = [2, 3, 4][seed as usize % 3];
        let mut indexed = Indexed::new(seed, version);
        for step in 0..6 {
            let at = format!("seed {seed}, version {version}, step {step}");
            let expected = indexed.stage();
            assert_eq!(indexed.lines(), expected, "{at}");
            let check = indexed.desk.try_git(&["fsck", "--no-dangling"]);
            assert!(check.status.success(), "{at}: {check:?}");
            if expected.values().all(|lines| lines.len() == 1) {
                // The first time git remembers the trees, from then on we say which of them are no longer true.
                assert_eq!(indexed.desk.git(&["write-tree"]), indexed.trees_from_nothing(), "{at}");
            } else if step == 2 {
                indexed.desk.git(&["read-tree", "HEAD"]);
            }
        }
    }
}
