//! The words that every YAML reader, 1.1 or 1.2, takes for the same text.
//!
//! [`write()`] quotes whatever has another meaning to somebody; [`read_simple`]
//! recognises the same narrow set without a YAML parser, which is what makes
//! reading tens of thousands of tickets quick. Everything else goes to YAML.

use super::super::model::Value;

/// Words that some YAML version takes for a boolean, nothing or a number.
const RESERVED: [&str; 13] =
    ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf", "infinity"];

/// Where a word stands, since flow collections give more characters a meaning.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// After `key: ` or `- `.
    Block,
    /// Inside `[…]` or `{…}`.
    Flow,
}

/// Tells whether a text may stand without quotes and means itself to every reader.
pub fn is_plain(text: &str, place: Place) -> bool {
    let Some(first) = text.chars().next() else { return false };
    first.is_alphabetic()
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(|c| is_plain_character(c, place))
        && !RESERVED.contains(&text.to_ascii_lowercase().as_str())
}

fn is_plain_character(c: char, place: Place) -> bool {
    match c {
        ',' | '[' | ']' | '{' | '}' | ':' | '?' if place == Place::Flow => false,
        ' '..='~' => true,
        _ => !needs_escape(c),
    }
}

/// Characters that must not stand raw in front matter: what YAML calls not
/// printable, line ends of any kind, and what makes a reader see another order
/// than is there (bidi controls, zero-width and byte-order marks).
fn needs_escape(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{61c}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Writes a text as a YAML scalar: plain where that is safe, else in double quotes.
pub fn write(text: &str, place: Place) -> String {
    if is_plain(text, place) { text.to_owned() } else { quote(text) }
}

/// Writes a text in double quotes, with escapes that YAML 1.1 and 1.2 share.
pub fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if needs_escape(c) => quoted.push_str(&format!("\\u{:04X}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Writes any value on one line, as YAML flow style.
pub fn write_flow(value: &Value, place: Place) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => write_number(number),
        Value::String(text) => write(text, place),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| write_flow(item, Place::Flow)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(map) => {
            let pair = |(key, value): (&String, &Value)| {
                format!("{}: {}", write(key, Place::Flow), write_flow(value, Place::Flow))
            };
            format!("{{{}}}", map.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}

/// Writes a number so that YAML 1.1 takes it for a number too: an exponent wants a dot and a sign.
fn write_number(number: &serde_json::Number) -> String {
    let text = number.to_string();
    let Some((digits, exponent)) = text.split_once('e') else { return text };
    let digits = if digits.contains('.') { digits.to_owned() } else { format!("{digits}.0") };
    let sign = if exponent.starts_with(['-', '+']) { "" } else { "+" };
    format!("{digits}e{sign}{exponent}")
}

/// Writes a key: plain where it is a word, else in double quotes.
pub fn write_key(key: &str) -> String {
    let wordy = key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    if wordy && is_plain(key, Place::Block) { key.to_owned() } else { quote(key) }
}

/// Reads a value that [`write()`] could have written, or an instant; `None` asks for YAML.
pub fn read_simple(text: &str) -> Option<Value> {
    if is_plain(text, Place::Block) || is_instant(text) {
        return Some(Value::from(text));
    }
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    let simple = !inner.contains(['"', '\\']) && !inner.chars().any(needs_escape);
    simple.then(|| Value::from(inner))
}

/// Recognises `2026-11-23T09:12:44Z`, which YAML 1.1 takes for a time and 1.2 for text.
fn is_instant(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 20
        && bytes.len() <= 30
        && bytes.ends_with(b"Z")
        && bytes[4] == b'-'
        && bytes[10] == b'T'
        && bytes[..bytes.len() - 1].iter().all(|b| b.is_ascii_digit() || b"-:T.".contains(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_another_meaning_to_any_reader_is_quoted() {
        let check = |text: &str, written: &str| assert_eq!(write(text, Place::Block), written);
        check("auth", "auth");
        check("Dana Roe <dana@example.com>", "Dana Roe <dana@example.com>");
        check("github:owner/repo#12", "github:owner/repo#12");
        check("été à Liège", "été à Liège");
        for word in [
            "no",
            "On",
            "NULL",
            "y",
            "~",
            "",
            "12:30",
            "1_000",
            "0x1f",
            "2026-03-02",
            "1.5",
            ".5",
            "-",
            "- a",
            "? a",
            "#12",
            "issue #12",
            "a: b",
            "a:",
            "@me",
            "`x`",
            "%x",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "[x]",
            "{x}",
            "'x'",
            " x",
            "x ",
            "---",
        ] {
            check(word, &format!("\"{word}\""));
        }
        check("say \"hi\" \\ \n\t", r#""say \"hi\" \\ \n\t""#);
        check("a\u{202e}b\u{1b}c\u{2028}", r#""a\u202Eb\u001Bc\u2028""#);
    }

    #[test]
    fn flow_collections_quote_what_they_give_a_meaning() {
        assert_eq!(
            write_flow(&serde_json::json!(["N1", "a, b", null, true, 3, "x: y"]), Place::Flow),
            r#"[N1, "a, b", null, true, 3, "x: y"]"#
        );
        assert_eq!(write_flow(&serde_json::json!({"a b": {"c": []}}), Place::Flow), "{a b: {c: []}}");
        assert_eq!(write_flow(&serde_json::json!(1e300), Place::Flow), "1.0e+300");
    }

    #[test]
    fn simple_values_are_read_without_yaml() {
        let check =
            |text: &str, value: Option<&str>| assert_eq!(read_simple(text), value.map(Value::from), "{text}");
        check("open", Some("open"));
        check("\"a: b #c\"", Some("a: b #c"));
        check("2026-11-23T09:12:44Z", Some("2026-11-23T09:12:44Z"));
        check("2026-11-23", None);
        check("\"a\\n\"", None);
        check("'a'", None);
        check("12", None);
        check("open # now", None);
    }

    proptest::proptest! {
        #[test]
        fn yaml_reads_what_is_written(text in "\\PC*|[ -~]{0,12}|[\\x00-\\x{2fff}]{0,8}") {
            for place in [Place::Block, Place::Flow] {
                let line = match place {
                    Place::Block => format!("key: {}\n", write(&text, place)),
                    Place::Flow => format!("key: [{}]\n", write(&text, place)),
                };
                let read: Value = serde_yaml::from_str(&line).map_err(|e| proptest::test_runner::TestCaseError::fail(format!("{line}: {e}")))?;
                let got = if place == Place::Block { &read["key"] } else { &read["key"][0] };
                proptest::prop_assert_eq!(got, &Value::from(text.as_str()));
            }
        }

        #[test]
        fn reading_simply_is_reading_yaml(text in "[a-zA-Z0-9 :#\"'\\-_.,@\\[\\]T]{0,24}") {
            if let Some(simple) = read_simple(&text) {
                let yaml: Value = serde_yaml::from_str(&format!("key: {text}\n")).map_err(|e| proptest::test_runner::TestCaseError::fail(e.to_string()))?;
                proptest::prop_assert_eq!(&yaml["key"], &simple);
            }
        }
    }
}
