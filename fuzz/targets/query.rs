//! A query: any text is parsed or refused with a place that is in it, and what was parsed is printed and parsed again
//! as the same.

#![cfg_attr(not(test), no_main)]

use git_desk::query::{QueryError, parse};

#[cfg(not(test))]
libfuzzer_sys::fuzz_target!(|input: &[u8]| check(input));

/// Checks one input.
pub fn check(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    match parse(&text) {
        Err(error) => check_error(&error),
        Ok(query) => {
            let printed = query.to_string();
            assert_eq!(parse(&printed).as_ref(), Ok(&query), "{printed:?}");
        }
    }
}

fn check_error(error: &QueryError) {
    let message = error.to_string();
    assert!(error.text().get(error.span()).is_some(), "{message}");
    let shown = [message, error.caret(), error.hint().unwrap_or_default()].concat();
    assert!(!shown.replace('\n', "").contains(char::is_control), "{shown:?}");
}
