//! What belongs together: fields that change together, are taken from one side together, and of which the rank decides
//! where no thread is at hand.

use std::cmp::Ordering;

use super::value;
use crate::model::{Field, Shape, Status, Value};

/// The values of a group's fields, in their order.
pub type State = Vec<Value>;

/// Returns the fields that change together with one, itself among them.
pub fn group_of(field: &Field) -> Vec<Field> {
    match field {
        Field::Status | Field::Resolution | Field::Until => {
            vec![Field::Status, Field::Resolution, Field::Until]
        }
        Field::Level | Field::Team | Field::Assignee => vec![Field::Level, Field::Team, Field::Assignee],
        other => vec![other.clone()],
    }
}

/// Tells whether a field holds one value, of which a merge can take one side's only.
pub fn is_single(field: &Field) -> bool {
    matches!(field.shape(), Shape::Text | Shape::Instant) && !field.is_immutable()
}

/// Tells which of two states of a group the fixed rank prefers: the same for whoever asks, with nothing but the two.
pub fn rank(group: &[Field], one: &State, other: &State) -> Ordering {
    match group {
        [Field::Status, ..] => place(one).cmp(&place(other)).then_with(|| by_value(one, other)),
        [Field::Level, ..] => {
            let level = |state: &State| text(state.first()).to_owned();
            let is_owned = |state: &State| !state.last().is_none_or(Value::is_null);
            value::natural(&level(one), &level(other))
                .then_with(|| is_owned(one).cmp(&is_owned(other)))
                .then_with(|| by_value(one, other))
        }
        _ => by_value(one, other),
    }
}

fn by_value(one: &State, other: &State) -> Ordering {
    let orders = one.iter().zip(other).map(|(one, other)| value::compare(one, other));
    orders.fold(Ordering::Equal, Ordering::then)
}

/// Returns how far a ticket has come: what is done beats what is open. A status of the desk's own is between the two.
fn place(state: &State) -> usize {
    let place =
        |status: &Status| Status::BUILT_IN.iter().position(|known| known == status).map(|place| 2 * place);
    let before_solved = || place(&Status::Solved).map_or(0, |place| place - 1);
    place(&Status::new(text(state.first()))).unwrap_or_else(before_solved)
}

fn text(value: Option<&Value>) -> &str {
    value.and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_rank_is_fixed() {
        let status = group_of(&Field::Until);
        let check = |group: &[Field], better: &[Value], worse: &[Value]| {
            let (better, worse) = (better.to_vec(), worse.to_vec());
            assert_eq!(rank(group, &better, &worse), Ordering::Greater, "{better:?} {worse:?}");
            assert_eq!(rank(group, &worse, &better), Ordering::Less, "{better:?} {worse:?}");
        };
        let null = Value::Null;
        check(
            &status,
            &[json!("closed"), json!("solved"), null.clone()],
            &[json!("open"), null.clone(), null.clone()],
        );
        check(
            &status,
            &[json!("parts"), null.clone(), null.clone()],
            &[json!("on-hold"), null.clone(), null.clone()],
        );
        let level = group_of(&Field::Assignee);
        check(&level, &[json!("N3"), json!("a"), null.clone()], &[json!("N2"), json!("b"), json!("ann")]);
        check(&level, &[json!("N2"), json!("a"), json!("ann")], &[json!("N2"), json!("b"), null]);
    }
}
