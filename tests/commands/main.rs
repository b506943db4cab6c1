//! Every command, through the program: what it says, writes and commits, and how it refuses.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, missing_docs)]

#[path = "../common/mod.rs"]
mod common;

mod broken;
mod cache;
mod clocks;
mod create;
mod edit;
mod end;
mod find;
mod git;
mod json;
mod knowledge;
mod levels;
mod list;
mod own;
mod query;
mod relate;
mod search;
mod shell;
mod show;
mod streams;
mod talk;
mod tick;
mod undo;
