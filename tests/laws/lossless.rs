//! L1: reading and writing back gives the same bytes; one field set changes that field's lines only.
//!
//! The generated front matters know by themselves which lines belong to which key, so the program's own spans are
//! judged, not believed. The real files are those of `../shared/data`, where they are there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use git_desk::format::ArticleFile;
use git_desk::format::article::{value as field, with_id};
use git_desk::format::edit::{EditError, set, set_body};
use git_desk::format::front::FrontMatter;
use git_desk::format::{Problem, ProblemKind};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A piece of a front matter: lines that belong to one key, or to none.
#[derive(Clone, Debug)]
enum Piece {
    Between(&'static str),
    Key { name: &'static str, lines: Vec<String> },
}

/// A whole file, made of pieces.
#[derive(Clone, Debug)]
struct Document {
    pieces: Vec<Piece>,
    body: &'static str,
    has_mark: bool,
    newline: &'static str,
}

impl Document {
    fn lines(&self, lines: &[String]) -> String {
        lines.iter().map(|line| format!("{line}{}", self.newline)).collect()
    }

    fn piece(&self, piece: &Piece) -> String {
        match piece {
            Piece::Between(line) => format!("{line}{}", self.newline),
            Piece::Key { lines, .. } => self.lines(lines),
        }
    }

    fn front(&self) -> String {
        self.pieces.iter().map(|piece| self.piece(piece)).collect()
    }

    fn text(&self) -> String {
        let fence = format!("---{}", self.newline);
        let mark = if self.has_mark { "\u{feff}" } else { "" };
        let body = self.body.replace('\n', self.newline);
        format!("{mark}{fence}{}{fence}{body}", self.front())
    }

    fn names(&self) -> Vec<&'static str> {
        let name = |piece: &Piece| match piece {
            Piece::Key { name, .. } => Some(*name),
            Piece::Between(_) => None,
        };
        self.pieces.iter().filter_map(name).collect()
    }

    /// Returns all bytes before and all bytes after the lines of one key.
    fn around(&self, name: &str) -> (String, String) {
        let is_it = |piece: &Piece| matches!(piece, Piece::Key { name: present, .. } if *present == name);
        let at = self.pieces.iter().position(is_it).unwrap();
        let text = self.text();
        let from = text.find(&format!("---{}", self.newline)).unwrap() + 3 + self.newline.len();
        let start = from + self.pieces[..at].iter().map(|piece| self.piece(piece).len()).sum::<usize>();
        let end = start + self.piece(&self.pieces[at]).len();
        (text[..start].to_owned(), text[end..].to_owned())
    }
}

const NAMES: [(&str, &str); 14] = [
    ("id", "id"),
    ("status", "status"),
    ("level", "level"),
    ("assignee", "assignee"),
    ("title", "title"),
    ("labels", "labels"),
    ("links", "links"),
    ("due", "due"),
    ("x-unknown", "x-unknown"),
    ("made_sla", "made_sla"),
    ("odd key", "\"odd key\""),
    ("it's", "'it''s'"),
    ("spaced", "spaced "),
    ("été", "été"),
];

/// Values as people write them: what follows the colon, and the lines below.
const VALUES: [(&str, &[&str]); 62] = [
    ("", &[]),
    (" # not yet", &[]),
    (" open", &[]),
    ("   open  ", &[]),
    (" N2 # by phone", &[]),
    (" Dana Roe <dana@example.com>", &[]),
    (" 12", &[]),
    (" 1_000", &[]),
    (" 0x1f", &[]),
    (" 12:30", &[]),
    (" -1.5e3", &[]),
    (" 007", &[]),
    (" ~", &[]),
    (" null", &[]),
    (" true", &[]),
    (" no", &[]),
    (" 2026-03-02", &[]),
    (" 2026-11-23T09:12:44Z", &[]),
    (" \"SSO login fails: loop\"", &[]),
    (" \"a # b\"", &[]),
    (" \"say \\\"hi\\\" \\u00e9 \\\\\"", &[]),
    (" \"quoted\" # why", &[]),
    (" 'it''s'", &[]),
    (" 'it''s # not a remark'   # a remark", &[]),
    (" 'a \"b\" c'", &[]),
    (" [auth, sso]", &[]),
    (" [ auth,  \"a, b\" ] # two", &[]),
    (" []", &[]),
    (" {}", &[]),
    (" {a: 1, b: [x, y]}", &[]),
    (" [", &["  auth,", "  sso", "]"]),
    (" {a: 1,", &["  b: 2}"]),
    ("", &["  - auth", "  - sso"]),
    ("", &["- auth", "- \"a: b\"", "- 12"]),
    ("", &["    - auth # why", "    - 'sso'"]),
    (" # these", &["  - auth", "  # between", "  - sso"]),
    ("", &["  - auth", "", "  - sso"]),
    ("", &["# above", "  - auth", "  - sso"]),
    ("", &["  - [a, b]", "  - {c: d}"]),
    ("", &["  - name: x", "    size: 3", "  - name: y"]),
    ("", &["  level: [N1, N2]", "  team: [support, network]"]),
    ("", &["  deep:", "    deeper:", "      - 1", "    other: x"]),
    ("", &["  -", "    - a", "  - b"]),
    (" |", &["  one", "", "  two"]),
    (" |-", &["  # not a remark", "  - not a list", "  a: b"]),
    (" |2", &["   one", "  two"]),
    (" |+", &["  one", "", ""]),
    (" |+", &["  one"]),
    (" |-", &["  one", "    "]),
    (" |", &["  one", "", "     ", "", "   "]),
    ("", &[" |-", "  one", "    "]),
    (" !!str |+", &["", ""]),
    ("", &["  - two", "  - |", "    one", "      "]),
    ("", &["  deep: >+", "    one", "  ", "      two", "", "     "]),
    (" >-", &["  folded", "", "  text", "   "]),
    (" a > b", &["  | c"]),
    (" >", &["  folded", "  text", "", "    kept"]),
    (" >- # a remark", &["  folded", "  text"]),
    (" plain text", &["  over two lines"]),
    (" \"quoted text", &["  over two lines\""]),
    ("", &["  text below its key"]),
    (" !!str 12", &[]),
];

const BETWEEN: [&str; 6] = ["", "", "  ", "# a remark", "#", "# key: value"];

const BODIES: [&str; 6] =
    ["", "\nText\n", "Text without a blank line", "\n---\nid: x\n---\n", "\n\n\n", "\n# H\n\n- a"];

fn document() -> impl Strategy<Value = Document> {
    let order = Just((0..NAMES.len()).collect::<Vec<_>>()).prop_shuffle();
    let keys =
        proptest::collection::vec((0..VALUES.len(), proptest::collection::vec(0..BETWEEN.len(), 0..3)), 1..9);
    (order, keys, 0..BODIES.len(), any::<bool>(), any::<bool>()).prop_map(
        |(order, keys, body, has_mark, crlf)| {
            let (mut pieces, mut last) = (Vec::new(), 0);
            for ((value, between), name) in keys.into_iter().zip(order) {
                let between = between.into_iter().map(|at| Piece::Between(BETWEEN[at]));
                pieces.extend(between.filter(|piece| !goes_on(last, piece)));
                last = value;
                pieces.push(key(name, value));
            }
            Document { pieces, body: BODIES[body], has_mark, newline: if crlf { "\r\n" } else { "\n" } }
        },
    )
}

/// Tells whether a blank line could be the end of the block of text above it, and so no line between two keys.
fn goes_on(value: usize, piece: &Piece) -> bool {
    let (inline, below) = VALUES[value];
    let has = |characters: &[char]| {
        inline.contains(characters) || below.iter().any(|line| line.contains(characters))
    };
    let is_taken = |line: &str| line.trim().is_empty() && (has(&['+']) || !line.is_empty());
    has(&['|', '>']) && matches!(piece, Piece::Between(line) if is_taken(line))
}

fn key(name: usize, value: usize) -> Piece {
    let ((name, written), (inline, below)) = (NAMES[name], VALUES[value]);
    let lines =
        [format!("{written}:{inline}")].into_iter().chain(below.iter().map(|line| (*line).to_owned()));
    Piece::Key { name, lines: lines.collect() }
}

fn value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[a-z]{1,8}",
        "\\PC{0,20}",
        Just("no".to_owned()),
        Just("#12: a - b".to_owned()),
        Just("---".to_owned()),
        Just("two\nlines\u{2028}".to_owned()),
    ];
    let scalar = prop_oneof![
        4 => text.prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    prop_oneof![
        4 => scalar.clone(),
        2 => proptest::collection::vec("[a-z]{1,5}".prop_map(Value::from), 1..5).prop_map(Value::from),
        1 => proptest::collection::vec(scalar.clone(), 0..4).prop_map(Value::from),
        1 => (scalar.clone(), scalar).prop_map(|(a, b)| json!({"old": a, "more": [b, {"x": null}]})),
    ]
}

