//! Where the front matter of a Markdown file is, and which lines belong to which key.
//!
//! 1. `split` finds the two `---` lines.
//! 2. [`FrontMatter::read`] gives each line in between to a top-level key.
//! 3. Each key's value is read by itself: the simple ones here, the rest by YAML.
//!
//! Reading key by key keeps one bad value from hiding the others, and lets a
//! value that YAML refuses but that can only mean one thing (`title: a: b`) be
//! taken for what it says.

use std::ops::Range;

use super::problem::{Problem, ProblemKind};
use super::{FILE_LIMIT, FRONT_LIMIT, scalar};
use crate::model::Value;

/// Deeper nesting than any honest value has; YAML parsers are quadratic in it.
const DEPTH_LIMIT: usize = 32;

/// What YAML leaves out around a value; other spaces are part of it.
const SPACES: [char; 4] = [' ', '\t', '\r', '\n'];

/// The front matter of a file: its keys in order, and where they stand in the text.
#[derive(Clone, Debug)]
pub struct FrontMatter<'t> {
    /// The whole text of the file.
    pub text: &'t str,
    /// The bytes between the two `---` lines.
    pub span: Range<usize>,
    /// The bytes after the second `---` line.
    pub rest: Range<usize>,
    /// The keys, in the order of the file.
    pub keys: Vec<Key>,
    /// Values that YAML reads otherwise than a person would.
    pub remarks: Vec<Problem>,
}

/// One top-level key with its value.
#[derive(Clone, Debug)]
pub struct Key {
    /// The key itself.
    pub name: String,
    /// Its line in the file, from 1.
    pub line: usize,
    /// Its lines in the text, from the key to the last line of its value.
    pub span: Range<usize>,
    /// Where its value begins on its first line, after the colon.
    pub value_start: usize,
    /// Its value.
    pub value: Value,
    /// Its value as written, where it stands unquoted on one line.
    pub raw: Option<String>,
}

impl<'t> FrontMatter<'t> {
    /// Reads the front matter of a file's text.
    pub fn read(text: &'t str) -> Result<FrontMatter<'t>, Problem> {
        if text.len() > FILE_LIMIT {
            let (size, limit) = (text.len() as u64, FILE_LIMIT as u64);
            return Err(Problem::new(1, ProblemKind::TooLarge { size, limit }));
        }
        let (span, rest) = split(text)?;
        let mut front = FrontMatter { text, span, rest, keys: Vec::new(), remarks: Vec::new() };
        for lines in find_keys(text, front.span.clone())? {
            front.take_key(lines)?;
        }
        Ok(front)
    }

    /// Returns a key with its value.
    pub fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// Returns the text after the front matter as a body: without the blank line before it and its final newline.
    pub fn body(&self) -> String {
        let rest = super::with_unix_lines(&self.text[self.rest.clone()]);
        let body = rest.strip_prefix('\n').unwrap_or(&rest);
        body.strip_suffix('\n').unwrap_or(body).to_owned()
    }

    /// Returns the line end the file uses.
    pub fn newline(&self) -> &'static str {
        let first = self.text.split_inclusive('\n').next().unwrap_or_default();
        if first.ends_with("\r\n") { "\r\n" } else { "\n" }
    }

    fn take_key(&mut self, lines: KeyLines) -> Result<(), Problem> {
        if let Some(first) = self.key(&lines.name) {
            let kind = ProblemKind::DuplicateKey { key: lines.name, first: first.line };
            return Err(Problem::new(lines.line, kind));
        }
        let read = read_value(self.text, self.span.clone(), &lines)?;
        self.remarks.extend(read.remark.map(|kind| Problem::new(lines.line, kind)));
        let end = read.end.unwrap_or(lines.span.end);
        self.keys.push(Key {
            name: lines.name,
            line: lines.line,
            span: lines.span.start..end,
            value_start: lines.value_start,
            value: read.value,
            raw: read.raw,
        });
        Ok(())
    }
}

/// Finds the bytes between the two `---` lines and after them.
fn split(text: &str) -> Result<(Range<usize>, Range<usize>), Problem> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut offset = start;
    let mut inside = None;
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        let fence = line.trim_end() == "---";
        match inside {
            None if fence => inside = Some(offset + line.len()),
            None => return Err(Problem::new(1, ProblemKind::NoFrontMatter)),
            Some(begin) if fence => return Ok((begin..offset, offset + line.len()..text.len())),
            Some(begin) if offset - begin > FRONT_LIMIT => {
                return Err(Problem::new(number + 1, ProblemKind::FrontTooLong { limit: FRONT_LIMIT }));
            }
            Some(_) => {}
        }
        offset += line.len();
    }
    let kind = if inside.is_some() { ProblemKind::Unclosed } else { ProblemKind::NoFrontMatter };
    Err(Problem::new(1, kind))
}

