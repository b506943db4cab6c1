//! The lines of a file, one at a time; a bad one is named by its number and hides no other.

use std::io::{self, BufRead, Read};

use super::RecordError;

/// The most bytes of one line. A longer one is passed over without being held.
pub const LINE_LIMIT: usize = 64 * 1024 * 1024;

/// One line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// Its text, or why it has none.
    pub text: Result<String, RecordError>,
}

/// The lines of a file that say something, in order.
pub struct Lines<R> {
    reader: R,
    number: usize,
    limit: usize,
}

impl<R: BufRead> Lines<R> {
    /// Reads lines from here on.
    pub fn new(reader: R) -> Lines<R> {
        Lines { reader, number: 0, limit: LINE_LIMIT }
    }

    /// Reads the next line; nothing at the end.
    fn read(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        // One more for the newline, one more to see that there is more.
        self.reader.by_ref().take(self.limit as u64 + 2).read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let is_whole = bytes.pop_if(|last| *last == b'\n').is_some();
        if bytes.len() > self.limit {
            if !is_whole {
                self.pass_over()?;
            }
            let text = Err(RecordError::TooLong { limit: self.limit });
            return Ok(Some(Line { number: self.number, text }));
        }
        let start = if self.number == 1 && bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
        let text = String::from_utf8(bytes.split_off(start)).map_err(|_| RecordError::NotUtf8);
        Ok(Some(Line { number: self.number, text }))
    }

    /// Goes to the end of the line without holding it.
    fn pass_over(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.reader.fill_buf()?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let length = end.map_or(buffer.len(), |end| end + 1);
            self.reader.consume(length);
            if end.is_some() || length == 0 {
                return Ok(());
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<io::Result<Line>> {
        let is_empty = |line: &Line| line.text.as_ref().is_ok_and(|text| text.trim().is_empty());
        loop {
            match self.read() {
                Ok(Some(line)) if is_empty(&line) => {}
                read => return read.transpose(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expect: &[(usize, Result<&str, RecordError>)]) {
        let lines: Vec<Line> = Lines { limit: 8, ..Lines::new(bytes) }.map(Result::unwrap).collect();
        let expect: Vec<Line> = expect
            .iter()
            .cloned()
            .map(|(number, text)| Line { number, text: text.map(str::to_owned) })
            .collect();
        assert_eq!(lines, expect);
    }

    #[test]
    fn lines_keep_their_numbers() {
        check(b"", &[]);
        check(b"{}\n", &[(1, Ok("{}"))]);
        check(b"{}", &[(1, Ok("{}"))]);
        check("\u{feff}{}\r\n\n  \nlast".as_bytes(), &[(1, Ok("{}\r")), (4, Ok("last"))]);
        check(b"\xff\nok\n", &[(1, Err(RecordError::NotUtf8)), (2, Ok("ok"))]);
    }

    #[test]
    fn a_line_too_long_hides_no_other() {
        let long = || Err(RecordError::TooLong { limit: 8 });
        check(b"12345678\nok\n", &[(1, Ok("12345678")), (2, Ok("ok"))]);
        check(b"123456789\nok\n", &[(1, long()), (2, Ok("ok"))]);
        check(b"123456789012345678901234567890\nok", &[(1, long()), (2, Ok("ok"))]);
        check(b"123456789012", &[(1, long())]);
    }
}