fn values(text: &str) -> BTreeMap<String, Value> {
    let front = FrontMatter::read(text).unwrap();
    front.keys.iter().map(|key| (key.name.clone(), key.value.clone())).collect()
}

/// Returns the comment at the end of a key's own line, as the values above have it.
fn remark(lines: &str) -> Option<&str> {
    let first = lines.lines().next()?;
    ["# not yet", "# by phone", "# why", "# a remark", "# two", "# these"]
        .into_iter()
        .find(|remark| first.ends_with(remark))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_not_changed_keeps_its_bytes(document in document()) {
        let text = document.text();
        let read = values(&text);
        prop_assert_eq!(read.len(), document.names().len());
        for (name, value) in &read {
            prop_assert_eq!(set(&text, name, value), Ok(text.clone()));
        }
        let body = FrontMatter::read(&text).unwrap().body();
        prop_assert_eq!(set_body(&text, &body), Ok(text.clone()));
    }

    #[test]
    fn one_field_set_changes_its_own_lines_and_no_other(document in document(), at in any::<prop::sample::Index>(), value in value()) {
        let (text, names) = (document.text(), document.names());
        let name = names[at.index(names.len())];
        let (before, after) = document.around(name);
        let edited = set(&text, name, &value).unwrap();
        prop_assert!(edited.starts_with(&before), "{}\n→\n{}", text, edited);
        prop_assert!(edited[before.len()..].ends_with(&after), "{}\n→\n{}", text, edited);
        let mut expected = values(&text);
        expected.insert(name.to_owned(), value);
        prop_assert_eq!(values(&edited), expected);
        let own = &edited[before.len()..edited.len() - after.len()];
        prop_assert!(own.split_inclusive('\n').all(|line| line.ends_with(document.newline)), "{own:?}");
        if let Some(remark) = remark(&text[before.len()..]) {
            prop_assert!(own.contains(remark), "lost `{}` of\n{}in\n{}", remark, &text[before.len()..], own);
        }
    }

    #[test]
    fn a_missing_field_is_added_and_nothing_else_moves(document in document(), at in any::<prop::sample::Index>(), value in value().prop_filter("nothing is not added", |value| !value.is_null())) {
        let (text, present) = (document.text(), document.names());
        let missing: Vec<&str> = NAMES.iter().map(|(name, _)| *name).filter(|name| !present.contains(name)).collect();
        let name = missing[at.index(missing.len())];
        let edited = set(&text, name, &value).unwrap();
        let start = text.bytes().zip(edited.bytes()).take_while(|(a, b)| a == b).count();
        let kept = text.bytes().rev().zip(edited.bytes().rev()).take_while(|(a, b)| a == b).count();
        prop_assert!(start + kept >= text.len(), "{}\n→\n{}", text, edited);
        let mut expected = values(&text);
        expected.insert(name.to_owned(), value);
        prop_assert_eq!(values(&edited), expected);
    }

    #[test]
    fn a_changed_body_leaves_the_front_matter_alone(document in document(), body in "(\\PC|\n|---\n){0,30}") {
        let text = document.text();
        let edited = set_body(&text, &body).unwrap();
        let front = text.len() - document.body.replace('\n', document.newline).len();
        prop_assert!(edited.starts_with(&text[..front]));
        prop_assert_eq!(FrontMatter::read(&edited).unwrap().body(), body);
    }

    #[test]
    fn key_by_key_is_what_yaml_reads_as_a_whole(document in document()) {
        let whole = whole(&document.front());
        prop_assume!(whole.is_some());
        prop_assert_eq!(Some(values(&document.text())), whole);
    }

    #[test]
    fn a_mangled_front_matter_is_read_as_yaml_reads_it_or_refused(document in document(), mangle in mangle()) {
        let front = mangle.apply(&document.front());
        let text = format!("---\n{front}---\n");
        // A mangled line can close the front matter, which YAML alone would not know.
        prop_assume!(!front.lines().any(|line| line.trim_end() == "---"));
        if let (Ok(ours), Some(whole)) = (FrontMatter::read(&text), whole(&front)) {
            let ours: BTreeMap<_, _> = ours.keys.into_iter().map(|key| (key.name, key.value)).collect();
            prop_assert_eq!(ours, whole, "{}", front);
        }
    }
}

