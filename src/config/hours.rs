//! The hours of a week, as intervals of the wall clock.

use super::error::{Finding, Problem};
use super::names::Kind;
use super::node::Node;

/// A stretch of one day, `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// First minute of the wall clock, counted from midnight: 540 is 09:00.
    pub from: u16,
    /// The minute after the last one; 1440 is 24:00.
    pub to: u16,
}

pub(super) const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const HOURS: &str = "hours by weekday, such as `mon-fri: [[\"09:00\", \"18:00\"]]`";
const INTERVAL: &str = "times such as `[\"09:00\", \"18:00\"]`";
const TIME: &str = "a time from `00:00` to `24:00`";
const RISING: &str =
    "an end after the beginning: a shift over midnight is two intervals, up to `24:00` and from `00:00`";

/// Reads the hours of a week. A day of its own (`fri`) wins over a range that holds it (`mon-fri`).
pub(super) fn week(node: &Node) -> Result<[Vec<Interval>; 7], Finding> {
    type Days = [Option<Vec<Interval>>; 7];
    let (mut ranges, mut single) = (Days::default(), Days::default());
    for (key, entry) in node.entries(HOURS)? {
        let (first, last) = weekdays(&entry, &key)?;
        let hours = day(&entry)?;
        let days = if key.contains('-') { &mut ranges } else { &mut single };
        for slot in days.iter_mut().take(last + 1).skip(first) {
            if slot.replace(hours.clone()).is_some() {
                return Err(entry.error(Problem::Overlap { key: entry.name() }));
            }
        }
    }
    let mut week = <[Vec<Interval>; 7]>::default();
    for (slot, (own, range)) in week.iter_mut().zip(single.into_iter().zip(ranges)) {
        *slot = own.or(range).unwrap_or_default();
    }
    Ok(week)
}

/// Reads `mon`, `monday` or `mon-fri`, as the first and last day counted from Monday.
fn weekdays(node: &Node, key: &str) -> Result<(usize, usize), Finding> {
    let (first, last) = key.split_once('-').unwrap_or((key, key));
    let (first, last) = (weekday(node, first.trim())?, weekday(node, last.trim())?);
    if first > last {
        return Err(node.wrong_key("a range that does not pass Sunday, such as `mon-fri`"));
    }
    Ok((first, last))
}

fn weekday(node: &Node, name: &str) -> Result<usize, Finding> {
    const FULL: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let lower = name.to_lowercase();
    let found = WEEKDAYS.iter().zip(FULL).position(|(short, full)| *short == lower || full == lower);
    found.ok_or_else(|| node.error(node.unknown(Kind::Weekday, name, WEEKDAYS)))
}

/// Reads the intervals of a day: a list of pairs, one pair, or `"09:00-18:00"`.
fn day(node: &Node) -> Result<Vec<Interval>, Finding> {
    let items = node.items(INTERVAL)?;
    let is_pair = items.len() == 2
        && items.iter().all(|item| matches!(item.text(TIME), Ok(text) if !text.contains('-')));
    let mut intervals = if is_pair {
        vec![interval(node)?]
    } else {
        items.iter().map(interval).collect::<Result<Vec<_>, _>>()?
    };
    intervals.sort_unstable();
    if intervals.windows(2).any(|pair| matches!(pair, [one, next] if one.to > next.from)) {
        return Err(node.error(Problem::Overlap { key: node.name() }));
    }
    Ok(intervals)
}

fn interval(node: &Node) -> Result<Interval, Finding> {
    let (from, to) = if node.is_list() {
        let items = node.items(INTERVAL)?;
        let [from, to] = items.as_slice() else {
            return Err(node.misshapen(INTERVAL));
        };
        (from.parse(TIME, time)?, to.parse(TIME, time)?)
    } else {
        node.parse(INTERVAL, |text| {
            let (from, to) = text.split_once('-')?;
            Some((time(from.trim())?, time(to.trim())?))
        })?
    };
    if from >= to {
        let clock = |time: u16| format!("{:02}:{:02}", time / 60, time % 60);
        let value = format!("{}-{}", clock(from), clock(to));
        return Err(node.error(Problem::Value { key: node.name(), value, expected: RISING }));
    }
    Ok(Interval { from, to })
}

/// Reads `09:00` as minutes from midnight.
fn time(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |text: &str, longest| {
        let is_number = (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<u16>().ok()).flatten()
    };
    let hours = number(hours, 2)?;
    let minutes = number(minutes, 2).filter(|number| *number < 60 && minutes.len() == 2)?;
    Some(hours * 60 + minutes).filter(|time| *time <= 24 * 60)
}
