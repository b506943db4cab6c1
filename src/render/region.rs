//! A marked part of a Markdown page, which a program writes anew while the rest is a person's.
//!
//! ```text
//! <!-- desk:begin weekly -->
//! …
//! <!-- desk:end weekly -->
//! ```

/// Why a region cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegionError {
    /// There is no mark of its beginning.
    #[error("there is no region `{name}`")]
    Missing {
        /// The region.
        name: String,
        /// Those that are there.
        known: Vec<String>,
    },
    /// It begins more than once.
    #[error("the region `{name}` begins more than once: on line {line}, too")]
    Twice {
        /// The region.
        name: String,
        /// The line of the second beginning, from 1.
        line: usize,
    },
    /// It has no end.
    #[error("the region `{name}` begins on line {line} and does not end")]
    Endless {
        /// The region.
        name: String,
        /// The line of its beginning, from 1.
        line: usize,
    },
}

/// Returns the mark of a beginning.
pub fn begin(name: &str) -> String {
    format!("<!-- desk:begin {name} -->")
}

/// Returns the mark of an end.
pub fn end(name: &str) -> String {
    format!("<!-- desk:end {name} -->")
}

/// Replaces what stands between the marks of a region. All else stays as it is, to the byte.
pub fn replace(page: &str, name: &str, text: &str) -> Result<String, RegionError> {
    let mut lines = page.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let is = |line: &str, mark: &str| line.trim() == mark;
    let (begin, end) = (begin(name), end(name));
    let all: Vec<(usize, &str)> = lines.by_ref().collect();
    let mut begins = all.iter().enumerate().filter(|(_, (_, line))| is(line, &begin)).map(|(at, _)| at);
    let name = name.to_owned();
    let Some(first) = begins.next() else {
        let known = all.iter().filter_map(|(_, line)| region_of(line).map(str::to_owned)).collect();
        return Err(RegionError::Missing { name, known });
    };
    if let Some(second) = begins.next() {
        return Err(RegionError::Twice { name, line: second + 1 });
    }
    let last = all.iter().skip(first).find(|(_, line)| is(line, &end));
    let Some((end_at, _)) = last else { return Err(RegionError::Endless { name, line: first + 1 }) };
    let (begin_at, line) = all[first];
    let (before, after) = (&page[..begin_at + line.len()], &page[*end_at..]);
    let text = if line.ends_with("\r\n") { text.replace('\n', "\r\n") } else { text.to_owned() };
    Ok(format!("{before}{text}{after}"))
}

fn region_of(line: &str) -> Option<&str> {
    line.trim().strip_prefix("<!-- desk:begin ")?.strip_suffix(" -->")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_between_the_marks_is_replaced() {
        let page = "# Wiki\n\n<!-- desk:begin weekly -->\nold\n<!-- desk:end weekly -->\n\nMine.";
        let expected = "# Wiki\n\n<!-- desk:begin weekly -->\nnew\n<!-- desk:end weekly -->\n\nMine.";
        assert_eq!(replace(page, "weekly", "new\n").as_deref(), Ok(expected));
        assert_eq!(replace(expected, "weekly", "new\n").as_deref(), Ok(expected));
        let windows = page.replace('\n', "\r\n");
        assert_eq!(replace(&windows, "weekly", "new\n"), Ok(expected.replace('\n', "\r\n")));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let check = |page: &str, expected: &str| {
            assert_eq!(replace(page, "weekly", "new\n").unwrap_err().to_string(), expected);
        };
        check("", "there is no region `weekly`");
        check("<!-- desk:begin weekly -->\n", "the region `weekly` begins on line 1 and does not end");
        let twice = "<!-- desk:begin weekly -->\n<!-- desk:end weekly -->\n".repeat(2);
        check(&twice, "the region `weekly` begins more than once: on line 3, too");
        let other = replace("<!-- desk:begin daily -->\n", "weekly", "");
        assert_eq!(other, Err(RegionError::Missing { name: "weekly".into(), known: vec!["daily".into()] }));
    }
}
