//! Which files of the repository an article describes.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// The patterns of an article's `covers`, ready to be asked.
///
/// As in git's `:(glob)` pathspecs, `*` stops at a `/`, `**` does not, and a pattern that names a folder means all in it.
#[derive(Clone, Debug)]
pub struct Covers(GlobSet);

impl Covers {
    /// Reads patterns, relative to the top of the work tree. Those that mean nothing come back with the reason.
    pub fn read(patterns: &[String]) -> (Covers, Vec<(usize, String)>) {
        let (mut set, mut wrong) = (GlobSetBuilder::new(), Vec::new());
        for (at, pattern) in patterns.iter().enumerate() {
            let plain = pattern.trim().trim_start_matches("./").trim_matches('/');
            let globs = [glob(plain), glob(&format!("{plain}/**"))];
            match globs.into_iter().collect::<Result<Vec<Glob>, _>>() {
                Ok(globs) => globs.into_iter().for_each(|glob| {
                    set.add(glob);
                }),
                Err(error) => wrong.push((at, error.kind().to_string())),
            }
        }
        (Covers(set.build().unwrap_or_else(|_| GlobSet::empty())), wrong)
    }

    /// Tells whether a path is covered.
    pub fn has(&self, path: &str) -> bool {
        self.0.is_match(path)
    }

    /// Tells whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn glob(pattern: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(pattern).literal_separator(true).backslash_escape(true).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_git() {
        let check = |pattern: &str, path: &str, expected: bool| {
            let (covers, wrong) = Covers::read(&[pattern.to_owned()]);
            assert!(wrong.is_empty());
            assert_eq!(covers.has(path), expected, "{pattern} {path}");
        };
        check("src/auth", "src/auth/login.rs", true);
        check("src/auth/", "src/auth/a/b.rs", true);
        check("./src/auth", "src/authority.rs", false);
        check("src/*.rs", "src/main.rs", true);
        check("src/*.rs", "src/a/main.rs", false);
        check("src/**/*.rs", "src/a/b/main.rs", true);
        check("src/**", "src/a/b", true);
        check("Makefile", "Makefile", true);
        check("*.{yml,yaml}", "ci.yaml", true);
        check("", "x", false);
        let (covers, wrong) = Covers::read(&["a[".to_owned(), "b".to_owned()]);
        assert_eq!((wrong.len(), wrong[0].0, covers.has("b")), (1, 0, true));
    }
}
