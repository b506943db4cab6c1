//! The `git-desk` program.
fn main() {}