/// The lines of one key, not yet read.
struct KeyLines {
    name: String,
    line: usize,
    span: Range<usize>,
    /// Where the blank lines just below it end, which may be the end of a block of text.
    blank_end: usize,
    value_start: usize,
}

impl KeyLines {
    fn new(name: String, line: usize, span: Range<usize>, value_start: usize) -> KeyLines {
        KeyLines { name, line, blank_end: span.end, span, value_start }
    }

    fn go_on(&mut self, end: usize) {
        (self.span.end, self.blank_end) = (end, end);
    }

    /// Returns the key up to a byte, as a YAML text of its own.
    fn chunk(&self, text: &str, end: usize) -> String {
        format!("{}:{}", scalar::quote(&self.name), &text[self.value_start..end])
    }
}

/// Gives each line of the front matter to a top-level key. Blank lines and
/// comments between two keys belong to neither.
fn find_keys(text: &str, span: Range<usize>) -> Result<Vec<KeyLines>, Problem> {
    if span.len() > FRONT_LIMIT {
        return Err(Problem::new(1, ProblemKind::FrontTooLong { limit: FRONT_LIMIT }));
    }
    let mut keys: Vec<KeyLines> = Vec::new();
    let mut offset = span.start;
    for (index, line) in text[span].split_inclusive('\n').enumerate() {
        let number = index + 2;
        let begin = offset;
        offset += line.len();
        let content = line.trim_end_matches(SPACES);
        let is_blank = content.trim().is_empty() && !content.starts_with([' ', '\t']);
        // Above all keys an indented comment goes on with nothing.
        let start = if keys.is_empty() { content.trim_start() } else { content };
        if is_blank || start.starts_with('#') {
            if !is_blank && hides_a_key(start) {
                return Err(Problem::new(number, ProblemKind::NotAField(content.to_owned())));
            }
            if let Some(key) = keys.last_mut().filter(|key| is_blank && key.blank_end == begin) {
                key.blank_end = offset;
            }
            continue;
        }
        if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|marker| content.starts_with(marker)) {
            return Err(Problem::new(number, ProblemKind::Conflict));
        }
        if continues(content) {
            match keys.last_mut() {
                Some(key) => key.go_on(offset),
                None => return Err(Problem::new(number, ProblemKind::NotAField(content.trim().to_owned()))),
            }
            continue;
        }
        let (name, length) = split_key(content)
            .ok_or_else(|| Problem::new(number, ProblemKind::NotAField(content.to_owned())))?;
        keys.push(KeyLines::new(name, number, begin..offset, begin + length));
    }
    Ok(keys)
}

/// Tells whether a text holds a line end that only YAML knows, with another line after it.
fn hides_a_key(text: &str) -> bool {
    text.contains(['\r', '\u{85}', '\u{2028}', '\u{2029}'])
}

/// Tells whether a line goes on with the value of the key above it.
fn continues(line: &str) -> bool {
    line.starts_with([' ', '\t', ']', '}']) || line == "-" || line.starts_with("- ")
}

/// Splits `key: value` into the key and the bytes up to and with the colon.
fn split_key(line: &str) -> Option<(String, usize)> {
    if let Some(quote) = line.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let close = closing_quote(line, quote)?;
        let colon = close + 1 + line[close + 1..].find(':')?;
        let name: String = serde_yaml::from_str(&line[..=close]).ok()?;
        return line[close + 1..colon].trim().is_empty().then_some((name, colon + 1));
    }
    let ends_key = |at: &usize| line[at + 1..].is_empty() || line[at + 1..].starts_with([' ', '\t']);
    let colon = line.match_indices(':').map(|(at, _)| at).find(ends_key);
    // `status:open` can only mean one thing where the key is one plain word.
    let colon =
        colon.or_else(|| line.find(':').filter(|at| line[..*at].bytes().all(|b| b.is_ascii_lowercase())))?;
    let name = line[..colon].trim_end_matches(SPACES);
    let odd = name.is_empty()
        || hides_a_key(name)
        || name.starts_with(['{', '[', '&', '*', '!', '|', '>', '%', '@', '`', '?']);
    (!odd).then(|| (name.to_owned(), colon + 1))
}

