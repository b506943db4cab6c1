//! Time zones by their IANA names.

use chrono_tz::{TZ_VARIANTS, Tz};

use super::error::Finding;
use super::names::Kind;
use super::node::Node;

/// Reads a zone such as `Europe/Brussels`.
pub(super) fn read(node: &Node) -> Result<Tz, Finding> {
    let name = node.text("a time zone, such as `Europe/Brussels`")?;
    name.parse()
        .map_err(|_| node.error(node.unknown(Kind::Zone, &name, candidates(&name))))
}

/// Returns the zones to compare a wrong name with: those of that city, else all.
fn candidates(name: &str) -> Vec<&'static str> {
    let names = || TZ_VARIANTS.iter().map(|zone| zone.name());
    let city = |zone: &&str| {
        zone.rsplit('/')
            .next()
            .is_some_and(|city| city.eq_ignore_ascii_case(&name.replace(' ', "_")))
    };
    match names().find(|zone| city(zone)) {
        Some(zone) => vec![zone],
        None => names().collect(),
    }
}