/// One unlucky stroke of the keyboard.
#[derive(Clone, Debug)]
struct Mangle {
    at: prop::sample::Index,
    stroke: Option<char>,
}

impl Mangle {
    fn apply(&self, text: &str) -> String {
        let mut characters: Vec<char> = text.chars().collect();
        let at = self.at.index(characters.len());
        match self.stroke {
            Some(stroke) => characters.insert(at, stroke),
            None => drop(characters.remove(at)),
        }
        let text: String = characters.into_iter().collect();
        if text.ends_with('\n') { text } else { format!("{text}\n") }
    }
}

fn mangle() -> impl Strategy<Value = Mangle> {
    let stroke = proptest::option::weighted(
        0.8,
        proptest::sample::select(" :#-\"'[]{},|>&*!?%@~a1\n".chars().collect::<Vec<_>>()),
    );
    (any::<prop::sample::Index>(), stroke).prop_map(|(at, stroke)| Mangle { at, stroke })
}

/// Returns what YAML says of a whole front matter, if it takes it for a map.
fn whole(front: &str) -> Option<BTreeMap<String, Value>> {
    match serde_yaml::from_str::<serde_yaml::Value>(front).ok()? {
        serde_yaml::Value::Mapping(map) => {
            Some(map.into_iter().map(|(k, v)| (key_text(k), to_json(v))).collect())
        }
        _ => None,
    }
}

