//! Time zones by their IANA names.

use chrono_tz::{TZ_VARIANTS, Tz};

use super::error::{Finding, Problem, excerpt};
use super::names::Kind;
use super::node::Node;
use crate::nearest::nearest;

/// Reads a zone such as `Europe/Brussels`.
pub(super) fn read(node: &Node) -> Result<Tz, Finding> {
    let name = node.text("a time zone, such as `Europe/Brussels`")?;
    name.parse().map_err(|_| node.error(unknown(node, &name)))
}

fn unknown(node: &Node, name: &str) -> Problem {
    let zones = || TZ_VARIANTS.iter().map(|zone| zone.name());
    let near = zones().find(|zone| is_city_of(zone, name));
    let near = near.or_else(|| nearest(name, zones()));
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write an IANA name, such as `Europe/Brussels` or `UTC`".to_owned(),
    };
    Problem::Unknown { kind: Kind::Zone, name: excerpt(name), key: node.name(), hint }
}

/// Tells whether a word such as `new york` is the city of `America/New_York`.
fn is_city_of(zone: &str, word: &str) -> bool {
    zone.rsplit('/')
        .next()
        .is_some_and(|city| city.replace('_', " ").eq_ignore_ascii_case(&word.replace('_', " ")))
}
