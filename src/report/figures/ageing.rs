//! How old is what is open.

use serde::Serialize;

use super::super::definition::{Definition, Unit::*};
use super::{Followed, Row, Scope, Tickets};

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new(
        "ageing.NAME.name",
        Text,
        "A span of ages, from one bound of `ageing` in desk.yml up to the next.",
    ),
    Definition::new(
        "ageing.NAME.tickets",
        Count,
        "Tickets open when the period ends (at `as_of`, if that is earlier), by the real time since their creation.",
    ),
];

/// The tickets of one span of ages.
#[derive(Debug, Serialize)]
pub struct Age<'c> {
    /// The bounds, in words.
    pub name: String,
    /// The tickets.
    pub tickets: Tickets<'c>,
}

impl<'c> Age<'c> {
    pub(super) fn count(scope: &Scope<'c>, backlog: &Tickets<'c>) -> Vec<Age<'c>> {
        let end = scope.period.until.min(scope.as_of);
        let mut spans =
            names(&scope.config.ageing).into_iter().map(|name| Age { name, tickets: Tickets::default() });
        let mut ages: Vec<Age<'c>> = spans.by_ref().collect();
        for row in &backlog.0 {
            let age = (end - row.case.created()).num_seconds();
            let at = scope.config.ageing.partition_point(|bound| i64::from(*bound) * 86_400 <= age);
            if let Some(span) = ages.get_mut(at) {
                span.tickets.0.push(Row::took(row.case, row.case.created(), age));
            }
        }
        ages
    }
}

/// Names the spans between bounds in days.
fn names(bounds: &[u32]) -> Vec<String> {
    let Some((first, last)) = bounds.first().zip(bounds.last()) else { return vec!["all".to_owned()] };
    let between = bounds.windows(2).map(|pair| format!("{}–{} d", pair[0], pair[1]));
    [format!("<{first} d")].into_iter().chain(between).chain([format!(">{last} d")]).collect()
}

impl<'c> Followed<'c> for Vec<Age<'c>> {
    fn follow(&self, put: &mut super::Put<'_, 'c>) {
        for age in self {
            put(&format!("ageing.{}", age.name), &age.tickets.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_named_by_their_bounds() {
        assert_eq!(names(&[1, 7, 30]), ["<1 d", "1–7 d", "7–30 d", ">30 d"]);
        assert_eq!(names(&[2]), ["<2 d", ">2 d"]);
        assert_eq!(names(&[]), ["all"]);
    }
}
