//! git-desk.
pub mod config;
pub mod format;
pub mod git;
pub mod model;
pub mod nearest;
