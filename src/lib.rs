//! git-desk.
