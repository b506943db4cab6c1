//! A desk's policy: any `desk.yml` is read or refused, in no time, and what is said of it fits on one line.

#![cfg_attr(not(test), no_main)]

use git_desk::config::{Config, Finding, Kind};

#[cfg(not(test))]
libfuzzer_sys::fuzz_target!(|input: &[u8]| check(input));

/// Checks one input.
pub fn check(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    match Config::parse(&text, "desk.yml") {
        Err(error) => check_finding(&text, &error),
        Ok((config, warnings)) => {
            warnings.iter().for_each(|warning| check_finding(&text, warning));
            check_answers(&config);
        }
    }
}

fn check_finding(text: &str, finding: &Finding) {
    let message = finding.to_string();
    assert!(!message.contains(char::is_control), "{message:?}");
    let lines = text.lines().count();
    assert!(finding.line.is_none_or(|line| (1..=lines).contains(&line)), "{message}");
}

/// Asks what the rest of the program asks.
fn check_answers(config: &Config) {
    assert!(config.calendar(config.default_calendar()).is_some());
    for level in config.names(Kind::Level) {
        assert!(config.level(level).is_some(), "{level:?}");
        let _ = (config.next_level(level), config.previous_level(level));
    }
    for status in config.names(Kind::Status) {
        assert!(config.status(status).is_some(), "{status:?}");
    }
    for priority in config.names(Kind::Priority) {
        assert!(config.priority_rank(priority).is_some(), "{priority:?}");
    }
}