/// Returns where the quote that begins a line is closed: `\"` and `''` close nothing.
fn closing_quote(line: &str, quote: char) -> Option<usize> {
    let mut rest = line.char_indices().skip(1).peekable();
    while let Some((at, c)) = rest.next() {
        if c == '\\' && quote == '"' {
            rest.next();
        } else if c == quote && (quote == '"' || rest.next_if(|(_, next)| *next == quote).is_none()) {
            return Some(at);
        }
    }
    None
}

/// A value as read, with what a person should know about it.
struct ReadValue {
    value: Value,
    raw: Option<String>,
    remark: Option<ProblemKind>,
    /// Where it ends, if blank lines below it belong to it.
    end: Option<usize>,
}

impl From<Value> for ReadValue {
    fn from(value: Value) -> ReadValue {
        ReadValue { value, raw: None, remark: None, end: None }
    }
}

fn read_value(text: &str, front: Range<usize>, key: &KeyLines) -> Result<ReadValue, Problem> {
    let first_end = text[key.span.clone()].find('\n').map_or(key.span.end, |at| key.span.start + at + 1);
    let inline = text[key.value_start..first_end].trim_matches(SPACES);
    let below = &text[first_end..key.span.end];
    if below.is_empty() && !begins_block(inline) {
        return read_line(inline, key, &text[front]);
    }
    if inline.is_empty()
        && let Some(items) = read_simple_list(below)
    {
        return Ok(Value::Array(items).into());
    }
    let has_block = text[key.value_start..key.span.end].contains(['|', '>']);
    let end = if has_block { key.blank_end } else { key.span.end };
    let value = read_yaml(&key.chunk(text, end), key, &text[front])?;
    Ok(ReadValue { end: has_block.then(|| block_end(text, key, &value)), ..value.into() })
}

/// Tells whether what follows the colon of a key begins a block of text.
fn begins_block(inline: &str) -> bool {
    let mut words = inline.split_whitespace().skip_while(|word| word.starts_with(['&', '!']));
    words.next().is_some_and(|word| word.starts_with(['|', '>']))
}

/// Returns where a value ends that may have a block of text at its end, to which blank lines can belong: those of
/// `|+`, and those with more spaces than its indentation. YAML says how many of them make the value what it is.
fn block_end(text: &str, key: &KeyLines, value: &Value) -> usize {
    let begins_line = |at: &usize| text.as_bytes()[at - 1] == b'\n';
    let blank_lines: Vec<usize> = (key.span.end..key.blank_end).filter(begins_line).collect();
    let is_short = |end: &usize| match parse(&key.chunk(text, *end)) {
        Ok(Value::Object(map)) => map.get(&key.name) != Some(value),
        // It refers to an anchor elsewhere.
        _ => false,
    };
    let taken = blank_lines.partition_point(is_short);
    blank_lines.get(taken).copied().unwrap_or(key.blank_end)
}

/// Reads a value that stands on the line of its key.
fn read_line(inline: &str, key: &KeyLines, front: &str) -> Result<ReadValue, Problem> {
    if inline.is_empty() || inline.starts_with('#') && !hides_a_key(inline) {
        return Ok(Value::Null.into());
    }
    if let Some(value) = scalar::read_simple(inline) {
        let raw = (!inline.starts_with('"')).then(|| inline.to_owned());
        return Ok(ReadValue { raw, ..value.into() });
    }
    let plain = !inline.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!']);
    let chunk = format!("{}: {inline}\n", scalar::quote(&key.name));
    match read_yaml(&chunk, key, front) {
        Ok(value) => {
            let raw = plain
                .then(|| inline.split(" #").next().unwrap_or(inline).trim_end_matches(SPACES).to_owned());
            let remark = raw
                .as_ref()
                .filter(|raw| raw.len() < inline.len())
                .map(|raw| ProblemKind::CutAtComment { key: key.name.clone(), value: raw.clone() });
            // `level: N2 # by phone` is a comment, `title: issue #12` is not.
            let glued = inline.split(" #").nth(1).is_some_and(|after| !after.starts_with(' '));
            let remark = remark.filter(|_| glued || key.name == "title");
            Ok(ReadValue { raw, remark, ..value.into() })
        }
        // Unquoted text with `: ` in it, or that begins like a list, means just itself.
        Err(problem) if is_lone_text(inline, &problem) => Ok(ReadValue {
            raw: Some(inline.to_owned()),
            remark: Some(ProblemKind::Sloppy { key: key.name.clone(), value: inline.to_owned() }),
            ..Value::from(inline).into()
        }),
        Err(problem) => Err(problem),
    }
}

