//! A ticket's file: any text is read or refused, and a field that is set changes its own lines only (law L1).
//!
//! An input is the text of a file; what follows its first NUL, if there is one, is edits.

#![cfg_attr(not(test), no_main)]

use arbitrary::{Result, Unstructured};
use git_desk::format::edit::EditError;
use git_desk::format::front::FrontMatter;
use git_desk::format::{ProblemKind, TicketFile, ticket, with_unix_lines};
use git_desk::model::{Change, Field, Instant, Shape, Value, write_instant};

const MOST_EDITS: usize = 2;
/// YAML knows no key of more than 1024 characters; an escape has six.
const LONGEST_KEY: usize = 150;

#[cfg(not(test))]
libfuzzer_sys::fuzz_target!(|input: &[u8]| check(input));

/// Checks one input.
pub fn check(input: &[u8]) {
    let end = input.iter().position(|byte| *byte == 0).unwrap_or(input.len());
    let (text, edits) = input.split_at(end);
    let text = String::from_utf8_lossy(text).into_owned();
    let Ok(file) = TicketFile::read(text.clone()) else { return };
    assert_eq!(file.edited(&[], None), Ok(text));
    // A file that a person wrote may be too clever to be edited by line; one in the form of the format is not.
    edit(file.clone(), edits, |_| true);
    let plain = TicketFile::read(ticket::write(&file.ticket));
    if let Some(plain) = plain.ok().filter(|plain| plain.ticket == file.ticket) {
        edit(plain, edits, is_limit);
    }
}

/// Makes a few edits one after the other, and judges the errors.
fn edit(mut file: TicketFile, edits: &[u8], is_fair: fn(&EditError) -> bool) {
    let mut edits = Unstructured::new(edits.get(1..).unwrap_or_default());
    for _ in 0..MOST_EDITS {
        let Ok(change) = any_change(&mut edits, &file) else { return };
        match edited(&file, &change) {
            Ok(after) => file = after,
            Err(error) => assert!(is_fair(&error), "{error}: {change:?} in {}", file.text),
        }
        if edits.is_empty() {
            return;
        }
    }
}

/// Tells whether the front matter would grow too large, or a key, with its escapes, is longer than YAML knows.
fn is_limit(error: &EditError) -> bool {
    match error {
        EditError::Broken(problem) => matches!(problem.kind, ProblemKind::FrontTooLong { .. }),
        EditError::NotInPlace { key, .. } => key.len() > LONGEST_KEY,
    }
}

/// Makes one change and judges the text that came of it.
fn edited(file: &TicketFile, change: &Change) -> std::result::Result<TicketFile, EditError> {
    let mut meant = file.ticket.clone();
    assert!(meant.set(&change.field, &change.new).is_ok());
    let body = (change.field == Field::Body).then_some(meant.body.as_str());
    let text = file.edited(std::slice::from_ref(change), body)?;
    match &change.field {
        Field::Body => {
            let end = FrontMatter::read(&file.text).map_or(0, |front| front.rest.start);
            assert!(text.starts_with(&file.text[..end]), "{text}");
        }
        field => check_other_lines(&file.text, &text, field.key()),
    }
    let after = TicketFile::read(text).expect("what was edited can be read");
    assert_eq!(after.ticket, meant, "{change:?} made {}", after.text);
    Ok(after)
}

/// Makes sure that all bytes outside the lines of a key are as they were.
fn check_other_lines(before: &str, after: &str, key: &str) {
    let front = FrontMatter::read(before).expect("it was read before");
    let (start, end) = match front.key(key) {
        Some(key) => (key.span.start, key.span.end),
        None => {
            let same = before.bytes().zip(after.bytes()).take_while(|(old, new)| old == new).count();
            (same, same)
        }
    };
    assert!(after.len() >= before.len() - (end - start), "{after}");
    assert!(after.as_bytes().starts_with(&before.as_bytes()[..start]), "{after}");
    assert!(after.as_bytes().ends_with(&before.as_bytes()[end..]), "{after}");
}

/// Makes a change that the field can hold.
fn any_change(edits: &mut Unstructured, file: &TicketFile) -> Result<Change> {
    let field = any_field(edits, file)?;
    let value = any_value_of(edits, &field)?;
    let mut meant = file.ticket.clone();
    let is_held = meant.set(&field, &value).is_ok();
    let new = if is_held { meant.value(&field) } else { file.ticket.value(&field) };
    Ok(Change { old: file.ticket.value(&field), new, field })
}

fn any_field(edits: &mut Unstructured, file: &TicketFile) -> Result<Field> {
    let custom: Vec<&String> = file.ticket.fields.keys().collect();
    Ok(match edits.int_in_range(0..=3)? {
        0 => edits.choose(&Field::FRONT)?.clone(),
        1 if !custom.is_empty() => Field::new(edits.choose(&custom)?),
        2 => Field::new(&any_key(edits)?),
        _ => Field::Body,
    })
}

fn any_value_of(edits: &mut Unstructured, field: &Field) -> Result<Value> {
    Ok(match field.shape() {
        Shape::Instant => {
            let seconds = edits.int_in_range(-62_167_219_200..=253_402_300_799)?;
            Instant::from_timestamp(seconds, 0).map(write_instant).into()
        }
        Shape::Body => with_unix_lines(&any_text(edits)?).into(),
        Shape::List if *field == Field::Links => {
            let kinds: Vec<&[u8]> = edits.arbitrary()?;
            kinds.iter().map(|kind| format!("{} HD-7k3m2q", String::from_utf8_lossy(kind))).collect()
        }
        Shape::Text | Shape::List | Shape::Any => any_value(edits, 3)?,
    })
}

fn any_value(edits: &mut Unstructured, depth: usize) -> Result<Value> {
    Ok(match edits.int_in_range(0..=if depth == 0 { 5 } else { 7 })? {
        0 => Value::Null,
        1 => Value::from(edits.arbitrary::<bool>()?),
        2 => Value::from(edits.arbitrary::<i64>()?),
        3 => Value::from(edits.arbitrary::<f64>()?),
        4 | 5 => Value::from(any_text(edits)?),
        6 => (0..edits.int_in_range(0..=4)?).map(|_| any_value(edits, depth - 1)).collect::<Result<_>>()?,
        _ => (0..edits.int_in_range(0..=3)?)
            .map(|_| Ok((any_key(edits)?, any_value(edits, depth - 1)?)))
            .collect::<Result<_>>()?,
    })
}

fn any_key(edits: &mut Unstructured) -> Result<String> {
    Ok(any_text(edits)?.chars().take(LONGEST_KEY).collect())
}

fn any_text(edits: &mut Unstructured) -> Result<String> {
    Ok(String::from_utf8_lossy(edits.arbitrary()?).into_owned())
}
