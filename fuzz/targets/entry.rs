//! A loose entry's file: any text is read or refused; what was read is written and read again as the same.

#![cfg_attr(not(test), no_main)]

use git_desk::format::entry;

#[cfg(not(test))]
libfuzzer_sys::fuzz_target!(|input: &[u8]| check(input));

/// Checks one input.
pub fn check(input: &[u8]) {
    let Ok(read) = entry::read(&String::from_utf8_lossy(input)) else { return };
    let written = entry::write(&read);
    assert_eq!(entry::read(&written), Ok(read), "{written}");
}