/// Tells whether a value that YAML refuses is plainly a text somebody forgot to quote.
fn is_lone_text(inline: &str, problem: &Problem) -> bool {
    let bracketed = inline.starts_with('[') && inline.contains("] ");
    matches!(problem.kind, ProblemKind::Yaml { .. })
        && (bracketed || !inline.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!', '-', '?']))
}

/// Reads a block list of simple items, one a line.
fn read_simple_list(below: &str) -> Option<Vec<Value>> {
    let indent = below.len() - below.trim_start_matches(' ').len();
    below
        .lines()
        .map(|line| {
            let item = line.get(indent..)?.strip_prefix("- ")?;
            line[..indent]
                .bytes()
                .all(|b| b == b' ')
                .then(|| scalar::read_simple(item.trim_end_matches(SPACES)))?
        })
        .collect()
}

/// Reads one key by YAML; where its value refers to an anchor elsewhere, with the whole front matter.
fn read_yaml(chunk: &str, key: &KeyLines, front: &str) -> Result<Value, Problem> {
    if depth(chunk) > DEPTH_LIMIT {
        return Err(Problem::new(key.line, ProblemKind::TooDeep { key: key.name.clone() }));
    }
    let fail = |message: String| Problem::new(key.line, ProblemKind::Yaml { key: key.name.clone(), message });
    let parsed = match parse(chunk) {
        // A line end that only YAML knows hides another key behind this one.
        Ok(Value::Object(map)) if map.len() > 1 => {
            return Err(Problem::new(key.line, ProblemKind::NotAField(chunk.trim_end().to_owned())));
        }
        Err(error) if error.contains("unknown anchor") && depth(front) <= DEPTH_LIMIT => parse(front),
        parsed => parsed,
    };
    match parsed.map_err(fail)? {
        Value::Object(mut map) => Ok(map.shift_remove(&key.name).unwrap_or(Value::Null)),
        _ => Err(fail("it is no value of a key".to_owned())),
    }
}

fn parse(yaml: &str) -> Result<Value, String> {
    let value: serde_yaml::Value =
        serde_yaml::from_str(yaml).map_err(|error| first_words(&error.to_string()))?;
    Ok(to_json(value))
}

/// Keeps what YAML says is wrong and leaves its line numbers, which count from the key.
fn first_words(message: &str) -> String {
    message.split(" at line ").next().unwrap_or(message).to_owned()
}

/// Turns a YAML value into a JSON one; keys become text, a tag is dropped.
fn to_json(value: serde_yaml::Value) -> Value {
    use serde_yaml::Value as Yaml;
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(flag) => Value::Bool(flag),
        Yaml::Number(number) => {
            let json = number.as_i64().map(Value::from).or_else(|| number.as_u64().map(Value::from));
            json.or_else(|| number.as_f64().and_then(serde_json::Number::from_f64).map(Value::Number))
                .unwrap_or_else(|| Value::from(number.to_string()))
        }
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => Value::Array(items.into_iter().map(to_json).collect()),
        Yaml::Mapping(map) => {
            Value::Object(map.into_iter().map(|(k, v)| (key_text(k), to_json(v))).collect())
        }
        Yaml::Tagged(tagged) => to_json(tagged.value),
    }
}

fn key_text(key: serde_yaml::Value) -> String {
    match to_json(key) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// Returns how deeply a YAML text nests, at most: by brackets and by indented lists and maps.
fn depth(yaml: &str) -> usize {
    let yaml = &super::with_unix_lines(yaml);
    let lines = yaml.split_inclusive('\n').map(without_quoted);
    let unquoted: Option<String> = if hides_a_key(yaml) { None } else { lines.collect() };
    let (mut open, mut brackets) = (0usize, 0usize);
    for byte in unquoted.as_deref().unwrap_or(yaml).bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        brackets = brackets.max(open);
    }
    brackets.max(yaml.lines().map(dashes).max().unwrap_or_default())
}

