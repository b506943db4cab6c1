//! The rules of merging, on their own: any two sides of a ticket that came from one base.
//!
//! Each side does some random edits, as a person with an editor or the program would. Whatever they are, the merge is the
//! same from both sides, keeps what either said, and can be read.

use git_desk::format::{TicketFile, edit};
use git_desk::merge::{Finding, Kind, merge};
use git_desk::model::{Field, Shape, Value};
use proptest::prelude::*;
use serde_json::json;

const BASE: &str = "---\n# A remark on top\nid: HD-7k3m2q\nstatus: open # since monday\nresolution:\nuntil:\ncreated: 2026-11-23T09:12:44Z\nlevel: N1\nteam: support\nassignee: ann\nreporter: Dana Roe <dana@example.com>\nurgency: high\n\nimpact: medium\n\npriority:\nsource: mail\ntype: incident\n\ndue:\n\ntitle: 'It''s the login'\n\nlabels:\n  - auth # why\n  - sso\n\nlinks:\n\narticles:\n\nwatchers:\n\nexternal:\n\nseats:   12\n\nsite: {floor: 2, rooms: [a, b]}\n---\n\nFirst line.\n\nSecond line.\n\nThird line.\n";

/// Something that one side does.
#[derive(Clone, Debug)]
enum Edit {
    Set(&'static str, Value),
    Item {
        key: &'static str,
        item: String,
        is_added: bool,
    },
    /// A remark on a line of its own above a key; its text is said once only.
    RemarkAbove(&'static str),
    /// A remark behind a single value.
    RemarkBehind(&'static str),
    Body {
        place: usize,
    },
    Quote(&'static str),
    Drop(&'static str),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let single = prop_oneof![
        Just("status"),
        Just("resolution"),
        Just("until"),
        Just("level"),
        Just("team"),
        Just("assignee"),
        Just("urgency"),
        Just("priority"),
        Just("source"),
        Just("due"),
        Just("title"),
        Just("seats"),
        Just("room"),
    ];
    let value = prop_oneof![
        Just(json!("open")),
        Just(json!("closed")),
        Just(json!("N2")),
        Just(json!("2026-12-01T00:00:00Z")),
        Just(json!("a: b #c")),
        Just(Value::Null),
    ];
    let set = (single.clone(), value).prop_map(|(key, value)| Edit::Set(key, meant(key, value)));
    let list = prop_oneof![Just("labels"), Just("articles"), Just("watchers"), Just("external")];
    let item = (list, "[a-d]", any::<bool>());
    let item =
        item.prop_map(|(key, item, is_added)| Edit::Item { key, item: format!("item {item}"), is_added });
    let place = prop_oneof![Just("status"), Just("impact"), Just("labels"), Just("seats"), Just("title")];
    let behind = prop_oneof![Just("level"), Just("urgency"), Just("seats"), Just("source")];
    prop::collection::vec(
        prop_oneof![
            4 => set,
            3 => item,
            1 => place.prop_map(Edit::RemarkAbove),
            1 => behind.clone().prop_map(Edit::RemarkBehind),
            1 => (0..3_usize).prop_map(|place| Edit::Body { place }),
            1 => behind.prop_map(Edit::Quote),
            1 => Just(Edit::Drop("seats")),
        ],
        0..6,
    )
}

/// Makes a value fit its key, which the program would do.
fn meant(key: &str, value: Value) -> Value {
    match Field::new(key).shape() {
        Shape::Instant if !value.as_str().is_some_and(|text| text.starts_with("2026")) => Value::Null,
        _ if key == "status" && value.is_null() => json!("pending"),
        _ => value,
    }
}

/// Does edits to the base; `who` is a word in each remark, so that it is known who said it.
fn side(edits: &[Edit], who: &str) -> String {
    let mut text = BASE.to_owned();
    for (number, edit) in edits.iter().enumerate() {
        text = done(&text, edit, &format!("{who} {number}"));
        TicketFile::read(text.clone()).unwrap_or_else(|problem| panic!("{edit:?}: {problem}\n{text}"));
    }
    text
}

fn done(text: &str, edit: &Edit, word: &str) -> String {
    let line_of =
        |key: &str| text.lines().find(|line| line.starts_with(&format!("{key}:"))).map(str::to_owned);
    let replaced = |key: &str, change: &dyn Fn(&str) -> String| match line_of(key) {
        Some(line) => text.replacen(&format!("\n{line}\n"), &format!("\n{}\n", change(&line)), 1),
        None => text.to_owned(),
    };
    match edit {
        Edit::Set(key, value) => edit::set(text, key, value).unwrap(),
        Edit::Item { key, item, is_added } => {
            let ticket = TicketFile::read(text.to_owned()).unwrap().ticket;
            let mut items = ticket.value(&Field::new(key)).as_array().cloned().unwrap_or_default();
            items.retain(|present| present != item.as_str());
            items.extend(is_added.then(|| json!(item)));
            edit::set(text, key, &if items.is_empty() { Value::Null } else { Value::Array(items) }).unwrap()
        }
        Edit::RemarkAbove(key) => replaced(key, &|line| format!("# above {word}\n{line}")),
        Edit::RemarkBehind(key) => replaced(key, &|line| match line.contains('#') {
            true => line.to_owned(),
            false => format!("{line} # behind {word}"),
        }),
        Edit::Body { place } => {
            let anchor = ["First line.", "Second line.", "Third line."][*place];
            text.replacen(anchor, &format!("{anchor}\nsaid {word}"), 1)
        }
        Edit::Quote(key) => replaced(key, &|line| match line.split_once(": ") {
            Some((name, value)) if !value.contains(['"', '#', ' ', '\'']) => format!("{name}: '{value}'"),
            _ => line.to_owned(),
        }),
        Edit::Drop(key) => match line_of(key) {
            Some(line) => text.replacen(&format!("{line}\n"), "", 1),
            None => text.to_owned(),
        },
    }
}

/// Returns the words that a side said in remarks and in the body, and what lines it added.
fn said(text: &str) -> Vec<String> {
    let words = ["above ", "behind ", "said "];
    let lines =
        text.lines().filter_map(|line| words.iter().find_map(|word| line.find(word).map(|at| &line[at..])));
    lines.map(str::to_owned).collect()
}

fn merged(ours: &str, theirs: &str) -> (String, Vec<Finding>) {
    let merged = merge(Kind::Ticket, Some(BASE), ours, theirs);
    (merged.text, merged.findings)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn what_both_did_alike_is_that(edits in edits()) {
        let one = side(&edits, "ann");
        prop_assert_eq!(merged(&one, &one), (one.clone(), vec![]));
        prop_assert_eq!(merged(&one, BASE), (one.clone(), vec![]));
        prop_assert_eq!(merged(BASE, &one), (one, vec![]));
    }

    #[test]
    fn whose_side_is_ours_does_not_matter(one in edits(), other in edits()) {
        let (one, other) = (side(&one, "ann"), side(&other, "bob"));
        prop_assert_eq!(merged(&one, &other), merged(&other, &one));
    }

    #[test]
    fn nothing_that_either_said_is_lost(one in edits(), other in edits()) {
        let (one, other) = (side(&one, "ann"), side(&other, "bob"));
        let (text, _) = merged(&one, &other);
        let ticket = |text: &str| TicketFile::read(text.to_owned()).unwrap().ticket;
        let (base, ours, theirs, both) = (ticket(BASE), ticket(&one), ticket(&other), ticket(&text));
        for words in said(&one).iter().chain(&said(&other)) {
            prop_assert!(text.contains(words.as_str()), "`{}` is lost in\n{}\n{}\n{}", words, text, one, other);
        }
        let fields: Vec<Field> = base.differences(&ours).into_iter().chain(base.differences(&theirs)).map(|change| change.field).collect();
        for field in fields.iter().filter(|field| **field != Field::Body) {
            let [base, ours, theirs, both] = [&base, &ours, &theirs, &both].map(|ticket| ticket.value(field));
            if field.shape() == Shape::List {
                let items = |value: &Value| value.as_array().cloned().unwrap_or_default();
                let wanted = |item: &Value| {
                    let is_in = |value: &Value| items(value).contains(item);
                    if is_in(&base) { is_in(&ours) && is_in(&theirs) } else { is_in(&ours) || is_in(&theirs) }
                };
                let all = [items(&base), items(&ours), items(&theirs)].concat();
                prop_assert!(all.iter().all(|item| items(&both).contains(item) == wanted(item)), "{} {}", field, both);
                prop_assert!(items(&both).iter().all(|item| all.contains(item)), "{} {}", field, both);
            } else {
                // One side's, and of a group all of one side's.
                let is_one = both == ours || both == theirs;
                let group = git_desk::merge::group::group_of(field);
                prop_assert!(is_one, "{} {}", field, both);
                // An edit of a remark beats the removal of its key.
                let is_removed = [&one, &other].iter().any(|text| !text.contains(&format!("\n{field}:")));
                if group.len() == 1 && !is_removed && (ours == base || theirs == base) {
                    prop_assert_eq!(both, if ours == base { theirs } else { ours });
                }
            }
        }
        for group in [Field::Status, Field::Level].map(|field| git_desk::merge::group::group_of(&field)) {
            let state = |ticket: &git_desk::model::Ticket| group.iter().map(|field| ticket.value(field)).collect::<Vec<_>>();
            prop_assert!([state(&ours), state(&theirs)].contains(&state(&both)), "{:?}", state(&both));
        }
    }

    #[test]
    fn what_is_merged_is_merged_again_to_the_same(one in edits(), other in edits()) {
        let (one, other) = (side(&one, "ann"), side(&other, "bob"));
        let (text, findings) = merged(&one, &other);
        if findings.is_empty() {
            prop_assert_eq!(merged(&text, &other).0, text.clone());
            prop_assert_eq!(merged(&one, &text).0, text);
        }
    }

    #[test]
    fn a_conflict_is_seen_in_the_body_only(one in edits(), other in edits()) {
        let (one, other) = (side(&one, "ann"), side(&other, "bob"));
        let (text, findings) = merged(&one, &other);
        let front = text.split("\n---\n").next().unwrap();
        prop_assert!(!front.contains("<<<<<<<"), "{}", text);
        prop_assert_eq!(text.contains("<<<<<<<"), !findings.is_empty());
        prop_assert!(TicketFile::read(text).is_ok());
    }

    #[test]
    fn line_ends_survive(one in edits(), other in edits()) {
        let (one, other) = (side(&one, "ann"), side(&other, "bob"));
        let (text, _) = merged(&one, &other);
        let [base, one, other] = [BASE, &one, &other].map(|text| text.replace('\n', "\r\n"));
        let with_returns = merge(Kind::Ticket, Some(&base), &one, &other).text;
        prop_assert_eq!(with_returns, text.replace('\n', "\r\n"));
    }

    #[test]
    fn no_texts_panic(base in "(---\n)?([a-z:#\\-\"'\\[\\]{}|> \n]|\\PC){0,60}(---\n)?", one in "(---\n)?([a-z:#\\-\"'\\[\\]{}|> \n]|\\PC){0,60}(---\n)?", other in "(---\n)?([a-z:#\\-\"'\\[\\]{}|> \n]|\\PC){0,60}(---\n)?") {
        for kind in [Kind::Ticket, Kind::Article, Kind::Entry, Kind::Policy, Kind::Thread, Kind::Text] {
            let there = merge(kind, Some(&base), &one, &other);
            let back = merge(kind, Some(&base), &other, &one);
            prop_assert_eq!(there.text, back.text, "{:?}", kind);
        }
    }
}
