//! JSON Lines: any line is read or refused; what was read is written and read again as the same.

#![cfg_attr(not(test), no_main)]

use git_desk::exchange::{self, Lines, Record};
use git_desk::format::{Problem, ProblemKind, TicketFile, entry, ticket};
use git_desk::model::{Instant, TicketId};

#[cfg(not(test))]
libfuzzer_sys::fuzz_target!(|input: &[u8]| check(input));

/// Checks one input.
pub fn check(input: &[u8]) {
    for line in Lines::new(input) {
        let line = line.expect("bytes in memory can be read");
        if let Ok(text) = line.text {
            check_line(&text);
        }
    }
}

fn check_line(line: &str) {
    let id: TicketId = "HD-7k3m2q".parse().expect("an id");
    let Ok(record) = Record::read(line, &id, Instant::UNIX_EPOCH) else { return };
    let written = exchange::ticket::write(&record.ticket, &record.thread).expect("a record can be written");
    let written = String::from_utf8(written).expect("JSON is UTF-8");
    let again = Record::read(&written, &id, Instant::UNIX_EPOCH).expect("what was written can be read");
    assert_eq!((&again.ticket, &again.thread), (&record.ticket, &record.thread), "{written}");
    assert!(again.unknown.is_empty(), "{written}");
    check_files(&record);
}

/// The files that an import makes of a record say the same, or are refused for a limit of files.
fn check_files(record: &Record) {
    let text = ticket::write(&record.ticket);
    match TicketFile::read(text.clone()) {
        Ok(file) => assert_eq!(file.ticket, record.ticket, "{text}"),
        Err(problem) => assert!(is_limit(&problem), "{problem}: {text}"),
    }
    for meant in &record.thread {
        let text = entry::write(meant);
        match entry::read(&text) {
            Ok(entry) => assert_eq!(entry, *meant, "{text}"),
            Err(problem) => assert!(is_limit(&problem), "{problem}: {text}"),
        }
    }
}

/// JSON can nest more deeply, be longer, and have keys that a file has already or that are too long for YAML.
fn is_limit(problem: &Problem) -> bool {
    use ProblemKind::{DuplicateKey, FrontTooLong, TooDeep, TooLarge, Yaml};
    match &problem.kind {
        DuplicateKey { .. } | FrontTooLong { .. } | TooDeep { .. } | TooLarge { .. } => true,
        Yaml { message, .. } => message.contains("could not find expected ':'"),
        _ => false,
    }
}