fn dashes(line: &str) -> usize {
    let indent = line.len() - line.trim_start_matches([' ', '-', '?']).len();
    line[..indent].bytes().filter(|byte| *byte != b' ').count()
}

/// Leaves out the texts in double quotes of a line, in which brackets open nothing; `None` where it is not plain to
/// see where they begin and end, so that nobody can hide a bracket from [`depth`].
fn without_quoted(line: &str) -> Option<String> {
    let (mut unquoted, mut rest) = (String::new(), line);
    while let Some(at) = rest.find(['"', '\'']) {
        let (before, quoted) = rest.split_at(at);
        unquoted.push_str(before);
        let begins_line = unquoted.trim_start_matches([' ', '-']).is_empty();
        let begins_value =
            unquoted.ends_with(": ") || unquoted.trim_end_matches(SPACES).ends_with(['[', '{', ',']);
        if !quoted.starts_with('"') || !(begins_line || begins_value) {
            return None;
        }
        rest = &quoted[closing_quote(quoted, '"')? + 1..];
        unquoted.push('x');
    }
    Some(unquoted + rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn values(front: &str) -> Value {
        let text = format!("---\n{front}---\n\nbody\n");
        let front = FrontMatter::read(&text).unwrap();
        Value::Object(front.keys.iter().map(|key| (key.name.clone(), key.value.clone())).collect())
    }

    fn problem(text: &str) -> String {
        let problem = FrontMatter::read(text).unwrap_err();
        format!("{}: {problem}", problem.line)
    }

    #[test]
    fn keys_and_values_are_found() {
        let check = |front: &str, expected: Value| assert_eq!(values(front), expected, "{front}");
        check("status: open\nresolution:\n", json!({"status": "open", "resolution": null}));
        check(
            "# note\nstatus: open # now\n\nlabels:\n  - a\n  - \"b: c\"\n",
            json!({"status": "open", "labels": ["a", "b: c"]}),
        );
        check("a: b\u{2000}\nlist:\n- c\u{a0} \n\u{a0}\n", json!({"a": "b\u{2000}", "list": ["c\u{a0}"]}));
        check("a: # none\r- b\n", json!({"a": ["b"]}));
        check("  # note\n\nstatus: open\n", json!({"status": "open"}));
        check("labels:\n- a\n- b\n# end\nlevel: N1\n", json!({"labels": ["a", "b"], "level": "N1"}));
        check("labels: [a, 2, no]\n", json!({"labels": ["a", 2, "no"]}));
        check("text: |\n  one\n\n  two\nn: 1\n", json!({"text": "one\n\ntwo\n", "n": 1}));
        check("title: \"a\\\"b\"\n", json!({"title": "a\"b"}));
        check("\"odd key\": 1\n'it': 2\n", json!({"odd key": 1, "it": 2}));
        check("a: &x 1\nb: *x\n", json!({"a": 1, "b": 1}));
        check("list: [\n  a\n]\nb: 1\n", json!({"list": ["a"], "b": 1}));
        check("changes:\n  level: [N1, null]\n", json!({"changes": {"level": ["N1", null]}}));
    }

    #[test]
    fn a_block_of_text_takes_the_blank_lines_that_are_its_own() {
        let check = |lines: &str, blanks: &str, expected: Value| {
            let front = format!("a:{lines}{blanks}b: 1\n");
            assert_eq!(values(&front), json!({"a": expected, "b": 1}), "{front}");
            let text = format!("---\n{front}---\n");
            let span = FrontMatter::read(&text).unwrap().keys[0].span.clone();
            assert_eq!(text[span], format!("a:{lines}"), "{front}");
        };
        check(" |\n  one\n", "\n", json!("one\n"));
        check(" |\n  one\n    \n", "\n  \n", json!("one\n  \n"));
        check("\n |-\n  one\n    \n", "", json!("one\n  "));
        check(" |-\n  one\n\n    \n\n\n   \n", "\n", json!("one\n\n  \n\n\n "));
        check(" >-\n  one\n", "\n \n", json!("one"));
        check(" |+\n  one\n\n  \n\n", "", json!("one\n\n\n\n"));
        check(" |+\n  one\n", "# remark\n\n", json!("one\n"));
        check(" !!str &x |+\n\n\n", "", json!("\n\n"));
        check(" |\n", "    \n\n", json!(""));
        check("\n  - x\n  - |\n    one\n      \n", "    \n\n", json!(["x", "one\n  \n"]));
        check("\n  - x\n", "    \n", json!(["x"]));
        check(" a > b\n  | c\n", "    \n", json!("a > b | c"));
    }

    #[test]
    fn many_blank_lines_are_read_quickly() {
        let blanks = "     \n".repeat(10_000);
        assert_eq!(values(&format!("a: |\n  b\n{blanks}"))["a"], format!("b\n{}", "   \n".repeat(10_000)));
        assert_eq!(values(&format!("a: |\n  b\n{}", "\n".repeat(60_000)))["a"], "b\n");
    }

    #[test]
    fn sloppy_yaml_means_what_it_says() {
        let check = |front: &str, expected: Value, remarks: usize| {
            let text = format!("---\n{front}---\n");
            let front = FrontMatter::read(&text).unwrap();
            assert_eq!((front.keys[0].value.clone(), front.remarks.len()), (expected, remarks), "{text}");
        };
        check("title: SSO: loop\n", json!("SSO: loop"), 1);
        check("title: [WIP] loop\n", json!("[WIP] loop"), 1);
        check("title: @ann says\n", json!("@ann says"), 1);
        check("title: issue #12\n", json!("issue"), 1);
        check("title: issue # 12\n", json!("issue"), 1);
        check("level: N2 # by phone\n", json!("N2"), 0);
        check("status:open\n", json!("open"), 0);
    }

    #[test]
    fn a_broken_file_says_where() {
        let check = |text: &str, expected: &str| assert_eq!(problem(text), expected, "{text}");
        check("", "1: there is no front matter: the first line is not `---`");
        check("title: x\n", "1: there is no front matter: the first line is not `---`");
        check("---\ntitle: x\n", "1: the front matter is not closed: there is no second `---`");
        check("---\ntitle: x\ntitle: y\n---\n", "3: `title` is given twice, first on line 2");
        check("---\nopen\n---\n", "2: `open` is not a `key: value` line");
        check("---\n  - a\n---\n", "2: `- a` is not a `key: value` line");
        check("---\na: 1\n<<<<<<< HEAD\n---\n", "3: a merge conflict was left in the front matter");
        check(&format!("---\na: {}\n---\n", "[".repeat(1000)), "2: `a` is nested too deeply");
        check(
            &format!("---\na: {}\n---\n", "x".repeat(70_000)),
            "1: the front matter has more than 65536 bytes",
        );
        check("---\ntitle: \"x\n---\n", "2: `title` is not valid YAML: found unexpected end of stream");
    }

    #[test]
    fn brackets_in_a_text_do_not_nest() {
        let open = "[{".repeat(50);
        let check = |value: &str, is_read: bool| {
            let text = format!("---\na: {value}\n---\n");
            let too_deep = Err(Problem::new(2, ProblemKind::TooDeep { key: "a".into() }));
            let read = FrontMatter::read(&text).map(|_| ());
            let expected = if is_read { Ok(()) } else { too_deep };
            assert_eq!(read, expected, "{text}");
            let read = FrontMatter::read(&text.replace('\n', "\r\n")).map(|_| ());
            assert_eq!(read, expected, "{text} with CRLF");
        };
        check(&format!(r#""\"{open}""#), true);
        check(&format!(r#"{{"{open}": [null, "\\{open}"]}}"#), true);
        check(&format!("\n  - \"\\t{open}\"\n  - b"), true);
        check(&format!("[{open}"), false);
        check(&format!("['x, \"y', {open}, \"z\""), false);
        check(&format!("[x \"y, {open}, \"z\""), false);
        check(&format!("[\u{2000}\"y, {open}, \"z\""), false);
        check(&format!("[x: \"y\", {open}, \"z\""), false);
        check(&format!("[\"x\n  y, \", {open}, \"z\""), false);
        check(&format!("[ # , \"x\u{2028} {open} , \"z\""), false);
    }

    #[test]
    fn an_alias_bomb_is_refused() {
        let mut front = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for n in 1..12 {
            let reference = format!("*a{}", n - 1);
            front.push_str(&format!("a{n}: &a{n} [{}]\n", vec![reference; 9].join(", ")));
        }
        let text = format!("---\n{front}---\n");
        assert!(FrontMatter::read(&text).is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "(---\n)?([a-z:#\\-\"'\\[\\]{}|>&* \n\t]|\\PC){0,80}(---\n)?") {
            let _ = FrontMatter::read(&text);
        }
    }
}
