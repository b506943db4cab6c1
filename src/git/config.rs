//! Settings, as git itself sees them.
//!
//! `git config --list` knows every level, include and environment variable; a second implementation would differ
//! sooner or later, and this list decides whether hooks and signatures are honoured. It runs nothing.

use super::error::GitError;
use super::program::Program;
use super::repository::Repository;

/// One setting, in the order git reads them: the last one wins.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    scope: String,
    key: String,
    value: String,
}

/// Reads every setting that git sees from a folder.
pub(super) fn read(program: &Program) -> Result<Vec<Setting>, GitError> {
    let listed = program.run(&["config", "--list", "-z", "--show-scope"], None)?;
    Ok(parse(&listed))
}

/// Splits `scope NUL key LF value NUL …`.
fn parse(bytes: &[u8]) -> Vec<Setting> {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split('\0');
    let mut settings = Vec::new();
    while let (Some(scope), Some(pair)) = (parts.next(), parts.next()) {
        // A key without `=` has no value and means true.
        let (key, value) = pair.split_once('\n').unwrap_or((pair, "true"));
        settings.push(Setting { scope: scope.to_owned(), key: key.to_owned(), value: value.to_owned() });
    }
    settings
}

/// Folds the case of section and name, which git ignores, and keeps that of the part between.
fn fold(key: &str) -> String {
    match (key.find('.'), key.rfind('.')) {
        (Some(first), Some(last)) if first < last => {
            format!("{}{}{}", key[..first].to_lowercase(), &key[first..last], key[last..].to_lowercase())
        }
        _ => key.to_lowercase(),
    }
}

fn find(settings: &[Setting], key: &str, accept: impl Fn(&str) -> bool) -> Option<String> {
    let key = fold(key);
    settings
        .iter()
        .rev()
        .find(|setting| setting.key == key && accept(&setting.scope))
        .map(|setting| setting.value.clone())
}

impl Repository {
    /// Returns a setting of any level.
    pub fn setting(&self, key: &str) -> Option<String> {
        find(self.settings().ok()?, key, |_| true)
    }

    /// Returns a setting for whoever looks: by the library where it reads what git reads, since starting git takes
    /// longer than most looks. Whoever writes asks [`Repository::setting`].
    pub fn quick_setting(&self, key: &str) -> Option<String> {
        match self.quick_settings() {
            Some(settings) => settings.get_string(key).ok(),
            None => self.setting(key),
        }
    }

    /// Returns the settings as the library reads them, unless git would read others, or has been asked already.
    fn quick_settings(&self) -> Option<&git2::Config> {
        /// `git -c` and its like reach us by these alone.
        const BY_ENVIRONMENT: [&str; 2] = ["GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS"];
        if self.settings.get().is_some() || BY_ENVIRONMENT.iter().any(|name| std::env::var_os(name).is_some())
        {
            return None;
        }
        let read = || {
            let settings = self.library()?.config().ok()?.snapshot().ok()?;
            // The library passes over this kind of inclusion.
            let is_whole = settings.entries(Some("^includeif\\.hasconfig:")).ok()?.next().is_none();
            is_whole.then_some(settings)
        };
        self.quick_settings.get_or_init(read).as_ref()
    }

    /// Returns a setting of the user or the machine, never of a repository; works without one.
    pub fn user_setting(key: &str) -> Option<String> {
        let settings = read(&Program::anywhere()).ok()?;
        find(&settings, key, |scope| matches!(scope, "system" | "global" | "command"))
    }

    /// Returns settings that take back the programs which the repository's own settings name: a clone, or a folder
    /// somebody sent, must not run anything because it is looked at.
    pub(super) fn disarming(&self) -> Vec<(String, String)> {
        let always =
            [("core.fsmonitor", "false"), ("core.hooksPath", "/dev/null"), ("log.showSignature", "false")];
        let settings = self.settings().unwrap_or_default();
        let own = settings.iter().filter(|setting| matches!(setting.scope.as_str(), "local" | "worktree"));
        let filters = own.map(|setting| setting.key.as_str()).filter(|key| key.starts_with("filter."));
        let emptied = filters.map(|key| (key, if key.ends_with(".required") { "false" } else { "" }));
        always.into_iter().chain(emptied).map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
    }

    /// Returns whether a setting is on.
    pub(super) fn flag(&self, key: &str) -> bool {
        self.setting(key).is_some_and(|value| is_true(&value))
    }

    /// Returns the keys of a section that have a value.
    pub(super) fn keys_under(&self, section: &str) -> Vec<String> {
        let start = format!("{}.", section.to_lowercase());
        let settings = self.settings().unwrap_or_default();
        let keys = settings.iter().map(|setting| setting.key.clone());
        keys.filter(|key| key.starts_with(&start)).collect()
    }
}

/// Returns whether git reads a value as true.
pub(super) fn is_true(value: &str) -> bool {
    let value = value.to_lowercase();
    matches!(value.as_str(), "true" | "yes" | "on") || value.parse::<i64>().is_ok_and(|n| n != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_value_wins_and_case_of_section_and_name_is_ignored() {
        let settings =
            parse(b"global\0core.autocrlf\nfalse\0local\0core.autocrlf\ntrue\0local\0a.B c.d\n1\n2\0");
        assert_eq!(find(&settings, "core.autoCRLF", |_| true).as_deref(), Some("true"));
        assert_eq!(find(&settings, "core.autocrlf", |scope| scope == "global").as_deref(), Some("false"));
        assert_eq!(find(&settings, "A.B c.D", |_| true).as_deref(), Some("1\n2"));
    }
}
