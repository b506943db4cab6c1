//! What the user wants of the output, from flags and their own settings.

/// What the user wants of the output.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// When to colour.
    pub color: Color,
    /// How much to say.
    pub verbosity: Verbosity,
    /// The pager's program ([`super::pager::choose`]); none for `--no-pager`.
    pub pager: Option<String>,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// On a terminal that can show it, unless `NO_COLOR` is set; anywhere with `CLICOLOR_FORCE`.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How much to say on stderr. Errors are always said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Warnings.
    Quiet,
    /// What was done, and hints.
    #[default]
    Normal,
    /// How it was done.
    Verbose,
}
