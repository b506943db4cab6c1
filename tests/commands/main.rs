//! Every command, through the program: what it says, writes and commits, and how it refuses.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, missing_docs)]

#[path = "../common/mod.rs"]
mod common;

mod broken;
mod cache;
mod clocks;
mod commits;
mod create;
mod edit;
mod end;
mod find;
mod git;
mod json;
mod knowledge;
mod levels;
mod list;
mod mend;
mod own;
mod own_branch;
mod query;
mod relate;
mod search;
mod setup;
mod shell;
mod show;
mod streams;
mod talk;
mod tick;
mod together;
mod undo;
