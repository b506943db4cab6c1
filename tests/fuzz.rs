//! The checks of `fuzz/` without the fuzzer: every seed, and some thousands of mutations of them, the same ones
//! each time.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::ops::Range;
use std::panic::catch_unwind;
use std::path::Path;

use rand::prelude::*;

#[path = "../fuzz/targets/article.rs"]
mod article;
#[path = "../fuzz/targets/entry.rs"]
mod entry;
#[path = "../fuzz/targets/interchange.rs"]
mod interchange;
#[path = "../fuzz/targets/policy.rs"]
mod policy;
#[path = "../fuzz/targets/query.rs"]
mod query;
#[path = "../fuzz/targets/terminal.rs"]
mod terminal;
#[path = "../fuzz/targets/thread.rs"]
mod thread;
#[path = "../fuzz/targets/ticket.rs"]
mod ticket;

#[test]
fn an_edited_ticket_keeps_its_other_lines() {
    run("ticket", ticket::check, 3000);
}

#[test]
fn an_article_is_adopted_and_edited_or_refused() {
    run("article", article::check, 6000);
}

#[test]
fn an_entry_comes_back() {
    run("entry", entry::check, 6000);
}

#[test]
fn a_packed_thread_comes_back() {
    run("thread", thread::check, 3000);
}

#[test]
fn a_policy_is_read_or_refused() {
    run("policy", policy::check, 1500);
}

#[test]
fn a_line_of_json_comes_back() {
    run("interchange", interchange::check, 6000);
}

#[test]
fn a_query_is_printed_as_it_is_parsed() {
    run("query", query::check, 20_000);
}

#[test]
fn a_terminal_is_shown_nothing_harmful() {
    run("terminal", terminal::check, 600);
}

/// Checks all seeds of a target, and so many mutations.
fn run(target: &str, check: fn(&[u8]), count: usize) {
    let seeds = seeds(target);
    seeds.iter().for_each(|seed| try_one(check, seed));
    let words = words();
    let mut random = StdRng::seed_from_u64(0);
    for _ in 0..count {
        try_one(check, &mutated(&seeds, &words, &mut random));
    }
}

fn try_one(check: fn(&[u8]), input: &[u8]) {
    if catch_unwind(|| check(input)).is_err() {
        panic!("the check fails on b\"{}\"", input.escape_ascii());
    }
}

/// Returns the seeds of a target, and the files of the example, whatever they are.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seeds = Vec::new();
    collect(&root.join("examples/desk"), &mut seeds);
    collect(&root.join("fuzz/seeds").join(target), &mut seeds);
    seeds
}

fn collect(folder: &Path, files: &mut Vec<Vec<u8>>) {
    let Ok(items) = fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = items.map(|item| item.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(fs::read(path).unwrap());
        }
    }
}

/// Returns the words of the fuzzer's dictionary: one in quotes on each line, with `\x0a`, `\"` and `\\`.
fn words() -> Vec<Vec<u8>> {
    let dictionary = include_str!("../fuzz/words.dict");
    dictionary
        .lines()
        .filter_map(|line| Some(unescaped(line.strip_prefix('"')?.strip_suffix('"')?)))
        .collect()
}

fn unescaped(word: &str) -> Vec<u8> {
    let (mut bytes, mut rest) = (Vec::new(), word.as_bytes());
    while let [first, after @ ..] = rest {
        let (byte, left) = match (first, after) {
            (b'\\', [b'x', high, low, left @ ..]) => (16 * digit(*high) + digit(*low), left),
            (b'\\', [escaped, left @ ..]) => (*escaped, left),
            _ => (*first, after),
        };
        bytes.push(byte);
        rest = left;
    }
    bytes
}

fn digit(byte: u8) -> u8 {
    char::from(byte).to_digit(16).unwrap() as u8
}

/// Changes one seed in a few places.
fn mutated(seeds: &[Vec<u8>], words: &[Vec<u8>], random: &mut StdRng) -> Vec<u8> {
    let mut input = seeds.choose(random).unwrap().clone();
    for _ in 0..random.random_range(1..6) {
        let place = part(&input, random);
        let piece = match random.random_range(0..6) {
            0 | 1 => words.choose(random).unwrap().clone(),
            2 => vec![random.random()],
            3 => input[part(&input, random)].to_vec(),
            4 => {
                let other = seeds.choose(random).unwrap();
                other[part(other, random)].to_vec()
            }
            _ => Vec::new(),
        };
        input.splice(place, piece);
    }
    input
}

/// Returns a part of an input, often none of it.
fn part(input: &[u8], random: &mut StdRng) -> Range<usize> {
    let start = random.random_range(0..=input.len());
    let length = if random.random() { 0 } else { random.random_range(0..=40) };
    start..input.len().min(start + length)
}
