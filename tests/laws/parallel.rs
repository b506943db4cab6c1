//! What was reported done is there, whoever else writes, and whatever is killed.

use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::desk::TestDesk;

/// Lets eight processes at a time write notes, `each` in a row; all of them must be there.
fn eight_write(each: usize) {
    let desk = TestDesk::new();
    let id = desk.run(&["new", "one"]).trim().to_owned();
    let before = commits(&desk);
    let write = |process: usize| {
        let desk = &desk;
        let id = &id;
        move || {
            for number in 0..each {
                let text = format!("p{process} n{number}");
                let output = desk.desk(&["note", id, "-m", &text]).output().unwrap();
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            }
        }
    };
    thread::scope(|scope| (0..8).for_each(|process| drop(scope.spawn(write(process)))));
    let said = said(&desk, &id);
    for (process, number) in (0..8).flat_map(|process| (0..each).map(move |number| (process, number))) {
        assert!(said.contains(&format!("p{process} n{number}")), "lost: p{process} n{number}");
    }
    assert_eq!((said.len(), commits(&desk) - before), (8 * each, 8 * each));
    eprintln!("acts reported done: {}, entries: {}, lost: 0", 8 * each, said.len());
    desk.assert_checked();
    assert_eq!(desk.git(&["status", "--porcelain"]), "");
}

/// Kills acts at moments spread over their life; what was reported done must be there.
fn acts_are_killed(acts: u64) {
    let desk = TestDesk::new();
    let id = desk.run(&["new", "one"]).trim().to_owned();
    let mut done = Vec::new();
    // How long an act lives depends on the machine, and on what else it does.
    let start = Instant::now();
    desk.run(&["note", &id, "-m", "not killed"]);
    let life = start.elapsed().as_micros() as u64;
    for number in 0..acts {
        let text = format!("k{number}");
        let mut command = desk.desk(&["note", &id, "-m", &text]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Moments from the first step to well after the last, in no order.
        thread::sleep(Duration::from_micros(3 * life * (number * 619 % 1000) / 1000));
        let _ = child.kill();
        if child.wait().unwrap().success() {
            done.push(text);
        }
    }
    assert!(!done.is_empty(), "every act was killed too early to tell anything");
    desk.run(&["check", "--fix"]);
    let said = said(&desk, &id);
    for text in &done {
        assert!(said.contains(text), "reported done and lost: {text}");
    }
    eprintln!("acts: {acts}, reported done: {}, there: {}, lost: 0", done.len(), said.len());
    desk.assert_checked();
    assert_eq!(desk.git(&["status", "--porcelain"]), "");
}

fn said(desk: &TestDesk, id: &str) -> Vec<String> {
    let ticket = desk.ticket(id);
    let entries = ticket["thread"].as_array().unwrap();
    entries.iter().map(|entry| entry["body"].as_str().unwrap_or_default().to_owned()).collect()
}

fn commits(desk: &TestDesk) -> usize {
    desk.git(&["rev-list", "--count", "HEAD"]).trim().parse().unwrap()
}

#[test]
fn eight_processes_lose_nothing() {
    eight_write(5);
}

#[test]
fn a_killed_act_loses_nothing_that_was_reported_done() {
    acts_are_killed(40);
}

#[test]
#[ignore = "the long run: 400 acts"]
fn eight_processes_lose_nothing_of_fifty_acts_each() {
    eight_write(50);
}

#[test]
#[ignore = "the long run: 600 kills"]
fn six_hundred_killed_acts_lose_nothing_that_was_reported_done() {
    acts_are_killed(600);
}
