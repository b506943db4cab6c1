//! A new repository, with settings of its own.

use std::path::Path;

use super::error::GitError;
use super::repository::Repository;

impl Repository {
    /// Makes a repository in an empty folder, without the user's templates: no hook comes with it.
    pub fn create(folder: &Path, branch: &str) -> Result<(), GitError> {
        let mut options = git2::RepositoryInitOptions::new();
        options.initial_head(branch).external_template(false).no_reinit(true);
        let made = git2::Repository::init_opts(folder, &options);
        made.map(drop).map_err(GitError::library("making a repository"))
    }

    /// Sets values in the settings of one repository, never in those of the user.
    pub fn configure(folder: &Path, settings: &[(&str, &str)]) -> Result<(), GitError> {
        let failed = GitError::library("changing the repository's settings");
        let library = git2::Repository::open(folder).map_err(&failed)?;
        let all = library.config().map_err(&failed)?;
        let mut own = all.open_level(git2::ConfigLevel::Local).map_err(&failed)?;
        settings.iter().try_for_each(|(key, value)| own.set_str(key, value)).map_err(failed)
    }
}