fn key_text(key: serde_yaml::Value) -> String {
    match to_json(key) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

fn to_json(value: serde_yaml::Value) -> Value {
    use serde_yaml::Value as Yaml;
    match value {
        Yaml::Mapping(map) => {
            Value::Object(map.into_iter().map(|(k, v)| (key_text(k), to_json(v))).collect())
        }
        Yaml::Sequence(items) => items.into_iter().map(to_json).collect(),
        Yaml::Tagged(tagged) => to_json(tagged.value),
        // What JSON has no number for is kept as it reads.
        Yaml::Number(number) if number.as_f64().is_some_and(|n| !n.is_finite()) => number.to_string().into(),
        plain => serde_json::to_value(plain).unwrap(),
    }
}

#[test]
fn real_files_keep_their_bytes_and_change_by_the_line() {
    for (archive, least) in [("backlog-md-project", 500), ("govuk-manual-kb", 200)] {
        let Some(folder) = unpacked(&format!("{archive}.tar.xz")) else { continue };
        let mut tally = Tally::default();
        for path in markdown_below(folder.path()) {
            tally.take(&path);
        }
        eprintln!("measured: {archive}: {tally:?}");
        assert!(tally.files >= least, "{tally:?}");
        assert_eq!(tally.unjustified, Vec::<String>::new());
    }
}

#[test]
fn real_articles_get_an_id_and_keep_their_bytes() {
    let Some(folder) = unpacked("govuk-manual-kb.tar.xz") else { return };
    let id = "KB-7k3m2q".parse().unwrap();
    let paths = markdown_below(folder.path());
    assert_eq!(paths.len(), 239);
    for path in paths {
        let before = fs::read_to_string(&path).unwrap();
        let file = ArticleFile::read(with_id(&before, &id).unwrap()).unwrap();
        assert_eq!(file.text.replacen("id: KB-7k3m2q\n", "", 1).replacen("---\n---\n\n", "", 1), before);
        let own = field(&file.article, "title");
        let is_written = FrontMatter::read(&file.text).unwrap().key("title").is_some();
        let set = |file: &ArticleFile, key, value: Value| {
            ArticleFile::read(file.edited(&[(key, value)]).unwrap()).unwrap()
        };
        let changed = set(&file, "state", json!("validated"));
        assert_eq!(set(&changed, "state", json!("draft")).article, file.article, "{}", path.display());
        if is_written {
            let back = set(&set(&file, "title", json!("Another: title")), "title", own);
            assert_eq!(back.article, file.article, "{}", path.display());
            let plain = |text: &str| text.replace(['"', '\''], "");
            assert_eq!(plain(&back.text), plain(&file.text), "{}", path.display());
        }
    }
}

/// What became of the files of an archive.
#[derive(Debug, Default)]
struct Tally {
    files: usize,
    without_front_matter: usize,
    fields_set: usize,
    differ_from_yaml: Vec<String>,
    refused: Vec<String>,
    refused_edits: Vec<String>,
    unjustified: Vec<String>,
}

impl Tally {
    fn take(&mut self, path: &Path) {
        let text = fs::read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        match FrontMatter::read(&text) {
            Ok(front) => self.take_front(&name, &front),
            Err(Problem { kind: ProblemKind::NoFrontMatter, .. }) => self.without_front_matter += 1,
            Err(problem) => {
                let broken = text.split("---").nth(1).is_none_or(|front| whole(front).is_none());
                if !broken {
                    self.unjustified.push(format!("{name}: {problem}"));
                }
                self.refused.push(format!("{name}:{}: {problem}", problem.line));
            }
        }
    }

    fn take_front(&mut self, name: &str, front: &FrontMatter) {
        self.files += 1;
        let ours = values(front.text);
        if whole(&front.text[front.span.clone()]).is_some_and(|whole| whole != ours) {
            self.differ_from_yaml.push(name.to_owned());
        }
        assert_eq!(set_body(front.text, &front.body()).as_deref(), Ok(front.text), "{name}");
        for key in &front.keys {
            assert_eq!(set(front.text, &key.name, &key.value).as_deref(), Ok(front.text), "{name}");
            for value in [json!("changed: now"), Value::Null, longer(&key.value)] {
                self.set(name, front.text, &key.name, &value);
            }
        }
    }

    fn set(&mut self, name: &str, text: &str, key: &str, value: &Value) {
        let edited = match set(text, key, value) {
            Ok(edited) => edited,
            Err(error @ EditError::NotInPlace { .. }) => {
                return self.refused_edits.push(format!("{name}: {error}"));
            }
            Err(error) => panic!("{name}: {error}"),
        };
        self.fields_set += 1;
        let end = FrontMatter::read(text).unwrap().rest.start;
        let body = text.len() - end;
        assert_eq!(text[end..], edited[edited.len() - body..], "{name}");
        let (first, last) = changed_lines(&text[..end], &edited[..edited.len() - body]);
        let lines = lines_of(text, key);
        assert!(
            first >= lines.start && last <= lines.end,
            "{name}: `{key}` is {lines:?}, changed {first}..{last}"
        );
        let mut expected = values(text);
        expected.insert(key.to_owned(), value.clone());
        assert_eq!(values(&edited), expected, "{name}");
    }
}

/// Returns a list with one more item; anything else becomes a list.
fn longer(value: &Value) -> Value {
    let mut items = value.as_array().cloned().unwrap_or_default();
    items.push(json!("one more"));
    Value::Array(items)
}

/// Returns the first line that differs and the one after the last, counted in the old text.
fn changed_lines(old: &str, new: &str) -> (usize, usize) {
    let diff = similar::TextDiff::from_lines(old, new);
    let changed: Vec<_> = diff.ops().iter().filter(|op| op.tag() != similar::DiffTag::Equal).collect();
    let first = changed.iter().map(|op| op.old_range().start).min().unwrap_or(usize::MAX);
    (first, changed.iter().map(|op| op.old_range().end).max().unwrap_or_default())
}

/// Returns the lines of a key by a reading of its own: from the key to before the next line that is not indented,
/// not a list item and not blank.
fn lines_of(text: &str, key: &str) -> std::ops::Range<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let is_key = |line: &&str| {
        line.trim_start_matches(['"', '\''])
            .strip_prefix(key)
            .is_some_and(|rest| rest.trim_start_matches(['"', '\'']).trim_start().starts_with(':'))
    };
    let start = lines.iter().position(is_key).unwrap();
    let goes_on =
        |line: &&str| line.is_empty() || line.starts_with([' ', '-', ']', '}', '\t']) && *line != "---";
    start..start + 1 + lines[start + 1..].iter().take_while(|line| goes_on(line)).count()
}

fn markdown_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = crate::desk::files_below(folder);
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files
}

/// Unpacks an archive of `../shared/data`; says why it cannot.
fn unpacked(name: &str) -> Option<tempfile::TempDir> {
    let archive = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    let skip = |why: String| {
        assert!(!archive.exists() || std::env::var_os("CI").is_none(), "{name}: {why}");
        eprintln!("skipped: {name}: {why}");
        None
    };
    if !archive.exists() {
        return skip("`../shared/data` is not there".into());
    }
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new("tar").arg("-xJf").arg(&archive).arg("-C").arg(folder.path()).output();
    match output {
        Ok(output) if output.status.success() => Some(folder),
        Ok(output) => skip(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
        Err(error) => skip(format!("`tar`: {error}")),
    }
}
