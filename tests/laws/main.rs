//! The laws of the desk, as tests: what its design promises of files and merges.
//!
//! - `cache`: every answer with the cache is the answer without it
//! - `index`: the index with an act in it is the one that git would have written
//! - `lossless`: an untouched file keeps its bytes, one field set changes its lines only
//! - `merging`: our own rules of merging, on any two sides
//! - `merges`: plain `git merge` joins what two people did to one ticket
//! - `parallel`: what was reported done is there, whoever else writes or is killed
//! - `queries`: a query finds what its words say, with random queries and a meaning of their own in `wishes`
//! - `words`: whatever somebody writes stays what it is, to us and to other readers
//!
//! `desk` is the small desk they share, `turmoil` what may happen to its files. The long runs are ignored by default; they print figures:
//! `cargo test --release --test laws -- --ignored --nocapture --test-threads 1`

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, missing_docs)]

mod cache;
mod desk;
mod index;
mod lossless;
mod merges;
mod merging;
mod parallel;
mod queries;
mod turmoil;
mod wishes;
mod words;
