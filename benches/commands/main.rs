//! How long the commands take: whole processes, against floors measured in the same run.
//!
//! `cargo bench --bench commands -- [TICKETS…] [--keep DIR]`, by default 1000. With `--keep` the desks stay in a
//! folder, and those that are there already are used again.
//!
//! Command and floor are run by turns, so that a machine that is busy for a while is so for both; what counts is the
//! ratio of the medians.
//!
//! - [`corpus`]: the tickets, made from a fixed seed
//! - [`place`]: a desk with them in a repository, and programs started there
//! - [`floors`]: the least that any program must do, as programs of their own
//! - [`measure`]: times, spreads, memory
//! - [`commands`]: what is measured against what, and how much is allowed
//! - [`table`]: how it is shown

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, missing_docs)]

use std::path::PathBuf;

mod commands;
mod corpus;
mod floors;
mod measure;
mod place;
mod table;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [floors::FLAG, kind, folder] = arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        return floors::run(kind, folder.as_ref());
    }
    let keep = arguments.iter().position(|word| word == "--keep");
    let keep = keep.and_then(|at| arguments.get(at + 1)).map(PathBuf::from);
    // `cargo bench` hands on flags of its own.
    let sizes: Vec<usize> = arguments.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1000] } else { sizes };
    let temporary = tempfile::tempdir().unwrap();
    let folder = keep.unwrap_or_else(|| temporary.path().to_owned());
    for size in sizes {
        let place = place::Place::make(&folder.join(size.to_string()), size);
        println!("{}", commands::run(&place, size));
    }
}
