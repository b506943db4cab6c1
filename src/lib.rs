//! git-desk.
pub mod format;
pub mod model;
